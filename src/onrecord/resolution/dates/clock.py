"""Times of day: beside a date ("10:35 a.m. Friday", "Tuesday at 9 a.m.") and alone ("at 7:15 p.m.", "at 04:30 UTC")."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from .lexicon import DAY_PARTS, MONTH, NUMBERS, WEEKDAY_OR_SHORT
from .mention import DateKind
from .reading import NUMERIC, Needs, Reading, Rule, Setting, rule
from .stretch import Stretch, day

_DATED = frozenset(
    {"weekday", "deictic_weekday", "month_day", "month_day_year", "today", "yesterday", "tomorrow", "tonight"}
)
_UNIVERSAL = r"(?P<utc>GMT|UTC|Z(?![\w’']))"
_ZONE = rf"(?:\s?\(?(?:{_UNIVERSAL}|BST|CET|CEST|[ECMP][SD]?T|IST|(?:local|Eastern|Central|Pacific)\s+time)\b\)?)"
_HALF = r"\s?(?P<half>[ap])\.?m(?:\.|\b)"
_CLOCK = (
    # "6.30" is a time of day only beside "at" or "p.m."; elsewhere it is a share price
    rf"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?"
    rf"(?:{_HALF}|(?<=:\d\d)(?!\d)|(?<=at \d\.\d\d|t \d\d\.\d\d)(?!\d))"
    r"|(?P<word>noon|midday|midnight))"
)
_ELSEWHERE = r"(?:\s\(\d{4}\s(?:GMT|UTC)\))"  # "10:35 a.m. (0735 GMT) Friday"
_BEFORE = re.compile(rf"(?<![\w:.$]){_CLOCK}{_ZONE}?{_ELSEWHERE}?,?\s+(?:on\s+)?$", re.IGNORECASE)
_AFTER = re.compile(rf",?\s+(?:at|around|by|until)\s+{_CLOCK}(?!\w){_ZONE}?", re.IGNORECASE)
_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_WINDOW = 40  # characters of the longest time of day
_AT = re.compile(
    r"\b(?:at|around|about|by|until|till|from|before|after|since|between|approximately)\s+$", re.IGNORECASE
)


_DAY_NEXT = re.compile(
    rf"{_ELSEWHERE}?,?\s+(?:on\s+)?(?:(?:last|next|this|early|late)\s+)?(?:{WEEKDAY_OR_SHORT}|{MONTH}\s+\d|[Tt]oday|[Yy]esterday|[Tt]omorrow)"
)


def with_clock(text: str, at: int, reading: Reading, floor: int, end: int) -> Reading:
    """The reading of a day with the time told right before or after it; its days stay whole days.

    The time before it may begin no earlier than `floor`.
    """
    if reading.rule not in _DATED or reading.resolve is None:
        return reading
    clock = _BEFORE.search(text, max(floor, at - _WINDOW), at) if text[at - 1 : at].isspace() else None
    start = clock.start() if clock else None
    if clock is None:
        clock = _AFTER.match(text, reading.end, end)
        if clock is None:
            return reading
    suffix, resolve = f"T{_time_of(clock)}", reading.resolve

    def timed(setting: Setting) -> Stretch | None:
        found = resolve(setting)
        return found and Stretch(found.start, found.end, found.grain, found.value.partition("T")[0] + suffix)

    return replace(reading, resolve=timed, start=start, end=reading.end if start is not None else clock.end())


def _time_of(clock: re.Match[str]) -> str:
    if clock["word"]:
        return _WORDS[clock["word"].lower()]
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    groups = clock.groupdict()
    minute, universal = groups.get("minute_of") or clock["minute"] or "00", clock["utc"] or groups.get("universal")
    return f"{hour:02d}:{minute}{'Z' if universal else ''}"


def _alone(match: re.Match[str]) -> Reading | None:
    """A time with no day beside it: it has a value, but claims no day."""
    text, at = match.string, match.start()
    if match["word"] and not _AT.search(text, max(0, at - 16), at):
        return None  # "high noon"
    if _DAY_NEXT.match(text, match.end()):
        return None  # the day takes it along: `with_clock`
    suffix = f"T{_time_of(match)}"

    def resolve(setting: Setting) -> Stretch:
        return timed_day(setting.anchor, suffix)

    return Reading(match.end(), "clock", resolve, Needs.PREVIOUS, DateKind.VAGUE)


def timed_day(on: date, suffix: str) -> Stretch:
    found = day(on)
    return Stretch(found.start, found.end, found.grain, found.value + suffix)


_IN_THE = {"morning": 0, "afternoon": 12, "evening": 12}


def _in_the_morning(match: re.Match[str]) -> Reading | None:
    """ "at 4 in the morning", "at eight o'clock in the evening", "at 5 o'clock"."""
    word = match["hour"].lower()
    hour = int(word) if word.isdigit() else NUMBERS[word]
    if not 1 <= hour <= 12 or not (match["part"] or match["sharp"]):
        return None
    part = (match["part"] or "").lower()
    hour = hour % 12 + _IN_THE.get(part, 0) if part else hour
    suffix = f"T{hour:02d}:00"
    return Reading(
        match.end(), "clock", lambda setting: timed_day(setting.anchor, suffix), Needs.PREVIOUS, DateKind.VAGUE
    )


def _part_alone(match: re.Match[str]) -> Reading:
    """ "in the morning", "by mid-afternoon": of the day told before it."""
    suffix = f"T{DAY_PARTS[match['part'].lower()]}"
    start = match.start("the") if match["the"] else None
    return Reading(
        match.end(),
        "clock",
        lambda setting: timed_day(setting.anchor, suffix),
        Needs.PREVIOUS,
        DateKind.VAGUE,
        start=start,
    )


_HOURS = "one two three four five six seven eight nine ten eleven twelve"
_ALONE = (
    rf"(?:(?<![\w:.,$€£-])(?P<hour>[01]?\d|2[0-3])(?:(?:[:.](?P<minute>[0-5]\d))?{_HALF}{_ZONE}?"
    rf"|[:.]?(?P<minute_of>[0-5]\d)\s?(?:hrs?\s+|hours\s+)?{_ZONE.replace('utc', 'universal')})"
    r"|(?P<word>noon|midday|midnight)\b)"
)


RULES: tuple[Rule, ...] = (
    rule("clock", f"noon midday midnight {NUMERIC}", _ALONE, _alone),
    rule(
        "part_alone", "in mid",
        r"(?:in\s+(?P<the>the\s+(?:early\s+|late\s+)?)|mid[\s-])(?P<part>morning|afternoon|evening)\b(?!\s+(?:of|after|before|papers?)\b)",
        _part_alone,
    ),
    rule(
        "hour", f"{_HOURS} {NUMERIC}",
        rf"(?<![\w:.,$€£-])(?P<hour>1[0-2]|[1-9]|{_HOURS.replace(' ', '|')})(?P<sharp>\s+o[’']clock)?"
        r"(?:\s+in\s+the\s+(?P<part>morning|afternoon|evening))?(?!\w)", _in_the_morning,
    ),
)  # fmt: skip
