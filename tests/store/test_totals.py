from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from onrecord.record import Saying, StatementStatus
from onrecord.store import Store

from .invented import full_project


def speakers(sayings: Iterable[Saying]) -> set[str]:
    return {one for saying in sayings for one in (saying.actor_id, *saying.also) if one is not None}


def test_totals_count_what_the_tables_hold(store: Store) -> None:
    full_project(store)
    totals, sayings, statements = store.totals(), store.sayings(), store.statements()
    assert totals.sayings == len(sayings) > 0
    assert totals.speakers == len(speakers(sayings))
    assert (totals.events, totals.derivations) == (len(store.events()), len(store.derivations()))
    assert totals.statements == len(statements) > 0
    assert totals.reports == sum(statement.n_reports for statement in statements)
    assert totals.accepted == sum(statement.status is StatementStatus.ACCEPTED for statement in statements)
    assert {concept: sum(stances.values()) for concept, stances in totals.stances.items()} == Counter(
        statement.concept_id for statement in statements
    )


def test_an_actor_who_is_only_mentioned_is_no_speaker(store: Store) -> None:
    gathered = full_project(store)
    together = store.totals().speakers
    gathered.sayings = [replace(saying, also=()) for saying in gathered.sayings]
    gathered.save(store)
    assert store.totals().speakers == len(speakers(gathered.sayings)) < together


def test_an_empty_project_totals_nothing(store: Store) -> None:
    totals = store.totals()
    assert (totals.sayings, totals.speakers, totals.statements, totals.reports, totals.stances) == (0, 0, 0, 0, {})
