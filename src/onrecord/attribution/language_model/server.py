"""One question to a server that speaks OpenAI's chat completions, and its answer; every way it can fail has a name.

Python's own `http.client`: it follows no redirect and reads no proxy from the environment, so that an article goes to
the host in the address and to no other.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ...errors import ServerError
from .address import Address, is_loopback

logger = logging.getLogger(__name__)

MAX_ANSWER_BYTES = 1_000_000  # a passage of 4,000 characters is answered in some 10,000
ATTEMPTS = 3
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 20.0
_CONNECT_S = 10.0
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})  # worth another try
_MAX_REASON = 200


class Refused(ServerError):
    """The server says that it does not take this request (400, 404, 422 ...): asking again the same way is idle."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class GivenUp(ServerError):
    """Every attempt failed in a way that might have passed: the server is down, or out of order."""


class _Passing(ServerError):
    """A failure that may pass; `pause_s` is how long the server asks to wait."""

    def __init__(self, message: str, pause_s: float | None = None) -> None:
        super().__init__(message)
        self.pause_s = pause_s


@dataclass(frozen=True, slots=True)
class Server:
    """A server to ask. The key stays out of everything that could be printed."""

    address: Address
    key: str = field(default="", repr=False)
    timeout_s: float = 120.0
    pause: Callable[[float], object] = time.sleep

    def ask(self, request: dict[str, Any], *, attempts: int = ATTEMPTS) -> dict[str, Any]:
        """The JSON object that answers a chat completion request.

        Tries again after a while when the server is busy, fails or cannot be reached; not when it takes too long, for a
        slow server would only be slower. Raises `Refused` for a request it does not take, else `ServerError`.
        """
        payload = json.dumps(request, ensure_ascii=False).encode("utf-8", "replace")
        pause_s = FIRST_PAUSE_S
        for attempt in range(1, attempts + 1):
            try:
                return _json_object(self._send("POST", "/chat/completions", payload), self.address)
            except _Passing as error:
                if attempt == attempts:
                    raise GivenUp(f"{error} (tried {attempts} times)" if attempts > 1 else str(error)) from error
                logger.debug("attempt %d: %s", attempt, error)
                self.pause(min(error.pause_s or pause_s, LONGEST_PAUSE_S))
                pause_s *= 2
        raise AssertionError("unreachable")

    def models(self) -> list[str]:
        """Names of the models the server says it has. Raises `ServerError`."""
        listed = _json_object(self._send("GET", "/models", None), self.address).get("data")
        rows = listed if isinstance(listed, list) else []
        return [str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row]

    def _send(self, method: str, path: str, payload: bytes | None) -> bytes:
        """The body of a successful answer."""
        connection = _connection(self.address)
        overdue = threading.Event()
        line: list[socket.socket] = []  # kept here, for the connection lets go of it while the answer is still read

        def end() -> None:
            overdue.set()
            for open_line in line:
                with contextlib.suppress(OSError):
                    open_line.shutdown(socket.SHUT_RDWR)

        # A clock over all of it: a server that sends a byte a second never lets a socket's own timeout run out.
        clock = threading.Timer(self.timeout_s, end)
        clock.daemon = True
        clock.start()
        try:
            connection.connect()
            line.append(connection.sock)
            if overdue.is_set():
                raise TimeoutError
            _check_peer(connection, self.address)
            connection.sock.settimeout(self.timeout_s)
            headers = {"Content-Type": "application/json", "Accept": "application/json"}
            if self.key:
                headers["Authorization"] = f"Bearer {self.key}"
            connection.request(method, self.address.path + path, body=payload, headers=headers)
            answer = connection.getresponse()
            body = answer.read(MAX_ANSWER_BYTES + 1)
            if overdue.is_set():
                raise TimeoutError
            self._judge(answer, body)
            return body
        except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
            # ValueError and AttributeError: what a socket raises that was closed under a reader's hands.
            if overdue.is_set() or isinstance(error, TimeoutError):
                raise ServerError(
                    f"{self.address}: no answer within {self.timeout_s:g} seconds; "
                    "allow more by ONRECORD_LLM_TIMEOUT_S, or send less by ONRECORD_LLM_PASSAGE_CHARS"
                ) from error
            if isinstance(error, ssl.SSLError):
                reason = error.reason or str(error)
                raise ServerError(f"{self.address}: no safe connection ({reason}); mend its certificate") from error
            raise _Passing(f"{self.address}: cannot be asked ({_what(error)}); is the server running?") from error
        finally:
            clock.cancel()
            connection.close()

    def _judge(self, answer: http.client.HTTPResponse, body: bytes) -> None:
        status = answer.status
        if 300 <= status < 400:
            raise ServerError(f"{self.address}: sends us elsewhere (status {status}); redirects are not followed")
        if len(body) > MAX_ANSWER_BYTES:
            raise ServerError(f"{self.address}: an answer of more than {MAX_ANSWER_BYTES:,} bytes; it is not read")
        if 200 <= status < 300:
            return
        message = f"{self.address}: status {status}{self._said(body)}"
        if status in _PASSING:
            raise _Passing(message, _seconds(answer.getheader("Retry-After")))
        if status in (401, 403):
            message += "; set the server's key in ONRECORD_LLM_KEY"
        if status == 404:
            message += "; has the server this model, and does its API begin at this address? (many end in /v1)"
        raise Refused(message, status)

    def _said(self, body: bytes) -> str:
        """What an error's body says, in one short line without the key."""
        try:
            said = json.loads(body)
            said = said.get("error", said) if isinstance(said, dict) else said
            said = said.get("message", "") if isinstance(said, dict) else said
        except (ValueError, RecursionError):
            return ""
        words = str(said).replace(self.key, "***") if self.key else str(said)
        line = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
        return f" ({line[:_MAX_REASON]})" if line else ""


def _connection(address: Address) -> http.client.HTTPConnection:
    if address.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(address.host, address.port, timeout=_CONNECT_S, context=context)
    return http.client.HTTPConnection(address.host, address.port, timeout=_CONNECT_S)


def _check_peer(connection: http.client.HTTPConnection, address: Address) -> None:
    """A name for this machine that a hosts file leads elsewhere is not this machine."""
    peer = str(connection.sock.getpeername()[0])
    if address.is_local and not is_loopback(peer):
        raise ServerError(f"{address}: {address.host} leads to {peer}, which is not this machine")


def _json_object(body: bytes, address: Address) -> dict[str, Any]:
    try:
        found = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _Passing(f"{address}: the answer is no UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise _Passing(f"{address}: the answer is no JSON") from error
    if not isinstance(found, dict):
        raise _Passing(f"{address}: the answer is no JSON object")
    return found


def _what(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:_MAX_REASON]


def _seconds(header: str | None) -> float | None:
    """The pause a server asks for in seconds; None for none, or for a date."""
    return float(header) if header and header.isdecimal() else None
