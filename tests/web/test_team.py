"""A team: signing in, being given work, coding blind, and what others may not see through any address."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.errors import InputError
from onrecord.project import Project
from onrecord.web.access import cookie_name
from onrecord.web.app import create_app
from onrecord.web.team_access import TeamAccess, Throttle
from onrecord.workbench.accounts import add_coder, change_coder, check_password, coders, session_coder
from onrecord.workbench.team import assign, assigned_to, batches, given_out, progress, release

from .conftest import HOST, ORIGIN, copy_of

PASSWORD = "correct horse battery"
SignIn = Callable[[str], TestClient]


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def sign_in(project: Project, clock: list[float]) -> Iterator[SignIn]:
    """A browser of one person each: `sign_in("ana")`."""
    for name, role in (
        ("olga", "admin"),
        ("ana", "coder"),
        ("ben", "coder"),
        ("ines", "adjudicator"),
        ("rob", "reader"),
    ):
        add_coder(project.store, name, role=role, password=PASSWORD)
    app = create_app(project, TeamAccess(project.store, clock=lambda: clock[0]), hosts=[HOST], title="t")
    opened: list[TestClient] = []

    def enter(name: str, password: str = PASSWORD) -> TestClient:
        client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False, headers=ORIGIN)
        opened.append(client)
        client.post("/login", data={"name": name, "password": password})
        return client

    yield enter
    for client in opened:
        client.close()


def decide(client: TestClient, identifier: str, subject: str, verdict: str = "accept", **values: Any) -> Any:
    made = {"id": identifier, "subject": subject, "verdict": verdict, "values": values}
    return client.post("/api/decisions", json={"decisions": [made]})


def first_card(client: TestClient, **query: Any) -> dict[str, Any]:
    return client.get("/api/desk", params=query).json()["cards"][0]  # type: ignore[no-any-return]


def test_who_does_not_sign_in_sees_only_the_door(sign_in: SignIn) -> None:
    stranger = sign_in("nobody")
    assert stranger.get("/review").headers["location"] == "/login"
    assert stranger.get("/api/desk").status_code == 401
    assert stranger.get("/login").status_code == 200


def test_a_right_password_opens_and_a_wrong_one_says_nothing_about_the_name(sign_in: SignIn) -> None:
    assert sign_in("ana").get("/review").status_code == 200
    door = sign_in("nobody")
    answers = [
        door.post("/login", data={"name": n, "password": "wrong"}).text.replace(n, "") for n in ("ana", "nobody")
    ]
    assert answers[0] == answers[1]


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(sign_in: SignIn, clock: list[float]) -> None:
    door = sign_in("nobody")
    for _ in range(5):
        assert door.post("/login", data={"name": "ana", "password": "wrong"}).status_code == 403
    answer = door.post("/login", data={"name": "ana", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Wait" in answer.text
    clock[0] += 3
    assert door.post("/login", data={"name": "ana", "password": PASSWORD}).status_code == 303


def test_waits_double_and_end() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    waits = []
    for _ in range(40):
        throttle.wrong("door:ana@10.0.0.1")
        waits.append(throttle.wait_s("door:ana@10.0.0.1"))
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:8] == [2, 4, 8, 16]
    assert max(waits) == 900
    assert throttle.wait_s("door:ana@10.0.0.2") == 0
    throttle.right("door:ana@10.0.0.1")
    assert throttle.wait_s("door:ana@10.0.0.1") == 0


def test_a_session_ends_with_signing_out_and_with_a_change_of_the_account(sign_in: SignIn, project: Project) -> None:
    ana = sign_in("ana")
    assert ana.post("/logout").status_code == 303
    assert ana.get("/api/desk").status_code == 401
    ben = sign_in("ben")
    change_coder(project.store, "ben", active=False)
    assert ben.get("/api/desk").status_code == 401
    assert sign_in("ben").get("/api/desk").status_code == 401


def test_the_store_holds_neither_passwords_nor_cookies(sign_in: SignIn, project: Project) -> None:
    from sqlalchemy import select

    from onrecord.store import schema

    ana = sign_in("ana")
    cookie = ana.cookies[cookie_name(HOST)]
    with project.store.reading() as connection:
        rows = str([*connection.execute(select(schema.coders)), *connection.execute(select(schema.sessions))])
    assert PASSWORD not in rows
    assert cookie not in rows
    assert session_coder(project.store, cookie) is not None


def test_roles_bound_what_an_account_may_do(sign_in: SignIn, project: Project) -> None:
    ana, rob, ines = sign_in("ana"), sign_in("rob"), sign_in("ines")
    card = first_card(ana)
    assert decide(rob, "dec-1", card["id"]).status_code == 403
    new = {"name": "eve", "role": "admin", "password": PASSWORD}
    for client in (ana, rob, ines):
        assert client.post("/api/team/coders", json=new).status_code == 403
        assert client.post("/api/team/batches", json={"coders": ["ana"]}).status_code == 403
        change = {"name": client.get("/api/presence").status_code and "ana", "role": "admin"}
        assert client.post("/api/team/coders/change", json=change).status_code == 403
    assert {one.name for one in coders(project.store)} == {"olga", "ana", "ben", "ines", "rob"}
    assert sign_in("olga").post("/api/team/coders", json=new).status_code == 200


def test_the_last_admin_cannot_be_lost(sign_in: SignIn, project: Project) -> None:
    for change in ({"active": False}, {"role": "coder"}):
        with pytest.raises(InputError, match="only admin"):
            change_coder(project.store, "olga", **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("", "coder", PASSWORD), ("a\nb", "coder", PASSWORD), ("x", "boss", PASSWORD), ("x", "coder", "short")],
)
def test_an_account_that_cannot_be_is_refused_in_words(project: Project, name: str, role: str, password: str) -> None:
    with pytest.raises(InputError):
        add_coder(project.store, name, role=role, password=password)
    assert coders(project.store) == []


def test_nobody_is_let_in_by_an_empty_or_odd_password(project: Project) -> None:
    add_coder(project.store, "ana", role="coder", password=PASSWORD)
    for password in ("", " ", PASSWORD + " ", PASSWORD.upper(), "\0", "ö" * 2000):
        assert check_password(project.store, "ana", password) is None
    assert check_password(project.store, "ana", PASSWORD) is not None
    with pytest.raises(InputError):
        add_coder(project.store, "ANA", role="coder", password=PASSWORD)


def test_the_same_seed_gives_out_the_same_articles(project: Project, tmp_path: Path) -> None:
    copy = copy_of(Path(project.location), tmp_path / "copy.onrecord")
    given = []
    with Project.open(copy) as other:
        for store in (project.store, other.store):
            for name in ("ana", "ben"):
                add_coder(store, name, role="coder", password=PASSWORD)
            assign(store, ["ana", "ben"], made_by="olga", overlap=0.3, seed=11)
            given.append((assigned_to(store, "ana"), assigned_to(store, "ben")))
    assert given[0] == given[1]


def test_overlap_goes_to_all_and_the_rest_to_one_each(project: Project) -> None:
    for name in ("ana", "ben", "cleo"):
        add_coder(project.store, name, role="coder", password=PASSWORD)
    made = assign(project.store, ["ana", "ben", "cleo"], made_by="olga", overlap=0.4, seed=3)
    sets = [assigned_to(project.store, name) or frozenset() for name in ("ana", "ben", "cleo")]
    shared = sets[0] & sets[1] & sets[2]
    assert len(shared) == made.n_shared == round(0.4 * made.n_documents)
    assert len(given_out(project.store)) == made.n_documents == project.store.n_documents
    rest = [one - shared for one in sets]
    assert sum(map(len, rest)) == made.n_documents - made.n_shared
    assert max(map(len, rest)) - min(map(len, rest)) <= 1
    with pytest.raises(InputError, match="given out already"):
        assign(project.store, ["ana"], made_by="olga")


def test_a_coder_is_asked_only_about_own_articles_and_both_about_shared_ones(sign_in: SignIn, project: Project) -> None:
    ana, ben = sign_in("ana"), sign_in("ben")
    assign(project.store, ["ana", "ben"], made_by="olga", overlap=0.4, seed=3)
    own = {name: assigned_to(project.store, name) or frozenset() for name in ("ana", "ben")}
    for name, client in (("ana", ana), ("ben", ben)):
        documents = {card["document"]["id"] for card in client.get("/api/desk", params={"count": 50}).json()["cards"]}
        assert documents
        assert documents <= own[name]
    shared = own["ana"] & own["ben"]
    card = next(c for c in ana.get("/api/desk", params={"count": 50}).json()["cards"] if c["document"]["id"] in shared)
    assert decide(ana, "dec-1", card["id"]).status_code == 200
    left = [c["id"] for c in ben.get("/api/desk", params={"count": 50}).json()["cards"]]
    assert card["id"] in left


MARK = "zz-memo-only-ana-knows"


def test_no_address_shows_a_blind_coder_what_another_decided(sign_in: SignIn, project: Project) -> None:
    ana, ben, ines = sign_in("ana"), sign_in("ben"), sign_in("ines")
    batch = assign(project.store, ["ana", "ben"], made_by="olga", overlap=1.0, blind=True, seed=3)
    cards = ana.get("/api/desk", params={"count": 50}).json()["cards"]
    document = cards[0]["document"]["id"]
    for n, card in enumerate(cards):
        stance = "oppose" if card["stance"] != "oppose" else "support"
        assert decide(ana, f"dec-{n}", card["id"], "edit", stance=stance, memo=MARK).status_code == 200
        speaker = {
            "id": f"spk-{n}",
            "subject": card["attribution"],
            "verdict": "edit",
            "values": {"actor": {"name": MARK}},
        }
        assert ana.post("/api/decisions", json={"decisions": [speaker]}).status_code == 200
    content = cards[0]["spans"]["content"]
    by_hand = {
        "document": document,
        "content": content,
        "cue": cards[0]["spans"]["cue"],
        "source": [],
        "concept": cards[0]["concept"]["id"],
        "stance": "oppose",
        "actor": {"name": MARK},
    }
    assert decide(ana, "dec-hand", "hand:1", "add", **by_hand).status_code == 200

    def everything(client: TestClient) -> dict[str, str]:
        paths = client.app.openapi()["paths"]  # type: ignore[attr-defined]
        fill = {"{document}": document, "{suggestion}": cards[0]["id"]}
        found = {}
        for path, methods in paths.items():
            if "get" not in methods:
                continue
            for name, value in fill.items():
                path = path.replace(name, value)
            found[path] = client.get(path, params={"count": 50, "limit": 200}).text
        pages = (
            "/review",
            f"/read/{document}",
            "/documents",
            "/overview",
            "/codebook",
            "/actors",
            "/agreement",
            "/history",
            "/export",
            "/team",
        )
        return found | {path: client.get(path).text for path in pages}

    for path, text in everything(ben).items():
        assert MARK not in text, path
        assert "dec-0" not in text, path
        assert '"status":"accepted"' not in text, path
    assert ben.get("/api/statements").json()["count"] == 0
    assert MARK in "".join(everything(ana).values())
    assert MARK in "".join(everything(ines).values())
    mine = decide(ben, "dec-ben", cards[0]["id"]).json()
    assert mine["conflicts"] == []
    release(project.store, batch.id)
    assert MARK in "".join(everything(ben).values())


def test_progress_counts_what_each_was_given_and_has_decided(sign_in: SignIn, project: Project) -> None:
    ana = sign_in("ana")
    assign(project.store, ["ana", "ben"], made_by="olga", overlap=0.0, seed=3)
    for n in range(3):
        decide(ana, f"dec-{n}", first_card(ana)["id"])
    line = next(one for one in progress(project.store) if one["name"] == "ana")
    assert line["n_decided"] == 3
    assert line["n_articles"] == len(assigned_to(project.store, "ana") or ())
    assert line["n_suggestions"] >= 3
    assert json.dumps([one["name"] for one in progress(project.store)])
    assert batches(project.store)[0].coders == ("ana", "ben")


def test_a_coder_cannot_change_the_codebook_by_the_back_door(sign_in: SignIn, project: Project) -> None:
    ana, ines = sign_in("ana"), sign_in("ines")
    concept = project.store.concepts()[0]
    assert decide(ana, "dec-1", f"concept:{concept.id}", "edit", label="Hijacked").status_code == 403
    assert decide(ana, "dec-2", "type:mine", "add", label="Mine", variables=[]).status_code == 403
    assert decide(ines, "dec-3", f"concept:{concept.id}", "edit", label="Renamed").status_code == 200
