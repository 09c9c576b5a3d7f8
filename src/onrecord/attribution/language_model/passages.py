"""A text in pieces that fit a question: whole paragraphs, as many as the limit holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...record import Span
from ...text import lines


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighboring paragraphs of a text, with their numbers from 1 upwards through the text."""

    first: int
    paragraphs: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.paragraphs[0].start

    @property
    def end(self) -> int:
        return self.paragraphs[-1].end

    def numbered(self, text: str) -> list[tuple[int, str]]:
        return [(number, span.of(text)) for number, span in enumerate(self.paragraphs, self.first)]

    def place(self, number: int | None) -> Span | None:
        """Where the paragraph of that number lies; None for one that is not in this passage."""
        if number is None or not 0 <= number - self.first < len(self.paragraphs):
            return None
        return self.paragraphs[number - self.first]

    def halves(self) -> tuple[Passage, ...]:
        """The passage in two; itself alone when it is one paragraph."""
        if len(self.paragraphs) < 2:
            return (self,)
        middle = len(self.paragraphs) // 2
        return (
            Passage(self.first, self.paragraphs[:middle]),
            Passage(self.first + middle, self.paragraphs[middle:]),
        )


def passages(text: str, limit: int) -> Iterator[Passage]:
    """Passages of at most `limit` code points, in order; a longer paragraph is cut between words, else anywhere."""
    first, held, size = 1, list[Span](), 0
    for line in lines(text):
        for piece in _pieces(text, line, limit):
            if held and size + len(piece) > limit:
                yield Passage(first, tuple(held))
                first, held, size = first + len(held), [], 0
            held.append(piece)
            size += len(piece)
    if held:
        yield Passage(first, tuple(held))


def _pieces(text: str, line: Span, limit: int) -> Iterator[Span]:
    start = line.start
    while line.end - start > limit:
        cut = text.rfind(" ", start + 1, start + limit)
        end = cut if cut > start else start + limit
        yield Span(start, end)
        start = end + 1 if cut > start else end
    if start < line.end:
        yield Span(start, line.end)
