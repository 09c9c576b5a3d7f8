"""Concepts, suggestions and statements: replaced as a whole, statements also by the attributions they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from ..record import Concept, ConceptKind, Stance, Statement, StatementStatus, Suggestion
from .places import statement_places
from .schema import concepts, statements, suggestions
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
                "counterexamples": list(each.counterexamples),
                "retired": each.retired,
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
            tuple(row.counterexamples),
            row.retired,
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
    return [suggestion_of(row) for row in in_order(connection, suggestions)]


def suggestions_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Suggestion]:
    """Those of the ids that are suggestions."""
    return {
        row.id: suggestion_of(row)
        for batch in batches(ids)
        for row in connection.execute(select(suggestions).where(suggestions.c.id.in_(batch)))
    }


def suggestion_of(row: Any) -> Suggestion:
    return Suggestion(row.id, row.attribution_id, row.concept_id, Stance(row.stance), row.score, row.origin)


def replace_statements(connection: Connection, found: Sequence[Statement]) -> None:
    connection.execute(delete(statements))
    add_statements(connection, found)


def replace_statements_on(connection: Connection, attribution_ids: Iterable[str], found: Sequence[Statement]) -> None:
    """Puts these in place of the statements that rest on any of the attributions."""
    for batch in batches(attribution_ids):
        connection.execute(delete(statements).where(statements.c.attribution_id.in_(batch)))
    add_statements(connection, found)


def statement_ids_on(connection: Connection, attribution_ids: Iterable[str]) -> list[str]:
    """Ids of the statements that rest on any of the attributions."""
    return [
        identifier
        for batch in batches(attribution_ids)
        for identifier in connection.execute(
            select(statements.c.id).where(statements.c.attribution_id.in_(batch)).order_by(statements.c.position)
        ).scalars()
    ]


def add_statements(connection: Connection, found: Sequence[Statement]) -> None:
    places = statement_places(connection, found)
    rows = ({"position": place} | _statement_row(each) for place, each in zip(places, found, strict=True))
    insert_rows(connection, statements, rows)


def _statement_row(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "attribution_id": statement.attribution_id,
        "document_id": statement.document_id,
        "actor_id": statement.actor_id,
        "actor_name": statement.actor_name,
        "organization": statement.organization,
        "concept_id": statement.concept_id,
        "stance": statement.stance.value,
        "said_from": statement.said.start,
        "said_to": statement.said.end,
        "said_precision": statement.said.precision.value,
        "via": list(statement.via),
        "n_reports": statement.n_reports,
        "status": statement.status.value,
        "origin": statement.origin,
        "n_origins": statement.n_origins,
        "coder": statement.coder,
        "type": statement.type,
        "values": dict(statement.values),
        "codebook": statement.codebook,
    }


def read_statements(connection: Connection) -> list[Statement]:
    return [statement_of(row) for row in in_order(connection, statements)]


def statement_of(row: Any) -> Statement:
    return Statement(
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
        n_origins=row.n_origins,
        coder=row.coder,
        type=row.type,
        values=row.values,
        codebook=row.codebook,
    )
