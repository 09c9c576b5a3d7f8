"""Pages from templates: text is always escaped, data goes in as JSON that no markup can end, files come by digest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from ..record import Stance
from ..version import __version__
from .access import AccountRole
from .bench import the_account, the_bench

HERE = Path(__file__).parent
STATIC = HERE / "static"

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
# As the dossier: neither HTML nor UTF-8 can carry these; one sign each, so that offsets stay true.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def page(
    request: Request, template: str, *, here: str, status: int = 200, modules: Sequence[str] = (), **values: Any
) -> HTMLResponse:
    """A page under the frame. `here` is the address of its entry in the navigation, `modules` its own scripts."""
    bench, account = the_bench(request), the_account(request)
    html = (
        environment()
        .get_template(template)
        .render(
            **values,
            modules=list(modules),
            here=here,
            project_title=bench.title,
            project_id=bench.project_id,
            account=account,
            is_team=bench.is_team,
            may_adjudicate=account.may(AccountRole.ADJUDICATOR),
            is_admin=account.may(AccountRole.ADMIN),
        )
    )
    return HTMLResponse(_UNPRINTABLE.sub("\ufffd", html), status)


def bare_page(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page without account and frame: signing in."""
    return HTMLResponse(_UNPRINTABLE.sub("\ufffd", environment().get_template(template).render(**values)), status)


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
        static=f"/static/{assets_digest()}",
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


@lru_cache
def assets_digest() -> str:
    """One digest over all files under `static/`: part of their address, so that browsers may keep them for ever."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
