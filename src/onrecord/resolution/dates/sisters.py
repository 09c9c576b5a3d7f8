"""What dated sister articles say about an undated one: words they both quote, events they both name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ...record import Annotated, DateRange, Passage, RegionKind, Span
from ...record.dates import UNKNOWN_DATE
from .clues import Told, is_coming, is_past, month_and_day
from .context import BOUNDARY, in_quotation
from .find import find_dates
from .lexicon import MONTHS, WEEKDAYS
from .mention import DateKind, DateMention, Mod
from .quotations import SharedWords
from .reading import Tense
from .window import YEARLESS_REACH, Clue, between, not_before

# Between first and last dated use of one quotation in PolNeAR (57 pairs, 8 words): 97 % within 178 days.
QUOTE_REACH = timedelta(days=200)
SAME_WORDS = "quotes the same words as an article"  # how the reason of such a bound begins
_WEEK = timedelta(days=6)
_DAY = timedelta(days=1)
_POST = re.compile(r"\(?@\w{1,20}\)?[\s·•,|–—-]*(?:\d\d?:\d\d\s?(?:[ap]\.?m\.?)?[\s·•,|–—-]*)?", re.IGNORECASE)
_POST_REACH = 240  # characters from quoted words to the stamp of their post
_LEAD_SENTENCES = 4
_FULL_SENTENCE = 8  # words
_NEAR_LEAD = 600  # characters: words quoted far below the lead belong to another day
_SOON = timedelta(days=14)  # "days before"
_WITNESSES, _SHARED_NAMES = 2, 2
# Beginnings of names that say nothing of the place: every state has a Democratic primary.
_PARTIES = frozenset(("Democ", "Repub", "Conse", "Labou", "Liber", "Natio", "Presi", "Parli", "Gener", "Feder"))
# What comes round every year names no year.
_RECURRING = frozenset(
    "anniversary holiday celebration festival parade season birthday game weekend feast commemoration date".split()
)
_HEAD_AFTER = re.compile(r"\s+(?:(?!and\b|to\b|in\b|at\b|on\b|by\b)[a-z]+\s+)?(?P<head>[a-z]{4,})\b")
_HEAD_BEFORE = re.compile(
    r"\b(?P<head>[a-z]{4,})(?:\s+(?:is|are|was|were))?(?:,?\s+(?:scheduled|set|due|planned|slated|held|to\s+be\s+held))?\s+(?:for|on)\s+$"
)
_EVE = re.compile(r"\s+(?:before|ahead\s+of)\s+(?:[\w’'-]+\s+){0,3}?(?P<head>[a-z]{4,})(?=[\s.,;])")
# "ahead of the upcoming Israeli elections", "next month's vote": ahead of the writer, whoever is quoted.
_UPCOMING = re.compile(
    r"\b(?:upcoming|forthcoming|looming|fast-approaching|(?:next|this|later\s+this)\s+(?:month|week)[’']s|[Tt]he\s+coming)\s+"
    r"(?:[\w’'-]+\s+){0,3}?(?P<head>(?:election|vote|referendum|summit|primary|caucus|convention|inauguration|runoff|by-election)(?:e?s)?)\b"
)
_EVE_GAP = re.compile(r"\s+(?:before|ahead\s+of)\b[^.;,!?\n]*$")
_COMES = re.compile(r"\b(?:comes?|is|are|takes?\s+place)\s+(?:just\s+|only\s+)?$")
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
_NAME = re.compile(r"\b[A-Z][a-z]{3,}")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day without a year that a text names with a noun: "the May 14 elections"; names in its sentence. In a dated
    document `on` is the day meant."""

    month: int
    day: int
    head: str
    names: frozenset[str]
    passage: Passage
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What dated documents say of a named day: the day, when all agree, with up to three passages."""

    on: date
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """All that dated documents can say of one undated document: words they share with it, their days, and the days of
    what both name, by noun, day and names."""

    document_id: str
    shared: tuple[SharedWords, ...] = ()
    dates: Mapping[str, DateRange] = field(default_factory=dict)
    named: Mapping[tuple[int, int, str, frozenset[str]], Agreed] = field(default_factory=dict)


def named_days(article: Annotated, mentions: Sequence[DateMention]) -> Iterator[NamedDay]:
    """The days near its publication that a dated document names with a noun."""
    text, key, published = article.document.text, article.document.id, article.document.published
    if not published.is_day or published.start is None:
        return
    for mention in mentions:
        on = mention.dates.start
        if mention.rule not in ("month_day", "month_day_year") or not mention.dates.is_day or on is None:
            continue
        if abs(on - published.start) > YEARLESS_REACH:
            continue  # a day long gone is remembered every year
        head = _head(text, mention)
        if head:
            names = _names(text, _sentence(text, mention.start, mention.end))
            yield NamedDay(on.month, on.day, head, names, Passage(key, mention.start, mention.end), on)


def asked_days(article: Annotated, told: Sequence[Told]) -> Iterator[NamedDay]:
    """The days that an undated document names with a noun; month and day are 0 for the eve of something."""
    text, key = article.document.text, article.document.id
    for one in told:
        passage = Passage(key, one.mention.start, one.mention.end)
        if (named := _named_day(one, text)) is not None:
            yield NamedDay(*named, _names(text, one.sentence), passage)
        if (head := _eve(one, text)) is not None:
            yield NamedDay(0, 0, _singular(head), _poll_names(text, _eve_phrase(one, text), one.sentence), passage)
    for span, head, names in _upcoming(article):
        yield NamedDay(0, 0, head, names, Passage(key, span.start, span.end))


class Calendar:
    """Named days of all dated documents, in the order of the documents, to be asked by noun, day and names."""

    def __init__(self) -> None:
        self._days: list[NamedDay] = []
        self._by_name: dict[tuple[int, int, str, str], list[int]] = defaultdict(list)

    def add(self, found: Iterable[NamedDay]) -> None:
        for one in found:
            for name in one.names:
                for month, day in ((one.month, one.day), (0, 0)):
                    self._by_name[month, day, one.head, name].append(len(self._days))
            self._days.append(one)

    def agreed(self, asked: NamedDay) -> Agreed | None:
        """What is said of the day asked for by documents that name one of its names too; None where they differ."""
        month, day, head = asked.month, asked.day, asked.head
        numbers = sorted({number for name in asked.names for number in self._by_name.get((month, day, head, name), ())})
        found = [self._days[number] for number in numbers]
        found = [one for one in found if one.passage.document_id != asked.passage.document_id or not month]
        if not found or len({one.on for one in found}) != 1 or found[0].on is None:
            return None
        if not month:
            # "The upcoming election" names no day: one sister that shares one name may tell of another election.
            documents = {one.passage.document_id for one in found}
            needed = min(_SHARED_NAMES, len(asked.names))
            if len(documents) < _WITNESSES and all(len(one.names & asked.names) < needed for one in found):
                return None
            return Agreed(found[0].on, (min(one.passage for one in found),))
        return Agreed(found[0].on, tuple(one.passage for one in found[:3]))


class Sisters:
    """What dated articles say about one undated article. Only stated dates speak."""

    def __init__(
        self,
        question: Question,
        article_of: Callable[[str], Annotated],
        mentions_of: Callable[[str], Sequence[DateMention]] | None = None,
    ) -> None:
        self._question = question
        self._dates = question.dates
        self._article_of = article_of
        self._mentions_of = mentions_of or self._found_anew
        self._mentions: dict[str, Sequence[DateMention]] = {}

    def mentions(self, key: str) -> Sequence[DateMention]:
        """The dates that a sister tells, by its own day of publication."""
        if key not in self._mentions:
            self._mentions[key] = self._mentions_of(key)
        return self._mentions[key]

    def _found_anew(self, key: str) -> Sequence[DateMention]:
        article = self._article_of(key)
        return find_dates(article.document.text, anchor=self._dates.get(key, UNKNOWN_DATE), regions=article.regions)

    def quote_clues(self, article: Annotated, told: Sequence[Told]) -> Iterator[Clue]:
        """A quotation that a sister prints with its day was not printed before that day."""
        for match in self._question.shared:
            there = self._article_of(match.there.document_id)
            evidence: tuple[Passage, ...] = (match.here, match.there)
            stamp = _post_stamp(there.document.text, match.there)
            if stamp is not None:
                day, span = stamp
                evidence = (*evidence, Passage(there.document.id, span.start, span.end))
                yield from self._dated_quote(article, match, told, day, _DAY, "a post", evidence)
                continue
            published = self._dates.get(match.there.document_id, UNKNOWN_DATE)
            if published.start is None or published.end is None:
                continue
            said = self._said(match.there)
            if said is not None:
                evidence = (*evidence, Passage(there.document.id, said.start, said.end))
                assert said.dates.start is not None
                yield from self._dated_quote(
                    article, match, told, said.dates.start, timedelta(0), "words said", evidence
                )
            yield Clue(
                between(published.start - QUOTE_REACH, published.end + QUOTE_REACH),
                f"{SAME_WORDS} of {published.end}",
                evidence,
                3,
                sister=True,
            )

    def _dated_quote(
        self,
        article: Annotated,
        match: SharedWords,
        told: Sequence[Told],
        day: date,
        slack: timedelta,
        what: str,
        evidence: tuple[Passage, ...],
    ) -> Iterator[Clue]:
        yield Clue(not_before(day - slack), f"quotes {what} on {day}", evidence, 1, sister=True)
        weekday = _weekday_beside(article, match.here, told, day)
        if weekday is not None:
            words = weekday.mention.span.of(article.document.text)
            place = Passage(article.document.id, weekday.mention.start, weekday.mention.end)
            reason = (
                f"quotes {what} on {day:%A} {day}, tells of it as “{words}”, and a week later would mean another day"
            )
            yield Clue(between(day, day + _WEEK), reason, (*evidence, place), 2, sister=True)

    def _said(self, place: Passage) -> DateMention | None:
        """The day that the sister's sentence gives to its quoted words, when it gives one day only."""
        text = self._article_of(place.document_id).document.text
        sentence = _sentence(text, place.start, place.end)
        days = [
            one
            for one in self.mentions(place.document_id)
            if sentence.start <= one.start < sentence.end
            and not (place.start <= one.start < place.end)
            and one.kind is DateKind.POINT
            and one.mod is Mod.NONE
            and one.dates.is_day
        ]
        return days[0] if len(days) == 1 else None

    def event_clues(self, article: Annotated, told: Sequence[Told]) -> Iterator[Clue]:
        """A day without a year that sisters name with the same noun and name beside it has their year."""
        text, key = article.document.text, article.document.id
        for one in told:
            named = _named_day(one, text)
            if named is None:
                continue
            month, day, head = named
            agreed = self._question.named.get((month, day, head, _names(text, one.sentence)))
            if agreed is None:
                continue
            on = agreed.on
            evidence = (Passage(key, one.mention.start, one.mention.end), *agreed.passages)
            if _days_before(one, told, text):
                days = not_before(on - _SOON)
            elif is_coming(one, text):
                days = between(on - YEARLESS_REACH, on)
            elif is_past(one, text):
                days = between(on, on + YEARLESS_REACH)
            else:
                days = between(on - YEARLESS_REACH, on + YEARLESS_REACH)
            yield Clue(days, f"names the {head} of {on}, dated by a sister article", evidence, 4, sister=True)
        yield from self._eve_clues(article, told)
        yield from self._upcoming_clues(article)

    def _upcoming_clues(self, article: Annotated) -> Iterator[Clue]:
        """ "The upcoming elections" of a name that dated sisters give one day: published before it, not long before."""
        key = article.document.id
        for span, head, names in _upcoming(article):
            agreed = self._question.named.get((0, 0, head, names))
            if agreed is not None:
                on = agreed.on
                evidence = (Passage(key, span.start, span.end), *agreed.passages)
                reason = f"names as upcoming the {head} of {on}, dated by a sister article"
                yield Clue(between(on - YEARLESS_REACH, on), reason, evidence, 4, sister=True)

    def _eve_clues(self, article: Annotated, told: Sequence[Told]) -> Iterator[Clue]:
        """ "The strike comes days before the vote", told in the present: published within two weeks before it."""
        text, key = article.document.text, article.document.id
        for one in told:
            eve = _EVE.match(text, one.mention.end) if _eve(one, text) is not None else None
            if eve is None:
                continue
            names = _poll_names(text, _eve_phrase(one, text), one.sentence)
            agreed = self._question.named.get((0, 0, _singular(eve["head"]), names))
            if agreed is None:
                continue
            on = agreed.on
            evidence = (Passage(key, one.mention.start, eve.end()), *agreed.passages)
            reason = f"tells that the {eve['head']} of {on}, dated by a sister article, are days ahead"
            yield Clue(between(on - _SOON, on), reason, evidence, 4, sister=True)


def _singular(noun: str) -> str:
    return noun if noun.endswith(("us", "ss")) else noun.removesuffix("s")


def _upcoming(article: Annotated) -> Iterator[tuple[Span, str, frozenset[str]]]:
    """Places such as "the upcoming elections", their noun, and the names in the sentence."""
    text = article.document.text
    for match in _UPCOMING.finditer(text):
        span = Span(*match.span())
        if article.kind_at(span) in (RegionKind.FURNITURE, RegionKind.CREDIT) or in_quotation(text, span.start):
            continue
        names = _poll_names(text, span, _sentence(text, span.start, span.end))
        yield span, _singular(match["head"]), names


def _eve_phrase(one: Told, text: str) -> Span:
    eve = _EVE.match(text, one.mention.end)
    return Span(one.mention.end, eve.end() if eve else one.mention.end)


def _poll_names(text: str, phrase: Span, sentence: Span) -> frozenset[str]:
    """Names that say whose vote is meant: those of its own phrase ("the Ostrand election"), else two or more of its
    sentence; one name there may belong to anything."""
    inside = frozenset(one.group()[:5] for one in _NAME.finditer(text, phrase.start, phrase.end)) - _PARTIES
    names = _names(text, sentence)
    return inside or (names if len(names) >= _SHARED_NAMES else frozenset())


def _eve(one: Told, text: str) -> str | None:
    """What is days ahead, told in the present: the "vote" of "comes days before the vote"."""
    eve = _EVE.match(text, one.mention.end) if one.mention.rule == "event_offset" else None
    if (
        eve is None
        or one.quoted
        or not _COMES.search(text, max(one.sentence.start, one.mention.start - 40), one.mention.start)
    ):
        return None
    return eve["head"]


def _post_stamp(text: str, place: Passage) -> tuple[date, Span] | None:
    """The day on the stamp of the post that holds these words: "... — Name (@handle) Sep 14, 2019"."""
    end = text.find("\n\n", place.end)
    end = len(text) if end < 0 else end
    for match in _POST.finditer(text, place.end, min(end, place.end + _POST_REACH)):
        for mention in find_dates(text[match.end() : match.end() + 40], anchor=UNKNOWN_DATE):
            if mention.start <= 2 and mention.dates.is_day and mention.dates.start:
                return mention.dates.start, Span(match.end() + mention.start, match.end() + mention.end)
    return None


def _weekday_beside(article: Annotated, here: Passage, told: Sequence[Told], day: date) -> Told | None:
    """The bare weekday that the document ties to the quoted words: in their sentence, else the only one of its lead."""
    text = article.document.text
    bare = [
        one
        for one in told
        if one.mention.rule == "weekday"
        and one.mention.mod is Mod.NONE
        and one.tense is not Tense.FUTURE
        and not one.quoted
    ]
    beside = [one for one in bare if one.sentence.start <= here.start < one.sentence.end]
    if not beside:
        lead = _lead_end(article)
        if here.start > lead + _NEAR_LEAD:
            return None
        beside = [one for one in bare if one.mention.start < lead]
    names = {_weekday_name(one, text) for one in beside}
    return beside[0] if names == {f"{day:%A}".lower()} else None


def _weekday_name(one: Told, text: str) -> str:
    found = re.search(r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day", one.mention.span.of(text))
    return found.group().lower() if found else ""


def _lead_end(article: Annotated) -> int:
    """Where the first full sentences end; headlines and credits are too short to count."""
    text = article.document.text
    start = next((one.start for one in article.regions if one.kind is RegionKind.BODY), 0)
    left = _LEAD_SENTENCES
    for match in BOUNDARY.finditer(text, start):
        left -= len(text[start : match.start()].split()) >= _FULL_SENTENCE
        start = match.end()
        if not left:
            return start
    return len(text)


def _named_day(one: Told, text: str) -> tuple[int, int, str] | None:
    if one.mention.rule != "month_day" or one.quoted:
        return None
    head = _head(text, one.mention)
    return (*month_and_day(one.mention, text), head) if head else None


def _head(text: str, mention: DateMention) -> str:
    """The noun that a day belongs to, singular: "the May 14 elections", "the vote on Sunday"."""
    match = _HEAD_BEFORE.search(text, max(0, mention.start - 48), mention.start) or _HEAD_AFTER.match(text, mention.end)
    head = _singular(match["head"]) if match else ""
    return "" if head in _RECURRING else head


def _days_before(one: Told, told: Sequence[Told], text: str) -> bool:
    """Whether the day is the end of "days before the election on ...", with a past verb in the sentence."""
    for other in told:
        offset, gap = other.mention, text[other.mention.end : one.mention.start]
        if offset.rule == "event_offset" and 0 < len(gap) <= 70 and _EVE_GAP.match(gap):
            rest = text[one.mention.end : one.sentence.end]
            return "day" in offset.span.of(text).lower() and bool(
                re.search(r"\b\w{2,}ed\b|\b(?:said|told|held|met)\b", rest)
            )
    return False


def _names(text: str, sentence: Span) -> frozenset[str]:
    """Beginnings of the names in a sentence: "Israel" and "Israeli" are one."""
    found = (one for one in _NAME.finditer(text, sentence.start, sentence.end) if one.start() > sentence.start)
    return frozenset(one.group()[:5] for one in found if one.group().lower() not in _CALENDAR)


def _sentence(text: str, start: int, end: int) -> Span:
    window = max(0, start - 1500)
    begin = max((match.end() for match in BOUNDARY.finditer(text, window, start)), default=window)
    after = BOUNDARY.search(text, end)
    return Span(begin, after.end() if after else len(text))
