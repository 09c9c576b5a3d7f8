"""Who held which office when, as the documents themselves say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ...record import DateRange
from .gazetteer import organization_entries, plain
from .titles import TitlePhrase

# A holder named in one article still holds the office in another that is at most this many days away.
_REACH_DAYS = 730
# Of one organization these name the same person: "the agency's chief" is its director.
_HEADS = frozenset("chief head director boss leader president chairman chairwoman chair chairperson".split())


@dataclass(frozen=True, slots=True)
class Holding:
    """An actor in an office of an organization or state, on the days the document appeared."""

    actor_id: str
    phrase: TitlePhrase
    document_id: str
    published: DateRange


class OfficeTable:
    """Holdings of all documents by office."""

    def __init__(self) -> None:
        self._holdings: dict[str, list[Holding]] = defaultdict(list)
        self._of_actor: dict[str, dict[tuple[str, str], TitlePhrase]] = defaultdict(dict)

    def add(self, holding: Holding) -> None:
        """Enters a holding under its office."""
        self._holdings[holding.phrase.office].append(holding)
        self._of_actor[holding.actor_id][(holding.phrase.title, holding.phrase.organization or "")] = holding.phrase

    def titles_of(self, actor_id: str) -> list[TitlePhrase]:
        """Every title some document gives the actor."""
        return list(self._of_actor.get(actor_id, {}).values())

    def holder(self, phrase: TitlePhrase, published: DateRange) -> str | None:
        """The one actor who held the office of this organization or state around the day; None when nobody or more
        than one did."""
        if phrase.organization is None:
            return None
        near: dict[str, float] = {}
        for holding in self._holdings.get(phrase.office, ()):
            if holding.phrase.organization is None or not (
                same_organization(holding.phrase.organization, phrase.organization)
                or belongs_to(holding.phrase.organization, phrase.organization)
            ):
                continue
            if holding.phrase.former != phrase.former:
                continue
            distance = _distance(holding.published, published)
            if distance is None or distance <= _REACH_DAYS:
                days = float(_REACH_DAYS) if distance is None else distance
                near[holding.actor_id] = min(near.get(holding.actor_id, days), days)
        if len(near) == 1:
            return next(iter(near))
        ranked = sorted(near.items(), key=lambda item: (item[1], item[0]))
        # Two holders: the nearer one, when it is nearer by a clear margin (30 days).
        if len(ranked) > 1 and ranked[1][1] - ranked[0][1] > 30:
            return ranked[0][0]
        return None


def same_organization(left: str, right: str) -> bool:
    """True for one organization or state under two spellings."""
    return plain(left).removeprefix("the ") == plain(right).removeprefix("the ")


def belongs_to(organization: str, state: str) -> bool:
    """True when the tables say that the organization is the state's ("Norland's army chief" heads its army)."""
    entry = organization_entries().get(plain(organization))
    return entry is not None and entry.state is not None and same_organization(entry.state, state)


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
    if (
        phrase.organization is not None
        and held.organization is not None
        and phrase.title in _HEADS
        and held.title in _HEADS
    ):
        return True
    described, title = phrase.title.split(), held.title.split()
    noun = title[title.index("of") - 1] if "of" in title[1:] else title[-1]
    if len(described) == 1:
        return described[0] == noun or described[0] in title
    return described[-1] == noun and set(described) <= set(title)


def _distance(left: DateRange, right: DateRange) -> float | None:
    """Days between two ranges, 0 when they touch, None when either is unknown."""
    starts: list[date] = [day for day in (left.start or left.end, right.start or right.end) if day]
    if len(starts) < 2:
        return None
    return float(abs((starts[0] - starts[1]).days))
