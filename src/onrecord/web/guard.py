"""What stands before every request: the host it names, where it comes from, how much it brings, and who sends it.

Threats and their examples in peers: DNS rebinding (a page of another site that names its own host 127.0.0.1), requests
forged by other sites, pages that run what an article says. Rules after OWASP and Datasette 1.0a27: hosts are listed,
unsafe methods must come from a page of ours, bodies are JSON or plain bytes, nothing on a page may run but our files.
"""

from __future__ import annotations

from collections.abc import Collection, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .access import COOKIE, Access, AccountRole, cookie_name

MAX_BODY = 64 * 1024 * 1024  # bytes of one upload
MAX_JSON = 2 * 1024 * 1024  # bytes of one request of a page
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_PATHS = ("/static/", "/start", "/login")
_JSON, _BYTES = "application/json", "application/octet-stream"
_FORM = "application/x-www-form-urlencoded"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class TooLarge(Exception):
    """A body that goes on past what is allowed."""


class Guard:
    """ASGI middleware. Puts the account into `request.state.account`; refuses in words what it does not let through."""

    def __init__(self, app: ASGIApp, *, access: Access, hosts: Collection[str], secure: bool = False) -> None:
        self._app = app
        self._access = access
        self._hosts = frozenset(host.lower() for host in hosts)
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, self._with_headers(send, scope))
            return
        limit = MAX_BODY if headers.get("content-type", "").startswith(_BYTES) else MAX_JSON
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await self._with_headers(send, scope)(message)

        try:
            await self._app(scope, _counted(receive, limit), watched)
        except TooLarge:
            if begun:
                raise
            await _too_large(limit)(scope, receive, self._with_headers(send, scope))

    def _refusal(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        if headers.get("host", "").lower() not in self._hosts:
            return PlainTextResponse(
                "This address is not served here. Open the address that was printed at the start.", 421
            )
        unsafe = scope["method"] not in SAFE_METHODS
        if unsafe and (reason := _foreign(headers)):
            return PlainTextResponse(f"Refused: {reason}. Send this from a page of the workbench itself.", 403)
        if unsafe and (problem := _wrong_body(scope["path"], headers)):
            return problem
        account = self._access.identify(_cookie(headers))
        scope.setdefault("state", {})["account"] = account
        if account is None and not scope["path"].startswith(_OPEN_PATHS):
            return self._closed(scope)
        if unsafe and account is not None and not account.may(AccountRole.CODER) and not _own_path(scope["path"]):
            return PlainTextResponse("This account only reads; ask an admin for the role of a coder.", 403)
        return None

    def _closed(self, scope: Scope) -> ASGIApp:
        if scope["path"].startswith("/api/"):
            return PlainTextResponse("Not signed in. Open the workbench again.", 401)
        if self._access.is_team:
            return RedirectResponse("/login", 303)
        return PlainTextResponse(
            "Not signed in. The address printed in the terminal opens the workbench once; "
            "a fresh one is printed there each time it is used.",
            401,
        )

    def _with_headers(self, send: Send, scope: Scope) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _close(MutableHeaders(scope=message), scope, self._secure)
            await send(message)

        return sending


def shut(response: Response, scope: Scope, *, secure: bool) -> Response:
    """An answer that is given outside the guard, with the headers of one that passed it."""
    _close(response.headers, scope, secure)
    return response


def _close(headers: MutableHeaders, scope: Scope, secure: bool) -> None:
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if not scope["path"].startswith("/static/"):
        headers["cache-control"] = "no-store"
    if secure:
        headers.setdefault("strict-transport-security", "max-age=31536000")


def _foreign(headers: Headers) -> str | None:
    """Why an unsafe request is taken for one that another site had a browser send; None where it is ours."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return f"the browser says that it comes from another site ({site[:20]})"
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return "its Origin is another site"
    if site is None and origin is None and COOKIE in headers.get("cookie", ""):
        return "it carries a cookie and does not say where it comes from"
    return None


def _wrong_body(path: str, headers: Headers) -> ASGIApp | None:
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    length = headers.get("content-length", "0")
    limit = MAX_BODY if kind == _BYTES else MAX_JSON
    if not length.isdigit():
        return PlainTextResponse("Content-Length is no number.", 400)
    if int(length) > limit:
        return _too_large(limit)
    allowed = (_JSON, _FORM) if path in ("/login", "/logout") else (_JSON, _BYTES)
    if kind not in allowed and (kind or int(length)):
        return PlainTextResponse(f"Send {' or '.join(allowed)}, not {kind[:60] or 'a body without a type'}.", 415)
    return None


def _too_large(limit: int) -> PlainTextResponse:
    return PlainTextResponse(f"More than {limit // 1024 // 1024} MB in one request; send it in parts.", 413)


def _own_path(path: str) -> bool:
    """What also a reader may change: the own sign-in."""
    return path in ("/logout", "/account/password")


def _cookie(headers: Headers) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(cookie_name(headers.get("host", "")))
    except CookieError:
        return None
    return None if found is None else found.value


def _counted(receive: Receive, limit: int) -> Receive:
    """`receive` that counts what really comes, since a declared length may lie or be missing."""
    total = 0

    async def counting() -> MutableMapping[str, Any]:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > limit:
            raise TooLarge
        return message

    return counting
