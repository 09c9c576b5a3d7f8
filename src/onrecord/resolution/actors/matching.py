"""Table names found in running words."""

from __future__ import annotations

from functools import lru_cache

from .gazetteer import Entry, StateEntry, StateWord, capitals_only, entry_of, plain, table_phrases
from .names import without_possessive


def table_match(tokens: list[str], index: int) -> tuple[Entry | None, int]:
    """The longest table name that starts at `tokens[index]`, and how many tokens it takes; (None, 0) when none does."""
    first = tokens[index]
    if not first[0].isupper():
        return None, 0
    phrases, following = _phrases_from(first)
    if not phrases:
        return (None, 0) if first not in _FORMS else _form_of_state(tokens, index)
    after = _folded(tokens[index + 1]).split(" ", 1)[0] if index + 1 < len(tokens) else ""
    if after not in following and " " not in _folded(first):  # no longer name can begin here
        phrase, entry = phrases[-1]
        return (entry, 1) if len(phrase) == 1 and phrase[0] == _folded(first) else (None, 0)
    for phrase, entry in phrases:
        length = 1 if len(phrase) == 1 and phrase[0] == _folded(first) else _match(tokens, index, phrase)
        if length:
            return entry, length
    return None, 0


_FORMS = frozenset(("State", "Republic", "Kingdom"))


def _form_of_state(tokens: list[str], index: int) -> tuple[Entry | None, int]:
    """ "State of Norland": the name of a state, whose table has the short one."""
    if tokens[index + 1 : index + 2] != ["of"] or index + 2 >= len(tokens):
        return None, 0
    entry, length = table_match(tokens, index + 2)
    if isinstance(entry, StateEntry) and entry.word is StateWord.NAME:
        return entry, length + 2
    return None, 0


@lru_cache(maxsize=1 << 14)
def _folded(word: str) -> str:
    return plain(without_possessive(word))


@lru_cache(maxsize=1 << 14)
def _phrases_from(word: str) -> tuple[tuple[tuple[tuple[str, ...], Entry], ...], frozenset[str]]:
    """Table names that may start with this word, longest first, each as its folded words; and the folded words that may
    follow it in one of them."""
    bare = without_possessive(word)
    folded = plain(bare).split()
    found = []
    for phrase in table_phrases().get(folded[0], ()) if folded else ():
        joined = " ".join(phrase)
        entry = entry_of(joined)
        if entry is not None and (bare.isupper() or joined not in capitals_only()):
            found.append((phrase, entry))
    taken = len(folded)
    return tuple(found), frozenset(phrase[taken] for phrase, _ in found if len(phrase) > taken)


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
