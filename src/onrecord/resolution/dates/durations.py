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

_AGE = re.compile(r"[\s-]+olds?\b(?!\s+(?:war|truce|ceasefire|conflict|dispute|deal|feud|strike|siege|policy|law|ban))")
_SOME_DAY = re.compile(r"\b(?:will|would|could|may|might|can|he|she|they|we|I|to|must|should)\s+$")
_WILL_NEXT = re.compile(r",?\s+(?:[\w’']+\s+){1,3}?(?:will|may|might|could|would|can)\b")
_TITLED = re.compile(r"[“\"'‘`]$")
_NOUN_NEXT = re.compile(r"\s+[a-z]{3,}")
_NO_NOUN_NEXT = re.compile(r"\s+(?:of|to|in|and|or|for|from|with|when|after|before|the)\b")


def _duration(match: re.Match[str]) -> Reading | None:
    text, at = match.string, match.start()
    if _AGE.match(text, match.end()) or text[at - 1 : at] in ("$", "€", "£"):
        return None
    count, unit = count_of(match["count"]), unit_of(match["unit"])
    plural, hyphen = match["unit"].lower().endswith("s"), text[match.start("unit") - 1] == "-"
    if count is not None and count > 1 and not plural and not hyphen and not _counts_a_noun(match, count):
        return None  # "World Cup 2018 day five"
    if match["to"] or (match["half"] and " or " in match["half"]):  # "two to three weeks", "a year or two"
        count = None
    elif match["half"] and count is not None:  # "a minute and a half"
        count += 0.5
    if unit == "second" and (count is None or count in (1, 12)):
        return None
    if unit == "quarter" and (not plural or (hyphen and count == 3) or match["count"].lower() in ("some", "many")):
        return None  # "a quarter of the market", "three-quarters", "anger in some quarters"
    if match["unit"][0].isupper() and _TITLED.search(text, max(0, at - 2), at):
        return None  # the broadcast “60 Minutes”
    if (
        match["count"].lower() == "one"
        and unit == "day"
        and (_SOME_DAY.search(text, max(0, at - 12), at) or _WILL_NEXT.match(text, match.end()))
    ):
        return Reading(match.end(), "vague", kind=DateKind.VAGUE, value="FUTURE_REF")
    if (
        match["count"].lower() in ("a", "an")
        and _RATED.search(text, max(0, at - 40), at)
        and not _OFFSET.match(text, match.end())
    ):
        return Reading(match.end(), "rate", kind=DateKind.SET)  # "$2 million a year", "700 seats a week"
    return Reading(match.end(), "duration", kind=DateKind.DURATION, value=_length(count, unit))


_RATED = re.compile(
    r"(?:[$€£]\s?[\d.,]+(?:\s+(?:thousand|million|billion|trillion))?|\b(?:once|twice|times|hours|cents|dollars|euros|pounds)|"
    r"\b[\d.,]*\d(?:\s+(?:thousand|million|billion))?(?:\s+[a-z]+s)?|\b(?:two|three|four|five|six|seven|eight|nine|ten)\s+[a-z]+s)\s+$",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\s+(?:ago|earlier|later|before|after|and\s+a\s+half)\b|-")


def _counts_a_noun(match: re.Match[str], count: float) -> bool:
    """ "a two day rally", "five year low": told without the hyphen."""
    text, end = match.string, match.end()
    return count < 100 and bool(_NOUN_NEXT.match(text, end)) and not _NO_NOUN_NEXT.match(text, end)


_HALVES = {"year": "P{}Y6M", "hour": "PT{}H30M", "minute": "PT{}M30S"}


def _length(count: float | None, unit: str) -> str:
    """ "P2Y", "PXM"; a half as ISO 8601 writes it: "P2Y6M"."""
    if count is None:
        return DURATION_CODES[unit].format("X")
    if count > 1 and count % 1 == 0.5 and unit in _HALVES:
        return _HALVES[unit].format(int(count))
    return DURATION_CODES[unit].format(f"{count:g}")


_EARLY = re.compile(r"\b(?:early|small|wee|office|business|working|opening|happy|rush|meeting)\s+$", re.IGNORECASE)


def _bare_duration(match: re.Match[str]) -> Reading | None:
    unit = unit_of(match["unit"] or match["after"])
    if unit in ("hour", "minute") and _EARLY.search(match.string, max(0, match.start() - 10), match.start()):
        return None  # "the early hours of Tuesday"
    return Reading(match.end(), "duration", kind=DateKind.DURATION, value=DURATION_CODES[unit].format("X"))


def _over_the(match: re.Match[str]) -> Reading:
    """ "over the years"."""
    value = DURATION_CODES[unit_of(match["unit"])].format("X")
    return Reading(
        match.end(), "duration", kind=DateKind.DURATION, value=value, start=match.start("unit") - len("the ")
    )


def _whole_unit(match: re.Match[str]) -> Reading:
    """ "a day-long meeting"."""
    return Reading(
        match.end(), "duration", kind=DateKind.DURATION, value=DURATION_CODES[match["unit"].lower()].format(1)
    )


# Not "quarterly": it names a kind of dividend; none of 11 in TimeBank and AQUAINT is a set.
_ADVERBS = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
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
    unit, count = match["unit"], 2 if match["count"] == "other" else count_of(match["count"] or "a")
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
_PLURALS = "days|weeks|months|years|decades|centuries|hours|minutes"
_QUALIFIED = r"(?:more|full|straight|consecutive|long|whole|additional|extra|trading|business|working)\s+"
_LED = r"(?<=for )|(?<=over )|(?<=within )|(?<=in )|(?<=after )|(?<=take )|(?<=took )|(?<=takes )|(?<=lasted )"
_PAST = (
    r"recently|lately|formerly|at\s+the\s+time|(?:in\s+)?the\s+(?:recent\s+)?past(?!\s+(?:[\w-]+\s+){0,2}(?:"
    + LENGTHS_RE
    + "))"
)

RULES: tuple[Rule, ...] = (
    rule(
        "duration", f"{_COUNT_STARTS} last this past next whole full entire",
        rf"(?P<count>{COUNT})(?P<to>\s+(?:to|or)\s+(?:{COUNT})|-to-(?:{COUNT}))?"
        rf"(?:[\s-]+(?:and\s+a\s+half\s+)?(?:{_QUALIFIED})?)(?P<unit>{LENGTHS_RE})"
        r"(?P<half>\s+and\s+a\s+half\b|\s+or\s+(?:two|three|so)\b(?!\s+\w+s\b))?(?![\w])",
        _duration,
    ),
    rule(
        "bare_duration", _PLURALS.replace("|", " "),
        rf"(?:(?P<unit>{_PLURALS})(?!\w)(?:-(?:long|old)\b|(?=\s+(?:of|later|earlier|before|after|to|left|away|in\s+the\s+making)\b))|(?:{_LED})(?P<after>{_PLURALS})\b)",
        _bare_duration,
    ),
    rule(
        "recent", "recent past last coming next previous",
        r"(?:recent|past|last|coming|next|previous)\s+(?:few\s+)?(?P<after>)(?P<unit>weeks|months|years|days|decades|quarters)\b",
        _bare_duration,
    ),
    rule(
        "ahead", "the",
        r"the\s+(?:(?:coming|recent)\s+)?(?P<after>)(?P<unit>weeks|months|years|days|decades)(?=\s+(?:ahead|to\s+come|since|that\s+followed)\b)"
        r"(?:\s+ahead\b)?",
        _bare_duration,
    ),
    rule("over_the_years", "over", r"over\s+the\s+(?P<unit>weeks|months|years|decades)(?!\w|\s+\d)", _over_the),
    rule("long", "day week month year decade", r"(?P<unit>day|week|month|year|decade)-long\b", _whole_unit),
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
    rule("current", "current", r"current(?=\s+[a-z])", _vague("PRESENT_REF"), any_case=False),
    rule("past", "recently lately formerly the at in", rf"(?:{_PAST})(?!\w)", _vague("PAST_REF")),
    rule("future", "the", r"the\s+(?:near\s+|foreseeable\s+)?future\b(?!\s+of\b)", _vague("FUTURE_REF")),
)  # fmt: skip
