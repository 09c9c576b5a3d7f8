"""Amounts that the texts give: money, people, things, shares."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Passage


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in the words of the text ("nearly $4 billion"), what the sentence says of it, and where it stands.

    `low` and `high` are the least and greatest value that the words allow, in `unit` (dollar, percent, troop); `period`
    is year, month, week, day or since, "" where the sentence names none. `evidence` holds every passage that gives it.
    """

    id: str
    words: str
    low: float
    high: float
    unit: str
    period: str
    description: str
    evidence: tuple[Passage, ...] = ()
