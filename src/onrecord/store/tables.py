"""The tables of `onrecord export`: rows as plain values, files written whole, data frames."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..errors import InputError, StoreError
from .columns import TABLES, ColumnType
from .table_files import WRITERS
from .table_rows import ROWS, TableRow

if TYPE_CHECKING:
    import pandas as pd

    from .store import Store

Format = Literal["jsonl", "csv", "parquet"]


# Lies beside exported tables, so that reading a folder of clips never takes them for articles.
MARKER = ".onrecord-tables"


def export_rows(store: Store, table: str) -> Iterator[TableRow]:
    """Rows of one table in the store's order, every column present; what is not known is None.

    Documents that no file holds any more are left out, with all that rests on them but decisions.
    """
    _check_table(table)
    with store.reading() as connection:
        yield from ROWS[table](connection)


def export_tables(store: Store, folder: str | Path, *, format: Format = "jsonl") -> dict[str, int]:
    """Writes every table to `folder/TABLE.FORMAT`, all of one moment; gives the number of rows by table.

    A file appears under its name only when all are complete, so what lies there is never half a table.
    """
    if format not in WRITERS:
        raise InputError(f"{format}: not a format; allowed are {', '.join(WRITERS)}")
    target = Path(folder)
    parts: dict[Path, Path] = {}
    counts: dict[str, int] = {}
    try:
        target.mkdir(parents=True, exist_ok=True)
        with store.snapshot():
            for table, columns in TABLES.items():
                final = target / f"{table}.{format}"
                parts[final] = target / f".{final.name}.{os.getpid()}.part"
                counts[table] = WRITERS[format](parts[final], columns, export_rows(store, table))
        for final, part in parts.items():
            part.replace(final)
        (target / MARKER).write_text("tables written by onrecord export; not articles\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"{error.filename or target}: cannot be written ({error.strerror}); give another folder"
        ) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return counts


def table_frame(store: Store, name: str) -> pd.DataFrame:
    """One table as a data frame: days as datetime64 (NaT when unknown), counts as nullable integers, nested values
    as lists and dicts."""
    import pandas as pd

    _check_table(name)
    columns = TABLES[name]
    frame = pd.DataFrame(list(export_rows(store, name)), columns=[column.name for column in columns], dtype=object)
    dtypes = {
        ColumnType.INTEGER: "Int64",
        ColumnType.NUMBER: "Float64",
        ColumnType.DATE: "datetime64[s]",
        ColumnType.BOOLEAN: "boolean",
    }
    return frame.astype({column.name: dtypes.get(column.type, "object") for column in columns})


def _check_table(table: str) -> None:
    if table not in TABLES:
        raise InputError(f"{table}: no such table; there are {', '.join(TABLES)}")
