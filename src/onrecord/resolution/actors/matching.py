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
    for phrase, entry in _phrases_from(first):
        length = 1 if len(phrase) == 1 and phrase[0] == _folded(first) else _match(tokens, index, phrase)
        if length:
            return entry, length
    return None, 0


@lru_cache(maxsize=1 << 14)
def _folded(word: str) -> str:
    return plain(without_possessive(word))


@lru_cache(maxsize=1 << 14)
def _phrases_from(word: str) -> tuple[tuple[tuple[str, ...], Entry], ...]:
    """Table names that may start with this word, longest first, each as its folded words."""
    bare = without_possessive(word)
    folded = plain(bare).split()
    found = []
    for phrase in table_phrases().get(folded[0], ()) if folded else ():
        joined = " ".join(phrase)
        entry = entry_of(joined)
        if entry is not None and (bare.isupper() or joined not in capitals_only()):
            found.append((phrase, entry))
    return tuple(found)


def _match(tokens: list[str], index: int, phrase: tuple[str, ...]) -> int:
    """How many tokens from `index` on spell the phrase; 0 when they do not. A possessive only ends a name."""
    taken = 0
    position = index
    while taken < len(phrase):
        if position >= len(tokens):
            return 0
        parts = _folded(tokens[position]).split()
        if not parts or tuple(parts) != phrase[taken : taken + len(parts)]:
            return 0
        taken += len(parts)
        position += 1
        if taken < len(phrase) and tokens[position - 1][-2:] in ("'s", "’s"):
            return 0
    return position - index
