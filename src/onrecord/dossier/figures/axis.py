"""A time axis: which days a figure shows, where a day stands, and which ticks are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...record import DateRange
from ..wording import MONTHS

STUB = 42.0  # user units: how far an open side of a range is drawn


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Days `first` to `last`, both included, laid out from `left` to `right` in user units."""

    first: date
    last: date
    left: float
    right: float

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def x(self, day: date) -> float:
        """Where the day begins."""
        return round(self.left + (day - self.first).days * (self.right - self.left) / self.days, 1)

    def middle(self, day: date) -> float:
        return round(self.x(day) + (self.right - self.left) / self.days / 2, 1)

    def extent(self, dates: DateRange) -> tuple[float, float]:
        """Where a range begins and ends, cut at the ends of the axis; an open side is a stub of fixed length."""
        if dates.end is None and dates.start and self.first <= dates.start <= self.last:
            x = self.x(dates.start)
            return x, min(x + STUB, self.right)
        if dates.start is None and dates.end and self.first <= dates.end < self.last:
            x = self.x(dates.end + timedelta(days=1))
            return max(x - STUB, self.left), x
        start = max(dates.start or self.first, self.first)
        end = min(dates.end or self.last, self.last)
        return self.x(start), self.x(end + timedelta(days=1)) if end < date.max else self.right

    def shows(self, dates: DateRange) -> bool:
        if not dates.known:
            return False
        return (dates.start or dates.end or date.max) <= self.last and (
            dates.end or dates.start or date.min
        ) >= self.first

    def drowns(self, dates: DateRange) -> bool:
        """Whether a range is so wide that its bar would fill the axis and say nothing."""
        return width_of(dates) > 0.6 * self.days

    def ticks(self) -> tuple[Tick, ...]:
        """Weeks, months, quarters, years or decades: whichever gives five to fourteen labels."""
        found: list[Tick] = []
        room = (self.right - self.left) / 64
        for day, label, strong in self._marks(room):
            x = self.x(day)
            if found and x - found[-1].x < 34:
                continue
            if x <= self.right - 20:
                found.append(Tick(x, label, strong))
        return tuple(found)

    def _marks(self, room: float) -> list[tuple[date, str, bool]]:
        days = self.days
        marks: list[tuple[date, str, bool]] = []
        if days <= 7 * room:
            step = 1 if days <= room else 7
            day = self.first
            while day <= self.last:
                new_month = not marks or day.month != marks[-1][0].month
                words = f"{day.day} {MONTHS[day.month - 1]}" if new_month else str(day.day)
                if not marks or day.year != marks[-1][0].year:
                    words += f" {day.year}"
                marks.append((day, words, new_month))
                day += timedelta(days=step)
            return marks
        months = next((step for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600) if days / 30.4 / step <= room), 1200)
        year, month = self.first.year, self.first.month
        while date(year, month, 1) <= self.last:
            index = year * 12 + month - 1
            if index % months == 0 and date(year, month, 1) >= self.first:
                january = month == 1
                words = str(year) if months >= 12 else MONTHS[month - 1]
                if months < 12 and (january or not marks):
                    words += f" {year}"
                marks.append((date(year, month, 1), words, january or not marks))
            month += 1
            if month == 13:
                year, month = year + 1, 1
            if year > date.max.year:
                break
        return marks


AHEAD = 150  # days after the last article in which what is planned stretches the axis


def fit_axis(
    core: Sequence[DateRange],
    others: Sequence[DateRange],
    left: float,
    right: float,
    *,
    planned: Sequence[DateRange] = (),
) -> Axis | None:
    """The axis for dates that must be on it (`core`) and dates that may stretch it (`others`); None without any.

    Others stretch it by at most the length of the core, but three weeks in any case, to the past, and by twice that
    and a month to the future: a war fifty years ago would push the debate into one pixel. What is `planned` stretches
    it by up to five months, since a deadline is what readers look for. A range wider than that reach stretches nothing;
    it is cut at the ends. What lies outside is listed instead.
    """
    sure = [day for dates in core for day in (dates.start, dates.end) if day]
    if not sure:
        loose = sorted(day for dates in others for day in (dates.start, dates.end) if day)
        if not loose:
            return None
        sure = [loose[len(loose) // 2]]
    first, last = min(sure), max(sure)
    reach = max((last - first).days, 21)
    earliest = first - timedelta(days=min(reach, (first - date.min).days))
    latest = last + timedelta(days=max(0, min(2 * reach + 30, (date.max - last).days - 400)))
    near = [
        day
        for dates in others
        if width_of(dates) <= 2 * reach + 30
        for day in (dates.start, dates.end)
        if day and earliest <= day <= latest
    ]
    furthest = last + timedelta(days=max(0, min(AHEAD, (date.max - last).days - 400)))
    near += [
        day
        for dates in planned
        if width_of(dates) <= 2 * reach + 30
        for day in (dates.start, dates.end)
        if day and last <= day <= furthest
    ]
    first, last = min([first, *near]), max([last, *near])
    pad = max(2, (last - first).days // 40)
    return Axis(
        first - timedelta(days=min(pad, (first - date.min).days)),
        last + timedelta(days=max(0, min(pad, (date.max - last).days - 1))),
        left,
        right,
    )


def width_of(dates: DateRange) -> int:
    """Days from start to end; a range open at one side counts as a day, because one end is known."""
    return (dates.end - dates.start).days + 1 if dates.start and dates.end else 1
