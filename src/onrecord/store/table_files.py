"""Files of a table: JSON lines, CSV that no spreadsheet takes for formulas, Parquet with types even when empty."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from .columns import ColumnType, TableColumn
from .values import batches, dumps

# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")

Rows = Iterable[Mapping[str, Any]]


def write_jsonl(path: Path, columns: Sequence[TableColumn], rows: Rows) -> int:
    n_rows = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            n_rows += 1
    return n_rows


def write_csv(path: Path, columns: Sequence[TableColumn], rows: Rows) -> int:
    """UTF-8, comma, one header line; nested values as JSON; an unknown value is an empty cell."""
    n_rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in columns)
        for row in rows:
            writer.writerow(_cell(row[column.name], column.type) for column in columns)
            n_rows += 1
    return n_rows


def _cell(value: Any, kind: ColumnType) -> Any:
    if value is None:
        return ""
    if kind.nested:
        return dumps(value)
    return guarded(value) if kind is ColumnType.TEXT else value


def guarded(text: str) -> str:
    """Text that a spreadsheet shows and never runs: one apostrophe before what looks like a formula.

    Undone by taking one apostrophe away from every cell that begins with apostrophes and then one of = + - @ tab CR.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def write_parquet(path: Path, columns: Sequence[TableColumn], rows: Rows) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    dates = [column.name for column in columns if column.type is ColumnType.DATE]
    values = [column.name for column in columns if column.type is ColumnType.VALUES]
    arrow = pa.schema([pa.field(column.name, _arrow_type(column.type)) for column in columns])
    n_rows = 0
    with pq.ParquetWriter(path, arrow, compression="zstd") as writer:
        for batch in batches(rows, 5_000):
            typed = [
                {
                    **row,
                    **{name: _as_date(row[name]) for name in dates},
                    **{name: _as_texts(row[name]) for name in values},
                }
                for row in batch
            ]
            writer.write_table(pa.Table.from_pylist(typed, schema=arrow))
            n_rows += len(batch)
    return n_rows


def _as_date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _as_texts(values: Mapping[str, Any]) -> dict[str, str | None]:
    """Texts as they are, all else as JSON: a map in Parquet holds one type."""
    return {name: each if each is None or isinstance(each, str) else dumps(each) for name, each in values.items()}


def _arrow_type(kind: ColumnType) -> Any:
    import pyarrow as pa

    text, place = pa.string(), [("document", pa.string()), ("start", pa.int64()), ("end", pa.int64())]
    role = [(name, text) for name in ("title", "organization", "valid_from", "valid_to")]
    return {
        ColumnType.TEXT: text,
        ColumnType.INTEGER: pa.int64(),
        ColumnType.NUMBER: pa.float64(),
        ColumnType.DATE: pa.date32(),
        ColumnType.BOOLEAN: pa.bool_(),
        ColumnType.TEXTS: pa.list_(text),
        ColumnType.SPANS: pa.list_(pa.list_(pa.int64())),
        ColumnType.PASSAGES: pa.list_(pa.struct(place)),
        ColumnType.REGIONS: pa.list_(pa.struct([("kind", text), ("start", pa.int64()), ("end", pa.int64())])),
        ColumnType.MENTIONS: pa.list_(pa.struct([*place, ("type", text)])),
        ColumnType.ROLES: pa.list_(pa.struct([*role, ("evidence", pa.struct(place))])),
        ColumnType.VALUES: pa.map_(text, text),
    }[kind]


WRITERS: dict[str, Callable[[Path, Sequence[TableColumn], Rows], int]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
}
