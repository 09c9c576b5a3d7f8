"""The headline of a plain text: the line above the article that reads like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..record import Span
from .dateforms import find_dates

_LONG_LINE = 200
# What pages say to their readers between the menu and the article.
_PROMPT = re.compile(
    r"^(?:continue (?:reading|to)|show (?:more|less)|click (?:to|here)|you (?:are signed|must|need)"
    r"|these are external|welcome to|updated|never miss|get the|join (?:us|our)|back to|skip|expand|got a tip"
    r"|something went wrong)\b|new window\)?$",
    re.IGNORECASE,
)
_FULL_TITLE = 5  # words
_NAME_WORD = r"[A-Z][\w.'’-]*"
_NAME = rf"{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|de|van|von|der|den|la|el|al|bin|ben|da|di))*"
BYLINE = re.compile(
    rf"^(?:[Bb]y|BY|Author:|Written by|Von|Par|Por)\s+({_NAME}(?:\s*(?:,|&|and|AND)\s*{_NAME})*)"
    r"(?=\s*(?:$|[|•·/,–—-]|\d))"
)
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


def title_in(text: str, head: Sequence[Span]) -> str | None:
    """The first line that reads like a headline: no sentence's full stop, no credit, date or prompt.

    One of five words or more goes before shorter ones, because menus stand above the headline of a pasted page; a line
    that stands there twice goes before all.
    """
    candidates: list[str] = []
    for number, line in enumerate(head):
        said = line.of(text)
        if label := _TITLE_LABEL.match(said):
            return said[label.end() :].strip() or None
        if _begins_article(said):
            break
        n_words = len(said.split())
        # What stands right above a dateline is a headline, full stop or not.
        above_dateline = n_words <= 20 and number + 1 < len(head) and _DATELINE.match(head[number + 1].of(text))
        if (above_dateline or not _SENTENCE_END.search(said) or _in_title_case(said)) and _is_candidate(said):
            candidates.append(said)
    for said in candidates:
        if candidates.count(said) > 1 and len(said.split()) >= _FULL_TITLE:
            return said
    return next(
        (said for said in candidates if len(said.split()) >= _FULL_TITLE), candidates[0] if candidates else None
    )


def _is_candidate(said: str) -> bool:
    if len(said.split()) < 3 or said.endswith((":", ";", ",")) or "http" in said:
        return False
    if _CREDIT_SIGNS.search(said) or _NOT_TITLE.match(said) or _PROMPT.search(said) or BYLINE.match(said):
        return False
    if next(find_dates(said), None) is not None:
        return False
    n_letters = sum(character.isalpha() for character in said)
    return n_letters >= 0.6 * len(said.replace(" ", ""))


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
