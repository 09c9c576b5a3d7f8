"""The event list: one line a statement, with everything that is known about it."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .choices import chosen
from .filtering import filtered
from .options import Duplicates, NetworkError, NetworkOptions, NetworkType
from .ordering import Rows
from .table import Kind, StatementTable, Variable

if TYPE_CHECKING:
    import pandas as pd

DOCUMENT_COLUMNS = ("title", "author", "source", "section", "type")  # in DNA's order
_OWN_COLUMNS = ("statement_id", "time", "start_position", "stop_position", "text", "coder", "document_id")
ENDINGS = (".csv", ".jsonl", ".parquet")


def event_list(table: StatementTable, options: NetworkOptions | None = None, /, **changes: Any) -> pd.DataFrame:
    """The statements that the options let in, in order of time, document and place.

    Columns: statement_id, time, the variables, start_position and stop_position (code points), text, coder,
    document_id, and each variable of the document as document_NAME. Statements with blank variables are listed too.
    Duplicates are those of variable1, variable2 and, with an aggregation, the qualifier; without a `duplicates` option
    these need not be in the table.
    """
    import pandas as pd  # loads slowly

    rows = listed_rows(table, options, **changes)
    columns: dict[str, Any] = {
        "statement_id": table.ids[rows],
        "time": table.times[rows].astype("datetime64[s]"),
    }
    for name, variable in table.variables.items():
        columns[f"{name} (variable)" if name in _OWN_COLUMNS else name] = values_of(variable, rows)
    if table.spans is not None:
        columns["start_position"], columns["stop_position"] = table.spans[rows].T
    if table.texts is not None:
        columns["text"] = [table.texts[row] for row in rows.tolist()]
    if table.coders is not None:
        columns["coder"] = values_of(table.coders, rows)
    columns["document_id"] = [table.document_ids[code] for code in table.documents[rows].tolist()]
    names = [*(each for each in DOCUMENT_COLUMNS if each in table.document_variables)]
    names += [name for name in table.document_variables if name not in (*DOCUMENT_COLUMNS, "id")]
    for name in names:
        columns[f"document_{name}"] = values_of(table.document_variables[name], rows)
    return pd.DataFrame(columns)


def write_event_list(
    table: StatementTable, path: str | Path, options: NetworkOptions | None = None, /, **changes: Any
) -> None:
    """The event list as a file: `.csv` (comma, UTF-8, quotes doubled, nothing lost), `.jsonl` or `.parquet`.

    `compat="dna"` writes DNA's own CSV, which turns `;` and `"` into `,` and `'`.
    """
    path = Path(path)
    asked = chosen(options, **changes)
    if path.suffix not in ENDINGS or (asked.compat and path.suffix != ".csv"):
        allowed = ".csv" if asked.compat else ", ".join(ENDINGS)
        raise NetworkError(
            f"{path}: an event list cannot be written as {path.suffix or 'a file without ending'}; use {allowed}"
        )
    if asked.compat:
        content = dna_event_list(table, asked).encode("utf-8")
    else:
        content = _encoded(event_list(table, asked), path.suffix)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        raise NetworkError(f"{path}: cannot be written ({error.strerror}); give a folder that exists") from error
    finally:
        beside.unlink(missing_ok=True)


def _encoded(frame: pd.DataFrame, ending: str) -> bytes:
    if ending == ".parquet":
        return frame.to_parquet(index=False)
    if ending == ".jsonl":
        text = frame.to_json(orient="records", lines=True, date_format="iso", date_unit="s", force_ascii=False)
    else:
        text = frame.to_csv(index=False, date_format="%Y-%m-%dT%H:%M:%S", lineterminator="\n")
    return str(text).encode("utf-8")


def dna_event_list(table: StatementTable, options: NetworkOptions | None = None, /, **changes: Any) -> str:
    """DNA's CSV: semicolons, quoted texts in which `;` and `"` became `,` and `'`, coders as numbers."""
    rows = listed_rows(table, options, **changes)
    spans = table.spans if table.spans is not None else np.zeros((table.n, 2), dtype=np.int64)
    numbers = table.entity_ids.get("coder", {})
    coders = values_of(table.coders, rows) if table.coders is not None else [""] * len(rows)
    documents = {name: table.document_variables.get(name) for name in DOCUMENT_COLUMNS}
    names = [
        "statement_id", "time", *table.variables, "start_position", "stop_position", "text", "coder", "document_id",
        *(f"document_{name}" for name in DOCUMENT_COLUMNS),
    ]  # fmt: skip
    columns: list[list[str]] = [
        [str(id) for id in table.ids[rows].tolist()],
        [str(time).replace("T", " ") for time in table.times[rows].astype("datetime64[s]")],
        *(_dna_cells(variable, rows) for variable in table.variables.values()),
        [str(start) for start in spans[rows, 0].tolist()],
        [str(stop) for stop in spans[rows, 1].tolist()],
        [_dna_quoted(table.texts[row] if table.texts is not None else "") for row in rows.tolist()],
        [str(numbers.get(str(coder), coder)) for coder in coders],
        [str(table.document_ids[code]) for code in table.documents[rows].tolist()],
        *(
            [_dna_quoted("")] * len(rows) if variable is None else _dna_cells(variable, rows)
            for variable in documents.values()
        ),
    ]
    lines = [";".join(f'"{name}"' for name in names)]
    lines += [";".join(cells) for cells in zip(*columns, strict=True)]
    return "\n".join(lines)


def listed_rows(table: StatementTable, options: NetworkOptions | None = None, /, **changes: Any) -> Rows:
    """Rows of the table in order: as for a network, but blank variables stay."""
    asked = dataclasses.replace(chosen(options, **changes), network_type=NetworkType.EVENTLIST)
    if asked.duplicates is Duplicates.INCLUDE and asked.minimum_frequency == 1:
        # No variable decides about a statement: any will do, and the usual names need not be there.
        counted = [name for name, variable in table.variables.items() if variable.kind is not Kind.LONG]
        if not counted:
            return table.chronology
        asked = dataclasses.replace(
            asked, variable1=counted[0], variable1_document=False, variable2=counted[0], variable2_document=False,
            qualifier=None,
        )  # fmt: skip
    return filtered(table, asked).rows


def values_of(variable: Variable, rows: Rows) -> Any:
    """The values of a variable: an integer array, or an array of texts."""
    if variable.kind in (Kind.INTEGER, Kind.BOOLEAN):
        return np.array(variable.levels, dtype=np.int64)[variable.codes[rows]]
    return (
        np.array(variable.levels, dtype=object)[variable.codes[rows]] if variable.levels else np.array([], dtype=object)
    )


def _dna_cells(variable: Variable, rows: Rows) -> list[str]:
    written = [
        str(level) if variable.kind in (Kind.INTEGER, Kind.BOOLEAN) else _dna_quoted(str(level))
        for level in variable.levels
    ]
    return [written[code] for code in variable.codes[rows].tolist()]


def _dna_quoted(text: str) -> str:
    return '"' + text.replace(";", ",").replace('"', "'") + '"'
