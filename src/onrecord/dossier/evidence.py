"""How close a statement reaches us, and how many independent origins a claim has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import IntEnum

from ..record import Attribution, AttributionType, Derivation, DerivationTarget, Saying


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


class Origins:
    """Counts the independent origins of a claim from the derivations between the documents that report it."""

    def __init__(self, derivations: Iterable[Derivation]) -> None:
        self._edges: dict[str, set[str]] = defaultdict(set)
        for derivation in derivations:
            if derivation.to_kind is DerivationTarget.DOCUMENT and derivation.to_id:
                self._edges[derivation.from_document].add(derivation.to_id)

    def count(self, reports: Sequence[tuple[str, Sequence[str]]]) -> int:
        """Independent origins of reports given as (document id, via): connected components of the documents.

        Two documents are joined when one derives from the other, when both derive from one third document, or when
        both heard the claim from the same innermost person between speaker and press. Document-wide edges join
        more than the claim itself may deserve, so the count errs on the side of too few origins.
        """
        components = _Components()
        documents: set[str] = set()
        relayed_by: dict[str, str] = {}
        for document, via in reports:
            documents.add(document)
            components.find(document)
            for target in sorted(self._edges.get(document, ())):
                components.join(document, target)
            if via:
                components.join(document, relayed_by.setdefault(via[-1], document))
        return len({components.find(document) for document in sorted(documents)})
