"""The queue keeps up with what changes under it: decisions that reach far, a record gathered anew, a large record."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from onrecord.installation import demo_codebook, demo_folder
from onrecord.project import Project
from onrecord.workbench import queue as queues
from onrecord.workbench.bundles import in_order, read_pile
from onrecord.workbench.queue import Filter, Queue


def decide(client: TestClient, identifier: str, subject: str, verdict: str = "accept", **values: object) -> None:
    made = {"id": identifier, "subject": subject, "verdict": verdict, "values": values}
    assert client.post("/api/decisions", json={"decisions": [made]}).status_code == 200


def test_a_corrected_speaker_shows_in_the_queue_at_once(client: TestClient, project: Project) -> None:
    queue = Queue(project.store)
    first = queue.next("maria", 1)[0].first
    decide(client, "e-1", first.attribution_id, "edit", actor={"name": "Quirin Ambach"})
    found = queue.next("maria", 5, wanted=Filter(words="quirin ambach"))
    assert first.attribution_id in {one.attribution_id for bundle in found for one in bundle.reports}


def test_a_decision_made_before_a_run_still_counts_after_it(client: TestClient, project: Project) -> None:
    cards = client.get("/api/desk", params={"count": 50}).json()["cards"]
    card = next(one for one in cards if not one["reports"])
    decide(client, "d-1", card["id"])
    before = client.get("/api/desk").json()["left"]
    with demo_folder() as folder, demo_codebook() as codebook, Project.open(project.location) as other:
        other.store.mark_gathered("an older gather")
        other.add(folder, codebook=codebook)  # as `onrecord brief` in another process
        assert other.store.gathered_digest != "an older gather"
    after = client.get("/api/desk").json()
    assert after["left"]["n_decided"] == before["n_decided"] == 1
    assert card["id"] not in {one["id"] for one in after["cards"]}
    assert client.get("/api/overview", params={"status": "accepted"}).json()["count"] >= 1
    assert [one.id for one in project.store.decisions()] == ["d-1"]


def test_a_large_record_gives_its_first_cards_before_all_is_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "FIRST", 4)
    queue, whole = Queue(project.store), Queue(project.store)
    assert len(queue.next("maria", 3)) == 3
    queue.wait(60)
    assert len(whole.next("maria", 5)) == 5  # more than the first few: waits for all
    assert queue.left("maria").whole
    assert queue.left("maria") == whole.left("maria")
    assert queue.next("maria", 4) == whole.next("maria", 4)


def test_actors_take_turns_and_the_worthiest_of_each_comes_first(project: Project) -> None:
    pile = read_pile(project.store, priorities={})
    worth = {one: n / 1000 for n, one in enumerate(sorted(pile.of_suggestion))}
    order = in_order(pile.bundles, worth)
    assert sorted(order) == sorted(pile.bundles)
    turns: dict[str, int] = {}
    seen = []
    for key in order:
        turns[key[1]] = turns.get(key[1], 0) + 1
        seen.append(turns[key[1]])
    assert seen == sorted(seen)
