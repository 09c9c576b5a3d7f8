"""Which words of a content are verbatim, and the attribution type that follows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..record import AttributionType
from ..text import lines
from .quotes import Quotation, quotations
from .tokens import WORD

Range = tuple[int, int]
_LINKS = frozenset({"that", "as"})  # before a quotation they belong to the reporter and make it no less direct


class Marks:
    """The quotations of a text, found once, paragraph by paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = [(line.start, line.end) for line in lines(text)]
        self.by_paragraph = [quotations(text, start, end) for start, end in self.paragraphs]
        self._starts = [start for start, _ in self.paragraphs]

    def inside(self, start: int, end: int) -> list[Quotation]:
        """Quotations that touch `[start, end)`."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        return [q for found in self.by_paragraph[first:last] for q in found if q.start < end and start < q.end]


def verbatim(marks: Marks, content: Sequence[Range]) -> tuple[AttributionType, list[Range]]:
    """The type, and the quoted stretches of `content` without their marks; inner quotations belong to the outer."""
    text = marks.text
    quoted: list[Range] = []
    n_words = n_quoted = 0
    merged = [_merge([(max(q.start, s), min(q.end, e)) for q in marks.inside(s, e)], text) for s, e in content]
    if not any(merged):
        return AttributionType.INDIRECT, []
    for (start, end), found in zip(content, merged, strict=True):
        quoted += found
        for match in WORD.finditer(text, start, end):
            if any(c.isalnum() for c in match.group()) and not (match.start() == start and match.group() in _LINKS):
                n_words += 1
                n_quoted += any(b <= match.start() < e for b, e in found)
    if not n_quoted:
        return AttributionType.INDIRECT, []
    return (AttributionType.DIRECT if n_quoted == n_words else AttributionType.MIXED), quoted


def _merge(ranges: list[Range], text: str) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end or not any(c.isalnum() for c in text[start:end]):
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
