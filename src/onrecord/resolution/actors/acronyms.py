"""Short forms that a text defines for its names."""

from __future__ import annotations

from ...record import EntityKind
from .page import Page
from .seen import NameSeen


def defined_short_forms(page: Page, names: list[NameSeen]) -> tuple[tuple[int, int], ...]:
    """Pairs (long name, short form) from `Institute for Something (ISS)`; the initials must agree."""
    found = []
    for index in range(len(names) - 1):
        long, short = names[index], names[index + 1]
        if (
            short.first == long.last + 2
            and page.words[long.last + 1] == "("
            and short.last + 1 < len(page.words)
            and page.words[short.last + 1] == ")"
        ):
            if is_acronym_of(short.text, long.text):
                found.append((index, index + 1))
            elif is_acronym_of(long.text, short.text):
                found.append((index + 1, index))
    return tuple(found)


def coined_abbreviations(page: Page, names: list[NameSeen]) -> tuple[str, ...]:
    """Abbreviations of common words: "qualitative edge (QE)" names a thing, not an organization."""
    found = []
    for name in names:
        letters = name.text.replace(".", "").lower()
        if name.first == name.last and name.text.isupper() and name.first > len(letters):
            if page.words[name.first - 1] != "(" or name.entity is EntityKind.PERSON:
                continue
            before = page.words[name.first - 1 - len(letters) : name.first - 1]
            if "".join(word[0].lower() for word in before) == letters and any(word.islower() for word in before):
                found.append(name.key)
    return tuple(found)


def is_acronym_of(short: str, long: str) -> bool:
    """True when capitals `short` are the initials of `long`, small words counted or not ("ISNA", "DoD")."""
    letters = short.replace(".", "").lower()
    if (
        len(letters) < 2
        or not short.replace(".", "")[:1].isupper()
        or " " in short
        or not any(c.isupper() for c in short[1:])
    ):
        return False
    return letters in initials(long)


def initials(long: str) -> tuple[str, str]:
    """The folded first letters of a name's capitalised words, and of all its words."""
    parts = [part for part in long.replace("-", " ").split() if part[0].isalnum()]
    strong = "".join(part[0] for part in parts if part[0].isupper()).lower()
    return strong, "".join(part[0] for part in parts).lower()
