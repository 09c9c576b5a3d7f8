"""From readings to mentions: each sees the dates told before it, the year of its sentence, the days the text names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from ...record import DateRange
from ...record.dates import UNKNOWN_DATE
from .context import joins_range, mod_before, opens_range
from .mention import DateKind, DateMention, Mod
from .named import day_of_phrase, day_of_polls, find_named_days
from .nouns import EVENT_NOUNS
from .periods import as_period, compared
from .reading import Needs, Reading, Setting, Tense, days_of
from .stretch import Part, add_months
from .tense import (
    done_after,
    done_before,
    names_ahead,
    names_past,
    tense_after,
    tense_before,
    tense_of_word,
    will_follows,
)

_NO_DAY = date(2000, 1, 1)  # stands in where no anchor is needed
# A date told before carries "the day before" this many characters.
_PREVIOUS_REACH = 400
_EVENT_REACH = 70
_SENTENCE_REACH = 1500  # one endless line costs no square
_WITH_YEAR = {"month_day_year", "month_year", "iso", "numeric", "foreign_day", "foreign_month"}


@dataclass(slots=True)
class Resolution:
    """The pass that turns readings into mentions, from left to right, so that each sees the dates told before it."""

    text: str
    boundaries: list[int]
    anchor: DateRange
    found: list[tuple[int, Reading]]
    readable: list[tuple[int, int]]

    def mentions(self) -> tuple[DateMention, ...]:
        done: list[DateMention] = []
        for index, (start, reading) in enumerate(self.found):
            done.append(self._mention(index, start, reading, done))
        named = find_named_days(self.text, done)
        mentions = [
            self._at_event(mention, reading, done[index + 1 : index + 2], named)
            if reading.needs is Needs.EVENT
            else mention
            for index, (mention, (_, reading)) in enumerate(zip(done, self.found, strict=True))
        ]
        return tuple(sorted([*mentions, *self._bounds(named, mentions)], key=lambda one: one.start))

    def _bounds(self, named: dict[str, DateRange], mentions: list[DateMention]) -> Iterator[DateMention]:
        """ "before the election", where the text gives the election one day: a bound on what is told."""
        nouns = [noun for noun in named if noun in EVENT_NOUNS]
        if not nouns:
            return
        ends = [one.end for one in mentions]
        pattern = _bound_by(tuple(sorted(nouns)))
        for start, end in self.readable:
            for match in pattern.finditer(self.text, start, end):
                at = bisect_right(ends, match.start("phrase"))
                after = mentions[at].start if at < len(mentions) else len(self.text)
                before = mentions[at - 1] if at else None
                if after < match.end() + 24 or (
                    before and before.rule == "event_offset" and before.end + 2 > match.start()
                ):
                    continue
                mod = _BOUND_MODS[match["mod"].split()[0].lower()]
                dates = named[match["noun"].lower()]
                yield DateMention(match.start("phrase"), match.end(), dates, "named_day", DateKind.POINT, mod, True)

    def _mention(self, index: int, start: int, reading: Reading, done: list[DateMention]) -> DateMention:
        begin = start if reading.start is None else reading.start
        sentence = self.boundaries[bisect_right(self.boundaries, begin) - 1]
        if reading.needs is Needs.PERIOD:
            reading = as_period(self.text, begin, reading, done, self.anchor)
        elif reading.rule in ("ago", "year_offset", "unit"):
            reading = compared(self.text, begin, reading, done, self.anchor) or reading
        dates, value = UNKNOWN_DATE, reading.value
        mod = Mod.NONE
        if reading.kind is DateKind.POINT:
            mod = self._mod(sentence, begin, reading, done)
        if reading.needs is Needs.NOTHING:
            dates, value = days_of(reading, UNKNOWN_DATE, Setting(_NO_DAY))
        elif reading.needs is Needs.ANCHOR:
            setting = self._setting(index, sentence, begin, reading, mod, done)
            dates, value = days_of(_bounded(reading, mod), self.anchor, setting)
            dates, value = _after_opening(dates, value, mod, reading, done)
            if reading.rule == "weekday" and setting.tense is Tense.FUTURE and done and done[-1].start >= sentence:
                dates, value = self._after_told(begin, dates, value, done[-1])
        elif reading.needs is Needs.NEAR:
            dates, value = days_of(reading, self._day_at_hand(done, begin), Setting(_NO_DAY))
        elif reading.needs is Needs.PREVIOUS:
            previous = _previous(done, begin)
            if reading.rule == "clock":
                value = self._clock(begin, reading, previous)
            elif previous is not None:
                dates, value = days_of(reading, previous.dates, Setting(_NO_DAY))
            elif (
                reading.rule == "year_offset" or reading.fallback
            ):  # "a year earlier" compares with the year of writing
                dates, value = days_of(reading, self.anchor, Setting(_NO_DAY))
        value = value or reading.length
        relative = reading.needs is not Needs.NOTHING
        return DateMention(begin, reading.end, dates, reading.rule, reading.kind, mod, relative, value)

    def _after_told(self, begin: int, dates: DateRange, value: str, told: DateMention) -> tuple[DateRange, str]:
        """A coming weekday, counted from the day told before where it was coming then: "said on Tuesday he would visit
        on Wednesday", printed on Thursday."""
        day, between = dates.start, self.text[told.end : begin]
        if not (dates.is_day and told.dates.is_day and day and told.dates.start and self.anchor.start):
            return dates, value
        if told.dates.start >= self.anchor.start or not _WOULD.search(between) or _WILL.search(between):
            return dates, value
        day = told.dates.start + timedelta(days=((day - told.dates.start).days % 7) or 7)
        return DateRange.day(day), day.isoformat() + value[10:]

    def _day_at_hand(self, done: list[DateMention], begin: int) -> DateRange:
        """The day told last, nearby and not after the anchor; else the anchor."""
        previous = _previous(done, begin)
        if previous is None or not previous.dates.is_day:
            return self.anchor
        ahead = (
            self.anchor.end is not None and previous.dates.start is not None and previous.dates.start > self.anchor.end
        )
        return self.anchor if ahead else previous.dates

    def _clock(self, begin: int, reading: Reading, previous: DateMention | None) -> str:
        """The value of a bare time of day: of the day told before it in its line, else of the anchor's. It claims no
        day."""
        told = previous is not None and previous.dates.is_day and "\n" not in self.text[previous.end : begin]
        return days_of(reading, previous.dates if told and previous else self.anchor, Setting(_NO_DAY))[1]

    def _mod(self, sentence: int, begin: int, reading: Reading, done: list[DateMention]) -> Mod:
        if done and done[-1].mod is Mod.SINCE and joins_range(self.text, done[-1].end, begin):
            return Mod.UNTIL
        if opens_range(self.text, begin):
            return Mod.SINCE
        return mod_before(self.text, sentence, begin, reading.end)

    def _setting(
        self, index: int, sentence: int, begin: int, reading: Reading, mod: Mod, done: list[DateMention]
    ) -> Setting:
        tense, governed = tense_before(self.text, sentence, begin)
        if reading.rule in ("weekday", "weekend"):
            bound = mod in (Mod.BY, Mod.UNTIL, Mod.BEFORE) and tense is not Tense.PAST
            bound = bound and not done_after(self.text, reading.end)
            opened = tense is Tense.OPEN and will_follows(self.text, sentence, begin, reading.end)
            opened = opened or names_ahead(self.text, reading.end)
            ahead = (governed or bound or opened) and not names_past(self.text, reading.end)
            tense = Tense.FUTURE if ahead else Tense.OPEN
        elif mod in (Mod.BY, Mod.UNTIL) and not (reading.rule == "season" and tense is Tense.PAST):
            tense = Tense.FUTURE  # but "it snowed through the winter"
        elif reading.yearless or reading.rule == "season":
            if tense is Tense.OPEN:
                tense = tense_after(self.text, sentence, begin, reading.end)
            tense = tense_of_word(self.text, begin) or tense
        if tense is Tense.PAST and reading.rule == "month" and done_before(self.text, sentence, begin):
            tense = Tense.DONE
        on = self.anchor.start or self.anchor.end or _NO_DAY
        year = self._year_beside(index, sentence, done) if reading.yearless else None
        if year is not None and year < on.year and tense is Tense.FUTURE and self.anchor.known:
            year = None  # "invited in July 1997, they will join on March 12"
        return Setting(on, tense, year)

    def _year_beside(self, index: int, sentence: int, done: list[DateMention]) -> int | None:
        """The year of a full date joined to this one ("May 3 to June 5, 2019") or told before it in the sentence."""
        if index + 1 < len(self.found):
            start, after = self.found[index + 1]
            if after.rule in _WITH_YEAR and joins_range(self.text, self.found[index][1].end, start):
                return _year_of(days_of(after, UNKNOWN_DATE, Setting(_NO_DAY))[0])
        for mention in reversed(done):
            if mention.start < max(sentence, self.found[index][0] - _SENTENCE_REACH):
                return None
            if mention.rule in _WITH_YEAR:
                return _year_of(mention.dates)
        return None

    def _at_event(
        self, mention: DateMention, reading: Reading, after: list[DateMention], named: dict[str, DateRange]
    ) -> DateMention:
        dates = UNKNOWN_DATE
        if reading.rule == "election_day":
            dates, value = day_of_polls(named), ""
            if not dates.known:
                dates, value = days_of(reading, self.anchor, Setting(_NO_DAY))
            return replace(mention, dates=dates, value=value)
        if after and after[0].kind is DateKind.POINT and _same_clause(self.text, mention.end, after[0].start):
            dates = after[0].dates
        else:
            way = _WAY.match(self.text, mention.end)
            if way is not None:
                dates = day_of_phrase(self.text, way.end(), named)
        if dates.known:
            found, value = days_of(reading, dates, Setting(_NO_DAY))
            return DateMention(
                mention.start, mention.end, found, reading.rule, DateKind.POINT, mention.mod, True, value
            )
        kind = DateKind.DURATION
        return DateMention(
            mention.start, mention.end, UNKNOWN_DATE, reading.rule, kind, mention.mod, True, reading.value
        )


_WOULD = re.compile(r"\b(?:would|was\s+to|were\s+to|was\s+due|were\s+due)\b")
_WILL = re.compile(r"\b(?:will|is|are)\b")
_WAY = re.compile(r"\s+(?:before|after|ahead\s+of|prior\s+to|following|until|of)(?=\s)")


def _bounded(reading: Reading, mod: Mod) -> Reading:
    """ "by the end of the year" is its last day."""
    bound = mod in (Mod.BY, Mod.UNTIL, Mod.BEFORE) and reading.part is Part.END
    return replace(reading, part=Part.LAST_DAY) if bound and reading.rule in ("unit", "year_end", "month") else reading


def _after_opening(
    dates: DateRange, value: str, mod: Mod, reading: Reading, done: list[DateMention]
) -> tuple[DateRange, str]:
    """The closing day of "from November 20 to January 11" lies after its opening day."""
    if mod is not Mod.UNTIL or not reading.yearless or not done or done[-1].mod is not Mod.SINCE or not dates.is_day:
        return dates, value
    opening, closing = done[-1].dates.start, dates.start
    if opening is None or closing is None or opening <= closing:
        return dates, value
    later = add_months(closing, 12)
    return (DateRange.day(later), later.isoformat()) if later >= opening else (dates, value)


def _year_of(dates: DateRange) -> int | None:
    return dates.start.year if dates.start and dates.end and dates.start.year == dates.end.year else None


def _previous(done: list[DateMention], begin: int) -> DateMention | None:
    """The nearest time told before, if it is fine enough and near enough to be meant."""
    for mention in reversed(done):
        if mention.start < begin - _PREVIOUS_REACH:
            return None
        if mention.kind is DateKind.POINT and mention.dates.known:
            return mention
    return None


@cache
def _bound_by(nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_BOUND_BY.replace("NOUNS", "|".join(map(re.escape, nouns))))


def _same_clause(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return len(between) <= _EVENT_REACH and not re.search(r"[,;:!?\n]|\.\s", between)


_BOUND_BY = (
    r"(?i:\b(?P<mod>before|ahead of|prior to|until|after|following|since))\s+"
    r"(?P<phrase>(?:(?:the|its|his|her|their|upcoming|next|general|national|snap|[A-Z][\w’'-]*)\s+){0,4}(?i:(?P<noun>NOUNS))(?i:s?))\b"
)
_BOUND_MODS = {
    "before": Mod.BEFORE, "ahead": Mod.BEFORE, "prior": Mod.BEFORE, "until": Mod.UNTIL, "after": Mod.AFTER,
    "following": Mod.AFTER, "since": Mod.SINCE,
}  # fmt: skip
