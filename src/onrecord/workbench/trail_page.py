"""The audit report as one HTML page in the dossier's language: loads nothing, runs nothing."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from ..dossier.wording import day_words, number
from ..errors import StoreError
from ..review.agreement import Coefficient
from ..settings import load_settings
from ..store import Store
from ..text import printable
from ..version import __version__
from .agreeing import ALL
from .trail import gather_trail
from .trail_facts import Trail
from .trail_words import methods_text

_HERE = Path(__file__).parent
_MORE = """
.copy{border-left:3px solid var(--ink);padding:2px 0 2px 18px;margin:14px 0 12px;max-width:44em}
.copy p{font:400 16.5px/1.5 var(--serif);margin:0 0 10px;text-wrap:pretty}
.bars{width:100%;height:92px;display:block;margin:14px 0 2px}.bars rect{fill:var(--ink-2)}.bars line{stroke:var(--ink)}
.scale{display:flex;justify-content:space-between;font-size:12px;color:var(--ink-3)}
.ci{width:190px;height:16px;display:block}
.ci .axis{stroke:var(--rule)}.ci .low{stroke:var(--rule-2);stroke-dasharray:2 2}
.ci .range{stroke:var(--ink);stroke-width:2}.ci circle{fill:var(--ink)}
.scores{width:290px}td.why{color:var(--ink-2)}.tight td{padding-top:4px;padding-bottom:4px}
@media (max-width:700px){.ci{width:100%}.copy{padding-left:12px}.copy p{font-size:15.5px}}
"""
_POLICY = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
_MAX_PASSAGES = 5
_MAX_DISAGREEMENTS = 40


def render_trail(trail: Trail) -> str:
    """One HTML document; the same trail gives the same text."""
    css = (resources.files("onrecord.dossier") / "assets" / "page.css").read_text(encoding="utf-8") + _MORE
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    html = (
        _environment()
        .get_template("trail.html.j2")
        .render(
            trail=trail,
            methods=methods_text(trail),
            bars=_bars(trail),
            coefficients=_rows(trail),
            pairs=_pairs(trail),
            marks=(_place(0.667), _place(0.8)),
            disagreements=trail.agreement.disagreements[:_MAX_DISAGREEMENTS],
            max_passages=_MAX_PASSAGES,
            style=css,
            policy=f"{_POLICY}; style-src 'sha256-{digest}'",
            made_on=day_words(trail.made_at.date()),
        )
    )
    return printable(html)


def write_trail(
    store: Store,
    path: str | Path,
    *,
    title: str,
    made_at: datetime | None = None,
    resamples: int = 1000,
    seed: int = 0,
    anonymous: bool = False,
) -> tuple[str, ...]:
    """Writes the report whole and gives the paragraphs of its methods text. `made_at` is now unless given."""
    settings = {f"Setting {name}": str(value) for name, value in load_settings().model_dump().items()}
    trail = gather_trail(
        store,
        title=title,
        version=__version__,
        made_at=made_at or datetime.now(UTC),
        settings=settings,
        resamples=resamples,
        seed=seed,
        anonymous=anonymous,
    )
    target = Path(path)
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.write_text(render_trail(trail), encoding="utf-8")
        partial.replace(target)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); give another place with -o") from error
    return methods_text(trail)


def _bars(trail: Trail) -> dict[str, Any] | None:
    """Decisions a day as bars on a time axis, months when there are more than 120 days."""
    if not trail.per_day:
        return None
    first, last = trail.per_day[0][0], trail.per_day[-1][0]
    by_month = (last - first).days > 120
    counts: dict[int, int] = {}
    for day, n in trail.per_day:
        place = (day.year - first.year) * 12 + day.month - first.month if by_month else (day - first).days
        counts[place] = counts.get(place, 0) + n
    slots, top = max(counts) + 1, max(counts.values())
    width = 1000 / slots
    listed = [
        {"x": place * width + width * 0.1, "w": min(width * 0.8, 24), "h": 80 * n / top, "y": 84 - 80 * n / top}
        for place, n in sorted(counts.items())
    ]
    return {
        "bars": [{name: f"{value:.2f}" for name, value in bar.items()} for bar in listed],
        "unit": "month" if by_month else "day",
        "top": top,
        "first": day_words(first),
        "last": day_words(last),
    }


def _rows(trail: Trail) -> list[dict[str, Any]]:
    """Every coefficient over all coders, drawn on a scale from -0.2 to 1."""
    return [
        {"of": each, "first": place == 0, "one": one, "drawn": _drawn(one)}
        for each in trail.agreement.variables
        if each.scope == ALL
        for place, one in enumerate(each.coefficients)
    ]


def _pairs(trail: Trail) -> list[dict[str, Any]]:
    """Nominal alpha by pair, where there is more than one pair."""
    found = [each for each in trail.agreement.variables if each.scope != ALL]
    if len({each.scope for each in found}) < 2:
        return []
    found.sort(key=lambda each: each.scope)
    return [
        {"of": each, "first": not place or found[place - 1].scope != each.scope, "one": one, "drawn": _drawn(one)}
        for place, each in enumerate(found)
        for one in each.coefficients[:1]
    ]


def _drawn(one: Coefficient) -> dict[str, str | None] | None:
    if one.value is None:
        return None
    ends = one.interval
    return {
        "at": _place(one.value),
        "low": _place(ends.low) if ends else None,
        "high": _place(ends.high) if ends else None,
    }


def _place(value: float) -> str:
    return f"{5 + 180 * (max(-0.2, min(1.0, value)) + 0.2) / 1.2:.1f}"


def _coefficient(value: float) -> str:
    return f"{value:.3f}".replace("-", "\u2212")


def _moment(at: datetime) -> str:
    return f"{day_words(at.date())}, {at:%H:%M}"


def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "coefficient": _coefficient,
        "number": number,
        "own": Markup,
        "moment": _moment,
        "day": _day,
    }
    return environment


def _day(day: date | None) -> str:
    return day_words(day) if day else "not known"
