"""Pairs of passages that a careful reader would put side by side. No verdict on truth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Passage


class TensionKind(StrEnum):
    STANCE = "stance"  # one actor for and against one concept
    CHANGE = "change"  # the same at different times
    BODY = "body"  # people of one body on both sides
    FIGURES = "figures"  # two figures for one quantity
    DATES = "dates"  # two dates for one event
    NOT_BORNE_OUT = "not_borne_out"  # words or figures ascribed to an article that does not hold them
    COMMENT = "comment"  # a refusal to comment beside a comment
    OFFICE = "office"  # an office told as past and as present


@dataclass(frozen=True, slots=True)
class Tension:
    """Two passages, why they were paired in a sentence, a rank score from 0 to 1, and what kind of pair they are (None
    in projects gathered before kinds were told)."""

    id: str
    left: Passage
    right: Passage
    reason: str
    score: float
    kind: TensionKind | None = None
