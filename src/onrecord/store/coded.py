"""Concepts, suggestions, statements (replaced as a whole), and the coders' decisions (only ever added to)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from ..record import Concept, ConceptKind, Decision, Stance, Statement, StatementStatus, Suggestion, Verdict
from .schema import concepts, decisions, statements, suggestions
from .values import batches, date_range, in_order, insert_rows, replace


def replace_concepts(connection: Connection, found: Iterable[Concept]) -> None:
    replace(
        connection,
        concepts,
        (
            {
                "id": each.id,
                "label": each.label,
                "definition": each.definition,
                "kind": each.kind.value,
                "parent": each.parent,
                "rank": each.rank,
                "keywords": list(each.keywords),
                "examples": list(each.examples),
                "origin": each.origin,
            }
            for each in found
        ),
    )


def read_concepts(connection: Connection) -> list[Concept]:
    return [
        Concept(
            row.id,
            row.label,
            row.definition,
            ConceptKind(row.kind),
            row.parent,
            row.rank,
            tuple(row.keywords),
            tuple(row.examples),
            row.origin,
        )
        for row in in_order(connection, concepts)
    ]


def replace_suggestions(connection: Connection, found: Iterable[Suggestion]) -> None:
    replace(
        connection,
        suggestions,
        (
            {
                "id": each.id,
                "attribution_id": each.attribution_id,
                "concept_id": each.concept_id,
                "stance": each.stance.value,
                "score": each.score,
                "origin": each.origin,
            }
            for each in found
        ),
    )


def read_suggestions(connection: Connection) -> list[Suggestion]:
    return [
        Suggestion(row.id, row.attribution_id, row.concept_id, Stance(row.stance), row.score, row.origin)
        for row in in_order(connection, suggestions)
    ]


def replace_statements(connection: Connection, found: Iterable[Statement]) -> None:
    replace(
        connection,
        statements,
        (
            {
                "id": each.id,
                "attribution_id": each.attribution_id,
                "document_id": each.document_id,
                "actor_id": each.actor_id,
                "actor_name": each.actor_name,
                "organization": each.organization,
                "concept_id": each.concept_id,
                "stance": each.stance.value,
                "said_from": each.said.start,
                "said_to": each.said.end,
                "said_precision": each.said.precision.value,
                "via": list(each.via),
                "n_reports": each.n_reports,
                "status": each.status.value,
                "origin": each.origin,
            }
            for each in found
        ),
    )


def read_statements(connection: Connection) -> list[Statement]:
    return [
        Statement(
            id=row.id,
            attribution_id=row.attribution_id,
            document_id=row.document_id,
            actor_id=row.actor_id,
            actor_name=row.actor_name,
            organization=row.organization,
            concept_id=row.concept_id,
            stance=Stance(row.stance),
            said=date_range(row.said_from, row.said_to, row.said_precision),
            via=tuple(row.via),
            n_reports=row.n_reports,
            status=StatementStatus(row.status),
            origin=row.origin,
        )
        for row in in_order(connection, statements)
    ]


def add_decisions(connection: Connection, made: Iterable[Decision]) -> None:
    """Appends; one that is already there, word for word, is left alone, so that a repeated request doubles nothing."""
    for batch in batches(made):
        query = select(decisions).where(decisions.c.id.in_([each.id for each in batch]))
        stored = {row.id: _decision_of(row) for row in connection.execute(query)}
        for each in batch:
            if stored.setdefault(each.id, each) != each:
                raise ValueError(
                    f"decision {each.id} is already on record with other words; give the new one its own id"
                )
        known = {row.id for row in connection.execute(select(decisions.c.id).where(decisions.c.id.in_(list(stored))))}
        new = {each.id: each for each in batch if each.id not in known}
        insert_rows(connection, decisions, (_decision_row(each) for each in new.values()))


def read_decisions(connection: Connection, *, after: int = 0) -> list[Decision]:
    query = select(decisions).where(decisions.c.number > after).order_by(decisions.c.number)
    return [_decision_of(row) for row in connection.execute(query)]


def _decision_row(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "subject": decision.subject,
        "verdict": decision.verdict.value,
        "coder": decision.coder,
        "decided_at": decision.decided_at.isoformat(),
        "values": dict(decision.values),
        "supersedes": decision.supersedes,
    }


def _decision_of(row: Any) -> Decision:
    moment = datetime.fromisoformat(row.decided_at)
    return Decision(row.id, row.subject, Verdict(row.verdict), row.coder, moment, row.values, row.supersedes)
