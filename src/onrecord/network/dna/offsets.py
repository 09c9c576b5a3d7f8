"""Positions in a text: DNA counts UTF-16 units of the text with `\\n` line ends, we code points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_LINE_END = re.compile(r"\r\n?")


def normalize_newlines(text: str) -> str:
    """The text as DNA's editor shows it: every line end is one `\\n`."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


class Counting(StrEnum):
    """What a `.dna` file's positions count; DNA's own first."""

    UTF16 = "UTF-16 units"
    POINTS = "code points"
    RAW_UTF16 = "UTF-16 units of the text with its carriage returns"
    RAW_POINTS = "code points of the text with its carriage returns"


Positions = Sequence[tuple[int, int]]


def read_positions(text: str, positions: Positions) -> tuple[list[tuple[int, int] | None], Counting]:
    """Code points of `normalize_newlines(text)` for positions of a file; None for those outside the text.

    DNA's editor counts UTF-16 units of the normalized text. Other programs counted otherwise: where that does not fit
    all positions of a document, the first way that does is taken.
    """
    plain = normalize_newlines(text)
    own = _counted(text, plain, positions, Counting.UTF16)
    if None in own:
        for counting in Counting:
            if plain != text or counting is Counting.POINTS:
                found = _counted(text, plain, positions, counting)
                if None not in found:
                    return found, counting
    return own, Counting.UTF16


def _counted(text: str, plain: str, positions: Positions, counting: Counting) -> list[tuple[int, int] | None]:
    counted_in = text if counting.name.startswith("RAW") else plain
    places = [place for pair in positions for place in pair]
    if counting in (Counting.UTF16, Counting.RAW_UTF16):
        units = Utf16(counted_in)
        points = [units.point(place) for place in places]
    else:
        points = [place if 0 <= place <= len(counted_in) else None for place in places]
    if counted_in is not plain:
        inside = without_carriage_returns(text, [point or 0 for point in points])
        points = [None if point is None else place for point, place in zip(points, inside, strict=True)]
    pairs = zip(points[::2], points[1::2], strict=True)
    return [(start, stop) if start is not None and stop is not None and start < stop else None for start, stop in pairs]


class Utf16:
    """Translates positions of one text, whose line ends are `\\n` already."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # Characters of two units: their positions in code points, and in units.
        self._wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]
        self._wide_units = [point + number for number, point in enumerate(self._wide)]

    def units(self, point: int) -> int:
        """UTF-16 units before a code point position."""
        return point + bisect_left(self._wide, point)

    def point(self, units: int) -> int | None:
        """The code point position; None outside the text or in the middle of a surrogate pair."""
        before = bisect_left(self._wide_units, units)
        if before and self._wide_units[before - 1] == units - 1:
            return None
        point = units - before
        return point if 0 <= point <= self._length else None


def without_carriage_returns(text: str, positions: list[int]) -> list[int]:
    """Where code point positions of `text` stand after `normalize_newlines`.

    A position between `\\r` and `\\n` becomes the one before the line end.
    """
    removed = [match.start() + 1 for match in re.finditer(r"\r\n", text)]
    if not removed:
        return positions
    return [position - bisect_right(removed, position) for position in positions]
