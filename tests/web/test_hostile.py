"""Articles, names and labels that try to run: in every page they are words and nothing else."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.project import Project
from onrecord.web.access import LocalAccess
from onrecord.web.app import create_app
from onrecord.web.pages import NAVIGATION
from tests.dossier.test_injection import ATTACKS, hostile_material
from tests.made_project import make_project

from .conftest import HOST, ORIGIN, Served, serve

# Readers of files let neither NUL nor lone surrogates in; the store would refuse them.
WORDS = " ".join(ATTACKS).replace("\ud800", "").replace("\x00", "")


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Project]:
    with Project.open(make_project(tmp_path, hostile_material(WORDS))) as project:
        yield project


@pytest.fixture
def hostile_served(hostile: Project) -> Iterator[Served]:
    running = serve(hostile)
    yield running
    running.stop()


def test_nothing_that_an_article_says_runs(browser: Any, hostile_served: Served, hostile: Project) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(30_000)
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(f"dialog {dialog.message}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(hostile_served.start_address())
    documents = [document.id for document in hostile.store.documents()]
    # The dossier has a policy and tests of its own.
    pages = [address for address, _ in NAVIGATION if address != "/dossier"]
    for path in [*pages, *(f"/read/{one}" for one in documents)]:
        page.goto(hostile_served.address(path))
        page.wait_for_timeout(200)
        assert page.query_selector_all("iframe, object, embed, [onerror], [onload], [onclick], base") == []
        assert len(page.query_selector_all("script:not([src]):not([type='application/json'])")) == 0
    page.goto(hostile_served.address("/review"))
    for key in "asp":
        page.keyboard.press(key)
        page.wait_for_timeout(100)
    assert said == []
    assert all(url.startswith(hostile_served.address("")[:-1]) for url in asked), asked
    context.close()


def test_no_cell_of_a_table_starts_a_formula(hostile: Project) -> None:
    access = LocalAccess("=cmd|' /C calc'!A0")
    app = create_app(hostile, access, hosts=[HOST], title="t")
    with TestClient(app, base_url=f"http://{HOST}", headers=ORIGIN) as client:
        client.get("/start", params={"token": access.new_token()})
        subject = hostile.store.suggestions()[0].id
        made = {"id": "=1+1", "subject": subject, "verdict": "accept", "values": {"memo": "@SUM(1)"}}
        assert client.post("/api/decisions", json={"decisions": [made]}).status_code == 200
        packed = zipfile.ZipFile(io.BytesIO(client.get("/api/export", params={"file": "tables-csv"}).content))
    for name in packed.namelist():
        for row in csv.reader(io.StringIO(packed.read(name).decode("utf-8"))):
            for cell in row:
                assert not cell.startswith(("=", "@", "\t", "\r")), (name, cell)
                assert not (cell[:1] in "+-" and not _is_number(cell) and cell[1:2].isalpha()), (name, cell)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
