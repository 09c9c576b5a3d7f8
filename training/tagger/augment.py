"""The same example in another typography. Every change keeps each code point's place, so all spans stay valid."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from onrecord.attribution.quotes import quotations
from onrecord.text import lines

from .corpus import Example

STYLES = ("\u201c\u201d", '""', "\u2018\u2019", "''", "\u201c\u201d")
_MARKS = '"“”'


def vary(example: Example, draw: random.Random) -> Example:
    """The example with, sometimes, another quotation style, other letter case, or no final stops."""
    text = example.text
    if draw.random() < 0.35:
        text = restyle(text, draw.choice(STYLES))
    if draw.random() < 0.3:
        text = text.replace("’", "'") if draw.random() < 0.5 else re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return replace(example, text=vary_lines(text, draw))


def restyle(text: str, style: str) -> str:
    """Double quotations of each paragraph in the marks of `style`; a paragraph with inner single ones keeps its own."""
    signs = list(text)
    for line in lines(text):
        found = quotations(text, line.start, line.end)
        if any(quotation.single for quotation in found):
            continue
        for quotation in found:
            if text[quotation.opening] in _MARKS and quotation.start - quotation.opening == 1:
                signs[quotation.opening] = style[0]
                if quotation.closed and text[quotation.end] in _MARKS:
                    signs[quotation.end] = style[1]
    return "".join(signs)


def vary_lines(text: str, draw: random.Random, *, share: float = 0.06) -> str:
    """A few paragraphs as headlines are set: Every Word Capital, ALL CAPITAL, or all lower case."""
    pieces: list[str] = []
    last = 0
    for line in lines(text):
        if draw.random() < share:
            old = line.of(text)
            new = draw.choice((_title, str.upper, str.lower))(old)
            if len(new) == len(old):
                pieces += [text[last : line.start], new]
                last = line.end
    return "".join([*pieces, text[last:]])


def _title(text: str) -> str:
    return re.sub(r"(?<![\w’'])[a-z]", lambda m: m.group().upper(), text)
