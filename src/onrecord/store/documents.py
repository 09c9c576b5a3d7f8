"""Documents in the database: what several files say about one text, merged; and documents read back in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select, tuple_, update
from sqlalchemy.engine import Row as Found

from ..record import Basis, Document, Region, RegionKind, Span
from .schema import documents, readings
from .values import Row, batches, date_range, storable

# Few enough that a page of long articles stays small (5,000 characters each: some 2 MB).
PAGE = 100
Place = tuple[str, int, str]

_IN_ORDER = (documents.c.path, documents.c.position, documents.c.id)
_METADATA = ("outlet", "title", "byline", "url", "language")


def fields_of(document: Document) -> dict[str, Any]:
    """What one reading says about a text, besides the text."""
    published = document.published
    words: dict[str, str | None] = {name: getattr(document, name) for name in _METADATA}
    return {
        **{name: None if value is None else storable(value) for name, value in words.items()},
        "published_from": published.start.isoformat() if published.start else None,
        "published_to": published.end.isoformat() if published.end else None,
        "published_precision": published.precision.value,
        "published_basis": document.published_basis.value,
        "published_evidence": _pair(document.published_evidence),
        "layout": [[region.kind.value, region.start, region.end] for region in document.layout],
    }


def merged_fields(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One text read from several files, in the order of their paths: of each field the first that is known; the
    date with its basis and evidence as one."""
    merged: dict[str, Any] = {
        name: next((fields[name] for fields in found if fields[name] is not None), None) for name in _METADATA
    }
    dated = next((fields for fields in found if fields["published_basis"] != Basis.NONE), found[0])
    merged.update({name: value for name, value in dated.items() if name.startswith("published_")})
    merged["layout"] = next((fields["layout"] for fields in found if fields["layout"]), [])
    return merged


def refresh(connection: Connection, ids: Iterable[str]) -> None:
    """Recomputes the documents' own columns from their readings; without any, a document is no longer present."""
    for batch in batches(ids):
        by_document: dict[str, list[Found[Any]]] = {document_id: [] for document_id in batch}
        query = select(readings).where(readings.c.document_id.in_(batch)).order_by(readings.c.path, readings.c.position)
        for row in connection.execute(query):
            by_document[row.document_id].append(row)
        present: list[Row] = []
        for document_id, rows in by_document.items():
            if rows:
                fields = merged_fields([row.fields for row in rows])
                for name in ("published_from", "published_to"):
                    fields[name] = date.fromisoformat(fields[name]) if fields[name] else None
                paths = list(dict.fromkeys(row.path for row in rows))
                fields |= {"paths": paths, "path": paths[0], "position": rows[0].position, "present": True}
                present.append({"key": document_id, **fields})
        if present:
            columns: dict[str, Any] = {name: bindparam(name) for name in present[0] if name != "key"}
            connection.execute(update(documents).where(documents.c.id == bindparam("key")).values(columns), present)
        absent = [document_id for document_id, rows in by_document.items() if not rows]
        if absent:
            connection.execute(update(documents).where(documents.c.id.in_(absent)).values(present=False))


def document_of(row: Found[Any]) -> Document:
    return Document(
        id=row.id,
        paths=tuple(row.paths),
        text=row.text,
        text_sha256=row.text_sha256,
        outlet=row.outlet,
        title=row.title,
        byline=row.byline,
        url=row.url,
        language=row.language,
        published=date_range(row.published_from, row.published_to, row.published_precision),
        published_basis=Basis(row.published_basis),
        published_evidence=Span(*row.published_evidence) if row.published_evidence else None,
        layout=tuple(Region(RegionKind(kind), start, end) for kind, start, end in row.layout),
    )


def page(connection: Connection, after: Place | None) -> list[Found[Any]]:
    """The next documents by first path that are present, `PAGE` at most."""
    query = select(documents).where(documents.c.present).order_by(*_IN_ORDER).limit(PAGE)
    if after is not None:
        query = query.where(tuple_(*_IN_ORDER) > tuple_(*after))
    return list(connection.execute(query))


def place_of(row: Found[Any]) -> Place:
    return row.path, row.position, row.id


def by_ids(connection: Connection, ids: Iterable[str]) -> Iterator[Found[Any]]:
    for batch in batches(ids, PAGE):
        rows = {row.id: row for row in connection.execute(select(documents).where(documents.c.id.in_(batch)))}
        yield from (rows[document_id] for document_id in batch if document_id in rows)


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
