"""Stretches of text as words, so that a space, a quotation mark or half a word more is no disagreement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ...record import Span
from ...text import words
from .unitizing import Continuum, Marked

MIN_SHARED = 0.5  # of the shorter stretch's words: below it two stretches are about different words
_SAME_LABEL = 0.25  # of two stretches that fit equally, the one with the same label is the partner
_JOINT = " + "


class Wording:
    """The words of a text, numbered from 0; punctuation and white space are none."""

    def __init__(self, text: str) -> None:
        self.spans = [span for span in words(text) if any(sign.isalnum() for sign in span.of(text))]

    def __len__(self) -> int:
        return len(self.spans)

    @cached_property
    def _ends(self) -> list[int]:
        return [span.end for span in self.spans]

    def within(self, spans: Iterable[Span]) -> frozenset[int]:
        """Numbers of the words of which at least half the letters lie in one of the spans."""
        found: set[int] = set()
        for span in spans:
            number = bisect_left(self._ends, span.start + 1)
            while number < len(self.spans) and self.spans[number].start < span.end:
                word = self.spans[number]
                inside = min(word.end, span.end) - max(word.start, span.start)
                if 2 * inside >= len(word):
                    found.add(number)
                number += 1
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that one coder marked in one document, and the label (a concept) given to them."""

    id: str
    coder: str
    words: frozenset[int]
    label: str = ""


def align_stretches(stretches: Sequence[Stretch], *, min_shared: float = MIN_SHARED) -> tuple[tuple[Stretch, ...], ...]:
    """Groups of stretches of one document that mean the same passage: at most one a coder, best overlap first.

    Two stretches can be partners when they share `min_shared` of the shorter one's words. Coders are taken in the order
    of their names, each assigned to the groups found so far so that the overlap is largest over all (Kuhn 1955).
    """
    groups: list[list[Stretch]] = []
    for coder in sorted({each.coder for each in stretches}):
        own = sorted(
            (s for s in stretches if s.coder == coder), key=lambda s: (min(s.words, default=-1), s.label, s.id)
        )
        partner = _partners(groups, own, min_shared)
        for number, stretch in enumerate(own):
            if number in partner:
                groups[partner[number]].append(stretch)
            else:
                groups.append([stretch])
    return tuple(tuple(group) for group in sorted(groups, key=lambda g: (min(g[0].words, default=-1), g[0].id)))


def _partners(groups: Sequence[Sequence[Stretch]], own: Sequence[Stretch], min_shared: float) -> dict[int, int]:
    if not groups or not own:
        return {}
    from scipy.optimize import linear_sum_assignment

    fit = np.zeros((len(own), len(groups)))
    for row, stretch in enumerate(own):
        for column, group in enumerate(groups):
            fit[row, column] = max(_fit(stretch, other, min_shared) for other in group)
    rows, columns = linear_sum_assignment(-fit)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if fit[row, column] > 0}


def _fit(first: Stretch, second: Stretch, min_shared: float) -> float:
    shared = len(first.words & second.words)
    shorter = min(len(first.words), len(second.words))
    if not shared or shared < min_shared * shorter:
        return 0.0
    return 2 * shared / (len(first.words) + len(second.words)) + _SAME_LABEL * (first.label == second.label)


def continuum_of(length: int, by_coder: Mapping[str, Sequence[Stretch]]) -> Continuum:
    """The words of one document as each coder unitized them. Where a coder's own stretches overlap, their labels are
    joined into one value, for a place of a continuum has one value; stretches that touch stay apart."""
    return Continuum(length, {coder: tuple(_marks(stretches)) for coder, stretches in by_coder.items()})


def _marks(stretches: Sequence[Stretch]) -> Iterable[Marked]:
    over: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        for number in stretch.words:
            over.setdefault(number, []).append(stretch)
    start, last, current = -1, -1, frozenset[str]()
    for number in sorted(over):
        here = frozenset(stretch.id for stretch in over[number])
        if start >= 0 and (number != last + 1 or here != current):
            yield Marked(start, last + 1, _value(over[start]))
            start = -1
        if start < 0:
            start, current = number, here
        last = number
    if start >= 0:
        yield Marked(start, last + 1, _value(over[start]))


def _value(stretches: Sequence[Stretch]) -> str:
    return _JOINT.join(sorted({stretch.label for stretch in stretches}))
