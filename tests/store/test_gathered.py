from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from onrecord.store import Store, open_store

from .invented import DECISION, Gathered, full_project


def read_back(store: Store) -> tuple[object, ...]:
    return (
        store.publications(),
        store.actors(),
        store.sayings(),
        store.events(),
        store.derivations(),
        store.tensions(),
        store.concepts(),
        store.suggestions(),
        store.statements(),
    )


def given(gathered: Gathered) -> tuple[object, ...]:
    return (
        gathered.publications,
        gathered.actors,
        gathered.sayings,
        gathered.events,
        gathered.derivations,
        gathered.tensions,
        gathered.concepts,
        gathered.suggestions,
        gathered.statements,
    )


def test_gathered_results_come_back_as_given_and_in_order(store: Store) -> None:
    assert read_back(store) == ({}, [], [], [], [], [], [], [], [])
    gathered = full_project(store)
    assert read_back(store) == given(gathered)
    assert list(store.publications()) == list(gathered.publications)


def test_replacing_twice_doubles_nothing(store: Store) -> None:
    gathered = full_project(store)
    gathered.save(store)
    assert read_back(store) == given(gathered)


def test_results_survive_closing_and_opening(place: str) -> None:
    with open_store(place, create=True) as store:
        gathered = full_project(store)
    with open_store(place) as store:
        assert read_back(store) == given(gathered)
        assert store.decisions() == [DECISION]


def test_decisions_are_only_ever_added(store: Store) -> None:
    full_project(store)
    summer_time = datetime(2031, 6, 1, 8, 0, tzinfo=timezone(timedelta(hours=2)))
    later = replace(DECISION, id="k-2", decided_at=summer_time, supersedes="k-1")
    store.add_decisions([later])
    store.add_decisions([later, DECISION])
    assert store.decisions() == [DECISION, later]
    with pytest.raises(ValueError, match="already on record"):
        store.add_decisions([replace(DECISION, coder="otto")])
    store.replace_coding(concepts=[], suggestions=[])
    assert store.decisions() == [DECISION, later]


@pytest.mark.parametrize("sql", ["DELETE FROM decisions", "UPDATE decisions SET coder = 'otto'"])
def test_database_itself_refuses_to_change_a_decision(store: Store, sql: str) -> None:
    full_project(store)
    with pytest.raises(ValueError, match="append-only"), store._writing() as connection:
        connection.exec_driver_sql(sql)
    assert store.decisions() == [DECISION]


def test_several_writes_can_be_made_one(store: Store) -> None:
    gathered = full_project(store)

    def fail_half_way() -> None:
        with store.transaction():
            store.replace_statements([])
            store.replace_coding(concepts=[], suggestions=[])
            assert store.suggestions() == []
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="power"):
        fail_half_way()
    assert read_back(store) == given(gathered)
    with store.transaction():
        store.replace_statements([])
        store.set_meta("note", 1)
    assert store.statements() == []
    assert store.get_meta("note") == 1


def test_snapshot_sees_one_moment_while_another_writes(place: str) -> None:
    with open_store(place, create=True) as store, open_store(place) as other:
        full_project(store)
        with store.snapshot():
            n_statements = len(store.statements())
            other.replace_statements([])
            assert len(store.statements()) == n_statements
            with pytest.raises(RuntimeError, match="snapshot"):
                store.set_meta("note", 1)
        assert store.statements() == []


def test_one_store_serves_many_threads(store: Store) -> None:
    def note(number: int) -> list[object]:
        with store.transaction():
            store.set_meta("notes", [*store.get_meta("notes", []), number])
        return [store.get_meta("notes"), store.n_documents]

    with ThreadPoolExecutor(8) as threads:
        assert len(list(threads.map(note, range(24)))) == 24
    assert sorted(store.get_meta("notes")) == list(range(24))


def test_meta_keeps_any_json(store: Store) -> None:
    value = {"codebook": ["ä", 1, None, {"x": 1.5}]}
    store.set_meta("settings", value)
    store.set_meta("nothing", None)
    assert store.get_meta("settings") == value
    assert store.get_meta("nothing", "default") is None
    assert store.get_meta("unknown", "default") == "default"
    store.set_meta("settings", 2)
    assert store.get_meta("settings") == 2
    assert store.gathered_digest is None
