"""Where an article speaks about itself: the lines around its beginning, and the last ones."""

from __future__ import annotations

import re
from itertools import pairwise

from ..record import RegionKind, Span
from ..text import lines
from .draft import Draft

_LINES_BEFORE = 14  # before the first paragraph: headline, subhead, byline, stamp, credit, and what a page puts between
_LINES_AFTER = 4
_TAIL_LINES = 4
_SEARCHED = 60_000  # characters in which the beginning is looked for; a pasted page has its menus before it
_TAIL = 4_000
_PROSE = 100  # characters of a line that is a paragraph; menus, teasers and captions are shorter or end in no full stop
_NEXT_PROSE = 6
_SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]]*$")
_NOTICE = re.compile(
    r"\bcookies?\b|\bprivacy\b|\bjavascript\b|\bbrowser\b|\bsubscri|\bsign up\b|\bnewsletter\b|\bterms of\b",
    re.IGNORECASE,
)


def ends_of(draft: Draft) -> tuple[list[Span], list[Span]]:
    """The lines around the first paragraph of the body, down to the second, and the last lines of the text."""
    text = draft.text
    body = [region for region in draft.layout if region.kind is RegionKind.BODY]
    if body:
        return _around(text, body[0].start), _lines_in(text, body[-1].end, body[-1].end + _TAIL)[:_TAIL_LINES]
    found = _lines_in(text, 0, _SEARCHED)
    first = _first_paragraph(found, text)
    if first is None:
        head = found[: _LINES_BEFORE + 1]
    else:
        second = next((n for n in range(first + 1, len(found)) if _is_prose(found[n], text)), first)
        start = 0 if first <= _LINES_BEFORE else first - _LINES_BEFORE
        head = found[start : min(second, first + _LINES_AFTER) + 1]
    offset = max(0, len(text) - _TAIL, head[-1].end if head else 0)
    return head, _lines_in(text, offset, len(text))[-_TAIL_LINES:]


def _around(text: str, start: int) -> list[Span]:
    """The lines before and just after the place where a declared body begins."""
    before = _lines_in(text, max(0, start - _TAIL), start)
    if start > _TAIL:
        before = before[1:]  # cut in two by the window
    return before[-_LINES_BEFORE:] + _lines_in(text, start, start + 2_000)[:_LINES_AFTER]


def _first_paragraph(found: list[Span], text: str) -> int | None:
    """The number of the first line of prose that another one follows soon, or of the only one there is."""
    prose = [number for number, line in enumerate(found) if _is_prose(line, text)]
    for number, following in pairwise(prose):
        if following - number <= _NEXT_PROSE:
            return number
    return prose[0] if prose else None


def _is_prose(line: Span, text: str) -> bool:
    if len(line) < _PROSE:
        return False
    said = line.of(text)
    return bool(_SENTENCE_END.search(said[-8:])) and (len(said) > 3 * _PROSE or not _NOTICE.search(said))


def _lines_in(text: str, start: int, end: int) -> list[Span]:
    return [Span(start + line.start, start + line.end) for line in lines(text[start:end])]
