"""Time from left to right: where ticks stand and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...errors import InputError
from .canvas import Canvas
from .labels import text_size
from .style import INK, INK_2, INK_3, RULE, SMALL

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# (unit, how many): the finest that leaves room between ticks is taken.
STEPS = (
    ("minutes", 1), ("minutes", 5), ("minutes", 15), ("hours", 1), ("hours", 6), ("days", 1), ("days", 2), ("days", 7),
    ("months", 1), ("months", 2), ("months", 3), ("months", 6), ("years", 1), ("years", 2), ("years", 5), ("years", 10),
    ("years", 20), ("years", 50), ("years", 100),
)  # fmt: skip
SECONDS = {"minutes": 60.0, "hours": 3600.0, "days": 86400.0, "months": 30.44 * 86400, "years": 365.25 * 86400}


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """`first` at x = `left`, `last` at x = `right`."""

    first: datetime
    last: datetime
    left: float
    right: float

    def x(self, when: datetime) -> float:
        whole = (self.last - self.first).total_seconds()
        part = (when - self.first).total_seconds() / whole if whole else 0.5
        return self.left + part * (self.right - self.left)

    def ticks(self, room: float = 34.0) -> list[tuple[datetime, str, str]]:
        """(moment, words, year below or ""): words as `4 Sep`, `Sep`, `2031` or `14:00`; the year where it begins."""
        count = max(2.0, (self.right - self.left) / room)
        seconds = (self.last - self.first).total_seconds()
        unit, step = next(((unit, n) for unit, n in STEPS if seconds / (SECONDS[unit] * n) <= count), STEPS[-1])
        found: list[tuple[datetime, str, str]] = []
        shown = ""
        for when in _moments(self.first, self.last, unit, step):
            words, below = _words(when, unit)
            found.append((when, words, below if below != shown else ""))
            shown = below
        return found


def time_axis(moments: Sequence[datetime | None], left: float, right: float) -> TimeAxis:
    """An axis from the first to the last moment. Raises InputError when one is not known."""
    known = [moment for moment in moments if moment is not None]
    if not known or len(known) < len(moments):
        raise InputError("a picture over time needs slices with a middle; compute with a time window or a kernel")
    first, last = min(known), max(known)
    if first == last:
        first, last = first - timedelta(days=20), last + timedelta(days=20)
    return TimeAxis(first, last, left, right)


def draw_time_axis(canvas: Canvas, axis: TimeAxis, y: float, *, top: float | None = None) -> None:
    """The line at `y`, ticks and words below it (22 points); with `top` hairlines up to there."""
    for when, words, below in axis.ticks():
        x = axis.x(when)
        if top is not None:
            canvas.line([x, x], [y, top], RULE, linewidth=0.5, zorder=0)
        canvas.line([x, x], [y, y - 3], INK, linewidth=0.6)
        for text, under, color in ((words, 10, INK_2), (below, 19, INK_3)):
            half = text_size(text, SMALL)[0] / 2 if text else 0.0
            canvas.text(min(max(x, half), canvas.width - half), y - under, text, color, fontsize=SMALL, ha="center")
    canvas.line([axis.left, axis.right], [y, y], INK, linewidth=0.6)


def day_words(when: datetime) -> str:
    """`4 Sep 2031`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def in_words(when: datetime) -> str:
    """`4 Sep 2031`, with the hour when it is not midnight."""
    return day_words(when) if when.time() == datetime.min.time() else f"{day_words(when)}, {when:%H:%M}"


def _moments(first: datetime, last: datetime, unit: str, step: int) -> list[datetime]:
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    found: list[datetime] = []
    if unit in ("months", "years"):
        months = step * (12 if unit == "years" else 1)
        index = (first.year * 12 + first.month - 1) // months * months
        while (year := index // 12) <= last.year and year <= 9999:
            if year > 0:
                found.append(datetime(year, index % 12 + 1, 1))
            index += months
    else:
        width = timedelta(seconds=SECONDS[unit] * step)
        moment = midnight if unit != "days" or step < 7 else midnight - timedelta(days=midnight.weekday())
        while moment <= last:
            found.append(moment)
            moment += width
    return [moment for moment in found if first <= moment <= last]


def _words(when: datetime, unit: str) -> tuple[str, str]:
    if unit == "years":
        return str(when.year), ""
    if unit == "months":
        return MONTHS[when.month - 1], str(when.year)
    day = f"{when.day} {MONTHS[when.month - 1]}"
    return (day, str(when.year)) if unit == "days" else (f"{when:%H:%M}", f"{day} {when.year}")
