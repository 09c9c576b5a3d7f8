"""Decisions on actors at once: facts changed, two made one, one made two; and each of it taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ..record import Actor, Decision, JsonValue, Passage, Role, Verdict
from ..review.corrections import ACTOR_FACTS, added_actor, facts_in
from ..review.shared import SharedWord
from ..review.statements import organization_of
from ..review.values import items_in, passage_in
from ..store import Store, edits
from ..store import actors as speakers
from ..store.passing import Belongings, belongings, besides, in_documents, pass_on, touched_acts
from ..store.schema import actors, sayings
from ..text import stable_id
from .anchoring import actor_meant
from .carrying import carry_names, carry_organization, carry_speaker

Rows = dict[str, Any]


def apply(store: Store, connection: Connection, made: Decision) -> set[str]:
    """Changes the rows of an actor; gives the attributions whose statements may have changed."""
    actor_id = made.subject.removeprefix("actor:")
    if made.verdict is Verdict.ADD:
        speakers.put_actor(connection, added_actor(actor_id, SharedWord(made.verdict, made.coder, made.values)))
        return set()
    actor = _actor_of(connection, made)
    if actor is None or made.verdict is not Verdict.EDIT:
        return set()
    was: Rows = {}
    touched: set[str] = set()
    if "same" in made.values:
        touched |= _merge(connection, actor, items_in(made.values["same"]), was)
    if "apart" in made.values:
        touched |= _split(connection, actor, made, was)
    if any(name in made.values for name in ACTOR_FACTS):
        was["facts"] = [actor.id, speakers.actor_row(actor)]
        changed = facts_in(actor, made.values)
        speakers.put_actor(connection, changed)
        _carry_facts(connection, changed, actor.name, actor.roles)
    edits.keep_before(connection, made.id, was)
    return touched


def take_back(store: Store, connection: Connection, made: Decision) -> set[str]:
    """Puts back what the decision had changed, as far as it is still there to be put back."""
    actor_id = made.subject.removeprefix("actor:")
    if made.verdict is Verdict.ADD:
        return _drop(connection, actor_id)
    was = edits.take_before(connection, made.id)
    touched = set()
    if "facts" in was:
        known, row = was["facts"]
        changed = {name: row[name] for name in ACTOR_FACTS if name in made.values}
        before = speakers.actor_by_id(connection, known)
        connection.execute(update(actors).where(actors.c.id == known).values(**changed))
        if before and (changed_back := speakers.actor_by_id(connection, known)):
            _carry_facts(connection, changed_back, before.name, before.roles)
    for part in was.get("split", ()):
        back = _still(connection, part["from"], made)
        if back is not None:
            touched |= _move(connection, part["to"], back, _moved(part))
        if part["new"]:
            touched |= _drop(connection, part["to"])
    for part in was.get("merged", ()):
        if speakers.actor_by_id(connection, part["row"]["id"]) is None:
            connection.execute(insert(actors).values(**part["row"]))
        held = _still(connection, part["into"], made)
        if held is not None:
            touched |= _move(connection, held, part["row"]["id"], _moved(part))
    if "aliases" in was:
        known, aliases = was["aliases"]
        connection.execute(update(actors).where(actors.c.id == known).values(aliases=aliases))
    return touched


def _drop(connection: Connection, actor_id: str) -> set[str]:
    """Takes an actor made by hand away; who speaks there is told by the words alone."""
    here = sayings.c.actor_id == actor_id
    touched = set(connection.execute(select(sayings.c.attribution_id).where(here)).scalars())
    connection.execute(update(sayings).where(here).values(actor_id=None))
    for row in connection.execute(select(sayings).where(speakers.spoke_beside(actor_id))).all():
        beside = [one for one in row.also if one != actor_id] or None
        connection.execute(update(sayings).where(sayings.c.attribution_id == row.attribution_id).values(also=beside))
        touched.add(row.attribution_id)
    connection.execute(delete(actors).where(actors.c.id == actor_id))
    return touched


def _still(connection: Connection, actor_id: str, made: Decision) -> str | None:
    """The actor, or into whom it was merged since: who stands where the decision is anchored."""
    actor = speakers.actor_by_id(connection, actor_id) or _actor_of(connection, made)
    return actor.id if actor else None


def _actor_of(connection: Connection, made: Decision) -> Actor | None:
    """The actor decided on: of its id, else the one mentioned at the anchor by now."""
    known = speakers.actor_by_id(connection, made.subject.removeprefix("actor:"))
    if known is None and made.values.get("anchor") is not None:
        known = speakers.actor_at(connection, passage_in(made.values["anchor"]))
    return known


def _merge(connection: Connection, into: Actor, others: Sequence[JsonValue], was: Rows) -> set[str]:
    touched: set[str] = set()
    names = list(into.aliases)
    was["merged"] = []
    for each in others:
        other_id, _ = actor_meant(connection, each)
        other = speakers.actor_by_id(connection, other_id) if other_id and other_id != into.id else None
        if other is None:
            continue
        moved = belongings(connection, other.id, into=into.id)
        position = connection.execute(select(actors.c.position).where(actors.c.id == other.id)).scalar_one()
        row = {"position": position, **speakers.actor_row(other)}
        was["merged"].append({"row": row, "into": into.id, **moved.as_json()})
        touched |= _move(connection, other.id, into.id, moved)
        connection.execute(delete(actors).where(actors.c.id == other.id))
        names += [name for name in (other.name, *other.aliases) if name not in (into.name, *names)]
    if names != list(into.aliases):
        was["aliases"] = [into.id, list(into.aliases)]
        connection.execute(update(actors).where(actors.c.id == into.id).values(aliases=names))
    return touched


def _split(connection: Connection, actor: Actor, made: Decision, was: Rows) -> set[str]:
    """Gives the parted mentions to another actor, as a gather does: with all others in the same document, unless the
    actor is anchored there too."""
    parted = [passage_in(each) for each in items_in(made.values["apart"])]
    if not parted:
        return set()
    anchor = passage_in(made.values["anchor"]) if made.values.get("anchor") is not None else None
    to = made.values.get("parted")
    other_id = actor_meant(connection, to)[0] if isinstance(to, dict) and ("id" in to or "anchor" in to) else None
    other = speakers.actor_by_id(connection, other_id) if other_id and other_id != actor.id else None
    is_new = other is None
    if other is None:
        name = to.get("name") if isinstance(to, dict) else None
        other = replace(
            actor,
            id=stable_id("actor", made.id),
            name=name if isinstance(name, str) and name else _words(connection, parted[0]) or actor.name,
            aliases=(),
            roles=(),
            origin=f"coder:{made.coder}",
            attributes={},
        )
        speakers.put_actor(connection, other)
    whole = {one.document_id for one in parted} - ({anchor.document_id} if anchor else set())
    named, said = in_documents(connection, actor.id, {one.document_id for one in parted})
    mentions = [list(row) for row in named if row.document_id in whole or any(_overlaps(row, one) for one in parted)]
    spoken: dict[str, bool] = {}
    for row in said:
        places = [(row.document_id, start, end) for start, end in row.source]
        if row.document_id in whole or any(_overlaps(place, one) for place in places for one in parted):
            spoken[row.id] = row.actor_id == actor.id
    moved = Belongings(
        mentions,
        sorted(one for one, is_first in spoken.items() if is_first),
        besides=besides(connection, actor.id, other.id, spoken),
    )
    was["split"] = [{"from": actor.id, "to": other.id, "new": is_new, **moved.as_json()}]
    return _move(connection, actor.id, other.id, moved)


def _move(connection: Connection, old: str, new: str, moved: Belongings) -> set[str]:
    """Gives these belongings from one actor to another, with the statements that rest on them."""
    anew = touched_acts(connection, old, new, moved)
    pass_on(connection, old, new, speakers.actor_name(connection, new) or "", moved)
    return carry_speaker(connection, old, new, on=moved.sayings, but=anew)


def _moved(part: Mapping[str, Any]) -> Belongings:
    back = [[one, after, before] for one, before, after in part.get("besides", ())]
    return Belongings(part["mentions"], part["sayings"], part["vias"], part.get("derived", ()), back)


def _carry_facts(connection: Connection, now: Actor, name: str, roles: Sequence[Role]) -> None:
    if now.name != name:
        carry_names(connection, now.id, now.name)
    if (organization := organization_of(now.roles)) != organization_of(roles):
        carry_organization(connection, now.id, organization)


def _overlaps(place: Sequence[Any], passage: Passage) -> bool:
    return bool(place[0] == passage.document_id and place[1] < passage.end and passage.start < place[2])


def _words(connection: Connection, passage: Passage) -> str:
    return speakers.words_at(connection, passage)
