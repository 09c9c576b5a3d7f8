"""Decisions on documents, chains of reports and events, at once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ..record import Basis, Decision, Passage, Verdict
from ..review.corrections import derivation_in
from ..review.values import days_in, items_in, passage_in
from ..store import Store, edits
from ..store.schema import attributions, derivations, events, publications
from ..store.values import passage_triples


def apply_document(store: Store, connection: Connection, made: Decision) -> set[str]:
    """Day and outlet of a publication as the coder gives them; the days of what it reports wait for the next gather."""
    here = publications.c.document_id == made.subject.removeprefix("document:")
    row = connection.execute(select(publications).where(here)).first()
    changed: dict[str, Any] = {}
    if made.values.get("published") is not None:
        days = days_in(made.values["published"])
        changed |= {"published_from": days.start, "published_to": days.end, "basis": Basis.CODER.value}
        changed |= {"published_precision": days.precision.value, "evidence": [], "reason": "given by a coder"}
    if made.values.get("outlet") is not None:
        outlet = made.values["outlet"]
        changed["outlet"] = outlet if isinstance(outlet, str) else None
    if row is not None and changed and made.verdict is Verdict.EDIT:
        edits.keep_before(connection, made.id, {"publication": _plain({name: row._mapping[name] for name in changed})})
        connection.execute(update(publications).where(here).values(**changed))
    return set()


def take_back_document(store: Store, connection: Connection, made: Decision) -> set[str]:
    was = edits.take_before(connection, made.id).get("publication")
    if was:
        here = publications.c.document_id == made.subject.removeprefix("document:")
        connection.execute(update(publications).where(here).values(**_typed(was)))
    return set()


def apply_derivation(store: Store, connection: Connection, made: Decision) -> set[str]:
    """Takes a rejected derivation away, or adds one."""
    if made.verdict is Verdict.REJECT:
        here = derivations.c.id == made.subject.removeprefix("derivation:")
        row = connection.execute(select(derivations).where(here)).first()
        if row is None:
            return set()
        edits.keep_before(connection, made.id, {"derivation": dict(row._mapping)})
        connection.execute(delete(derivations).where(here))
        return _in_document(connection, row.from_document)
    edge = derivation_in(made.values)
    if connection.execute(select(derivations.c.id).where(derivations.c.id == edge.id)).first() is None:
        connection.execute(
            insert(derivations).values(
                id=edge.id,
                position=2**31 - 1,
                from_document=edge.from_document,
                to_kind=edge.to_kind.value,
                to_id=edge.to_id,
                to_name=edge.to_name,
                relation=edge.relation.value,
                evidence=passage_triples(edge.evidence),
            )
        )
    return _in_document(connection, edge.from_document)


def take_back_derivation(store: Store, connection: Connection, made: Decision) -> set[str]:
    if made.verdict is not Verdict.REJECT:
        edge = derivation_in(made.values)
        connection.execute(delete(derivations).where(derivations.c.id == edge.id))
        return _in_document(connection, edge.from_document)
    row = edits.take_before(connection, made.id).get("derivation")
    if row and connection.execute(select(derivations.c.id).where(derivations.c.id == row["id"])).first() is None:
        connection.execute(insert(derivations).values(**row))
        return _in_document(connection, row["from_document"])
    return set()


def apply_event(store: Store, connection: Connection, made: Decision) -> set[str]:
    """Takes an event away that is none."""
    if made.verdict is not Verdict.REJECT:
        return set()
    hidden = [passage_in(each) for each in items_in(made.values.get("evidence"))]
    rows = [row for row in connection.execute(select(events)) if any(_told_at(row.evidence, one) for one in hidden)]
    edits.keep_before(connection, made.id, {"events": [_plain(dict(row._mapping)) for row in rows]})
    connection.execute(delete(events).where(events.c.id.in_([row.id for row in rows])))
    return set()


def take_back_event(store: Store, connection: Connection, made: Decision) -> set[str]:
    for row in edits.take_before(connection, made.id).get("events", ()):
        if connection.execute(select(events.c.id).where(events.c.id == row["id"])).first() is None:
            connection.execute(insert(events).values(**_typed(row)))
    return set()


def _told_at(evidence: list[list[Any]], passage: Passage) -> bool:
    return any(
        doc == passage.document_id and start < passage.end and passage.start < end for doc, start, end in evidence
    )


def _in_document(connection: Connection, document_id: str) -> set[str]:
    here = attributions.c.document_id == document_id
    return set(connection.execute(select(attributions.c.id).where(here)).scalars())


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    from datetime import date

    days = ("published_from", "published_to", "date_from", "date_to")
    return {name: date.fromisoformat(value) if name in days and value else value for name, value in row.items()}
