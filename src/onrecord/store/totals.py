"""How much stands in a project, counted by the database: no row is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from ..record import Stance, StatementStatus
from . import schema


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers of rows; `speakers` are the actors that say something, which mentions alone do not make one."""

    sayings: int
    speakers: int
    events: int
    derivations: int
    statements: int
    reports: int
    accepted: int
    stances: dict[str, Counter[Stance]]


def read_totals(connection: Connection) -> Totals:
    said = schema.sayings.c
    sayings = _count(connection, schema.sayings)
    speakers = set(connection.scalars(select(said.actor_id).where(said.actor_id.is_not(None)).distinct()))
    for together in connection.scalars(select(said.also).where(said.also.is_not(None))):
        speakers.update(together)
    rows = schema.statements.c
    stances: dict[str, Counter[Stance]] = {}
    n_statements = n_reports = n_accepted = 0
    query = select(rows.concept_id, rows.stance, rows.status, func.count(), func.sum(rows.n_reports))
    for concept, stance, status, n, reports in connection.execute(
        query.group_by(rows.concept_id, rows.stance, rows.status)
    ):
        stances.setdefault(concept, Counter())[Stance(stance)] += n
        n_statements += n
        n_reports += int(reports)
        n_accepted += n * (StatementStatus(status) is StatementStatus.ACCEPTED)
    return Totals(
        sayings,
        len(speakers),
        _count(connection, schema.events),
        _count(connection, schema.derivations),
        n_statements,
        n_reports,
        n_accepted,
        stances,
    )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
