"""Every operation of the API under requests that schemathesis makes up: it may refuse, it must never stumble."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from onrecord.project import Project
from onrecord.web.access import LocalAccess

from .conftest import Served, copy_of, serve

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
# Files are made anew at each request; the tests of the pages ask for every one of them.
SLOW = ("/api/export",)


def operations() -> list[tuple[str, str]]:
    from onrecord.web.app import create_app

    class NoProject:
        def identity(self) -> str:
            return "none"

    paths = create_app(NoProject(), LocalAccess("x"), hosts=[], title="").openapi()["paths"]  # type: ignore[arg-type]
    return sorted((path, method) for path, methods in paths.items() for method in methods if path not in SLOW)


@pytest.fixture(scope="module")
def running(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Any, dict[str, str]]]:
    import requests

    with Project.open(copy_of(demo_file, tmp_path_factory.mktemp("schema") / "demo.onrecord")) as project:
        served = serve(project)
        session = requests.Session()
        session.headers.update({"origin": served.address("")[:-1], "sec-fetch-site": "same-origin"})
        session.get(served.start_address())
        cookies = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
        schema = schemathesis.openapi.from_dict(session.get(served.address("/openapi.json")).json())
        yield (
            served,
            schema,
            {"cookie": cookies, "origin": served.address("").rstrip("/"), "sec-fetch-site": "same-origin"},
        )
        served.stop()


@pytest.mark.parametrize(("path", "method"), operations(), ids=lambda value: str(value))
def test_no_request_makes_the_server_stumble(
    running: tuple[Served, Any, dict[str, str]], path: str, method: str
) -> None:
    served, schema, headers = running
    seen: list[tuple[int, str]] = []

    @settings(
        max_examples=12, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=schema[path][method.upper()].as_strategy())
    def ask(case: Any) -> None:
        try:
            answer = case.call(base_url=served.address("").rstrip("/"), headers=headers, timeout=30)
        except (UnicodeError, ValueError):
            return  # what no HTTP client can send
        seen.append((answer.status_code, answer.text[:300]))
        assert answer.status_code < 500, (answer.status_code, answer.text[:300], case.body, case.query)

    ask()
    assert seen
