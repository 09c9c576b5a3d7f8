"""Actors with their roles and mentions, and the sayings that join them to attributions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, and_, cast, delete, func, select

from ..record import Actor, ActorKind, Mention, MentionType, Passage, Role, Saying
from .annotation import mention_of, mention_row
from .places import attribution_places
from .schema import actor_mentions, actors, documents, sayings
from .values import BATCH, batches, date_range, in_order, insert_rows, passage_triples, replace


def replace_actors(connection: Connection, found: Iterable[Actor]) -> None:
    found = list(found)
    replace(connection, actors, map(actor_row, found))
    insert_rows(
        connection,
        actor_mentions,
        (
            {"actor_id": each.id, "position": n, "document_id": mention.document_id, **mention_row(mention)}
            for each in found
            for n, mention in enumerate(each.mentions)
        ),
    )


def actor_row(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "aliases": list(actor.aliases),
        "roles": [_role_fields(role) for role in actor.roles],
        "origin": actor.origin,
        "attributes": dict(actor.attributes),
    }


def put_actor(connection: Connection, actor: Actor) -> None:
    """Adds an actor after the others, or changes its row; its mentions stay as they are."""
    row = actor_row(actor)
    if connection.execute(actors.update().where(actors.c.id == actor.id).values(**row)).rowcount:
        return
    last = connection.execute(select(func.max(actors.c.position))).scalar()
    connection.execute(actors.insert().values(position=0 if last is None else last + 1, **row))


def read_actors(connection: Connection) -> list[Actor]:
    mentions_of: dict[str, list[Mention]] = {}
    query = select(actor_mentions).order_by(actor_mentions.c.actor_id, actor_mentions.c.position)
    for row in connection.execute(query):
        mentions_of.setdefault(row.actor_id, []).append(mention_of(row))
    return [actor_of(row, mentions_of.get(row.id, ())) for row in in_order(connection, actors)]


def actor_of(row: Any, mentions: Iterable[Mention] = ()) -> Actor:
    return Actor(
        row.id,
        row.name,
        ActorKind(row.kind),
        tuple(row.aliases),
        tuple(_role_of(fields) for fields in row.roles),
        tuple(mentions),
        row.origin,
        row.attributes,
    )


def _role_fields(role: Role) -> dict[str, Any]:
    return {
        "title": role.title,
        "organization": role.organization,
        "valid_from": role.valid_from.isoformat() if role.valid_from else None,
        "valid_to": role.valid_to.isoformat() if role.valid_to else None,
        "evidence": next(iter(passage_triples([role.evidence])), None) if role.evidence else None,
    }


def _role_of(fields: Mapping[str, Any]) -> Role:
    days = [date.fromisoformat(fields[name]) if fields[name] else None for name in ("valid_from", "valid_to")]
    evidence = Passage(*fields["evidence"]) if fields["evidence"] else None
    return Role(fields["title"], fields["organization"], days[0], days[1], evidence)


def replace_sayings(connection: Connection, found: Iterable[Saying]) -> None:
    connection.execute(delete(sayings))
    for n, batch in enumerate(batches(found)):
        places = attribution_places(connection, [each.attribution_id for each in batch])
        insert_rows(
            connection,
            sayings,
            (
                {"position": places.get(each.attribution_id, n * BATCH + k)} | saying_row(each)
                for k, each in enumerate(batch)
            ),
        )


def put_saying(connection: Connection, saying: Saying) -> None:
    """Adds a saying in its place among the others, or changes the one of its attribution."""
    here = sayings.c.attribution_id == saying.attribution_id
    if connection.execute(sayings.update().where(here).values(**saying_row(saying))).rowcount:
        return
    place = attribution_places(connection, [saying.attribution_id]).get(saying.attribution_id)
    if place is None:
        place = (connection.execute(select(func.max(sayings.c.position))).scalar() or 0) + 1
    connection.execute(sayings.insert().values(position=place, **saying_row(saying)))


def sayings_on(connection: Connection, attribution_ids: Iterable[str]) -> dict[str, Saying]:
    """Attribution id -> saying, for those that have one."""
    return {
        row.attribution_id: saying_of(row)
        for batch in batches(attribution_ids)
        for row in connection.execute(select(sayings).where(sayings.c.attribution_id.in_(batch)))
    }


def actor_at(connection: Connection, passage: Passage) -> Actor | None:
    """The actor of the mention that overlaps a passage most, the shorter mention first; None where there is none."""
    own = actor_mentions.c
    query = select(own.actor_id, own.start, own.end).where(
        own.document_id == passage.document_id, own.start < passage.end, own.end > passage.start
    )
    best = min(
        connection.execute(query),
        key=lambda row: (
            max(row.start, passage.start) - min(row.end, passage.end),
            row.end - row.start,
            row.start,
            row.actor_id,
        ),
        default=None,
    )
    return None if best is None else actor_by_id(connection, best.actor_id)


def actor_by_id(connection: Connection, actor_id: str) -> Actor | None:
    """The actor without its mentions; None for an unknown id."""
    row = connection.execute(select(actors).where(actors.c.id == actor_id)).first()
    return None if row is None else actor_of(row)


def actor_name(connection: Connection, actor_id: str) -> str | None:
    name: str | None = connection.execute(select(actors.c.name).where(actors.c.id == actor_id)).scalar()
    return name


def words_at(connection: Connection, passage: Passage) -> str:
    """The words of a passage; "" where there is no such document."""
    query = select(documents.c.text).where(documents.c.id == passage.document_id)
    return passage.span.of(connection.execute(query).scalar() or "")


def actor_by_name(connection: Connection, name: str) -> Actor | None:
    """The one actor of exactly this name; None where there is none, or several."""
    rows = connection.execute(select(actors).where(actors.c.name == name).limit(2)).all()
    return actor_of(rows[0]) if len(rows) == 1 else None


def anchor_of(connection: Connection, actor_id: str, *, but: Collection[Passage] = ()) -> Passage | None:
    """The first mention of an actor, a name before a description before a pronoun; None for one never mentioned.

    Mentions that lie in the passages of `but` are passed over.
    """
    own = actor_mentions.c
    for kind in MentionType:
        query = select(own.document_id, own.start, own.end).where(own.actor_id == actor_id, own.type == kind.value)
        for row in connection.execute(query.order_by(own.position).limit(len(but) + 1)):
            place = Passage(row.document_id, row.start, row.end)
            if not any(place.document_id == one.document_id and place.span.overlaps(one.span) for one in but):
                return place
    return None


def saying_row(saying: Saying) -> dict[str, Any]:
    return {
        "attribution_id": saying.attribution_id,
        "actor_id": saying.actor_id,
        "actor_name": saying.actor_name,
        "via": list(saying.via),
        "said_from": saying.said.start,
        "said_to": saying.said.end,
        "said_precision": saying.said.precision.value,
        "cluster": saying.cluster,
        "resolved_by": saying.resolved_by,
        "also": list(saying.also) or None,
    }


def spoke_beside(actor_id: str) -> ColumnElement[bool]:
    """A condition on `sayings`: the actor speaks there together with the one who is named first."""
    return and_(sayings.c.also.is_not(None), cast(sayings.c.also, String).like(f'%"{actor_id}"%'))


def read_sayings(connection: Connection) -> list[Saying]:
    return [saying_of(row) for row in in_order(connection, sayings)]


def saying_of(row: Any) -> Saying:
    return Saying(
        row.attribution_id,
        row.actor_id,
        row.actor_name,
        tuple(row.via),
        date_range(row.said_from, row.said_to, row.said_precision),
        row.cluster,
        row.resolved_by,
        tuple(row.also or ()),
    )


def add_mentions(connection: Connection, mentions: Iterable[tuple[str, Mention]]) -> None:
    """Adds mentions by actor id, each actor's in order, of actors that have none yet: there may be millions, which so
    need not be in memory at once."""
    counts: dict[str, int] = {}

    def rows() -> Iterable[dict[str, Any]]:
        for actor_id, mention in mentions:
            n = counts[actor_id] = counts.get(actor_id, -1) + 1
            yield {"actor_id": actor_id, "position": n, "document_id": mention.document_id, **mention_row(mention)}

    insert_rows(connection, actor_mentions, rows())


def drop_mentions(connection: Connection) -> None:
    """All at once; the deletion of actors would seek theirs one by one."""
    connection.execute(delete(actor_mentions))
