"""The sentence around a place, by signs alone: what a piece of evidence opens on."""

from __future__ import annotations

import re

from ...record import Span

REACH = 3_000  # code points to either side: a page without line breaks must not be walked through for every mark
_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-ZÀ-Þ0-9])")
_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Sen Rep Gov Gen Col Lt St Prof Rev Adm Amb No vs Jan Feb Aug Sept Oct Nov Dec Jr Sr".split()
)
_NO_END = re.compile(rf"(?:\b(?:[A-Z]|{'|'.join(_ABBREVIATIONS)})|\.[A-Za-z])\.$")


def sentence_around(text: str, position: int) -> Span:
    """The sentence in which `position` lies, white space trimmed; a line break always ends it."""
    first, last = max(position - REACH, 0), min(position + REACH, len(text))
    start = max(text.rfind("\n", first, position) + 1, first)
    line_end = text.find("\n", position, last)
    end = line_end = last if line_end < 0 else line_end
    for match in _END.finditer(text, start, line_end):
        if _NO_END.search(text, max(start, match.start() - 8), match.start() + 1):
            continue
        if match.end() <= position:
            start = match.end()
        else:
            end = match.start() + len(match.group().rstrip())
            break
    inner = text[start:end]
    if not inner.strip():
        return Span(position, position)
    return Span(start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip()))
