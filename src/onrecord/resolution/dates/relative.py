"""Weeks, months and years that count from the day of writing: "earlier this month", "late last year", "a week ago"."""

from __future__ import annotations

import re

from .lexicon import COUNT, DURATION_CODES, NUMBERS, UNITS, UNITS_RE, VAGUE_NUMBERS, count_of, unit_of
from .mention import DateKind
from .reading import NUMERIC, Needs, Reading, Rule, Setting, rule
from .stretch import Grain, Part, Stretch, half, moved, neighbour, span, year

_STEPS = {
    "this": 0, "current": 0, "same": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1,
    "following": 1, "the": 0, "later": 0, "earlier": 0,
}  # fmt: skip
_PARTS = {
    "earlier": Part.EARLIER, "later": Part.LATER, "early": Part.EARLY, "late": Part.LATE, "mid": Part.MIDDLE,
    "middle": Part.MIDDLE, "beginning": Part.START, "start": Part.START, "end": Part.END,
}  # fmt: skip


_QUOTES = frozenset("\"“'‘`")


def _part(match: re.Match[str]) -> Part:
    return _PARTS.get((match.groupdict().get("part") or "").lower(), Part.WHOLE)


def _unit(match: re.Match[str]) -> Reading | None:
    """ "this week", "earlier this month", "late last year", "the end of next year", "later in the week"."""
    if match["unit"][0].isupper() and match.string[match.start() - 1 : match.start()] in _QUOTES:
        return None  # the broadcast “This Week”
    grain = UNITS[unit_of(match["unit"])]
    words = match["step"].lower().split()
    step, part = _STEPS[words[-1]], _part(match)
    if part is Part.WHOLE and words in (["past"], ["the", "past"], ["the", "last"]):
        return _past_unit(match, grain, "" if words[-1] == "last" else _ROLLING.get(grain, ""))
    if words[-1] == "the" and part is Part.WHOLE:
        return None
    if grain is Grain.DAY:
        return None

    def resolve(setting: Setting) -> Stretch:
        return neighbour(setting.anchor, step, grain)

    return Reading(match.end(), "unit", resolve, Needs.ANCHOR, part=part)


# What "the past decade" is as a length; a year, a month or a week bears the name of the calendar's, as TimeBank has it.
_ROLLING = {Grain.DECADE: "P10Y", Grain.CENTURY: "P100Y"}


def _past_unit(match: re.Match[str], grain: Grain, length: str) -> Reading:
    """ "over the past year", "in the last decade": the twelve months, the ten years up to the anchor."""

    def resolve(setting: Setting) -> Stretch:
        named = neighbour(setting.anchor, -1, grain)
        return span(moved(setting.anchor, -1, grain), setting.anchor, length or named.value)

    return Reading(match.end(), "unit", resolve, Needs.ANCHOR)


def _ago(match: re.Match[str]) -> Reading | None:
    """ "two days ago" is a day; "three weeks ago" a week, "a year ago" a year: as fine as the unit, no finer."""
    count, unit = count_of(match["count"]), unit_of(match["unit"])
    sign = 1 if match["way"].lower() in ("from now", "hence", "from today", "time") else -1
    if unit not in UNITS:
        back = 1 if sign < 0 else 0

        def near(setting: Setting) -> Stretch:
            return span(moved(setting.anchor, -back, Grain.DAY), moved(setting.anchor, 1 - back, Grain.DAY))

        return Reading(match.end(), "ago", near, Needs.ANCHOR)
    if count is None:
        return _some_units_ago(match, unit, sign)
    grain = UNITS[unit]
    if count != int(count):
        grain, count = {
            Grain.YEAR: (Grain.MONTH, count * 12),
            Grain.WEEK: (Grain.DAY, count * 7),
            Grain.DECADE: (Grain.YEAR, count * 10),
            Grain.CENTURY: (Grain.DECADE, count * 10),
        }.get(grain, (grain, count))
    steps = sign * int(count) * (2 if unit == "fortnight" else 1)

    def resolve(setting: Setting) -> Stretch:
        target = neighbour(setting.anchor, steps, grain)
        if grain in (Grain.DECADE, Grain.CENTURY):  # "a decade ago" is a round number of years
            near, slack = moved(setting.anchor, steps, grain), 2 if grain is Grain.DECADE else 20
            return span(year(near.year - slack).start, year(near.year + slack).end, target.value)
        if "couple" in match["count"].lower():
            return span(
                min(moved(target.start, steps, grain), target.start), max(target.end, moved(target.end, steps, grain))
            )
        return target

    return Reading(match.end(), "ago", resolve, Needs.ANCHOR)


def _some_units_ago(match: re.Match[str], unit: str, sign: int) -> Reading:
    """ "several weeks ago": somewhere between two and twelve units away."""
    grain = UNITS[unit]

    def resolve(setting: Setting) -> Stretch:
        near, far = moved(setting.anchor, sign * 2, grain), moved(setting.anchor, sign * 12, grain)
        return span(min(near, far), max(near, far), "PAST_REF" if sign < 0 else "FUTURE_REF")

    return Reading(match.end(), "some_units_ago", resolve, Needs.ANCHOR)


def _run_up(match: re.Match[str]) -> Reading | None:
    """ "in the past three months", "over the next two weeks": the days from there to the anchor."""
    count, unit = count_of(match["count"]), unit_of(match["unit"])
    ahead = match["step"].lower() in ("next", "coming")
    if unit not in UNITS:
        return None
    grain = UNITS[unit]
    code = DURATION_CODES[unit].format("X" if count is None else f"{count:g}")
    steps = int(count) if count is not None else (10 if grain is not Grain.DAY else 14)

    def resolve(setting: Setting) -> Stretch:
        there = moved(setting.anchor, steps if ahead else -steps, grain)
        return span(min(there, setting.anchor), max(there, setting.anchor))

    return Reading(match.end(), "run_up", resolve, Needs.ANCHOR, DateKind.DURATION, value=code)


def _year_end(match: re.Match[str]) -> Reading:
    def resolve(setting: Setting) -> Stretch:
        return year(setting.anchor.year)

    part = Part.MIDDLE if match[0].lower().startswith("mid") else Part.END
    return Reading(match.end(), "year_end", resolve, Needs.ANCHOR, part=part)


def _two_away(match: re.Match[str]) -> Reading:
    """ "the week before last", "the weekend after next"."""
    grain, step = UNITS[unit_of(match["unit"])], -2 if match["way"].lower().startswith("before") else 2
    return Reading(match.end(), "unit", lambda setting: neighbour(setting.anchor, step, grain), Needs.ANCHOR)


def _half_of(match: re.Match[str]) -> Reading:
    step = {"last": -1, "next": 1}.get(match["step"].lower(), 0)
    number = 1 if match["which"].lower() == "first" else 2

    def resolve(setting: Setting) -> Stretch:
        return half(setting.anchor.year + step, number)

    return Reading(match.end(), "half", resolve, Needs.ANCHOR)


_COUNT_STARTS = " ".join([*NUMBERS, *VAGUE_NUMBERS, "half", NUMERIC])
_PART_WORDS = "earlier later early late mid beginning start middle end"
_STEP_WORDS = "last this next past coming upcoming current previous"
_UNIT = r"(?:(?:fiscal|financial)\s+)?(?P<unit>week|month|quarter|year|decade|century)"
_STEP = (
    r"(?P<step>this\s+past|this\s+coming|the\s+(?:past|last|coming|current)|last|this|next"
    r"|past|coming|upcoming|current|previous)"
)
_PART_OF = (
    r"(?:(?P<part>earlier|later|early|late|mid|beginning|start|middle|end)(?:[\s-]+|\s+(?:of|in)\s+)"
    r"(?:in\s+|on\s+|of\s+)?)?"
)
_ANY_UNIT = rf"{UNITS_RE}|hours?|minutes?|seconds?"

RULES: tuple[Rule, ...] = (
    rule("unit", f"{_PART_WORDS} {_STEP_WORDS} the", rf"{_PART_OF}{_STEP}\s+{_UNIT}(?!\w)(?![’']s?\s+worth)", _unit),
    rule(
        "part_of_unit", _PART_WORDS,
        r"(?P<part>earlier|later|early|late|beginning|start|middle|end)(?:\s+(?:of|in))?\s+(?P<step>the)\s+"
        rf"{_UNIT}\b",
        _unit,
    ),
    rule(
        "ago", _COUNT_STARTS,
        rf"(?P<count>{COUNT})[\s-]+(?:more\s+)?(?P<unit>{_ANY_UNIT})[’']?\s+(?:or\s+(?:so|more)\s+)?(?P<way>ago|hence|from\s+now|from\s+today|time)\b",
        _ago,
    ),
    rule(
        "units_ago", "days weeks months years decades centuries hours minutes",
        rf"(?P<count>)(?P<unit>{_ANY_UNIT})\s+(?P<way>ago)\b", _ago,
    ),
    rule(
        "run_up", "past last next coming previous",
        rf"(?P<step>past|last|next|coming|previous)\s+(?P<count>{COUNT})\s+(?P<unit>{UNITS_RE})\b", _run_up,
    ),
    rule(
        "two_away", "the",
        r"the\s+(?P<unit>week|weekend|month|year)\s+(?P<way>before\s+last|after\s+next)\b", _two_away,
    ),
    rule(
        "latest_year", "the", r"the\s+(?:latest|most\s+recent)\s+(?:(?:fiscal|financial)\s+)?year\b",
        lambda match: Reading(
            match.end(), "unit", lambda setting: neighbour(setting.anchor, -1, Grain.YEAR), Needs.ANCHOR
        ),
    ),
    rule(
        "year_end", "year-end mid-year year mid",
        r"(?:(?:year|mid)-(?:end|year)|year[\s-]end|(?<!this )(?<!last )(?<!next )year[’']s[\s-]end)\b", _year_end,
    ),
    rule(
        "half_of", "first second",
        r"(?P<which>first|second)\s+half\s+of\s+(?P<step>the|this|last|next)\s+year\b", _half_of,
    ),
)  # fmt: skip
