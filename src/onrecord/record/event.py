"""Things that happened, are planned, or hang on a condition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .dates import DateRange
from .span import Passage


class EventKind(StrEnum):
    PAST = "past"
    PLANNED = "planned"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated: its day or range, who takes part (actor ids), the passages that tell it, the dated words."""

    id: str
    description: str
    dates: DateRange
    kind: EventKind
    actors: tuple[str, ...]
    evidence: tuple[Passage, ...]
    anchor: str
