"""Files and what was read from them: which are known, which documents each one holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from ..record import Document, FileReport, FileStatus
from .documents import fields_of, refresh
from .schema import documents, files, readings
from .values import Row, batches, insert_rows, storable


def is_known(connection: Connection, path: str, fingerprint: str) -> bool:
    stored = connection.execute(select(files.c.fingerprint).where(files.c.path == storable(path))).scalar()
    return stored == fingerprint


def read_files(connection: Connection) -> list[FileReport]:
    rows = connection.execute(select(files).order_by(files.c.path))
    return [FileReport(row.path, FileStatus(row.status), row.reason, row.n_documents) for row in rows]


def save_reading(connection: Connection, report: FileReport, fingerprint: str, found: Sequence[Document]) -> None:
    """Puts what one file holds in place of what it held before."""
    path = storable(report.path)
    held = set(_documents_in(connection, [path]))
    connection.execute(delete(files).where(files.c.path == path))
    row = {"path": path, "fingerprint": fingerprint, "status": report.status.value}
    insert_rows(connection, files, [row | {"reason": storable(report.reason), "n_documents": report.n_documents}])
    _add_texts(connection, found)
    insert_rows(connection, readings, _reading_rows(path, found))
    refresh(connection, sorted(held | {document.id for document in found}))


def forget_missing(connection: Connection, present: Collection[str]) -> list[str]:
    """Forgets the files whose path is not among `present`; gives their paths."""
    kept = {storable(path) for path in present}
    gone = [path for (path,) in connection.execute(select(files.c.path).order_by(files.c.path)) if path not in kept]
    for batch in batches(gone):
        held = sorted(set(_documents_in(connection, batch)))
        connection.execute(delete(files).where(files.c.path.in_(batch)))
        refresh(connection, held)
    return gone


def _documents_in(connection: Connection, paths: Sequence[str]) -> list[str]:
    query = select(readings.c.document_id).where(readings.c.file.in_(paths))
    return list(connection.execute(query).scalars())


def _reading_rows(file: str, found: Sequence[Document]) -> list[Row]:
    rows: dict[tuple[str, str], Row] = {}
    for position, document in enumerate(found):
        fields = fields_of(document)
        for path in map(storable, document.paths):
            key = {"file": file, "document_id": document.id, "path": path}
            rows.setdefault((document.id, path), key | {"position": position, "fields": fields})
    return list(rows.values())


def _add_texts(connection: Connection, found: Sequence[Document]) -> None:
    """Rows for texts not met before; their other columns follow from the readings."""
    for batch in batches({document.id: document for document in found}.values(), 100):
        query = select(documents.c.id, documents.c.text_sha256).where(documents.c.id.in_([d.id for d in batch]))
        stored = {row.id: row.text_sha256 for row in connection.execute(query)}
        for document in batch:
            if stored.get(document.id, document.text_sha256) != document.text_sha256:
                raise ValueError(f"document {document.id} is stored with another text: a text never changes")
        new = [_text_row(document) for document in batch if document.id not in stored]
        if new:
            insert_rows(connection, documents, new)


def _text_row(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "path": storable(document.path),
        "position": 0,
        "present": False,
        "paths": [],
        "published_precision": document.published.precision.value,
        "published_basis": document.published_basis.value,
        "layout": [],
        "n_chars": len(document.text),
        "text_sha256": document.text_sha256,
        "text": document.text,
    }
