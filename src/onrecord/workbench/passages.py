"""The attributions of a project as passages that the learner reads, with their vectors kept in the store."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from ..coding.learning import Candidate, Candidates, describe, prepare, sentence_vectors, vectors_origin, word_vectors
from ..record import Codebook, Stance
from ..store import Store, schema
from ..store.learned import read_vectors, save_vectors
from ..store.places import BY_HAND_FROM
from ..store.values import batches
from .seeing import Reader, hidden_from

ENGLISH = "en"
_CHARS = 1_000  # of a passage: more does not fit into a vector
_DOCUMENTS = 20  # whose vectors are kept at once, so that an interruption loses little


@dataclass(frozen=True)
class Passages:
    """Every attribution a coder could be asked about, in the order of the record; `suggestions` are the machine's, id
    -> (attribution, concept). `state` tells whether anything of it changed."""

    state: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    codebook: Codebook
    suggestions: Mapping[str, tuple[str, str]]
    language: str = ENGLISH  # of most passages
    whole: bool = True  # false while there are more, in other documents

    def prepare(self, store: Store, *, pause: Callable[[], None] | None = None) -> Candidates:
        """The passages as rows. Vectors made before are read; new ones are made and kept, with a pause after those of a
        few documents."""
        described = [describe(concept) for concept in self.codebook]
        if self.language == ENGLISH:
            vectors, concept_vectors = _vectors(store, self.candidates, pause), sentence_vectors(described)
        else:  # the sentence vectors know English alone
            both = word_vectors([*(candidate.text for candidate in self.candidates), *described])
            vectors, concept_vectors = both[: len(self.candidates)], both[len(self.candidates) :]
        return prepare(self.candidates, self.codebook, vectors=vectors, concept_vectors=concept_vectors)


def read_passages(
    store: Store, *, reader: Reader = None, before: Passages | None = None, limit: int | None = None
) -> Passages | None:
    """The passages that a reader may see: others' codings by hand in closed articles are not among them, nor who speaks
    there. `before` itself when nothing changed; None without concepts or attributions.

    With a `limit` those of some documents only, about so many: of documents that were decided on, then of those with
    the surest suggestions.
    """
    concepts = tuple(concept for concept in store.concepts() if not concept.retired)
    hidden = hidden_from(store, reader)
    a = schema.attributions
    with store.reading() as connection:
        by_hand = (
            connection.execute(select(a.c.id).where(a.c.position >= BY_HAND_FROM).order_by(a.c.id)).scalars().all()
        )
        documents = None if limit is None else _first_documents(connection, limit)
    size = "" if documents is None else str(len(documents))
    state = (store.gathered_digest or "", repr(concepts), repr(sorted(hidden)), size, *by_hand)
    if before is not None and before.state == state:
        return before
    suggestions, suggested = _suggestions(store)
    candidates = tuple(_candidates(store, suggested, hidden, reader, documents))
    if not concepts or not candidates:
        return None
    return Passages(
        state, candidates, Codebook(concepts), suggestions, _language(store, candidates), whole=documents is None
    )


def _language(store: Store, candidates: tuple[Candidate, ...]) -> str:
    """The language of most passages; an article that does not tell its language counts as English, as the tagger is."""
    d = schema.documents
    with store.reading() as connection:
        known = {row.id: row.language for row in connection.execute(select(d.c.id, d.c.language))}
    counts = Counter((known.get(each.document_id) or ENGLISH).split("-")[0].lower() for each in candidates)
    return max(sorted(counts), key=lambda language: counts[language])


def _suggestions(
    store: Store,
) -> tuple[dict[str, tuple[str, str]], dict[str, dict[str, tuple[Stance, float]]]]:
    pairs: dict[str, tuple[str, str]] = {}
    by_attribution: dict[str, dict[str, tuple[Stance, float]]] = defaultdict(dict)
    for each in store.suggestions():
        pairs[each.id] = each.attribution_id, each.concept_id
        known = by_attribution[each.attribution_id].get(each.concept_id)
        if known is None or known[1] < each.score:
            by_attribution[each.attribution_id][each.concept_id] = each.stance, each.score
    return pairs, by_attribution


def _first_documents(connection: Connection, limit: int) -> list[str] | None:
    """The documents whose passages come first, by path; None where those are all."""
    a, d, s, made = schema.attributions, schema.documents, schema.suggestions, schema.decisions
    counts = select(a.c.document_id, func.count().label("n")).group_by(a.c.document_id).subquery()
    rows = connection.execute(
        select(d.c.id, counts.c.n).join(counts, counts.c.document_id == d.c.id).where(d.c.present)
        .order_by(d.c.path, d.c.position, d.c.id)
    ).all()  # fmt: skip
    if sum(row.n for row in rows) <= limit:
        return None
    best = {
        row.document_id: row.best
        for row in connection.execute(
            select(a.c.document_id, func.max(s.c.score).label("best")).join(s, s.c.attribution_id == a.c.id)
            .group_by(a.c.document_id)
        )
    }  # fmt: skip
    best.update((one, 2.0) for one in connection.execute(select(made.c.document_id).distinct()).scalars() if one)
    chosen: set[str] = set()
    n = 0
    for row in sorted(rows, key=lambda row: -best.get(row.id, 0.0)):
        if n >= limit:
            break
        chosen.add(row.id)
        n += row.n
    return [row.id for row in rows if row.id in chosen]


def _candidates(
    store: Store,
    suggested: Mapping[str, Mapping[str, tuple[Stance, float]]],
    hidden: frozenset[str],
    reader: Reader,
    documents: list[str] | None,
) -> list[Candidate]:
    a, d, t = schema.attributions, schema.documents, schema.sayings
    query = (
        select(a.c.id, a.c.document_id, a.c.cue, a.c.content, a.c.origin, a.c.position, t.c.actor_id, t.c.actor_name)
        .join(d, d.c.id == a.c.document_id)
        .outerjoin(t, t.c.attribution_id == a.c.id)
        .where(d.c.present)
        .order_by(d.c.path, d.c.position, d.c.id, a.c.position)
    )
    rows: list[Any] = []
    with store.reading() as connection:
        if documents is None:
            rows += connection.execute(query).all()
        for batch in batches(documents or ()):
            rows += connection.execute(query.where(a.c.document_id.in_(batch))).all()
    found = []
    document_id, text = "", ""
    for row in rows:
        closed = row.document_id in hidden
        if closed and row.position >= BY_HAND_FROM and row.origin != f"coder:{reader}":
            continue
        if row.document_id != document_id:
            document_id, text = row.document_id, store.document(row.document_id).text
        speaker = "" if closed else (row.actor_id or row.actor_name or "")
        found.append(Candidate(row.id, row.document_id, _words(row, text), speaker, dict(suggested.get(row.id, {}))))
    return found


def _words(row: Any, text: str) -> str:
    """From the first word of cue or content to the last: what stands between belongs to it. The source is left out, so
    that a speaker's name is no sign by itself."""
    spans = [*row.cue, *row.content]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    return text[start : min(end, start + _CHARS)]


def _vectors(store: Store, candidates: tuple[Candidate, ...], pause: Callable[[], None] | None) -> Any:
    by_document: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_document[candidate.document_id].append(candidate)
    versions = {document: _version(found) for document, found in by_document.items()}
    with store.reading() as connection:
        kept = read_vectors(connection, versions)
    missing = [document for document in by_document if document not in kept]
    for start in range(0, len(missing), _DOCUMENTS):
        block = missing[start : start + _DOCUMENTS]
        texts = [candidate.text for document in block for candidate in by_document[document]]
        made, at = sentence_vectors(texts).astype("<f2"), 0
        fresh: dict[str, bytes] = {}
        for document in block:
            size = len(by_document[document])
            fresh[document] = made[at : at + size].tobytes()
            at += size
        with store.transaction(), store.reading() as connection:
            save_vectors(connection, fresh, versions)
        kept.update(fresh)
        if pause is not None:
            pause()
    width = sentence_vectors([]).shape[1]
    parts = [np.frombuffer(kept[document], "<f2").reshape(-1, width) for document in by_document]
    return np.concatenate(parts).astype(np.float32)


def _version(found: list[Candidate]) -> str:
    digest = hashlib.sha256("\0".join(f"{each.id}\0{each.text}" for each in found).encode()).hexdigest()
    return f"{vectors_origin()} {digest[:16]}"
