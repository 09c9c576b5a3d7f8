# ruff: noqa: E501
"""Credit lines: wire datelines, bylines and the notes that say where a text was published first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...record import Annotated, DerivationRelation, RegionKind, Span
from .citations import sentence_around
from .outlets import OutletFinder, outlet_key

HEAD = 700  # code points at the start where a dateline or byline may stand (a headline and a subhead come first)
TAIL = 500  # code points at the end where a closing credit may stand

_AGENCIES = {
    "ap": "Associated Press",
    "associated press": "Associated Press",
    "reuters": "Reuters",
    "afp": "Agence France-Presse",
    "agence france-presse": "Agence France-Presse",
    "upi": "United Press International",
    "united press international": "United Press International",
    "dpa": "Deutsche Presse-Agentur",
    "xinhua": "Xinhua",
    "tass": "TASS",
    "pti": "Press Trust of India",
    "ians": "Indo-Asian News Service",
    "jta": "Jewish Telegraphic Agency",
    "yonhap": "Yonhap",
    "kyodo": "Kyodo",
    "anadolu": "Anadolu Agency",
    "aa": "Anadolu Agency",
    "ansa": "ANSA",
    "efe": "EFE",
    "bloomberg": "Bloomberg",
    "cp": "The Canadian Press",
    "the canadian press": "The Canadian Press",
    "pa": "Press Association",
    "aap": "Australian Associated Press",
    "interfax": "Interfax",
    "cnn": "CNN",
    "tns": "Tribune News Service",
    "thinkprogress": "ThinkProgress",
}
_AGENCY = "|".join(sorted((re.escape(name) for name in _AGENCIES), key=len, reverse=True))
_PLACE = r"[A-ZÀ-Þ][\w.’'-]*(?:[ /,]+[\w.’'-]+){0,8}?"
_DATELINE = re.compile(
    rf"(?:^|\n)[^\S\n]*(?:{_PLACE},?[^\S\n]*)?(?P<credit>[(\[](?P<agency>(?i:{_AGENCY}))[)\]])[^\S\n]*(?:[-–—:]+|(?=[A-Z]))"
)
_DATELINE_BARE = re.compile(
    rf"(?:^|\n)[^\S\n]*{_PLACE},?[^\S\n]+(?P<credit>(?P<agency>AFP|AP|UPI|Reuters|REUTERS|Xinhua|dpa|DPA|TASS|PTI|IANS|JTA))[^\S\n]*[-–—]+[^\S\n]"
)
_SLASH = re.compile(rf"(?:^|\n)[^\S\n]*{_PLACE},?[^\S\n]*(?P<credit>/(?P<agency>(?i:{_AGENCY}))/)[^\S\n]*[-–—]+")
_BYLINE = re.compile(
    rf"(?:^|\n)[^\S\n]*(?P<credit>(?:[Bb]y|BY)[^\n]{{2,80}}?(?:[,|(/–—-]|\bof\b|\bfor\b|\n)[^\S\n]*(?:[Tt]he[^\S\n]+)?(?P<agency>(?i:{_AGENCY})))"
    r"(?:[^\S\n]*\)?[^\S\n]*(?:\n|$)|[^\S\n]+(?:[Ww]riter|staff))"
)
_LONE = re.compile(rf"(?:^|\n)[^\S\n]*(?P<credit>[(\[—–-]*[^\S\n]*(?:[Ss]ource:[^\S\n]*|[Vv]ia[^\S\n]+|©[^\S\n]*(?:\d{{4}}[^\S\n]+)?)?(?:The[^\S\n]+)?(?P<agency>{_AGENCY}|Associated Press|Reuters|AFP|AP|UPI|Agence France-Presse|United Press International)[)\]]?)[^\S\n]*\.?(?:\n|$)")  # fmt: skip
_REPORTING_BY = re.compile(r"\(Reporting by [^)\n]{3,200}\)")
_CONTRIBUTED = re.compile(
    rf"(?P<agency>(?i:{_AGENCY}))\b[^.\n]{{0,120}}\bcontributed(?:[^\S\n]+\w+){{0,3}}?[^\S\n]+to[^\S\n]+this[^\S\n]+(?:report|story|article)"
)
_COPYRIGHT = re.compile(
    rf"(?:Copyright|©)[^\S\n]*(?:\d{{4}}[^\S\n]+)?(?:by[^\S\n]+)?(?:[Tt]he[^\S\n]+)?(?P<agency>(?i:{_AGENCY}))\b"
)

_NAME = r"(?P<name>(?:[Tt]he[^\S\n]+)?[“\"‘']?[A-ZÀ-Þ][^\n.;,()“”\"|]{1,60}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
_PUBLISHED_FIRST = re.compile(
    r"\b(?:(?i:originally|first|previously)[^\S\n]+(?i:published|appeared|posted|printed|ran|aired)|(?i:this[^\S\n]+(?:article|story|"
    r"piece|column|report|op-ed|essay|post|interview|analysis|translation)(?:[^\S\n]+(?:has|was|is|had|been))*[^\S\n]+(?:also[^\S\n]+|adapted[^\S\n]+)?"
    r"(?:appeared|published|appears|excerpted|syndicated|produced))|(?i:re-?published|re-?printed|reproduced|cross-?posted|"
    r"reposted|syndicated|adapted|excerpted)(?:[^\S\n]+(?i:here|with[^\S\n]+(?:the[^\S\n]+)?(?:kind[^\S\n]+)?permission|under[^\S\n]+\w+[^\S\n]+\w+))*)"
    r"(?:[^\S\n]+\w+day,?)?(?:[^\S\n]+\w+){0,3}?[^\S\n]+(?i:in|by|on|at|from|of|courtesy[^\S\n]+of)[^\S\n]+" + _NAME
)
_COURTESY = re.compile(r"(?i:\bcourtesy[^\S\n]+(?:of[^\S\n]+)?)" + _NAME)
_PHOTO = re.compile(
    r"(?i:\b(?:photos?|image|picture|video|getty|footage|illustration|pool|credit|graphic|screenshot|screen grab|map)\b)"
)
_TRANSLATED = re.compile(
    r"(?i:(?:this[^\S\n]+(?:article|story|piece|interview|text|report|post)[^\S\n]+(?:was|has[^\S\n]+been|is)[^\S\n]+)?(?:^|(?<=\n)|(?<=was )|(?<=been )|(?<=is )|(?<=\()|(?<=\. ))"
    r"translated[^\S\n]+(?:and[^\S\n]+\w+[^\S\n]+)?from[^\S\n]+)"
    r"(?:(?i:the|an)[^\S\n]+(?:(?i:original)[^\S\n]+)?(?P<language>[A-Z][a-z]+)(?:[^\S\n]+(?i:original|version|article|text|edition))?(?:[^\S\n]+(?i:in|of|by)[^\S\n]+(?P<name>[A-ZÀ-Þ][^\n.;,()]{1,60}))?|(?P<tongue>[A-ZÀ-Þ][^\n.;,()]{1,60}))"
)
_HAT_TIP = re.compile(
    r"(?<![\w/])(?:[Hh]/[Tt]|[Hh]at[ -][Tt]ip(?:[^\S\n]+to)?):?[^\S\n]+(?P<name>[@A-ZÀ-Þ][^\n.;()|]{1,60})"
)
_TONGUES = frozenset(
    "Hebrew Arabic French German Spanish Russian Ukrainian Polish Italian Portuguese Turkish Persian Farsi Chinese Mandarin "
    "Japanese Korean Hindi Urdu Dutch Swedish Danish Norwegian Finnish Greek Hungarian Czech Romanian Serbian Yiddish "
    "English".split()
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A line that says whose text this is: `relation` is republishes, or cites for a contribution or a hat tip."""

    relation: DerivationRelation
    key: str | None
    name: str
    anchor: Span
    passage: Span


def find_credits(article: Annotated, finder: OutletFinder) -> list[Credit]:
    """Credits of `article` to others than its own outlet, in text order, one a name and relation."""
    text, own = article.document.text, article.document.outlet
    found = [*_wire(article), *_notes(text, finder)]
    own_key = outlet_key(own) if own else None
    kept: dict[tuple[str, DerivationRelation], Credit] = {}
    for credit in sorted(found, key=lambda credit: credit.anchor):
        if credit.key is None or credit.key != own_key:
            kept.setdefault((credit.key or credit.name, credit.relation), credit)
    return list(kept.values())


def _wire(article: Annotated) -> list[Credit]:
    """Agencies named in a dateline, a byline or a closing credit."""
    text = article.document.text
    body = next((region.start for region in article.regions if region.kind is RegionKind.BODY), 0)
    head_end = max(body, 0) + HEAD
    tail_start = max(len(text) - TAIL, 0)
    found: list[Credit] = []
    for pattern in (_DATELINE, _DATELINE_BARE, _SLASH, _BYLINE):
        match = pattern.search(text, 0, head_end)
        if match:
            found.append(_agency(match, DerivationRelation.REPUBLISHES, text))
            break
    for match in _LONE.finditer(text):
        if match.end() <= head_end or match.start() >= tail_start:
            found.append(_agency(match, DerivationRelation.REPUBLISHES, text))
    for match in _COPYRIGHT.finditer(text, tail_start):
        found.append(_agency(match, DerivationRelation.REPUBLISHES, text))
    reporting = _REPORTING_BY.search(text, tail_start)
    if reporting:
        found.append(_credit(DerivationRelation.REPUBLISHES, "Reuters", Span(*reporting.span()), text))
    for match in _CONTRIBUTED.finditer(text):
        found.append(_agency(match, DerivationRelation.CITES, text))
    if article.document.byline:
        written = re.search(
            rf"(?i:(?:^|[,/|(–—-]\s*|\bthe\s+)({_AGENCY})(?:\s+(?:writer|staff))?\)?\s*$)", article.document.byline
        )
        if written:
            where = text.find(article.document.byline)
            span = Span(where, where + len(article.document.byline)) if where >= 0 else Span(0, 0)
            found.append(_credit(DerivationRelation.REPUBLISHES, _AGENCIES[written[1].lower()], span, text))
    return found


def _notes(text: str, finder: OutletFinder) -> list[Credit]:
    found: list[Credit] = []
    for match in _PUBLISHED_FIRST.finditer(text):
        found.append(_named(match, DerivationRelation.REPUBLISHES, text, finder))
    for match in _COURTESY.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        line = text[line_start : len(text) if line_end < 0 else line_end]
        if len(line) <= 120 and not _PHOTO.search(line) and match.start() - line_start < 40:
            found.append(_named(match, DerivationRelation.REPUBLISHES, text, finder))
    for match in _TRANSLATED.finditer(text):
        tongue = (match["tongue"] or "").strip()
        language = match["language"] or (tongue if tongue in _TONGUES else None)
        if match["name"] or (tongue and language is None):
            found.append(
                _named(match, DerivationRelation.REPUBLISHES, text, finder, "name" if match["name"] else "tongue")
            )
        elif language in _TONGUES:
            name = f"an original in {language}"
            found.append(_credit(DerivationRelation.REPUBLISHES, name, Span(*match.span()), text, known=False))
    for match in _HAT_TIP.finditer(text):
        found.append(_named(match, DerivationRelation.CITES, text, finder))
    return found


def _agency(match: re.Match[str], relation: DerivationRelation, text: str) -> Credit:
    anchor = Span(*match.span("credit" if "credit" in match.re.groupindex else "agency"))
    return _credit(relation, _AGENCIES[" ".join(match["agency"].lower().split())], anchor, text)


def _named(
    match: re.Match[str], relation: DerivationRelation, text: str, finder: OutletFinder, group: str = "name"
) -> Credit:
    start, end = match.span(group)
    mention = next((found for found in finder.mentions(text[start:end]) if found.start <= 6), None)
    if mention is not None:
        return _credit(relation, mention.name, Span(start + mention.start, start + mention.end), text)
    name = _NAME_END.split(text[start:end], maxsplit=1)[0].strip(" \u00a0“”\"'‘’.")
    return _credit(relation, name, Span(start, start + len(text[start:end].rstrip())), text)


_NAME_END = re.compile(r"\s+(?:on|in|and|as|with|under|here|by|at|website|last|this)\b|\s+[–—|-]\s+|’s\s+(?=[a-z])")


def _credit(relation: DerivationRelation, name: str, anchor: Span, text: str, *, known: bool = True) -> Credit:
    passage = sentence_around(text, anchor.start) if len(anchor) else anchor
    if passage.end < anchor.end:
        passage = Span(passage.start, anchor.end)
    return Credit(relation, outlet_key(name) if known else None, name, anchor, passage)
