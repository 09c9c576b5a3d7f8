"""What a coder, a stranger or a broken page may send: refused in words, and nothing of it stays."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.project import Project
from onrecord.web.access import LocalAccess
from onrecord.web.app import create_app
from onrecord.web.serving import AnnouncedAccess
from onrecord.web.team_access import TeamAccess

from .conftest import HOST, ORIGIN
from .test_team import PASSWORD, SignIn, clock, decide, first_card, sign_in

__all__ = ["clock", "sign_in"]  # fixtures


def send(client: TestClient, raw: str) -> Any:
    return client.post("/api/decisions", content=raw, headers={"content-type": "application/json"})


def test_a_coder_cannot_settle_what_others_differ_on(sign_in: SignIn, project: Project) -> None:
    ana, ben, ines = sign_in("ana"), sign_in("ben"), sign_in("ines")
    card = first_card(ana)["id"]
    assert decide(ana, "dec-1", card, "edit", stance="oppose").status_code == 200
    assert decide(ben, "dec-2", card, "edit", stance="support", adjudicates=True).status_code == 403
    assert decide(ben, "dec-3", card, "edit", stance="support").status_code == 200
    assert decide(ines, "dec-4", card, "edit", stance="support", adjudicates=True).status_code == 200


def test_a_coder_cannot_take_back_what_another_decided(sign_in: SignIn, project: Project) -> None:
    ana, ben = sign_in("ana"), sign_in("ben")
    card = first_card(ana)["id"]
    decide(ana, "dec-1", card)
    back = {"id": "dec-2", "subject": card, "verdict": "withdraw", "values": {}, "supersedes": "dec-1"}
    assert ben.post("/api/decisions", json={"decisions": [back]}).status_code == 403
    assert [one.id for one in project.store.decisions()] == ["dec-1"]
    assert ana.post("/api/decisions", json={"decisions": [back]}).status_code == 200


@pytest.mark.parametrize(
    "values",
    [
        '{"memo": NaN}',
        '{"memo": {"deep": [1, -Infinity]}}',
        '{"memo": "\\ud800"}',
        '{"\\u0000": "x"}',
        '{"memo": "a\\u0000b"}',
        '{"memo": ' + "[" * 900 + "]" * 900 + "}",
    ],
)
def test_values_that_a_database_cannot_keep_are_refused_at_the_door(
    client: TestClient, project: Project, values: str
) -> None:
    subject = project.store.suggestions()[0].id
    made = f'{{"decisions": [{{"id": "dec-1", "subject": "{subject}", "verdict": "memo", "values": {values}}}]}}'
    assert send(client, made).status_code == 422
    assert project.store.decisions() == []


@pytest.mark.parametrize("raw", ["[" * 100_000 + "]" * 100_000, '{"decisions": [' + "9" * 5_000 + "]}", "{", "", "[]"])
def test_bodies_that_are_no_request_are_refused(client: TestClient, raw: str) -> None:
    assert send(client, raw).status_code in (400, 422)


def test_addresses_with_odd_signs_and_numbers_are_answered(client: TestClient) -> None:
    for path in (
        "/documents?number=" + "9" * 40,
        "/documents?words=%00",
        "/api/desk?concept=%00",
        "/api/people?q=%00",
        "/read/%00",
        "/read/..%2f..%2fetc%2fpasswd",
        "/api/articles/%ff",
        "/history?before=%D9%A3",
        "/overview?start=0000-99-99",
        "/review?stance=%00",
    ):
        assert client.get(path).status_code < 500, path


def test_a_form_with_hundreds_of_fields_opens_nothing(sign_in: SignIn) -> None:
    door = sign_in("nobody")
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert door.post("/login", content="a=1&" * 400, headers=kind).status_code == 400
    for odd in ("name=%00&password=x", "name=%ed%a0%80&password=%ff", "name=&password="):
        assert door.post("/login", content=odd, headers=kind).status_code == 403


def test_passwords_guessed_side_by_side_are_counted_before_they_are_checked(project: Project) -> None:
    from onrecord.workbench.accounts import add_coder

    add_coder(project.store, "ana", role="coder", password=PASSWORD)
    access = TeamAccess(project.store, clock=lambda: 0.0)
    entries = []
    together = threading.Barrier(12)

    def guess(n: int) -> None:
        together.wait()
        entries.append(access.sign_in("ana", f"a wrong guess {n}", address="10.0.0.1"))

    threads = [threading.Thread(target=guess, args=(n,)) for n in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    looked_at = [one for one in entries if "Wait" not in one.reason]
    assert len(looked_at) <= 6
    assert access.sign_in("ana", PASSWORD, address="10.0.0.1").cookie is None


def test_who_guesses_at_a_name_does_not_lock_its_owner_out(project: Project) -> None:
    from onrecord.workbench.accounts import add_coder

    add_coder(project.store, "ana", role="coder", password=PASSWORD)
    now = [0.0]
    access = TeamAccess(project.store, clock=lambda: now[0])
    access._throttle.wrong(*(["door:ana@10.0.0.1", "name:ana"] * 99))
    assert access.sign_in("ana", PASSWORD, address="10.0.0.1").cookie is None
    assert access.sign_in("ana", PASSWORD, address="10.0.0.2").cookie is not None
    access._throttle.wrong(*(["name:ana"] * 5_000))  # from everywhere: slow for all, but not for long
    assert "Wait 15 seconds" in access.sign_in("ana", PASSWORD, address="10.0.0.2").reason
    now[0] += 16
    assert access.sign_in("ana", PASSWORD, address="10.0.0.2").cookie is not None


def test_right_passwords_of_a_whole_team_behind_one_address_never_have_to_wait(project: Project) -> None:
    from onrecord.workbench.accounts import add_coder

    add_coder(project.store, "ana", role="coder", password=PASSWORD)
    access = TeamAccess(project.store, clock=lambda: 0.0)
    access._throttle.wrong(*(["address:10.0.0.1"] * 49))
    for _ in range(3):
        assert access.sign_in("ana", PASSWORD, address="10.0.0.1").cookie is not None


def test_a_wrong_start_address_leaves_the_printed_one_valid(project: Project) -> None:
    said: list[str] = []
    access = AnnouncedAccess("maria", 8765, said.append)
    app = create_app(project, access, hosts=[HOST], title="t")
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as stranger:
        token = access.address.partition("token=")[2]
        assert stranger.get("/start", params={"token": "guess"}).status_code == 403
        assert said == []
        assert stranger.get("/start", params={"token": token}).status_code == 303
        assert len(said) == 1


def test_two_workbenches_on_this_computer_leave_each_other_signed_in(project: Project) -> None:
    one, other = LocalAccess("maria"), LocalAccess("maria")
    hosts = "127.0.0.1:8765", "127.0.0.1:8766"
    apps = [
        create_app(project, access, hosts=[host], title="t") for access, host in zip((one, other), hosts, strict=True)
    ]
    with TestClient(apps[0], base_url=f"http://{hosts[0]}", follow_redirects=False) as browser:
        browser.get("/start", params={"token": one.new_token()})
        with TestClient(apps[1], base_url=f"http://{hosts[1]}", follow_redirects=False) as second:
            second.get("/start", params={"token": other.new_token()})
            # A browser keeps one jar for all ports of a host.
            both = "; ".join(
                f"{name}={value}" for jar in (browser.cookies, second.cookies) for name, value in jar.items()
            )
        assert browser.get("/documents", headers={"cookie": both}).status_code == 200


def test_no_page_may_be_framed_and_no_file_name_comes_from_a_title(client: TestClient) -> None:
    for path in ("/review", "/dossier", "/codebook", "/actors", "/export"):
        headers = client.get(path).headers
        assert headers["x-frame-options"] == "DENY", path
    for name in ("trail", "dossier", "qdc", "jsonld"):
        given = client.get("/api/export", params={"file": name}).headers["content-disposition"]
        assert given.isascii(), given
        assert given.count('"') == 2, given
        assert "\n" not in given, given


def test_only_a_page_of_ours_signs_somebody_in(sign_in: SignIn) -> None:
    door = sign_in("nobody")
    for headers in ({"origin": "http://evil.example", "sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}):
        answer = door.post("/login", data={"name": "ana", "password": PASSWORD}, headers={**ORIGIN, **headers})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_signing_in_gives_a_new_session_whatever_cookie_came_along(sign_in: SignIn) -> None:
    door = sign_in("nobody")
    door.cookies.set("onrecord-8765", "planted")
    answer = door.post("/login", data={"name": "ana", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert "planted" not in cookie
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
