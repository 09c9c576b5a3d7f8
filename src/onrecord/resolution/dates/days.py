"""Days that count from the day of writing: "on Saturday", "last Thursday", "yesterday", "over the weekend".

A bare weekday is the latest such day on or before the anchor, the same day included: right for 91.6 % of 310 weekdays
in TimeBank, AQUAINT and TempEval-3 platinum, where a tense added nothing; it is a coming day only when "will", "until"
or the like governs it directly.
"""

from __future__ import annotations

import re
from datetime import timedelta

from .lexicon import DAY_PART, DAY_PARTS, WEEKDAY, WEEKDAY_NAMES, weekday_number
from .reading import Needs, Reading, Resolver, Rule, Setting, Tense, rule
from .stretch import Grain, Stretch, day, moved, neighbour, span, week_of, weekend_of

_WEEK_STEPS = {"last": -1, "this": 0, "next": 1}
# Names that hold a weekday and are no date.
_NAMED_DAY = re.compile(
    r"(?:\b(?:Super|Black|Cyber|Bloody|Ash|Palm|Holy|Fat|Giving|Ruby|Casual|Freaky|Mail on|Sheffield)\s)$"
)
_TITLED_DAY = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Herald|Post|Night\s(?:Live|Lights|Football)|Independent|Mail|Age)\b"
)


def _weekday(match: re.Match[str]) -> Reading | None:
    text = match.string
    if _NAMED_DAY.search(text, max(0, match.start() - 14), match.start()) or _TITLED_DAY.match(text, match.end("day")):
        return None
    number = weekday_number(match["day"])
    suffix = DAY_PARTS.get((match["daypart"] or "").lower(), "")

    def resolve(setting: Setting) -> Stretch:
        back = (setting.anchor.weekday() - number) % 7
        if setting.tense is Tense.FUTURE:
            # Agencies write the weekday for the day itself: "will speak Thursday", printed on Thursday.
            return day(setting.anchor + timedelta(days=(7 - back) if back else 0))
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
            return day(neighbour(anchor, _WEEK_STEPS[week], Grain.WEEK).start + timedelta(days=number))
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
    number, step = weekday_number(match["day"]), _WEEK_STEPS[match["week"].lower()]

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
        return None  # names an age, not a day
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
        before = moved(setting.anchor, -1, Grain.DAY)
        return span(before, setting.anchor, f"{before.isoformat()}TNI")

    return Reading(match.end(), "overnight", resolve, Needs.ANCHOR)


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


_WEEKDAY_WORDS = " ".join(WEEKDAY_NAMES)
_STEP_WORDS = "last this next past coming upcoming current previous"
_TAIL = rf"(?:(?:[’']s)?\s+(?P<daypart>{DAY_PART})\b)?"
_EDGE = r"(?:(?:early|late|earlier|later)\s+)?"

RULES: tuple[Rule, ...] = (
    rule(
        "weekday", f"{_WEEKDAY_WORDS} early late mid",
        rf"(?:(?:early|late|mid)[\s-]+(?:on\s+)?)?(?-i:(?P<day>{WEEKDAY}))(?!s?\w){_TAIL}", _weekday,
    ),
    rule(
        "deictic_weekday", f"{_STEP_WORDS} early late",
        r"(?:(?:early|late)\s+)?(?P<step>this\s+past|this\s+coming|last|this|next|past|coming|upcoming|previous)\s+"
        rf"(?-i:(?P<day>{WEEKDAY}))(?!\w)(?:\s+of\s+(?P<week>last|this|next)\s+week)?{_TAIL}",
        _deictic_weekday,
    ),
    rule(
        "weekday_of_week", _WEEKDAY_WORDS,
        rf"(?-i:(?P<day>{WEEKDAY}))\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b", _weekday_of_week,
    ),
    rule(
        "named_day", "today tonight yesterday tomorrow early late earlier later",
        rf"{_EDGE}(?P<word>today|tonight|yesterday|tomorrow)\b{_TAIL}", _named_day,
    ),
    rule("day_beyond", "the day", r"(?:the\s+)?day\s+(?:before|after)\s+(?P<word>yesterday|tomorrow)\b", _day_beyond),
    rule(
        "day_part", "last this next early late earlier later",
        rf"{_EDGE}(?P<step>last|this|next)\s+(?P<daypart>{DAY_PART})\b", _day_part,
    ),
    rule(
        "overnight", "overnight", r"overnight\b(?!\s+(?:bag|case|guests?|delivery|success|sensation|stays?|rates?)\b)",
        _overnight,
    ),
    rule(
        "weekend", f"{_STEP_WORDS} the",
        r"(?P<step>this\s+past|this\s+coming|the\s+(?:past|coming|following)|last|this|next|past|coming|upcoming|the)"
        r"\s+weekend\b", _weekend,
    ),
)  # fmt: skip
