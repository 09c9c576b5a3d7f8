"""Table names found in running words."""

from __future__ import annotations

from functools import lru_cache

from .gazetteer import Entry, capitals_only, entry_of, plain, table_phrases
from .names import without_possessive


def table_match(tokens: list[str], index: int) -> tuple[Entry | None, int]:
    """The longest table name that starts at `tokens[index]`, and how many tokens it takes; (None, 0) when none does."""
    first = tokens[index]
    if not first[0].isupper():
        return None, 0
    for phrase in _phrases_from(first):
        length, matched = _match(tokens, index, phrase)
        if matched and not (" ".join(phrase) in capitals_only() and not without_possessive(first).isupper()):
            return entry_of(" ".join(phrase)), length
    return None, 0


@lru_cache(maxsize=1 << 14)
def _phrases_from(word: str) -> tuple[tuple[str, ...], ...]:
    folded = plain(without_possessive(word)).split()
    return table_phrases().get(folded[0], ()) if folded else ()


def _match(tokens: list[str], index: int, phrase: tuple[str, ...]) -> tuple[int, bool]:
    taken = 0
    position = index
    while taken < len(phrase):
        if position >= len(tokens):
            return 0, False
        for part in plain(without_possessive(tokens[position])).split() or [""]:
            if taken >= len(phrase) or part != phrase[taken]:
                return 0, False
            taken += 1
        position += 1
        if taken < len(phrase) and tokens[position - 1][-2:] in ("'s", "’s"):
            return 0, False
    return position - index, True
