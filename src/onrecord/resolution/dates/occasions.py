"""The day of a saying that tells none itself: that of the occasion it belongs to.

"Speaking to a guild on Thursday, the envoy said ... 'We are ready,' he added." Both were said on Thursday. Two ways
lead there: the speaker goes on in the same passage, or the text names the occasion again ("during the interview").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from ...record import Attribution, AttributionKind, DateRange, Span
from .context import in_quotation, sentence_around
from .mention import DateKind, DateMention, Mod

# The speaker goes on within this many characters of what he said last, about three paragraphs of news.
_GOES_ON = 900
_OCCASION_REACH = 2000
_NEAR_CUE = 300
_LONGEST = 92  # days of a named stretch of months; ranges that an uncertain publication makes wide are another matter
_SPEAKS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|add(?:ed|s|ing)|stat(?:ed|es|ing)|not(?:ed|es|ing)|argu(?:ed|es|ing)|"
    r"continu(?:ed|es|ing)|explain\w*|ask(?:ed|s|ing)|assert\w*|admit\w*|warn\w*|insist\w*|repl(?:ied|ies|ying)|respon\w+|"
    r"claim\w*|urg(?:ed|es|ing)|went\s+on|according|call(?:ed|s|ing)|promis\w+|vow\w*|stress\w*|emphasi\w+|conclud\w+|"
    r"acknowledg\w+|recall\w*|declar\w+|suggest\w*|describ\w+|prais\w+|critici\w+|thank\w*|hint\w*|slam\w*|remark\w*|"
    r"observ\w+|quip\w*|announc\w+|answer\w*|counter\w*|testif\w+|predict\w*|complain\w*|spoke|speak\w*|mention\w*|report\w*|"
    r"wr(?:ote|ites?|iting|itten)|tweet\w*|accus\w+|denounc\w+|condemn\w+|hail\w+|mock\w+|blast\w+|reject\w+|dismiss\w+|"
    r"den(?:ied|ies|y|ying)|pledg\w+|defend\w*|reveal\w*|disclos\w+|confirm\w*|propos\w+|lauded|laud\w*|urg\w+|scold\w*)\b",
    re.IGNORECASE,
)
# Words that open another occasion: a saying that follows them has a day of its own, told or not.
_ELSEWHERE = re.compile(
    r"\b(?:earlier|later|previously|recently|once|then|last|next|ago|already|separately|meanwhile|before|after|tweet\w*|"
    r"twitter|facebook|statement|interview|letter|e-?mail|speech|has|have|had|often|repeatedly|always|long|since|years?|"
    r"months?|weeks?)\b",
    re.IGNORECASE,
)
_TALKS = "interview conversation call talk discussion phone-call"
_MEETS = (
    "meeting summit conference briefing hearing session event rally debate speech address forum gathering panel dinner"
)
_GROUPS = tuple(frozenset(words.split()) for words in (_TALKS, _MEETS))
_NOUN = "|".join(sorted((word for group in _GROUPS for word in group), key=len, reverse=True))
_AGAIN = re.compile(
    rf"\b(?:during|in|at|on)\s+(?:the|that|this|their|his|her|the\s+same)\s+(?:\w+\s+)?(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"\b(?:an?|his|her|their|its|which\s+held\s+a)\s+(?:[\w’'-]+\s+){{0,2}}?(?P<noun>{_NOUN})\b(?!\s+call)",
    re.IGNORECASE,
)
_REPLIES = re.compile(r"\b(?:in\s+reply|repl(?:ied|ies|ying)|respond(?:ed|s|ing)|answer(?:ed|s|ing))\b", re.IGNORECASE)


def share_occasions(
    attributions: Sequence[Attribution],
    text: str,
    *,
    said: Mapping[str, DateRange],
    speakers: Mapping[str, str | None],
    mentions: Sequence[DateMention],
) -> dict[str, DateRange]:
    """`said` of one article's attributions, each undated saying with the days of its occasion, where the text ties it
    to one; the others as they were.

    `said` and `speakers` (actor ids) are keyed by attribution id. A saying counts as dated when its range has a start.
    """
    shared = {one.id: said[one.id] for one in attributions if one.id in said}
    ordered = sorted((one for one in attributions if one.cue and one.id in said), key=lambda one: one.cue[0].start)
    again = [match.start() for match in _AGAIN.finditer(text)]
    last: dict[str, tuple[int, DateRange]] = {}  # by speaker: where the last saying of a dated occasion ends
    asked: tuple[int, DateRange] | None = None
    latest: tuple[int, DateRange] | None = None  # the last saying of a dated occasion, whoever spoke
    known = {identifier for identifier, actor_id in speakers.items() if actor_id}
    for one in ordered:
        speaker, dates = speakers.get(one.id) or f"nobody known {one.id}", shared[one.id]
        begin, end = _extent(one)
        if dates.start is None and one.kind in (AttributionKind.SAID, AttributionKind.ASKED):
            at = one.cue[0].start
            near = any(abs(place - at) < _NEAR_CUE for place in again)
            found = _named_again(one, text, mentions) if near else None
            if found is None and asked is not None and begin - asked[0] < _GOES_ON and _REPLIES.search(_cue(one, text)):
                found = asked[1]
            if found is None:
                found = _then(one, text, mentions)
            if found is None and latest is not None and one.id not in known and _adds(one, text, latest[0], begin):
                found = latest[1]
            if found is None and speaker in last:
                if _opens_another(one, text) or _dated_between(last[speaker], one, text, mentions):
                    if one.kind is AttributionKind.SAID and not one.parent:
                        del last[speaker]
                elif begin - last[speaker][0] < _GOES_ON and _SPEAKS.search(_cue(one, text)):
                    found = last[speaker][1]
            if found is not None and _possible(found, dates):
                dates = shared[one.id] = found
        # A dash signs a post, which is over; an act ("revised it in 2015") is no occasion of speech.
        if dates.start is not None and _SPEAKS.search(_cue(one, text)) and not _whole_year(dates):
            last[speaker] = (end, dates)
            latest = (end, dates)
            asked = (end, dates) if one.kind is AttributionKind.ASKED else asked
    return shared


_ADDS = re.compile(r"\b(?:add(?:ed|s|ing)|continued|went\s+on|concluded)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:he|she|it|they)", re.IGNORECASE)
_NEXT = 60  # characters between what was said and "It added"


def _adds(attribution: Attribution, text: str, end: int, begin: int) -> bool:
    """ "It added ...", right after a saying: by whoever spoke there, even if nobody knows who that is."""
    source = "".join(one.of(text) for one in attribution.source).strip()
    return (
        begin - end < _NEXT
        and "\n" not in text[end:begin]
        and bool(_PRONOUN.fullmatch(source))
        and bool(_ADDS.search(_cue(attribution, text)))
        and not _opens_another(attribution, text)
    )


def _extent(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(one.start for one in spans), max(one.end for one in spans)


def _cue(attribution: Attribution, text: str) -> str:
    return " ".join(one.of(text) for one in attribution.cue)


def _outside(attribution: Attribution, text: str, sentence: Span) -> str:
    """The words of the sentence that the reporter says himself."""
    words, at = [], sentence.start
    for one in sorted(attribution.content, key=lambda span: span.start):
        if one.start < sentence.end and one.end > at:
            words.append(text[at : max(at, one.start)])
            at = one.end
    return " ".join((*words, text[at : sentence.end]))


def _opens_another(attribution: Attribution, text: str) -> bool:
    """Whether the reporter's words around the cue tell of another time or place than what went before."""
    return bool(_ELSEWHERE.search(_outside(attribution, text, sentence_around(text, attribution.cue[0]))))


def _named_again(attribution: Attribution, text: str, mentions: Sequence[DateMention]) -> DateRange | None:
    """The days of "an interview ... last Thursday" told above, when the cue's sentence says "during the interview"."""
    cue = attribution.cue[0]
    sentence = sentence_around(text, cue)
    again = _AGAIN.search(_outside(attribution, text, sentence))
    if again is None:
        return None
    nouns = next(group for group in _GROUPS if again["noun"].lower() in group)
    found: DateRange | None = None
    for first in _FIRST.finditer(text, max(0, sentence.start - _OCCASION_REACH), sentence.start):
        if first["noun"].lower() not in nouns:
            continue
        told = sentence_around(text, Span(first.start(), first.end()))
        days = [
            one.dates
            for one in mentions
            if told.start <= one.start < told.end
            and one.kind is DateKind.POINT
            and one.mod is Mod.NONE
            and one.rule != "year"
            and one.dates.start is not None
        ]
        if len(days) == 1:
            found = days[0]
    return found


_THEN = re.compile(
    r"\bat\s+the\s+time\b(?!\s+of)|\b(?:on\s+)?(?:the\s+same|that(?:\s+same)?)\s+day\b|\bon\s+that\s+occasion\b",
    re.IGNORECASE,
)
_SAID_THEN = re.compile(r"(?:\s+back)?\s+then\b")  # not "then agreed", which tells what came next
_BEFORE_CUE = 40  # characters


def _then(attribution: Attribution, text: str, mentions: Sequence[DateMention]) -> DateRange | None:
    """The days that the sentence before gives, when the saying was made "then" or "at the time"."""
    cue = attribution.cue[0]
    sentence = sentence_around(text, cue)
    near = _outside(
        attribution, text, Span(max(sentence.start, cue.start - _BEFORE_CUE), min(sentence.end, cue.end + _BEFORE_CUE))
    )
    then = _THEN.search(near) or _SAID_THEN.match(text, cue.end) or cue.of(text).endswith(" then")
    if not then or sentence.start == 0 or "\n" in text[sentence.start - 1 : sentence.start]:
        return None
    before = sentence_around(text, Span(sentence.start - 2, sentence.start - 1))
    days = {
        one.dates
        for one in mentions
        if before.start <= one.start < before.end
        and one.kind is DateKind.POINT
        and one.mod is Mod.NONE
        and one.dates.start
    }
    return days.pop() if len(days) == 1 else None


def _dated_between(last: tuple[int, DateRange], one: Attribution, text: str, mentions: Sequence[DateMention]) -> bool:
    """Whether the reporter has named other days since, up to the end of the cue's sentence: the story has moved on."""
    end = sentence_around(text, one.cue[0]).end
    return any(
        last[0] <= mention.start < end
        and mention.kind is DateKind.POINT
        and mention.dates.known
        and _apart(mention.dates, last[1])
        and not any(span.start <= mention.start < span.end for span in one.content)
        and not in_quotation(text, mention.start)
        for mention in mentions
    )


def _apart(left: DateRange, right: DateRange) -> bool:
    return bool(
        (left.end and right.start and left.end < right.start) or (left.start and right.end and left.start > right.end)
    )


def _whole_year(dates: DateRange) -> bool:
    """Whether the days are those of a named year or longer: no occasion lasts so long."""
    return bool(
        dates.start
        and dates.end
        and (dates.end - dates.start).days > _LONGEST
        and dates.start.day == 1
        and (dates.end + timedelta(days=1)).day == 1
    )


def _possible(found: DateRange, allowed: DateRange) -> bool:
    return found.start is not None and (allowed.end is None or found.start <= allowed.end)
