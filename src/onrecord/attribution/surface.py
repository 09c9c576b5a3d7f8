"""The text as it would read without the page's furniture, and the way back to the document's own offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from ..record import Document, Region, RegionKind, Span

LONGEST_PART = 100_000  # code points read at once: some 16,000 words
READ = (RegionKind.HEADLINE, RegionKind.SUBHEAD, RegionKind.BODY)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*\s*$")
_WRAPPED_SHARE = 0.25  # of line pairs that go on in lower case, above which a text is taken to be set in short lines
_MIN_WRAPPED_PAIRS = 4


@dataclass(frozen=True, slots=True)
class Surface:
    """`text` holds the read regions, a line a paragraph. `pieces` say where each stretch of it lies in the document:
    (start in `text`, start in the document, length), in order."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Document spans of `text[start:end]`: one a stretch that the document does not interrupt."""
        found: list[Span] = []
        index = max(bisect_right(self.pieces, (start, 1 << 62, 0)) - 1, 0)
        for at, origin, length in islice(self.pieces, index, None):
            if at >= end:
                break
            lo, hi = max(start, at), min(end, at + length)
            if lo < hi:
                span = Span(origin + lo - at, origin + hi - at)
                if found and found[-1].end == span.start:
                    span = Span(found.pop().start, span.end)
                found.append(span)
        return tuple(found)

    @property
    def origins(self) -> list[Span]:
        """The stretches of the document that were read."""
        return [Span(origin, origin + length) for _, origin, length in self.pieces]

    def parts(self, limit: int = LONGEST_PART) -> Iterator[Surface]:
        """The surface in parts of at most `limit` code points, cut between paragraphs, else between words: a text of
        any length is read in bounded memory."""
        start = 0
        while start < len(self.text):
            end = min(start + limit, len(self.text))
            if end < len(self.text):
                cut = self.text.rfind("\n", start, end)
                cut = cut if cut > start else self.text.rfind(" ", start, end)
                end = cut + 1 if cut > start else end
            index = max(bisect_right(self.pieces, (start, 1 << 62, 0)) - 1, 0)
            pieces = []
            for at, origin, length in islice(self.pieces, index, None):
                lo, hi = max(start, at), min(end, at + length)
                if at >= end:
                    break
                if lo < hi:
                    pieces.append((lo - start, origin + lo - at, hi - lo))
            yield Surface(self.text[start:end], tuple(pieces))
            start = end


def read_surface(document: Document, regions: Sequence[Region]) -> Surface:
    """Headline, subhead and body as they read with everything else left out; the whole text without regions.

    A stretch that interrupts a line vanishes from it, so that the words on either side read as one sentence.
    """
    text = document.text
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    at = 0
    last: Region | None = None
    for region in _read(text, regions):
        if last is not None:
            between = text[last.end : region.start]
            # What the document says in between decides: a line break ends the paragraph, furniture does not.
            same_line = region.kind is last.kind and "\n" not in between
            glue = "\n"
            if same_line:
                glue = "" if text[last.end - 1].isspace() or text[region.start].isspace() else _glue(text, last, region)
            parts.append(glue)
            at += len(glue)
        words = _unwrap(text[region.start : region.end])
        parts.append(words)
        pieces.append((at, region.start, len(words)))
        at += len(words)
        last = region
    return Surface("".join(parts), tuple(pieces))


def _read(text: str, regions: Sequence[Region]) -> Iterator[Region]:
    if not regions:
        if text:
            yield Region(RegionKind.BODY, 0, len(text))
        return
    for region in sorted(regions, key=lambda region: region.start):
        if region.kind in READ and region.end > region.start:
            yield region


def _glue(text: str, last: Region, region: Region) -> str:
    """A blank where words would run together; none before a mark that belongs to the word on its left."""
    if last.end == region.start or not text[region.start].isalnum():
        return ""
    return " "


def _unwrap(text: str) -> str:
    """Line breaks inside paragraphs set in short lines become blanks; length and offsets stay."""
    rows = text.split("\n")
    pairs = [(a, b) for a, b in pairwise(rows) if a.strip() and b.strip()]
    running = [_runs_on(a, b) for a, b in pairs]
    wrapped = len(pairs) >= _MIN_WRAPPED_PAIRS and sum(running) >= _WRAPPED_SHARE * len(pairs)
    widest = max((len(row) for row in rows), default=0)
    joined = [rows[0]]
    for before, row in pairwise(rows):
        full = wrapped and len(before) >= 0.6 * widest and before.strip() and row.strip()
        joined.append(" " if full or (before.strip() and row.strip() and _runs_on(before, row)) else "\n")
        joined.append(row)
    return "".join(joined)


def _runs_on(before: str, row: str) -> bool:
    return row.lstrip()[:1].islower() and not _SENTENCE_END.search(before)
