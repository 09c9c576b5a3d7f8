"""Times that a report of figures compares: "the latest quarter", "the year-ago period", "$3 million a year earlier".

Such words take the grain of the period told last: after "third-quarter profit" a "year earlier" is the third quarter of
the year before, not the whole year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lexicon import YEAR
from .mention import DateKind, DateMention
from .reading import NUMERIC, Needs, Reading, Resolver, Rule, Setting, rule
from .stretch import Grain, Stretch, add_months, neighbour, quarter, year

_REACH = 2500  # characters; a report of figures keeps to its quarter
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR_BACK = re.compile(r"(?:a|one)\s+year\s+(?:ago|earlier|before)", re.IGNORECASE)
# What makes "a year ago" a comparison of figures: an amount or a word that compares right before it.
_COMPARES = re.compile(
    r"(?:\d|\b(?:million|billion|percent|cents|share|quarter|period|profit|loss)\b|%)[^.!?\n]{0,40}$"
    r"|\b(?:from|than|with|to)\s+$|(?:^|[.\n])\s*$",
    re.IGNORECASE,
)


def compared(text: str, start: int, reading: Reading, done: Sequence[DateMention]) -> Reading | None:
    """The reading of "a year earlier" as a quarter, where a figure of a quarter is compared; None where none is."""
    if not _YEAR_BACK.fullmatch(text, start, reading.end) or not _COMPARES.search(text, max(0, start - 60), start):
        return None
    told = told_quarter(done, start)
    if told is None:
        return None
    resolve = _fixed(quarter(told[0] - 1, told[1]))
    return Reading(reading.end, reading.rule, resolve, Needs.NOTHING)


def _fixed(stretch: Stretch) -> Resolver:
    return lambda setting: stretch


def told_quarter(done: Sequence[DateMention], start: int) -> tuple[int, int] | None:
    """Year and number of the quarter told last that is no comparison with an earlier year."""
    for mention in reversed(done):
        if mention.start < start - _REACH:
            return None
        match = _QUARTER.fullmatch(mention.value)
        if match and mention.rule == "quarter":
            return int(match[1]), int(match[2])
    return None


def as_period(reading: Reading, start: int, done: Sequence[DateMention]) -> Reading:
    """A reading of this module with the quarter told before it; without one, the quarter before the anchor's."""
    back = reading.rule == "year_ago_period"
    told = told_quarter(done, start)
    if reading.value:  # "the 1988 period"
        number = int(reading.value)
        return Reading(reading.end, "period", _fixed(quarter(number, told[1]) if told else year(number)), Needs.NOTHING)
    if told is not None:
        return Reading(reading.end, "period", _fixed(quarter(told[0] - back, told[1])), Needs.NOTHING)
    if reading.rule == "year_ago_period":
        return Reading(reading.end, "period", lambda setting: year(setting.anchor.year - 1), Needs.ANCHOR)
    return Reading(reading.end, "period", _last_quarter, Needs.ANCHOR)


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


_OF = re.compile(r"\bof\s+$")
_PART_OF = re.compile(
    r"\b(?:rest|part|half|halves|quarters?|thirds?|months?|weeks?|days?|time|end|start|beginning|middle|remainder|balance|most|"
    r"much|all|course|close|point)\s+of\s+$"
)
_ENDED = re.compile(r"\s+(?:ended|ending|to|through)\b")


def _build(match: re.Match[str]) -> Reading:
    return Reading(match.end(), "year_ago_period" if match["ago"] else "latest_period", needs=Needs.PERIOD)


_THEN = r"(?:year[\s-](?:ago|earlier)|prior-year)"
RULES: tuple[Rule, ...] = (
    rule(
        "period", "the latest year prior comparable corresponding",
        rf"(?:the\s+)?(?:(?:latest|most\s+recent)\s+(?:fiscal\s+)?(?:quarter|period)"
        rf"|(?P<ago>(?:(?:comparable|corresponding|same|like)\s+)?{_THEN}(?:\s+(?:quarter|period))?(?!\w|\s+(?:first|second|third|fourth)\b)"
        r"|(?:comparable|corresponding|same)\s+(?:period|quarter)(?:\s+of)?\s+(?:last\s+year|a\s+year\s+(?:ago|earlier)))"
        r")(?!\w)",
        _build,
    ),
    rule("year_period", NUMERIC, rf"(?P<year>{YEAR})\s+(?:quarter|period)(?!\w)", _year_period),
    rule(
        "the_year", "the",
        r"the\s+(?:(?:full|whole|entire|current|fiscal|calendar)\s+){0,2}year"
        r"(?!\w|[-’']|\s+(?:of|that|when|which|in\s+which|after|before|earlier|and\s+a\s+half|or|ago|two|one|\d))",
        _the_year, any_case=False,
    ),
    rule("the_quarter", "the", r"the\s+quarter(?P<ago>)(?!\s+of\b|-|\s+century|\w)", _build),
)  # fmt: skip
