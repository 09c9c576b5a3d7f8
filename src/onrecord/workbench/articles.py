"""An article as the workbench shows it: text, regions, and a mark for every attribution with what was decided on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from ..dossier.wording import BASIS_WORDS, date_words
from ..record import Attribution, DateRange, Span, Verdict
from ..review import settled
from ..review.values import items_in
from ..store import Store, schema
from .seeing import Reader, attributions_seen, decisions_seen, regions_seen


@dataclass(frozen=True, slots=True)
class Mark:
    """An attribution in its article. `status` is suggested, accepted, rejected, disputed or plain (no suggestion)."""

    attribution: Attribution
    status: str
    stance: str | None


def outlet_of(row: Any) -> str:
    """The outlet of an article, from a row with the one that was `found` and the one its file names; "" for none."""
    return row.found or row.outlet or ""


def article(store: Store, document_id: str, *, reader: Reader = None) -> dict[str, Any]:
    """Everything the article pane draws for a reader, spans in code points. UnknownId: no such document."""
    with store.snapshot():
        document = store.document(document_id)
        published, basis, outlet = _publication(store, document_id)
        number, count = place_of(store, document_id)
        marks = _marks(store, document_id, reader)
        regions, edit = regions_seen(store, document_id, reader)
    return {
        "id": document.id,
        "title": document.title or "",
        "outlet": outlet or document.outlet or "outlet not known",
        "published": date_words(published),
        "published_basis": basis,
        "said_by": date_words(DateRange.between(None, published.end)) if published.end else "",
        "byline": document.byline or "",
        "path": document.path,
        "url": document.url,
        "number": number,
        "count": count,
        "language": document.language or "",
        "n_chars": len(document.text),
        "sha256": document.text_sha256,
        "text": document.text,
        "regions": [[region.kind.value, region.start, region.end] for region in regions],
        "retagged": list(items_in(edit.values.get("regions"))) if edit is not None else [],
        "marks": [_mark_fields(mark) for mark in marks],
    }


def place_of(store: Store, document_id: str) -> tuple[int, int]:
    """The document's place among those present, from 1, and how many there are."""
    d = schema.documents
    with store.reading() as connection:
        own = connection.execute(select(d.c.path, d.c.position, d.c.id).where(d.c.id == document_id)).one()
        before = select(func.count()).select_from(d).where(
            d.c.present, (d.c.path < own.path) | ((d.c.path == own.path) & (d.c.position < own.position))
        )  # fmt: skip
        count = connection.execute(select(func.count()).select_from(d).where(d.c.present)).scalar_one()
        return int(connection.execute(before).scalar_one()) + 1, int(count)


def span_pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _publication(store: Store, document_id: str) -> tuple[DateRange, str, str | None]:
    from ..record import UNKNOWN_DATE, Basis, Precision

    p = schema.publications
    with store.reading() as connection:
        row = connection.execute(select(p).where(p.c.document_id == document_id)).first()
    if row is None:
        return UNKNOWN_DATE, BASIS_WORDS[Basis.NONE], None
    published = DateRange(row.published_from, row.published_to, Precision(row.published_precision))
    return published, BASIS_WORDS[Basis(row.basis)], row.outlet


def _marks(store: Store, document_id: str, reader: Reader) -> tuple[Mark, ...]:
    attributions = attributions_seen(store, document_id, reader)
    by_attribution: dict[str, list[Any]] = defaultdict(list)
    s, a = schema.suggestions, schema.attributions
    with store.reading() as connection:
        query = (
            select(s.c.id, s.c.attribution_id, s.c.stance, s.c.concept_id, s.c.score)
            .join(a, a.c.id == s.c.attribution_id)
            .where(a.c.document_id == document_id)
        )
        for row in connection.execute(query):
            by_attribution[row.attribution_id].append(row)
    subjects = [row.id for rows in by_attribution.values() for row in rows]
    counts = settled(decisions_seen(store, document_id, [*subjects, *(one.id for one in attributions)], reader))
    marks = []
    for attribution in attributions:
        rows = sorted(by_attribution[attribution.id], key=lambda row: -row.score)
        marks.append(_mark(attribution, rows, counts))
    return tuple(marks)


def _mark(attribution: Attribution, rows: Sequence[Any], counts: Mapping[str, Any]) -> Mark:
    status, stance = ("suggested", rows[0].stance) if rows else ("plain", None)
    found = [(row, counts[row.id]) for row in rows if row.id in counts]
    for row, word in found:
        if word.disputed:
            return Mark(attribution, "disputed", None)
        if word.decision.verdict is not Verdict.REJECT:
            return Mark(attribution, "accepted", word.decision.word("stance", row.stance))
    if rows and len(found) == len(rows):
        status, stance = "rejected", None
    return Mark(attribution, status, stance)


def _mark_fields(mark: Mark) -> dict[str, Any]:
    return {
        "id": mark.attribution.id,
        "source": span_pairs(mark.attribution.source),
        "cue": span_pairs(mark.attribution.cue),
        "content": span_pairs(mark.attribution.content),
        "status": mark.status,
        "stance": mark.stance,
    }
