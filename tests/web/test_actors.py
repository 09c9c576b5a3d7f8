"""Actors: listed from the database page by page, merged, split and named by decisions that a look comes before."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.project import Project


def people(client: TestClient, **asked: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get("/api/actors", params=asked).json()["rows"]
    return rows


def sheet(client: TestClient, actor: str) -> Any:
    return client.get(f"/api/actors/{actor}").json()


def post(client: TestClient, path: str, **body: Any) -> Any:
    answer = client.post(f"/api/actors{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def two(client: TestClient) -> tuple[dict[str, Any], dict[str, Any]]:
    found = [one for one in people(client, kind="person") if one["n_statements"]]
    return found[0], found[1]


def test_the_list_counts_what_is_on_record_and_is_searched_by_alias(client: TestClient, project: Project) -> None:
    known = {one.id: one for one in project.store.actors()}
    sayings = project.store.sayings()
    rows = people(client, limit=200)
    assert {row["id"] for row in rows} == set(known)
    for row in rows:
        assert row["n_mentions"] == len(known[row["id"]].mentions)
        assert row["n_sayings"] == sum(each.actor_id == row["id"] for each in sayings)
    with_alias = next(one for one in rows if one["aliases"])
    assert with_alias["id"] in {one["id"] for one in people(client, words=with_alias["aliases"][0].upper())}
    assert people(client, words="%") == people(client, words="_") == []


def test_pages_of_the_list_do_not_overlap(client: TestClient) -> None:
    whole = [one["id"] for one in people(client, limit=200, sort="name")]
    parts = [one["id"] for at in range(0, len(whole), 7) for one in people(client, limit=7, offset=at, sort="name")]
    assert parts == whole


def test_a_merger_is_looked_at_made_seen_everywhere_and_undone(client: TestClient, project: Project) -> None:
    one, other = two(client)
    before = sheet(client, one["id"])["n_mentions"] + sheet(client, other["id"])["n_mentions"]
    seen = post(client, "/merge", into=one["id"], actors=[one["id"], other["id"]])
    assert seen["after"]["n_mentions"] == before
    assert seen["n_statements"] == other["n_statements"]
    assert {row["id"] for row in people(client)} >= {one["id"], other["id"]}
    made = post(client, "/merge", into=one["id"], actors=[one["id"], other["id"]], preview=False)["id"]
    now = sheet(client, made)
    assert (now["name"], now["n_mentions"]) == (one["name"], before)
    assert other["name"] in now["aliases"]
    assert other["id"] not in {each.actor_id for each in project.store.statements()}
    facets = client.get("/api/overview").json()["facets"]["actor"]
    assert other["name"] not in {each["label"] for each in facets}
    assert {each["label"]: each["n"] for each in facets}[one["name"]] == seen["after"]["n_statements"]
    cards = client.get("/api/desk", params={"count": 50}).json()["cards"]
    assert other["name"] not in {card["speaker"]["name"] for card in cards}
    moved = client.get(f"/actors/{other['id']}")
    assert (moved.status_code, moved.headers["location"]) == (303, f"/actors/{made}")
    assert client.post("/api/undo", json={}).json()["undone"]
    assert sheet(client, other["id"])["name"] == other["name"]


def test_a_split_gives_chosen_mentions_to_somebody_else(client: TestClient) -> None:
    one, _ = two(client)
    before = sheet(client, one["id"])
    chosen = [before["mentions"]["rows"][-1]["passage"]]
    seen = post(client, "/split", actor=one["id"], mentions=chosen, name="Somebody Else")
    assert seen["other"]["n_mentions"] >= 1
    assert seen["left"]["n_mentions"] + seen["other"]["n_mentions"] == before["n_mentions"]
    assert sheet(client, one["id"]) == before
    made = post(client, "/split", actor=one["id"], mentions=chosen, name="Somebody Else", preview=False)["id"]
    now = sheet(client, made)
    assert (now["name"], now["n_mentions"]) == ("Somebody Else", seen["other"]["n_mentions"])
    assert sheet(client, one["id"])["n_mentions"] == seen["left"]["n_mentions"]
    client.post("/api/undo", json={})
    assert sheet(client, one["id"])["n_mentions"] == before["n_mentions"]


def test_name_kind_aliases_roles_and_attributes_are_said_by_hand(client: TestClient) -> None:
    one, _ = two(client)
    place = sheet(client, one["id"])["mentions"]["rows"][0]["passage"]
    role = {"title": "harbour master", "organization": "Port", "valid_from": "2030-01-01", "evidence": place}
    values = {
        "name": "Another Name", "kind": "group", "aliases": ["A. Name", "A. Name"], "roles": [role],
        "attributes": {"party": "Greens", "speaks_for": "Norrin"},
    }  # fmt: skip
    post(client, "/change", actor=one["id"], values=values)
    now = sheet(client, one["id"])
    assert (now["name"], now["kind"], now["aliases"]) == ("Another Name", "group", ["A. Name"])
    assert now["roles"][0]["evidence"]["passage"] == place
    assert (now["attributes"], now["speaks_for"]) == ({"party": "Greens"}, "Norrin")
    post(client, "/change", actor=one["id"], values={"attributes": {}})
    now = sheet(client, one["id"])
    assert (now["attributes"], now["speaks_for"]) == ({}, "Norrin")
    post(client, "/change", actor=one["id"], values={"attributes": {"speaks_for": ""}})
    assert sheet(client, one["id"])["speaks_for"] == ""
    wrong = {"actor": one["id"], "values": {"roles": [{**role, "valid_to": "2029-01-01"}]}}
    assert "ends before" in client.post("/api/actors/change", json=wrong).json()["detail"]


def test_an_actor_made_by_hand_is_in_the_list(client: TestClient) -> None:
    made = post(client, "", name=" Rosa  Lind ")["id"]
    assert sheet(client, made)["name"] == "Rosa Lind"
    assert made in {one["id"] for one in people(client, words="rosa")}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/merge", {"into": "none", "actors": ["nobody"]}),
        ("/split", {"actor": "none", "mentions": [["d", 1, 2]], "name": "x"}),
        ("/change", {"actor": "none", "values": {"name": "x"}}),
        ("", {"name": " "}),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(client: TestClient, path: str, body: dict[str, Any]) -> None:
    answer = client.post(f"/api/actors{path}", json=body)
    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_no_address_makes_the_list_stumble(client: TestClient) -> None:
    for query in ("words=%25", "number=99999", "words=" + "x" * 200, "words=&kind=&sort=sayings"):
        assert client.get(f"/actors?{query}").status_code == 200
    for query in ("kind=martian", "sort=colour", "number=-4", "number=999999999", "words=" + "x" * 400):
        assert client.get(f"/actors?{query}").status_code == 422
    assert client.get("/actors/none").status_code == 404
