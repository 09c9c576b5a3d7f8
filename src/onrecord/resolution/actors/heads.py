"""The head of a source: the words that say who speaks, taken apart."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from .titles import TitlePhrase

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "they", "them": "they", "their": "they", "themselves": "they",
    "it": "it", "its": "it", "itself": "it",
    "i": "i", "me": "i", "my": "i", "myself": "i", "we": "we", "us": "we", "our": "we", "ourselves": "we",
    "who": "who", "whom": "who", "which": "who", "whose": "who", "that": "who",
    "you": "you", "this": "this", "these": "this", "those": "this", "one": "one",
}  # fmt: skip


class HeadKind(StrEnum):
    NONE = "none"
    NAME = "name"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"


class SourceHead(NamedTuple):
    """The head of a source. `names` are indexes of the page's names that speak; for a description (`nominal`) they
    are empty and `owner` is the name it hangs on ("aides to *Holt*", "*Holt*'s office"); `states` are named by an
    adjective or possessive; `title` is its title, when its head is one ("the Norlandic premier").

    `otherwise` is the reading as a description of a lone first word whose capital may mean nothing ("Officials said").
    `start`, `end`: the head phrase in the text; `at`: index of its first word.
    """

    kind: HeadKind
    start: int = 0
    end: int = 0
    at: int = -1
    text: str = ""
    names: tuple[int, ...] = ()
    pronoun: str = ""
    noun: str = ""
    plural: bool = False
    definite: bool = False
    owner: int | None = None
    owner_link: str = ""
    states: tuple[str, ...] = ()
    title: TitlePhrase | None = None
    modifiers: frozenset[str] = frozenset()
    otherwise: SourceHead | None = None
