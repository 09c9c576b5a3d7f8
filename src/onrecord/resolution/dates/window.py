"""Sets of days on which a document may have been published, and what narrows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ...record import DateRange, Passage

# A year left out is clear to the reader: 142 of 144 such days in TimeBank and AQUAINT are nearer than this.
YEARLESS_REACH = timedelta(days=240)
_FIRST, _LAST = date(1900, 1, 1), date(2099, 12, 31)

Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Clue:
    """Days that one piece of evidence allows, why, and where it stands. `sister` says that another document gave it;
    clues of lower `rank` are trusted before others when they disagree."""

    days: tuple[Interval, ...]
    reason: str
    evidence: tuple[Passage, ...]
    rank: int
    sister: bool = False


def not_before(day: date) -> tuple[Interval, ...]:
    return ((max(day, _FIRST), _LAST),)


def not_after(day: date) -> tuple[Interval, ...]:
    return ((_FIRST, min(day, _LAST)),)


def between(start: date, end: date) -> tuple[Interval, ...]:
    return ((start, end),)


@cache
def every_year(month: int, day: int, before: timedelta, after: timedelta) -> tuple[Interval, ...]:
    """From `before` until `after` that day of any year; overlapping years are joined."""
    found: list[Interval] = []
    for year in range(_FIRST.year + 1, _LAST.year):
        try:
            centre = date(year, month, day)
        except ValueError:  # 29 February
            continue
        start, end = centre - before, centre + after
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return tuple(found)


def intersection(left: tuple[Interval, ...], right: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """Days in both sets; each set in order, without overlaps."""
    found: list[Interval] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if start <= end:
            found.append((start, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def narrowed(clues: Iterable[Clue]) -> tuple[DateRange, tuple[Clue, ...]]:
    """The hull of the days that the clues allow together, and those clues that narrowed it.

    Clues are taken by rank. One that contradicts what was taken before makes the whole inference void: evidence that
    disagrees dates nothing.
    """
    days: tuple[Interval, ...] = ((_FIRST, _LAST),)
    used: list[Clue] = []
    distinct = {(one.rank, one.reason): one for one in reversed(tuple(clues))}  # the first of those that say the same
    for clue in sorted(distinct.values(), key=lambda one: one.rank):
        common = intersection(days, clue.days)
        if not common:
            return DateRange(), (*used, clue)
        if (common[0][0], common[-1][1]) != (days[0][0], days[-1][1]):
            used.append(clue)
        days = common
    start, end = days[0][0], days[-1][1]
    # A set that repeats every year has a hull of centuries and says nothing.
    open_start, open_end = start <= _FIRST + timedelta(days=800), end >= _LAST - timedelta(days=800)
    return DateRange.between(None if open_start else start, None if open_end else end), tuple(used)
