"""Quoted stretches of a text, found by their quotation marks alone."""

from __future__ import annotations

import re
from bisect import bisect_right

from ...record import Span
from ...text import lines

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›"}
_DOUBLE = re.compile('[“”„«»‹›"]')
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[—–-])|^)[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")
LONGEST = 2_000  # code points; a quotation mark left open by mistake must not swallow a page


def find_quotations(text: str) -> list[Span]:
    """Spans of what stands in quotation marks, without the marks, in text order, never nested, never over a line break.

    Curly, straight and angled double marks; single marks where no double ones stand around them. A paragraph that
    opens with a mark and never closes it is quoted to its end (the mark of a quotation that runs on).
    """
    found: list[Span] = []
    for line in lines(text):
        doubles = _double(text, line)
        found.extend(doubles)
        found.extend(_single(text, line, doubles))
    return sorted(found)


def _double(text: str, line: Span) -> list[Span]:
    found: list[Span] = []
    start: int | None = None
    closers = ""
    for match in _DOUBLE.finditer(text, line.start, line.end):
        sign = match.group()
        if start is None:
            if sign == '"' or sign in _PAIRS:
                start, closers = match.end(), _PAIRS.get(sign, "") + '"'
        elif sign in closers:
            _keep(found, text, start, match.start())
            start = None
        elif sign == "“":
            start = match.end()  # opened twice: the first mark was a slip or runs on
    if start is not None and line.end - start > 20:
        _keep(found, text, start, line.end)
    return found


def _single(text: str, line: Span, doubles: list[Span]) -> list[Span]:
    found: list[Span] = []
    position = line.start
    while opening := _SINGLE_OPEN.search(text, position, line.end):
        position = opening.end()
        before = bisect_right(doubles, opening.start(), key=lambda double: double.start) - 1
        if before >= 0 and opening.start() < doubles[before].end:
            continue
        closing = _SINGLE_CLOSE.search(text, position, min(line.end, position + LONGEST))
        if closing is None:
            continue
        if text[closing.start() - 1] == "s" and _SINGLE_CLOSE.search(
            text, closing.end(), min(line.end, position + 160)
        ):
            later = _SINGLE_CLOSE.search(text, closing.end(), line.end)
            between = text[closing.end() : later.start()] if later else ""
            if later and not _SINGLE_OPEN.search(between):
                closing = later  # the first was a plural possessive
        inside = doubles[before + 1 : before + 2]
        if inside and inside[0].start < closing.start():
            continue  # the mark was an apostrophe, or opens what the double marks in it say better
        _keep(found, text, position, closing.start())
        position = closing.end()
    return found


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    inner = text[start:end]
    stripped = inner.strip()
    if stripped and len(stripped) <= LONGEST:
        left = start + len(inner) - len(inner.lstrip())
        found.append(Span(left, left + len(stripped)))
