"""What a server can do to whoever asks it, tried on a real one."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time

import pytest

from onrecord.attribution.language_model.address import read_address
from onrecord.attribution.language_model.server import ATTEMPTS, MAX_ANSWER_BYTES, Refused, Server
from onrecord.errors import ServerError

from .scripted_server import Asked, Said, Served, serving

KEY = "sesame-17"


def ask(served: Served | str, timeout_s: float = 5.0, pauses: list[float] | None = None) -> dict[str, object]:
    url = served if isinstance(served, str) else served.url
    pauses = [] if pauses is None else pauses
    server = Server(read_address(url), key=KEY, timeout_s=timeout_s, pause=pauses.append)
    return server.ask({"model": "tiny", "messages": []})


def always(said: Said) -> object:
    return lambda asked, number: said


def test_question_arrives_with_the_key_and_nothing_that_asks_for_compression() -> None:
    with serving(always(Said("yes"))) as served:
        assert ask(served)["choices"][0]["message"]["content"] == "yes"  # type: ignore[index]
    (asked,) = served.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert asked.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_busy_or_failing_server_is_asked_again_after_a_while(status: int) -> None:
    pauses: list[float] = []
    with serving(lambda asked, number: Said("yes") if number == 2 else Said(status=status, body=b"busy")) as served:
        ask(served, pauses=pauses)
    assert len(served.asked) == 3
    assert pauses == [0.5, 1.0]


def test_pause_that_the_server_asks_for_is_kept_up_to_a_limit() -> None:
    pauses: list[float] = []
    wishes = iter(["3", "86400"])

    def script(asked: Asked, number: int) -> Said:
        return Said("yes") if number == 2 else Said(status=503, body=b"", headers={"Retry-After": next(wishes)})

    with serving(script) as served:
        ask(served, pauses=pauses)
    assert pauses == [3.0, 20.0]


def test_server_that_never_recovers_is_given_up_with_its_own_words() -> None:
    body = json.dumps({"error": {"message": f"model tiny\nis loading for {KEY}"}}).encode()
    with serving(always(Said(status=503, body=body))) as served, pytest.raises(ServerError) as caught:
        ask(served)
    assert len(served.asked) == ATTEMPTS
    assert "status 503 (model tiny is loading for ***)" in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "hint"), [(400, ""), (401, "ONRECORD_LLM_KEY"), (403, "ONRECORD_LLM_KEY"), (404, "")]
)
def test_request_that_is_refused_is_not_repeated(status: int, hint: str) -> None:
    refusal = Said(status=status, body=b'{"error": "no such model"}')
    with serving(always(refusal)) as served, pytest.raises(Refused, match="no such model") as caught:
        ask(served)
    assert (len(served.asked), caught.value.status) == (1, status)
    assert hint in str(caught.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_never_followed(status: int) -> None:
    with serving(always(Said("taken"))) as elsewhere:
        away = Said(status=status, body=b"", headers={"Location": f"{elsewhere.url}/chat/completions"})
        with serving(always(away)) as served, pytest.raises(ServerError, match="redirects are not followed"):
            ask(served)
    assert (len(served.asked), elsewhere.asked) == (1, [])


def test_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(always(Said("taken"))) as proxy, serving(always(Said("yes"))) as served:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        ask(served)
    assert (len(served.asked), proxy.asked) == (1, [])


@pytest.mark.parametrize(
    "said",
    [Said("late", delay_s=4.5), Said("in drops " * 20, drop_s=0.05)],
    ids=["silent", "a byte at a time"],
)
def test_slow_server_is_left_in_time_and_not_asked_twice(said: Said) -> None:
    began = time.monotonic()
    with serving(always(said)) as served:
        with pytest.raises(ServerError):
            ask(served, timeout_s=0.4)
        assert time.monotonic() - began < 4.0
    assert len(served.asked) == 1


def test_overdue_answer_is_told_with_what_would_help() -> None:
    with (
        serving(always(Said("late", delay_s=1.0))) as served,
        pytest.raises(ServerError, match="ONRECORD_LLM_TIMEOUT_S"),
    ):
        ask(served, timeout_s=0.2)


def test_huge_answer_is_not_read() -> None:
    huge = Said(body=b"x" * (MAX_ANSWER_BYTES + 10))
    with serving(always(huge)) as served, pytest.raises(ServerError, match="1,000,000 bytes"):
        ask(served)
    assert len(served.asked) == 1


@pytest.mark.parametrize("body", [b"\xff\xfe{", b"<html>", b"[1]", b"", b"[" * 100_000, '{"a": "é"}'.encode("latin-1")])
def test_answer_that_is_no_json_in_utf8_is_asked_for_again_and_then_given_up(body: bytes) -> None:
    with serving(always(Said(body=body))) as served, pytest.raises(ServerError, match=r"UTF-8|JSON"):
        ask(served)
    assert len(served.asked) == ATTEMPTS


def test_server_that_is_not_there_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ServerError, match=f"127.0.0.1:{port}.*is the server running"):
        ask(f"http://127.0.0.1:{port}/v1")


def test_server_that_cannot_prove_itself_is_not_asked() -> None:
    with serving(always(Said("yes"))) as served, pytest.raises(ServerError, match="no safe connection"):
        ask(served.url.replace("http:", "https:"))
    assert served.asked == []


def test_server_that_hangs_up_is_asked_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:

        def hang_up() -> None:
            for _ in range(ATTEMPTS):
                connection, _ = door.accept()
                connection.recv(10)
                connection.close()

        thread = threading.Thread(target=hang_up, daemon=True)
        thread.start()
        with pytest.raises(ServerError, match=f"tried {ATTEMPTS} times"):
            ask(f"http://127.0.0.1:{door.getsockname()[1]}/v1")
        thread.join(timeout=5)
        assert not thread.is_alive()


def test_name_that_leads_off_this_machine_is_not_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.attribution.language_model.server.is_loopback", lambda host: False)
    with serving(always(Said("yes"))) as served, pytest.raises(ServerError, match="not this machine"):
        ask(served)
    assert served.asked == []


def test_key_is_in_no_log_and_no_representation(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(always(Said(status=500, body=KEY.encode()))) as served:
        server = Server(read_address(served.url), key=KEY, pause=lambda seconds: None)
        with pytest.raises(ServerError) as caught:
            server.ask({"messages": []})
    assert KEY not in f"{server!r} {caught.value} {caplog.text}"


def test_models_of_a_server_are_listed() -> None:
    body = json.dumps({"data": [{"id": "tiny"}, {"id": "small"}, 3]}).encode()
    with serving(always(Said(body=body))) as served:
        assert Server(read_address(served.url)).models() == ["tiny", "small"]
    assert served.asked[0].path == "/v1/models"
