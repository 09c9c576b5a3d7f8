"""A real HTTP server on this machine that answers as a test tells it, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Said:
    """One answer: what the model says, or a body of its own; given after `delay_s`, in drops if `drop_s` is set."""

    words: str = ""
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    finish: str = "stop"
    delay_s: float = 0.0
    drop_s: float = 0.0

    def payload(self) -> bytes:
        if self.body is not None:
            return self.body
        choice = {"index": 0, "message": {"role": "assistant", "content": self.words}, "finish_reason": self.finish}
        return json.dumps({"object": "chat.completion", "choices": [choice]}).encode()


@dataclass
class Asked:
    """A question as it arrived."""

    path: str
    headers: dict[str, str]
    request: dict[str, Any]

    @property
    def paragraphs(self) -> list[tuple[int, str]]:
        passage = json.loads(self.request["messages"][1]["content"])
        return [(each["number"], each["text"]) for each in passage["paragraphs"]]


Script = Callable[[Asked, int], Said]  # the question and its number, from 0


@dataclass
class Served:
    url: str
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def serving(script: Script) -> Iterator[Served]:
    """A server at `served.url` until the block ends."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, request: dict[str, Any]) -> None:
            asked = Asked(self.path, dict(self.headers), request)
            with lock:
                number = len(served.asked)
                served.asked.append(asked)
            said = script(asked, number)
            time.sleep(said.delay_s)
            payload = said.payload()
            try:
                self.send_response(said.status)
                for name, value in ({"Content-Length": str(len(payload))} | said.headers).items():
                    self.send_header(name, value)
                self.end_headers()
                for at in range(0, len(payload), 1 if said.drop_s else len(payload) or 1):
                    self.wfile.write(payload[at : at + 1] if said.drop_s else payload)
                    time.sleep(said.drop_s)
            except OSError:  # the asker hung up: what some tests are about
                pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Served(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def attributions(*found: dict[str, Any], names: tuple[dict[str, str], ...] = ()) -> str:
    """The words of a model that answers as it was asked to."""
    return json.dumps({"attributions": list(found), "names": list(names)}, ensure_ascii=False)


def proposal(source: str, cue: str, *content: str, paragraph: int = 1, kind: str = "said") -> dict[str, Any]:
    pieces = [source] if source else []
    return {"paragraph": paragraph, "source": pieces, "cue": [cue], "content": list(content), "kind": kind}
