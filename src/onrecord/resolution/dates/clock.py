"""A time of day beside a date: "10:35 a.m. Friday", "noon Thursday", "5 p.m. EST, Nov. 9", "Tuesday at 9 a.m."."""

from __future__ import annotations

import re
from dataclasses import replace

from .reading import Reading, Setting
from .stretch import Stretch

_DATED = frozenset(
    {"weekday", "deictic_weekday", "month_day", "month_day_year", "today", "yesterday", "tomorrow", "tonight"}
)
_ZONE = r"(?:\s*\(?(?:GMT|UTC|BST|CET|CEST|[ECMP][SD]?T|IST|(?:local|Eastern|Central|Pacific)\s+time)\)?)?"
_CLOCK = (
    r"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?:\s?(?P<half>[ap])\.?m(?:\.|\b)|(?<=[:.]\d\d)(?!\d))"
    r"|(?P<word>noon|midday|midnight))"
)
_BEFORE = re.compile(rf"(?<![\w:.$]){_CLOCK}{_ZONE},?\s+(?:on\s+)?$", re.IGNORECASE)
_AFTER = re.compile(rf",?\s+(?:at|around|by|until)\s+{_CLOCK}(?!\w){_ZONE}", re.IGNORECASE)
_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_WINDOW = 28  # characters of the longest time of day


def with_clock(text: str, at: int, reading: Reading, floor: int, end: int) -> Reading:
    """The reading of a day with the time told right before or after it; its days stay whole days.

    The time before it may begin no earlier than `floor`.
    """
    if reading.rule not in _DATED or reading.resolve is None:
        return reading
    start = None
    if text[at - 1 : at] in (" ", "\n"):
        before = _BEFORE.search(text, max(floor, at - _WINDOW), at)
        start = before.start() if before else None
        clock = before
    else:
        clock = None
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
    return f"{hour:02d}:{clock['minute'] or '00'}"
