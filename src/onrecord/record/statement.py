"""Suggestions by machines, decisions by coders, and the statements that follow from both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .concept import Stance
from .dates import DateRange


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A machine's proposal: this attribution is about this concept, with this stance of its speaker.

    Never data by itself. `score` from 0 to 1 and `origin` (`coder-en 1`) stay with it for ever.
    """

    id: str
    attribution_id: str
    concept_id: str
    stance: Stance
    score: float
    origin: str


class Verdict(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Decision:
    """A coder's word on a suggestion, attribution or actor (`subject`). Append-only: a later one supersedes."""

    id: str
    subject: str
    verdict: Verdict
    coder: str
    decided_at: datetime
    values: Mapping[str, str] = field(default_factory=dict)
    supersedes: str | None = None


def current_decisions(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Subject -> the decision that stands: the latest that no other supersedes."""
    made = list(decisions)
    superseded = {decision.supersedes for decision in made}
    standing: dict[str, Decision] = {}
    for decision in sorted(made, key=lambda one: (one.decided_at, one.id)):
        if decision.id not in superseded:
            standing[decision.subject] = decision
    return standing


class StatementStatus(StrEnum):
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Statement:
    """Actor + concept + stance + day, resting on an attribution. `n_reports` counts the reports of the same act."""

    id: str
    attribution_id: str
    document_id: str
    actor_id: str | None
    actor_name: str
    organization: str | None
    concept_id: str
    stance: Stance
    said: DateRange
    via: tuple[str, ...]
    n_reports: int
    status: StatementStatus
    origin: str
