"""Columns of a frame as arrays of codes; what is wrong in them is named by column and row.

Each column is reduced to its distinct values first, so that a million rows cost as much as their few values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from .choices import moment_of
from .filtering import seconds
from .options import NetworkError
from .table import Codes, Kind, Level, Variable

if TYPE_CHECKING:
    import pandas as pd

_TRUTH = {"true": 1, "false": 0, "1": 1, "0": 0, "1.0": 1, "0.0": 0}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.0)?")
_EARLIEST = 10**8  # seconds: 1973. Smaller numbers throughout are years or dates written as 20161231
_LATEST = 253_402_300_799  # the year 9999; larger numbers are milliseconds
_Value = TypeVar("_Value")


class Columns:
    """The columns of `frame`; `kinds` says what a variable is where its values do not; `origin` names the table."""

    def __init__(self, frame: pd.DataFrame, kinds: Mapping[str, Kind], origin: str) -> None:
        self._frame, self._kinds, self._origin = frame, kinds, origin

    def must_have(self, name: str, *, option: str | None = None) -> None:
        """`option` names the argument by which another column can be taken."""
        if name not in self._frame:
            there = ", ".join(map(str, self._frame.columns)) or "none"
            hint = f"; rename one, or say {option}='...' in Python" if option else ""
            raise NetworkError(f"{self._origin}: there is no column {name!r}; there are: {there}{hint}")

    def integers(self, name: str) -> npt.NDArray[np.int64]:
        import pandas as pd

        if pd.api.types.is_integer_dtype(self._frame[name].dtype) and not self._frame[name].hasnans:
            return self._frame[name].to_numpy().astype(np.int64)
        codes, values = self._factored(name)
        numbers = self._each(name, codes, values, _integer, "is not a whole number", blank="has no value")
        return np.array(numbers, dtype=np.int64)[codes]

    def times(self, name: str) -> npt.NDArray[np.int64]:
        """Seconds since 1970 of the wall-clock time; a zone is dropped."""
        import pandas as pd

        column = self._frame[name]
        if pd.api.types.is_integer_dtype(column.dtype):
            times = self.integers(name)
            if len(times) and not _EARLIEST <= np.abs(times).max() <= _LATEST:
                raise NetworkError(
                    f"{self._origin}: column {name!r} holds numbers such as {times[0]}, which are no seconds since "
                    "1970; write dates as 2016-12-31"
                )
            return times
        if pd.api.types.is_datetime64_any_dtype(column.dtype):
            if column.isna().any():
                self._refuse(name, column.isna().to_numpy(), "has no date")
            plain = column.dt.tz_localize(None) if column.dt.tz is not None else column
            return plain.to_numpy().astype("datetime64[s]").astype(np.int64)
        codes, values = self._factored(name)
        problem = "is not a date such as 2016-12-31 or 2016-12-31T14:09:00"
        seconds = self._each(name, codes, values, _seconds, problem, blank="has no date")
        return np.array(seconds, dtype=np.int64)[codes]

    def documents(self, name: str) -> tuple[Codes, tuple[str | int, ...]]:
        """Codes and ids of documents: numbers where all are whole, else texts."""
        codes, values = self._factored(name)
        if (codes < 0).any():
            self._refuse(name, codes < 0, "names no document")
        whole = all(isinstance(each, int) for each in values)
        return _distinct(codes, values if whole else [str(each) for each in values])

    def variable(self, name: str, kind: Kind | None = None) -> Variable:
        codes, values = self._factored(name)
        kind = kind or self._kinds.get(name) or _kind_of(values)
        if kind is Kind.BOOLEAN:
            problem = "is neither true nor false, 1 nor 0"
            truths = self._each(name, codes, values, _truth, problem, blank="has no value")
            return Variable(kind, np.array(truths, dtype=np.int32)[codes], (0, 1))
        if kind is Kind.INTEGER:
            numbers = self._each(name, codes, values, _integer, "is not a whole number", blank="has no value")
            return Variable(kind, *_distinct(codes, numbers))
        texts = [str(each) for each in values]
        if (codes < 0).any():
            codes, texts = np.where(codes < 0, len(texts), codes), [*texts, ""]
        return Variable(kind, *_distinct(codes, texts))

    def texts(self, name: str) -> list[str]:
        missing = self._frame[name].isna()
        return [str(each) for each in self._frame[name].astype(object).where(~missing, "")]

    def _factored(self, name: str) -> tuple[Codes, list[Any]]:
        """Codes and distinct values of a column; missing and empty ones have the code -1."""
        import pandas as pd

        try:
            codes, found = pd.factorize(self._frame[name])
        except TypeError as error:
            raise NetworkError(
                f"{self._origin}: column {name!r} holds lists or other values that are no text, number or date "
                f"({error}); give one value a row"
            ) from error
        values = [each.item() if isinstance(each, np.generic) else each for each in found]
        for blank in [place for place, each in enumerate(values) if each == ""]:
            codes = np.where(codes == blank, -1, np.where(codes > blank, codes - 1, codes))
            del values[blank]
        return codes.astype(np.int32), values

    def _each(
        self,
        name: str,
        codes: Codes,
        values: Sequence[Any],
        convert: Callable[[Any], _Value | None],
        problem: str,
        *,
        blank: str,
    ) -> list[_Value]:
        """Every value converted; those that are missing, or become None, are refused with the first of their rows."""
        if (codes < 0).any():
            self._refuse(name, codes < 0, blank)
        converted = [convert(each) for each in values]
        wrong = np.array([each is None for each in converted], dtype=np.bool_)
        if wrong.any():
            self._refuse(name, wrong[codes], problem)
        return [each for each in converted if each is not None]

    def _refuse(self, name: str, wrong: npt.NDArray[np.bool_], problem: str) -> None:
        row = int(np.flatnonzero(wrong)[0])
        value = self._frame[name].iloc[row]
        value = value.item() if isinstance(value, np.generic) else value
        raise NetworkError(
            f"{self._origin}: column {name!r} {problem} in {int(wrong.sum())} rows, first in row {row + 1} ({value!r})"
        )


def _kind_of(values: Sequence[Any]) -> Kind:
    """What all values are: truths, whole numbers, else texts."""
    texts = {str(each).lower() for each in values}
    if texts and (texts <= {"true", "false"} or texts <= {"0", "1"} or texts <= {"0.0", "1.0"}):
        return Kind.BOOLEAN
    return Kind.INTEGER if texts and all(_WHOLE.fullmatch(each) for each in texts) else Kind.TEXT


def _truth(value: Any) -> int | None:
    return _TRUTH.get(str(value).lower())


def _integer(value: Any) -> int | None:
    text = str(value)
    return int(text.removesuffix(".0")) if _WHOLE.fullmatch(text) else None


def _seconds(value: Any) -> int | None:
    moment = value if isinstance(value, date) else moment_of(str(value))
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return seconds(moment)


def _distinct(codes: Codes, values: Sequence[Level]) -> tuple[Codes, tuple[Any, ...]]:
    """Codes into the distinct ones of `values`, in order of first appearance."""
    levels: dict[Level, int] = {}
    places = np.array([levels.setdefault(value, len(levels)) for value in values], dtype=np.int32)
    return (places[codes] if len(places) else codes), tuple(levels)
