"""All derivations of a collection held in memory: the maps and the gather in one call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...record import NO_CORRECTIONS, Actor, Annotated, Corrections, Derivation, Publication
from .gather import gather_derivations, name_posters
from .house import gather_outlets, learned_outlets
from .references import refer
from .sheet import read_report


def infer_outlets(articles: Sequence[Annotated]) -> dict[str, str | None]:
    """Document id -> the outlet it comes from: its own, in the spelling that the collection uses, else the only one
    that the furniture of its page names as its house; None where nothing tells."""
    return gather_outlets([read_report(article) for article in articles])


def find_derivations(
    articles: Sequence[Annotated],
    *,
    publications: Mapping[str, Publication],
    outlets_of: Mapping[str, str | None],
    actors: Iterable[Actor] = (),
    corrections: Corrections = NO_CORRECTIONS,
) -> tuple[Derivation, ...]:
    """What `gather_derivations` finds in `articles`: read `gather` for what it promises."""
    sheets = [read_report(article) for article in articles]
    outlets = [outlets_of.get(article.document.id) or article.document.outlet for article in articles]
    names = learned_outlets(sheets, outlets)
    references = [refer(article, names, outlet) for article, outlet in zip(articles, outlets, strict=True)]
    edges = gather_derivations(
        sheets,
        references,
        publications=publications,
        outlets_of=outlets_of,
        names=names,
        corrections=corrections,
    )
    return name_posters(edges, actors, corrections=corrections)
