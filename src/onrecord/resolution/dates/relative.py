"""Words that count from the day of writing: "on Saturday", "yesterday", "earlier this month", "two weeks ago".

A bare weekday is the latest such day on or before the anchor, the same day included: right for 91.6 % of 310 weekdays in
TimeBank, AQUAINT and TempEval-3 platinum, where a tense added nothing; it is a coming day only when "will", "until" or the
like governs it directly.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from .lexicon import (
    COUNT,
    DAY_PART,
    DAY_PARTS,
    NUMBERS,
    UNIT,
    UNITS,
    UNITS_RE,
    VAGUE_NUMBERS,
    WEEKDAY,
    WEEKDAY_NAMES,
    WEEKDAYS,
    count_of,
    unit_of,
    weekday_number,
)
from .mention import DateKind
from .reading import NUMERIC, Needs, Reading, Resolver, Rule, Setting, Tense, rule
from .stretch import Grain, Part, Stretch, day, half, moved, neighbour, span, stretch_of, week_of, weekend_of, year

_STEPS = {
    "this": 0, "current": 0, "same": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1,
    "following": 1, "the": 0, "later": 0, "earlier": 0,
}  # fmt: skip
_PARTS = {
    "earlier": Part.EARLIER, "later": Part.LATER, "early": Part.EARLY, "late": Part.LATE, "mid": Part.MIDDLE,
    "middle": Part.MIDDLE, "beginning": Part.START, "start": Part.START, "end": Part.END,
}  # fmt: skip
# Names that hold a weekday and are no date.
_NAMED_DAY = re.compile(
    r"(?:\b(?:Super|Black|Cyber|Bloody|Ash|Palm|Holy|Fat|Giving|Ruby|Casual|Freaky|Mail on|Sheffield)\s)$"
)
_TITLED_DAY = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Herald|Post|Night\s(?:Live|Lights|Football)|Independent|Mail|Age)\b"
)


def _part(match: re.Match[str]) -> Part:
    return _PARTS.get((match.groupdict().get("part") or "").lower(), Part.WHOLE)


def _weekday(match: re.Match[str]) -> Reading | None:
    text = match.string
    if _NAMED_DAY.search(text, max(0, match.start() - 14), match.start()) or _TITLED_DAY.match(text, match.end("day")):
        return None
    number = weekday_number(match["day"])
    suffix = DAY_PARTS.get((match["daypart"] or "").lower(), "")

    def resolve(setting: Setting) -> Stretch:
        back = (setting.anchor.weekday() - number) % 7
        if setting.tense is Tense.FUTURE:
            return day(setting.anchor + timedelta(days=(7 - back) if back else 7))
        return day(setting.anchor - timedelta(days=back))

    return _with_day_part(Reading(match.end(), "weekday", resolve, Needs.ANCHOR), suffix)


def _with_day_part(reading: Reading, suffix: str) -> Reading:
    """The same reading; its value says which part of the day, its days stay whole days."""
    if not suffix or reading.resolve is None:
        return reading
    resolve = reading.resolve

    def with_part(setting: Setting) -> Stretch | None:
        found = resolve(setting)
        return found and Stretch(found.start, found.end, found.grain, f"{found.value}T{suffix}")

    return Reading(reading.end, reading.rule, with_part, reading.needs, reading.kind, reading.part)


def _deictic_weekday(match: re.Match[str]) -> Reading:
    number, step = weekday_number(match["day"]), match["step"].lower().split()
    week = (match["week"] or "").lower()

    def resolve(setting: Setting) -> Stretch:
        anchor = setting.anchor
        if week:  # "Tuesday of last week"
            return day(neighbour(anchor, _STEPS[week], Grain.WEEK).start + timedelta(days=number))
        back = (anchor.weekday() - number) % 7
        if step[-1] in ("last", "past", "previous"):
            return day(anchor - timedelta(days=back or 7))
        if step[-1] in ("next", "coming", "upcoming"):
            return day(anchor + timedelta(days=(7 - back) if back else 7))
        return day(week_of(anchor).start + timedelta(days=number))

    return _with_day_part(
        Reading(match.end(), "deictic_weekday", resolve, Needs.ANCHOR),
        DAY_PARTS.get((match["daypart"] or "").lower(), ""),
    )


def _weekday_of_week(match: re.Match[str]) -> Reading:
    number, step = weekday_number(match["day"]), _STEPS[match["week"].lower()]

    def resolve(setting: Setting) -> Stretch:
        return day(neighbour(setting.anchor, step, Grain.WEEK).start + timedelta(days=number))

    return Reading(match.end(), "weekday_of_week", resolve, Needs.ANCHOR)


_NAMED = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_NOT_A_DAY = re.compile(
    r"[’']s\s+(?:world|society|generation|standards|age|terms|kids|youth|children|technology|show|refugees|students|workers|women|men|parents|politics|economy|teenagers)\b|\s(?:Show|Tonight)\b"
)


def _named_day(match: re.Match[str]) -> Reading | None:
    word = match["word"].lower()
    if match["word"].isupper() and len(match["word"]) > 1 and match.string[match.start() - 4 : match.start()] == "USA ":
        return None  # the newspaper USA TODAY
    if match["word"] == "Today" and match.string[max(0, match.start() - 4) : match.start()] == "USA ":
        return None
    if _NOT_A_DAY.match(match.string, match.end("word")):
        return Reading(match.end(), "now", value="PRESENT_REF", kind=DateKind.VAGUE)
    step = _NAMED[word]
    suffix = "NI" if word == "tonight" else DAY_PARTS.get((match["daypart"] or "").lower(), "")
    resolve = _days_away(step)
    return _with_day_part(Reading(match.end(), word, resolve, Needs.ANCHOR), suffix)


def _days_away(step: int) -> Resolver:
    return lambda setting: day(moved(setting.anchor, step, Grain.DAY))


def _day_beyond(match: re.Match[str]) -> Reading:
    step = -2 if match["word"].lower() == "yesterday" else 2
    return Reading(match.end(), "day_beyond", _days_away(step), Needs.ANCHOR)


def _day_part(match: re.Match[str]) -> Reading:
    step = -1 if match["step"].lower() == "last" else (1 if match["step"].lower() == "next" else 0)
    reading = Reading(match.end(), "day_part", _days_away(step), Needs.ANCHOR)
    return _with_day_part(reading, DAY_PARTS[match["daypart"].lower()])


def _overnight(match: re.Match[str]) -> Reading:
    def resolve(setting: Setting) -> Stretch:
        return span(moved(setting.anchor, -1, Grain.DAY), setting.anchor)

    return Reading(match.end(), "overnight", resolve, Needs.ANCHOR)


def _unit(match: re.Match[str]) -> Reading | None:
    """ "this week", "earlier this month", "late last year", "the end of next year", "later in the week"."""
    grain = UNITS[unit_of(match["unit"])]
    words = match["step"].lower().split()
    step, part = _STEPS[words[-1]], _part(match)
    if words[-1] == "the" and part is Part.WHOLE:
        return None
    if grain is Grain.DAY:
        return None

    def resolve(setting: Setting) -> Stretch:
        return neighbour(setting.anchor, step, grain)

    return Reading(match.end(), "unit", resolve, Needs.ANCHOR, part=part)


def _weekend(match: re.Match[str]) -> Reading:
    """A weekend; "the" and "this" mean the one just past when written Monday to Wednesday, else the one at hand."""
    step = (match["step"] or "the").lower().split()[-1]

    def resolve(setting: Setting) -> Stretch:
        anchor = setting.anchor
        this = weekend_of(anchor)
        if step in ("last", "past", "previous"):
            return this if anchor.weekday() == 6 else weekend_of(anchor - timedelta(days=7))
        if step in ("next", "following"):
            return weekend_of(anchor + timedelta(days=7))
        if step in ("coming", "upcoming") or setting.tense is Tense.FUTURE:
            return this
        back = anchor.weekday() <= 2 or (step == "the" and anchor.weekday() <= 4)
        return weekend_of(anchor - timedelta(days=7)) if back else this

    return Reading(match.end(), "weekend", resolve, Needs.ANCHOR)


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
        grain, count = {Grain.YEAR: (Grain.MONTH, count * 12), Grain.WEEK: (Grain.DAY, count * 7)}.get(
            grain, (grain, count)
        )
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
    code = f"P{int(count)}{unit[0].upper()}" if count is not None and unit in ("day", "week", "month", "year") else ""
    code = code or f"PX{unit[0].upper()}"
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


def _half_of(match: re.Match[str]) -> Reading:
    step = {"last": -1, "next": 1}.get(match["step"].lower(), 0)
    number = 1 if match["which"].lower() == "first" else 2

    def resolve(setting: Setting) -> Stretch:
        return half(setting.anchor.year + step, number)

    return Reading(match.end(), "half", resolve, Needs.ANCHOR)


_WEEKDAY_WORDS = " ".join(WEEKDAY_NAMES)
_COUNT_STARTS = " ".join([*NUMBERS, *VAGUE_NUMBERS, "half", NUMERIC])
_DAY_TAIL = rf"(?:(?:[’']s)?\s+(?P<daypart>{DAY_PART})\b)?"
_STEP = r"(?P<step>this\s+past|this\s+coming|the\s+(?:past|last|next|coming|same|current|previous|following)|last|this|next|past|coming|upcoming|current|previous)"  # noqa: E501
_PART_OF = (
    r"(?:(?P<part>earlier|later|early|late|mid|beginning|start|middle|end)(?:[\s-]+|\s+(?:of|in)\s+)"
    r"(?:in\s+|on\s+|of\s+)?)?"
)
_PART_WORDS = "earlier later early late mid beginning start middle end"
_STEP_WORDS = "last this next past coming upcoming current previous"

RULES: tuple[Rule, ...] = (
    rule("weekday", f"{_WEEKDAY_WORDS} early late mid", rf"(?:(?:early|late|mid)[\s-]+(?:on\s+)?)?(?-i:(?P<day>{WEEKDAY}))(?!s?\w){_DAY_TAIL}", _weekday),
    rule(
        "deictic_weekday", f"{_STEP_WORDS} early late",
        rf"(?:(?:early|late)\s+)?(?P<step>this\s+past|this\s+coming|last|this|next|past|coming|upcoming|previous)\s+(?-i:(?P<day>{WEEKDAY}))(?!\w)"
        rf"(?:\s+of\s+(?P<week>last|this|next)\s+week)?{_DAY_TAIL}",
        _deictic_weekday,
    ),
    rule(
        "weekday_of_week", _WEEKDAY_WORDS,
        rf"(?-i:(?P<day>{WEEKDAY}))\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b", _weekday_of_week,
    ),
    rule("named_day", "today tonight yesterday tomorrow early late earlier later", rf"(?:(?:early|late|earlier|later)\s+)?(?P<word>today|tonight|yesterday|tomorrow)\b{_DAY_TAIL}", _named_day),
    rule("day_beyond", "day", r"day\s+(?:before|after)\s+(?P<word>yesterday|tomorrow)\b", _day_beyond),
    rule("day_part", "last this next early late earlier later", rf"(?:(?:early|late|earlier|later)\s+)?(?P<step>last|this|next)\s+(?P<daypart>{DAY_PART})\b", _day_part),
    rule("overnight", "overnight", r"overnight\b", _overnight),
    rule(
        "unit", f"{_PART_WORDS} {_STEP_WORDS} the",
        rf"{_PART_OF}(?:{_STEP}\s+(?P<unit>week|month|quarter|year|decade|century)(?!\w)(?![’']s?\s+worth))", _unit,
    ),
    rule(
        "part_of_unit", _PART_WORDS,
        r"(?P<part>earlier|later|early|late|beginning|start|middle|end)(?:\s+(?:of|in))?\s+(?P<step>the)\s+(?P<unit>week|month|quarter|year|decade|century)\b",
        _unit,
    ),
    rule("weekend", f"{_STEP_WORDS} the", r"(?P<step>this\s+past|this\s+coming|the\s+(?:past|coming|following)|last|this|next|past|coming|upcoming|the)\s+weekend\b", _weekend),
    rule("ago", _COUNT_STARTS, rf"(?P<count>{COUNT})[\s-]+(?:more\s+)?(?P<unit>{UNITS_RE}|hours?|minutes?|seconds?)[’']?\s+(?P<way>ago|hence|from\s+now|from\s+today|time)\b", _ago),
    rule("years_ago", "days weeks months years decades centuries hours minutes", rf"(?P<count>)(?P<unit>{UNITS_RE}|hours?|minutes?)\s+(?P<way>ago)\b", _ago),
    rule(
        "run_up", "past last next coming previous",
        rf"(?P<step>past|last|next|coming|previous)\s+(?P<count>{COUNT})\s+(?P<unit>{UNITS_RE})\b", _run_up,
    ),
    rule("year_end", "year-end mid-year year mid", r"(?:(?:year|mid)-(?:end|year)|year[\s-]end)\b", _year_end),
    rule("half_of", "first second", r"(?P<which>first|second)\s+half\s+of\s+(?P<step>the|this|last|next)\s+year\b", _half_of),
)  # fmt: skip
_ = (WEEKDAYS, UNIT, date, stretch_of)
