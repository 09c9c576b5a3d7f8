"""Who held which office when, as the documents themselves say."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from ...record import DateRange
from .gazetteer import organization_entries, plain
from .titles import TitlePhrase

# A holder named in one article still holds the office in another that is at most this many days away.
_REACH_DAYS = 730
# Of one organization these name the same person: "the agency's chief" is its director.
# "The Norlandic leader" is its president or premier.
RULERS = frozenset("leader ruler strongman dictator autocrat".split())
_HEADS = frozenset("chief head director boss leader president chairman chairwoman chair chairperson".split())


@dataclass(frozen=True, slots=True)
class Holding:
    """An actor in an office of an organization or state, on the days the document appeared."""

    actor_id: str
    phrase: TitlePhrase
    document_id: str
    published: DateRange


class OfficeTable:
    """Holdings of all documents by office, organization or state, and whether the office is over."""

    def __init__(self) -> None:
        self._days: dict[tuple[str, str, bool], dict[str, set[int]]] = {}
        self._sorted: dict[tuple[str, str, bool], dict[str, list[int]]] = {}
        self._of_actor: dict[str, dict[tuple[str, str], TitlePhrase]] = defaultdict(dict)

    def add(self, holding: Holding) -> None:
        """Enters a holding under its office; an army's chief is entered under the army and under its state."""
        phrase = holding.phrase
        self._of_actor[holding.actor_id][(phrase.title, phrase.organization or "")] = phrase
        if phrase.organization is None:
            return
        entry = organization_entries().get(plain(phrase.organization))
        for owner in {phrase.organization, entry.state if entry is not None and entry.state else phrase.organization}:
            actors = self._days.setdefault((phrase.office, _folded(owner), phrase.former), {})
            actors.setdefault(holding.actor_id, set()).add(_day(holding.published))
        self._sorted.clear()

    def is_led(self, state: str, *, but: str) -> bool:
        """True where some document names somebody else as the state's president, premier, leader or the like."""
        folded = _folded(state)
        offices = ("head of state", "head of government", *sorted(RULERS), "party leader")
        return any(actor != but for office in offices for actor in self._days.get((office, folded, False), ()))

    def titles_of(self, actor_id: str) -> list[TitlePhrase]:
        """Every title some document gives the actor."""
        return list(self._of_actor.get(actor_id, {}).values())

    def holder(self, phrase: TitlePhrase, published: DateRange) -> str | None:
        """The one actor who held the office of this organization or state around the day; None when nobody or more
        than one did. A document without a date counts as just within reach."""
        if phrase.organization is None:
            return None
        key = (phrase.office, _folded(phrase.organization), phrase.former)
        if key not in self._sorted:
            self._sorted[key] = {actor: sorted(days) for actor, days in self._days.get(key, {}).items()}
        day = _day(published)
        near = {actor: _distance(days, day) for actor, days in self._sorted[key].items()}
        ranked = sorted((days, actor) for actor, days in near.items() if days <= _REACH_DAYS)
        if not ranked:
            return None
        # Two holders: the nearer one, when it is nearer by a clear margin.
        clear = len(ranked) == 1 or ranked[1][0] - ranked[0][0] > _MARGIN_DAYS
        return ranked[0][1] if clear else None


_MARGIN_DAYS = 30
_NO_DAY = -1


def _folded(organization: str) -> str:
    return plain(organization).removeprefix("the ")


def _day(published: DateRange) -> int:
    """The number of a document's first known day, -1 when it has none."""
    day = published.start or published.end
    return day.toordinal() if day is not None else _NO_DAY


def _distance(days: list[int], day: int) -> int:
    """Days from `day` to the nearest of the sorted `days`; the reach where either is unknown."""
    known = days[1:] if days[0] == _NO_DAY else days
    if day == _NO_DAY or not known:
        return _REACH_DAYS
    at = bisect_left(known, day)
    nearest = min(abs(day - other) for other in known[max(0, at - 1) : at + 1])
    return min(nearest, _REACH_DAYS) if len(known) < len(days) else nearest


def same_organization(left: str, right: str) -> bool:
    """True for one organization or state under two spellings."""
    return _folded(left) == _folded(right)


def belongs_to(organization: str, state: str) -> bool:
    """True when the tables say that the organization is the state's ("Norland's army chief" heads its army)."""
    entry = organization_entries().get(plain(organization))
    return entry is not None and entry.state is not None and same_organization(entry.state, state)


_HOUSE = frozenset("representative congressman congresswoman".split())
# What the press calls a member of a parliament whom it introduced by another title.
_LAWMAKERS = {
    "congressman": _HOUSE,
    "congresswoman": _HOUSE,
    "lawmaker": _HOUSE | {"senator", "mp", "legislator"},
    "legislator": _HOUSE | {"senator", "mp", "lawmaker"},
}


def fits(phrase: TitlePhrase, held: TitlePhrase) -> bool:
    """True when a description ("the minister", "the Norlandic premier") can mean the holder of a title."""
    if phrase.former != held.former:
        return False
    if (
        phrase.organization is not None
        and held.organization is not None
        and not same_organization(phrase.organization, held.organization)
        and not belongs_to(held.organization, phrase.organization)
    ):
        return False
    if phrase.office == held.office:
        return True
    if phrase.title in RULERS and held.office in ("head of state", "head of government"):
        return phrase.organization is not None
    if (
        phrase.organization is not None
        and held.organization is not None
        and phrase.title in _HEADS
        and held.title in _HEADS
    ):
        return True
    if phrase.title in _LAWMAKERS and held.title.split()[-1] in _LAWMAKERS[phrase.title]:
        return True
    described, title = phrase.title.split(), held.title.split()
    noun = title[title.index("of") - 1] if "of" in title[1:] else title[-1]
    if len(described) == 1:
        return described[0] == noun or described[0] in title
    return described[-1] == noun and set(described) <= set(title)
