"""What gathering gives besides speakers, each kind replaced as a whole: publications, events, derivations,
tensions, requirements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from ..record import (
    Basis,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Event,
    EventKind,
    Figure,
    Passage,
    Publication,
    Requirement,
    RequirementKind,
    Tension,
    TensionKind,
)
from .schema import derivations, events, figures, publications, requirements, tensions
from .values import date_range, in_order, passage_triples, passages_of, replace


def replace_publications(connection: Connection, found: Mapping[str, Publication]) -> None:
    replace(
        connection,
        publications,
        (
            {
                "document_id": each.document_id,
                "published_from": each.published.start,
                "published_to": each.published.end,
                "published_precision": each.published.precision.value,
                "basis": each.basis.value,
                "evidence": passage_triples(each.evidence),
                "reason": each.reason,
                "outlet": each.outlet,
            }
            for each in found.values()
        ),
    )


def read_publications(connection: Connection) -> dict[str, Publication]:
    return {
        row.document_id: Publication(
            row.document_id,
            date_range(row.published_from, row.published_to, row.published_precision),
            Basis(row.basis),
            passages_of(row.evidence),
            row.reason,
            row.outlet,
        )
        for row in in_order(connection, publications)
    }


def replace_events(connection: Connection, found: Iterable[Event]) -> None:
    replace(
        connection,
        events,
        (
            {
                "id": each.id,
                "description": each.description,
                "date_from": each.dates.start,
                "date_to": each.dates.end,
                "precision": each.dates.precision.value,
                "kind": each.kind.value,
                "actors": list(each.actors),
                "evidence": passage_triples(each.evidence),
                "anchor": each.anchor,
            }
            for each in found
        ),
    )


def read_events(connection: Connection) -> list[Event]:
    return [
        Event(
            row.id,
            row.description,
            date_range(row.date_from, row.date_to, row.precision),
            EventKind(row.kind),
            tuple(row.actors),
            passages_of(row.evidence),
            row.anchor,
        )
        for row in in_order(connection, events)
    ]


def replace_derivations(connection: Connection, found: Iterable[Derivation]) -> None:
    replace(
        connection,
        derivations,
        (
            {
                "id": each.id,
                "from_document": each.from_document,
                "to_kind": each.to_kind.value,
                "to_id": each.to_id,
                "to_name": each.to_name,
                "relation": each.relation.value,
                "evidence": passage_triples(each.evidence),
            }
            for each in found
        ),
    )


def read_derivations(connection: Connection) -> list[Derivation]:
    return [derivation_of(row) for row in in_order(connection, derivations)]


def derivation_of(row: Any) -> Derivation:
    return Derivation(
        row.id,
        row.from_document,
        DerivationTarget(row.to_kind),
        row.to_id,
        row.to_name,
        DerivationRelation(row.relation),
        passages_of(row.evidence),
    )


def replace_tensions(connection: Connection, found: Iterable[Tension]) -> None:
    replace(
        connection,
        tensions,
        (
            {
                "id": each.id,
                "passages": passage_triples((each.left, each.right)),
                "reason": each.reason,
                "score": each.score,
                "kind": each.kind.value if each.kind else "",
            }
            for each in found
        ),
    )


def read_tensions(connection: Connection) -> list[Tension]:
    return [
        Tension(
            row.id,
            Passage(*row.passages[0]),
            Passage(*row.passages[1]),
            row.reason,
            row.score,
            TensionKind(row.kind) if row.kind else None,
        )
        for row in in_order(connection, tensions)
    ]


def replace_requirements(connection: Connection, found: Iterable[Requirement]) -> None:
    replace(
        connection,
        requirements,
        (
            {
                "id": each.id,
                "concept_id": each.concept_id,
                "kind": each.kind.value,
                "needed": each.needed,
                "description": each.description,
                "actors": list(each.actors),
                "due_from": each.due.start,
                "due_to": each.due.end,
                "due_precision": each.due.precision.value,
                "attribution_id": each.attribution_id,
                "evidence": passage_triples(each.evidence),
            }
            for each in found
        ),
    )


def read_requirements(connection: Connection) -> list[Requirement]:
    return [
        Requirement(
            row.id,
            row.concept_id,
            RequirementKind(row.kind),
            row.needed,
            row.description,
            tuple(row.actors),
            date_range(row.due_from, row.due_to, row.due_precision),
            row.attribution_id,
            passages_of(row.evidence),
        )
        for row in in_order(connection, requirements)
    ]


def replace_figures(connection: Connection, found: Iterable[Figure]) -> None:
    replace(
        connection,
        figures,
        (
            {
                "id": each.id,
                "words": each.words,
                "low": each.low,
                "high": each.high,
                "unit": each.unit,
                "period": each.period,
                "description": each.description,
                "evidence": passage_triples(each.evidence),
            }
            for each in found
        ),
    )


def read_figures(connection: Connection) -> list[Figure]:
    return [
        Figure(row.id, row.words, row.low, row.high, row.unit, row.period, row.description, passages_of(row.evidence))
        for row in in_order(connection, figures)
    ]
