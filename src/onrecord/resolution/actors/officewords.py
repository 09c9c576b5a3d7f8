"""Places that mean the holder of an office without naming anybody: "aides to *the Danish premier*"."""

from __future__ import annotations

from functools import cache

from .gazetteer import office_titles
from .heads import SourceHead
from .page import Page
from .phrases import description_of
from .seen import NameSeen
from .titles import is_role_noun
from .titlespans import left_edge


def office_places(page: Page, names: list[NameSeen], taken: set[int]) -> list[SourceHead]:
    """Descriptions of office holders outside the words `taken` (the sources, which are read on their own): a known
    office with "the", a state or a possessive before it, and no name beside it."""
    persons = {index for name in names for index in range(name.first, name.last + 1) if not name.table}
    longer = [name for name in names if name.last > name.first]
    inside = persons | {index for name in longer for index in range(name.first, name.last + 1)}
    found = []
    nouns = _office_nouns()
    for index, word in enumerate(page.words):
        if word not in nouns or index in inside or index in taken:
            continue
        following = page.words[index + 1] if index + 1 < len(page.words) else ""
        beside = index + 1 in persons or (following in (".", ",", "(") and index + 2 in persons)
        if beside or is_role_noun(following) or following in ("of", "to", "for", "in", "at"):
            continue
        first = left_edge(page, index)
        opener = page.words[first].lower()
        if opener in ("a", "an", "one", "another") or (
            first > 1 and page.words[first - 1] == "," and first - 2 in persons
        ):
            continue  # "a minister"; apposition: "Vera Holt, the foreign minister"
        head = description_of(page, names, first, index)
        if (
            head.title is not None
            and head.title.office in _offices()
            and (head.states or page.words[first].lower() == "the")
        ):
            found.append(head)
    return found


@cache
def _offices() -> frozenset[str]:
    return frozenset(office_titles().values())


@cache
def _office_nouns() -> frozenset[str]:
    """Last words of the titles of known offices ("minister", "Premier", "PM"), as the press writes them."""
    nouns = {title.split()[-1] for title in office_titles() if is_role_noun(title.split()[-1])}
    return frozenset(nouns | {noun.capitalize() for noun in nouns} | {"PM"})
