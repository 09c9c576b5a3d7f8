"""Days that every reader can find on a calendar: Christmas, New Year's Eve, Easter, Thanksgiving."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from .lexicon import YEAR
from .reading import Needs, Reading, Rule, Setting, Tense, fixed, rule
from .stretch import Stretch, day


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous computus (Nature, 20 April 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, number + 1)


def _nth(month: int, weekday: int, number: int) -> Callable[[int], date]:
    """The `number`th such weekday of a month; the last one when negative."""

    def find(year: int) -> date:
        if number < 0:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))

    return find


def _on(month: int, number: int) -> Callable[[int], date]:
    return lambda year: date(year, month, number)


_FIND: dict[str, Callable[[int], date]] = {
    "new year's day": _on(1, 1),
    "new year's eve": _on(12, 31),
    "christmas eve": _on(12, 24),
    "christmas day": _on(12, 25),
    "christmas": _on(12, 25),
    "boxing day": _on(12, 26),
    "valentine's day": _on(2, 14),
    "st. patrick's day": _on(3, 17),
    "fourth of july": _on(7, 4),
    "july fourth": _on(7, 4),
    "halloween": _on(10, 31),
    "veterans day": _on(11, 11),
    "armistice day": _on(11, 11),
    "bastille day": _on(7, 14),
    "thanksgiving day": _nth(11, 3, 4),
    "thanksgiving": _nth(11, 3, 4),
    "labor day": _nth(9, 0, 1),
    "memorial day": _nth(5, 0, -1),
    "columbus day": _nth(10, 0, 2),
    "martin luther king jr. day": _nth(1, 0, 3),
    "martin luther king day": _nth(1, 0, 3),
    "mlk day": _nth(1, 0, 3),
    "presidents' day": _nth(2, 0, 3),
    "presidents day": _nth(2, 0, 3),
    "juneteenth": _on(6, 19),
    "may day": _on(5, 1),
    "cinco de mayo": _on(5, 5),
    "remembrance day": _on(11, 11),
    "epiphany": _on(1, 6),
    "australia day": _on(1, 26),
    "international women's day": _on(3, 8),
    "april fools' day": _on(4, 1),
    "earth day": _on(4, 22),
    "anzac day": _on(4, 25),
    "canada day": _on(7, 1),
    "guy fawkes night": _on(11, 5),
    "st. andrew's day": _on(11, 30),
    "all saints' day": _on(11, 1),
    "st. stephen's day": _on(12, 26),
    "mother's day": _nth(5, 6, 2),
    "father's day": _nth(6, 6, 3),
    "maundy thursday": lambda year: easter(year) - timedelta(days=3),
    "holy saturday": lambda year: easter(year) - timedelta(days=1),
    "ascension day": lambda year: easter(year) + timedelta(days=39),
    "pentecost": lambda year: easter(year) + timedelta(days=49),
    "whit monday": lambda year: easter(year) + timedelta(days=50),
    "ash wednesday": lambda year: easter(year) - timedelta(days=46),
    "palm sunday": lambda year: easter(year) - timedelta(days=7),
    "good friday": lambda year: easter(year) - timedelta(days=2),
    "easter sunday": easter,
    "easter monday": lambda year: easter(year) + timedelta(days=1),
    "easter": easter,
}


# Days of the United States that bear no country's name: read where the text is about that country, near enough in time.
_AMERICAN = re.compile(r"\bU\.S\.|\b(?:American|Democrat|Republican|Congress|Senate|White House|GOP|United States)")
_OF_ANOTHER = re.compile(r"(?:[’']s|\b(?!American\b|U\.S\.)[A-Z]\w+(?:i|ish|an|ese|ch))\s+$")
_NEAR = 4000  # characters
_WITHIN = 200  # days


def _election_day(year: int) -> date:
    """Tuesday after the first Monday of November; the nearest even year counts."""
    even = year - year % 2
    return _nth(11, 0, 1)(even) + timedelta(days=1)


def _inauguration_day(year: int) -> date:
    return date(year - (year - 1) % 4, 1, 20)


_AMERICAN_DAYS: dict[str, Callable[[int], date]] = {
    "election day": _election_day,
    "inauguration day": _inauguration_day,
}


def _polls(match: re.Match[str]) -> Reading:
    """ "election day", "polling day": the day that the text gives its vote, else the United States' where it is about
    them."""
    american = _american_day(match) if match["name"] == "Election Day" else None
    return Reading(match.end(), "election_day", american.resolve if american else None, Needs.EVENT)


def _american_day(match: re.Match[str]) -> Reading | None:
    """ "Election Day", unless it is another country's or too far off to say which."""
    text, at = match.string, match.start()
    if not _AMERICAN.search(text, max(0, at - _NEAR), at + _NEAR) or _OF_ANOTHER.search(text, max(0, at - 20), at):
        return None
    find = _AMERICAN_DAYS[" ".join(match["name"].lower().split())]

    def resolve(setting: Setting) -> Stretch | None:
        days = {find(setting.anchor.year + step) for step in range(-1, 5)}
        nearest = min(days, key=lambda one: (abs((one - setting.anchor).days), one))
        return day(nearest) if abs((nearest - setting.anchor).days) <= _WITHIN else None

    return Reading(match.end(), "holiday", resolve, Needs.ANCHOR)


_AHEAD_OF_PAST = timedelta(
    days=31
)  # "closed on Labor Day", told in May: the day is nearer ahead, the verb knows better


def _holiday(match: re.Match[str]) -> Reading | None:
    if match["name"].islower():
        return None  # "she had an epiphany"
    find = _FIND[" ".join(match["name"].lower().replace("’", "'").split())]
    if match["year"]:
        return Reading(match.end(), "holiday", fixed(day(find(int(match["year"])))))

    step = match.string[max(0, match.start() - 5) : match.start()].strip().lower()

    def resolve(setting: Setting) -> Stretch:
        days = [find(setting.anchor.year + step) for step in (-1, 0, 1)]
        if step == "last":
            return day(max(one for one in days if one < setting.anchor))
        if step == "next" or setting.tense is Tense.FUTURE:
            return day(min(one for one in days if one >= setting.anchor))
        nearest = min(days, key=lambda one: abs((one - setting.anchor).days))
        if setting.tense is Tense.PAST and nearest - setting.anchor > _AHEAD_OF_PAST:
            nearest = max(one for one in days if one < setting.anchor)
        return day(nearest)

    return Reading(match.end(), "holiday", resolve, Needs.ANCHOR)


_NAMES = "|".join(
    re.escape(name).replace("'", "[’']").replace(r"\ ", r"\s+") for name in sorted(_FIND, key=len, reverse=True)
)
RULES: tuple[Rule, ...] = (
    rule(
        "american_day", "inauguration", r"(?P<name>Inauguration\s+Day)\b", _american_day,
        any_case=False,
    ),
    rule("polls", "election polling voting", r"(?P<name>(?:[Ee]lection|[Pp]olling|[Vv]oting)\s+[Dd]ay)\b", _polls,
         any_case=False),
    rule(
        "holiday", " ".join({name.split()[0].split("'")[0].rstrip(".") for name in _FIND}),
        rf"(?P<name>{_NAMES})(?:,?\s+(?:(?:of|in)\s+)?(?P<year>{YEAR}))?(?!\w)"
        r"(?!\s+(?:Island|Seals|Egg|Accord|Agreement|week|season|break|card|tree|shopping|sales?))", _holiday,
    ),
)  # fmt: skip
