"""Pages from templates: text is always escaped, data goes in as JSON that no markup can end, files come by digest."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from ..record import Stance
from ..text import printable
from ..version import __version__
from .access import AccountRole
from .assets import PARTS, digest
from .bench import the_account, the_bench

HERE = Path(__file__).parent
THEME = "onrecord_theme"  # the cookie in which a browser keeps light or dark, so that the first drawing has it

# (address, label): one entry a page, in the order of the work.
NAVIGATION = (
    ("/documents", "Documents"),
    ("/read", "Reader"),
    ("/review", "Review"),
    ("/overview", "Overview"),
    ("/codebook", "Codebook"),
    ("/actors", "Actors"),
    ("/dossier", "Dossier"),
    ("/agreement", "Agreement"),
    ("/history", "History"),
    ("/export", "Export"),
)
STANCE_MARKS = {
    Stance.SUPPORT: ("pos", "support"),
    Stance.OPPOSE: ("neg", "oppose"),
    Stance.NEUTRAL: ("neu", "neutral"),
    Stance.CONDITIONAL: ("con", "conditional"),
}
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def page(request: Request, template: str, *, here: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page under the frame. `here` is the address of its entry in the navigation."""
    name = template.split(".")[0]
    bench, account = the_bench(request), the_account(request)
    html = (
        environment()
        .get_template(template)
        .render(
            **values,
            parts=name if name in PARTS else "frame",
            theme=_theme(request),
            here=here,
            project_title=bench.title,
            project_id=bench.project_id,
            account=account,
            is_team=bench.is_team,
            may_adjudicate=account.may(AccountRole.ADJUDICATOR),
            is_admin=account.may(AccountRole.ADMIN),
        )
    )
    return HTMLResponse(printable(html), status)


def bare_page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page without account and frame: signing in."""
    html = environment().get_template(template).render(**values, theme=_theme(request))
    return HTMLResponse(printable(html), status)


def _theme(request: Request) -> str:
    chosen = request.cookies.get(THEME, "")
    return chosen if chosen in ("light", "dark") else ""


@lru_cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        static=f"/static/{digest()}",
        navigation=NAVIGATION,
        version=__version__,
        stance_marks=STANCE_MARKS,
        island=island,
    )
    made.filters["number"] = lambda value: f"{value:,}"
    made.filters["starred"] = starred
    return made


def island(identifier: str, value: Any) -> Markup:
    """Data for a page's script: `<script type="application/json">` whose content no text of an article can close."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
    return Markup('<script type="application/json" id="{}">{}</script>').format(identifier, Markup(text))


def starred(words: str) -> Markup:
    """A sentence in which *a label* stands between stars, with the label in italics; all else escaped."""
    parts = words.split("*")
    return Markup("").join(Markup("<i>{}</i>").format(part) if n % 2 else escape(part) for n, part in enumerate(parts))
