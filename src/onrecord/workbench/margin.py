"""The margin of an article: what is attributed where, how it is coded, what coders said of it; and sister articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import func, select

from ..dossier.wording import KIND_WORDS, date_words, one_line
from ..record import Attribution, Concept, Decision, Verdict
from ..review import settled
from ..review.hand import attribution_of, is_by_hand
from ..store import Store, schema
from ..store.searching import rows_with
from ..store.values import date_range
from .articles import outlet_of, span_pairs
from .cards import words_of
from .seeing import Reader, attributions_seen, decisions_seen, sayings_seen


def margin(
    store: Store, document_id: str, *, concepts: Mapping[str, Concept], reader: Reader = None
) -> list[dict[str, Any]]:
    """One card an attribution, in text order, as a reader may see them. UnknownId: no such document."""
    with store.snapshot():
        document = store.document(document_id)
        attributions = {one.id: one for one in attributions_seen(store, document_id, reader)}
        spoken = sayings_seen(store, attributions, reader)
        coded: dict[str, list[Any]] = defaultdict(list)
        for row in rows_with(store, schema.suggestions, "attribution_id", attributions):
            coded[row.attribution_id].append(row)
        by_hand = _by_hand(store, document_id, attributions, reader)
        subjects = [row.id for rows in coded.values() for row in rows] + [one.subject for one in by_hand]
        journal = decisions_seen(store, document_id, [*subjects, *attributions], reader)
        names = _names(store, {one for row in spoken.values() for one in (*row.via, *(row.also or ()))})
    words = settled(journal)
    cards = []
    for attribution in attributions.values():
        saying = spoken.get(attribution.id)
        codings = [
            _coding(row.id, row.concept_id, row.stance, row.score, row.origin, words, concepts)
            for row in coded[attribution.id]
        ]
        cards.append(_card(document.text, attribution, saying, names, codings))
    for one in by_hand:
        own = attributions.get(one.word("attribution"))
        coding = _coding(
            one.subject, one.word("concept"), one.word("stance", "neutral"), 1.0, f"coder:{one.coder}", words, concepts
        )
        saying = spoken.get(own.id if own else one.subject)
        card = _card(document.text, own or attribution_of(one), saying, names, [coding])
        actor = one.values.get("actor")
        card["speaker"] = str(actor.get("name", "")) if isinstance(actor, Mapping) else card["speaker"]
        card["hand"] = True
        cards.append(card)
    return sorted(cards, key=lambda card: (card["start"], card["id"]))


def sisters(store: Store, document_id: str, limit: int = 12) -> list[dict[str, Any]]:
    """Articles that report an act of speech which this one reports too, or that stand on it or it on them, by day; this
    one among them. Each with how many acts they share and what the derivation between them is."""
    a, t, d, p, v = schema.attributions, schema.sayings, schema.documents, schema.publications, schema.derivations
    with store.reading() as connection:
        own = select(t.c.cluster).join(a, a.c.id == t.c.attribution_id).where(a.c.document_id == document_id)
        query = (
            select(a.c.document_id, func.count(func.distinct(t.c.cluster)).label("n"))
            .join(t, t.c.attribution_id == a.c.id)
            .where(t.c.cluster.in_(own))
            .group_by(a.c.document_id)
        )
        shared = {row.document_id: row.n for row in connection.execute(query)}
        relations: dict[str, str] = {}
        for row in connection.execute(select(v).where((v.c.from_document == document_id) | (v.c.to_id == document_id))):
            other, told = (
                (row.to_id, f"{_relation(row.relation)} by this article")
                if row.from_document == document_id
                else (row.from_document, f"{row.relation.replace('_', ' ')} this article")
            )
            if row.to_kind == "document" and other:
                relations.setdefault(other, told)
        wanted = {document_id, *relations, *(one for one, n in shared.items() if n)}
        if wanted == {document_id}:
            return []
        rows = connection.execute(
            select(
                d.c.id,
                d.c.title,
                d.c.path,
                d.c.outlet,
                p.c.outlet.label("found"),
                p.c.published_from,
                p.c.published_to,
                p.c.published_precision,
            )
            .outerjoin(p, p.c.document_id == d.c.id)
            .where(d.c.id.in_(sorted(wanted)), d.c.present)
        ).all()
    found = []
    for row in rows:
        day = (
            date_range(row.published_from, row.published_to, row.published_precision)
            if row.published_precision
            else None
        )
        found.append(
            {
                "id": row.id,
                "outlet": outlet_of(row) or "outlet not known",
                "title": one_line(row.title or row.path, 80),
                "published": date_words(day) if day else "no date",
                "n_shared": 0 if row.id == document_id else shared.get(row.id, 0),
                "relation": relations.get(row.id, ""),
                "own": row.id == document_id,
                "sort": str(row.published_from or row.published_to or "9999"),
            }
        )
    found.sort(key=lambda one: (one["sort"], one["id"]))
    return found[:limit]


def _relation(relation: str) -> str:
    return {"cites": "cited", "republishes": "reprinted", "quotes": "quoted", "shares_text": "shared text used"}.get(
        relation, relation
    )


def _names(store: Store, ids: Collection[str]) -> dict[str, str]:
    return {row.id: row.name for row in rows_with(store, schema.actors, "id", ids)}


def _by_hand(store: Store, document_id: str, attributions: Mapping[str, Attribution], reader: Reader) -> list[Decision]:
    """Statements coded by hand in this document that stand, each in its last version."""
    e = schema.edits
    with store.reading() as connection:
        query = select(e.c.subject).where(
            (e.c.document_id == document_id) | e.c.attribution_id.in_(sorted(attributions))
        )
        subjects = [one for one in connection.execute(query).scalars() if is_by_hand(one)]
    journal = decisions_seen(store, document_id, subjects, reader)
    return [
        word.decision
        for subject, word in settled(journal).items()
        if is_by_hand(subject) and word.decision is not None and word.decision.verdict is not Verdict.REJECT
    ]


def _coding(
    identifier: str,
    concept_id: str,
    stance: str,
    score: float,
    origin: str,
    words: Mapping[str, Any],
    concepts: Mapping[str, Concept],
) -> dict[str, Any]:
    word = words.get(identifier)
    status, coders = "suggested", []
    if word is not None:
        coders = [
            {
                "coder": coder,
                "verdict": one.verdict.value,
                "stance": one.word("stance", stance),
                "at": one.decided_at.date().isoformat(),
                "reason": one.word("reason"),
            }
            for coder, one in word.coders.items()
        ]
        if word.disputed:
            status = "disputed"
        elif word.decision.verdict is Verdict.REJECT:
            status = "rejected"
        else:
            status = "accepted"
            concept_id, stance = word.decision.word("concept", concept_id), word.decision.word("stance", stance)
    concept = concepts.get(concept_id)
    return {
        "id": identifier, "concept": concept_id, "label": concept.label if concept else concept_id,
        "kind": concept.kind.value if concept else "issue", "stance": stance,
        "score": score, "origin": origin, "status": status, "coders": coders,
    }  # fmt: skip


def _card(
    text: str, attribution: Attribution, saying: Any, names: Mapping[str, str], codings: list[dict[str, Any]]
) -> dict[str, Any]:
    said = date_range(saying.said_from, saying.said_to, saying.said_precision) if saying is not None else None
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return {
        "id": attribution.id,
        "start": min(span.start for span in spans),
        "speaker": one_line(saying.actor_name if saying is not None else words_of(text, attribution.source), 80)
        or "nobody named",
        "speaker_id": saying.actor_id if saying is not None else None,
        "also": [
            {"id": one, "name": one_line(names.get(one, one), 80)}
            for one in (saying.also or () if saying is not None else ())
            if one != saying.actor_id
        ],
        "via": [names.get(via, via) for via in reversed(saying.via)] if saying is not None else [],
        "said": date_words(said) if said is not None and said.known else "no date",
        "days": [day and day.isoformat() for day in (said.start, said.end)] if said is not None else [None, None],
        "kind": KIND_WORDS[attribution.kind],
        "origin": attribution.origin,
        "score": attribution.score,
        "spans": {
            "source": span_pairs(attribution.source),
            "cue": span_pairs(attribution.cue),
            "content": span_pairs(attribution.content),
        },
        "codings": codings,
        "hand": attribution.origin.startswith("coder:"),
    }
