"""What an account may see: who codes blind sees no other coder's word on those articles, by the queries themselves.

A *reader* below is the name of such an account; None stands for one who sees everything (a project without accounts, an
adjudicator, an admin). Articles are *closed* while any batch that holds them is blind and not released.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal, or_, select

from ..record import Attribution, Decision, Edit, Region, RegionKind
from ..store import Store, schema
from ..store.annotation import attribution_of
from ..store.edits import edited_attributions, edited_regions, edits_in, edits_on
from ..store.journal import decision_of
from ..store.places import BY_HAND_FROM
from ..store.values import batches

Reader = str | None


def closed_documents() -> Select[tuple[str]]:
    """A query for the ids of articles that are closed now."""
    a, b = schema.assignments, schema.batches
    return select(a.c.subject).join(b, b.c.id == a.c.batch).where(b.c.blind, b.c.released.is_(False))


def hidden_from(store: Store, reader: Reader) -> frozenset[str]:
    """The articles on which this reader must see nothing of others."""
    if reader is None:
        return frozenset()
    with store.reading() as connection:
        return frozenset(str(one) for one in connection.execute(closed_documents()).scalars())


def decisions_seen(store: Store, document_id: str, subjects: Iterable[str], reader: Reader) -> list[Decision]:
    """The journal's rows on subjects of one article, withdrawals too, in order: a reader's own where it is closed."""
    d = schema.decisions
    with store.reading() as connection:
        rows = [
            row
            for batch in batches(dict.fromkeys(subjects))
            for row in connection.execute(
                select(d).where(d.c.subject.in_(batch), _open_to(reader, document_id)).order_by(d.c.number)
            )
        ]
    return [decision_of(row) for row in sorted(rows, key=lambda row: row.number)]


def attributions_seen(store: Store, document_id: str, reader: Reader) -> tuple[Attribution, ...]:
    """An article's attributions in text order with coders' corrections and additions: only a reader's own where it is
    closed."""
    with store.snapshot(), store.reading() as connection:
        own_only = reader is not None and _is_closed(connection, document_id)
        a = schema.attributions
        query = select(a).where(a.c.document_id == document_id).order_by(a.c.position)
        if own_only:
            query = query.where(or_(a.c.position < BY_HAND_FROM, a.c.origin == f"coder:{reader}"))
        found = [attribution_of(row) for row in connection.execute(query)]
        laid_over = edits_in(connection, [document_id])
    if own_only:
        laid_over = {subject: edit for subject, edit in laid_over.items() if edit.coder == reader}
    return edited_attributions(found, laid_over)


def regions_seen(store: Store, document_id: str, reader: Reader) -> tuple[tuple[Region, ...], Edit | None]:
    """An article's regions with coders' marks laid over, and the edit that holds them: in a closed article only a
    reader's own."""
    r = schema.regions
    query = select(r).where(r.c.document_id == document_id).order_by(r.c.position)
    with store.snapshot(), store.reading() as connection:
        found = [Region(RegionKind(row.kind), row.start, row.end) for row in connection.execute(query)]
        edit = edits_in(connection, [document_id]).get(f"document:{document_id}")
        if edit is not None and reader is not None and edit.coder != reader and _is_closed(connection, document_id):
            edit = None
    return edited_regions(found, edit), edit


def _open_to(reader: Reader, document_id: str) -> ColumnElement[bool]:
    if reader is None:
        return literal(True)
    return or_(schema.decisions.c.coder == reader, ~literal(document_id).in_(closed_documents()))


def _is_closed(connection: Connection, document_id: str) -> bool:
    query = closed_documents().where(schema.assignments.c.subject == document_id).limit(1)
    return connection.execute(query).first() is not None


def sayings_seen(store: Store, attribution_ids: Iterable[str], reader: Reader) -> dict[str, Any]:
    """Attribution id -> its row of `sayings`; in closed articles as it was found, whatever others have corrected."""
    t, a = schema.sayings, schema.attributions
    wanted = sorted(set(attribution_ids))
    rows: dict[str, Any] = {}
    with store.reading() as connection:
        for batch in batches(wanted):
            query = select(t).where(t.c.attribution_id.in_(batch))
            rows.update({row.attribution_id: row for row in connection.execute(query)})
        if reader is None:
            return rows
        closed = select(a.c.id).where(a.c.document_id.in_(closed_documents()))
        for batch in batches(wanted):
            own_only = set(connection.execute(closed.where(a.c.id.in_(batch))).scalars())
            for subject, edit in edits_on(connection, own_only).items():
                if edit.coder != reader and edit.found is not None and subject in rows:
                    rows[subject] = _as_found(rows[subject], edit.found)
    return rows


def _as_found(row: Any, found: Mapping[str, Any]) -> Any:
    said = found["said"]
    return SimpleNamespace(
        **{
            **row._mapping,
            "actor_id": (found["actor"] or {}).get("id"),
            "actor_name": str(found["name"]),
            "also": [one["id"] for one in found["also"] if one.get("id")] if "also" in found else row.also,
            "via": [via["id"] for via in found["via"] if via.get("id")],
            "said_from": date.fromisoformat(said["from"]) if said["from"] else None,
            "said_to": date.fromisoformat(said["to"]) if said["to"] else None,
            "said_precision": said["precision"],
            "resolved_by": str(found["resolved_by"]),
        }
    )
