"""The codebook as its page shows it: how much rests on each concept, and what a merger or a split would touch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, distinct, func, literal, or_, select

from ..record import JsonValue, Verdict
from ..review import settled
from ..review.codebook import CONCEPT, RECODING, Recoding, concept_as_json
from ..review.shared import shared_words
from ..store import Store, acts, journal, schema
from ..store.values import batches
from .seeing import Reader, closed_documents

__all__ = [
    "CONCEPT",
    "ConceptCounts",
    "Doubled",
    "concept_as_json",
    "concept_counts",
    "doubled",
    "earlier_moves",
    "new_concept_id",
    "open_to",
    "subjects_under",
]


@dataclass(frozen=True, slots=True)
class ConceptCounts:
    """What rests on one concept: the machine's suggestions, statements (accepted among them), decisions of people."""

    n_suggestions: int = 0
    n_statements: int = 0
    n_accepted: int = 0
    n_decisions: int = 0


@dataclass(frozen=True, slots=True)
class Doubled:
    """Passages that are coded with several of some concepts, and those of them on which the stances differ."""

    n_passages: int
    n_opposed: int


def concept_counts(
    store: Store, stated: Mapping[str, tuple[int, int]], reader: Reader = None
) -> dict[str, ConceptCounts]:
    """Concept id -> its counts, under the ids that stand now. A reader who codes blind is told nothing of others.

    `stated` are statements by concept, and the accepted ones among them (`StatementIndex.by_concept`).
    """
    s, d = schema.suggestions, schema.decisions
    recoding = Recoding.from_json(store.get_meta(RECODING))
    with store.reading() as connection:
        suggested = _regrouped(
            connection.execute(select(s.c.concept_id, func.count()).group_by(s.c.concept_id)), recoding
        )
        for subject, own in _concepts_of(connection, recoding.moved).items():
            suggested[recoding.merged.get(own, own)] -= 1
            suggested[recoding.concept(own, subject) or own] += 1
        # Counted by subject first: joined row by row, SQLite would look up every suggestion there is.
        made = select(d.c.subject, func.count().label("n")).where(d.c.verdict != "withdraw").group_by(d.c.subject)
        if reader is not None:
            made = made.where(or_(d.c.coder == reader, d.c.document_id.not_in(closed_documents())))
        on = made.subquery()
        by_concept = select(s.c.concept_id, func.sum(on.c.n)).join(on, on.c.subject == s.c.id).group_by(s.c.concept_id)
        decided = _regrouped(connection.execute(by_concept), recoding)
        for concept, n in _by_hand(connection, reader).items():
            decided[recoding.merged.get(concept, concept)] += n
    return {
        concept: ConceptCounts(max(0, suggested[concept]), *stated.get(concept, (0, 0)), decided[concept])
        for concept in {*suggested, *stated, *decided}
    }


def open_to(reader: Reader, table: Table) -> ColumnElement[bool]:
    """Rows of a table with `document_id` that this reader may see."""
    return literal(True) if reader is None else table.c.document_id.not_in(closed_documents())


def doubled(store: Store, concepts: Collection[str], reader: Reader = None) -> Doubled:
    """What a merger of these concepts would bring together."""
    t = schema.statements
    query = (
        select(t.c.attribution_id, func.count(distinct(t.c.stance)).label("stances"))
        .where(t.c.concept_id.in_(list(concepts)), open_to(reader, t))
        .group_by(t.c.attribution_id)
        .having(func.count(distinct(t.c.concept_id)) > 1)
    )
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return Doubled(len(rows), sum(row.stances > 1 for row in rows))


def subjects_under(store: Store, statements: Sequence[str], concept: str) -> list[str]:
    """What must be moved so that these statements of a concept are coded as another: suggestions and codings by hand,
    also those on the other reports of the same statements."""
    t, s, y, e = schema.statements, schema.suggestions, schema.sayings, schema.edits
    recoding = Recoding.from_json(store.get_meta(RECODING))
    on: set[str] = set()
    found: list[str] = []
    with store.snapshot(), store.reading() as connection:
        for batch in batches(statements):
            query = select(t.c.attribution_id).where(t.c.id.in_(batch), t.c.concept_id == concept)
            on.update(connection.execute(query).scalars())
        for batch in batches(acts.clusters_of(connection, on)):
            on.update(connection.execute(select(y.c.attribution_id).where(y.c.cluster.in_(batch))).scalars())
        own: dict[str, str] = {}
        for batch in batches(sorted(on)):
            own |= {r.id: r.concept_id for r in connection.execute(select(s).where(s.c.attribution_id.in_(batch)))}
            by_hand = select(e.c.subject, e.c["values"]).where(e.c.attribution_id.in_(batch))
            for row in connection.execute(by_hand):
                if row.subject.startswith("hand:"):
                    own[row.subject] = str(row._mapping["values"].get("concept") or "")
        words = settled(journal.decisions_on(connection, own), adjudicators=store.adjudicators())
        for subject, coded in own.items():
            word = words.get(subject)
            meant = word.decision.word("concept", coded) if word and word.decision else coded
            if recoding.concept(meant, subject) == concept:
                found.append(subject)
    return found


def earlier_moves(store: Store, concept: str) -> Mapping[str, JsonValue]:
    """What was moved to this concept before: a later word takes the place of an earlier one, so it is said again."""
    with store.reading() as connection:
        made = journal.decisions_on(connection, [f"{CONCEPT}{concept}"])
    word = shared_words(made).get(f"{CONCEPT}{concept}")
    moves = word.values.get("moves") if word else None
    return moves if isinstance(moves, Mapping) else {}


def new_concept_id(label: str, known: Collection[str]) -> str:
    """An id that a person can read in an exported table: the label's words, with a number where it is taken."""
    base = re.sub(r"[^\w]+", "-", label.lower()).strip("-_")[:60] or "concept"
    made, number = base, 2
    while made in known:
        made, number = f"{base}-{number}", number + 1
    return made


def _regrouped(rows: Iterable[Any], recoding: Recoding) -> Counter[str]:
    found: Counter[str] = Counter()
    for concept, n in rows:
        found[recoding.merged.get(concept, concept)] += int(n)  # a sum is a decimal number on PostgreSQL
    return found


def _concepts_of(connection: Connection, subjects: Iterable[str]) -> dict[str, str]:
    s = schema.suggestions
    return {
        row.id: row.concept_id
        for batch in batches(subjects)
        for row in connection.execute(select(s.c.id, s.c.concept_id).where(s.c.id.in_(batch)))
    }


def _by_hand(connection: Connection, reader: Reader) -> Counter[str]:
    """How many codings by hand name each concept."""
    d = schema.decisions
    query = select(d.c["values"]).where(d.c.subject.startswith("hand:"), d.c.verdict == Verdict.ADD.value)
    if reader is not None:
        query = query.where(or_(d.c.coder == reader, d.c.document_id.not_in(closed_documents())))
    found: Counter[str] = Counter()
    for values in connection.execute(query).scalars():
        if isinstance(concept := values.get("concept"), str):
            found[concept] += 1
    return found
