"""What coders' decisions on attributions and regions come to, laid over the machine's rows when those are read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from ..record import Attribution, AttributionKind, AttributionType, Edit, Region, RegionKind
from .places import BY_HAND_FROM
from .schema import attributions, documents, edits
from .values import batches, dumps, insert_rows, span_pairs, spans_of

REJECT = "reject"
BEFORE = "before:"  # and the id of a decision: what it changed on shared rows, for the day it is withdrawn
_SPANS = ("source", "cue", "content", "quote")


def replace_edits(connection: Connection, found: Iterable[Edit], by_hand: Sequence[Attribution]) -> None:
    """Puts these in place of all, and these attributions in place of all coded by hand. What the machine had found
    before an edit is kept with it."""
    kept = {row.subject: row.found for row in connection.execute(select(edits.c.subject, edits.c.found)) if row.found}
    connection.execute(delete(edits).where(edits.c.subject.not_like(f"{BEFORE}%")))
    insert_rows(connection, edits, (_row(replace(each, found=each.found or kept.get(each.subject))) for each in found))
    wanted = {each.id: each for each in by_hand}
    query = select(attributions).where(attributions.c.position >= BY_HAND_FROM)
    there = {row.id: row for row in connection.execute(query)}
    drop_by_hand(connection, [identifier for identifier in there if identifier not in wanted])
    for identifier, each in wanted.items():
        row = attribution_row(each)
        if identifier not in there or any(there[identifier]._mapping[name] != row[name] for name in row):
            put_by_hand(connection, each)


def put_edits(connection: Connection, subjects: Iterable[str], found: Iterable[Edit]) -> None:
    """Puts these in place of those on the subjects."""
    for batch in batches(subjects):
        connection.execute(delete(edits).where(edits.c.subject.in_(batch)))
    insert_rows(connection, edits, map(_row, found))


def add_by_hand(connection: Connection, found: Sequence[Attribution]) -> None:
    """Adds attributions after the others of their documents; those whose document is not there are left out."""
    known: set[str] = set()
    for batch in batches(dict.fromkeys(each.document_id for each in found)):
        known.update(connection.execute(select(documents.c.id).where(documents.c.id.in_(batch))).scalars())
    last: dict[str, int] = {}
    for each in found:
        if each.document_id not in known:
            continue
        if each.document_id not in last:
            highest = select(func.max(attributions.c.position)).where(attributions.c.document_id == each.document_id)
            last[each.document_id] = max(connection.execute(highest).scalar() or 0, BY_HAND_FROM - 1)
        last[each.document_id] += 1
        connection.execute(insert(attributions).values(position=last[each.document_id], **attribution_row(each)))


def put_by_hand(connection: Connection, attribution: Attribution) -> None:
    """Adds an attribution coded by hand, or changes its row; what rests on it stays."""
    known = connection.execute(select(attributions.c.id).where(attributions.c.id == attribution.id)).first()
    if known is None:
        add_by_hand(connection, [attribution])
    else:
        row = attribution_row(attribution)
        connection.execute(attributions.update().where(attributions.c.id == attribution.id).values(**row))


def drop_by_hand(connection: Connection, ids: Iterable[str]) -> None:
    for batch in batches(ids):
        here = attributions.c.id.in_(batch) & (attributions.c.position >= BY_HAND_FROM)
        connection.execute(delete(attributions).where(here))


def keep_before(connection: Connection, decision_id: str, was: Mapping[str, Any]) -> None:
    """Keeps how shared rows were before a decision changed them."""
    subject = f"{BEFORE}{decision_id}"
    connection.execute(delete(edits).where(edits.c.subject == subject))
    connection.execute(insert(edits).values(subject=subject, verdict="", coder="", values=dict(was)))


def take_before(connection: Connection, decision_id: str) -> dict[str, Any]:
    """How shared rows were before that decision; {} where it changed none."""
    query = select(edits.c["values"]).where(edits.c.subject == f"{BEFORE}{decision_id}")
    return dict(connection.execute(query).scalar() or {})


def edit_versions(connection: Connection) -> dict[str, str]:
    """Document id -> a digest of the edits in it, for the documents that have any."""
    digests: dict[str, Any] = {}
    query = select(edits).where(edits.c.document_id.is_not(None)).order_by(edits.c.document_id, edits.c.subject)
    for row in connection.execute(query):
        digest = digests.setdefault(row.document_id, hashlib.sha256())
        digest.update(dumps([row.subject, row.verdict, row.coder, row.values]).encode())
    return {document_id: digest.hexdigest() for document_id, digest in digests.items()}


def edits_on(connection: Connection, subjects: Iterable[str]) -> dict[str, Edit]:
    """Subject -> edit, for those subjects that have one."""
    return {
        row.subject: _edit_of(row)
        for batch in batches(subjects)
        for row in connection.execute(select(edits).where(edits.c.subject.in_(batch)))
    }


def documents_of(connection: Connection, attribution_ids: Iterable[str]) -> dict[str, str]:
    """Attribution id -> document id, for those ids that are attributions found by a machine."""
    return {
        row.id: row.document_id
        for batch in batches(attribution_ids)
        for row in connection.execute(
            select(attributions.c.id, attributions.c.document_id).where(
                attributions.c.id.in_(batch), attributions.c.position < BY_HAND_FROM
            )
        )
    }


def edits_in(connection: Connection, document_ids: Iterable[str]) -> dict[str, Edit]:
    """Subject -> edit, for those documents."""
    found: dict[str, Edit] = {}
    for batch in batches(document_ids):
        for row in connection.execute(select(edits).where(edits.c.document_id.in_(batch))):
            found[row.subject] = _edit_of(row)
    return found


def edited_attributions(found: Iterable[Attribution], laid_over: Mapping[str, Edit]) -> tuple[Attribution, ...]:
    """Attributions with coders' spans in place of the machine's; origin and score stay, and name the coder beside.

    One that a coder rejected is gone; what it enclosed lies in what encloses it.
    """
    found = list(found)
    gone = {each.id: each.parent for each in found if each.id in laid_over and laid_over[each.id].verdict == REJECT}
    return tuple(
        _edited(replace(each, parent=_outside(each.parent, gone)) if each.parent in gone else each, laid_over)
        for each in found
        if each.id not in gone
    )


def _outside(parent: str | None, gone: Mapping[str, str | None]) -> str | None:
    seen: set[str] = set()
    while parent is not None and parent in gone:
        if parent in seen:
            return None
        seen.add(parent)
        parent = gone[parent]
    return parent


def _edited(attribution: Attribution, laid_over: Mapping[str, Edit]) -> Attribution:
    edit = laid_over.get(attribution.id)
    if edit is None:
        return attribution
    values: Mapping[str, Any] = edit.values
    changed: dict[str, Any] = {name: spans_of(values[name]) for name in _SPANS if values.get(name) is not None}
    if values.get("as"):
        changed["type"] = AttributionType(values["as"])
    if values.get("kind"):
        changed["kind"] = AttributionKind(values["kind"])
    if not changed:
        return attribution
    return replace(attribution, origin=f"{attribution.origin} + coder:{edit.coder}", **changed)


def edited_regions(found: Sequence[Region], edit: Edit | None) -> tuple[Region, ...]:
    """Regions with the stretches that coders marked otherwise, later marks over earlier ones."""
    regions = list(found)
    marks: Any = edit.values.get("regions") if edit else None
    for kind, start, end in marks or ():
        cut = []
        for region in regions:
            if region.end <= start or end <= region.start:
                cut.append(region)
                continue
            if region.start < start:
                cut.append(Region(region.kind, region.start, start))
            if end < region.end:
                cut.append(Region(region.kind, end, region.end))
        regions = sorted([*cut, Region(RegionKind(kind), start, end)], key=lambda region: region.start)
    return tuple(regions)


def attribution_row(attribution: Attribution) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "document_id": attribution.document_id,
        "type": attribution.type.value,
        "kind": attribution.kind.value,
        "source": span_pairs(attribution.source),
        "cue": span_pairs(attribution.cue),
        "content": span_pairs(attribution.content),
        "quote": span_pairs(attribution.quote),
        "parent": attribution.parent,
        "origin": attribution.origin,
        "score": attribution.score,
    }


def _row(edit: Edit) -> dict[str, Any]:
    return {
        "subject": edit.subject,
        "document_id": edit.document_id,
        "attribution_id": edit.attribution_id,
        "verdict": edit.verdict,
        "coder": edit.coder,
        "values": dict(edit.values),
        "found": None if edit.found is None else dict(edit.found),
    }


def _edit_of(row: Any) -> Edit:
    return Edit(row.subject, row.verdict, row.coder, row.document_id, row.attribution_id, row.values, row.found)
