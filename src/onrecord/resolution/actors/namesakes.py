"""Different persons of one full name, told apart by offices that nobody holds twice at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...record import DateRange
from .gazetteer import StateEntry, entry_of
from .known import folded
from .titles import TitlePhrase

# Whoever holds one of these somewhere holds it nowhere else in the same years.
_EXCLUSIVE = frozenset(
    """mayor governor foreign defense finance interior justice health trade energy education agriculture environment
    transport""".split()
) | {"head of state", "head of government", "army chief", "central bank", "police chief"}
_SAME_TIME_DAYS = 730


class Post(NamedTuple):
    """An exclusive office that a document gives to a full name; `day` is the document's, 0 where it is not known."""

    document_id: str
    day: int
    office: str
    organization: str


def post_of(phrase: TitlePhrase, document_id: str, published: DateRange) -> Post | None:
    """The office as a post, where it is exclusive, present and somewhere."""
    if phrase.former or phrase.organization is None or phrase.office not in _EXCLUSIVE:
        return None
    first = published.start or published.end
    return Post(document_id, first.toordinal() if first else 0, phrase.office, folded(phrase.organization))


def split_documents(posts: Iterable[Post]) -> list[tuple[Post, frozenset[str]]]:
    """The documents of each person after the first, with the post that tells the person apart; [] for one person.

    Documents are joined by a post they share, or by posts that one person can hold; the group of most documents comes
    first and is not given back, for documents without a post belong to it.
    """
    by_document: dict[str, set[Post]] = {}
    for post in posts:
        by_document.setdefault(post.document_id, set()).add(post)
    if len(by_document) < 2:
        return []
    groups: list[tuple[set[str], set[Post]]] = []
    for document in sorted(by_document, key=lambda one: (-len(by_document[one]), one)):
        own = by_document[document]
        shared = [group for group in groups if {p[2:] for p in own} & {p[2:] for p in group[1]}]
        fitting = shared or [group for group in groups if not _contradict(own, group[1])]
        if fitting:
            fitting[0][0].add(document)
            fitting[0][1].update(own)
        else:
            groups.append(({document}, set(own)))
    groups.sort(key=lambda group: (-len(group[0]), min(group[0])))
    return [(min(held, key=lambda post: post[2:]), frozenset(documents)) for documents, held in groups[1:]]


def _contradict(left: set[Post], right: set[Post]) -> bool:
    return any(
        one.office == other.office
        and one.organization != other.organization
        and _alike(one.organization, other.organization)
        and (not one.day or not other.day or abs(one.day - other.day) <= _SAME_TIME_DAYS)
        for one in left
        for other in right
    )


def _alike(left: str, right: str) -> bool:
    """True when both are states, or neither is: "mayor of Oslo" and "Norwegian mayor" may be one."""
    return isinstance(entry_of(left), StateEntry) is isinstance(entry_of(right), StateEntry)
