"""Tables of other programs: a DataFrame, a CSV or a Parquet file becomes a statement table, and back."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from .columns import Columns
from .options import NetworkError
from .table import Kind, Level, StatementTable, Variable

if TYPE_CHECKING:
    import pandas as pd

_PREFIX = "document_"
# What event lists, DNA's and ours, call the columns that a table of statements has.
_EVENT_LIST = {
    "id": "statement_id",
    "document": "document_id",
    "start": "start_position",
    "stop": "stop_position",
}


def table_from_frame(
    frame: pd.DataFrame,
    *,
    time: str = "time",
    document: str = "document",
    id: str = "id",
    coder: str = "coder",
    text: str = "text",
    kinds: Mapping[str, Kind | str] | None = None,
    document_variables: Sequence[str] = (),
    attributes: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None,
    colors: Mapping[str, Mapping[str, str]] | None = None,
    origin: str = "table",
) -> StatementTable:
    """A statement table of a frame with one row a statement.

    `time` (dates, texts such as 2016-12-31 or 31.12.2016 14:09, or seconds since 1970) and `document` name columns that
    must be there; `id`, `coder`, `text` and the spans `start`, `stop` are taken if they are. Every other column is a
    variable: of the document if it is listed in `document_variables` or begins with `document_`, else of the statement.
    Its kind is what its values are: only 0 and 1 or true and false make a boolean, whole numbers an integer, all else
    is short text; `kinds` says otherwise. Missing texts become blank; missing numbers, dates and documents are refused,
    since there is no honest value for them. Zones are dropped: the wall-clock time counts. Where a column is missing,
    its name in event lists counts (statement_id, document_id, start_position, stop_position). `origin` names the table
    in errors.
    """
    frame = _named(frame, origin)
    known = {name: _kind(name, kind) for name, kind in (kinds or {}).items()}
    columns = Columns(frame, known, origin)
    for name in (time, document, *document_variables, *known):
        columns.must_have(name, option={time: "time", document: "document"}.get(name))
    ids = np.arange(1, len(frame) + 1, dtype=np.int64)
    if id in frame:
        ids = columns.integers(id)
        if len(np.unique(ids)) < len(ids):
            raise NetworkError(f"{origin}: column {id!r} holds the same id twice; give each statement its own")
    spans = None
    if "start" in frame and "stop" in frame:
        spans = np.column_stack([columns.integers("start"), columns.integers("stop")])
    codes, document_ids = columns.documents(document)
    special = {time, document, id, coder, text, "start", "stop"}
    names = [name for name in frame.columns if name not in special]
    of_document = {name for name in names if name in document_variables or name.startswith(_PREFIX)}
    return StatementTable(
        ids=ids,
        times=columns.times(time),
        documents=codes,
        document_ids=document_ids,
        variables={name: columns.variable(name) for name in names if name not in of_document},
        document_variables={name.removeprefix(_PREFIX): columns.variable(name) for name in names if name in of_document}
        | {"id": Variable(Kind.TEXT, codes, tuple(str(each) for each in document_ids))},
        coders=columns.variable(coder, Kind.TEXT) if coder in frame else None,
        spans=spans,
        texts=columns.texts(text) if text in frame else None,
        attributes=attributes or {},
        colors=colors or {},
    )


def read_table(path: Path | str, **columns: Any) -> StatementTable:
    """A statement table of a CSV (comma, semicolon or tab; UTF-8) or Parquet file; `columns` as `table_from_frame`."""
    import pandas as pd

    path = Path(path)
    if path.suffix.lower() not in (".csv", ".tsv", ".txt", ".parquet"):
        raise NetworkError(f"{path}: not a table that can be read; give a .csv, .tsv or .parquet file")
    if not path.is_file():
        raise NetworkError(f"{path}: there is no such file")
    try:
        frame = pd.read_parquet(path) if path.suffix.lower() == ".parquet" else _read_csv(path)
    except (OSError, ValueError, csv.Error) as error:  # pandas' and pyarrow's errors are ValueErrors
        raise NetworkError(f"{path}: cannot be read as a table ({error}); check encoding and separators") from error
    return table_from_frame(frame, origin=str(path), **columns)


def _read_csv(path: Path) -> pd.DataFrame:
    """All texts. Rows with more cells than there are names are refused: pandas would shift or cut them."""
    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        try:
            return pd.read_csv(
                path, sep=_separator(path), dtype=str, keep_default_na=False, encoding="utf-8-sig", index_col=False
            )
        except pd.errors.ParserWarning as error:
            raise ValueError("rows have more cells than there are column names") from error


def frame_of(table: StatementTable) -> pd.DataFrame:
    """One row a statement in order of time: id, time, document, the variables, `document_...`, coder, span and text."""
    import pandas as pd

    rows = table.chronology
    documents = np.array(table.document_ids, dtype=object)
    found: dict[str, Any] = {
        "id": table.ids[rows],
        "time": table.times[rows].astype("datetime64[s]"),
        "document": documents[table.documents[rows]] if len(documents) else documents,
    }
    for name, variable in table.variables.items():
        found[name] = _values(variable, rows)
    for name, variable in table.document_variables.items():
        if name != "id":
            found[_PREFIX + name] = _values(variable, rows)
    if table.coders is not None:
        found["coder"] = _values(table.coders, rows)
    if table.spans is not None:
        found["start"], found["stop"] = table.spans[rows, 0], table.spans[rows, 1]
    if table.texts is not None:
        found["text"] = [table.texts[row] for row in rows.tolist()]
    return pd.DataFrame(found)


def _named(frame: pd.DataFrame, origin: str) -> pd.DataFrame:
    """With texts as names, each once, and the names of event lists as ours."""
    frame = frame.rename(columns=str)
    if frame.columns.has_duplicates:
        twice = frame.columns[frame.columns.duplicated()][0]
        raise NetworkError(f"{origin}: there are two columns {twice!r}; rename or drop one")
    return frame.rename(columns={theirs: ours for ours, theirs in _EVENT_LIST.items() if ours not in frame})


def _kind(name: str, kind: Kind | str) -> Kind:
    try:
        return Kind(kind)
    except ValueError:
        raise NetworkError(f"kinds[{name!r}]={kind!r} is not offered; allowed: {', '.join(Kind)}") from None


def _values(variable: Variable, rows: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    dtype: Any = object if variable.kind in (Kind.TEXT, Kind.LONG) else np.int64
    levels = np.array(cast(Sequence[Level], variable.levels), dtype=dtype)
    return levels[variable.codes[rows]] if len(levels) else levels


def _separator(path: Path) -> str:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        head = lines.readline()
    return max(",;\t", key=head.count)
