"""What stands before every request. Each test is a threat that a peer has met; see OWASP and the guard's docstring."""

from __future__ import annotations

import socket

import pytest
from starlette.testclient import TestClient

from onrecord.project import Project
from onrecord.web.access import LocalAccess, cookie_name
from onrecord.web.app import create_app
from onrecord.web.pages import island

from .conftest import HOST, ORIGIN


def test_a_name_that_leads_to_this_computer_but_is_not_ours_is_refused(stranger: TestClient) -> None:
    for name in ("evil.example", f"evil.example:{HOST.split(':')[1]}", "127.0.0.1", "127.0.0.1:1", ""):
        assert stranger.get("/review", headers={"host": name}).status_code == 421


def test_without_the_start_address_nothing_is_shown_and_nothing_taken(stranger: TestClient) -> None:
    assert stranger.get("/review").status_code == 401
    assert stranger.get("/api/find", params={"q": "tide"}).status_code == 401
    assert stranger.post("/api/decisions", json={"decisions": []}, headers=ORIGIN).status_code == 401
    assert stranger.get("/openapi.json").status_code == 401


def test_the_start_address_opens_once(stranger: TestClient, access: LocalAccess) -> None:
    token = access.new_token()
    first = stranger.get("/start", params={"token": token})
    assert first.status_code == 303
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    stranger.cookies.clear()
    assert stranger.get("/start", params={"token": token}).status_code == 403
    assert stranger.get("/start", params={"token": ""}).status_code == 403
    assert stranger.get("/start", params={"token": "é"}).status_code == 403


def test_a_guessed_cookie_opens_nothing(stranger: TestClient) -> None:
    stranger.cookies.set(cookie_name(HOST), "guess")
    assert stranger.get("/review").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {},
    ],
)
def test_another_site_cannot_make_the_browser_decide(client: TestClient, headers: dict[str, str]) -> None:
    for name in ORIGIN:
        del client.headers[name]
    answer = client.post("/api/decisions", json={"decisions": []}, headers=headers)
    assert answer.status_code == 403
    assert "Refused" in answer.text


def test_a_form_of_another_site_cannot_pass_for_json(client: TestClient) -> None:
    answer = client.post("/api/decisions", content="decisions=", headers={"content-type": "text/plain"})
    assert answer.status_code == 415


def test_a_body_larger_than_allowed_is_refused_whatever_it_declares(client: TestClient) -> None:
    large = b"[" + b" " * (3 * 1024 * 1024)
    assert client.post("/api/decisions", content=large, headers={"content-type": "application/json"}).status_code == 413

    def pieces():  # type: ignore[no-untyped-def]
        for _ in range(48):
            yield b" " * 65536

    answer = client.post("/api/decisions", content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code in (400, 413)  # the parser may be the one that stops reading


def test_every_answer_forbids_what_is_not_ours_to_run(client: TestClient) -> None:
    for path in ("/", "/review", "/nowhere", "/api/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_data_in_a_page_cannot_close_its_script() -> None:
    text = str(island("data", {"name": "</script><script>alert(1)</script>&\u2028"}))
    assert text.count("</script>") == 1
    assert text.endswith("</script>")
    assert "<script>alert" not in text


def test_paths_do_not_leave_the_folder_of_the_pages(client: TestClient) -> None:
    from onrecord.web.assets import digest

    for path in ("../app.py", "..%2fapp.py", "%2e%2e/app.py", "....//app.py"):
        assert client.get(f"/static/{digest()}/{path}").status_code == 404


def test_no_environment_makes_the_workbench_report_to_anybody(
    project: Project, access: LocalAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.example:4318")
    monkeypatch.setenv("FASTAPI_TELEMETRY_AUTO_CONFIGURE", "true")
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: asked.append(address))
    app = create_app(project, access, hosts=[HOST], title="t")
    with TestClient(app, base_url=f"http://{HOST}", headers=ORIGIN) as client:
        client.get("/start", params={"token": access.new_token()})
        assert client.get("/review").status_code == 200
    assert asked == []
    telemetry = getattr(app, "_native_telemetry", None)
    assert telemetry is None or not telemetry.enabled()
