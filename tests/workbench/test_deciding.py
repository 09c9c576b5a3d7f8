"""Decisions put on record, with all that follows at once; taken back, and made again."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record import Stance, Statement, StatementStatus, Verdict
from onrecord.store import Store, open_store
from onrecord.workbench.deciding import decide, last_decisions, redo, undo

from .island import Island, decision, derived


def statement_on(store: Store, attribution: str, concept: str = "toll") -> Statement | None:
    found = [one for one in store.statements() if (one.attribution_id, one.concept_id) == (attribution, concept)]
    return found[0] if found else None


def test_accepting_a_suggestion_makes_its_statement_accepted_at_once(store: Store) -> None:
    island = Island(store)
    outcome = decide(store, [decision(island.suggestions[0], seconds=3)])
    assert [one.status for one in outcome.statements] == [StatementStatus.ACCEPTED]
    made = statement_on(store, island.attributions[0])
    assert made is not None
    assert (made.status, made.coder, made.origin) == (
        StatementStatus.ACCEPTED,
        "maria",
        "coder-en 1",
    )
    assert tuple(store.statements()) == derived(store)


def test_rejecting_a_suggestion_takes_its_statement_away_and_says_which(store: Store) -> None:
    island = Island(store)
    before = statement_on(store, island.attributions[0])
    outcome = decide(store, [decision(island.suggestions[0], Verdict.REJECT)])
    assert before is not None
    assert outcome.gone == (before.id,)
    assert statement_on(store, island.attributions[0]) is None


def test_same_request_twice_is_stored_once(store: Store) -> None:
    island = Island(store)
    made = decision(island.suggestions[0])
    again = replace(made, decided_at=made.decided_at + timedelta(seconds=40))
    assert decide(store, [made]).repeated == ()
    outcome = decide(store, [again, again])
    assert (outcome.stored, outcome.repeated) == ((), (made.id, made.id))
    assert [one.id for one in store.decisions()] == [made.id]


def test_two_coders_who_differ_leave_the_statement_a_suggestion(store: Store) -> None:
    island = Island(store)
    decide(store, [decision(island.suggestions[0], Verdict.EDIT, stance="oppose")])
    outcome = decide(store, [decision(island.suggestions[0], Verdict.REJECT, coder="ben")])
    assert outcome.disputed == (island.suggestions[0],)
    assert [one.coder for one in outcome.others] == ["maria"]
    made = statement_on(store, island.attributions[0])
    assert made is not None
    assert (made.status, made.stance) == (StatementStatus.SUGGESTED, Stance.SUPPORT)


def test_adjudication_settles_what_coders_dispute(store: Store) -> None:
    island = Island(store)
    decide(store, [decision(island.suggestions[0]), decision(island.suggestions[0], Verdict.REJECT, coder="ben")])
    decide(store, [decision(island.suggestions[0], Verdict.EDIT, coder="zoe", stance="oppose", adjudicates=True)])
    made = statement_on(store, island.attributions[0])
    assert made is not None
    assert (made.status, made.stance, made.coder) == (
        StatementStatus.ACCEPTED,
        Stance.OPPOSE,
        "zoe",
    )


def test_blind_coder_is_told_nothing_of_others(store: Store) -> None:
    island = Island(store)
    decide(store, [decision(island.suggestions[0])])
    outcome = decide(store, [decision(island.suggestions[0], Verdict.REJECT, coder="ben")], blind=True)
    assert (outcome.disputed, outcome.others, outcome.statements, outcome.gone) == ((), (), (), ())


def test_undo_and_redo_walk_back_and_forth(store: Store) -> None:
    island = Island(store)
    start = store.statements()
    first, second = decision(island.suggestions[0]), decision(island.suggestions[1], Verdict.REJECT)
    decide(store, [first])
    after_first = store.statements()
    decide(store, [second])
    after_second = store.statements()
    undo(store, "maria")
    assert store.statements() == after_first
    undo(store, "maria")
    assert store.statements() == start
    assert undo(store, "maria") is None
    redo(store, "maria")
    assert store.statements() == after_first
    redo(store, "maria")
    assert store.statements() == after_second
    assert redo(store, "maria") is None
    undo(store, "maria")
    assert store.statements() == after_first
    redo(store, "maria")
    assert store.statements() == after_second
    undo(store, "maria")
    decide(store, [decision(island.suggestions[3])])
    assert redo(store, "maria") is None


def test_undo_takes_back_the_whole_of_a_bulk_and_nobody_elses(store: Store) -> None:
    island = Island(store)
    decide(store, [decision(island.suggestions[0], coder="ben")])
    before = store.statements()
    decide(store, [decision(each, batch="b1") for each in island.suggestions[1:5]])
    outcome = undo(store, "maria")
    assert outcome is not None
    assert len(outcome.stored) == 4
    assert store.statements() == before
    redo(store, "maria")
    assert sum(one.status is StatementStatus.ACCEPTED for one in store.statements()) >= 3


def test_undo_sent_twice_undoes_once(store: Store) -> None:
    island = Island(store)
    decide(store, [decision(each) for each in island.suggestions[:2]])
    undo(store, "maria", id="u1")
    n = len(store.decisions())
    outcome = undo(store, "maria", id="u1")
    assert outcome is not None
    assert (outcome.repeated, len(store.decisions())) == (("u1",), n)


def test_last_decisions_show_what_was_withdrawn(store: Store) -> None:
    island = Island(store)
    decide(store, [decision(each) for each in island.suggestions[:3]])
    undo(store, "maria")
    recent = last_decisions(store, "maria", 2)
    assert [(one.decision.subject, one.withdrawn) for one in recent] == [
        (island.suggestions[2], True), (island.suggestions[1], False),
    ]  # fmt: skip


def test_decision_that_cannot_be_read_is_refused_whole(store: Store) -> None:
    island = Island(store)
    good = decision(island.suggestions[0])
    for bad, words in (
        (decision(island.suggestions[1], Verdict.EDIT, stance="against"), "support, oppose"),
        (decision(island.attributions[1], Verdict.EDIT, content=[[5, 90000]]), "ends after the text"),
        (decision(island.attributions[1], Verdict.EDIT, said={"from": "May"}), "2031-05-04"),
        (decision("hand:1", Verdict.ADD, concept="toll"), "needs a document"),
        (decision(island.suggestions[1], Verdict.WITHDRAW, supersedes="nothing"), "not on record"),
    ):
        with pytest.raises(InputError, match=words):
            decide(store, [good, bad])
    assert store.decisions() == []


words = st.tuples(
    st.integers(0, 12),
    st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT, Verdict.SKIP, Verdict.FLAG, Verdict.WITHDRAW]),
    st.sampled_from(["maria", "ben", "zoe"]),
    st.sampled_from(list(Stance)),
    st.sampled_from(["toll", "ferry", "tunnel"]),
    st.booleans(),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(words, max_size=25))
def test_decision_by_decision_comes_to_the_same_as_a_full_gather(made: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "p.onrecord", create=True) as store:
        island = Island(store)
        for number, verdict, coder, stance, concept, adjudicates in made:
            subject = island.suggestions[number % len(island.suggestions)]  # type: ignore[operator]
            if verdict is Verdict.WITHDRAW:
                redo(store, coder) if adjudicates else undo(store, coder)  # type: ignore[arg-type]
                continue
            values = {"stance": stance.value, "concept": concept} if verdict is Verdict.EDIT else {}  # type: ignore[attr-defined]
            if adjudicates and coder == "zoe":
                values["adjudicates"] = True
            decide(store, [decision(subject, verdict, coder=coder, **values)])  # type: ignore[arg-type]
        assert tuple(store.statements()) == derived(store)


def test_subject_or_concept_that_is_not_there_is_refused(store: Store) -> None:
    island = Island(store)
    for bad, words in (
        (decision("sug-nobody"), "no suggestion and no attribution"),
        (decision("weather:1"), "nothing to decide"),
        (decision(island.suggestions[0], Verdict.EDIT, concept="airport"), "'airport' is no concept"),
        (decision("concept:x", Verdict.ADD), "needs a label"),
        (decision("actor:x", Verdict.EDIT, anchor=["d", 0, 1], kind="robot"), "robot"),
    ):
        with pytest.raises(InputError, match=words):
            decide(store, [bad])


def test_what_was_accepted_stays_when_its_suggestion_is_gone(store: Store) -> None:
    island = Island(store)
    decide(store, [decision(island.suggestions[0], Verdict.EDIT, stance="neutral")])
    kept = statement_on(store, island.attributions[0])
    store.replace_coding(concepts=store.concepts(), suggestions=[])
    assert derived(store) == (kept,)
    undo(store, "maria")
    assert store.statements() == [one for one in store.statements() if one.attribution_id != island.attributions[0]]
    assert derived(store) == ()


def test_decision_on_a_suggestion_of_an_older_coder_holds_for_the_one_in_its_place(store: Store) -> None:
    island = Island(store)
    decide(store, [decision(island.suggestions[0], Verdict.REJECT), decision(island.suggestions[1])])
    before = store.statements()
    newer = [replace(one, id=f"{one.id}-2", origin="coder-en 2") for one in store.suggestions()]
    store.replace_coding(concepts=store.concepts(), suggestions=newer)
    after = derived(store)
    assert [replace(one, origin="") for one in after] == [replace(one, origin="") for one in before]
