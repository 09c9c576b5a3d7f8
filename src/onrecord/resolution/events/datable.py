"""The dated words of an article that may date an event: ranges joined, bounds kept only while they lie ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from ...record import DateRange
from ...record.dates import UNKNOWN_DATE
from ..dates import DateKind, DateMention, Mod
from ..dates.context import joins_range
from .told import width

_WIDEST = 400  # days: an event known no better than this has no place on a time line
_WIDEST_RELATIVE = 600  # "next year", told in an article that is dated only roughly
_WIDEST_RANGE = 11 * 366  # "from 2009 to 2016": an office held, a work of years
# Stamps of pages and posts are no events; nor are words that say "now".
_NO_EVENT = frozenset(("iso", "numeric", "foreign_day", "foreign_month", "now", "century", "years", "holiday"))
_RECENT = re.compile(r"(?:the\s+)?(?:recent|past\s+few|last\s+few)\s+(days|weeks|months)", re.IGNORECASE)
_REACH = {"days": 14, "weeks": 56, "months": 365}  # days that "recent ..." can reach back
_TODAY = re.compile(
    r"(?:earlier\s+)?(?:today|yesterday|tonight|last\s+night)\b|(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\s+or\s+(?:in\s+|on\s+|by\s+)?")


def datable(mentions: Iterable[DateMention], text: str, published: DateRange) -> list[DateMention]:
    """Those of `mentions` that can date an event of a text published then, in text order; pairs of them as one range.

    A range told by its two ends ("from 2009 to 2016") has the rule `range` and no bound.
    """
    bounded = _ranges([_bounded(one, text, published) for one in mentions], text)
    return _either([one for one in bounded if _is_datable(one, text, published)], text)


def is_ahead(mention: DateMention, published: DateRange) -> bool:
    """Whether all of the days named come after the publication."""
    start, end = mention.dates.start, published.end
    return start is not None and end is not None and start > end


def _ranges(found: Sequence[DateMention], text: str) -> list[DateMention]:
    """ "from 2009 to 2016" is one date that begins with the first year and ends with the second."""
    joined: list[DateMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and last.mod is Mod.SINCE and mention.mod is Mod.UNTIL:
            first, end = last.dates.start, mention.dates.end
            if first and end and first <= end and joins_range(text, last.end, mention.start):
                dates = DateRange.between(first, end)
                joined[-1] = replace(last, end=mention.end, dates=dates, rule="range", mod=Mod.NONE)
                continue
        joined.append(mention)
    return joined


def _either(dated: Sequence[DateMention], text: str) -> list[DateMention]:
    """ "in May or early June" is one date that spans both."""
    found: list[DateMention] = []
    for mention in dated:
        last = found[-1] if found else None
        first, end = (last.dates.start if last else None), mention.dates.end
        if last and first and end and first <= end and _OR.fullmatch(text, last.end, mention.start):
            found[-1] = replace(mention, start=last.start, dates=DateRange.between(first, end), mod=last.mod)
        else:
            found.append(mention)
    return found


def _bounded(mention: DateMention, text: str, published: DateRange) -> DateMention:
    """What is planned "before the election" lies between the publication and that day; "recent weeks" before it."""
    recent = _RECENT.fullmatch(mention.span.of(text))
    if recent is not None and not mention.dates.known and published.start is not None:
        first = published.start - timedelta(days=_REACH[recent[1].lower()])
        return replace(mention, dates=DateRange.between(first, published.end), kind=DateKind.POINT, rule="recent")
    day = mention.dates.start
    if mention.rule != "named_day" or day is None:
        return mention
    before = mention.mod in (Mod.BEFORE, Mod.UNTIL) and published.start is not None and published.start <= day
    return replace(mention, dates=DateRange.between(published.start, day) if before else UNKNOWN_DATE)


def _is_datable(mention: DateMention, text: str, published: DateRange) -> bool:
    dates = mention.dates
    if not dates.known:  # "today" in an article without a date: an event all the same
        recent = _RECENT.fullmatch(mention.span.of(text))
        return bool(recent) or bool(mention.kind is DateKind.POINT and _TODAY.fullmatch(mention.span.of(text)))
    if mention.kind is not DateKind.POINT or mention.rule in _NO_EVENT or dates.start is None or dates.end is None:
        return False
    if mention.rule == "range":
        return width(dates) < _WIDEST_RANGE
    if mention.mod is Mod.SINCE and not is_ahead(mention, published):
        return not mention.relative and width(dates) < _WIDEST_RANGE
    return mention.rule != "decade" and width(dates) <= (_WIDEST_RELATIVE if mention.relative else _WIDEST)
