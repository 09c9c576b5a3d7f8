"""Days that a text gives to what happens on them: "the election on May 14", "they voted on Sunday"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...record import DateRange, Precision
from ...record.dates import UNKNOWN_DATE
from .context import in_quotation
from .mention import DateKind, DateMention
from .nouns import EVENT_NOUNS

_WRITTEN_OUT = frozenset({"month_day", "month_day_year", "iso", "numeric"})
# A weekday names an event only by a noun of happenings: "the Sunday vote", not "the Sunday paper".
_COUNTED = frozenset({"weekday", "deictic_weekday", "weekday_of_week", "today", "tomorrow", "yesterday"})
_EVENTS = frozenset(EVENT_NOUNS)
_NOUN_AFTER = re.compile(r"(?:[’']s)?\s+(?:\w+\s+)?(?P<noun>[a-z]{4,})\b")
_NOUN_BEFORE = re.compile(
    r"\b(?P<noun>[a-z]{4,})(?:\s+(?:is|are|was|were|(?:will|to)\s+be))?"
    r"(?:,?\s+(?:now\s+)?(?:scheduled|set|due|planned|slated|held|to\s+be\s+held|postponed|moved|delayed|rescheduled|put\s+off))?"
    r"\s+(?:for|on|to|until)\s+(?:\w+day,?\s+)?$"
)
# "The referendum on the treaty was on May 5", "The vote, first set for Aug. 30, was moved to Sept. 3"
_SUBJECT = re.compile(
    rf"\b(?P<noun>{'|'.join(EVENT_NOUNS)})s?\b(?:[^.;!?\n“”\"]|\.(?=\s\d)){{0,70}}?\s(?:was|were|is|are|be|been|takes?|took|falls?|fell|comes?|came)"
    r"(?:\s+(?:now|due|set|held|scheduled|planned|slated|place|moved|postponed|delayed|rescheduled|put\s+off|brought\s+forward|"
    r"pushed\s+back|from\s+(?:[^,.;]|\.(?=\s\d)){0,25}))*\s+(?:on|for|to|until)\s+(?:\w+day,?\s+)?$"
)
# Days that no longer hold: "first set for Oct. 30", "moved from Oct. 30".
_GIVEN_UP = re.compile(
    r"\b(?:(?:originally|first|initially|previously|once|earlier|had\s+been)\s+(?:been\s+)?(?:scheduled|set|planned|due|slated)\s+(?:for|on)"
    r"|(?:moved|postponed|delayed|rescheduled|brought\s+forward|pushed\s+back|changed|put\s+off)\s+from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NOUN_OF = {
    "voted": "vote", "votes": "vote", "vote": "vote", "met": "meeting", "meets": "meeting", "meet": "meeting",
    "elected": "election", "debated": "debate", "ruled": "ruling", "resigned": "resignation", "signed": "signing",
    "attacked": "attack", "bombed": "bombing", "shot": "shooting", "died": "death", "killed": "killing",
    "arrested": "arrest", "sentenced": "sentencing", "rallied": "rally", "testified": "testimony",
    "invaded": "invasion", "inaugurated": "inauguration", "raided": "raid", "crashed": "crash", "struck": "strike",
    "married": "wedding", "spoke": "speech", "convened": "session",
}  # fmt: skip
_VERB = "|".join(_NOUN_OF)
_VERB_BEFORE = re.compile(rf"\b(?P<verb>{_VERB})\b[^,;.!?\n“”\"]{{0,60}}?\s(?:on\s+)?$")
_VERB_AFTER = re.compile(rf",?\s+[^,;.!?\n“”\"]{{0,60}}?\b(?P<verb>{_VERB})\b")
_OPENS = re.compile(r"(?:^|[\n.!?]\s*)(?:On\s+)?$")
_RIVALS = 10  # days between which two dates of one event are told apart by nobody
_POLLS = ("election", "vote", "ballot", "referendum", "runoff", "poll", "primary")
_WORD = re.compile(r"\s*(?:[\w-]+)(?:[’']s?)?")


def find_named_days(text: str, mentions: Sequence[DateMention]) -> dict[str, DateRange]:
    """Nouns, singular, that the text ties to one day; when it gives two that lie close, the days between them.

    Days that were given up, and days told inside quotation marks by somebody else than the reporter, name nothing when
    another day does.
    """
    named: dict[str, set[DateRange]] = {}
    quoted: dict[str, set[DateRange]] = {}
    for mention in mentions:
        counted = mention.rule in _COUNTED
        if not (counted or mention.rule in _WRITTEN_OUT) or mention.dates.precision is Precision.UNKNOWN:
            continue
        if mention.kind is not DateKind.POINT or (counted and not mention.dates.is_day):
            continue
        if _GIVEN_UP.search(text, max(0, mention.start - 60), mention.start):
            continue
        table = quoted if in_quotation(text, mention.start) else named
        for noun in _nouns(text, mention):
            if not counted or noun in _EVENTS:
                table.setdefault(noun, set()).add(mention.dates)
    for noun, days in quoted.items():
        named.setdefault(noun, days)
    return {noun: dates for noun, days in named.items() if (dates := _joined(days)).known}


def _nouns(text: str, mention: DateMention) -> set[str]:
    found = {
        singular(match["noun"])
        for match in (
            _NOUN_AFTER.match(text, mention.end),
            _NOUN_BEFORE.search(text, max(0, mention.start - 60), mention.start),
            _SUBJECT.search(text, max(0, mention.start - 150), mention.start),
        )
        if match
    }
    verb = _VERB_BEFORE.search(text, max(0, mention.start - 90), mention.start)
    if verb is None and _OPENS.search(text, max(0, mention.start - 6), mention.start):
        verb = _VERB_AFTER.match(text, mention.end)
    return found | {_NOUN_OF[verb["verb"]]} if verb else found


def _joined(days: set[DateRange]) -> DateRange:
    if len(days) == 1:
        return next(iter(days))
    starts, ends = {one.start for one in days}, {one.end for one in days}
    first, last = min((one for one in starts if one), default=None), max((one for one in ends if one), default=None)
    if None in starts or None in ends or not first or not last or (last - first).days > _RIVALS:
        return UNKNOWN_DATE
    return DateRange.between(first, last)


def day_of_phrase(text: str, at: int, named: Mapping[str, DateRange]) -> DateRange:
    """The days of the first noun with a day in the phrase at `at`: "the presidential election"."""
    for _ in range(5):
        word = _WORD.match(text, at)
        if word is None:
            break
        noun = singular(word.group().strip().lower())
        if noun in named:
            return named[noun]
        at = word.end()
    return UNKNOWN_DATE


def day_of_polls(named: Mapping[str, DateRange]) -> DateRange:
    """The day of the vote that the text dates: what its "election day" means."""
    found = {named[noun] for noun in _POLLS if noun in named}
    return next(iter(found)) if len(found) == 1 else UNKNOWN_DATE


def singular(noun: str) -> str:
    return noun.removesuffix("s")
