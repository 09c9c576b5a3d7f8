"""What a page answers that is asked for something it does not know: which word, what is allowed, where to go."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/review?stance=maybe", "stance: “maybe” is not one of support, oppose, neutral or conditional"),
        (
            "/overview?sort=colour",
            "sort: “colour” is not one of said, actor, concept, stance, status, outlet or reports",
        ),
        ("/overview?status=lost", "“lost” is not one of suggested or accepted"),
        ("/overview?start=yesterday", "start: “yesterday” is no day; write it as 2031-05-04"),
        ("/history?verdict=perhaps", "verdict: “perhaps” is not one of accept, reject"),
        ("/history?before=first", "“first” is not a whole number"),
        ("/actors?kind=martian", "kind: “martian” is not one of"),
        ("/actors?sort=colour", "sort: “colour” is not one of sayings, mentions or name"),
        ("/documents?number=zero", "number: “zero” is not a whole number"),
        ("/agreement?ci=often", "ci: “often” is not true or false"),
    ],
)
def test_an_address_that_asks_for_what_is_not_known_is_told_what_is_allowed(
    client: TestClient, address: str, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert words in answer.text
    assert f'<a href="{address.split("?")[0]}">' in answer.text


def test_what_is_asked_wrongly_is_said_back_as_words_and_never_as_markup(client: TestClient) -> None:
    answer = client.get("/review", params={"stance": "<img src=x>" + "y" * 900})
    assert answer.status_code == 422
    assert "<img src=x>" not in answer.text
    assert "&lt;img src=x&gt;" in answer.text
    assert "y" * 100 not in answer.text


def test_a_script_is_told_the_same_in_json(client: TestClient) -> None:
    answer = client.get("/api/desk", params={"stance": "maybe"})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("stance: “maybe” is not one of support")


def test_a_field_left_empty_by_a_form_asks_for_nothing(client: TestClient) -> None:
    for address in ("/review?stance=&concept=&words=", "/history?coder=&verdict=&before=", "/actors?words=&kind="):
        assert client.get(address).status_code == 200, address


def test_a_page_that_is_not_there_says_so_under_the_frame(client: TestClient) -> None:
    for address in ("/nowhere", "/read/none", "/actors/none"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert 'aria-label="Pages"' in answer.text
    assert client.get("/api/articles/none").json()["detail"]


def test_a_programming_mistake_is_told_as_one_and_leaves_its_trace(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgets(*_: object, **__: object) -> None:
        raise KeyError("actor_name")

    monkeypatch.setattr("onrecord.web.routes.history.lines", forgets)
    with pytest.raises(KeyError, match="actor_name"):  # raised again for the log
        client.get("/history")
    quiet = TestClient(client.app, base_url=str(client.base_url), cookies=client.cookies, raise_server_exceptions=False)
    answer = quiet.get("/history")
    assert answer.status_code == 500
    assert 'aria-label="Pages"' in answer.text
    assert "actor_name" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"
    assert "mistake in onrecord" in quiet.get("/api/history").json()["detail"]


def test_ids_that_nothing_has_are_not_here_wherever_they_are_asked_for(client: TestClient) -> None:
    for address in ("/api/reader/none", "/api/cards/none", "/api/actors/none", "/api/articles/none"):
        assert client.get(address).status_code == 404, address
    asked = {"into": "none", "actors": ["neither"], "preview": True}
    assert client.post("/api/actors/merge", json=asked).status_code in (400, 404)
