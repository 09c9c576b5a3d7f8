"""Words that measure or repeat time, or name none: "three days", "every Friday", "recently", "in the future"."""

from __future__ import annotations

import re

from .lexicon import (
    COUNT,
    DURATION_CODES,
    LENGTHS_RE,
    NUMBERS,
    VAGUE_NUMBERS,
    WEEKDAY,
    WEEKDAY_NAMES,
    count_of,
    unit_of,
)
from .mention import DateKind
from .reading import NUMERIC, Builder, Reading, Rule, rule

_AGE = re.compile(r"[\s-]+(?:old|olds)\b")


def _duration(match: re.Match[str]) -> Reading | None:
    text = match.string
    if _AGE.match(text, match.end()) or text[match.start() - 1 : match.start()] in ("$", "€", "£"):
        return None
    count, unit = count_of(match["count"]), unit_of(match["unit"])
    plural, hyphen = match["unit"].lower().endswith("s"), match.string[match.start("unit") - 1] == "-"
    if count is not None and count > 1 and not plural and not hyphen:
        return None  # "World Cup 2018 day five"
    if unit == "second" and (count is None or count in (1, 12)):
        return None
    number = "X" if count is None else f"{count:g}"
    return Reading(match.end(), "duration", kind=DateKind.DURATION, value=DURATION_CODES[unit].format(number))


def _bare_duration(match: re.Match[str]) -> Reading:
    unit = unit_of(match["unit"] or match["after"])
    return Reading(match.end(), "duration", kind=DateKind.DURATION, value=DURATION_CODES[unit].format("X"))


_ADVERBS = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annually": "P1Y",
    "annual": "P1Y",
    "nightly": "P1D",
    "biennial": "P2Y",
    "hourly": "PT1H",
}


def _adverb(match: re.Match[str]) -> Reading | None:
    word = match["word"].lower()
    if match["word"][0].isupper() and match.string[max(0, match.start() - 2) : match.start()].strip():
        return None  # the Daily Mail
    return Reading(match.end(), "set", kind=DateKind.SET, value=_ADVERBS[word])


def _every(match: re.Match[str]) -> Reading | None:
    unit, count = match["unit"], count_of(match["count"] or "a")
    if match["day"]:
        return Reading(
            match.end(), "set", kind=DateKind.SET, value=f"XXXX-WXX-{WEEKDAY_NAMES.index(match['day'].lower()) + 1}"
        )
    code = DURATION_CODES[unit_of(unit)].format("X" if count is None else f"{count:g}")
    return Reading(match.end(), "set", kind=DateKind.SET, value=code)


def _weekdays(match: re.Match[str]) -> Reading:
    number = WEEKDAY_NAMES.index(match["day"].lower()) + 1
    return Reading(match.end(), "set", kind=DateKind.SET, value=f"XXXX-WXX-{number}")


def _vague(value: str) -> Builder:
    return lambda match: Reading(match.end(), "vague", kind=DateKind.VAGUE, value=value)


_COUNT_STARTS = " ".join([*NUMBERS, *VAGUE_NUMBERS, "half", NUMERIC])
_PLURALS = "days|weeks|months|years|decades|centuries|hours"
_QUALIFIED = r"(?:more|full|straight|consecutive|long|whole|additional|extra|trading|business|working)\s+"
_LED = r"(?<=for )|(?<=over )|(?<=within )|(?<=in )|(?<=after )"
_PAST = (
    r"recently|lately|formerly|at\s+the\s+time|(?:in\s+)?the\s+(?:recent\s+)?past(?!\s+(?:[\w-]+\s+){0,2}(?:"
    + LENGTHS_RE
    + "))"
)

RULES: tuple[Rule, ...] = (
    rule(
        "duration", f"{_COUNT_STARTS} last this past next whole full entire",
        rf"(?P<count>{COUNT})(?:[\s-]+(?:and\s+a\s+half\s+)?(?:{_QUALIFIED})?)(?P<unit>{LENGTHS_RE})(?![\w])",
        _duration,
    ),
    rule(
        "bare_duration", _PLURALS.replace("|", " "),
        rf"(?:(?P<unit>{_PLURALS})(?!\w)(?=\s+(?:of|later|earlier|before|after|to)\b)|(?:{_LED})(?P<after>{_PLURALS})\b)",
        _bare_duration,
    ),
    rule(
        "recent", "recent past last coming next previous",
        r"(?:recent|past|last|coming|next|previous)\s+(?:few\s+)?(?P<after>)(?P<unit>weeks|months|years|days|decades)\b",
        _bare_duration,
    ),
    rule("adverb", " ".join(_ADVERBS), rf"(?P<word>{'|'.join(_ADVERBS)})\b", _adverb),
    rule(
        "every", "every each per",
        rf"(?:every|each|per)\s+(?:(?P<count>{COUNT}|other)\s+)?(?:(?P<unit>{LENGTHS_RE})|(?-i:(?P<day>{WEEKDAY})))\b",
        _every,
    ),
    rule("weekdays", " ".join(f"{name}s" for name in WEEKDAY_NAMES), rf"(?-i:(?P<day>{WEEKDAY}))s\b", _weekdays),
    rule(
        "now", "now currently nowadays presently these at",
        r"(?:now|currently|nowadays|presently|these\s+days|at\s+present|at\s+the\s+moment)\b(?!-)",
        _vague("PRESENT_REF"),
    ),
    rule("past", "recently lately formerly the at in", rf"(?:{_PAST})(?!\w)", _vague("PAST_REF")),
    rule("future", "the", r"the\s+(?:near\s+|foreseeable\s+)?future\b", _vague("FUTURE_REF")),
)  # fmt: skip
