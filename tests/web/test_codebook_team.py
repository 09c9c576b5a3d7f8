"""Codebook and actors in a team: who may change what all share, and what a coder who codes blind is not told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from onrecord.project import Project
from onrecord.web.app import create_app
from onrecord.web.team_access import TeamAccess
from onrecord.workbench.accounts import add_coder
from onrecord.workbench.team import assign

from .conftest import HOST, ORIGIN

PASSWORD = "correct horse battery"
SignIn = Callable[[str], TestClient]


@pytest.fixture
def sign_in(project: Project) -> Iterator[SignIn]:
    for name, role in (("ana", "coder"), ("ben", "coder"), ("ines", "adjudicator")):
        add_coder(project.store, name, role=role, password=PASSWORD)
    app = create_app(project, TeamAccess(project.store), hosts=[HOST], title="t")
    opened: list[TestClient] = []

    def enter(name: str) -> TestClient:
        client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False, headers=ORIGIN)
        opened.append(client)
        client.post("/login", data={"name": name, "password": PASSWORD})
        return client

    yield enter
    for client in opened:
        client.close()


def test_a_coder_reads_the_codebook_and_an_adjudicator_changes_it(sign_in: SignIn) -> None:
    ana, ines = sign_in("ana"), sign_in("ines")
    concept = ana.get("/api/codebook").json()["concepts"][0]["id"]
    asked = {"concept": concept, "values": {"label": "another name"}}
    answer = ana.post("/api/codebook/concepts/change", json=asked)
    assert answer.status_code == 400
    assert "adjudicators" in answer.json()["detail"]
    assert not ana.get("/api/codebook").json()["may_change"]
    for path, body in (
        ("concepts", {"label": "new"}),
        ("types", {"label": "new", "variables": []}),
        ("versions", {"note": ""}),
        ("merge", {"into": concept, "concepts": [concept]}),
    ):
        assert ana.post(f"/api/codebook/{path}", json=body).status_code == 400, path
    assert ines.post("/api/codebook/concepts/change", json=asked).status_code == 200
    assert ana.get("/api/codebook").json()["concepts"][0]["label"] == "another name"


def test_blind_coders_are_not_told_what_others_decided(sign_in: SignIn, project: Project) -> None:
    assign(project.store, ["ana", "ben"], made_by="ines", name="pilot", overlap=1, blind=True)
    ana, ben, ines = sign_in("ana"), sign_in("ben"), sign_in("ines")
    card = ben.get("/api/desk", params={"count": 1}).json()["cards"][0]
    made = {"id": "dec-1", "subject": card["id"], "verdict": "accept"}
    assert ben.post("/api/decisions", json={"decisions": [made]}).status_code == 200

    def decided(client: TestClient) -> tuple[int, int]:
        found = client.get("/api/codebook").json()["concepts"]
        return sum(one["n_decisions"] for one in found), sum(one["n_accepted"] for one in found)

    assert decided(ana) == (0, 0)
    assert decided(ben)[0] == 1
    assert decided(ines) == (1, 1)
    speaker = card["speaker"].get("id")
    if speaker:
        assert ana.get(f"/api/actors/{speaker}").json()["n_accepted"] == 0
        assert ines.get(f"/api/actors/{speaker}").json()["n_accepted"] == 1
        assert ana.get(f"/api/actors/{speaker}").json()["sayings"]["count"] == 0
    assert {one["n_sayings"] + one["n_statements"] for one in ana.get("/api/actors").json()["rows"]} == {0}
    assert any(one["n_statements"] for one in ines.get("/api/actors").json()["rows"])
    order = [one["id"] for one in ana.get("/api/actors").json()["rows"]]
    other = next(one["id"] for one in ben.get("/api/people").json() if one["id"] != speaker)
    edit = {"id": "dec-2", "subject": card["attribution"], "verdict": "edit", "values": {"actor": {"id": other}}}
    assert ben.post("/api/decisions", json={"decisions": [edit]}).status_code == 200
    assert [one["id"] for one in ana.get("/api/actors").json()["rows"]] == order
