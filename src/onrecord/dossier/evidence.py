"""How close a statement reaches us, and how many independent origins a claim has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ..record import (
    Attribution,
    AttributionType,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Passage,
    Saying,
    Span,
)
from ..text import fold


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


class _Components:
    """Disjoint sets with path halving (Tarjan 1975)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        parent = self._parent
        parent.setdefault(item, item)
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, left: str, right: str) -> None:
        a, b = sorted((self.find(left), self.find(right)))
        self._parent[b] = a


_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Heard:
    """What decides the origin of one report: its document, its relays, its speaker's id, and where it stands."""

    document_id: str
    via: tuple[str, ...] = ()
    speaker: str = ""
    extent: Span = _NOWHERE


class Origins:
    """Counts the independent origins of a claim from what the documents that report it rest on."""

    def __init__(self, derivations: Iterable[Derivation]) -> None:
        self._of: dict[str, list[Derivation]] = defaultdict(list)
        for derivation in derivations:
            self._of[derivation.from_document].append(derivation)

    def count(self, reports: Sequence[Heard]) -> int:
        """Independent origins: connected components of the documents that report the claim; 0 for no reports.

        Two documents are joined when one derives from the other, when both derive from one third document, when both
        quote a post of the speaker, when both rest, at the very passage, on the same outlet, or when both heard the
        claim from the same innermost person between speaker and press. Links between whole documents join more than
        the claim itself may deserve, so the count errs on the side of too few origins.
        """
        components = _Components()
        for report in reports:
            components.find(report.document_id)
            for ground in self._grounds(report):
                components.join(report.document_id, ground)
        return len({components.find(report.document_id) for report in reports})

    def _grounds(self, report: Heard) -> Iterator[str]:
        if report.via:
            yield f"relay:{report.via[-1]}"
        for derivation in self._of.get(report.document_id, ()):
            if derivation.to_kind is DerivationTarget.DOCUMENT:
                if derivation.to_id:
                    yield derivation.to_id
            elif derivation.to_kind is DerivationTarget.ACTOR:
                if derivation.relation is DerivationRelation.QUOTES and derivation.to_id == report.speaker:
                    yield f"post:{derivation.to_id}"
            elif any(_holds(passage, report) for passage in derivation.evidence):
                yield f"outlet:{derivation.to_id or fold(derivation.to_name)}"


def _holds(passage: Passage, report: Heard) -> bool:
    return passage.document_id == report.document_id and passage.span.overlaps(report.extent)
