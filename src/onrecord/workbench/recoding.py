"""The codebook table and what it means for what was coded, after a decision on concepts."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from ..record import Decision
from ..review.codebook import GIVEN, RECODING, Recoding, concept_as_json, edited_codebook, given_in
from ..store import Store, coded, journal, schema
from ..store.values import batches
from .carrying import carry_concepts


def recode(store: Store, connection: Connection) -> set[str]:
    """Writes the codebook as decisions leave it; gives the attributions whose statements may have changed."""
    given = given_in(store.get_meta(GIVEN), store.concepts)
    if store.get_meta(GIVEN) is None:
        store.set_meta(GIVEN, [concept_as_json(concept) for concept in given])
    before = Recoding.from_json(store.get_meta(RECODING))
    codebook, after = edited_codebook(given, concept_decisions(connection))
    coded.replace_concepts(connection, codebook)
    if after == before:
        return set()
    store.set_meta(RECODING, after.as_json())
    return _touched(connection, before, after)


def concept_decisions(connection: Connection) -> list[Decision]:
    """All decisions on concepts, in the order of the journal."""
    own = schema.decisions.c
    query = select(schema.decisions).where(own.subject.like("concept:%")).order_by(own.number)
    return [journal.decision_of(row) for row in connection.execute(query)]


def _touched(connection: Connection, before: Recoding, after: Recoding) -> set[str]:
    """What suggestions alone make is carried over; given is what must be derived anew."""
    found = carry_concepts(connection, before, after)
    concepts = (
        _changed(before.merged, after.merged) | (before.removed ^ after.removed) | (before.retired ^ after.retired)
    )
    concepts |= {each.merged[one] for one in concepts for each in (before, after) if one in each.merged}
    if concepts:  # decided on a concept that is no longer what a suggestion or statement names
        own = schema.decisions.c
        query = select(own.attribution_id, own["values"], own.subject).where(own.attribution_id.is_not(None))
        for row in connection.execute(query):
            of = row.values.get("of")
            if row.values.get("concept") in concepts or (isinstance(of, dict) and of.get("concept") in concepts):
                found.add(row.attribution_id)
        st = schema.statements.c  # decided long ago, when decisions did not yet say on which attribution
        coded_so = select(st.attribution_id).where(st.concept_id.in_(sorted(concepts)), st.coder.is_not(None))
        found.update(connection.execute(coded_so).scalars())
    for batch in batches(sorted(_changed(before.moved, after.moved))):
        own = schema.decisions.c
        found.update(
            one for one in connection.execute(select(own.attribution_id).where(own.subject.in_(batch))).scalars() if one
        )
        on = schema.suggestions.c
        found.update(connection.execute(select(on.attribution_id).where(on.id.in_(batch))).scalars())
    return found


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    old, new = dict(before), dict(after)
    return {one for one in old.keys() | new.keys() if old.get(one) != new.get(one)}
