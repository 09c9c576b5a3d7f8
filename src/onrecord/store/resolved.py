"""What gathering over all documents gives: publications, actors, sayings, events, derivations, tensions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from ..record import (
    Actor,
    ActorKind,
    Basis,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Event,
    EventKind,
    Mention,
    Passage,
    Publication,
    Role,
    Saying,
    Tension,
)
from .annotation import mention_of, mention_row
from .schema import actor_mentions, actors, derivations, events, publications, sayings, tensions
from .values import Row, date_range, insert_rows, passage_triples, passages_of


def replace(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Puts these rows, numbered in their order, in place of all that the table held."""
    connection.execute(delete(table))
    insert_rows(connection, table, ({"position": n, **row} for n, row in enumerate(rows)))


def in_order(connection: Connection, table: Table) -> Iterator[Any]:
    yield from connection.execute(select(table).order_by(table.c.position))


def replace_publications(connection: Connection, found: Mapping[str, Publication]) -> None:
    replace(
        connection,
        publications,
        (
            {
                "document_id": each.document_id,
                "published_from": each.published.start,
                "published_to": each.published.end,
                "published_precision": each.published.precision.value,
                "basis": each.basis.value,
                "evidence": passage_triples(each.evidence),
                "reason": each.reason,
            }
            for each in found.values()
        ),
    )


def read_publications(connection: Connection) -> dict[str, Publication]:
    return {
        row.document_id: Publication(
            row.document_id,
            date_range(row.published_from, row.published_to, row.published_precision),
            Basis(row.basis),
            passages_of(row.evidence),
            row.reason,
        )
        for row in in_order(connection, publications)
    }


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
    return [
        Actor(
            row.id,
            row.name,
            ActorKind(row.kind),
            tuple(row.aliases),
            tuple(_role_of(fields) for fields in row.roles),
            tuple(mentions_of.get(row.id, ())),
            row.origin,
        )
        for row in in_order(connection, actors)
    ]


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
    replace(
        connection,
        sayings,
        (
            {
                "attribution_id": each.attribution_id,
                "actor_id": each.actor_id,
                "actor_name": each.actor_name,
                "via": list(each.via),
                "said_from": each.said.start,
                "said_to": each.said.end,
                "said_precision": each.said.precision.value,
                "cluster": each.cluster,
                "resolved_by": each.resolved_by,
            }
            for each in found
        ),
    )


def read_sayings(connection: Connection) -> list[Saying]:
    return [
        Saying(
            row.attribution_id,
            row.actor_id,
            row.actor_name,
            tuple(row.via),
            date_range(row.said_from, row.said_to, row.said_precision),
            row.cluster,
            row.resolved_by,
        )
        for row in in_order(connection, sayings)
    ]


def replace_events(connection: Connection, found: Iterable[Event]) -> None:
    replace(
        connection,
        events,
        (
            {
                "id": each.id,
                "description": each.description,
                "date_from": each.dates.start,
                "date_to": each.dates.end,
                "precision": each.dates.precision.value,
                "kind": each.kind.value,
                "actors": list(each.actors),
                "evidence": passage_triples(each.evidence),
                "anchor": each.anchor,
            }
            for each in found
        ),
    )


def read_events(connection: Connection) -> list[Event]:
    return [
        Event(
            row.id,
            row.description,
            date_range(row.date_from, row.date_to, row.precision),
            EventKind(row.kind),
            tuple(row.actors),
            passages_of(row.evidence),
            row.anchor,
        )
        for row in in_order(connection, events)
    ]


def replace_derivations(connection: Connection, found: Iterable[Derivation]) -> None:
    replace(
        connection,
        derivations,
        (
            {
                "id": each.id,
                "from_document": each.from_document,
                "to_kind": each.to_kind.value,
                "to_id": each.to_id,
                "to_name": each.to_name,
                "relation": each.relation.value,
                "evidence": passage_triples(each.evidence),
            }
            for each in found
        ),
    )


def read_derivations(connection: Connection) -> list[Derivation]:
    return [
        Derivation(
            row.id,
            row.from_document,
            DerivationTarget(row.to_kind),
            row.to_id,
            row.to_name,
            DerivationRelation(row.relation),
            passages_of(row.evidence),
        )
        for row in in_order(connection, derivations)
    ]


def replace_tensions(connection: Connection, found: Iterable[Tension]) -> None:
    replace(
        connection,
        tensions,
        (
            {
                "id": each.id,
                "passages": passage_triples((each.left, each.right)),
                "reason": each.reason,
                "score": each.score,
            }
            for each in found
        ),
    )


def read_tensions(connection: Connection) -> list[Tension]:
    return [
        Tension(row.id, Passage(*row.passages[0]), Passage(*row.passages[1]), row.reason, row.score)
        for row in in_order(connection, tensions)
    ]
