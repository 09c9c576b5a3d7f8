"""Stretches of the calendar: days, weeks, months, years, and how to walk from one to another."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ...record import DateRange, Precision


class Grain(StrEnum):
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SPAN = "span"  # any other run of days


class Part(StrEnum):
    """A part of a stretch. EARLIER and LATER are cut at the anchor: "earlier this month", "later this year"."""

    WHOLE = "whole"
    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    EARLIER = "earlier"
    LATER = "later"
    START = "start"  # "the beginning of the month", "the end of the year": the outer thirds
    END = "end"
    LAST_DAY = "last day"  # "by the end of the month"


FIRST_YEAR, LAST_YEAR = 1000, 2199
_MONTHS_IN = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12, Grain.DECADE: 120, Grain.CENTURY: 1200}
_SEASON_MONTHS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12)}
_PRECISION = {Grain.DAY: Precision.DAY, Grain.MONTH: Precision.MONTH, Grain.YEAR: Precision.YEAR}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days `start` to `end`, both included, the grain they were named in, and their ISO-TimeML value."""

    start: date
    end: date
    grain: Grain
    value: str

    def __len__(self) -> int:
        return (self.end - self.start).days + 1

    def as_range(self) -> DateRange:
        return DateRange(self.start, self.end, _PRECISION.get(self.grain, Precision.RANGE))

    def narrowed(self, part: Part, anchor: date | None) -> Stretch:
        """The named part, as a span; wide on purpose: "early" is the first half, "mid" all but the outer quarters."""
        start, end, days = self.start, self.end, len(self)
        if part is Part.EARLY:
            end = start + timedelta(days=max(0, (days + 1) // 2 - 1))
        elif part is Part.LATE:
            start = start + timedelta(days=days // 2)
        elif part is Part.START:
            end = start + timedelta(days=max(0, (days + 2) // 3 - 1))
        elif part is Part.END:
            start = end - timedelta(days=max(0, (days + 2) // 3 - 1))
        elif part is Part.LAST_DAY:
            start = end
        elif part is Part.MIDDLE:
            start, end = start + timedelta(days=days // 4), end - timedelta(days=days // 4)
        elif part is Part.EARLIER and anchor is not None and anchor >= start:
            end = min(end, anchor)
        elif part is Part.LATER and anchor is not None and anchor <= end:
            start = max(start, anchor)
        if (start, end) == (self.start, self.end):
            return self
        return Stretch(start, end, Grain.SPAN, self.value)


def day(on: date) -> Stretch:
    return Stretch(on, on, Grain.DAY, on.isoformat())


def span(start: date, end: date, value: str = "") -> Stretch:
    return day(start) if start == end else Stretch(start, end, Grain.SPAN, value)


def week_of(on: date) -> Stretch:
    monday = on - timedelta(days=on.weekday())
    year, week, _ = on.isocalendar()
    return Stretch(monday, monday + timedelta(days=6), Grain.WEEK, f"{year}-W{week:02d}")


def weekend_of(on: date) -> Stretch:
    """Saturday and Sunday of the week that holds `on`."""
    week = week_of(on)
    return Stretch(week.end - timedelta(days=1), week.end, Grain.WEEKEND, f"{week.value}-WE")


def month(year: int, number: int) -> Stretch:
    last = monthrange(year, number)[1]
    return Stretch(date(year, number, 1), date(year, number, last), Grain.MONTH, f"{year:04d}-{number:02d}")


def months(first: date, count: int, grain: Grain, value: str) -> Stretch:
    """`count` whole months from the month of `first`."""
    end = add_months(first.replace(day=1), count) - timedelta(days=1)
    return Stretch(first.replace(day=1), end, grain, value)


def quarter(year: int, number: int) -> Stretch:
    return months(date(year, 3 * number - 2, 1), 3, Grain.QUARTER, f"{year:04d}-Q{number}")


def half(year: int, number: int) -> Stretch:
    return months(date(year, 6 * number - 5, 1), 6, Grain.HALF, f"{year:04d}-H{number}")


def season(year: int, code: str) -> Stretch:
    """SP, SU, FA or WI of a year, a month wide at each end; a winter may belong to either side of the year."""
    value = f"{year:04d}-{code}"
    if code == "WI":
        return Stretch(date(year - 1, 12, 1), date(year + 1, 3, 31), Grain.SEASON, value)
    first, last = _SEASON_MONTHS[code]
    return Stretch(date(year, first, 1), month(year, last).end, Grain.SEASON, value)


def year(number: int) -> Stretch:
    return Stretch(date(number, 1, 1), date(number, 12, 31), Grain.YEAR, f"{number:04d}")


def decade(number: int) -> Stretch:
    first = number - number % 10
    return Stretch(date(first, 1, 1), date(first + 9, 12, 31), Grain.DECADE, f"{first // 10:03d}")


def century(number: int) -> Stretch:
    """The `number`th century, counted as readers count it: the 20th is 1900-1999."""
    first = (number - 1) * 100
    return Stretch(date(first, 1, 1), date(first + 99, 12, 31), Grain.CENTURY, f"{number - 1:02d}")


def stretch_of(on: date, grain: Grain) -> Stretch:
    """The stretch of that grain in which `on` lies."""
    if grain is Grain.WEEK:
        return week_of(on)
    if grain is Grain.WEEKEND:
        return weekend_of(on)
    if grain is Grain.MONTH:
        return month(on.year, on.month)
    if grain is Grain.QUARTER:
        return quarter(on.year, (on.month + 2) // 3)
    if grain is Grain.HALF:
        return half(on.year, 1 if on.month <= 6 else 2)
    if grain is Grain.YEAR:
        return year(on.year)
    if grain is Grain.DECADE:
        return decade(on.year)
    if grain is Grain.CENTURY:
        return century(on.year // 100 + 1)
    return day(on)


def add_months(on: date, count: int) -> date:
    """The same day `count` months away, or the last one of a shorter month; kept inside the years we know."""
    index = on.year * 12 + on.month - 1 + count
    number = min(max(index // 12, FIRST_YEAR), LAST_YEAR)
    return date(number, index % 12 + 1, min(on.day, monthrange(number, index % 12 + 1)[1]))


def moved(on: date, count: int, grain: Grain) -> date:
    """The day `count` units of a grain after `on`; before it when negative."""
    if grain in _MONTHS_IN:
        return add_months(on, count * _MONTHS_IN[grain])
    days = count * (7 if grain in (Grain.WEEK, Grain.WEEKEND) else 1)
    limit = (date(LAST_YEAR, 12, 31) - on).days if days > 0 else (on - date(FIRST_YEAR, 1, 1)).days
    return on + timedelta(days=max(-limit, min(limit, days)))


def neighbour(on: date, count: int, grain: Grain) -> Stretch:
    """The stretch `count` units after the one in which `on` lies: -1 is "last month"."""
    return stretch_of(moved(on, count, grain), grain)
