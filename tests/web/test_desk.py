"""The review desk as a program sees it: cards in order, decisions kept once, undone and done again."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.project import Project
from onrecord.workbench.queue import Filter, Queue

ALL = 10**6  # more bundles than there are


def cards(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get("/api/desk", params=query)
    assert answer.status_code == 200
    return answer.json()["cards"]  # type: ignore[no-any-return]


def decide(client: TestClient, *made: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/api/decisions", json={"decisions": list(made)})
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def word(identifier: str, subject: str, verdict: str = "accept", **values: Any) -> dict[str, Any]:
    return {"id": identifier, "subject": subject, "verdict": verdict, "values": values}


def test_every_card_shows_words_that_stand_in_its_article(client: TestClient) -> None:
    for card in cards(client, count=50):
        article = client.get(f"/api/articles/{card['document']['id']}").json()
        for part in ("cue", "content"):
            words = " … ".join(" ".join(article["text"][a:b].split()) for a, b in card["spans"][part])
            assert " ".join(words.split()) == card[part]
        assert all(0 <= score <= 1 for _, score, _, _ in card["why"])
        assert sum(weak for *_, weak in card["why"]) == 1


def test_an_accepted_card_becomes_a_statement_and_leaves_the_queue(client: TestClient, project: Project) -> None:
    first = cards(client)[0]
    before = client.get("/api/desk").json()["left"]
    answer = decide(client, word("dec-1", first["id"]))
    assert answer["stored"] == ["dec-1"]
    assert answer["left"]["n_left"] == before["n_left"] - (not first["reports"])
    assert first["id"] not in [card["id"] for card in cards(client, count=50)]
    accepted = [s for s in project.store.statements() if s.status == "accepted"]
    assert [s.attribution_id for s in accepted] == [first["attribution"]]


def test_a_decision_sent_twice_is_stored_once(client: TestClient, project: Project) -> None:
    first = cards(client)[0]
    for _ in range(3):
        decide(client, word("dec-1", first["id"], "edit", stance="oppose"))
    assert [d.id for d in project.store.decisions()] == ["dec-1"]


def test_undo_and_redo_walk_the_last_acts(client: TestClient, project: Project) -> None:
    one, two = cards(client)[:2]
    decide(client, word("dec-1", one["id"]))
    decide(client, word("dec-2", two["id"], "reject"))
    assert client.post("/api/undo", json={}).json()["undone"]
    assert client.post("/api/undo", json={}).json()["undone"]
    assert client.post("/api/undo", json={}).json()["undone"] is None
    assert not [s for s in project.store.statements() if s.status == "accepted"]
    assert {one["id"], two["id"]} <= {card["id"] for card in cards(client, count=50)}
    assert client.post("/api/redo", json={}).json()["redone"]
    assert [s.attribution_id for s in project.store.statements() if s.status == "accepted"] == [one["attribution"]]


def test_a_skipped_card_comes_back_at_the_end(client: TestClient, project: Project) -> None:
    queue = Queue(project.store)
    before = [bundle.key for bundle in queue.next("maria", ALL)]
    decide(client, word("dec-1", cards(client)[0]["id"], "skip"))
    assert [bundle.key for bundle in queue.next("maria", ALL)] == [*before[1:], before[0]]


def test_the_last_ten_show_what_was_decided_and_not_what_was_withdrawn(client: TestClient) -> None:
    found = cards(client, count=12)
    for n, card in enumerate(found):
        decide(client, word(f"dec-{n}", card["id"], "reject" if n % 2 else "accept"))
    client.post("/api/undo", json={})
    last = client.get("/api/desk").json()["last"]
    assert [one["id"] for one in last] == [f"dec-{n}" for n in range(10, 0, -1)]
    assert {one["verdict"] for one in last} == {"accept", "reject"}


def test_a_bulk_decision_needs_a_filter_and_lists_what_it_will_touch(client: TestClient) -> None:
    assert client.get("/api/shown").status_code == 400
    concept = cards(client)[0]["concept"]["id"]
    shown = client.get("/api/shown", params={"concept": concept}).json()
    assert {one["id"] for one in shown} == {card["id"] for card in cards(client, concept=concept, count=50)}


@pytest.mark.parametrize(
    "made",
    [
        word("dec-1", "no-such-suggestion"),
        {"id": "dec-1", "subject": "x", "verdict": "agree", "values": {}},
        {"id": "", "subject": "x", "verdict": "accept", "values": {}},
        {"id": "dec-1", "subject": "x", "verdict": "accept", "values": {}, "coder": "ben"},
        {"id": "dec-1", "subject": "x\u0000", "verdict": "accept", "values": {}},
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_in_words(client: TestClient, project: Project, made: Any) -> None:
    answer = client.post("/api/decisions", json={"decisions": [made]})
    assert answer.status_code in (400, 404, 422)
    assert answer.json()["detail"]
    assert project.store.decisions() == []


def test_nobody_can_decide_in_the_name_of_another(client: TestClient, project: Project) -> None:
    decide(client, word("dec-1", cards(client)[0]["id"]))
    assert [d.coder for d in project.store.decisions()] == ["maria"]


def test_speakers_take_turns_in_the_queue(project: Project) -> None:
    bundles = Queue(project.store).next("maria", 8)
    assert len({bundle.key[1] for bundle in bundles}) == len(bundles)


def test_what_is_left_that_matters_falls_when_a_tie_is_on_record(client: TestClient, project: Project) -> None:
    queue = Queue(project.store)
    ties: dict[tuple[str, str, str], int] = {}
    for bundle in queue.next("maria", ALL):
        if queue.beside([bundle], "maria")[0][0]:
            ties[bundle.tie] = ties.get(bundle.tie, 0) + 1
    tie, size = max(ties.items(), key=lambda item: item[1])
    chosen = next(bundle for bundle in queue.next("maria", ALL) if bundle.tie == tie)
    before = queue.left("maria")
    for n, report in enumerate(chosen.reports):
        decide(client, word(f"dec-{n}", report.id))
    after = queue.left("maria")
    assert after.n_matter == before.n_matter - size
    assert after.n_left == before.n_left - 1
    client.post("/api/undo", json={})
    client.post("/api/undo", json={}) if len(chosen.reports) > 1 else None
    assert queue.left("maria").n_left == before.n_left


def test_filters_leave_only_what_they_name(project: Project) -> None:
    queue = Queue(project.store)
    for bundle in queue.next("maria", ALL):
        first = bundle.first
        for wanted in (Filter(concept=first.concept_id), Filter(stance=first.stance), Filter(words=first.actor_name)):
            found = queue.next("maria", ALL, wanted=wanted)
            assert bundle.key in {one.key for one in found}
            assert all(wanted.takes(one) for one in found)
