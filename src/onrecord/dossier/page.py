"""The page: ledger, anchors, one view a section, one template a section, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..text import printable
from .anchors import plan_anchors
from .limits import Limits
from .material import Material
from .numbering import open_ledger
from .views.amounts import view_amounts
from .views.articles import view_articles
from .views.gaps import view_gaps
from .views.head import view_head
from .views.method import view_method
from .views.network import view_network
from .views.process import view_process
from .views.register import view_register
from .views.report import view_report
from .views.said import view_said
from .views.stands import view_stands
from .views.table import view_table
from .views.tensions import view_tensions
from .views.timeline import view_timeline
from .wording import day_words, number

if TYPE_CHECKING:
    from jinja2 import Environment

# Attributions from which cards far from the window are not laid out: before that, laying out all takes no second.
_LONG = 2_000
_HERE = Path(__file__).parent


def render_dossier(material: Material, *, limits: Limits | None = None) -> str:
    """One HTML document that loads nothing; the same material gives the same text. Never empty, whatever is missing."""
    ledger = open_ledger(material, limits or Limits())
    anchors = plan_anchors(ledger)
    style, script = _asset("page.css"), _asset("page.js")
    views = {
        "head": view_head(anchors),
        "table": view_table(anchors),
        "process": view_process(anchors),
        "stands": view_stands(anchors),
        "network": view_network(anchors),
        "said": view_said(anchors),
        "time": view_timeline(anchors),
        "amounts": view_amounts(anchors),
        "report": view_report(anchors),
        "tensions": view_tensions(anchors),
        "articles": view_articles(anchors),
        "register": view_register(anchors),
        "gaps": view_gaps(anchors),
        "method": view_method(anchors),
    }
    html = (
        _environment()
        .get_template("page.html.j2")
        .render(
            **views,
            n_speakers=len(ledger.speakers),
            long=len(ledger.reports) > _LONG,
            made_on=day_words(material.made_on),
            version=material.version,
            style=style,
            script=script,
            policy=_policy(style, script),
        )
    )
    return printable(html)


def _policy(style: str, script: str) -> str:
    """Content Security Policy: only the two inline blocks of this page, by hash; no network, frames, forms or base."""
    return (
        f"default-src 'none'; script-src 'sha256-{_digest(script)}'; style-src 'sha256-{_digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(block: str) -> str:
    return base64.b64encode(hashlib.sha256(block.encode("utf-8")).digest()).decode("ascii")


@lru_cache
def _asset(name: str) -> str:
    return (_HERE / "assets" / name).read_text(encoding="utf-8")


@lru_cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 50 ms: not paid by `import onrecord`
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = number
    environment.filters["own"] = Markup  # for the page's own style and script, nothing else
    return environment
