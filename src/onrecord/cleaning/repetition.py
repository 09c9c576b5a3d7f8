"""Lines that several articles of one outlet share: what the page says, not the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ..text import fold
from .lines import split_blocks

_MAX_WORDS = 40  # longer lines shared by two articles are copied prose
_SAME_ARTICLE = 0.5  # two texts that share this much of their long lines are one article
_LONG_WORDS = 15
_QUOTES = '"“”«»„'


def find_repeated_lines(texts_by_outlet: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Folded lines of fewer than 40 words seen in at least two articles of an outlet (or folder).

    Quotations are never among them, and texts that are copies or updates of one another count as one article.
    """
    repeated: set[str] = set()
    for texts in texts_by_outlet.values():
        counts: Counter[str] = Counter()
        for lines in _distinct([folded_lines(text) for text in texts]):
            counts.update(line for line in lines if _may_repeat(line))
        repeated.update(line for line, count in counts.items() if count >= 2)
    return frozenset(repeated)


def folded_lines(text: str) -> frozenset[str]:
    """The folded lines of a text, as `find_repeated_lines` compares them."""
    return frozenset(fold(text[block.start : block.end]) for block in split_blocks(text))


def _may_repeat(line: str) -> bool:
    return len(line.split()) < _MAX_WORDS and not any(mark in line for mark in _QUOTES)


def _distinct(documents: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """One of each group of texts that share most of their long lines."""
    owner: dict[str, int] = {}
    kept: list[frozenset[str]] = []
    for lines in documents:
        long_lines = [line for line in lines if len(line.split()) >= _LONG_WORDS]
        shared = Counter(owner[line] for line in long_lines if line in owner)
        if shared and max(shared.values()) >= _SAME_ARTICLE * len(long_lines):
            continue
        for line in long_lines:
            owner.setdefault(line, len(kept))
        kept.append(lines)
    return kept
