"""What is answered where something is wrong: a page in words to who opened a page, JSON to a script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse, PlainTextResponse, Response

from ..errors import OnRecordError, StoreError, UnknownId
from .guard import shut
from .pages import page

_LONGEST = 60  # characters of what was asked that are said back


def explain(app: FastAPI) -> None:
    """Puts these answers in place of the framework's."""

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        return _answer(request, 422, "This address is not understood", invalid_words(error.errors()[0]))

    @app.exception_handler(OnRecordError)
    def explained(request: Request, error: OnRecordError) -> Response:
        return _answer(request, 503 if isinstance(error, StoreError) else 400, "This is not shown", str(error))

    @app.exception_handler(UnknownId)
    def missing(request: Request, error: UnknownId) -> Response:
        return _answer(request, 404, "Not here", f"There is no {error.args[0]}.")

    @app.exception_handler(Exception)  # answered outside the guard, and raised again there: the trace goes to the log
    def stumbled(request: Request, error: Exception) -> Response:
        words = (
            "This is a mistake in onrecord, not in what you did; nothing of this step was stored. The terminal that "
            "runs the workbench shows where it happened: please report it with those lines."
        )
        return shut(_answer(request, 500, "This went wrong", words), request.scope, secure=request.app.state.secure)

    @app.exception_handler(404)
    def not_found(request: Request, error: HTTPException) -> Response:
        words = getattr(error, "detail", "")
        return _answer(request, 404, "Not here", "There is nothing here." if words in ("", "Not Found") else words)

    @app.exception_handler(403)
    def not_allowed(request: Request, error: HTTPException) -> Response:
        return _answer(request, 403, "Not for this account", getattr(error, "detail", ""))


def invalid_words(wrong: Mapping[str, Any]) -> str:
    """What is wrong with a part of a request, and what is allowed in its place."""
    place = [str(part) for part in wrong["loc"]]
    name = ".".join(place[1:] if place[0] in ("query", "path") else place) or "the request"
    given, kind = str(wrong.get("input", "")), str(wrong["type"])
    said = f"“{given[:_LONGEST]}{'…' if len(given) > _LONGEST else ''}”"
    if kind in ("enum", "literal_error"):
        allowed = re.sub(r"'([^']*)'", lambda found: found[1] or "nothing", str(wrong["ctx"]["expected"]))
        return f"{name}: {said} is not one of {allowed}"
    if kind.startswith("date"):
        return f"{name}: {said} is no day; write it as 2031-05-04"
    if kind.startswith(("int", "bool")) and "query" in place[:1]:
        return f"{name}: {said} is not {'a whole number' if kind.startswith('int') else 'true or false'}"
    return f"{name}: {wrong['msg']}"


def _answer(request: Request, status: int, title: str, words: str) -> Response:
    path = request.url.path
    if path.startswith("/api/") or request.method not in ("GET", "HEAD"):
        return JSONResponse({"detail": words}, status)
    if getattr(request.state, "account", None) is None:
        return PlainTextResponse(f"{words} Go back, or to the start page: /", status)
    here = "/" + path.split("/")[1]
    again = path if request.url.query else None
    return page(request, "refused.html.j2", here=here, status=status, heading=title, words=words, again=again)
