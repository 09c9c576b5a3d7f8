"""Days that a deed takes from another told before it: "resigned an hour after the vote" happened on the vote's day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ...record import DateRange
from ..dates import DateKind, DateMention, Mod
from ..dates.context import sentence_around
from .told import stem, stems_of

_REACH = 1500  # characters back in which the other deed was told, some five paragraphs of news
_MOST = 12  # days told in that reach that are looked at
# "Hours after" without a count may be the next day.
_COUNT = r"(?:an?|one|two|three|1|2|3|half\s+an|a\s+few|just|barely|less\s+than\s+an?|within\s+an?)"
_BESIDE = re.compile(
    rf"\b(?:{_COUNT}\s+hours?|(?:{_COUNT}\s+)?(?:minutes|moments|seconds))\s+(?:after|before|following|later\s+than)\s+(?P<what>"
    r"(?:the|that|this|his|her|their|its)\s+(?:[a-z-]+\s+){0,2}?(?P<noun>[a-z]{4,}))(?![\w-])"
    r"|\b(?:immediately|shortly|right|directly)\s+(?:after|before|following)\s+"
    r"(?:the|that|this|his|her|their|its)\s+(?:[a-z-]+\s+){0,2}?(?P<near>[a-z]{4,})(?![\w-])"
)
# Nouns whose deed is told by a word of another root.
_ALSO = {
    "verdict": "sentenc|convict|acquit|ruled|jailed|guilty",
    "ruling": "ruled|verdict|decided",
    "judgment": "ruled|judge[ds]|decided",
    "blast": "explo|blew|bomb|detonat",
    "explosion": "explo|blew|blast|bomb",
    "shooting": "shot|shoot|gunm[ae]n",
    "death": "died|dead|killed",
    "defeat": "lost|reject|voted|beaten",
    "victory": "won|elected|beat",
    "crash": "collid|crashed",
    "fire": "burned|burnt|blaze",
}
_ENDING = re.compile(r"(?:ations?|[st]ions?|ments?|ings?|als?|es|e|s)$")


def days_beside(text: str, mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """ "an hour after the vote", with the day of the nearest sentence before that tells of that deed and gives one day.

    Where the sentence itself names a day, or the words already have one, nothing is added.
    """
    days = [one for one in mentions if one.kind is DateKind.POINT and one.mod is Mod.NONE and one.dates.is_day]
    points = [one for one in mentions if one.kind is DateKind.POINT and one.dates.known]
    starts, day_starts = [one.start for one in points], [one.start for one in days]
    for match in _BESIDE.finditer(text):
        sentence = sentence_around(text, DateMention(match.start(), match.end(), DateRange(), "beside").span)
        if bisect_left(starts, sentence.end) > bisect_left(starts, sentence.start):
            continue
        first, last = (bisect_left(day_starts, at) for at in (sentence.start - _REACH, sentence.start))
        told = _day_told(text, (match["noun"] or match["near"]).lower(), days[first:last])
        if told is not None:
            yield DateMention(match.start(), match.end(), told, "beside", relative=True)


def _day_told(text: str, noun: str, near: Sequence[DateMention]) -> DateRange | None:
    """The one day of the last sentence among those of `near` that tells of `noun`; None where it gives several."""
    for mention in reversed(near[-_MOST:]):
        around = sentence_around(text, mention.span)
        if not _tells(around.of(text), noun):
            continue
        found = {one.dates for one in near if around.contains(one.span)}
        return found.pop() if len(found) == 1 else None
    return None


def _tells(sentence: str, noun: str) -> bool:
    """Whether the sentence has the noun or a word for its deed: "voted" for "vote", "met" for "meeting"."""
    root = _ENDING.sub("", noun)
    if len(root) >= 3 and re.search(rf"\b{root}", sentence, re.IGNORECASE):
        return True
    if noun in _ALSO and re.search(rf"\b(?:{_ALSO[noun]})", sentence, re.IGNORECASE):
        return True
    return bool({one for one in stems_of(noun) if one[:1] == "~"} & stems_of(sentence)) or stem(noun) in stems_of(
        sentence
    )
