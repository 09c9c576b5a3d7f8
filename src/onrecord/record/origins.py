"""How many independent origins a claim has: the one count that statements, tables and dossier share.

Copying hides behind numbers: many reports may rest on one (Dong, Berti-Equille, Srivastava, VLDB 2009). Reports are
joined by what they stand on, and what is left unjoined is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .attribution import Attribution
from .derivation import Derivation, DerivationRelation, DerivationTarget
from .span import Span

NEAR = 400  # code points around a report in which the citation of an article of the collection may concern it
_NOWHERE = Span(0, 0)
_WHOLE = frozenset({DerivationRelation.REPUBLISHES, DerivationRelation.SHARES_TEXT})


@dataclass(frozen=True, slots=True)
class Heard:
    """What decides the origin of one report: its document, its relays, its speaker's id, and where it stands."""

    document_id: str
    via: tuple[str, ...] = ()
    speaker: str = ""
    extent: Span = _NOWHERE


def heard(attribution: Attribution, via: tuple[str, ...], speaker: str | None) -> Heard:
    """An attribution as a report of its claim."""
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    extent = Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else _NOWHERE
    return Heard(attribution.document_id, via, speaker or "", extent)


class Origins:
    """Counts the independent origins of a claim from what the documents that report it rest on."""

    def __init__(self, derivations: Iterable[Derivation]) -> None:
        self._of: dict[str, list[Derivation]] = defaultdict(list)
        for derivation in derivations:
            self._of[derivation.from_document].append(derivation)

    def count(self, reports: Sequence[Heard]) -> int:
        """Independent origins: connected components of the documents that report the claim; 0 for no reports.

        Two documents are joined when one takes its text from the other, or both from one third, when one cites the
        other near the claim, when both quote a post of the speaker, print one agency's dispatch, or rest, at the very
        passage, on the same outlet, or when both heard the claim from the same innermost person between speaker and
        press. Links between whole documents join more than the claim itself may deserve, so the count errs on the side
        of too few origins.
        """
        return self._components(reports, sure=False)

    def between(self, reports: Sequence[Heard]) -> tuple[int, int]:
        """Least and greatest number of origins: `count`, and the same over those links only that touch the claim
        itself."""
        return self._components(reports, sure=False), self._components(reports, sure=True)

    def _components(self, reports: Sequence[Heard], *, sure: bool) -> int:
        components = _Components()
        for report in reports:
            components.find(report.document_id)
            for ground in self._grounds(report, sure=sure):
                components.join(report.document_id, ground)
        return len({components.find(report.document_id) for report in reports})

    def _grounds(self, report: Heard, *, sure: bool) -> Iterator[str]:
        if report.via:
            yield f"relay:{report.via[-1]}"
        for derivation in self._of.get(report.document_id, ()):
            whole = derivation.relation is DerivationRelation.REPUBLISHES
            if derivation.to_kind is DerivationTarget.DOCUMENT:
                reach = 0 if sure else NEAR
                loose = derivation.relation in _WHOLE and not sure
                if derivation.to_id and (whole or loose or _concerns(derivation, report, reach)):
                    yield derivation.to_id
            elif derivation.to_kind is DerivationTarget.ACTOR:
                if derivation.relation is DerivationRelation.QUOTES and derivation.to_id == report.speaker:
                    yield f"post:{derivation.to_id}"
            elif whole or (derivation.evidence and _concerns(derivation, report, 0)):
                yield f"outlet:{derivation.to_id or ' '.join(derivation.to_name.casefold().split())}"


def _concerns(derivation: Derivation, report: Heard, reach: int) -> bool:
    """Whether the words that show a derivation stand within `reach` of the report; what shows no words may concern
    all."""
    own = [passage for passage in derivation.evidence if passage.document_id == report.document_id]
    if not own:
        return True
    start, end = report.extent.start - reach, report.extent.end + reach
    return any(passage.start < end and start < passage.end for passage in own)


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
