"""Days known exactly, roughly, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where a publication date was found."""

    METADATA = "metadata"
    TEXT = "text"
    SISTER = "sister"
    CODER = "coder"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days `start` to `end`, both included; an end that is not known is None. Never sharper than the evidence."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"date range runs backwards: {self.start} to {self.end}")
        if self.precision is Precision.DAY and (self.start is None or self.start != self.end):
            raise ValueError("a date of precision day needs one and the same start and end")
        if (self.start is None and self.end is None) != (self.precision is Precision.UNKNOWN):
            raise ValueError("precision is unknown exactly when neither start nor end is known")

    @classmethod
    def day(cls, day: date) -> DateRange:
        return cls(day, day, Precision.DAY)

    @classmethod
    def between(cls, start: date | None, end: date | None) -> DateRange:
        """The range with the precision that its ends deserve: a day, else a range, else unknown."""
        if start is None and end is None:
            return cls()
        if start is not None and start == end:
            return cls.day(start)
        return cls(start, end, Precision.RANGE)

    @property
    def known(self) -> bool:
        return self.precision is not Precision.UNKNOWN

    @property
    def is_day(self) -> bool:
        return self.precision is Precision.DAY


UNKNOWN_DATE = DateRange()
