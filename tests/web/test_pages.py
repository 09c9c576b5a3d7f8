"""History, agreement, adjudication and export; and every page by axe, narrow, large and dark."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.project import Project
from onrecord.record import Decision, Verdict
from onrecord.web.pages import NAVIGATION
from onrecord.workbench.deciding import decide as decide_in

from .conftest import Served

PAGES = [address for address, _ in NAVIGATION]


def decide(client: TestClient, identifier: str, subject: str, verdict: str = "accept", **values: Any) -> None:
    made = {"id": identifier, "subject": subject, "verdict": verdict, "values": values}
    assert client.post("/api/decisions", json={"decisions": [made]}).status_code == 200


def ben_says(project: Project, identifier: str, subject: str, verdict: Verdict, **values: Any) -> None:
    decide_in(project.store, [Decision(identifier, subject, verdict, "ben", datetime.now(UTC), values)])


def cards(client: TestClient) -> list[dict[str, Any]]:
    return client.get("/api/desk", params={"count": 50}).json()["cards"]  # type: ignore[no-any-return]


def test_the_history_shows_every_row_and_what_was_taken_back(client: TestClient, project: Project) -> None:
    one, two = cards(client)[:2]
    decide(client, "dec-1", one["id"], "edit", stance="oppose", memo="two-faced")
    decide(client, "dec-2", two["id"], "reject", reason="no claim")
    taken = client.post("/api/withdraw", json={"id": "w-1", "decision": "dec-1"})
    assert taken.status_code == 200
    rows = client.get("/api/history").json()
    assert [row["id"] for row in rows] == ["w-1", "dec-2", "dec-1"]
    assert [row["standing"] for row in rows] == [True, True, False]
    assert "two-faced" in str(rows[2]["changes"])
    assert one["speaker"]["name"] in rows[2]["what"]
    page = client.get("/history").text
    assert "no claim" in page
    assert "taken back" in page


def test_taking_back_twice_or_what_is_not_there_is_refused_in_words(client: TestClient) -> None:
    card = cards(client)[0]
    decide(client, "dec-1", card["id"])
    for _ in range(2):
        assert client.post("/api/withdraw", json={"id": "w-1", "decision": "dec-1"}).status_code == 200
    answer = client.post("/api/withdraw", json={"id": "w-2", "decision": "dec-9"})
    assert answer.status_code == 400
    assert "dec-9" in answer.json()["detail"]


def test_two_coders_who_differ_are_listed_and_settled_by_a_third_word(client: TestClient, project: Project) -> None:
    found = cards(client)[:8]
    for n, card in enumerate(found):
        other = "oppose" if card["stance"] != "oppose" else "support"
        decide(client, f"m-{n}", card["id"])
        if n < 3:
            ben_says(project, f"b-{n}", card["id"], Verdict.EDIT, stance=other)
        else:
            ben_says(project, f"b-{n}", card["id"], Verdict.ACCEPT)
    report = client.get("/api/agreement", params={"by": "coder"}).json()
    assert report["n_units"] == 8
    stance = next(one for one in report["variables"] if one["variable"] == "stance")
    assert stance["n_disagreements"] == 3
    assert "As ben" in client.get("/agreement").text
    disputed = {found[n]["id"] for n in range(3)}
    accepted = {s.attribution_id for s in project.store.statements() if s.status == "accepted"}
    assert not accepted & {card["attribution"] for card in found[:1]}
    settled = client.post(
        "/api/adjudicate", json={"id": "adj-1", "subject": found[0]["id"], "as_coder": "ben", "reason": "says so"}
    )
    assert settled.status_code == 200
    assert found[0]["id"] in disputed
    now = {s.attribution_id: s.stance for s in project.store.statements() if s.status == "accepted"}
    assert now[found[0]["attribution"]] == ("oppose" if found[0]["stance"] != "oppose" else "support")
    assert (
        client.post("/api/adjudicate", json={"id": "adj-2", "subject": found[0]["id"], "as_coder": "eve"}).status_code
        == 400
    )


@pytest.mark.parametrize(
    "name", ["tables-csv", "tables-jsonl", "tables-parquet", "dossier", "dna", "qdpx", "qdc", "jsonld", "trail"]
)
def test_every_file_can_be_had_and_is_what_it_says(client: TestClient, name: str) -> None:
    decide(client, "dec-1", cards(client)[0]["id"])
    answer = client.get("/api/export", params={"file": name})
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    content, called = answer.content, answer.headers["content-disposition"]
    if called.endswith('.zip"') or called.endswith('.qdpx"'):
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    elif called.endswith('.jsonld"'):
        assert json.loads(content)
    elif called.endswith('.dna"'):
        assert content.startswith(b"SQLite format 3")
    else:
        assert content.lstrip().startswith(b"<")
    assert client.get("/api/export", params={"file": "../etc"}).status_code == 404


@pytest.mark.parametrize("path", [*PAGES, "/actors/ONE"])
def test_every_page_passes_axe_in_light_and_dark_and_fits_a_phone(page: Any, served: Served, path: str) -> None:
    import axe_core_python

    axe = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    if path.endswith("ONE"):
        path = f"/actors/{max(served.project.store.actors(), key=lambda one: len(one.mentions)).id}"
    # By axe once as wide as a laptop and once as narrow as a phone, light and dark, and of the size of 200 % zoom.
    for scheme, width, height in (("light", 720, 450), ("light", 1440, 900), ("dark", 390, 844)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(served.address(path))
        page.wait_for_selector("main")
        page.wait_for_timeout(250)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        if width == 720:
            continue
        page.evaluate(axe)
        # A dossier is long, and axe takes ten seconds to look through it for contrast: tests/dossier compute that.
        rules = {"color-contrast": {"enabled": path != "/dossier"}}
        only = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
        found = page.evaluate("(given) => axe.run(document, given)", {"runOnly": only, "rules": rules})
        wrong = [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]]
        assert wrong == [], (path, scheme, width)


def test_the_palette_finds_actors_and_pages_by_keyboard(page: Any, served: Served) -> None:
    page.goto(served.address("/documents"))
    page.keyboard.press("Control+k")
    page.keyboard.type("overv")
    page.keyboard.press("Enter")
    page.wait_for_url("**/overview")
