"""What per-document maps found, kept as packed bytes so that gathers read no texts and finished maps are not redone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from .annotation import ANNOTATE
from .schema import documents, edits, steps, summaries
from .values import batches, dumps

# Document id -> step -> version and bytes.
Summaries = Mapping[str, Mapping[str, tuple[str, bytes]]]

_PAGE = 500


def input_versions(connection: Connection) -> dict[str, str]:
    """Present documents whose annotation is done, by first path: id -> a digest of all that a map reads of it.

    That is its metadata, the version of its annotation, and what coders changed in it; a text never changes.
    """
    changed: dict[str, list[str]] = {}
    for row in connection.execute(select(edits).order_by(edits.c.subject)):
        if row.document_id is not None:
            changed.setdefault(row.document_id, []).append(dumps([str(value) for value in row]))
    columns = [column for column in documents.c if column.name not in ("text", "present", "position", "layout")]
    query = (
        select(*columns, steps.c.version.label("annotated"))
        .join(steps, steps.c.document_id == documents.c.id)
        .where(documents.c.present, steps.c.step == ANNOTATE, steps.c.error.is_(None))
        .order_by(documents.c.path, documents.c.position, documents.c.id)
    )
    found: dict[str, str] = {}
    for row in connection.execute(query.execution_options(yield_per=1_000)):
        digest = hashlib.sha256(dumps([str(value) for value in row]).encode())
        for line in changed.get(row.id, ()):
            digest.update(line.encode())
        found[row.id] = digest.hexdigest()[:24]
    return found


def save(connection: Connection, found: Summaries) -> None:
    """Puts summaries in place of those that the documents had of the same steps."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for document_id, each in found.items():
        alike.setdefault(tuple(sorted(each)), []).append(document_id)
    for of_each, ids in alike.items():
        for batch in batches(ids, _PAGE):
            gone = delete(summaries).where(summaries.c.document_id.in_(batch), summaries.c.step.in_(of_each))
            connection.execute(gone)
    for batch in batches(found, _PAGE):
        rows = [
            {"document_id": document_id, "step": step, "version": version, "value": value}
            for document_id in batch
            for step, (version, value) in found[document_id].items()
        ]
        if rows:
            connection.execute(insert(summaries), rows)


def versions(connection: Connection, step: str) -> dict[str, str]:
    """Document id -> version of its summary of one step."""
    query = select(summaries.c.document_id, summaries.c.version).where(summaries.c.step == step)
    return {row.document_id: row.version for row in connection.execute(query)}


def read(connection: Connection, step: str, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Document id and bytes, in the order asked; those without a summary of the step are left out."""
    query = select(summaries.c.document_id, summaries.c.value)
    for batch in batches(ids, _PAGE):
        rows = connection.execute(query.where(summaries.c.document_id.in_(batch), summaries.c.step == step))
        known = {row.document_id: row.value for row in rows}
        yield from ((document_id, known[document_id]) for document_id in batch if document_id in known)


def forget(connection: Connection, kept: Iterable[str]) -> None:
    """Drops the summaries of all documents but these."""
    keep = set(kept)
    held = connection.execute(select(summaries.c.document_id).distinct()).scalars()
    for batch in batches([document_id for document_id in held if document_id not in keep], _PAGE):
        connection.execute(delete(summaries).where(summaries.c.document_id.in_(batch)))
