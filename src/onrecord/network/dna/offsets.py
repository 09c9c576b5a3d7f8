"""Positions in a text: DNA counts UTF-16 units of the text with `\\n` line ends, we code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

_LINE_END = re.compile(r"\r\n?")


def normalize_newlines(text: str) -> str:
    """The text as DNA's editor shows it: every line end is one `\\n`."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def is_basic(text: str) -> bool:
    """Whether UTF-16 units and code points are the same positions in this text."""
    return text.isascii() or max(text, default="") <= "\uffff"


class Utf16:
    """Translates positions of one text, whose line ends are `\\n` already."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._basic = is_basic(text)
        if not self._basic:
            self._units = [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]
            self._points = {units: point for point, units in enumerate(self._units)}

    def units(self, point: int) -> int:
        """UTF-16 units before a code point position."""
        return point if self._basic else self._units[point]

    def point(self, units: int) -> int | None:
        """The code point position; None outside the text or in the middle of a surrogate pair."""
        if self._basic:
            return units if 0 <= units <= self._length else None
        return self._points.get(units)


def without_carriage_returns(text: str, positions: list[int]) -> list[int]:
    """Where code point positions of `text` stand after `normalize_newlines`.

    A position between `\\r` and `\\n` becomes the one before the line end.
    """
    removed = [match.start() + 1 for match in re.finditer(r"\r\n", text)]
    if not removed:
        return positions
    return [position - bisect_right(removed, position) for position in positions]
