"""Report chains: shared text, what stands on what, and the acts of speech that several reports tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..record import Actor, DateRange, Derivation, DerivationTarget, Passage, Publication
from ..record.dates import UNKNOWN_DATE
from ..resolution.derivation import gather_derivations, gather_shared, name_posters
from ..resolution.derivation.reports import Reports
from ..resolution.derivation.reuse import SharedText
from .sheets import Sheets
from .work import Work


def shared_text(work: Work, ids: Sequence[str], outlets: Mapping[str, str | None]) -> list[SharedText]:
    """Verbatim text that two documents share, by index of the ids."""
    return gather_shared(Reports(Sheets(work.store, "report", ids)), outlets)


def derivations_of(
    work: Work,
    ids: Sequence[str],
    publications: Mapping[str, Publication],
    outlets: Mapping[str, str | None],
    names: tuple[str, ...],
    actors: Sequence[Actor],
    shared: Sequence[SharedText] | None,
) -> tuple[Derivation, ...]:
    """What each report stands on, the posters of posts by name."""
    edges = gather_derivations(
        Reports(Sheets(work.store, "report", ids)),
        [page.found for page in Sheets(work.store, "references", ids)],
        publications=publications,
        outlets_of=outlets,
        names=names,
        corrections=work.corrections,
        shared=shared,
    )
    return name_posters(edges, actors, corrections=work.corrections)


def days_reported(work: Work, ids: Sequence[str], derivations: Iterable[Derivation]) -> dict[Passage, DateRange]:
    """The days that citing passages give to the documents they cite."""
    told = {
        Passage(document_id, span.start, span.end): days
        for document_id, page in Sheets(work.store, "references", ids).items()
        for span, days in page.days
    }
    return {
        one: told.get(one, UNKNOWN_DATE)
        for edge in derivations
        if edge.to_kind is DerivationTarget.DOCUMENT
        for one in edge.evidence
        if one.document_id == edge.from_document
    }
