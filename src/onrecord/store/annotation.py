"""What the per-document steps found: regions, attributions, mentions; and which documents still wait for a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, insert, select
from sqlalchemy.engine import Row as Found

from ..record import (
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    EntityKind,
    Mention,
    MentionType,
    Region,
    RegionKind,
)
from .documents import document_of
from .edits import attribution_row, edited_attributions, edited_regions, edits_in, edits_on
from .places import BY_HAND_FROM
from .schema import attributions, documents, mentions, regions, steps
from .values import batches, insert_rows, spans_of

ANNOTATE = "annotate"

# By word: calling an Enum costs several times as much, and every article has dozens of these.
_ATTRIBUTION_TYPES = {one.value: one for one in AttributionType}
_ATTRIBUTION_KINDS = {one.value: one for one in AttributionKind}
_MENTION_TYPES = {one.value: one for one in MentionType}
_ENTITY_KINDS = {one.value: one for one in EntityKind}


def pending(connection: Connection, step: str, version: str) -> list[str]:
    """Present documents that this version of a step has not done (a failure is not done), in order of path."""
    done = exists().where(
        steps.c.document_id == documents.c.id,
        steps.c.step == step,
        steps.c.version == version,
        steps.c.error.is_(None),
    )
    query = select(documents.c.id).where(documents.c.present, ~done)
    order = (documents.c.path, documents.c.position, documents.c.id)
    return list(connection.execute(query.order_by(*order)).scalars())


def done(connection: Connection, step: str) -> dict[str, str]:
    """Document id -> the version of a step that is done on it; documents on which it failed are left out."""
    query = select(steps.c.document_id, steps.c.version).where(steps.c.step == step, steps.c.error.is_(None))
    return {row.document_id: row.version for row in connection.execute(query)}


def mark(connection: Connection, document_id: str, step: str, version: str, *, error: str | None = None) -> None:
    connection.execute(delete(steps).where(steps.c.document_id == document_id, steps.c.step == step))
    connection.execute(insert(steps).values(document_id=document_id, step=step, version=version, error=error))


def failures(connection: Connection, step: str | None = None) -> dict[str, str]:
    """Document id -> why a step, or any, failed on it, by first path."""
    query = (
        select(steps.c.document_id, steps.c.error)
        .join(documents, documents.c.id == steps.c.document_id)
        .where(steps.c.error.is_not(None), documents.c.present)
        .order_by(documents.c.path, documents.c.position, documents.c.id, steps.c.step.desc())
    )
    if step is not None:
        query = query.where(steps.c.step == step)
    return {row.document_id: row.error for row in connection.execute(query)}


def clear(connection: Connection, document_id: str) -> None:
    """Takes away what the machine found in a document; what coders added by hand stays."""
    for table in (regions, mentions):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    machine = attributions.c.position < BY_HAND_FROM
    connection.execute(delete(attributions).where(attributions.c.document_id == document_id, machine))


def save(connection: Connection, document_id: str, found: Sequence[Region], annotation: Annotation) -> None:
    """Puts one document's regions, attributions and mentions in place of those it had."""
    of = {"document_id": document_id}
    clear(connection, document_id)
    insert_rows(
        connection,
        regions,
        (
            of | {"position": n, "kind": region.kind.value, "start": region.start, "end": region.end}
            for n, region in enumerate(found)
        ),
    )
    insert_rows(
        connection,
        attributions,
        (of | {"position": n} | attribution_row(each) for n, each in enumerate(annotation.attributions)),
    )
    insert_rows(
        connection, mentions, (of | {"position": n} | mention_row(each) for n, each in enumerate(annotation.mentions))
    )


def load(connection: Connection, found: Sequence[Found[Any]]) -> list[Annotated]:
    """Those of the documents (rows of `documents`) whose annotation is done, in the given order, with coders' edits."""
    ids = [row.id for row in found]
    query = select(steps.c.document_id).where(
        steps.c.document_id.in_(ids), steps.c.step == ANNOTATE, steps.c.error.is_(None)
    )
    done = set(connection.execute(query).scalars())
    regions_of = _grouped(connection, regions, done)
    attributions_of = _grouped(connection, attributions, done)
    mentions_of = _grouped(connection, mentions, done)
    laid_over = edits_in(connection, done)
    return [
        Annotated(
            document_of(row),
            edited_regions(
                [Region(RegionKind(each.kind), each.start, each.end) for each in regions_of[row.id]],
                laid_over.get(f"document:{row.id}"),
            ),
            Annotation(
                row.id,
                edited_attributions(map(attribution_of, attributions_of[row.id]), laid_over),
                tuple(mention_of(each) for each in mentions_of[row.id]),
            ),
        )
        for row in found
        if row.id in done
    ]


def attributions_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Attribution]:
    """Attributions with coders' edits by id; those that are not there, or that a coder rejected, are left out."""
    found: dict[str, Attribution] = {}
    for batch in batches(dict.fromkeys(ids)):
        rows = connection.execute(select(attributions).where(attributions.c.id.in_(batch)))
        for each in edited_attributions(map(attribution_of, rows), edits_on(connection, batch)):
            found[each.id] = each
    return found


def _grouped(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, list[Found[Any]]]:
    grouped: dict[str, list[Found[Any]]] = {document_id: [] for document_id in ids}
    query = select(table).where(table.c.document_id.in_(sorted(grouped)))
    for row in connection.execute(query.order_by(table.c.document_id, table.c.position)):
        grouped[row.document_id].append(row)
    return grouped


def attribution_of(row: Found[Any]) -> Attribution:
    return Attribution(
        id=row.id,
        document_id=row.document_id,
        type=_ATTRIBUTION_TYPES[row.type],
        kind=_ATTRIBUTION_KINDS[row.kind],
        source=spans_of(row.source),
        cue=spans_of(row.cue),
        content=spans_of(row.content),
        quote=spans_of(row.quote),
        parent=row.parent,
        origin=row.origin,
        score=row.score,
    )


def mention_row(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "type": mention.type.value,
        "entity": mention.entity.value,
        "score": mention.score,
    }


def mention_of(row: Found[Any]) -> Mention:
    return Mention(row.document_id, row.start, row.end, _MENTION_TYPES[row.type], _ENTITY_KINDS[row.entity], row.score)
