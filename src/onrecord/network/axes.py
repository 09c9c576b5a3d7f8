"""The labels of a matrix, and the way from a variable's codes to their places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .ordering import Rows
from .table import Codes, Kind, Variable

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Axis:
    """`labels[i]` is the i-th row or column; `places[code]` its number, -1 where a level is left out."""

    labels: tuple[str, ...]
    codes: Places
    places: Places

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def array(self) -> npt.NDArray[np.object_]:
        """The labels once more, to pick many of."""
        return np.array(self.labels, dtype=object)

    def at(self, places: Places) -> tuple[str, ...]:
        return self.labels if len(places) == len(self.labels) else tuple(self.array[places].tolist())


def axis_of(variable: Variable, rows: Rows | None) -> Axis:
    """The values of `rows`, or of the whole table, in order; blanks left out."""
    present = np.ones(len(variable.levels), dtype=np.bool_)
    if rows is not None:
        present = np.bincount(variable.codes[rows], minlength=len(variable.levels)) > 0
    codes = [code for code in np.flatnonzero(present).tolist() if variable.levels[code] != ""]
    codes.sort(key=lambda code: _order(variable, code))
    places = np.full(max(len(variable.levels), 1), -1, dtype=np.int64)
    places[codes] = np.arange(len(codes))
    labels = tuple(str(variable.levels[code]) for code in codes)
    return Axis(labels, np.array(codes, dtype=np.int64), places)


def _order(variable: Variable, code: int) -> tuple[int, bytes]:
    """Numbers by size; texts by UTF-16 code unit, as Java and DNA compare them."""
    level = variable.levels[code]
    if variable.kind in (Kind.INTEGER, Kind.BOOLEAN):
        return int(level), b""
    return 0, str(level).encode("utf-16-be", "surrogatepass")


@dataclass(frozen=True)
class Scale:
    """The levels of a qualifier in order: `values` are numbers, or None for texts; `places[code]` is a level's number.

    `weights` are what a statement counts in a difference: an integer itself, a boolean -1 or 1. `width` is largest less
    smallest value: what two values that lie farthest apart differ by.
    """

    size: int
    values: npt.NDArray[np.float64] | None
    weights: npt.NDArray[np.float64] | None
    places: Places
    width: float

    @property
    def is_text(self) -> bool:
        return self.values is None


NO_SCALE = Scale(1, None, None, np.zeros(1, dtype=np.int64), 0.0)


def scale_of(qualifier: Variable | None, rows: Rows, *, whole_width: bool) -> Scale:
    """The levels among `rows`; of a boolean always both. `whole_width`: distances are measured on the whole table's
    scale, so that they mean the same in every range of dates."""
    if qualifier is None:
        return NO_SCALE
    levels = qualifier.levels
    if qualifier.kind is Kind.BOOLEAN:
        places = np.array([int(level) for level in levels], dtype=np.int64)
        return Scale(2, np.array([0.0, 1.0]), np.array([-1.0, 1.0]), places, 1.0)
    present = np.flatnonzero(np.bincount(qualifier.codes[rows], minlength=len(levels)) > 0).tolist()
    present.sort(key=lambda code: _order(qualifier, code))
    places = np.full(max(len(levels), 1), -1, dtype=np.int64)
    places[present] = np.arange(len(present))
    if qualifier.kind is not Kind.INTEGER:
        return Scale(len(present), None, None, places, 0.0)
    values = np.array([float(levels[code]) for code in present])
    spread = np.array([float(level) for level in levels]) if whole_width else values
    return Scale(len(present), values, values, places, float(spread.max() - spread.min()) if len(spread) else 0.0)


def codes_at(places: Places, variable: Variable, rows: Rows) -> Codes:
    """The place of each statement's value."""
    found: Codes = places[variable.codes[rows]].astype(np.int32)
    return found


def levels_at_hand(level: Codes, scale: Scale) -> tuple[Codes, Scale]:
    """Texts numbered among those of these statements only, as DNA does in each time window with a document's field."""
    present, numbers = np.unique(level, return_inverse=True)
    return numbers.astype(np.int32), replace(scale, size=len(present))
