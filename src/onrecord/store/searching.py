"""Rows looked for by words, and by lists of ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, String, Table, cast, func, or_, select

from .values import batches

if TYPE_CHECKING:
    from .store import Store


def holds(words: str, *columns: Column[Any]) -> ColumnElement[bool]:
    """A condition: one of the columns holds the words as they are written, in capitals or not; a list of names is
    looked through as its text."""
    plain = words.strip().lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    texts = (column if isinstance(column.type, String) else cast(column, String) for column in columns)
    return or_(*(func.lower(func.coalesce(text, "")).like(f"%{plain}%", escape="\\") for text in texts))


def rows_with(store: Store, table: Table, column: str, ids: Iterable[str]) -> list[Any]:
    """The rows of a table whose column is one of the ids, in no order."""
    with store.reading() as connection:
        return [
            row
            for batch in batches(sorted(set(ids)))
            for row in connection.execute(select(table).where(table.c[column].in_(batch)))
        ]
