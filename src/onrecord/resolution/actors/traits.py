"""How a person is introduced, where no office says it: "Vera Holt, 34, a nurse from Ashby,"."""

from __future__ import annotations

from typing import NamedTuple

from .names import without_possessive
from .page import Page
from .seen import NameSeen

_YOUNGEST, _OLDEST = 14, 110
_REACH = 12
_ENDS = frozenset(
    (",", ".", ";", ":", ")", "(", "—", "–", '"', "“", "”", "who", "whose", "said", "says", "told", "and")
)
_AT = frozenset("from of in at for with near on".split())


class Trait(NamedTuple):
    """An introduction of the name at index `name`: age (0 for none), trade, and the place or body that it ties to,
    folded ("" for none); `other` where the text says that somebody else is not meant. `[start, end)` are its words."""

    name: int
    start: int
    end: int
    age: int
    trade: str
    place: str
    other: bool


def read_traits(page: Page, names: list[NameSeen]) -> tuple[Trait, ...]:
    """The introductions of full names on a page, in text order."""
    found = []
    for index, name in enumerate(names):
        if name.table or " " not in name.key or name.possessive or name.sentence in page.title_case:
            continue
        trait = _read(page, index, name)
        if trait is not None:
            found.append(trait)
    return tuple(found)


def _read(page: Page, index: int, name: NameSeen) -> Trait | None:
    words, at = page.words, name.last + 1
    limit = min(len(words), at + 16)
    if at + 2 >= limit or page.sentence[at] != name.sentence:
        return None
    other = _no_relation(page, at, name.sentence)
    age, trade, place, last = 0, "", "", at
    if words[at] in (",", "(") and words[at + 1].isdigit() and words[at + 2] in (",", ")", "who", "."):
        told = int(words[at + 1])
        if _YOUNGEST <= told <= _OLDEST:
            age, last = told, at + 1
            at += 2
    if words[at] == "," and at + 2 < limit and words[at + 1].lower() in ("a", "an"):
        trade, place, last = _trade(page, at + 2)
    if not (age or trade or other):
        return None
    return Trait(index, name.start, page.ends[last], age, trade, place, other)


def _trade(page: Page, first: int) -> tuple[str, str, int]:
    """Trade, place and last word of "nurse at Ashby Hospital"; nothing where the words before the preposition end in a
    name."""
    words = page.words
    end = first
    while end < min(len(words), first + _REACH) and words[end].lower() not in _ENDS:
        end += 1
    at = next((n for n in range(first, end) if words[n].lower() in _AT), end)
    if (
        at == first
        or "former" in words[first:at]
        or not words[at - 1].islower()
        or words[at - 1].endswith(("ing", "ed", "ly"))
    ):
        return "", "", first
    start = at + 1 + (at + 1 < end and words[at + 1].lower() in ("the", "a"))
    while start < end and words[start].lower() in ("mr", "mrs", "ms", "dr", "."):
        start += 1
    stop = start
    while stop < end and (words[stop][0].isupper() or words[stop] in ("of", "and")):
        stop += 1
    place = " ".join(without_possessive(word).lower() for word in words[start:stop])
    return without_possessive(words[at - 1]).lower(), place, end - 1


def _no_relation(page: Page, first: int, sentence: int) -> bool:
    """True for "(no relation)", "who is not related to the minister"."""
    last = min(len(page.words), first + 2 * _REACH)
    rest = [page.words[at].lower() for at in range(first, last) if page.sentence[at] == sentence]
    return any(
        pair in (["no", "relation"], ["not", "related"], ["unrelated", "to"])
        for pair in (rest[at : at + 2] for at in range(len(rest) - 1))
    )
