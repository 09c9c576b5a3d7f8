"""Marked stretches and the attributions drafted from them, still in offsets of the surface text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .labels import AttributionRole


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words the tagger gave one role: `[start, end)` of the surface, its unit, first word and word after the last,
    and the mean probability of the role over its words."""

    role: AttributionRole
    start: int
    end: int
    unit: int
    first: int
    last: int
    probability: float


@dataclass(frozen=True, slots=True)
class Draft:
    """One cue with its sources and contents; `outer` is the number of the draft whose content holds this one."""

    cue: tuple[Stretch, ...]
    source: tuple[Stretch, ...] = ()
    content: tuple[Stretch, ...] = ()
    outer: int | None = None
    shared: bool = False  # the source belongs to another cue of the same sentence
    verbatim: bool = False  # words given as they were, without quotation marks (a post, a transcript)

    @property
    def start(self) -> int:
        return min(s.start for s in (*self.cue, *self.source, *self.content))

    def holds(self, start: int, end: int) -> bool:
        """Whether one stretch of the content covers `[start, end)`."""
        return any(s.start <= start and end <= s.end for s in self.content)


def with_content(draft: Draft, content: Stretch) -> Draft:
    return replace(draft, content=tuple(sorted((*draft.content, content), key=lambda s: s.start)))
