from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import insert, select

from onrecord.record import Stance, Suggestion, Verdict
from onrecord.store import Store, schema
from onrecord.workbench.deciding import decide
from onrecord.workbench.judging import judgements
from onrecord.workbench.learning import Learner, Round, record, relearn
from onrecord.workbench.passages import read_passages
from tests.workbench.island import Island, decision


@pytest.fixture
def island(store: Store) -> Island:
    return Island(store, 24)


def decide_many(island: Island, n: int, *, coder: str = "maria") -> None:
    """Accepts every other attribution's suggestions, and rejects those of the rest."""
    rows = [each for each in island.store.suggestions() if each.attribution_id in island.attributions[:n]]
    place = {identifier: number for number, identifier in enumerate(island.attributions)}
    decide(
        island.store,
        [
            decision(each.id, Verdict.ACCEPT if place[each.attribution_id] % 2 else Verdict.REJECT, coder=coder)
            for each in rows
        ],
    )


def proposed(island: Island) -> set[Suggestion]:
    """All that the learner ever proposed."""
    with island.store.reading() as connection:
        return {
            Suggestion(row.id, row.attribution_id, row.concept_id, Stance(row.stance), row.score, row.origin)
            for row in connection.execute(select(schema.learned_suggestions))
        }


def close_blindly(store: Store, documents: list[str]) -> None:
    with store.transaction(), store.reading() as connection:
        for name in ("maria", "noor"):
            connection.execute(
                insert(schema.coders).values(
                    name=name, role="coder", password=None, active=True, created_at="2031-01-01", settings={}
                )
            )
        connection.execute(
            insert(schema.batches).values(
                id="b1", name="first", kind="document", blind=True, released=False, seed=1, made_by="noor",
                made_at="2031-01-01", settings={},
            )
        )  # fmt: skip
        for coder in ("maria", "noor"):
            for position, document in enumerate(documents):
                connection.execute(
                    insert(schema.assignments).values(batch="b1", coder=coder, subject=document, position=position)
                )


def test_accepted_suggestions_matter_and_wholly_rejected_attributions_do_not(island: Island) -> None:
    decide_many(island, 6)
    passages = read_passages(island.store)
    assert passages is not None
    found = {each.candidate_id: each.codes for each in judgements(island.store, passages)}
    assert set(found) == set(island.attributions[:6])
    assert all(bool(found[one]) is bool(number % 2) for number, one in enumerate(island.attributions[:6]))


def test_an_attribution_with_an_open_suggestion_is_not_yet_rejected(island: Island) -> None:
    own = [each for each in island.store.suggestions() if each.attribution_id == island.attributions[1]]
    assert len(own) == 2
    passages = read_passages(island.store)
    assert passages is not None
    decide(island.store, [decision(own[0].id, Verdict.REJECT)])
    assert judgements(island.store, passages) == []
    decide(island.store, [decision(own[1].id, Verdict.REJECT)])
    assert [each.codes for each in judgements(island.store, passages)] == [{}]


def test_an_edit_teaches_the_concept_and_stance_that_the_coder_chose(island: Island) -> None:
    passages = read_passages(island.store)
    assert passages is not None
    decide(island.store, [decision(island.suggestions[0], Verdict.EDIT, concept="tunnel", stance="conditional")])
    assert judgements(island.store, passages)[0].codes == {"tunnel": Stance.CONDITIONAL}


def test_a_withdrawn_decision_teaches_nothing(island: Island) -> None:
    passages = read_passages(island.store)
    assert passages is not None
    made = decision(island.suggestions[0])
    decide(island.store, [made])
    decide(island.store, [decision(made.subject, Verdict.WITHDRAW, supersedes=made.id)])
    assert judgements(island.store, passages) == []


def test_relearning_leaves_the_machines_suggestions_as_they_are(island: Island) -> None:
    before = island.store.suggestions()
    decide_many(island, 12)
    made = relearn(island.store)
    assert made is not None
    record(island.store, made)
    assert island.store.suggestions() == before


def test_what_the_learner_proposed_first_keeps_its_origin_and_score(island: Island) -> None:
    decide_many(island, 6)
    first = relearn(island.store)
    assert first is not None
    assert first.origin == "learner 1 after 6 decisions"
    record(island.store, first)
    kept = proposed(island)
    decide_many(island, 12)
    second = relearn(island.store, before=first)
    assert second is not None
    record(island.store, second)
    assert kept
    assert kept <= proposed(island)


def test_vectors_are_made_once_and_read_afterwards(island: Island, monkeypatch: pytest.MonkeyPatch) -> None:
    assert relearn(island.store) is not None
    monkeypatch.setattr("onrecord.coding.learning.vectors._network", lambda: pytest.fail("made again"))
    monkeypatch.setattr("onrecord.workbench.passages.sentence_vectors", _only_concepts)
    assert relearn(island.store) is not None


def _only_concepts(texts: list[str]):  # type: ignore[no-untyped-def]
    import numpy as np

    assert len(texts) <= 3
    return np.zeros((len(texts), 384), np.float32)


def test_every_suggestion_has_a_priority_from_nought_to_one(island: Island) -> None:
    decide_many(island, 12)
    made = relearn(island.store)
    assert made is not None
    priorities = made.priorities()
    assert set(priorities) == set(island.suggestions)
    assert all(0 <= value <= 1 for value in priorities.values())


def test_only_undecided_attributions_are_asked_about(island: Island) -> None:
    decide_many(island, 12)
    made = relearn(island.store)
    assert made is not None
    assert {each.id for each in made.order()} == set(island.attributions[12:])


def test_a_blind_coder_learns_nothing_from_the_others_words_on_closed_articles(island: Island) -> None:
    close_blindly(island.store, island.documents)
    decide_many(island, 12, coder="noor")
    made = relearn(island.store, reader="maria")
    assert made is not None
    assert made.n_decisions == 0
    everything = relearn(island.store)
    assert everything is not None
    assert everything.n_decisions == 12


def test_a_project_without_concepts_has_no_round(store: Store) -> None:
    assert relearn(store) is None


def standing_still(until: threading.Event) -> Callable[[str | None, Round], None]:
    """A round that does not end before it is told to."""

    def wait(reader: str | None, made: Round) -> None:
        until.wait(60)

    return wait


def test_the_learner_answers_at_once_and_learns_behind(island: Island) -> None:
    go_on = threading.Event()
    learner = Learner(island.store, then=standing_still(go_on))
    assert learner.round() is None  # answered while the round stands still
    assert learner.round() is None
    go_on.set()
    first = learner.wait()
    assert first is not None
    assert first.n_decisions == 0
    decide_many(island, 12)
    learner.notice()
    second = learner.wait()
    assert second is not None
    assert second.n_decisions == 12


def test_fewer_than_five_decisions_start_no_round(island: Island) -> None:
    learner = Learner(island.store)
    learner.notice()
    first = learner.wait()
    decide(island.store, [decision(island.suggestions[0])])
    learner.notice()
    assert learner.wait() is first


def test_decisions_go_on_while_the_learner_learns(island: Island) -> None:
    go_on = threading.Event()
    learner = Learner(island.store, every=1, then=standing_still(go_on))
    learner.notice()
    before = sum(one.name == "learning" for one in threading.enumerate())
    for identifier in island.suggestions[:10]:
        decide(island.store, [decision(identifier)])
        learner.notice()
    assert learner.round() is None  # all ten were decided while the first round stood still
    assert sum(one.name == "learning" for one in threading.enumerate()) <= before  # no second round
    go_on.set()
    assert learner.wait() is not None
    assert learner.failure() is None


def test_a_failed_round_is_told_and_the_next_is_tried(island: Island, monkeypatch: pytest.MonkeyPatch) -> None:
    learner = Learner(island.store, every=1)
    with monkeypatch.context() as patched:
        patched.setattr("onrecord.workbench.learning.relearn", _fails)
        learner.notice()
        learner.wait()
    assert learner.failure() == "the weights are damaged"
    decide(island.store, [decision(island.suggestions[0])])
    learner.notice()
    assert learner.wait() is not None
    assert learner.failure() is None


def _fails(*given: object, **named: object) -> None:
    raise RuntimeError("the weights are damaged")


def test_a_round_says_how_little_it_has_learned_from(island: Island) -> None:
    decide_many(island, 1)
    first = relearn(island.store)
    assert first is not None
    assert (first.origin, first.has_learned) == ("learner 1 after 1 decision", False)
    decide_many(island, 24)
    later = relearn(island.store)
    assert later is not None
    assert later.has_learned
