"""The error rates that a dossier states: a reader's choice from the table that the benchmarks write."""

from __future__ import annotations

import tomllib
from importlib import resources

from .dossier import Measure

_NEWS = "84 articles of US political news that the model was not trained on"
_PAGES = "181 web pages, each scored by a model that has not seen its site"
# (module, name in measured.toml) -> what a reader calls it, and on what it was measured
SHOWN: dict[tuple[str, str], tuple[str, str]] = {
    ("quality.polnear", "PolNeAR dev: full attribution"): (
        "Attributions with source, cue and content right",
        f"{_NEWS}; two human annotators agree at 0.69",
    ),
    ("quality.polnear", "PolNeAR dev: speech only"): ("... those with a verb of saying", f"{_NEWS}; humans 0.87"),
    ("quality.polnear", "PolNeAR dev: with quotation marks"): ("... those with quotation marks", _NEWS),
    ("quality.entities", "names, worldwide newswire"): ("Names and what they name", "newswire of many countries"),
    ("quality.actors", "GUM: named sources led to the right entity"): (
        "Named sources led to the right actor",
        "news and speeches",
    ),
    ("quality.actors", "GUM: pronoun sources led to the right entity"): (
        "Pronouns as sources led to the right actor",
        "news and speeches; a small sample",
    ),
    ("quality.boilerplate_html", "body text from HTML, 181 pages, 4-gram F1"): (
        "Body text of web pages",
        "181 web pages",
    ),
    ("quality.boilerplate", "pages pasted as text, 4-gram F1"): ("Body text of pages pasted as text", _PAGES),
    ("quality.boilerplate", "pasted articles: furniture F1 by code point"): (
        "Furniture in pasted articles",
        "articles mixed with lines of other pages",
    ),
    ("quality.dates", "dates: value F1, MEANTIME"): (
        "Dates in words read as the right day or range",
        "120 news articles",
    ),
    ("quality.dates", "publication ranges that hold the true day, 50% of dates hidden"): (
        "Inferred publication ranges that hold the true day",
        "924 articles, half of the dates hidden",
    ),
    ("quality.provenance", "shared text: precision on pairs with a made article"): (
        "Pairs of articles said to share text that do",
        "real articles among copies made from them",
    ),
    ("quality.provenance", "wire credits, recall"): ("Credits to an agency found", "924 news articles"),
    ("quality.stance", "stance: SEESAW, sides taken that are right"): (
        "Stance toward a policy, where a side is taken",
        "sayings in US political news that are given a side; judged by readers of the whole article",
    ),
    ("quality.stance", "stance: invented idioms not looked at, right"): (
        "... of sentences full of idioms",
        "40 invented sentences, four stances",
    ),
}
_UNMEASURED = Measure("Concept of a suggestion", None, None, "not measured: take it as a first pass to be checked")


def read_measures() -> tuple[Measure, ...]:
    """What was measured for this version, in a reader's words; none when the table is not shipped."""
    source = resources.files(__package__) / "measured.toml"
    if not source.is_file():
        return ()
    rows = tomllib.loads(source.read_text(encoding="utf-8")).get("measure", [])
    measured = {(row["module"], row["name"]): row for row in rows}
    return (
        *(
            Measure(label, measured[key]["value"], measured[key]["goal"] or None, on)
            for key, (label, on) in SHOWN.items()
            if key in measured
        ),
        _UNMEASURED,
    )
