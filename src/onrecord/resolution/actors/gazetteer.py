"""What the shipped tables say: states and their seats, well-known organizations, given names, nicknames, word lists.

The tables lie in `tables/`, one fact a line, and are read once, when first asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files


class StateWord(StrEnum):
    """How a word stands for a state."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A word that stands for the state `name`."""

    name: str
    word: StateWord


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """A well-known organization: its full name, what it is (`bloc`, `outlet`, ...), the state it belongs to or that
    runs it, and the party whose body it is."""

    name: str
    type: str
    state: str | None
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A well-known place that is no state, and the state whose part it is, for one with a government."""

    name: str
    state: str | None = None


# Folded names of a party's people, and their party.
PARTY_PEOPLE = {
    "democrats": "Democratic Party",
    "republicans": "Republican Party",
    "tories": "Conservative Party",
}

Entry = StateEntry | OrganizationEntry | PlaceEntry


# Words and names repeat: a cache of this size holds those of some hundred articles.
@lru_cache(maxsize=1 << 15)
def plain(text: str) -> str:
    """Lower case, without diacritics, dots of abbreviations, typographic apostrophes and hyphens; single spaces."""
    if text.isascii():
        lowered = text.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        lowered = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).lower().translate(_LETTERS)
    return " ".join(lowered.replace(".", "").replace("-", " ").split())


_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "})
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})


def _rows(name: str) -> Iterator[list[str]]:
    text = (files(__package__) / "tables" / name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def words(key: str) -> frozenset[str]:
    """The word list `key` of words.tsv."""
    return frozenset(_word_rows()[key].split())


@cache
def _word_rows() -> Mapping[str, str]:
    return {row[0]: row[1] for row in _rows("words.tsv")}


@cache
def short_titles() -> Mapping[str, str]:
    """Abbreviated titles, without their dot, and the title they stand for ("sen": "senator")."""
    return dict(pair.split("=", 1) for pair in _word_rows()["title_short"].split("|"))


@cache
def state_entries() -> Mapping[str, StateEntry]:
    """Every word that stands for a state, folded by `plain`: names, adjectives, peoples, seats of government."""
    found: dict[str, StateEntry] = {}
    rows = [row + [""] * (6 - len(row)) for row in _rows("states.tsv")][1:]
    for column, word in ((5, StateWord.SEAT), (4, StateWord.PEOPLE), (3, StateWord.ADJECTIVE), (2, StateWord.NAME)):
        for row in rows:
            for alias in filter(None, row[column].split("|")):
                found[plain(alias)] = StateEntry(row[0], word)
                if word is StateWord.ADJECTIVE and alias[-1] not in "shx." and alias.upper() != alias:
                    found.setdefault(plain(alias) + "s", StateEntry(row[0], StateWord.PEOPLE))
    for row in rows:
        found[plain(row[0])] = StateEntry(row[0], StateWord.NAME)
    return found


@cache
def organization_entries() -> Mapping[str, OrganizationEntry]:
    """Well-known organizations by each of their names, folded by `plain`."""
    found: dict[str, OrganizationEntry] = {}
    for row in list(_rows("organizations.tsv"))[1:]:
        name, kind, state, aliases, whole = row + [""] * (5 - len(row))
        entry = OrganizationEntry(name.removeprefix("?"), kind, state or None, whole or None)
        for alias in (name, *filter(None, aliases.split("|"))):
            key = plain(alias.removeprefix("?"))
            found.setdefault(key, entry)
            if "department" in key:
                found.setdefault(key.replace("department", "dept"), entry)
    return found


@cache
def shared_names() -> frozenset[str]:
    """Folded names that organizations of several states bear ("Congress"): they count where the state is named."""
    cells = [cell for row in list(_rows("organizations.tsv"))[1:] for cell in (row[0], *row[3:4])]
    marked = {plain(alias[1:]) for cell in cells for alias in cell.split("|") if alias.startswith("?")}
    return frozenset(marked | {key.replace("department", "dept") for key in marked})


@cache
def place_entries() -> Mapping[str, PlaceEntry]:
    """Well-known places that are no states, folded by `plain`."""
    rows = ([*row, ""] for row in _rows("places.tsv"))
    return {plain(name): PlaceEntry(name, state or None) for name, state, *_ in rows}


@cache
def capitals_only() -> frozenset[str]:
    """Folded table names that count only when written in capitals: "US", "WHO", "IS"."""
    cased: dict[str, bool] = {}
    columns = [(row + [""] * 6)[:6] for row in list(_rows("states.tsv"))[1:]]
    spelled = [
        alias for row in columns for cell in (row[0], row[2], row[3], row[4], row[5]) for alias in cell.split("|")
    ]
    spelled += [alias for row in list(_rows("organizations.tsv"))[1:] for cell in row[::3] for alias in cell.split("|")]
    for alias in filter(None, spelled):
        alias = alias.removeprefix("?")
        key = plain(alias)
        cased[key] = cased.get(key, True) and alias.upper() == alias and len(key) <= 5
    return frozenset(key for key, capitals in cased.items() if capitals)


@cache
def table_phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """First word to all folded table names that start with it, longest first, as word tuples."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for key in (*state_entries(), *organization_entries(), *place_entries()):
        parts = tuple(key.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(set(phrases), key=lambda p: (-len(p), p))) for first, phrases in found.items()}


@lru_cache(maxsize=1 << 15)
def entry_of(key: str) -> Entry | None:
    """The table entry of a folded name; states come before organizations and places."""
    found = state_entries().get(key) or organization_entries().get(key) or place_entries().get(key)
    if found is None and key.startswith(_FORMS):
        named = state_entries().get(key.split(" of ", 1)[1])
        return named if named is not None and named.word is StateWord.NAME else None
    return found


_FORMS = ("state of ", "republic of ", "kingdom of ")


@cache
def given_names() -> Mapping[str, str]:
    """Folded given name to "m", "f", or "u" where both are common."""
    return {name: row[0] for row in _rows("first_names.tsv") for name in row[1].split()}


@cache
def nickname_groups() -> Mapping[str, frozenset[str]]:
    """Given name to the formal names it may stand for, itself included ("bill": {"bill", "william", ...})."""
    found: dict[str, set[str]] = {}
    for formal, short in _rows("nicknames.tsv"):
        found.setdefault(formal, set()).add(formal)
        for name in short.split():
            found.setdefault(name, {name}).add(formal)
    return {name: frozenset(formals) for name, formals in found.items()}


@cache
def office_titles() -> Mapping[str, str]:
    """Folded title to the office it names ("premier": "head of government")."""
    return {plain(title): row[0] for row in _rows("offices.tsv") for title in row[1].split("|")}
