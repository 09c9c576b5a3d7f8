"""The main text of a page, and where each of its paragraphs stands in the text that was rendered.

trafilatura (Barbaresi 2021, ACL demo) decides what is main text; it gives the words without their places. Each
paragraph is found again by its first four words that occur in the page, at or after the paragraph before it if it
can be, and then followed word by word. Words of the page that the paragraph leaves out (a link to another story
inside a sentence) end one span and begin the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from ..record import Span

_WORD = re.compile(r"\w+")
_GRAM = 4
_TRIES = 200  # places of a phrase looked at on either side: a hostile page repeats one phrase a million times
_SKIP = 60  # words left out inside a paragraph: longer teasers end the paragraph


def main_paragraphs(source: str) -> list[str]:
    """The paragraphs of the main text in order; [] when there is none."""
    from trafilatura import extract

    main = extract(source, favor_precision=True, include_comments=False, include_formatting=False)
    return [line for line in (main or "").split("\n") if line.strip()]


def place_paragraphs(text: str, paragraphs: list[str]) -> list[Span]:
    """Spans of `text`, in text order and apart from each other, that together hold the paragraphs' words."""
    places = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in places]
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - _GRAM + 1):
        grams[tuple(words[at : at + _GRAM])].append(at)
    taken = bytearray(len(words))
    cursor = 0
    for paragraph in paragraphs:
        cursor = _place(_WORD.findall(paragraph), words, grams, taken, cursor)
    return _spans(text, places, taken)


def _place(
    wanted: list[str], words: list[str], grams: dict[tuple[str, ...], list[int]], taken: bytearray, cursor: int
) -> int:
    """Marks the words of one paragraph as taken; the new cursor, unmoved when the paragraph is not found."""
    if len(wanted) < _GRAM:
        return _place_short(wanted, words, taken, cursor)
    at = 0
    placed = False
    while at <= len(wanted) - _GRAM:
        start = _nearest(grams.get(tuple(wanted[at : at + _GRAM]), ()), taken, cursor)
        if start is None:
            at += 1
            continue
        if at and not placed:
            _place_before(wanted[:at], words, taken, cursor, start)
        placed = True
        here = start
        while at < len(wanted) and here < len(words):
            if words[here] == wanted[at]:
                taken[here] = 1
                at += 1
                here += 1
                continue
            skip = _resume(wanted, at, words, here)
            if skip is None:
                break
            here += skip
        cursor = here
    return cursor


def _place_before(wanted: list[str], words: list[str], taken: bytearray, low: int, start: int) -> None:
    """The first words of a paragraph, which stand before `start` but for words that the paragraph leaves out."""
    here = start - 1
    for at in range(len(wanted) - 1, -1, -1):
        if here < low or words[here] != wanted[at]:
            # The words before must be both right, the paragraph's first word alone.
            pair = wanted[max(0, at - 1) : at + 1]
            for skip in range(1, _SKIP):
                first = here - skip - len(pair) + 1
                if first < low:
                    return
                if words[first : first + len(pair)] == pair:
                    here -= skip
                    break
            else:
                return
        taken[here] = 1
        here -= 1


def _place_short(wanted: list[str], words: list[str], taken: bytearray, cursor: int) -> int:
    """A paragraph of one to three words counts only where it follows at once, give or take a few words."""
    for start in range(cursor, min(cursor + 8, len(words) - len(wanted) + 1)):
        if words[start : start + len(wanted)] == wanted and wanted:
            taken[start : start + len(wanted)] = b"\1" * len(wanted)
            return start + len(wanted)
    return cursor


def _nearest(starts: list[int] | tuple[()], taken: bytearray, cursor: int) -> int | None:
    """The first free place from the cursor on, else the last free one before it, among the near ones."""
    at = bisect_left(starts, cursor)
    for start in starts[at : at + _TRIES]:
        if not taken[start]:
            return start
    for start in reversed(starts[max(0, at - _TRIES) : at]):
        if not taken[start]:
            return start
    return None


def _resume(wanted: list[str], at: int, words: list[str], here: int) -> int | None:
    """How many words of the page to leave out until the paragraph goes on with two right words."""
    following = wanted[at : at + 2]
    for skip in range(1, _SKIP):
        if words[here + skip : here + skip + 2] == following:
            return skip
    return None


def _spans(text: str, places: list[tuple[int, int]], taken: bytearray) -> list[Span]:
    """Runs of taken words as spans, with the signs that belong to them on either side."""
    spans: list[Span] = []
    at = 0
    while at < len(places):
        if not taken[at]:
            at += 1
            continue
        last = at
        while last + 1 < len(places) and taken[last + 1]:
            last += 1
        low = places[at - 1][1] if at else 0
        high = places[last + 1][0] if last + 1 < len(places) else len(text)
        start, end = places[at][0], places[last][1]
        while start > low and not text[start - 1].isspace():
            start -= 1
        while end < high and not text[end].isspace():
            end += 1
        spans.append(Span(start, end))
        at = last + 1
    return spans
