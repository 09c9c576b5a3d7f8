"""A workbench on the invented debate: as an application to call, and as a server that a browser opens."""

from __future__ import annotations

import inspect
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.project import Project
from onrecord.web.access import LocalAccess
from onrecord.web.app import create_app
from onrecord.web.serving import LOOPBACK, bind, local_hosts, make_server
from tests.store.postgres import Cluster

from .databases import BOTH, BROWSER, Databases

HOST = "127.0.0.1:8765"
ORIGIN = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
CHROMIUM = Path("/usr/bin/chromium")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of pages and addresses run on both databases."""
    wanted = set(metafunc.fixturenames)
    if "tmp_path" in inspect.signature(metafunc.function).parameters:
        return  # it works with the project's file
    if "database" in wanted and metafunc.module.__name__.rsplit(".")[-1] in BOTH and not wanted & BROWSER:
        metafunc.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def databases(cluster: Cluster, demo_file: Path) -> Databases:
    return Databases(cluster, demo_file)


@pytest.fixture
def project(request: pytest.FixtureRequest, database: str, demo_file: Path, tmp_path: Path) -> Iterator[Project]:
    if database == "postgresql":
        place: str | Path = request.getfixturevalue("databases").new()
    else:
        place = copy_of(demo_file, tmp_path / "demo.onrecord")
    with Project.open(place) as opened:
        yield opened


def copy_of(project_file: Path, target: Path) -> Path:
    """A copy by SQLite itself, which also takes along what still lies in a journal."""
    with closing(sqlite3.connect(project_file)) as source, closing(sqlite3.connect(target)) as made:
        source.backup(made)
    return target


@pytest.fixture
def access() -> LocalAccess:
    return LocalAccess("maria")


@pytest.fixture
def stranger(project: Project, access: LocalAccess) -> Iterator[TestClient]:
    """A caller who has not signed in."""
    app = create_app(project, access, hosts=[HOST], title=project.title)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False, raise_server_exceptions=True) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient, access: LocalAccess) -> TestClient:
    """Maria, signed in by the address that the terminal printed; her requests come from our pages."""
    stranger.get("/start", params={"token": access.new_token()})
    stranger.headers.update(ORIGIN)
    return stranger


@dataclass
class Served:
    """A running server. `address()` is a fresh start address; `stop()` ends it."""

    project: Project
    access: LocalAccess
    port: int
    stop: Callable[[], None]
    complaints: list[str] = field(default_factory=list)

    def address(self, path: str = "/") -> str:
        return f"http://{LOOPBACK}:{self.port}{path}"

    def start_address(self) -> str:
        return self.address(f"/start?token={self.access.new_token()}")


def serve(project: Project) -> Served:
    sock = bind(LOOPBACK, None)
    port = sock.getsockname()[1]
    access = LocalAccess("maria")
    server = make_server(project, access, hosts=local_hosts(port))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)

    def stop() -> None:
        server.should_exit = True
        thread.join(10)

    return Served(project, access, port, stop)


@pytest.fixture
def served(project: Project) -> Iterator[Served]:
    running = serve(project)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("no Chromium at /usr/bin/chromium")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, served: Served) -> Iterator[Any]:
    """A browser page signed in at the workbench, laptop wide. What it complains about fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(30_000)  # a loaded machine is slow, not wrong
    opened.on("pageerror", lambda error: served.complaints.append(str(error)))
    opened.on("console", lambda said: served.complaints.append(said.text) if said.type == "error" else None)
    opened.goto(served.start_address())
    yield opened
    context.close()
    assert served.complaints == []
