"""Rows of every exported table, streamed: the schema's tables joined, plain values under the contract's names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from . import schema
from .columns import TABLES
from .schema import attributions, documents, publications, regions, sayings
from .values import batches

TableRow = dict[str, Any]


def _stream(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    """Rows a batch at a time, so that memory stays flat however long the table is."""
    yield from connection.execute(query.execution_options(yield_per=1_000))


_OWN = documents.c.id == attributions.c.document_id


def _in_order(table: Table) -> Select[Any]:
    return select(table).select_from(table).order_by(table.c.position)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _passages(triples: list[list[Any]]) -> list[TableRow]:
    return [{"document": document, "start": start, "end": end} for document, start, end in triples]


def _documents(connection: Connection) -> Iterator[TableRow]:
    plain = [column for column in documents.c if column.name not in ("text", "layout", "paths")]
    found = publications.c
    query = (
        select(*plain, found.published_from, found.published_to, found.published_precision, found.basis, found.outlet)
        .outerjoin(publications, found.document_id == documents.c.id)
        .where(documents.c.present)
        .order_by(documents.c.path, documents.c.position, documents.c.id)
    )
    for batch in batches(_stream(connection, query), 500):
        marked: dict[str, list[TableRow]] = {row.id: [] for row in batch}
        in_batch = select(regions).where(regions.c.document_id.in_(list(marked)))
        for region in connection.execute(in_batch.order_by(regions.c.document_id, regions.c.position)):
            marked[region.document_id].append({"kind": region.kind, "start": region.start, "end": region.end})
        for row in batch:
            *_, start, end, precision, basis, outlet = row
            if basis is None:  # not gathered yet: what the document itself said
                start, end, precision = row.published_from, row.published_to, row.published_precision
                basis = row.published_basis
            yield {
                "id": row.id,
                "path": row.path,
                "outlet": outlet or row.outlet,
                "title": row.title,
                "published_from": _day(start),
                "published_to": _day(end),
                "published_precision": precision,
                "published_basis": basis,
                "language": row.language,
                "n_chars": row.n_chars,
                "text_sha256": row.text_sha256,
                "regions": marked[row.id],
            }


def _attributions(connection: Connection) -> Iterator[TableRow]:
    said = sayings.c
    query = (
        select(
            attributions, said.actor_id, said.actor_name, said.via, said.said_from, said.said_to, said.said_precision,
            said.cluster, said.also,
        )
        .join(documents, _OWN)
        .outerjoin(sayings, said.attribution_id == attributions.c.id)
        .where(documents.c.present)
        .order_by(documents.c.path, documents.c.position, documents.c.id, attributions.c.position)
    )  # fmt: skip
    for row in _stream(connection, query):
        yield {
            "id": row.id,
            "document": row.document_id,
            "type": row.type,
            "kind": row.kind,
            "source": row.source,
            "cue": row.cue,
            "content": row.content,
            "quote": row.quote,
            "actor": row.actor_id,
            "actor_name": row.actor_name,
            "also": row.also or [],
            "via": row.via,
            "parent": row.parent,
            "said_from": _day(row.said_from),
            "said_to": _day(row.said_to),
            "said_precision": row.said_precision,
            "cluster": row.cluster,
            "origin": row.origin,
            "score": row.score,
        }


def _actors(connection: Connection) -> Iterator[TableRow]:
    mentions = schema.actor_mentions
    for batch in batches(_stream(connection, _in_order(schema.actors)), 200):
        named: dict[str, list[TableRow]] = {row.id: [] for row in batch}
        query = select(mentions).where(mentions.c.actor_id.in_(list(named)))
        for each in connection.execute(query.order_by(mentions.c.actor_id, mentions.c.position)):
            place = {"document": each.document_id, "start": each.start, "end": each.end, "type": each.type}
            named[each.actor_id].append(place)
        for row in batch:
            roles = [
                role | {"evidence": _passages([role["evidence"]])[0] if role["evidence"] else None}
                for role in row.roles
            ]
            yield {
                "id": row.id,
                "name": row.name,
                "kind": row.kind,
                "aliases": row.aliases,
                "roles": roles,
                "mentions": named[row.id],
                "attributes": row.attributes,
            }


def _events(connection: Connection) -> Iterator[TableRow]:
    for row in _stream(connection, _in_order(schema.events)):
        yield {
            "id": row.id,
            "description": row.description,
            "date_from": _day(row.date_from),
            "date_to": _day(row.date_to),
            "precision": row.precision,
            "kind": row.kind,
            "actors": row.actors,
            "evidence": _passages(row.evidence),
            "anchor": row.anchor,
        }


def _derivations(connection: Connection) -> Iterator[TableRow]:
    query = _in_order(schema.derivations).join(documents).where(documents.c.present)
    for row in _stream(connection, query):
        yield {
            "id": row.id,
            "from_document": row.from_document,
            "to_kind": row.to_kind,
            "to_id": row.to_id,
            "to_name": row.to_name,
            "relation": row.relation,
            "evidence": _passages(row.evidence),
        }


def _concepts(connection: Connection) -> Iterator[TableRow]:
    names = [column.name for column in TABLES["concepts"]]
    for row in _stream(connection, _in_order(schema.concepts)):
        yield {name: row._mapping[name] for name in names}


def _suggestions(connection: Connection) -> Iterator[TableRow]:
    query = _in_order(schema.suggestions).join(attributions).join(documents, _OWN).where(documents.c.present)
    for row in _stream(connection, query):
        yield {
            "id": row.id,
            "attribution": row.attribution_id,
            "concept": row.concept_id,
            "stance": row.stance,
            "score": row.score,
            "origin": row.origin,
        }


def _decisions(connection: Connection) -> Iterator[TableRow]:
    names = [column.name for column in TABLES["decisions"]]
    for row in _stream(connection, select(schema.decisions).order_by(schema.decisions.c.number)):
        yield {name: row._mapping[name] for name in names}


def _statements(connection: Connection) -> Iterator[TableRow]:
    query = _in_order(schema.statements).join(documents, documents.c.id == schema.statements.c.document_id)
    for row in _stream(connection, query.where(documents.c.present)):
        yield {
            "id": row.id,
            "attribution": row.attribution_id,
            "document": row.document_id,
            "actor": row.actor_id,
            "actor_name": row.actor_name,
            "organization": row.organization,
            "concept": row.concept_id,
            "stance": row.stance,
            "said_from": _day(row.said_from),
            "said_to": _day(row.said_to),
            "via": row.via,
            "n_reports": row.n_reports,
            "n_origins": row.n_origins,
            "status": row.status,
            "origin": row.origin,
            "coder": row.coder,
            "type": row.type,
            "values": row._mapping["values"],
            "codebook": row.codebook,
        }


def _requirements(connection: Connection) -> Iterator[TableRow]:
    for row in _stream(connection, _in_order(schema.requirements)):
        yield {
            "id": row.id,
            "concept": row.concept_id,
            "kind": row.kind,
            "needed": bool(row.needed),
            "description": row.description,
            "actors": row.actors,
            "due_from": _day(row.due_from),
            "due_to": _day(row.due_to),
            "due_precision": row.due_precision,
            "attribution": row.attribution_id,
            "evidence": _passages(row.evidence),
        }


def _figures(connection: Connection) -> Iterator[TableRow]:
    for row in _stream(connection, _in_order(schema.figures)):
        yield {
            "id": row.id,
            "words": row.words,
            "low": row.low,
            "high": row.high,
            "unit": row.unit,
            "period": row.period,
            "description": row.description,
            "evidence": _passages(row.evidence),
        }


def _tensions(connection: Connection) -> Iterator[TableRow]:
    for row in _stream(connection, _in_order(schema.tensions)):
        yield {
            "id": row.id,
            "kind": row.kind or None,
            "reason": row.reason,
            "score": row.score,
            "evidence": _passages(row.passages),
        }


ROWS: dict[str, Callable[[Connection], Iterator[TableRow]]] = {
    "documents": _documents,
    "attributions": _attributions,
    "actors": _actors,
    "events": _events,
    "derivations": _derivations,
    "concepts": _concepts,
    "suggestions": _suggestions,
    "decisions": _decisions,
    "statements": _statements,
    "requirements": _requirements,
    "figures": _figures,
    "tensions": _tensions,
}
