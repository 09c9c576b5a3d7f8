"""Printed lines to paragraphs: which line breaks were the printer's, and which the writer's.

A line goes on in the next one when it is about as long as the column is wide and does not end a sentence at its
foot, or when the next one starts in lower case. A word cut at the line's end is joined: without its hyphen when the
next line goes on in lower case, with it otherwise. Running heads and feet (the same line, but for digits, on most
pages) are kept, after the paragraph that they would have cut in two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_SENTENCE_END = re.compile(r"[.!?…:][\"”’»)\]]*$")
_HYPHENATED = re.compile(r"[^\W\d_]{2,}[-\u00ad\u2010]$")
_KEEPS_HYPHEN = re.compile(
    r"\b(?:self|ex|non|anti|pro|pre|post|co|vice|mid|well|long|short|high|low|so|two|three|four|cross|inter|all|half)-$",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"^\s*(?:[•▪●◦*–-]|\d{1,2}[.)])\s")
_EDGE_LINES = 2
_FOOT = 60  # characters at a line's end that the patterns look at; searching long lines whole would be quadratic


def join_pages(pages: Sequence[Sequence[str]]) -> str:
    """The text of all pages: paragraphs a blank line apart."""
    running = _running_lines(pages)
    width = _column_width([line for page in pages for line in page])
    paragraphs: list[str] = []
    current: list[str] = []
    waiting: list[str] = []  # running heads and feet met inside a paragraph

    def close() -> None:
        if current:
            paragraphs.append("".join(current))
        paragraphs.extend(waiting)
        waiting.clear()
        current.clear()

    previous = ""
    for page in pages:
        for line in page:
            words = " ".join(line.split())
            if not words:
                if current and _ends_paragraph(previous, width):
                    close()
                continue
            if _shape(words) in running:
                waiting.append(words)
                continue
            if current and _breaks_before(words, previous, width):
                close()
            _append(current, words)
            previous = words
    close()
    return "\n\n".join(paragraphs)


def _running_lines(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Shapes of lines that stand at the head or foot of at least three pages, and of half of all."""
    counts: Counter[str] = Counter()
    for page in pages:
        full = [" ".join(line.split()) for line in page if line.strip()]
        counts.update({_shape(line) for line in [*full[:_EDGE_LINES], *full[-_EDGE_LINES:]]})
    return frozenset(shape for shape, n in counts.items() if n >= 3 and 2 * n >= len(pages))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line).casefold()


def _column_width(lines: Sequence[str]) -> int:
    """A full line's length in characters: what nine in ten of the longer lines do not exceed."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) > 20)
    return lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0


def _ends_paragraph(line: str, width: int) -> bool:
    """Whether the paragraph is over when a blank line follows `line`. pypdf also puts blank lines between far lines."""
    return bool(_SENTENCE_END.search(line[-_FOOT:])) or len(line) < 0.75 * width


def _breaks_before(line: str, previous: str, width: int) -> bool:
    if _HYPHENATED.search(previous[-_FOOT:]) and line[:1].islower():
        return False
    if _LIST_ITEM.match(line):
        return True
    if _SENTENCE_END.search(previous[-_FOOT:]):
        return len(previous) < 0.8 * width
    if line[:1].islower():
        return False
    return len(previous) < 0.6 * width


def _append(lines: list[str], line: str) -> None:
    """Adds a line to a paragraph, mending a word that was cut at the end of the line before."""
    if not lines:
        lines.append(line)
        return
    foot = lines[-1][-_FOOT:]
    if not _HYPHENATED.search(foot):
        lines += (" ", line)
        return
    if line[:1].islower() and not _KEEPS_HYPHEN.search(foot):
        lines[-1] = lines[-1][:-1]
    lines.append(line)
