"""Tables of other programs: a DataFrame, a CSV or a Parquet file becomes a statement table, and back."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from .options import NetworkError
from .table import Codes, Kind, Level, StatementTable, Variable

if TYPE_CHECKING:
    import pandas as pd

_PREFIX = "document_"
_TRUTH = {"true": 1, "false": 0, "yes": 1, "no": 0, "1": 1, "0": 0}


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

    `time` (dates, ISO texts or seconds since 1970) and `document` name columns that must be there; `id`, `coder`,
    `text` and the spans `start`, `stop` are taken if they are. Every other column is a variable: of the document if it
    is listed in `document_variables` or begins with `document_`, else of the statement. Its kind is what its values
    are: only 0 and 1 or true and false make a boolean, whole numbers an integer, all else is short text; `kinds` says
    otherwise. Missing texts become blank; missing numbers, dates and documents are refused, since there is no honest
    value for them. Zones are dropped: the wall-clock time counts. `origin` names the table in errors.
    """
    import pandas as pd

    reader = _Reader(frame, {name: _kind(name, kind) for name, kind in (kinds or {}).items()}, origin)
    for name in (time, document, *document_variables, *reader.kinds):
        reader.must_have(name)
    ids = np.arange(1, len(frame) + 1, dtype=np.int64)
    if id in frame:
        ids = reader.integers(id)
        if len(np.unique(ids)) < len(ids):
            raise NetworkError(f"{origin}: column {id!r} holds the same id twice; give each statement its own")
    spans = None
    if "start" in frame and "stop" in frame:
        spans = np.column_stack([reader.integers("start"), reader.integers("stop")])
    codes, document_ids = reader.documents(document)
    special = {time, document, id, coder, text, "start", "stop"}
    names = [str(name) for name in frame.columns if name not in special]
    of_document = {name for name in names if name in document_variables or name.startswith(_PREFIX)}
    return StatementTable(
        ids=ids,
        times=reader.times(time),
        documents=codes,
        document_ids=document_ids,
        variables={name: reader.variable(name) for name in names if name not in of_document},
        document_variables={name.removeprefix(_PREFIX): reader.variable(name) for name in names if name in of_document}
        | {"id": _texts([str(each) for each in document_ids], codes)},
        coders=reader.variable(coder, Kind.TEXT) if coder in frame else None,
        spans=spans,
        texts=[str(each) for each in frame[text].where(~pd.isna(frame[text]), "")] if text in frame else None,
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
        if path.suffix.lower() == ".parquet":
            frame = pd.read_parquet(path)
        else:
            frame = pd.read_csv(path, sep=_separator(path), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError, csv.Error) as error:  # pandas' and pyarrow's errors are ValueErrors
        raise NetworkError(f"{path}: cannot be read as a table ({error}); check encoding and separators") from error
    return table_from_frame(frame, origin=str(path), **columns)


def frame_of(table: StatementTable) -> pd.DataFrame:
    """One row a statement in order of time: id, time, document, the variables, `document_...`, coder, span and text."""
    import pandas as pd

    rows = table.chronology
    documents = np.array(table.document_ids, dtype=object)
    columns: dict[str, Any] = {
        "id": table.ids[rows],
        "time": table.times[rows].astype("datetime64[s]"),
        "document": documents[table.documents[rows]] if len(documents) else documents,
    }
    for name, variable in table.variables.items():
        columns[name] = _values(variable, rows)
    for name, variable in table.document_variables.items():
        if name != "id":
            columns[_PREFIX + name] = _values(variable, rows)
    if table.coders is not None:
        columns["coder"] = _values(table.coders, rows)
    if table.spans is not None:
        columns["start"], columns["stop"] = table.spans[rows, 0], table.spans[rows, 1]
    if table.texts is not None:
        columns["text"] = [table.texts[row] for row in rows.tolist()]
    return pd.DataFrame(columns)


class _Reader:
    """Columns of one frame as arrays; what is wrong is named by column and row."""

    def __init__(self, frame: pd.DataFrame, kinds: Mapping[str, Kind], origin: str) -> None:
        self.frame, self.kinds, self.origin = frame, kinds, origin

    def must_have(self, name: str) -> None:
        if name not in self.frame:
            there = ", ".join(map(str, self.frame.columns))
            raise NetworkError(f"{self.origin}: there is no column {name!r}; there are: {there}")

    def refuse(self, name: str, wrong: npt.NDArray[np.bool_], problem: str) -> None:
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            value = self.frame[name].iloc[row]
            value = value.item() if isinstance(value, np.generic) else value
            raise NetworkError(
                f"{self.origin}: column {name!r} {problem} in {int(wrong.sum())} rows, first in row "
                f"{row + 1} ({value!r})"
            )

    def missing(self, name: str) -> npt.NDArray[np.bool_]:
        column = self.frame[name]
        return np.asarray(column.isna() | (column.astype(object) == ""), dtype=np.bool_)

    def integers(self, name: str) -> npt.NDArray[np.int64]:
        import pandas as pd

        self.refuse(name, self.missing(name), "has no value")
        numbers = pd.to_numeric(self.frame[name], errors="coerce")
        self.refuse(name, np.asarray(numbers.isna() | (numbers % 1 != 0)), "is not a whole number")
        return numbers.to_numpy().astype(np.int64)

    def times(self, name: str) -> npt.NDArray[np.int64]:
        import pandas as pd

        column = self.frame[name]
        self.refuse(name, self.missing(name), "has no date")
        if pd.api.types.is_integer_dtype(column):
            return column.to_numpy().astype(np.int64)
        if not pd.api.types.is_datetime64_any_dtype(column):
            column = pd.to_datetime(
                column.astype(str).str.replace(r"(Z|[+-]\d\d:?\d\d)$", "", regex=True),
                errors="coerce",
                format="ISO8601",
            )
            self.refuse(name, np.asarray(column.isna()), "is not a date such as 2016-12-31 or 2016-12-31T14:09:00")
        elif column.dt.tz is not None:
            column = column.dt.tz_localize(None)
        return column.to_numpy().astype("datetime64[s]").astype(np.int64)

    def documents(self, name: str) -> tuple[Codes, tuple[str | int, ...]]:
        import pandas as pd

        self.refuse(name, self.missing(name), "names no document")
        codes, found = pd.factorize(self.frame[name], sort=True)
        ids = tuple(each.item() if isinstance(each, np.generic) else each for each in found)
        whole = all(isinstance(each, int) for each in ids)
        return codes.astype(np.int32), ids if whole else tuple(str(each) for each in ids)

    def variable(self, name: str, kind: Kind | None = None) -> Variable:
        import pandas as pd

        column, missing = self.frame[name], self.missing(name)
        kind = kind or self.kinds.get(name) or _kind_of(column, missing)
        if kind is Kind.BOOLEAN:
            self.refuse(name, missing, "has no value")
            values = column.astype(str).str.lower().str.removesuffix(".0").map(_TRUTH)
            self.refuse(name, np.asarray(values.isna()), "is neither true nor false, 1 nor 0")
            return Variable(kind, values.to_numpy().astype(np.int32), (0, 1))
        if kind is Kind.INTEGER:
            codes, found = pd.factorize(self.integers(name), sort=True)
            return Variable(kind, codes.astype(np.int32), tuple(int(each) for each in found))
        codes, texts = pd.factorize(column.astype(object).where(~missing, "").astype(str))
        return Variable(kind, codes.astype(np.int32), tuple(str(each) for each in texts))


def _kind(name: str, kind: Kind | str) -> Kind:
    try:
        return Kind(kind)
    except ValueError:
        raise NetworkError(f"kinds[{name!r}]={kind!r} is not offered; allowed: {', '.join(Kind)}") from None


def _kind_of(column: pd.Series[Any], missing: npt.NDArray[np.bool_]) -> Kind:
    import pandas as pd

    if missing.all():
        return Kind.TEXT
    if pd.api.types.is_bool_dtype(column):
        return Kind.BOOLEAN
    if not pd.api.types.is_numeric_dtype(column):
        found = {str(each).lower() for each in column[~missing].unique()}
        if found <= {"true", "false"} or found <= {"0", "1"}:
            return Kind.BOOLEAN
        return Kind.INTEGER if all(_is_whole(each) for each in found) else Kind.TEXT
    values = column[~missing]
    if (values % 1 != 0).any():
        return Kind.TEXT
    return Kind.BOOLEAN if values.isin([0, 1]).all() else Kind.INTEGER


def _is_whole(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and (digits == "0" or not digits.startswith("0"))


def _texts(levels: Sequence[str], codes: Codes) -> Variable:
    return Variable(Kind.TEXT, codes, tuple(levels))


def _values(variable: Variable, rows: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    dtype: Any = object if variable.kind in (Kind.TEXT, Kind.LONG) else np.int64
    levels = np.array(cast(Sequence[Level], variable.levels), dtype=dtype)
    return levels[variable.codes[rows]] if len(levels) else levels


def _separator(path: Path) -> str:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        head = lines.readline()
    return max(",;\t", key=head.count)
