"""Statements carried over to another speaker or another concept as they are, where nothing else about them changes.

An act of speech in which old and new meet (both speak, both concepts are coded) becomes another act: those are left to
be derived anew. What is carried is a few SQL statements, whatever the number of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from ..review.codebook import Recoding
from ..review.statements import organization_of, statement_id
from ..store import actors as speakers
from ..store import schema
from ..store.listed import listed
from ..store.passing import crowded_acts
from ..store.places import PER_ATTRIBUTION
from ..store.values import batches

Act = tuple[str, str]  # cluster and speaker
Changes = Mapping[Act, tuple[str, str | None]]  # the concept before and after; None: no statement any more


def carry_names(connection: Connection, actor_id: str, name: str) -> None:
    """Gives all that an actor says its new name."""
    for table in (schema.sayings, schema.statements):
        here = table.c.actor_id == actor_id
        connection.execute(update(table).where(here, table.c.actor_name != name).values(actor_name=name))


def carry_organization(connection: Connection, actor_id: str, organization: str | None) -> None:
    """Gives an actor's statements the organization that follows from its roles now."""
    here = schema.statements.c.actor_id == actor_id
    connection.execute(update(schema.statements).where(here).values(organization=organization))


def carry_speaker(connection: Connection, old: str, new: str, *, on: Collection[str], but: Collection[str]) -> set[str]:
    """Gives statements of `old` on these attributions, whose sayings are of `new` by now, to `new`; for the acts `but`
    it gives the attributions, to be derived anew."""
    actor = speakers.actor_by_id(connection, new)
    if actor is None:
        return set()
    st, sy = schema.statements.c, schema.sayings.c
    query = select(st.id, st.attribution_id, st.concept_id, st.stance, sy.cluster).join(
        schema.sayings, sy.attribution_id == st.attribution_id
    )
    moved = set(on)
    ids = [
        (row.id, statement_id(row.cluster, new, row.concept_id, row.stance))
        for row in connection.execute(query.where(st.actor_id == old, sy.actor_id == new))
        if row.attribution_id in moved and row.cluster not in but
    ]
    carried = listed(connection, ids, old=str, new=str)
    values = {"actor_id": new, "actor_name": actor.name, "organization": organization_of(actor.roles)}
    connection.execute(update(schema.statements).where(st.id == carried.c.old).values(id=carried.c.new, **values))
    found: set[str] = set()
    for batch in batches(sorted(but)):
        found.update(connection.execute(select(sy.attribution_id).where(sy.cluster.in_(batch))).scalars())
    return found


def carry_concepts(connection: Connection, before: Recoding, after: Recoding) -> set[str]:
    """Gives statements the concept that their coding means now, or takes them away with it; gives the attributions of
    acts that are to be derived anew: those on which somebody decided, in which several speak together, and those in
    which concepts meet or part."""
    coded = connection.execute(select(schema.suggestions.c.concept_id).distinct()).scalars()
    meant = {one: (_counted(before, one), _counted(after, one)) for one in coded}
    changed = {one for one, (was, now) in meant.items() if was != now}
    if not changed:
        return set()
    targets = {target for one in changed for target in meant[one] if target is not None}
    near = [one for one, both in meant.items() if targets.intersection(both)]
    acts: dict[Act, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # act -> concept -> attributions
    for row in _codings(connection, near):
        acts[row.cluster, row.speaker][row.concept_id].add(row.attribution_id)
    apart = _decided_acts(connection, {*before.moved, *after.moved}) | crowded_acts(connection)
    changes: dict[Act, tuple[str, str | None]] = {}
    anew: set[str] = set()
    for act, concepts in acts.items():
        if not changed.intersection(concepts):
            continue
        ways = {meant[one] for one in concepts}
        was, now = next(iter(ways))
        if act[0] in apart or len({one for one, _ in ways}) > 1 or len({one for _, one in ways}) > 1 or was is None:
            anew.update(*concepts.values())
        else:
            changes[act] = was, now
    _carry(connection, changes)
    return anew


def _counted(recoding: Recoding, concept_id: str) -> str | None:
    """The concept on which an undecided suggestion counts."""
    meant = recoding.concept(concept_id, "")
    return None if meant in recoding.retired else meant


def _speaker(columns: Any) -> Any:
    return func.coalesce(columns.actor_id, "words:" + columns.actor_name)


def _codings(connection: Connection, concepts: Iterable[str]) -> Iterable[Any]:
    su, sy = schema.suggestions.c, schema.sayings.c
    query = select(sy.cluster, _speaker(sy).label("speaker"), su.concept_id, su.attribution_id).join(
        schema.sayings, sy.attribution_id == su.attribution_id
    )
    for batch in batches(sorted(concepts)):
        yield from connection.execute(query.where(su.concept_id.in_(batch)))


def _decided_acts(connection: Connection, moved: Collection[str]) -> set[str]:
    """Clusters with an attribution that somebody decided on, or whose suggestion was moved to another concept."""
    d, su, sy = schema.decisions.c, schema.suggestions.c, schema.sayings.c
    on = select(d.attribution_id).where(d.attribution_id.is_not(None))
    answered = select(su.attribution_id).join(schema.decisions, d.subject == su.id)
    found: set[str] = set()
    for of in (on, answered):
        found.update(connection.execute(select(sy.cluster).where(sy.attribution_id.in_(of))).scalars())
    for batch in batches(sorted(moved)):
        by_name = select(su.attribution_id).where(su.id.in_(batch))
        found.update(connection.execute(select(sy.cluster).where(sy.attribution_id.in_(by_name))).scalars())
    return found


def _carry(connection: Connection, changes: Changes) -> None:
    st, sy = schema.statements.c, schema.sayings.c
    query = select(
        st.id, st.attribution_id, st.concept_id, st.stance, sy.cluster, sy.actor_id, sy.actor_name
    ).join(schema.sayings, sy.attribution_id == st.attribution_id)  # fmt: skip
    gone: list[list[str]] = []
    carried: list[tuple[str, str, str]] = []
    touched: set[str] = set()
    for batch in batches(sorted({was for was, _ in changes.values()})):
        for row in connection.execute(query.where(st.concept_id.in_(batch))):
            speaker = row.actor_id or f"words:{row.actor_name}"
            was, now = changes.get((row.cluster, speaker), (None, None))
            if was != row.concept_id:
                continue
            if now is None:
                gone.append([row.id])
                continue
            new = statement_id(row.cluster, row.actor_id or row.actor_name, now, row.stance)
            carried.append((row.id, new, now))
            touched.add(row.attribution_id)
    if gone:
        ids = listed(connection, gone, id=str)
        connection.execute(delete(schema.statements).where(st.id.in_(select(ids.c.id))))
    if carried:
        names = listed(connection, carried, old=str, new=str, concept=str)
        values = {"id": names.c.new, "concept_id": names.c.concept}
        connection.execute(update(schema.statements).where(st.id == names.c.old).values(**values))
        _put_in_order(connection, touched)


def _put_in_order(connection: Connection, attribution_ids: Collection[str]) -> None:
    """Statements on one attribution stand in the order of their concepts."""
    st = schema.statements.c
    several = select(st.attribution_id).group_by(st.attribution_id).having(func.count() > 1)
    query = select(st.id, st.attribution_id, st.concept_id, st.stance, st.position)
    on: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query.where(st.attribution_id.in_(several))):
        if row.attribution_id in attribution_ids:
            on[row.attribution_id].append(row)
    places: list[tuple[str, int]] = []
    for rows in on.values():
        first = min(row.position for row in rows) // PER_ATTRIBUTION * PER_ATTRIBUTION
        rows.sort(key=lambda row: (row.concept_id, row.stance))
        places += [(row.id, first + n) for n, row in enumerate(rows) if row.position != first + n]
    if places:
        moved = listed(connection, places, id=str, place=int)
        connection.execute(update(schema.statements).where(st.id == moved.c.id).values(position=moved.c.place))
