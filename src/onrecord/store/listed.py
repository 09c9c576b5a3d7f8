"""Lists of values as rows that a query can join: one statement for any number of them, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Subquery, cast, func, literal, select
from sqlalchemy.types import JSON, String, TypeEngine

from .values import dumps

_TYPES: dict[type, TypeEngine[Any]] = {str: String(), int: BigInteger()}


def listed(connection: Connection, rows: Iterable[Sequence[str | int]], **columns: type) -> Subquery:
    """Rows with these columns (name -> str or int), sent to the database as one text."""
    sent = dumps([list(row) for row in rows])
    types = [(name, _TYPES[kind]) for name, kind in columns.items()]
    if connection.dialect.name == "sqlite":
        each = func.json_each(sent).table_valued("value")
        fields = [
            cast(func.json_extract(each.c.value, f"$[{n}]"), type_).label(name) for n, (name, type_) in enumerate(types)
        ]
    else:
        each = func.json_array_elements(cast(literal(sent, String), JSON)).table_valued("value")
        fields = [cast(each.c.value.op("->>")(n), type_).label(name) for n, (name, type_) in enumerate(types)]
    return select(*fields).subquery()
