"""Pieces of months and years: "the first week of December", "the last days of 2017", "the second half of November"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .absolute import nearest_month
from .lexicon import MONTH, YEAR, month_number
from .reading import Needs, Reading, Rule, Setting, fixed, rule
from .stretch import Stretch, month, span, year

_NUMBERS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "opening": 0, "early": 0}
_LENGTHS = {"day": 1, "days": 5, "week": 7, "weeks": 21, "weekend": 7}  # "days" and "weeks": a few


def _piece(whole: Stretch, which: str, unit: str) -> Stretch | None:
    """The days of a piece; a week is counted from the first, give or take the days to its weekend."""
    last = which in ("last", "final", "closing")
    if unit == "half":
        middle = whole.start + timedelta(days=len(whole) // 2)
        if last or _NUMBERS[which] == 1:
            return span(middle, whole.end, whole.value)
        return span(whole.start, middle - timedelta(days=1), whole.value) if _NUMBERS[which] == 0 else None
    length = _LENGTHS[unit]
    slack = 6 if unit in ("week", "weekend") else 0
    if last:
        start = whole.end - timedelta(days=length + slack - 1)
        return span(max(whole.start, start), whole.end, _value(whole.end, whole.value, unit))
    begin = whole.start + timedelta(days=_NUMBERS[which] * length)
    if begin > whole.end:
        return None
    return span(begin, min(whole.end, begin + timedelta(days=length + slack - 1)), _value(begin, whole.value, unit))


def _value(on: date, value: str, unit: str) -> str:
    return on.isoformat() if unit == "day" else value


def _of_month(match: re.Match[str]) -> Reading | None:
    which, unit, number = match["which"].lower(), match["unit"].lower(), month_number(match["month"])
    if match["year"]:
        found = _piece(month(int(match["year"]), number), which, unit)
        return Reading(match.end(), "piece", fixed(found)) if found else None
    nearest = nearest_month(number)

    def resolve(setting: Setting) -> Stretch | None:
        whole = nearest(setting)
        return whole and _piece(whole, which, unit)

    return Reading(match.end(), "piece", resolve, Needs.ANCHOR, yearless=True)


def _of_year(match: re.Match[str]) -> Reading | None:
    found = _piece(year(int(match["year"])), match["which"].lower(), match["unit"].lower())
    return Reading(match.end(), "piece", fixed(found)) if found else None


_WHICH = r"(?P<which>first|second|third|fourth|last|final|closing|opening|early)\s+(?:full\s+|few\s+|two\s+|three\s+)?"
_STARTS = "first second third fourth last final closing opening early"
RULES: tuple[Rule, ...] = (
    rule(
        "piece_of_month", _STARTS,
        rf"{_WHICH}(?P<unit>days?|weeks?|weekend|half)\s+of\s+(?-i:(?P<month>{MONTH}))(?!\w)(?:,?\s+(?:of\s+)?(?P<year>{YEAR}))?",
        _of_month,
    ),
    rule(
        "piece_of_year", _STARTS, rf"{_WHICH}(?P<unit>days?|weeks?)\s+of\s+(?P<year>{YEAR})(?!\w)", _of_year,
    ),
)  # fmt: skip
