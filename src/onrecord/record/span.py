"""Where evidence stands: half-open spans of Unicode code points in an immutable text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `[start, end)` of one document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is not 0 <= start <= end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words this span stands on."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A span together with the document it lies in: what a number opens."""

    document_id: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def text_of(spans: Iterable[Span], text: str, *, gap: str = " … ") -> str:
    """The words of several spans in text order, a gap mark between those that do not touch; "" for none."""
    words: list[str] = []
    last_end: int | None = None
    for span in sorted(spans):
        if last_end is not None:
            between = text[last_end : span.start]
            words.append(between if not between.strip() else gap)
        words.append(span.of(text))
        last_end = span.end
    return "".join(words)
