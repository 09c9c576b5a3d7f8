"""A place in a document that may name someone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ...record import EntityKind

# First word of each tagged name to its last word and label.
Tagged = dict[int, tuple[int, EntityKind]]


@dataclass(slots=True)
class NameSeen:
    """One place that may name someone: words `first` to `last` of the page, free of titles and possessives.

    `entity` is the tagger's label, None where it marked nothing; `titled` says that a title or honorific stands
    directly before; `honorific` is that honorific ("mr"), "" for none. `weak` marks places where capitals mean
    little: headlines, first words of sentences.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    key: str
    sentence: int
    paragraph: int
    position: int
    quoted: bool
    entity: EntityKind | None = None
    titled: bool = False
    honorific: str = ""
    title_start: int = -1
    weak: bool = False
    table: bool = False
    possessive: bool = False

    def settled(self) -> NamePlace:
        """The name as sheets keep it: a plain tuple, which is small and quick to unpickle."""
        return NamePlace(
            self.first, self.last, self.start, self.end, self.text, self.key, self.sentence, self.paragraph,
            self.position, self.quoted, self.entity, self.titled, self.honorific, self.weak, self.table,
            self.possessive,
        )  # fmt: skip


class NamePlace(NamedTuple):
    """A name on a sheet; fields as in `NameSeen`."""

    first: int
    last: int
    start: int
    end: int
    text: str
    key: str
    sentence: int
    paragraph: int
    position: int
    quoted: bool
    entity: EntityKind | None
    titled: bool
    honorific: str
    weak: bool
    table: bool
    possessive: bool


def is_capital(word: str) -> bool:
    return (word[0].isupper() and word != "I") or (word[:3] in ("al-", "el-") and word[3:4].isupper())
