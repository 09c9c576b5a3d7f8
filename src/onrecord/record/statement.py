"""Suggestions by machines, and the statements that follow from them and from what coders decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .concept import Stance
from .dates import DateRange
from .decision import JsonValue


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


class StatementStatus(StrEnum):
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Statement:
    """Actor + concept + stance + day, resting on an attribution. `n_reports` counts the reports of the same act,
    `n_origins` those that stand on no other.

    `origin` is who suggested it, or the coder who coded it by hand; `coder` whose word made it accepted. `type` and
    `values` hold what coders noted in statement types and variables of their own; `codebook` is the number of the
    codebook's version under which it was decided.
    """

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
    n_origins: int = 1
    coder: str | None = None
    type: str = ""
    values: Mapping[str, JsonValue] = field(default_factory=dict, hash=False)
    codebook: int | None = None
