"""When each document was published: as it states itself, else an honest range, else unknown.

What can be had without a date line is little: over 1,008 PolNeAR articles the best guess of a day was right for one in
nine. So nothing is guessed here. Each clue is a bound that the words prove (a past told, a future told, a quotation
that a dated sister prints with its day), and the answer is what all clues leave open.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...record import Annotated, Basis, DateRange, Passage, Publication
from ...record.dates import UNKNOWN_DATE
from .clues import own_clues, told_dates
from .quotations import shared_quotations
from .sisters import Sisters
from .window import Clue, narrowed


def infer_publications(articles: Sequence[Annotated]) -> dict[str, Publication]:
    """Publication by document id.

    Dates that a document states are kept. For the others: a range with reasons and passages, its basis `text` (own
    words) or `sister` (a dated article spoke), or unknown when nothing bounds it or the evidence disagrees. Documents
    without a stated date never date each other, except by a date that stands in full in their text.
    """
    stated = {one.document.id: one.document.published for one in articles if one.document.published.known}
    undated = [one for one in articles if one.document.id not in stated]
    publications = {one.document.id: _stated(one) for one in articles if one.document.id in stated}
    if not undated:
        return publications
    sisters = Sisters(articles, stated)
    shared = shared_quotations(undated, articles)
    for article in undated:
        told = told_dates(article)
        clues = [
            *own_clues(article, told),
            *sisters.quote_clues(article, shared.get(article.document.id, ()), told),
            *sisters.event_clues(article, told),
        ]
        publications[article.document.id] = _inferred(article.document.id, clues)
    return {one.document.id: publications[one.document.id] for one in articles}


def _stated(article: Annotated) -> Publication:
    document = article.document
    span = document.published_evidence
    evidence = (Passage(document.id, span.start, span.end),) if span else ()
    return Publication(document.id, document.published, document.published_basis, evidence, "stated by the document")


def _inferred(document_id: str, clues: Sequence[Clue]) -> Publication:
    published, used = narrowed(clues)
    evidence = tuple(dict.fromkeys(passage for clue in used for passage in clue.evidence))
    reasons = "; ".join(dict.fromkeys(clue.reason for clue in used))
    if not published.known:
        reason = f"the evidence disagrees: {reasons}" if used else "nothing in the text or its sisters dates it"
        return Publication(document_id, UNKNOWN_DATE, Basis.NONE, evidence, reason)
    if published.is_day and len({clue.reason for clue in used}) < 2:
        published = UNKNOWN_DATE
    basis = Basis.SISTER if any(clue.sister for clue in used) else Basis.TEXT
    return Publication(document_id, _as_range(published), basis, evidence, reasons)


def _as_range(published: DateRange) -> DateRange:
    return DateRange.between(published.start, published.end)
