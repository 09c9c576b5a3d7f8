"""What a rule of the grammar returns, and how it becomes days under a day, a range of days, or no day at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from ...record import DateRange
from ...record.dates import UNKNOWN_DATE
from .mention import DateKind
from .stretch import Part, Stretch


class Tense(Enum):
    PAST = "past"
    DONE = "done"  # past, by a verb right before: "he quit in December"
    FUTURE = "future"
    OPEN = "open"


class Needs(Enum):
    """What must be known before the words can be read."""

    NOTHING = "nothing"
    ANCHOR = "anchor"
    PREVIOUS = "previous"  # the date told last: "the day before"
    NEAR = "near"  # the day told last nearby, else the anchor: "later in the day"
    PERIOD = "period"  # the quarter told last: "the year-ago period"
    EVENT = "event"  # a date or a named day told after: "days before the vote on Sunday"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where words stand: the day they are read from, the tense of their clause, the year their sentence has named."""

    anchor: date
    tense: Tense = Tense.OPEN
    year: int | None = None


Resolver = Callable[[Setting], Stretch | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read some words, ending at `end`: the rule, and how to find the stretch they name."""

    end: int
    rule: str
    resolve: Resolver | None = None
    needs: Needs = Needs.NOTHING
    kind: DateKind = DateKind.POINT
    part: Part = Part.WHOLE
    value: str = ""
    start: int | None = None  # where the expression begins, if not where the rule matched
    length: str = ""  # the value where there is no date to count from: "a day earlier" is P1D
    fallback: bool = False  # where no date was told before, it counts from the anchor: "from the previous Friday"
    yearless: bool = False  # a year named earlier in the sentence may complete it


Builder = Callable[[re.Match[str]], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern tried wherever a word of `starts` begins (lower case; "#" stands for any number), and its reading."""

    name: str
    starts: frozenset[str]
    pattern: re.Pattern[str]
    build: Builder


NUMERIC = "#"


def rule(name: str, starts: str, pattern: str, build: Builder, *, any_case: bool = True) -> Rule:
    """A rule from its words, separated by spaces, and its pattern."""
    flags = re.IGNORECASE if any_case else 0
    return Rule(name, frozenset(starts.split()), re.compile(pattern, flags), build)


def fixed(stretch: Stretch) -> Resolver:
    return lambda setting: stretch


def days_of(reading: Reading, anchor: DateRange, setting: Setting) -> tuple[DateRange, str]:
    """The days a reading stands for and their ISO-TimeML value, read from every day of `anchor`.

    Each resolver is monotone in its anchor, so reading from the first and from the last possible day gives the
    outermost answers; an open end stays open.
    """
    if reading.resolve is None:
        return UNKNOWN_DATE, reading.value
    if reading.needs is Needs.NOTHING or (reading.yearless and setting.year is not None):
        anchor = DateRange.day(setting.anchor)
    ends = [
        None if on is None else _resolved(reading, replace(setting, anchor=on)) for on in (anchor.start, anchor.end)
    ]
    first, last = ends
    if first is not None and first == last:
        return first.as_range(), reading.value or first.value
    start = first.start if first else None
    end = last.end if last else None
    if start and end and start > end:
        return UNKNOWN_DATE, ""
    value = first.value if first and last and first.value == last.value else ""
    return DateRange.between(start, end), value


def _resolved(reading: Reading, setting: Setting) -> Stretch | None:
    assert reading.resolve is not None
    try:
        stretch = reading.resolve(setting)
    except (ValueError, OverflowError):  # 30 February, or a year before the calendar begins: no such day
        return None
    return None if stretch is None else stretch.narrowed(reading.part, setting.anchor)
