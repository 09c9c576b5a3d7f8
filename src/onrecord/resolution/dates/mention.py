"""Words that name a time, and the days they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ...record import DateRange, Span


class DateKind(StrEnum):
    """What the words do: name a time, a length of time, a repetition, or nothing that a calendar could hold."""

    POINT = "point"
    DURATION = "duration"
    SET = "set"
    VAGUE = "vague"


class Mod(StrEnum):
    """How the named time bounds what is told: "by Friday" ends it, "since May" begins it."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"
    BY = "by"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A dated expression `[start, end)` of a text.

    `dates` are the days the words themselves name; `mod` says which side of them is meant. `relative` means that the
    anchor (the day of publication) was needed. `rule` names the rule that read the words. `value` is the ISO-TimeML
    value (`2019-09-17`, `2019-W37`, `199`, `P3D`, `PAST_REF`), empty when the days are known only as a range; a day
    that counts from nobody knows what has the length as its value ("a day earlier" is `P1D`).
    """

    start: int
    end: int
    dates: DateRange
    rule: str
    kind: DateKind = DateKind.POINT
    mod: Mod = Mod.NONE
    relative: bool = False
    value: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
