"""How wide words are about to be, whatever sans serif a reader's browser has: rather too wide than too narrow."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("ijltfrI.,:;'|!()[]/ ’‘-")
_BROAD = frozenset("mwMW@%—…")


def text_width(text: str, size: float) -> float:
    """Width of one line in the units of `size`, from widths that hold for DejaVu, Segoe, Helvetica and the like."""
    return size * sum(map(_share, text))


def _share(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.02
    if letter in _NARROW:
        return 0.36
    if letter in _BROAD:
        return 0.92
    return 0.70 if letter.isupper() else 0.58
