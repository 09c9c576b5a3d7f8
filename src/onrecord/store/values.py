"""How the small values of the record look in a row: spans, passages, date ranges; and rows written in batches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select

from ..record import DateRange, Passage, Precision, Span

Item = TypeVar("Item")
Row = Mapping[str, Any]

# Rows handed to the driver at once, and ids in one `IN (...)`: both below SQLite's 32,766 variables.
BATCH = 2_000


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Adds rows, all with the same columns."""
    for batch in batches(rows):
        if connection.dialect.name == "sqlite":
            _insert_quickly(connection, table, batch)
        else:
            connection.execute(insert(table), batch)


def _insert_quickly(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """What `insert` does, without a dictionary of parameters for every row: millions are written after a gather."""
    dialect, names = connection.dialect, tuple(rows[0])
    types = [table.c[name].type.dialect_impl(dialect) for name in names]
    processors = [kind.bind_processor(dialect) for kind in types]
    columns: list[Iterable[Any]] = []
    for name, processor in zip(names, processors, strict=True):
        values = [row[name] for row in rows]
        columns.append(values if processor is None else map(processor, values))
    quote = dialect.identifier_preparer.quote
    listed = ", ".join(quote(name) for name in names)
    marks = ", ".join("?" * len(names))
    sql = f"INSERT INTO {quote(table.name)} ({listed}) VALUES ({marks})"
    connection.exec_driver_sql(sql, list(zip(*columns, strict=True)))


def replace(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Puts these rows, numbered in their order, in place of all that the table held."""
    connection.execute(delete(table))
    insert_rows(connection, table, ({"position": n, **row} for n, row in enumerate(rows)))


def in_order(connection: Connection, table: Table) -> Iterator[Any]:
    yield from connection.execute(select(table).order_by(table.c.position))


def span_pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def spans_of(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def passage_triples(passages: Iterable[Passage]) -> list[list[str | int]]:
    return [[passage.document_id, passage.start, passage.end] for passage in passages]


def passages_of(triples: Iterable[Sequence[Any]]) -> tuple[Passage, ...]:
    return tuple(Passage(document_id, start, end) for document_id, start, end in triples)


def date_range(start: date | None, end: date | None, precision: str) -> DateRange:
    return DateRange(start, end, Precision(precision))


def storable(text: str) -> str:
    """The same text, signs that no database takes (lone surrogates of odd file names, NUL) as backslash escapes."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
