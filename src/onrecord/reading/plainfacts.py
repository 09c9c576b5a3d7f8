"""Facts that an article says about itself in its own text: title, byline, date of publication, address, outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..record import RegionKind, Span
from .draft import Draft, Facts
from .language import detect_language
from .opening import ends_of
from .outlets import outlet_said_in
from .published import published_in
from .titles import BYLINE, title_in

_URL = re.compile(r"^(?:(?:url|link|source|web|address|permalink)\s*:?\s*)?(https?://[^\s<>\"]{4,500})$", re.IGNORECASE)
_SHORT_URL = re.compile(r"https?://(?:t\.co|bit\.ly|pic\.twitter|goo\.gl|tinyurl|youtu\.be|ow\.ly)", re.IGNORECASE)
_MONTH_TAIL = re.compile(
    r"\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:[a-z]{3,6})?)\.?$"
    r"|\s+(?:published|updated|posted)\b.*$",
    re.IGNORECASE,
)


def facts_from_text(draft: Draft) -> Facts:
    """What the words themselves say. Only explicit marks count: nothing is inferred from what people say in it."""
    text = draft.text
    head, tail = ends_of(draft)
    facts = Facts(
        outlet=outlet_said_in(text, head, tail),
        title=draft.facts.title or title_in(text, head),
        byline=_byline(text, head),
        url=_url(text, [*head[:6], *tail[-2:]]),
        language=detect_language(_body_of(draft)),
    )
    if found := published_in(text, head, tail):
        facts = facts.dated(found.dates, basis=found.basis, evidence=found.span)
    return facts


def _body_of(draft: Draft) -> str:
    parts = [region.span.of(draft.text) for region in draft.layout if region.kind is RegionKind.BODY]
    return "\n".join(parts) if parts else draft.text


def _byline(text: str, head: Sequence[Span]) -> str | None:
    for line in head:
        match = BYLINE.match(line.of(text)[:200])
        if match:
            name = _MONTH_TAIL.sub("", match.group(1)).strip(" ,&")
            if 2 <= len(name.split()) <= 14:
                return name
    return None


def _url(text: str, where: Sequence[Span]) -> str | None:
    for line in where:
        match = _URL.match(line.of(text))
        if match and not _SHORT_URL.match(match.group(1)):
            return match.group(1)
    return None
