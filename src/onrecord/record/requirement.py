"""What the texts say an option takes: who must approve, which steps, by when, and what it does not need."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .dates import UNKNOWN_DATE, DateRange
from .span import Passage


class RequirementKind(StrEnum):
    APPROVAL = "approval"  # somebody's consent, vote, signature or part in it
    STEP = "step"  # what must be done, given or paid
    CONDITION = "condition"  # what must hold
    TIME = "time"  # by when, or how long it takes
    OBLIGATION = "obligation"  # what it would bind those to who agree to it


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a concept is said to take; with `needed` false, to do without.

    `description` keeps the words of the text. `actors` (ids) are those named in them, `due` the day they set.
    `attribution_id` says on whose word it rests; None where an article says it in its own voice. `evidence` holds
    every passage that says it.
    """

    id: str
    concept_id: str
    kind: RequirementKind
    needed: bool
    description: str
    actors: tuple[str, ...] = ()
    due: DateRange = UNKNOWN_DATE
    attribution_id: str | None = None
    evidence: tuple[Passage, ...] = ()
