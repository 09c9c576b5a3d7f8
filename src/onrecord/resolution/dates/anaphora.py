"""Words that count from a date told before ("the day before", "three days later") or from an event named after them
("days before the vote on May 14")."""

from __future__ import annotations

import re
from datetime import timedelta

from .lexicon import (
    COUNT,
    DAY_PART,
    DAY_PARTS,
    DURATION_CODES,
    NUMBERS,
    UNIT,
    UNITS,
    UNITS_RE,
    VAGUE_NUMBERS,
    WEEKDAY,
    count_of,
    unit_of,
    weekday_number,
)
from .mention import DateKind
from .reading import NUMERIC, Needs, Reading, Resolver, Rule, Setting, rule
from .stretch import Grain, Stretch, day, moved, neighbour, span, stretch_of

_BACK = {"before", "earlier", "previous", "preceding", "prior", "ahead of", "prior to", "until", "till", "to", "of"}
# How far "days before X" may reach, in units: from one to about two weeks, one to about two months, one to a year.
_REACH = {Grain.DAY: 13, Grain.WEEK: 9, Grain.MONTH: 12, Grain.YEAR: 12, Grain.DECADE: 5}
# A span around "three weeks before": writers round to the week and to the month.
_SLACK_DAYS = {Grain.DAY: 0, Grain.WEEK: 3, Grain.MONTH: 15, Grain.YEAR: 183, Grain.DECADE: 1826}


def _same(match: re.Match[str]) -> Reading:
    grain = UNITS[unit_of(match["unit"])]
    return Reading(match.end(), "same", lambda setting: stretch_of(setting.anchor, grain), Needs.PREVIOUS)


def _adjacent(match: re.Match[str]) -> Reading:
    word = (match.groupdict().get("which") or match["way"]).lower()
    step = -1 if word in _BACK else 1
    grain = UNITS[unit_of(match["unit"])]
    return Reading(
        match.end(), "adjacent", lambda setting: neighbour(setting.anchor, step, grain), Needs.PREVIOUS,
        fallback=grain is Grain.DAY and step < 0,
    )  # fmt: skip


def _next_part(match: re.Match[str]) -> Reading:
    """ "that evening", "the next morning", "the previous night": of the day told last, or of the one beside it."""
    which = match["which"].lower().split()[-1]
    step = 0 if which in ("that", "same") else -1 if which in _BACK else 1
    suffix = DAY_PARTS[match["part"].lower()]

    def resolve(setting: Setting) -> Stretch:
        found = day(moved(setting.anchor, step, Grain.DAY))
        return Stretch(found.start, found.end, found.grain, f"{found.value}T{suffix}")

    return Reading(match.end(), "day_part", resolve, Needs.PREVIOUS)


def _in_the_day(match: re.Match[str]) -> Reading:
    """ "later in the day", "to end the day": of the day that the paragraph tells of."""
    return Reading(match.end(), "same", lambda setting: day(setting.anchor), Needs.NEAR, start=match.start("day"))


def _then(match: re.Match[str]) -> Reading | None:
    """ "until then", "by that time": the date told last."""
    if not _BOUND.search(match.string, max(0, match.start() - 8), match.start()):
        return None
    return Reading(match.end(), "same", lambda setting: day(setting.anchor), Needs.PREVIOUS)


_BOUND = re.compile(r"\b(?:by|until|till|before)\s+$", re.IGNORECASE)


def _previous_weekday(match: re.Match[str]) -> Reading:
    """ "the previous Friday": the one before the day told last; "the following Friday", the one after."""
    number, back = weekday_number(match["day"]), match["which"].lower() not in ("following", "next")

    def resolve(setting: Setting) -> Stretch:
        away = (setting.anchor.weekday() - number) % 7
        step = -(away or 7) if back else (7 - away) or 7
        return day(moved(setting.anchor, step, Grain.DAY))

    return Reading(match.end(), "adjacent", resolve, Needs.PREVIOUS, fallback=True)


def _offset(match: re.Match[str]) -> Reading | None:
    """ "three days later", "a week earlier": counted from the date told last."""
    count, unit = count_of(match["count"]), unit_of(match["unit"])
    if unit not in UNITS:
        return None
    grain, sign = UNITS[unit], -1 if match["way"].lower() in _BACK else 1
    name = "year_offset" if grain is Grain.YEAR and sign < 0 and count == 1 else "offset"
    length = DURATION_CODES[unit].format("X" if count is None else f"{count:g}")
    return Reading(match.end(), name, _steps_away(count, grain, sign), Needs.PREVIOUS, length=length)


def _steps_away(count: float | None, grain: Grain, sign: int) -> Resolver:
    def resolve(setting: Setting) -> Stretch:
        if count is None:
            near, far = moved(setting.anchor, sign, grain), moved(setting.anchor, sign * _REACH.get(grain, 13), grain)
            return span(min(near, far), max(near, far))
        return neighbour(setting.anchor, sign * int(count), grain)

    return resolve


def _beside_event(match: re.Match[str]) -> Reading | None:
    """ "the day before the vote", "the night after the raid", "on the eve of the election", "hours after the vote"."""
    unit, way = match["unit"].lower().removesuffix("s"), match["way"].lower()
    if way == "of" and unit in ("hour", "minute", "month", "week"):
        return None
    sign = -1 if way in _BACK else 1
    grain = UNITS.get(unit, Grain.DAY)

    def resolve(setting: Setting) -> Stretch:
        on, near, far = setting.anchor, moved(setting.anchor, sign, Grain.DAY), moved(setting.anchor, sign, grain)
        if unit == "eve":  # also said of the last few days
            return span(moved(on, -3, Grain.DAY), near)
        if unit in ("hour", "minute"):
            far = on
        if way == "of" or unit == "minute":  # "the night of the raid"
            return Stretch(on, on, Grain.DAY, "")
        return span(min(near, far), max(near, far))

    return Reading(match.end("unit"), "event_offset", resolve, Needs.EVENT, kind=DateKind.POINT)


def _event_offset(match: re.Match[str]) -> Reading | None:
    """ "days before the election", "a day after the vote": counted from a date or a named day that follows."""
    count, unit = (count_of(match["count"]) if match["count"] else None), unit_of(match["unit"])
    if unit not in UNITS:
        return None
    grain = UNITS[unit]
    sign = -1 if match["way"].lower() in _BACK else 1
    slack = timedelta(days=_SLACK_DAYS.get(grain, 0))

    def resolve(setting: Setting) -> Stretch | None:
        if count is None:
            near, far = moved(setting.anchor, sign, grain), moved(setting.anchor, sign * _REACH.get(grain, 13), grain)
            return span(min(near, far), max(near, far))
        if count != int(count):
            return None
        target = moved(setting.anchor, sign * int(count), grain)
        return span(target - slack, target + slack)

    end = match.end("unit")
    value = DURATION_CODES[unit].format("X" if count is None else f"{count:g}")
    return Reading(end, "event_offset", resolve, Needs.EVENT, value=value, kind=DateKind.POINT)


_COUNT_STARTS = " ".join([*NUMBERS, *VAGUE_NUMBERS, NUMERIC])
_ENDS = r"(?=\s*(?:[.,;:)”\"]|$|\n)|\s+(?:that|and|in|at|to|by|with|on)\b)"
_STOPS = r"(?=\s*[.,;)”\"]|$)"

RULES: tuple[Rule, ...] = (
    rule(
        "same", "that the same",
        rf"(?:that\s+(?:same\s+|very\s+)?|the\s+(?:very\s+)?same\s+)(?P<unit>{UNIT})(?!\w|\s+(?:of|that|when)\b)",
        _same,
    ),
    rule(
        "adjacent", "the",
        rf"the\s+(?:(?P<which>previous|preceding|prior|following|next)\s+(?P<unit>{UNIT}))(?!\w|\s+of\b)", _adjacent,
    ),
    rule(
        "next_part", "the that",
        rf"(?P<which>that(?:\s+same)?|the\s+(?:same|next|following|previous|preceding))\s+(?P<part>{DAY_PART})\b",
        _next_part,
    ),
    rule("then", "then that", r"(?:then|that\s+(?:time|point|date))(?!\w|\s+(?:that|when)\b)", _then),
    rule(
        "in_the_day",
        "later earlier early late end ends ended ending finish finished finishing start close closed most much rest",
        r"(?:(?:later|earlier|early|late)\s+(?:in|on)|end(?:s|ed|ing)?(?:\s+of)?|finish(?:ed|ing)?|(?:start|close)\s+of"
        r"|closed|(?:most|much|rest)\s+of)\s+(?P<day>the\s+day)"
        r"(?!\w|[-’']|\s+(?:of|that|when|before|after|on|in)\b)", _in_the_day,
    ),
    rule(
        "previous_weekday", "the",
        rf"the\s+(?P<which>previous|preceding|prior|following|next)\s+(?-i:(?P<day>{WEEKDAY}))(?!\w)",
        _previous_weekday,
    ),
    rule("day_before", "the", rf"the\s+(?P<unit>{UNIT})\s+(?P<way>before|after){_ENDS}", _adjacent),
    rule(
        "offset", _COUNT_STARTS,
        rf"(?P<count>{COUNT})\s+(?P<unit>{UNITS_RE})\s+"
        rf"(?P<way>later|earlier|previously|before{_STOPS}|after{_STOPS})(?!\w|\s+than\b)", _offset,
    ),
    rule(
        "beside_event", "the eve hours minutes",
        r"(?:the\s+)?(?P<unit>(?<=the )(?:day|week|month|night|morning|evening|afternoon)|eve|hours|minutes)\s+"
        r"(?P<way>before|after|following|of)(?=\s+(?!that\b|he\b|she\b|they\b|it\b|work\b)\w)", _beside_event,
    ),
    rule(
        "event_offset", f"{_COUNT_STARTS} days weeks months years just only mere",
        rf"(?:(?:just|only|mere)\s+)?(?:(?P<count>{COUNT})\s+)?(?P<unit>days?|weeks?|months?|years?|decades?)\s+"
        r"(?P<way>before|after|ahead\s+of|prior\s+to|following|until)(?=\s+\w)", _event_offset,
    ),
)  # fmt: skip
