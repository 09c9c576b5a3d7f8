"""When time windows begin and end: calendar arithmetic in seconds since 1970, wall-clock time.

By default a window of w units is exactly w units long, and where no start is asked, windows follow the calendar (a
month begins on its first day, a week on Monday). DNA's windows reach h = (w - 1) / 2 units, rounded up, to either side
of points that run from the first document, so that its window of three months is two months long.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .options import NetworkError, TimeWindow

Seconds = npt.NDArray[np.int64]
DAY = 86_400
LENGTH = {
    TimeWindow.SECONDS: 1,
    TimeWindow.MINUTES: 60,
    TimeWindow.HOURS: 3600,
    TimeWindow.DAYS: DAY,
    TimeWindow.WEEKS: 7 * DAY,
}
_MONTHS = {TimeWindow.MONTHS: 1, TimeWindow.YEARS: 12}
_MONDAY = 4 * DAY  # 1970-01-05
_MAX_WINDOWS = 200_000


@dataclass(frozen=True)
class Spans:
    """Windows in order of time: first second, middle and last second, all within the window. `clipped`: shorter than
    asked, since the range ends."""

    start: Seconds
    middle: Seconds
    stop: Seconds
    clipped: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.start)


def later(moments: Seconds, unit: TimeWindow, n: int | Seconds) -> Seconds:
    """`moments` plus n units. Days that a month does not have become its last."""
    if unit in LENGTH:
        found: Seconds = moments + np.asarray(n, dtype=np.int64) * LENGTH[unit]
        return found
    days, clock = np.divmod(moments, DAY)
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    day = days - months.astype("datetime64[D]").astype(np.int64)
    target = (months.astype(np.int64) + np.asarray(n, dtype=np.int64) * _MONTHS[unit]).astype("datetime64[M]")
    first = target.astype("datetime64[D]").astype(np.int64)
    length = (target + 1).astype("datetime64[D]").astype(np.int64) - first
    return (first + np.minimum(day, length - 1)) * DAY + clock  # type: ignore[no-any-return]


def begin_of(moment: int, unit: TimeWindow) -> int:
    """The first second of the calendar unit that holds `moment`."""
    if unit in LENGTH:
        shift = _MONDAY if unit is TimeWindow.WEEKS else 0
        return (moment - shift) // LENGTH[unit] * LENGTH[unit] + shift
    code = "M" if unit is TimeWindow.MONTHS else "Y"
    month = np.int64(moment // DAY).astype("datetime64[D]").astype(f"datetime64[{code}]")
    return int(month.astype("datetime64[D]").astype(np.int64)) * DAY


def spans(begin: int, end: int, unit: TimeWindow, size: int, *, indent: bool) -> Spans:
    """Windows of `size` units from `begin`, a unit apart, up to but without the second `end`. `indent`: only those that
    fit; else also those whose middle lies within, clipped."""
    n = _units_between(begin, end, unit)
    _check_number(n, unit)
    origin = np.array([begin], dtype=np.int64)
    if indent:
        first = np.arange(max(n - size + 1, 0))
    else:
        whole = n if int(later(origin, unit, n)[0]) == end else n + 1  # the last unit may be short
        first = np.arange(-(size // 2), whole - (size + 1) // 2 + 1)
        first = first[(first + size > 0) & (first < whole)]
    start, after = later(origin, unit, first), later(origin, unit, first + size)
    middle = (start + after) // 2 if size % 2 else later(origin, unit, first + size // 2)
    clipped = (start < begin) | (after > end)
    start, after = np.maximum(start, begin), np.minimum(after, end)
    return Spans(start, np.clip(middle, start, after - 1), after - 1, clipped)


def dna_spans(start: int, stop: int, unit: TimeWindow, size: int) -> Spans:
    """Windows as in DNA 3.1: closed, around points one unit apart from `start`, only those within the range."""
    half = size // 2  # (size - 1) / 2, halves rounded up
    n = _units_between(start, stop + 1, unit)
    _check_number(n, unit)
    if unit in LENGTH:
        middle = later(np.array([start], dtype=np.int64), unit, np.arange(n + 1))
    else:  # a day clamped once stays clamped
        points = [np.int64(start)]
        while points[-1] <= stop:
            points.append(later(np.array([points[-1]]), unit, 1)[0])
        middle = np.array(points, dtype=np.int64)
    first, last = later(middle, unit, -half), later(middle, unit, half)
    inside = (middle <= stop) & (first >= start) & (last <= stop)
    return Spans(first[inside], middle[inside], last[inside], np.zeros(int(inside.sum()), dtype=np.bool_))


def _units_between(begin: int, end: int, unit: TimeWindow) -> int:
    """Whole units from `begin` to `end`."""
    if end <= begin:
        return 0
    if unit in LENGTH:
        return (end - begin) // LENGTH[unit]
    n = int((end - begin) / (365.2425 / 12 * _MONTHS[unit] * DAY)) + 2
    origin = np.array([begin], dtype=np.int64)
    while n > 0 and int(later(origin, unit, n)[0]) > end:
        n -= 1
    return n


def _check_number(n: int, unit: TimeWindow) -> None:
    if n > _MAX_WINDOWS:
        raise NetworkError(
            f"time_window={unit} makes {n:,} windows over these dates, more than {_MAX_WINDOWS:,}; "
            "choose a longer unit or narrow start_date and stop_date"
        )
