"""Decisions on actors at once: facts changed, two made one, one made two; and each of it taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, String, cast, delete, func, insert, select, update

from ..record import Actor, Decision, JsonValue, Passage, Verdict
from ..review.corrections import ACTOR_FACTS, added_actor, facts_in
from ..review.shared import SharedWord
from ..review.values import items_in, passage_in
from ..store import Store, edits
from ..store import actors as speakers
from ..store.schema import actor_mentions, actors, attributions, sayings
from ..store.values import batches
from ..text import stable_id
from .anchoring import actor_meant

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
        if changed.name != actor.name:
            _rename(connection, actor.id, changed.name)
        if (changed.name, changed.roles) != (actor.name, actor.roles):
            touched |= _spoken_by(connection, actor.id)
    edits.keep_before(connection, made.id, was)
    return touched


def take_back(store: Store, connection: Connection, made: Decision) -> set[str]:
    """Puts back what the decision had changed, as far as it is still there to be put back."""
    actor_id = made.subject.removeprefix("actor:")
    if made.verdict is Verdict.ADD:
        touched = _spoken_by(connection, actor_id)
        connection.execute(delete(actors).where(actors.c.id == actor_id))
        connection.execute(update(sayings).where(sayings.c.actor_id == actor_id).values(actor_id=None))
        return touched
    was = edits.take_before(connection, made.id)
    touched = set()
    if "facts" in was:
        known, row = was["facts"]
        changed = {name: row[name] for name in ACTOR_FACTS if name in made.values}
        connection.execute(update(actors).where(actors.c.id == known).values(**changed))
        _rename(connection, known, speakers.actor_name(connection, known) or row["name"])
        touched |= _spoken_by(connection, known)
    for part in was.get("split", ()):
        touched |= _move(connection, part["to"], part["from"], part["mentions"], part["sayings"], part["vias"])
        if part["new"]:
            connection.execute(delete(actors).where(actors.c.id == part["to"]))
    for part in was.get("merged", ()):
        if speakers.actor_by_id(connection, part["row"]["id"]) is None:
            connection.execute(insert(actors).values(**part["row"]))
        into = part["into"]
        touched |= _move(connection, into, part["row"]["id"], part["mentions"], part["sayings"], part["vias"])
    if "aliases" in was:
        known, aliases = was["aliases"]
        connection.execute(update(actors).where(actors.c.id == known).values(aliases=aliases))
    return touched


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
        spoken, mentions = sorted(_spoken_by(connection, other.id)), _mentions_of(connection, other.id)
        vias = _vias_through(connection, other.id)
        position = connection.execute(select(actors.c.position).where(actors.c.id == other.id)).scalar_one()
        row = {"position": position, **speakers.actor_row(other)}
        was["merged"].append(
            {"row": row, "into": into.id, "mentions": mentions, "sayings": spoken, "vias": sorted(vias)}
        )
        touched |= _move(connection, other.id, into.id, mentions, spoken, sorted(vias))
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
    mentions = [
        place
        for place in _mentions_of(connection, actor.id)
        if place[0] in whole or any(_overlaps(place, one) for one in parted)
    ]
    spoken = []
    here = sayings.c.attribution_id == attributions.c.id
    query = select(attributions.c.id, attributions.c.document_id, attributions.c.source).join(sayings, here)
    for row in connection.execute(query.where(sayings.c.actor_id == actor.id)):
        places = [(row.document_id, start, end) for start, end in row.source]
        if row.document_id in whole or any(_overlaps(place, one) for place in places for one in parted):
            spoken.append(row.id)
    was["split"] = [
        {"from": actor.id, "to": other.id, "new": is_new, "mentions": mentions, "sayings": spoken, "vias": []}
    ]
    return _move(connection, actor.id, other.id, mentions, spoken, [])


def _move(
    connection: Connection,
    old: str,
    new: str,
    mentions: Iterable[Sequence[Any]],
    spoken: Sequence[str],
    vias: Sequence[str],
) -> set[str]:
    """Gives mentions, sayings and places in chains of reporters from one actor to another."""
    name = speakers.actor_name(connection, new)
    own = actor_mentions.c
    last = connection.execute(select(func.max(own.position)).where(own.actor_id == new)).scalar()
    free = 0 if last is None else last + 1
    for document_id, start, end in mentions:
        here = (own.actor_id == old, own.document_id == document_id, own.start == start, own.end == end)
        free += connection.execute(update(actor_mentions).where(*here).values(actor_id=new, position=free)).rowcount
    for batch in batches(spoken):
        here_too = sayings.c.attribution_id.in_(batch), sayings.c.actor_id == old
        connection.execute(update(sayings).where(*here_too).values(actor_id=new, actor_name=name or ""))
    for batch in batches(vias):
        for row in connection.execute(select(sayings).where(sayings.c.attribution_id.in_(batch))).all():
            chain = [new if each == old else each for each in row.via]
            connection.execute(update(sayings).where(sayings.c.attribution_id == row.attribution_id).values(via=chain))
    return {*spoken, *vias}


def _rename(connection: Connection, actor_id: str, name: str) -> None:
    connection.execute(update(sayings).where(sayings.c.actor_id == actor_id).values(actor_name=name))


def _spoken_by(connection: Connection, actor_id: str) -> set[str]:
    return set(connection.execute(select(sayings.c.attribution_id).where(sayings.c.actor_id == actor_id)).scalars())


def _vias_through(connection: Connection, actor_id: str) -> set[str]:
    query = select(sayings.c.attribution_id).where(cast(sayings.c.via, String).like(f'%"{actor_id}"%'))
    return set(connection.execute(query).scalars())


def _mentions_of(connection: Connection, actor_id: str) -> list[list[Any]]:
    own = actor_mentions.c
    query = select(own.document_id, own.start, own.end).where(own.actor_id == actor_id).order_by(own.position)
    return [list(row) for row in connection.execute(query)]


def _overlaps(place: Sequence[Any], passage: Passage) -> bool:
    return bool(place[0] == passage.document_id and place[1] < passage.end and passage.start < place[2])


def _words(connection: Connection, passage: Passage) -> str:
    return speakers.words_at(connection, passage)
