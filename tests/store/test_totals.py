from __future__ import annotations

from collections import Counter

from onrecord.record import StatementStatus
from onrecord.store import Store

from .invented import full_project


def test_totals_count_what_the_tables_hold(store: Store) -> None:
    full_project(store)
    totals, sayings, statements = store.totals(), store.sayings(), store.statements()
    assert totals.sayings == len(sayings) > 0
    assert totals.speakers == len({saying.actor_id for saying in sayings} - {None})
    assert (totals.events, totals.derivations) == (len(store.events()), len(store.derivations()))
    assert totals.statements == len(statements) > 0
    assert totals.reports == sum(statement.n_reports for statement in statements)
    assert totals.accepted == sum(statement.status is StatementStatus.ACCEPTED for statement in statements)
    assert {concept: sum(stances.values()) for concept, stances in totals.stances.items()} == Counter(
        statement.concept_id for statement in statements
    )


def test_an_actor_who_is_only_mentioned_is_no_speaker(store: Store) -> None:
    gathered = full_project(store)
    silent = {actor.id for actor in gathered.actors} - {saying.actor_id for saying in gathered.sayings}
    assert silent
    assert store.totals().speakers == len(gathered.actors) - len(silent)


def test_an_empty_project_totals_nothing(store: Store) -> None:
    totals = store.totals()
    assert (totals.sayings, totals.speakers, totals.statements, totals.reports, totals.stances) == (0, 0, 0, 0, {})
