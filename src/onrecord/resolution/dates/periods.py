"""Times that a report of figures compares: "the latest quarter", "the year-ago period", "$3 million a year earlier".

Such words take the grain of the period told last: after "third-quarter profit" a "year earlier" is the third quarter of
the year before, not the whole year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ...record import DateRange
from .lexicon import MONTH, YEAR, month_number
from .mention import DateKind, DateMention
from .reading import NUMERIC, Needs, Reading, Resolver, Rule, Setting, rule
from .stretch import Grain, Stretch, add_months, neighbour, quarter, span, week_of, year

_REACH = 2500  # characters; a report of figures keeps to its quarter
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTHS_TOLD = frozenset({"P6M", "P9M"})  # "the first nine months" are compared with a year's
_LAST_YEAR = re.compile(r"last\s+year", re.IGNORECASE)
# "earnings of $6 million, compared with a loss of $3 million last year"
_FIGURE_BEFORE = re.compile(
    r"\b(?:compared\s+(?:with|to)|versus|against)\s+[^.!?\n]{0,60}\d[^!?\n]{0,12}"
    r"\s(?:million|billion|percent|cents(?:\s+a\s+share)?|shares?|a\s+share)?,?\s*$",
    re.IGNORECASE,
)
_YEAR_BACK = re.compile(r"(?:a|one)\s+year\s+(?:ago|earlier|before)", re.IGNORECASE)
# What makes "a year ago" a comparison of figures: an amount or a word that compares right before it.
_COMPARES = re.compile(
    r"(?:\d|\b(?:million|billion|percent|cents|share|quarter|period|profit|loss)\b|%)[^.!?\n]{0,40}$"
    r"|\b(?:from|than|with|to)\s+$|(?:^|[.\n])\s*$",
    re.IGNORECASE,
)


def compared(text: str, start: int, reading: Reading, done: Sequence[DateMention], anchor: DateRange) -> Reading | None:
    """The reading of "a year earlier" as a quarter, where a figure of a quarter is compared; None where none is."""
    if _LAST_YEAR.fullmatch(text, start, reading.end):
        if not _FIGURE_BEFORE.search(text, max(0, start - 100), start):
            return None
    elif not _YEAR_BACK.fullmatch(text, start, reading.end) or not _COMPARES.search(text, max(0, start - 60), start):
        return None
    if _longer_told(text, start, done):
        return Reading(reading.end, reading.rule, lambda setting: year(setting.anchor.year - 1), Needs.ANCHOR)
    told = told_quarter(done, start, anchor)
    if told is None:
        return None
    resolve = _fixed(quarter(told[0] - 1, told[1]))
    return Reading(reading.end, reading.rule, resolve, Needs.NOTHING)


def _fixed(stretch: Stretch) -> Resolver:
    return lambda setting: stretch


def told_quarter(done: Sequence[DateMention], start: int, anchor: DateRange) -> tuple[int, int] | None:
    """Year and number of the quarter told last that is no comparison with an earlier year; one that was over when the
    figures appeared goes before one that runs on."""
    running: tuple[int, int] | None = None
    for mention in reversed(done):
        if mention.start < start - _REACH:
            break
        match = _QUARTER.fullmatch(mention.value)
        if match and mention.rule == "quarter":
            told = int(match[1]), int(match[2])
            if anchor.end is None or mention.dates.end is None or mention.dates.end < anchor.end:
                return told
            running = running or told
    return running


def _longer_told(text: str, start: int, done: Sequence[DateMention]) -> bool:
    """Whether the paragraph speaks of more than a quarter: "in the first nine months, it earned"."""
    for mention in reversed(done):
        if mention.rule == "quarter" or "\n" in text[mention.end : start]:
            return False
        if mention.rule == "duration" and mention.value in _MONTHS_TOLD:
            return True
    return False


def as_period(text: str, start: int, reading: Reading, done: Sequence[DateMention], anchor: DateRange) -> Reading:
    """A reading of this module with the quarter told before it; without one, the quarter before the anchor's."""
    back = reading.rule == "year_ago_period" or bool(reading.value)
    told = None if back and _longer_told(text, start, done) else told_quarter(done, start, anchor)
    if reading.value:  # "the 1988 period"
        number = int(reading.value)
        return Reading(reading.end, "period", _fixed(quarter(number, told[1]) if told else year(number)), Needs.NOTHING)
    if not back and (ended := _ended_quarter(text, reading.end, anchor)) is not None:
        return Reading(reading.end, "period", _fixed(ended), Needs.NOTHING)
    if told is not None:
        return Reading(reading.end, "period", _fixed(quarter(told[0] - back, told[1])), Needs.NOTHING)
    if reading.rule == "year_ago_period":
        return Reading(reading.end, "period", lambda setting: year(setting.anchor.year - 1), Needs.ANCHOR)
    return Reading(reading.end, "period", _last_quarter, Needs.ANCHOR)


_ENDED_ON = re.compile(rf"\s+ended\s+(?P<month>{MONTH})\s+(?P<day>\d\d?)\b(?!\s*,\s*\d{{4}})")
_HALF_A_QUARTER = timedelta(days=45)


def _ended_quarter(text: str, end: int, anchor: DateRange) -> Stretch | None:
    """ "the quarter ended July 31": its three months, named after the calendar quarter that holds most of them."""
    match = _ENDED_ON.match(text, end)
    if match is None or anchor.end is None or anchor.start is None or anchor.start.year != anchor.end.year:
        return None
    try:
        last = date(anchor.end.year, month_number(match["month"]), int(match["day"]))
    except ValueError:
        return None
    if anchor.start < last <= anchor.end and not anchor.is_day:
        return None  # of this year or the last
    last = add_months(last, -12) if last > anchor.end else last
    middle = last - _HALF_A_QUARTER
    return span(add_months(last, -3) + timedelta(days=1), last, quarter(middle.year, (middle.month + 2) // 3).value)


def _last_quarter(setting: Setting) -> Stretch:
    return neighbour(add_months(setting.anchor.replace(day=1), -3), 0, Grain.QUARTER)


def _year_period(match: re.Match[str]) -> Reading:
    return Reading(match.end(), "latest_period", needs=Needs.PERIOD, value=match["year"])


def _the_year(match: re.Match[str]) -> Reading | None:
    """ "for the year" is the anchor's; "for the year ended March 31" has no name of its own."""
    text, at = match.string, match.start()
    if _OF.search(text, max(0, at - 4), at) and not _PART_OF.search(text, max(0, at - 24), at):
        return None  # "person of the year"
    if _ENDED.match(text, match.end()):
        return Reading(match.end(), "duration", kind=DateKind.DURATION, value="P1Y")
    return Reading(match.end(), "unit", lambda setting: year(setting.anchor.year), Needs.ANCHOR)


def _the_week(match: re.Match[str]) -> Reading | None:
    """ "for the week", "most of the week", "the week's turmoil": the anchor's."""
    text, at = match.string, match.start()
    if _OF.search(text, max(0, at - 4), at) and not _PART_OF.search(text, max(0, at - 24), at):
        return None  # "days of the week"
    if not match["whose"] and not _FOR.search(text, max(0, at - 12), at):
        return None
    return Reading(match.end("week"), "unit", lambda setting: week_of(setting.anchor), Needs.ANCHOR)


_FOR = re.compile(r"\b(?:for|of|during|in|through|throughout|over)\s+$", re.IGNORECASE)
_OF = re.compile(r"\bof\s+$")
_PART_OF = re.compile(
    r"\b(?:rest|part|half|halves|quarters?|thirds?|months?|weeks?|days?|time|end|start|beginning|middle|remainder|balance|most|"
    r"much|all|course|close|point)\s+of\s+$"
)
_ENDED = re.compile(r"\s+(?:ended|ending|to|through)\b")


def _build(match: re.Match[str]) -> Reading:
    return Reading(match.end(), "year_ago_period" if match["ago"] else "latest_period", needs=Needs.PERIOD)


def _year_earlier(match: re.Match[str]) -> Reading:
    """ "a year-earlier loss": the expression begins after the article, which is the loss's."""
    return Reading(match.end(), "year_ago_period", needs=Needs.PERIOD, start=match.start("ago"))


_THEN = r"(?:year[\s-](?:ago|earlier)|prior-year)"
RULES: tuple[Rule, ...] = (
    rule(
        "period", "the latest last year prior comparable corresponding",
        rf"(?:the\s+)?(?:(?:latest|most\s+recent)\s+(?:fiscal\s+)?(?:quarter|period)"
        rf"|(?P<ago>(?:(?:comparable|corresponding|same|like)\s+)?{_THEN}(?:\s+(?:quarter|period))?(?!\w|\s+(?:first|second|third|fourth)\b)"
        r"|(?:comparable|corresponding|same)\s+(?:period|quarter)(?:\s+of)?\s+(?:last\s+year|a\s+year\s+(?:ago|earlier))"
        r"|last\s+year[’']s\s+(?:quarter|period))"
        r")(?!\w)",
        _build,
    ),
    rule("a_year_earlier", "a", r"a\s+(?P<ago>year-(?:ago|earlier))(?:\s+(?:quarter|period))?(?!\w)", _year_earlier),
    rule("year_period", NUMERIC, rf"(?P<year>{YEAR})\s+(?:quarter|period)(?!\w)", _year_period),
    rule(
        "the_year", "the",
        r"the\s+(?:(?:full|whole|entire|current|fiscal|calendar)\s+){0,2}year"
        r"(?!\w|[-’']|\s+(?:of|that|when|which|in\s+which|after|before|earlier|and\s+a\s+half|or|ago|two|one|\d))",
        _the_year, any_case=False,
    ),
    rule(
        "the_week", "the",
        r"(?P<week>the\s+week)(?:(?P<whose>[’']s)|(?!\w|-|\s+(?:of|that|when|before|after|following|leading|starting|beginning|since|"
        r"ended|ending|in\s+which|ahead|prior|earlier|later|to|and|or|from|until)\b))", _the_week, any_case=False,
    ),
    rule(
        "the_quarter", "the",
        r"the\s+quarter(?:\s+(?P<ago>a\s+year\s+(?:ago|earlier)))?(?!\s+of\b|-|\s+century|\w)",
        _build,
    ),
)  # fmt: skip
