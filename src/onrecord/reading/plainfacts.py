"""Facts that an article says about itself in its own text: title, byline, date of publication, address, outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..record import RegionKind, Span
from ..text import lines
from .draft import Draft, Facts
from .language import detect_language
from .outlets import outlet_said_in
from .published import published_in

_HEAD_LINES = 15
_TAIL_LINES = 4
_LONG_LINE = 200
_AROUND_BODY = 600
_CREDIT_SIGNS = re.compile(
    r"©|\(c\)\s|^(?:image|photo|credit|file|illustration|caption|video|picture)\b|\b(?:photo|image|credit|courtesy|source)s?\s*:"
    r"|\bgetty\b|/(?:AP|AFP|EPA|Reuters|Pool)\b",
    re.IGNORECASE,
)
_NOT_TITLE = re.compile(
    r"^(?:date|published|updated|posted|by|share|print|e-?mail|tweet|comments?|advertisement|menu|home|search|subscribe"
    r"|sign (?:in|up)|log ?in|skip to|follow|read more|related|listen|watch|breaking|exclusive|opinion|analysis|news"
    r"|live|url|source|title|topics?|tags?|section)\b[:\s]*(?:$|\d|[A-Z]?[a-z]+ \d|.{0,25}$)",
    re.IGNORECASE,
)
# A full stop, or any end mark inside closing quotation marks: headlines seldom have either.
_SENTENCE_END = re.compile(r"\.$|[.!?][\"”’»']+$")
_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,40}(?:,\s*[A-Z][\w. ]{1,20}){0,2},?\s*(?:\([A-Z]|[-–—]\s)")
_TITLE_LABEL = re.compile(r"^(?:title|headline)\s*:\s*", re.IGNORECASE)
_URL = re.compile(r"^(?:(?:url|link|source|web|address|permalink)\s*:?\s*)?(https?://[^\s<>\"]{4,500})$", re.IGNORECASE)
_SHORT_URL = re.compile(r"https?://(?:t\.co|bit\.ly|pic\.twitter|goo\.gl|tinyurl|youtu\.be|ow\.ly)", re.IGNORECASE)
_NAME_WORD = r"[A-Z][\w.'’-]*"
_NAME = rf"{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|de|van|von|der|den|la|el|al|bin|ben|da|di))*"
_BYLINE = re.compile(
    rf"^(?:[Bb]y|BY|Author:|Written by|Von|Par|Por)\s+({_NAME}(?:\s*(?:,|&|and|AND)\s*{_NAME})*)"
    r"(?=\s*(?:$|[|•·/,–—-]|\d))"
)
_MONTH_TAIL = re.compile(
    r"\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?$|\s+(?:Published|Updated|Posted).*$"
)


def facts_from_text(draft: Draft) -> Facts:
    """What the words themselves say. Only explicit marks count: nothing is inferred from what people say in it."""
    text = draft.text
    head, tail = _ends(draft)
    facts = Facts(
        outlet=outlet_said_in(text, head, tail),
        title=draft.facts.title or _title(text, head),
        byline=_byline(text, head),
        url=_url(text, [*head[:6], *tail[-2:]]),
        language=detect_language(_body_of(draft)),
    )
    if found := published_in(text, head, tail):
        facts = facts.dated(found.dates, basis=found.basis, evidence=found.span)
    return facts


def _ends(draft: Draft) -> tuple[list[Span], list[Span]]:
    """Lines where an article speaks about itself: before its second long paragraph, and at its very end.

    Where the format declares the body, the lines around its start and end.
    """
    text = draft.text
    body = [region for region in draft.layout if region.kind is RegionKind.BODY]
    if body:
        first, last = body[0].start, body[-1].end
        start = max(0, first - _AROUND_BODY)
        start = text.find("\n", start) if start else 0
        head = [Span(start + line.start, start + line.end) for line in lines(text[start : first + _LONG_LINE])]
        tail = [Span(last + line.start, last + line.end) for line in lines(text[last : last + _LONG_LINE])]
        return head[-_HEAD_LINES:], tail[:_TAIL_LINES]
    head = []
    long_lines = 0
    for line in lines(text[:20_000]):
        head.append(line)
        long_lines += len(line) >= _LONG_LINE
        if long_lines == 2 or len(head) == _HEAD_LINES:
            break
    offset = max(0, len(text) - 4_000)
    tail = [Span(offset + line.start, offset + line.end) for line in lines(text[offset:])]
    after_head = head[-1].end if head else 0
    return head, [line for line in tail[-_TAIL_LINES:] if line.start >= after_head]


def _body_of(draft: Draft) -> str:
    parts = [region.span.of(draft.text) for region in draft.layout if region.kind is RegionKind.BODY]
    return "\n".join(parts) if parts else draft.text


def _title(text: str, head: Sequence[Span]) -> str | None:
    """The first line that reads like a headline: 3 to 30 words, no sentence's full stop, no credit, date or prompt."""
    for number, line in enumerate(head):
        said = line.of(text)
        if label := _TITLE_LABEL.match(said):
            return said[label.end() :].strip() or None
        if _begins_article(said):
            return None
        n_words = len(said.split())
        # What stands right above a dateline is a headline, full stop or not.
        above_dateline = n_words <= 20 and number + 1 < len(head) and _DATELINE.match(head[number + 1].of(text))
        sentence = _SENTENCE_END.search(said) and not _in_title_case(said)
        if said.endswith((":", ";", ",")) or (sentence and not above_dateline):
            continue
        if n_words < 3 or _CREDIT_SIGNS.search(said) or _NOT_TITLE.match(said) or "http" in said:
            continue
        letters = [character for character in said if character.isalpha()]
        if len(letters) < 0.6 * len(said.replace(" ", "")) or _BYLINE.match(said):
            continue
        return said
    return None


def _begins_article(line: str) -> bool:
    """Whether a line is too much of a sentence for a headline: long, or a dozen words with a sentence's end."""
    n_words = len(line.split())
    if n_words > 30 or len(line) >= _LONG_LINE or _DATELINE.match(line):
        return True
    if not _SENTENCE_END.search(line):
        return n_words > 18 and line.endswith(("?", "!"))
    return n_words > 12 and not _in_title_case(line)


def _in_title_case(line: str) -> bool:
    """Whether nearly all longer words begin with a capital, as headlines do in American papers."""
    longer = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 4]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.85 * len(longer)


def _byline(text: str, head: Sequence[Span]) -> str | None:
    for line in head:
        match = _BYLINE.match(line.of(text)[:200])
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
