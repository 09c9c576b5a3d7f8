"""Dated events: what happened, is planned, or hangs on a condition, each told once with all its passages."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..record import Annotated, DateRange, Event, EventKind, Passage, RegionKind, Span
from ..record.dates import UNKNOWN_DATE
from ..text import sentences, stable_id
from .dates import DateKind, DateMention, Mod
from .dates.clauses import LONGEST, Telling, telling
from .dates.context import in_quotation, is_dateline
from .dates.lexicon import MONTHS

_TOLD_IN = (RegionKind.BODY, RegionKind.HEADLINE, RegionKind.SUBHEAD)
_WIDEST = 400  # days: an event known no better than this has no place on a time line
_WIDEST_RELATIVE = 600  # "next year", told in an article that is dated only roughly
# Stamps of pages and posts are no events; nor are words that say "now".
_NO_EVENT = {"iso", "numeric", "foreign_day", "foreign_month", "now", "decade", "century", "years", "holiday"}
_MONTH = 31  # days
_FEWEST_WORDS = 5
_LONGEST_SENTENCE = 2000  # characters: longer runs without a full stop are tables or lists
_LABEL = 24  # characters a label may take before a date: "Published on"
_RARE_WORDS = 6  # a telling is looked up by so many of its rarest words
_COMPARED = 300  # latest tellings compared for each of them
_SAME_CLAUSE = 0.42  # weighted share of words that two tellings of one event have in common
_SAME_WITH_ACTORS = 0.25  # enough when two actors take part in both
_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP = frozenset(
    "the and that this with from for has have had was were are will would his her its their they them who whom which "
    "what when where not but than then there been being after before ahead during about over into also said says told "
    "one two between upcoming last next week month year day days monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december sept earlier later "
    "could should".split()
)


@dataclass(frozen=True, slots=True)
class _Told:
    """One passage that tells of one dated event."""

    document_id: str
    span: Span
    words: str
    stems: frozenset[str]
    dates: DateRange
    kind: EventKind
    noun: str
    actors: tuple[str, ...]
    anchor: str


def find_events(
    articles: Sequence[Annotated],
    dates_by_document: Mapping[str, Sequence[DateMention]],
    actors_in: Mapping[str, Sequence[tuple[Span, str]]],
    *,
    published: Mapping[str, DateRange] | None = None,
) -> tuple[Event, ...]:
    """Dated clauses and named days of the articles as events, earliest first.

    `published` gives publications as inferred; without it each document's own date counts. Tellings of one event are
    merged: their days overlap and they share most of their words, or fewer words and two actors, or name the same
    noun on the same day. What is only said on a day, told in furniture or captions, or dated worse than to about a
    year is left out.
    """
    told: list[_Told] = []
    for article in articles:
        key = article.document.id
        when = (published or {}).get(key, article.document.published)
        told += _tellings(article, dates_by_document.get(key, ()), actors_in.get(key, ()), when)
    events = [_event(group) for group in _groups(told)]
    return tuple(sorted(events, key=lambda one: (one.dates.start or date.min, one.dates.end or date.max, one.id)))


def _tellings(
    article: Annotated, mentions: Sequence[DateMention], actors: Sequence[tuple[Span, str]], published: DateRange
) -> Iterator[_Told]:
    text = _without_furniture(article)
    in_line: dict[int, list[Span]] = {}
    taken: dict[Span, _Told] = {}
    dated = [one for one in (_bounded(one, published) for one in mentions) if _datable(one)]
    starts = [one.start for one in dated]
    for mention in dated:
        if article.regions and article.kind_at(mention.span) not in _TOLD_IN:
            continue
        line = text.rfind("\n", 0, mention.start) + 1
        end = text.find("\n", mention.end)
        if line not in in_line:
            in_line[line] = sentences(text, line, len(text) if end < 0 else end)
        sentence = _holding(in_line[line], mention)
        if sentence is None or len(sentence) > _LONGEST_SENTENCE or is_dateline(text, mention.start, mention.end):
            continue
        alone = bisect_left(starts, sentence.end) - bisect_left(starts, sentence.start) == 1
        found = telling(text, sentence, mention, published, alone=alone)
        if found is None or _says_little(found, mention, text):
            continue
        words = _description(found.span.of(text))
        present = tuple(dict.fromkeys(actor for span, actor in actors if found.span.contains(span)))
        stems = _stems(words) | ({found.noun} if found.noun else set())
        one = _Told(
            article.document.id, found.span, words, frozenset(stems), mention.dates, found.kind, found.noun, present,
            mention.span.of(text),
        )  # fmt: skip
        before = taken.get(found.span)
        if before is None or _width(one.dates) < _width(before.dates):
            taken[found.span] = one  # a clause with two dates is one event, on the sharper of them
    yield from taken.values()


def _holding(found: Sequence[Span], mention: DateMention) -> Span | None:
    """The sentence that holds a mention; sentences come in text order."""
    at = bisect_right(found, mention.start, key=lambda one: one.start) - 1
    return found[at] if at >= 0 and found[at].contains(mention.span) else None


def _says_little(found: Telling, mention: DateMention, text: str) -> bool:
    """What no reader would put on a time line: bounds on the past, remarks inside quotations, years without a name."""
    if found.noun:
        return False
    if found.kind is EventKind.PAST and (mention.rule == "named_day" or in_quotation(text, mention.start)):
        return True
    words = found.span.of(text)
    if len(words.split()) < _FEWEST_WORDS:
        return True
    return _width(mention.dates) > _MONTH and not re.search(r"(?<!^)\b[A-Z][a-z]{2,}", words)


def _without_furniture(article: Annotated) -> str:
    """The text with furniture blanked out, code point for code point, so that it breaks no sentence."""
    text = article.document.text
    for region in article.regions:
        if region.kind is RegionKind.FURNITURE:
            text = text[: region.start] + re.sub(r"[^\n]", " ", text[region.start : region.end]) + text[region.end :]
    stamp = article.document.published_evidence
    line = text.rfind("\n", 0, stamp.start) + 1 if stamp else 0
    if stamp and stamp.start - line < _LABEL:  # "date 2019-05-09 The council ..." glued to the first sentence
        text = text[:line] + " " * (stamp.end - line) + text[stamp.end :]
    return text


def _bounded(mention: DateMention, published: DateRange) -> DateMention:
    """What is planned "before the election" lies between the publication and that day."""
    day = mention.dates.start
    if mention.rule != "named_day" or day is None:
        return mention
    before = mention.mod in (Mod.BEFORE, Mod.UNTIL) and published.start is not None and published.start <= day
    return replace(mention, dates=DateRange.between(published.start, day) if before else UNKNOWN_DATE)


def _datable(mention: DateMention) -> bool:
    dates = mention.dates
    if mention.kind is not DateKind.POINT or mention.rule in _NO_EVENT or dates.start is None or dates.end is None:
        return False
    return _width(dates) <= (_WIDEST_RELATIVE if mention.relative else _WIDEST)


def _width(dates: DateRange) -> int:
    return (dates.end - dates.start).days if dates.start and dates.end else 10**6


def _description(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"


def _stems(words: str) -> set[str]:
    found = (match.group().lower() for match in _WORD.finditer(words))
    return {_stem(word) for word in found if word not in _STOP}


def _stem(word: str) -> str:
    """A crude stem: enough to see that "elections" and "Israeli" meet "election" and "Israel"."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "s", "i", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _groups(told: Sequence[_Told]) -> list[list[_Told]]:
    """Tellings of the same event together. Only tellings that share a noun or a rare word are compared at all."""
    alike: dict[object, list[_Told]] = {}
    for one in told:
        alike.setdefault((one.stems, one.dates, one.noun, one.words if one.noun else ""), []).append(one)
    groups = list(alike.values())
    firsts = [group[0] for group in groups]
    counts = Counter(stem for one in firsts for stem in one.stems)
    weight = {stem: math.log(1 + len(firsts) / count) for stem, count in counts.items()}
    index: dict[object, list[int]] = {}
    head = list(range(len(groups)))

    def find(at: int) -> int:
        while head[at] != at:
            head[at] = head[head[at]]
            at = head[at]
        return at

    for at in sorted(range(len(firsts)), key=lambda at: (firsts[at].dates.start or date.min, at)):
        keys = _keys(firsts[at], counts)
        for other in dict.fromkeys(one for key in keys for one in index.get(key, ())[-_COMPARED:]):
            if (
                find(other) != find(at)
                and _meet(firsts[other], firsts[at])
                and _same(firsts[other], firsts[at], weight)
            ):
                head[find(at)] = find(other)
        for key in keys:
            index.setdefault(key, []).append(at)
    merged: dict[int, list[_Told]] = {}
    for at, group in enumerate(groups):
        merged.setdefault(find(at), []).extend(group)
    return list(merged.values())


def _keys(one: _Told, counts: Mapping[str, int]) -> list[object]:
    """What an equal telling is looked up by: the noun, else each of its rarest words."""
    if one.noun:
        return [("noun", one.noun)]
    return sorted(one.stems, key=lambda stem: (counts[stem], stem))[:_RARE_WORDS]  # type: ignore[return-value]


def _meet(left: _Told, right: _Told) -> bool:
    a, b = left.dates, right.dates
    return (b.start or date.min) <= (a.end or date.max) and (a.start or date.min) <= (b.end or date.max)


def _same(left: _Told, right: _Told, weight: Mapping[str, float]) -> bool:
    if left.noun and right.noun:
        names, theirs = _names(left), _names(right)
        return left.noun == right.noun and _same_day(left, right) and (bool(names & theirs) or not (names and theirs))
    if bool(left.noun) != bool(right.noun):
        return False
    common = sum(weight[stem] for stem in left.stems & right.stems)
    least = min(sum(weight[stem] for stem in one.stems) for one in (left, right)) or 1.0
    union = sum(weight[stem] for stem in left.stems | right.stems) or 1.0
    # The shorter telling may stand whole inside the longer one.
    share = max(common / union, 0.75 * common / least)
    shared_actors = len(set(left.actors) & set(right.actors))
    return share >= _SAME_CLAUSE or (shared_actors >= 2 and share >= _SAME_WITH_ACTORS)


def _same_day(left: _Told, right: _Told) -> bool:
    """Equal dates; or "May 14", "May 14, 2019" and "May", when the years they allow meet."""
    if left.dates == right.dates:
        return True
    short, long = sorted((_month_and_day(left.anchor), _month_and_day(right.anchor)), key=len)
    return bool(short) and long[: len(short)] == short


def _month_and_day(anchor: str) -> tuple[str, ...]:
    found = re.match(r"(?:[A-Z]\w+day,? )?([A-Z][a-z]{2})[a-z]*\.?(?: (\d{1,2})\b)?", anchor)
    return tuple(part for part in found.groups() if part) if found and found[1].lower() in MONTHS else ()


def _names(one: _Told) -> set[str]:
    return {_stem(word.lower()) for word in re.findall(r"\b[A-Z][a-z]{3,}", one.words)} - _STOP - {"sept"}


def _event(group: Sequence[_Told]) -> Event:
    """One event of its tellings: the sharpest words, the days all agree on, everybody who takes part."""
    best = min(group, key=lambda one: (_width(one.dates), not one.actors, -min(len(one.words), 160)))
    start = max(one.dates.start for one in group if one.dates.start)
    end = min(one.dates.end for one in group if one.dates.end)
    dates = (
        best.dates
        if start > end or (best.dates.start, best.dates.end) == (start, end)
        else DateRange.between(start, end)
    )
    kinds = Counter(one.kind for one in group)
    kind = max(kinds, key=lambda one: (kinds[one], one is EventKind.PLANNED))
    actors = tuple(dict.fromkeys(actor for one in (best, *group) for actor in one.actors))
    passages = tuple(dict.fromkeys(Passage(one.document_id, one.span.start, one.span.end) for one in group))
    key = stable_id("event", best.document_id, best.span.start, best.span.end, best.anchor)
    return Event(key, best.words, dates, kind, actors, passages, best.anchor)
