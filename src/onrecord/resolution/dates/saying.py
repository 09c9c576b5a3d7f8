"""When a thing was said, as far as the words around its cue tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...record import Attribution, AttributionKind, DateRange, Span
from ...record.dates import UNKNOWN_DATE
from .context import sentence_around
from .mention import DateKind, DateMention, Mod

# Between a cue and the date of the saying nobody else acts: these words open another clause or another verb.
_OTHER_CLAUSE = re.compile(
    r"\b(?:who|which|that|when|where|whose|whom|because|although|though|while|if|since|until|before|after|as|but)\b|[;:]",
    re.IGNORECASE,
)
_SIDE_CLAUSE = re.compile(r"\s*(?:who|which|whose|whom|where|when|after|before|since|while|because)\b", re.IGNORECASE)
# A date that only names its noun: "Sunday's vote", "the Monday meeting", "the May 14 elections".
_NAMES_NOUN = re.compile(
    r"[’']s?\s+\w|\s+(?!in\b|on\b|at\b|to\b|by\b|and\b|as\b|that\b|when\b|after\b|before\b|but\b|with\b|from\b|during\b|via\b|night\b|morning\b|evening\b|afternoon\b|said\b|told\b|following\b|amid\b|while\b|if\b|he\b|she\b|they\b|it\b|the\b|a\b|an\b|where\b|for\b|about\b|over\b|of\b|against\b|through\b|who\b|is\b|was\b|has\b|had\b|will\b|would\b|not\b|there\b|because\b|saying\b|whether\b)[a-z]{3,}"
)
# ... unless the noun is the words themselves, or the occasion they were spoken at.
_WORDS_THEN = re.compile(
    r"(?:[’']s?)?[\s-]+(?:(?!and\b|to\b|in\b|that\b)[\w-]+\s+){0,2}?(?:memo\w*|letter|e-?mail|report|statement|filing|document|study|survey|poll|"
    r"interview|speech|address|tweet|post|op-ed|article|column|editorial|essay|book|memoir|testimony|ruling|decree|order|"
    r"press\s+release|news\s+conference|press\s+conference|conference|briefing|hearing|debate|rally|meeting|summit|call|"
    r"broadcast|podcast|video|paper|note|message|affidavit|complaint|lawsuit|indictment|opinion)s?\b"
)
_LED_IN = re.compile(
    r"\b(?:in|during|at|via|by)\s+(?:an?\s+|the\s+|his\s+|her\s+|its\s+|their\s+|that\s+)?$", re.IGNORECASE
)
_IN_YEAR = re.compile(r"\b(?:in|back\s+in)\s+$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:the\s+|at\s+least\s+)?$", re.IGNORECASE)
_HAS = re.compile(r"\b(?:has|have)\b")
_POST_STAMP = re.compile(r"\(?@\w{1,20}\)?[\s·•,|–—-]*$")
_OFFSET_WORD = re.compile(r"\s+(?:before|after|ahead\s+of|prior\s+to|following|until)\b")
_REACH = 160
_TOO_LONG = 400  # days: "in the 1990s" says when no statement was made


def date_saying(
    attribution: Attribution, text: str, mentions: Sequence[DateMention], published: DateRange
) -> DateRange:
    """The days on which the attributed words were said, thought or written.

    A dated expression governs when it stands in the sentence of the cue, outside the content, in the cue's own
    clause. Without one the answer is "not after the publication", never a day. The words may not have been said
    after they were printed: such dates are cut or passed over.
    """
    if not attribution.cue:
        return _until(published)
    stamp = _stamp(attribution, text, mentions)
    if stamp is not None:
        return stamp
    best: tuple[int, DateRange] | None = None
    silent = attribution.kind is AttributionKind.NO_COMMENT  # what was not said holds no date of its own
    cue = Span(min(one.start for one in attribution.cue), max(one.end for one in attribution.cue))
    sentence = sentence_around(text, cue)
    for mention in mentions:
        if mention.start < sentence.start or mention.end > sentence.end:
            continue
        if not silent and any(one.overlaps(mention.span) for one in attribution.content):
            continue
        since = _goes_on_since(mention, cue, text)
        if not since and not _tells_when(mention, text, attribution):
            continue
        distance = 0 if silent and mention.mod is Mod.NONE else _distance(mention, cue, attribution, text)
        dates = _not_after(mention.dates, published)
        if since:  # "has said since April"
            dates = DateRange.between(mention.dates.start, published.end)
        if distance is not None and dates.known and (best is None or distance < best[0]):
            best = (distance, dates)
    return best[1] if best else _until(published)


def _tells_when(mention: DateMention, text: str, attribution: Attribution) -> bool:
    if mention.kind is not DateKind.POINT or not mention.dates.known or mention.mod is not Mod.NONE:
        return False
    dates = mention.dates
    if _names_words(mention, text, attribution):
        return True
    if dates.start and dates.end and (dates.end - dates.start).days > _TOO_LONG and not mention.relative:
        return False
    if mention.rule == "year":
        return _dates_by_year(mention, text, attribution)
    return mention.rule == "event_offset" or not _NAMES_NOUN.match(text, mention.end)


def _dates_by_year(mention: DateMention, text: str, attribution: Attribution) -> bool:
    """ "In 2015, the envoy said ...", "the envoy said in 2015 that ...": elsewhere a year tells of other things."""
    led = _IN_YEAR.search(text, max(0, mention.start - 24), mention.start)
    if led is None:
        return False
    before = text[max(0, led.start() - 8) : led.start()].rstrip()
    if text.startswith(",", mention.end):
        return not before or before[-1] in '.!?”"'
    beside = any(not text[one.end : led.start()].strip() for one in attribution.cue if one.end <= led.start())
    return beside and bool(re.match(r"\s+that\b|\s*[:“\"]", text[mention.end : mention.end + 8]))


def _names_words(mention: DateMention, text: str, attribution: Attribution) -> bool:
    """Whether the date names the words that are cited: "a June 12 memo", "in Thursday's speech", "in a 2017 book"."""
    if not _WORDS_THEN.match(text, mention.end):
        return False
    return any(one.start <= mention.start < one.end for one in attribution.source) or bool(
        _LED_IN.search(text, max(0, mention.start - 24), mention.start)
    )


def _goes_on_since(mention: DateMention, cue: Span, text: str) -> bool:
    return (
        mention.mod is Mod.SINCE
        and mention.dates.start is not None
        and bool(_HAS.search(text, max(0, cue.start - 24), cue.end))
    )


def _distance(mention: DateMention, cue: Span, attribution: Attribution, text: str) -> int | None:
    """Characters between cue and date, not counting source and content; None when another clause lies between."""
    opening = text.rfind(",", 0, mention.start) + 1
    if _SIDE_CLAUSE.match(text, opening) and not opening <= cue.start < mention.start:
        return None
    offset = _OFFSET_WORD.match(text, mention.end) if mention.rule == "event_offset" else None
    told = offset.end() if offset else mention.end  # "days before the vote": the word belongs to the date
    start, end = (told, cue.start) if mention.start < cue.start else (cue.end, mention.start)
    gap = "".join(
        text[at]
        for at in range(start, max(start, end))
        if not any(one.start <= at < one.end for one in (*attribution.content, *attribution.source))
    )
    if mention.mod is Mod.SINCE:  # the word belongs to the date
        gap = _SINCE.sub("", gap)
    if len(gap) > _REACH or _OTHER_CLAUSE.search(gap):
        return None
    return len(gap)


def _stamp(attribution: Attribution, text: str, mentions: Sequence[DateMention]) -> DateRange | None:
    """The day on an embedded post's own stamp: "— Name (@handle) 9 May 2019"."""
    reach = max(one.end for one in (*attribution.source, *attribution.cue, *attribution.content)) + 80
    line = text.find("\n", reach - 80)
    reach = reach if line < 0 else min(reach, line)
    for mention in mentions:
        near = attribution.cue[0].start - 80 <= mention.start <= reach
        if near and mention.dates.is_day and _POST_STAMP.search(text, max(0, mention.start - 40), mention.start):
            return mention.dates
    return None


def _not_after(dates: DateRange, published: DateRange) -> DateRange:
    latest = published.end
    if latest is None or (dates.end is not None and dates.end <= latest):
        return dates
    if dates.start is not None and dates.start > latest:
        return UNKNOWN_DATE
    return DateRange.between(dates.start, latest)


def _until(published: DateRange) -> DateRange:
    return DateRange.between(None, published.end)
