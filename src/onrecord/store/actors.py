"""Actors with their roles and mentions, and the sayings that join them to attributions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, select

from ..record import Actor, ActorKind, Mention, Passage, Role, Saying
from .annotation import mention_of, mention_row
from .places import attribution_places
from .schema import actor_mentions, actors, sayings
from .values import BATCH, batches, date_range, in_order, insert_rows, passage_triples, replace


def replace_actors(connection: Connection, found: Iterable[Actor]) -> None:
    found = list(found)
    replace(
        connection,
        actors,
        (
            {
                "id": each.id,
                "name": each.name,
                "kind": each.kind.value,
                "aliases": list(each.aliases),
                "roles": [_role_fields(role) for role in each.roles],
                "origin": each.origin,
                "attributes": dict(each.attributes),
            }
            for each in found
        ),
    )
    insert_rows(
        connection,
        actor_mentions,
        (
            {"actor_id": each.id, "position": n, "document_id": mention.document_id, **mention_row(mention)}
            for each in found
            for n, mention in enumerate(each.mentions)
        ),
    )


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
    }


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
    )
