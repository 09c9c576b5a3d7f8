"""Quoted stretches of a text, found by their quotation marks alone."""

from __future__ import annotations

import re
from bisect import bisect_right

from ...record import Span
from ...text import lines
from .sentence import sentence_around

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›"}
_DOUBLE = re.compile('[“”„«»‹›"]')
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[—–-])|^)[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")
_SHALL = re.compile(r"\bshall\b")
_LAW = re.compile(
    r"\b(?:article|section|clause|paragraph|law|act|treaty|convention|constitution|charter|statute|protocol|code|"
    r"amendment|by-?law|ordinance|agreement)s?\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|us|me|my)\b")  # a vow rather than a law
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


def articles_of_law(text: str) -> list[Span]:
    """Sentences that tell the words of a law or treaty ("Under Article 12 no person shall ..."), in text order, also
    where they stand without quotation marks: two reporters who look it up write the same."""
    found: list[Span] = []
    for match in _SHALL.finditer(text):
        sentence = sentence_around(text, match.start())
        words = sentence.of(text)
        if (not found or found[-1] != sentence) and _LAW.search(words) and not _FIRST_PERSON.search(words):
            found.append(sentence)
    return found
