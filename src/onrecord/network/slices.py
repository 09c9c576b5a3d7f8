"""Mid-points in time, how far around each a window reaches, and how far statements lie from it.

Times are seconds since 1970 of wall-clock times. Months and years are those of the calendar; a day that a month lacks
becomes its last day.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from .options import NetworkError, TimeWindow
from .spans import LENGTH, later

Times = npt.NDArray[np.int64]
Distances = npt.NDArray[np.float64]
_MAX_SLICES = 100_000


@dataclass(frozen=True, slots=True)
class Slice:
    """Seconds; statements outside `[start, stop]` do not enter."""

    start: int
    middle: int
    stop: int


def moment(seconds: int) -> datetime:
    """The wall-clock time, without zone."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def shifted(seconds: int, count: int, unit: TimeWindow) -> int:
    """`count` units later (earlier, if negative)."""
    return int(later(np.array([seconds], dtype=np.int64), unit, count)[0])


def reached(seconds: int, units: float, unit: TimeWindow) -> float:
    """Like `shifted`, with fractions: half a month is half of the way from one month to the next."""
    whole = math.trunc(units)
    near = shifted(seconds, whole, unit)
    if whole == units:
        return near
    return near + abs(units - whole) * (shifted(seconds, whole + (1 if units > 0 else -1), unit) - near)


def slices(first: int, last: int, *, size: int, unit: TimeWindow, indent: bool, unbounded: bool) -> Iterator[Slice]:
    """Mid-points one unit apart from `first` to `last`; with `indent` only those whose window lies between them.

    `unbounded` windows (the gaussian kernel's) are the whole range.
    """
    half = size / 2
    begin = math.ceil(reached(first, half, unit)) if indent else first
    _check_number(begin, last, unit)
    number, middle = 0, begin
    while middle <= last:
        left, right = math.ceil(reached(middle, -half, unit)), math.floor(reached(middle, half, unit))
        if indent and right > last + 1:  # a window ends where the second after `last` begins
            break
        if unbounded:
            yield Slice(first, middle, last)
        else:
            yield Slice(max(first, left), middle, min(last, right))
        number += 1
        middle = shifted(begin, number, unit)


def distances(times: Times, middle: int, *, size: int, unit: TimeWindow) -> Distances:
    """Of each statement from the mid-point, in half windows: negative before it, 1 at the end of the window."""
    away = (times - middle).astype(np.float64)
    before = middle - reached(middle, -size / 2, unit)
    after = reached(middle, size / 2, unit) - middle
    return np.where(away < 0, away / before, away / after)


def dna_slices(first: int, last: int, *, size: int, unit: TimeWindow, indent: bool, unbounded: bool) -> Iterator[Slice]:
    """DNA's: an odd size is made even; each mid-point is a unit after the last one, so that a 31st drifts to a 28th."""
    half = (size + size % 2) // 2
    middle = shifted(first, half, unit) if indent else first
    end = shifted(last, -half, unit) if indent else last
    _check_number(middle, end, unit)
    while middle <= end:
        if unbounded:
            yield Slice(first, middle, last)
        else:
            yield Slice(max(first, shifted(middle, -half, unit)), middle, min(last, shifted(middle, half, unit)))
        middle = shifted(middle, 1, unit)


def dna_distances(times: Times, middle: int, *, size: int, unit: TimeWindow) -> Distances:
    """DNA's: whole units from the statement to the mid-point (positive before it), in half windows."""
    if unit in LENGTH:
        whole = np.trunc((middle - times) / LENGTH[unit])
    else:
        months = _whole_months(times, middle)
        whole = np.trunc(months / 12) if unit is TimeWindow.YEARS else months
    found: Distances = 2 * whole / (size + size % 2)
    return found


def _whole_months(times: Times, middle: int) -> Distances:
    """Full months from the day of each statement to that of the mid-point; the time of the day does not count."""
    dates = times.astype("datetime64[s]").astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    days = (dates - months).astype(np.int64) + 1
    at = moment(middle)
    found = (at.year - 1970) * 12 + at.month - 1 - months.astype(np.int64)
    rest = at.day - days
    full: Distances = (found - ((found > 0) & (rest < 0)) + ((found < 0) & (rest > 0))).astype(np.float64)
    return full


def _check_number(first: int, last: int, unit: TimeWindow) -> None:
    length = LENGTH.get(unit, 28 * 86_400)
    if (last - first) / length > _MAX_SLICES:
        raise NetworkError(
            f"time_window={unit.value!r} gives {(last - first) // length:,} slices between {moment(first)} and "
            f"{moment(last)}; choose a longer unit, or narrow start_date and stop_date (at most {_MAX_SLICES:,})"
        )
