"""Different persons of one full name, told apart by what nobody is at once: mayor of two cities, 34 and 71 years old,
butcher in one place and nurse in another. What only looks like two is kept as a doubt, for somebody to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from ...record import DateRange, Passage
from .gazetteer import OrganizationEntry, StateEntry, entry_of, plain
from .known import folded
from .organizations import STATE_BODIES
from .titles import TitlePhrase, is_role_noun
from .traits import Trait

# Whoever holds one of these somewhere holds it nowhere else in the same years.
_EXCLUSIVE = frozenset(
    """mayor governor foreign defense finance interior justice health trade energy education agriculture environment
    transport""".split()
) | {"head of state", "head of government", "army chief", "central bank", "police chief"}
# Role nouns that are a living, and no office.
_TRADES = frozenset(
    """professor lecturer analyst expert economist strategist pollster scientist researcher scholar historian
    sociologist
    academic lawyer attorney engineer doctor physician""".split()
)
_SAME_TIME_DAYS = 730
_YEARS_APART = 3  # between the years of birth that two ages give, each a year wide
_READ = 60  # articles in which a name is introduced that are compared with each other
_FEW = 6  # articles that name somebody of whom two organizations are told without telling that both are his


class Post(NamedTuple):
    """An exclusive office that a document gives to a full name; `day` is the document's, 0 where it is not known."""

    document_id: str
    day: int
    office: str
    organization: str


class Told(NamedTuple):
    """An introduction of a full name in a document: age, trade or office, the place or body it ties to, whether that
    office is a public one, whether the text says that somebody else is not meant; and the passage."""

    document_id: str
    day: int
    age: int
    trade: str
    place: str
    public: bool
    other: bool
    start: int
    end: int

    @property
    def passage(self) -> Passage:
        return Passage(self.document_id, self.start, self.end)


def day_of(published: DateRange) -> int:
    """The number of the first day known, 0 for none."""
    first = published.start or published.end
    return first.toordinal() if first else 0


def post_of(phrase: TitlePhrase, document_id: str, published: DateRange) -> Post | None:
    """The office as a post, where it is exclusive, present and somewhere."""
    if phrase.former or phrase.organization is None or phrase.office not in _EXCLUSIVE:
        return None
    if phrase.title == "president" and not isinstance(entry_of(folded(phrase.organization)), StateEntry):
        return None  # of a union or a college as well as of a company
    return Post(document_id, day_of(published), phrase.office, folded(phrase.organization))


def told_by_trait(trait: Trait, document_id: str, published: DateRange) -> Told:
    """The introduction that a trait is."""
    public = bool(trait.trade) and is_role_noun(trait.trade) and trait.trade not in _TRADES
    place = plain(trait.place)
    return Told(
        document_id, day_of(published), trait.age, trait.trade, place, public, trait.other, trait.start, trait.end
    )


def told_by_office(phrase: TitlePhrase, document_id: str, published: DateRange, start: int, end: int) -> Told | None:
    """The introduction that a present office is; that of a state tells of no trade, for its holder may have others."""
    if phrase.former:
        return None
    place = folded(phrase.organization or "")
    entry = entry_of(place)
    party = isinstance(entry, OrganizationEntry) and entry.type in ("party", *STATE_BODIES)
    telling = place and not party and not isinstance(entry, StateEntry) and phrase.title != "member"
    trade = phrase.office if telling else ""
    return Told(document_id, day_of(published), 0, trade, place, True, False, start, end)


def split_documents(posts: Iterable[Post], told: Iterable[Told] = ()) -> list[tuple[str, frozenset[str]]]:
    """The documents of each person after the first, with the words that tell the person apart; [] for one person.

    Documents are joined by what they share, or by what one person can be; the group of most documents comes first and
    is not given back, for documents without an introduction belong to it.
    """
    by_document: dict[str, tuple[set[Post], list[Told]]] = {}
    for post in posts:
        by_document.setdefault(post.document_id, (set(), []))[0].add(post)
    for one in told:
        if len(by_document) < _READ or one.document_id in by_document:
            by_document.setdefault(one.document_id, (set(), []))[1].append(one)
    if len(by_document) < 2:
        return []
    groups: list[tuple[set[str], set[Post], list[Told]]] = []
    for document in sorted(by_document, key=lambda one: (-len(by_document[one][0]), one)):
        held, traits = by_document[document]
        shared = [
            group for group in groups if {p[2:] for p in held} & {p[2:] for p in group[1]} or _meet(traits, group[2])
        ]
        fitting = [
            group for group in shared or groups if not (_contradict(held, group[1]) or _exclude(traits, group[2]))
        ] or shared
        if fitting:
            fitting[0][0].add(document)
            fitting[0][1].update(held)
            fitting[0][2].extend(traits)
        else:
            groups.append(({document}, set(held), list(traits)))
    groups.sort(key=lambda group: (-len(group[0]), min(group[0])))
    return [(_mark(held, traits), frozenset(documents)) for documents, held, traits in groups[1:]]


def doubt(told: Iterable[Told], *, n_documents: int) -> tuple[Passage, Passage] | None:
    """Two introductions that may be those of two persons, of one name that `n_documents` documents bear; None where
    nothing raises the question."""
    found = list(told)[:_READ]
    apart = next((one for one in found if one.other and any(_beside(one, other) for other in found)), None)
    if apart is not None:
        return apart.passage, next(one for one in found if _beside(apart, one)).passage
    places: dict[str, set[str]] = {}
    for one in found:
        places.setdefault(one.document_id, set()).add(one.place)
    for left, right in combinations(found, 2):
        if left.document_id == right.document_id or not _at_once(left.day, right.day):
            continue
        if any(left.place in both and right.place in both for both in places.values()) and left.place and right.place:
            continue  # an article that gives both to one person
        ages = left.age and right.age and _years_apart(left, right) > 1
        if ages or (_differ(left, right) and not (places[left.document_id] & places[right.document_id] - {""})):
            if left.public and right.public and n_documents > _FEW:
                continue
            return left.passage, right.passage
    return None


def _mark(posts: set[Post], told: Sequence[Told]) -> str:
    """Words that tell a group apart, the same whenever it is found."""
    if posts:
        first = min(posts, key=lambda post: post[2:])
        return f"{first.office} {first.organization}"
    named = min(((one.trade, one.place) for one in told if one.trade), default=("", ""))
    ages = [one.day // 365 - one.age for one in told if one.age and one.day]
    return " ".join(filter(None, (*named, str(min(ages)) if ages and not named[0] else ""))) or "another"


def _contradict(left: set[Post], right: set[Post]) -> bool:
    return any(
        one.office == other.office
        and one.organization != other.organization
        and _alike(one.organization, other.organization)
        and _at_once(one.day, other.day)
        for one in left
        for other in right
    )


def _at_once(one: int, other: int) -> bool:
    """Whether two days lie in the same years; one that is not known may."""
    return not one or not other or abs(one - other) <= _SAME_TIME_DAYS


def _meet(left: Sequence[Told], right: Sequence[Told]) -> bool:
    """True where both tell the same trade, in the same place as far as they say."""
    return any(
        one.trade and one.trade == other.trade and (one.place == other.place or not one.place or not other.place)
        for one in left
        for other in right
    )


def _exclude(left: Sequence[Told], right: Sequence[Told]) -> bool:
    """True where nobody can be both: born in other years, or of another trade in another place at once. Offices do not
    count, for one person may hold several, and had a trade before."""
    return any(
        (one.age and other.age and one.day and other.day and _years_apart(one, other) > _YEARS_APART)
        or (
            _differ(one, other)
            and one.place
            and other.place
            and not (one.public or other.public)
            and _at_once(one.day, other.day)
        )
        for one in left
        for other in right
    )


def _years_apart(one: Told, other: Told) -> float:
    """Years between the births that two ages give."""
    if one.day and other.day:
        return abs((one.day - other.day) / 365.25 - (one.age - other.age))
    return max(0.0, abs(one.age - other.age) - _SAME_TIME_DAYS / 365)


def _differ(one: Told, other: Told) -> bool:
    """True for two trades, told in two places or bodies."""
    if not one.trade or not other.trade or one.trade == other.trade:
        return False
    if not one.place or not other.place or one.place in other.place or other.place in one.place:
        return False
    short, long = sorted((one.place, other.place), key=len)
    capitals = "".join(word[0] for word in long.split() if word not in ("of", "the", "for", "and"))
    return short != capitals and not set(short.split()) & set(long.split()) - {"of", "the", "for", "and"}


def _beside(one: Told, other: Told) -> bool:
    """True for another introduction in the same document."""
    return one is not other and one.document_id == other.document_id and bool(other.trade or other.age or other.public)


def _alike(left: str, right: str) -> bool:
    """True when both are states, or neither is: "mayor of Oslo" and "Norwegian mayor" may be one."""
    return isinstance(entry_of(left), StateEntry) is isinstance(entry_of(right), StateEntry)
