"""How close a statement reaches us."""

from __future__ import annotations

from enum import IntEnum

from ..record import Attribution, AttributionType, Heard, Origins, Saying

__all__ = ["EVIDENCE_CLASSES", "EVIDENCE_SHORT", "EVIDENCE_WORDS", "Evidence", "Heard", "Origins", "evidence_of"]


class Evidence(IntEnum):
    """Strongest last: heard only through others, reported at first hand, own words quoted."""

    RELAYED = 0
    REPORTED = 1
    QUOTED = 2


EVIDENCE_WORDS = {
    Evidence.QUOTED: "own words quoted",
    Evidence.REPORTED: "reported at first hand",
    Evidence.RELAYED: "only through others",
}
EVIDENCE_SHORT = {Evidence.QUOTED: "quoted", Evidence.REPORTED: "reported", Evidence.RELAYED: "second hand"}
EVIDENCE_CLASSES = {Evidence.QUOTED: "q", Evidence.REPORTED: "p", Evidence.RELAYED: "v"}


def evidence_of(attribution: Attribution, saying: Saying | None) -> Evidence:
    """What one report is worth: quoted words that passed through somebody else still count as relayed."""
    if saying is not None and saying.via:
        return Evidence.RELAYED
    if attribution.quote or attribution.type in (AttributionType.DIRECT, AttributionType.MIXED):
        return Evidence.QUOTED
    return Evidence.REPORTED
