"""What a document's own words say about the day it was published."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ...record import Annotated, DateRange, Passage, Precision, Span
from ...record.dates import UNKNOWN_DATE
from .context import BOUNDARY, in_quotation, is_dateline
from .find import find_dates
from .mention import DateKind, DateMention, Mod
from .reading import Tense
from .tense import tense_before
from .window import YEARLESS_REACH, Clue, every_year, not_after, not_before

# Verbs of saying and planning: their past says nothing of the time that follows them.
_ACTED = re.compile(
    r"\b(?!(?:said|told|added|announced|asked|noted|tweeted|claimed|argued|warned|predicted|promised|vowed|pledged|hoped|"
    r"planned|wanted|expected|scheduled|proposed|estimated|projected|called|needed|agreed|intended|aimed|slated|ordered|"
    r"required|proposed|supposed|committed|extended|delayed|postponed|united|based|indeed|hundred|speed|need|feed|seed|"
    r"exceed|proceed|succeed|bed|red|used|delegated|advanced|limited|related|designed|designated)\b)"
    r"(?:was|were|had|did|met|held|made|took|came|went|gave|began|won|lost|left|fell|rose|saw|sent|spoke|wrote|became|"
    r"shot|led|ran|broke|brought|bought|sold|struck|died|\w{3,}ed)\b"
)
_NOT_YET = re.compile(
    r"\b(?:will|shall|would|could|should|may|might|must|can|cannot|won[’']t|by|until|till|through|plans?|goals?|targets?|expires?|"
    r"expected|scheduled|slated|due|forecasts?|projected|bid|bids|deadline|effective|starting|beginning|next|upcoming|"
    r"if|unless|hopes?|aims?|likely|term|running|run|campaign|candidates?|nomination|primary|primaries|caucus\w*|contest|"
    r"race|host|elections?|re-?elect\w*|up\s+for|ahead|future|later|when|votes?|payable|of\s+record|"
    r"maturing|puttable|redeemable|convertible|redemption|(?:is|are)\s+\w+ing|(?:ordered|subpoenaed|proposed|offered|invited|asked)\b.{0,80}\bto)\b|[’']ll\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(
    r"\bto\s+(?!the\b|a\b|an\b|his\b|her\b|its\b|their\b)[a-z]+(?:\s+\w+){0,5}\s+(?:(?:in|on)\s+)?$", re.IGNORECASE
)
_IN = re.compile(r"\b(?:in|during)\s+(?:(?:early|late|mid)[\s-]+)?$", re.IGNORECASE)
_CLOSES = re.compile(r"\s*(?:[,.;)]|$|\n|\s(?:when|after|by|and|to|for|with|at|as|the|a|that|over|from|in)\b)")
_STAMP = re.compile(r"@\w{1,20}\)?[\s·•,|–—-]*(?:\d\d?:\d\d\s?(?:[ap]\.?m\.?)?[\s·•,|–—-]*)?$", re.IGNORECASE)
_DEADLINE = re.compile(r"[\s-]+(?:\w+\s+)?(?:deadline|cutoff|cut-off)\b", re.IGNORECASE)
_PASSED = re.compile(r"\b(?:was|were|had|passed|missed|expired|met|set|after|since)\b", re.IGNORECASE)
_DAY = timedelta(days=1)


# What a page or a reader adds later than the article: "Retrieved 12 March 2021", "Last updated ...", a photo's caption.
_ADDED = re.compile(
    r"^\W*(?:(?:this\s+(?:page|article|story|post|entry)\s+was\s+)?(?:last\s+|first\s+)?(?:retrieved|accessed|archived|updated|"
    r"modified|posted|published|printed|downloaded|saved|captured|cached|visited|checked|created|uploaded|edited|corrected|"
    r"reviewed|viewed|copied)|copyright|©)\b|\((?:AP|AFP|Reuters|Getty|EPA)\b[^)]{0,60}\)\s*$|"
    r"\b(?:file\s+photo|photo(?:graph)?\s*(?::|by\b|credit)|image\s*:|picture\s*:|getty\s+images|screen(?:shot|grab)|via\s+getty)",
    re.IGNORECASE,
)
_LONGEST_ADDED = 400  # characters of such a line


_YearTold = tuple[date, str, tuple[Passage, ...]]  # its first day, its words, where they stand


@dataclass(frozen=True, slots=True)
class Told:
    """A dated expression of an undated document: its sentence, its tense, whether it stands inside quotation marks."""

    mention: DateMention
    sentence: Span
    tense: Tense
    quoted: bool


def told_dates(article: Annotated, mentions: Iterable[DateMention] | None = None) -> tuple[Told, ...]:
    """The dated expressions of a document read without an anchor, furniture and credits left out; `mentions` are its
    dates read so, where they have been found already."""
    text = article.document.text
    if mentions is None:
        mentions = find_dates(text, anchor=UNKNOWN_DATE, regions=article.regions)
    starts = [0, *(match.end() for match in BOUNDARY.finditer(text)), len(text)]
    told = []
    for mention in mentions:
        if mention.kind is not DateKind.POINT and mention.rule != "event_offset":
            continue
        if _is_added(text, mention):
            continue
        at = bisect_right(starts, mention.start)
        sentence = Span(starts[at - 1], starts[at] if at < len(starts) else len(text))
        tense, _ = tense_before(text, sentence.start, mention.start)
        quoted = in_quotation(text, mention.start)
        told.append(Told(mention, sentence, tense, quoted))
    return tuple(told)


def _is_added(text: str, mention: DateMention) -> bool:
    begin = text.rfind("\n", max(0, mention.start - _LONGEST_ADDED), mention.start) + 1
    end = text.find("\n", mention.end, begin + _LONGEST_ADDED)
    if begin == 0 and mention.start > _LONGEST_ADDED:
        return False
    end = len(text) if end < 0 else end
    return end - begin <= _LONGEST_ADDED and bool(_ADDED.search(text[begin:end]))


def own_clues(article: Annotated, told: tuple[Told, ...]) -> Iterator[Clue]:
    """Bounds that the document gives by itself: what it tells as past, what it tells as coming, whom it embeds."""
    text, key = article.document.text, article.document.id
    years: list[_YearTold] = []
    for one in told:
        mention = one.mention
        evidence = (Passage(key, mention.start, mention.end),)
        words = mention.span.of(text)
        dates = mention.dates
        if dates.start is None or dates.end is None or mention.relative:
            yield from _yearless(one, text, evidence)
            continue
        if _STAMP.search(text, max(0, mention.start - 60), mention.start) and dates.is_day:
            # Stamps are in the time of whoever saved the page: a day of slack.
            yield Clue(not_before(dates.start - _DAY), f"embeds a post of {words}", evidence, 1)
        elif is_dateline(text, mention.start, mention.end) and dates.is_day:
            yield Clue(((dates.start - _DAY, dates.start + 2 * _DAY),), f"dateline {words}", evidence, 0)
        elif mention.rule in ("year", "years") and (is_past(one, text) or _long_past(one, text)):
            years.append((dates.start, words, evidence))
        elif is_past(one, text):
            # Machine stamps may be in universal time.
            start = dates.start - _DAY if mention.rule in ("iso", "numeric") else dates.start
            yield Clue(not_before(start), f"tells of {words} as past", evidence, 2)
        elif mention.rule == "remembered":
            continue  # "a bill on the 9/11 attacks would ...": a day that has become a name bounds nothing
        elif is_coming(one, text) and dates.precision in (Precision.DAY, Precision.MONTH):
            yield Clue(not_after(dates.end), f"tells of {words} as still to come", evidence, 2)
    yield from _year_clues(years)


def _year_clues(years: list[_YearTold]) -> Iterator[Clue]:
    """What bare years told as past allow. One alone may be a plan in disguise ("raised funding in 2016"), so it proves
    the year before; two that agree prove the earlier of them. Of 224 years told as past in TimeBank, AQUAINT and
    PolNeAR 2 lay ahead of their article; the year before them, in none with the words in `_NOT_YET`."""
    years.sort(key=lambda one: one[0], reverse=True)
    for (start, words, evidence), slack in zip(years[:2], (1, 0), strict=False):
        yield Clue(not_before(start.replace(year=start.year - slack)), f"tells of {words} as past", evidence, 2)


# "has led the group since 2012", "the 2008 crash", "published in 2011": over for any reader.
_SINCE = re.compile(r"\bsince\s+(?:(?:early|late|mid|at\s+least|about|around)[\s-]+)?$", re.IGNORECASE)
_OVER = re.compile(
    r"(?:\s+[\w’'-]+){0,2}?\s+(?:crisis|crash|collapse|attacks?|war|invasion|scandal|bombings?|shootings?|massacre|hurricane|"
    r"earthquake|tsunami|coup|uprising|revolution|riots?|ruling|verdict|law|book|memoir|film|movie|documentary|study|survey|report|"
    r"interview|speech|tweet|op-ed|essay|column|recession|defeat|loss|victory|win|murder|killing|death|arrest|conviction)s?\b"
)


def _long_past(one: Told, text: str) -> bool:
    mention = one.mention
    if one.tense is Tense.FUTURE or mention.rule != "year":
        return False
    if _SINCE.search(text, max(0, mention.start - 24), mention.start):
        return True
    return mention.mod is Mod.NONE and bool(_OVER.match(text, mention.end))


def _yearless(one: Told, text: str, evidence: tuple[Passage, ...]) -> Iterator[Clue]:
    if one.mention.rule != "month_day" or one.quoted:
        return
    month, day = month_and_day(one.mention, text)
    words = one.mention.span.of(text)
    if is_dateline(text, one.mention.start, one.mention.end):
        yield Clue(every_year(month, day, _DAY, 2 * _DAY), f"dateline {words}", evidence, 4)
    elif is_past(one, text):
        yield Clue(every_year(month, day, _DAY, YEARLESS_REACH), f"tells of {words} as past", evidence, 5)
    elif is_coming(one, text):
        yield Clue(
            every_year(month, day, YEARLESS_REACH, timedelta(0)), f"tells of {words} as still to come", evidence, 5
        )


def month_and_day(mention: DateMention, text: str) -> tuple[int, int]:
    """Month and day that a mention without year names."""
    return _month_and_day(text[mention.start : mention.end])


@lru_cache(maxsize=4096)
def _month_and_day(words: str) -> tuple[int, int]:
    """Read in a leap year, so that 29 February is a day."""
    found = find_dates(words, anchor=DateRange.day(date(2000, 6, 30)))
    day = found[0].dates.start if found else None
    return (day.month, day.day) if day else (1, 1)


def is_past(one: Told, text: str) -> bool:
    """Whether something is told to have happened then: a verb of doing in the past beside it, nothing of the future."""
    mention, sentence = one.mention, one.sentence
    if mention.mod not in (Mod.NONE, Mod.SINCE, Mod.AFTER) or one.tense is Tense.FUTURE:
        return False
    before = text[max(sentence.start, mention.start - 160) : mention.start]
    after = text[mention.end : min(sentence.end, mention.end + 100)]
    if _NOT_YET.search(before) or _NOT_YET.search(after) or _INFINITIVE.search(before):
        return False
    if mention.rule == "year" and not (_IN.search(before) and _CLOSES.match(after)):
        return False
    if not mention.relative and not mention.dates.is_day and mention.rule not in ("year", "month_year"):
        return False
    clause = before[max(before.rfind(";"), before.rfind("—")) + 1 :] + after.split(";")[0]
    return bool(_ACTED.search(clause))


def is_coming(one: Told, text: str) -> bool:
    """Whether the document tells of the time as ahead of it: "will", "is set to", outside quotations."""
    before = text[max(one.sentence.start, one.mention.start - 120) : one.mention.start]
    deadline = _DEADLINE.match(text, one.mention.end) and not _PASSED.search(text, one.sentence.start, one.sentence.end)
    bound = one.mention.mod is Mod.BY and (deadline or not _ACTED.search(text, one.sentence.start, one.sentence.end))
    if one.quoted or (one.tense is not Tense.FUTURE and not bound) or one.mention.mod in (Mod.SINCE, Mod.AFTER):
        return False
    present = deadline or re.search(r"\b(?:will|is|are|has|have)\b|[’']ll\b", before)
    told_back = re.search(
        r"\b(?:would|was|were|had|could|said|told|announced|added|wrote|tweeted|vowed|promised)\b", before
    )
    return bool(present) and not told_back
