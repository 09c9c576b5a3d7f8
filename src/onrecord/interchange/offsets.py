"""Offsets at the border: we count Unicode code points; some tools count UTF-16 units, or keep carriage returns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from enum import StrEnum


class OffsetUnit(StrEnum):
    """What a position counts. REFI-QDA 1.5 (10.2) and Web Annotation say code points."""

    CODE_POINT = "codepoint"
    UTF_16 = "utf-16"


def beyond_plane_0(text: str) -> list[int]:
    """Places of the signs that take two UTF-16 units (emoji, some letters), in order."""
    return [place for place, sign in enumerate(text) if ord(sign) > 0xFFFF]


def to_unit(text: str, unit: OffsetUnit) -> Callable[[int], int]:
    """A function from our offsets in this text to the unit's."""
    if unit is OffsetUnit.CODE_POINT:
        return lambda offset: offset
    wide = beyond_plane_0(text)
    return lambda offset: offset + bisect_left(wide, offset)


def from_unit(text: str, unit: OffsetUnit) -> Callable[[int], int]:
    """A function from the unit's offsets to ours. ValueError for one outside the text or in the middle of a sign."""
    wide = beyond_plane_0(text) if unit is OffsetUnit.UTF_16 else []
    length = len(text) + len(wide)
    starts = [place + number for number, place in enumerate(wide)]

    def convert(offset: int) -> int:
        if not 0 <= offset <= length:
            raise ValueError(f"offset {offset} lies outside a text of {length}")
        before = bisect_left(starts, offset)
        if before and starts[before - 1] + 1 == offset:
            raise ValueError(f"offset {offset} lies in the middle of a sign")
        return offset - before

    return convert


def one_newline(text: str) -> tuple[str, Callable[[int], int]]:
    """The text with `\\n` for every line end, and a function from offsets in the old text to offsets in the new."""
    if "\r" not in text:
        return text, lambda offset: offset
    dropped = [place for place in range(len(text) - 1) if text[place] == "\r" and text[place + 1] == "\n"]
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain, lambda offset: offset - bisect_left(dropped, offset)
