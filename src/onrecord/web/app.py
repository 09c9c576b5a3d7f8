"""The application: routes by page behind the guard."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ..project import Project
from ..version import __version__
from .access import Access, cookie_name
from .assets import STATIC, digest, joined
from .bench import Bench
from .guard import Guard
from .refusals import explain
from .routes import ROUTERS

# Newer FastAPI reports to whatever OpenTelemetry collector the environment names; nothing leaves this machine here.
# Older ones take the argument and do nothing with it.
_NO_TELEMETRY: dict[str, Any] = {
    "telemetry": {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
}


class _KeptFiles(StaticFiles):
    """The pages' own files. Their address holds a digest of them all, so that a browser asks for each once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        text = joined(path)
        if text is None:
            response = await super().get_response(path, scope)
        else:
            response = Response(text, media_type="text/css" if path.endswith(".css") else "text/javascript")
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def create_app(
    project: Project, access: Access, *, hosts: Collection[str], title: str, secure: bool = False
) -> FastAPI:
    """The workbench on an open project. `hosts` are the `Host` headers it answers to (name and port)."""
    app = FastAPI(title="onrecord workbench", version=__version__, docs_url=None, redoc_url=None, **_NO_TELEMETRY)
    app.state.secure = secure
    app.state.bench = Bench(project, access, title, project.identity())
    app.mount(f"/static/{digest()}", _KeptFiles(directory=STATIC))
    for router in ROUTERS:
        app.include_router(router)

    @app.get("/start", include_in_schema=False)
    def start(request: Request, token: str = "") -> Response:
        value = access.enter(token)
        if value is None:
            return PlainTextResponse(
                "This address has been used, or is of another start. The terminal shows a fresh one.", 403
            )
        response = RedirectResponse("/", 303)
        name = cookie_name(request.headers["host"])
        response.set_cookie(name, value, httponly=True, samesite="strict", secure=secure, path="/")
        return response

    explain(app)
    app.add_middleware(Guard, access=access, hosts=hosts, secure=secure)
    return app
