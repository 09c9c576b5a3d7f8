"""Days and months by name: "September 17, 2019", "17 Sept.", "2019-09-17", "Sept. 17-19", "September 2019", "May".

A day or month without its year is read as the nearest to the anchor, the rule that fits 94 % of the month-days and
79 % of the bare months in TimeBank, AQUAINT and TempEval-3 platinum; further away the tense tells the year.
"""

from __future__ import annotations

import re
from datetime import date

from .lexicon import DAY, MONTH, MONTH_NAMES, MONTHS, WEEKDAY_OR_SHORT, WEEKDAYS, YEAR, full_year, month_number
from .reading import NUMERIC, Needs, Reading, Resolver, Rule, Setting, Tense, fixed, rule
from .stretch import Grain, Part, Stretch, day, month, moved, neighbour, span, week_of

_MONTH_WORDS = " ".join(MONTHS)
_WEEKDAY_WORDS = " ".join(WEEKDAYS)
_PARTS = {
    "early": Part.EARLY, "mid": Part.MIDDLE, "middle": Part.MIDDLE, "late": Part.LATE,
    "beginning": Part.START, "start": Part.START, "end": Part.END,
}  # fmt: skip
# Beyond this many days the nearest year is a toss-up and the tense decides.
_NEAREST_SURE_DAYS = 150
# Against the tense the nearest year loses sooner.
_TENSE_SURE_DAYS = 60
_NEAREST_SURE_MONTHS = 3
# "The bank agreed to the purchase in January", told in December: the coming month is nearer than a past verb is sure.
_AHEAD_OF_PAST = 1
_LEAP_YEAR = 2000
_NEARBY = 20_000  # characters in which a person of that name is looked for


def _same_year_or_nearest(number: int, on: int) -> Resolver:
    def resolve(setting: Setting) -> Stretch | None:
        if setting.year is not None:
            return day(date(setting.year, number, on))
        years = range(setting.anchor.year - 1, setting.anchor.year + 2)
        days = [date(one, number, on) for one in years if _exists(one, number, on)]
        return day(_nearest(days, setting)) if days else None

    return resolve


def _exists(one: int, number: int, on: int) -> bool:
    try:
        date(one, number, on)
    except ValueError:
        return False
    return True


def _nearest(days: list[date], setting: Setting) -> date:
    nearest = min(days, key=lambda one: (abs((one - setting.anchor).days), one))
    distance = (nearest - setting.anchor).days
    against = (distance > 0 and setting.tense is Tense.PAST) or (distance < 0 and setting.tense is Tense.FUTURE)
    if abs(distance) > (_TENSE_SURE_DAYS if against else _NEAREST_SURE_DAYS):
        if setting.tense is Tense.FUTURE:
            return min((one for one in days if one >= setting.anchor), default=nearest)
        if setting.tense is Tense.PAST:
            return max((one for one in days if one <= setting.anchor), default=nearest)
    return nearest


def nearest_month(number: int) -> Resolver:
    """The month of that number nearest to the anchor; beyond three months the tense decides, else the past."""

    def resolve(setting: Setting) -> Stretch:
        if setting.year is not None:
            return month(setting.year, number)
        ahead = (number - setting.anchor.month) % 12
        if setting.tense is Tense.FUTURE:
            distance = ahead if ahead <= 9 else ahead - 12
        elif setting.tense is Tense.DONE:
            distance = ahead - 12 if ahead else 0
        elif setting.tense is Tense.PAST:
            distance = ahead if ahead <= _AHEAD_OF_PAST else ahead - 12
        else:
            distance = ahead if ahead <= _NEAREST_SURE_MONTHS else ahead - 12
        return neighbour(setting.anchor, distance, Grain.MONTH)

    return resolve


def _month_day(match: re.Match[str]) -> Reading | None:
    number, first = month_number(match["month"]), _day_number(match["day"])
    last = _day_number(match["last"]) if match["last"] else None
    if not _exists(_LEAP_YEAR, number, max(first, last or first)) or (last and last < first):
        return None
    named = _named_year(match)
    if named:
        if not _exists(named, number, last or first):
            return None
        begin = date(named, number, first)
        stretch = day(begin) if last is None else span(begin, begin.replace(day=last))
        return Reading(match.end(), "month_day_year", fixed(stretch))
    resolver = _same_year_or_nearest(number, first)
    if last is not None:
        return Reading(match.end(), "month_days", _to_day(resolver, last), Needs.ANCHOR, yearless=True)
    known = _remembered(number, first, match.string, match.end())
    if known is not None:
        return Reading(
            match.end(), "month_day", _not_before(known, number, first, resolver), Needs.ANCHOR, yearless=True
        )
    return Reading(match.end(), "month_day", resolver, Needs.ANCHOR, yearless=True)


def _named_year(match: re.Match[str]) -> int:
    """The year told beside a day; "4-May-11" tells two figures of it. 0 when none is told."""
    short = match.groupdict().get("short")
    return full_year(int(short)) if short else int(match["year"] or 0)


def _not_before(known: int, number: int, on: int, otherwise: Resolver) -> Resolver:
    """That day of the known year, unless the text is older than it."""

    def resolve(setting: Setting) -> Stretch | None:
        remembered = date(known, number, on)
        return day(remembered) if setting.anchor >= remembered else otherwise(setting)

    return resolve


_OF_ATTACK = r"(?:attack(?:s|ers?)?|terror\w*|survivors?|victims?|famil(?:y|ies)|first\s+responders?|era)"
# Days that keep their year for ever once a noun follows: month, day, the noun, the year.
_REMEMBERED = (
    (
        9,
        11,
        re.compile(
            rf"\s+(?:terror(?:ist)?\s+)?(?:hijack\w+|commission|memorial|fund|plot|{_OF_ATTACK})\b", re.IGNORECASE
        ),
        2001,
    ),
    (
        1,
        6,
        re.compile(rf"\s+(?:\w+\s+)?(?:insurrection|riots?|committee|rioters?|{_OF_ATTACK})\b", re.IGNORECASE),
        2021,
    ),
    (10, 7, re.compile(rf"\s+(?:\w+\s+)?(?:massacres?|assault|{_OF_ATTACK})\b", re.IGNORECASE), 2023),
)


def _remembered(month_of: int, on: int, text: str, end: int) -> int | None:
    return next((one for m, d, noun, one in _REMEMBERED if (m, d) == (month_of, on) and noun.match(text, end)), None)


def _to_day(resolver: Resolver, last: int) -> Resolver:
    def resolve(setting: Setting) -> Stretch | None:
        begin = resolver(setting)
        return begin and span(begin.start, begin.start.replace(day=last))

    return resolve


def _day_number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _month_year(match: re.Match[str]) -> Reading:
    number, word = month_number(match["month"]), match["year"]
    part = _part(match)
    if word.isdigit():
        return Reading(match.end(), "month_year", fixed(month(int(word), number)), part=part)
    step = {"last": -1, "this": 0, "next": 1}.get(word.lower().split()[0], -1)

    def resolve(setting: Setting) -> Stretch:
        return month(setting.anchor.year + step, number)

    return Reading(match.end(), "month_of_year", resolve, Needs.ANCHOR, part=part)


def _part(match: re.Match[str]) -> Part:
    word = match.groupdict().get("part")
    return _PARTS[word.lower()] if word else Part.WHOLE


_NAME_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*\.?|[a-z]\.)[ \t]\Z")
_SPEAKS_NEXT = re.compile(
    r"(?:[’']s)?\s(?:said|says|told|tells|spoke|speaks|asked|added|wrote|thinks|believes|wants|argued|smiled|laughed|"
    r"remembers|recalled|joined|married)\b"
)
_LED = re.compile(
    r"\b(?:in|since|by|until|till|last|next|this|early|late|mid|through|during|for|of|to|from|between|and|before|after|"
    r"past|coming|every|each|as|around|between|until|or|beginning|starting|with|than|versus)[\s-]$",
    re.IGNORECASE,
)
_TIME_LED = re.compile(r"\b(?:in|since|until|till|last|next|this|early|late|mid|during|through)[\s-]$", re.IGNORECASE)
_PERSON_MAY = re.compile(
    r"\b(?:Mrs|Ms|Miss|Mr|Lady|Dame|Minister)\.? May\b|\bMay[’']s\b|\bMay (?:said|told|has|had|is|was)\b"
    r"|(?<=[a-z] )(?!In\b|On\b|By\b|Last\b|Since\b)[A-Z][a-z]+ May\b(?! \d)"
)
_THE = re.compile(r"\b[Tt]he\s$")
_NOUN_NEXT = re.compile(r"\s(?!on\b|for\b|of\b|to\b|in\b|against\b|was\b|is\b|had\b|has\b)[a-z]{4,}")
_NAME_AFTER = re.compile(r"\s[A-Z][a-z]+")
_LIKE_NAMES = {"may", "march", "april", "june", "august", "jan", "mar"}


def _month(match: re.Match[str]) -> Reading | None:
    word = match["month"].lower().rstrip(".")
    text, at = match.string, match.start("month")
    before = text[max(0, at - 24) : at]
    part = _part(match)
    if len(word) <= 4 and word not in MONTH_NAMES and not match["month"].endswith(".") and not _LED.search(before):
        return None
    if part is Part.WHOLE and word in _LIKE_NAMES:
        led = _LED.search(before) or (_THE.search(before) and _NOUN_NEXT.match(text, match.end()))  # "the March vote"
        if match["month"].isupper() or (_NAME_BEFORE.search(before) and not led):
            return None
        if word in ("may", "march", "mar", "jan") and not led:
            return None
        if word == "may" and (
            not _TIME_LED.search(before) and _PERSON_MAY.search(text, max(0, at - _NEARBY), at + _NEARBY)
        ):
            return None
        if word not in ("may", "march") and not led and _SPEAKS_NEXT.match(text, match.end()):
            return None  # "June spoke first"
        if _NAME_AFTER.match(text, match.end()) and not _TIME_LED.search(before):
            return None
    return Reading(match.end(), "month", nearest_month(month_number(word)), Needs.ANCHOR, part=part, yearless=True)


def _deictic_month(match: re.Match[str]) -> Reading | None:
    """ "last March", "next September 5", "this May": strictly before, strictly after, or of the anchor's year."""
    number = month_number(match["month"])
    step = match["step"].lower().split()[-1]
    on = _day_number(match["day"]) if match["day"] else None

    def resolve(setting: Setting) -> Stretch | None:
        anchor = setting.anchor
        if step == "this":
            one = anchor.year
        elif step in ("last", "past", "previous"):
            one = anchor.year - (number >= anchor.month)
        else:
            one = anchor.year + (number <= anchor.month)
        return day(date(one, number, on)) if on else month(one, number)

    return Reading(match.end(), "deictic_month", resolve, Needs.ANCHOR, part=_part(match))


def _week_of_day(match: re.Match[str]) -> Reading | None:
    """ "the week of March 6", "the week ended June 3": the days to or from it that its weekday leaves open."""
    number, on = month_number(match["month"]), _day_number(match["day"])
    if not _exists(_LEAP_YEAR, number, on):
        return None
    named = match["year"]
    if named and not _exists(int(named), number, on):
        return None
    nearest = fixed(day(date(int(named), number, on))) if named else _same_year_or_nearest(number, on)
    way = match["way"].lower()

    def resolve(setting: Setting) -> Stretch | None:
        found = nearest(setting)
        if found is None:
            return None
        if way.startswith("end"):  # the seven days up to it
            return span(moved(found.start, -6, Grain.DAY), found.start, week_of(found.start).value)
        if way.startswith("of"):
            return week_of(found.start)
        return span(found.start, moved(found.start, 6, Grain.DAY), week_of(found.start).value)

    return Reading(match.end(), "week_of_day", resolve, Needs.NOTHING if named else Needs.ANCHOR, yearless=not named)


def _iso(match: re.Match[str]) -> Reading | None:
    one, number, on = int(match["year"]), int(match["month"]), int(match["day"])
    return Reading(match.end(), "iso", fixed(day(date(one, number, on)))) if _exists(one, number, on) else None


def numeric_rule(order: str) -> Rule:
    """The rule for 9/17/2019 and 17.09.19: `order` is "mdy" or "dmy"; points and impossible months mean day first."""

    def build(match: re.Match[str]) -> Reading | None:
        first, second, one = int(match[1]), int(match[3]), full_year(int(match[4]))
        day_first = order == "dmy" or match[2] == "."
        for number, on in ((second, first), (first, second)) if day_first else ((first, second), (second, first)):
            if _exists(one, number, on):
                return Reading(match.end(), "numeric", fixed(day(date(one, number, on))))
        return None

    return rule("numeric", NUMERIC, r"(?<![\d.,/-])(\d\d?)([./-])(\d\d?)\2(\d{4}|\d\d)(?![\d/-]|[.,]\d)", build)


_WD = rf"(?:{WEEKDAY_OR_SHORT},?\s+(?:the\s+|on\s+)?)?"
_TO = r"(?:\s?[-–—]\s?|\s+(?:to|through|and|or)\s+)"
_YEAR_TAIL = rf"(?:(?:,?\s+|-(?=\d{{4}}\b))(?:of\s+)?(?P<year>{YEAR}))?"
_SHORT_YEAR = r"(?:(?<=-[A-Z][a-z][a-z])-(?P<short>\d\d)(?![\d-]))?"  # "4-May-11"
_PART = r"(?:(?P<part>(?i:early|mid|late|beginning|start|middle|end))[\s-]+(?:of\s+)?(?:the\s+month\s+of\s+)?)?"
_LONG_DAYS = rf"(?P<day>{DAY})(?:{_TO}(?P<last>{DAY})(?!\s+{MONTH}))?"
_PART_WORDS = "early mid late beginning start middle end"
_STEPS = r"(?P<step>(?i:this\s+past|this\s+coming|last|this|next|past|previous|coming))"

RULES: tuple[Rule, ...] = (
    rule(
        "month_day", f"{_MONTH_WORDS} {_WEEKDAY_WORDS}",
        rf"{_WD}(?P<month>{MONTH})\s+(?:the\s+)?{_LONG_DAYS}(?!\s+(?:people|points|seats|votes)){_YEAR_TAIL}",
        _month_day, any_case=False,
    ),
    rule(
        "day_month", f"{NUMERIC} {_WEEKDAY_WORDS} the",
        rf"{_WD}(?:the\s+)?(?<![\d.,:$€£])(?P<day>{DAY})(?:(?:\s?[-–—]\s?|\s+(?:to|and|through)\s+)(?P<last>{DAY}))?\.?[\s-]+(?:of\s+)?(?P<month>{MONTH})(?!\w)(?:{_SHORT_YEAR}){_YEAR_TAIL}",
        _month_day, any_case=False,
    ),
    rule(
        "month_year", f"{_MONTH_WORDS} {_PART_WORDS}",
        rf"{_PART}(?P<month>{MONTH}),?\s+(?:of\s+|in\s+)?(?P<year>{YEAR}|(?:last|this|next|the\s+(?:same|previous))\s+year)\b",
        _month_year, any_case=False,
    ),
    rule("month", f"{_MONTH_WORDS} {_PART_WORDS}", rf"{_PART}(?P<month>{MONTH})(?!\w)(?!-\d)", _month, any_case=False),
    rule(
        "deictic_month", "early mid late last this next past previous coming",
        rf"(?:(?P<part>(?i:early|mid|late))[\s-]+)?{_STEPS}\s+(?P<month>{MONTH})(?!\w)(?:\s+(?P<day>{DAY}))?",
        _deictic_month, any_case=False,
    ),
    rule(
        "remembered", NUMERIC, r"(?<![\w$€£/.,-])9/11(?![\d/%]|\s+(?:of|in|inch))",
        lambda match: Reading(match.end(), "remembered", fixed(day(date(2001, 9, 11)))),
    ),
    rule(
        "week_of_day", "the",
        rf"the\s+week\s+(?P<way>of|ended|ending|beginning|starting|that\s+(?:began|starts|begins))\s+(?:on\s+)?{_WD}"
        rf"(?-i:(?P<month>{MONTH}))\s+(?P<day>{DAY}){_YEAR_TAIL}", _week_of_day,
    ),
    rule(
        "iso", NUMERIC,
        r"(?<![\d-])(?P<year>(?:1[5-9]|20)\d\d)([-/.])(?P<month>0[1-9]|1[0-2])\2(?P<day>0[1-9]|[12]\d|3[01])(?!\d|-\d)(?:T[\d:.]+Z?)?",
        _iso,
    ),
)  # fmt: skip
