"""Pairs of passages that a careful reader would put side by side. No verdict on truth."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Passage


@dataclass(frozen=True, slots=True)
class Tension:
    """Two passages, why they were paired in a sentence, and a rank score from 0 to 1."""

    id: str
    left: Passage
    right: Passage
    reason: str
    score: float
