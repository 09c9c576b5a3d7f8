"""The dated events that one article tells: the map of which `gather_events` is the gather."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...record import Actor, Annotated, DateRange, EventKind, RegionKind, Span
from ...text import sentences
from ..dates import DateMention, Mod
from ..dates.context import in_quotation, is_dateline
from .beside import days_beside
from .clauses import Telling, telling
from .datable import datable, is_ahead
from .describing import describe, describe_named
from .leads import read_leads, read_opening
from .told import Told, deeds_of, names_of, stems_of, width

_TOLD_IN = (RegionKind.BODY, RegionKind.HEADLINE, RegionKind.SUBHEAD)
_MONTH = 31  # days
_FEWEST_WORDS = 5
_LONGEST_SENTENCE = 2000  # characters: longer runs without a full stop are tables or lists
_LABEL = 24  # characters a label may take before a date: "Published on"
_NO_BREAK = re.compile(r"\b(?:U\.S|U\.N|U\.K|E\.U|Sen|Rep|Gov|Gen)\.$")
QUOTES = '“"'
_PERFECT = re.compile(r"\b(?:has|have|had)\s+(?:not\s+|long\s+|never\s+|already\s+)?(?:been|\w+ed)\b", re.IGNORECASE)
_EVENT_WORD = re.compile(
    r"\b(?:elections?|votes?|referendums?|ballots?|summits?|talks|negotiations|hearings?|strikes?|deals?)\b"
)


def read_tellings(
    article: Annotated,
    dates: Sequence[DateMention],
    actors_in: Sequence[tuple[Span, str]] = (),
    *,
    published: DateRange | None = None,
    actors: Mapping[str, Actor] | None = None,
) -> tuple[Told, ...]:
    """The events that `article` tells, in text order, from its dates and the places that name actors.

    `published` is its publication as inferred (else its own); `actors` by id, so that "he" is told by name.
    """
    when = article.document.published if published is None else published
    text = _without_furniture(article)
    dated = _dated_clauses(article, text, dates, sorted(actors_in), when, actors or {})
    opening = read_opening(article, dates, actors_in, when)
    return (*read_leads(article, actors_in, when), *opening, *dated)


_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")


def _dated_clauses(
    article: Annotated,
    text: str,
    mentions: Sequence[DateMention],
    actors_in: Sequence[tuple[Span, str]],
    published: DateRange,
    actors: Mapping[str, Actor],
) -> Iterator[Told]:
    in_line: dict[int, list[Span]] = {}
    taken: dict[Span, tuple[tuple[int, bool], Told]] = {}
    beside = days_beside(text, mentions)
    dated = sorted([*datable(mentions, text, published), *beside], key=lambda one: one.start)
    starts = [one.start for one in dated]
    for mention in dated:
        if article.regions and article.kind_at(mention.span) not in _TOLD_IN:
            continue
        line = text.rfind("\n", 0, mention.start) + 1
        end = text.find("\n", mention.end)
        if line not in in_line:
            in_line[line] = _joined(sentences(text, line, len(text) if end < 0 else end), text)
        sentence = _holding(in_line[line], mention)
        if sentence is None or len(sentence) > _LONGEST_SENTENCE or is_dateline(text, mention.start, mention.end):
            continue
        alone = bisect_left(starts, sentence.end) - bisect_left(starts, sentence.start) == 1
        found = telling(text, sentence, mention, published, alone=alone)
        if found is None or _says_little(found, mention, text, published):
            continue
        if mention.mod is Mod.SINCE and not is_ahead(mention, published) and not found.noun:
            mention = replace(mention, dates=DateRange.between(mention.dates.start, published.end))
        one = _told(article, text, sentence, mention, found, actors_in, actors)
        if found.kind is EventKind.PAST and _QUOTED.fullmatch(one.words):
            continue  # what somebody said that day, and nothing else
        before = taken.get(found.span)
        rank = (width(one.dates), _names_noun(mention, text))
        if before is None or rank < before[0]:
            taken[found.span] = (rank, one)  # a clause with two dates is one event, on the sharper of them
    yield from (one for _, one in taken.values())


_NOUN_NEXT = re.compile(
    r"(?:[’']s)?\s+(?!and\b|or\b|but\b|when\b|after\b|before\b|that\b|to\b|in\b|on\b|at\b|by\b|with\b|for\b|as\b|from\b|the\b)[a-z]{4,}"
)


def _names_noun(mention: DateMention, text: str) -> bool:
    """Whether a year only names its noun: "during the 2016 campaign" dates less than "last year"."""
    return mention.rule == "year" and bool(_NOUN_NEXT.match(text, mention.end))


def _told(
    article: Annotated,
    text: str,
    sentence: Span,
    mention: DateMention,
    found: Telling,
    actors_in: Sequence[tuple[Span, str]],
    actors: Mapping[str, Actor],
) -> Told:
    whole = Span(found.before.start, found.span.end) if found.before is not None else found.span
    inside = [(span, actor) for span, actor in actors_in if whole.contains(span)]
    if found.noun:
        words, alone = describe_named(text, sentence, found, mention)
        noun = found.noun if alone else ""
    else:
        words, noun = describe(text, found, actors_in, actors), ""
        speaker = _speaker(article, mention, actors_in, actors)
        if speaker is not None and speaker[1] not in words:
            words = f"{speaker[1]}: {words if words[:1] in QUOTES else f'“{words}”'}"
            inside.append((whole, speaker[0]))
    stems = stems_of(words) | ({noun} if noun else frozenset())
    return Told(
        article.document.id,
        whole,
        words[:1].upper() + words[1:],
        stems,
        names_of(words),
        deeds_of(stems),
        mention.dates,
        found.kind,
        noun,
        tuple(dict.fromkeys(actor for _, actor in inside)),
        mention.span.of(text),
    )


def _joined(found: Sequence[Span], text: str) -> list[Span]:
    """Sentences without a break after "U.S." before a name: "talks with U.S. Secretary of Defense ..."."""
    joined: list[Span] = []
    for span in found:
        if joined and _NO_BREAK.search(text, joined[-1].start, joined[-1].end):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _speaker(
    article: Annotated, mention: DateMention, actors_in: Sequence[tuple[Span, str]], actors: Mapping[str, Actor]
) -> tuple[str, str] | None:
    """Id and name of the speaker in whose quoted words the date stands."""
    for one in article.annotation.attributions:
        if any(span.contains(mention.span) for span in one.quote):
            found = next(
                (a for place, a in actors_in if a in actors and any(s.overlaps(place) for s in one.source)), None
            )
            if found is not None:
                return found, actors[found].name
    return None


def _holding(found: Sequence[Span], mention: DateMention) -> Span | None:
    """The sentence that holds a mention; sentences come in text order."""
    at = bisect_right(found, mention.start, key=lambda one: one.start) - 1
    return found[at] if at >= 0 and found[at].contains(mention.span) else None


def _says_little(found: Telling, mention: DateMention, text: str, published: DateRange) -> bool:
    """What no reader would put on a time line: bounds on the past, remarks inside quotations, years without a name."""
    if found.noun:
        return False
    if found.kind is EventKind.PAST and (mention.rule == "named_day" or in_quotation(text, mention.start)):
        return True
    if mention.rule == "today" and in_quotation(text, mention.start):
        return True  # "that is what we are doing today"
    words = found.span.of(text)
    if len(words.split()) < _FEWEST_WORDS:
        return True
    if mention.mod is Mod.SINCE and not is_ahead(mention, published) and not _PERFECT.search(words):
        return True
    if width(mention.dates) <= _MONTH or mention.mod is Mod.SINCE:
        return False
    if found.before is not None and mention.rule == "range":
        return True  # "Marsk, who served from 2013 to 2015": who somebody is, not what happened
    return not re.search(r"(?<!^)\b[A-Z][a-z]{2,}", words) and not _EVENT_WORD.search(words)


def _without_furniture(article: Annotated) -> str:
    """The text with furniture blanked out, code point for code point, so that it breaks no sentence."""
    text = article.document.text
    parts, at = [], 0
    for region in article.regions:
        if region.kind is RegionKind.FURNITURE and region.start >= at:
            parts += [text[at : region.start], re.sub(r"[^\n]", " ", text[region.start : region.end])]
            at = region.end
    text = "".join([*parts, text[at:]])
    stamp = article.document.published_evidence
    line = text.rfind("\n", 0, stamp.start) + 1 if stamp else 0
    if stamp and stamp.start - line < _LABEL:  # "date 2019-05-09 The council ..." glued to the first sentence
        text = text[:line] + " " * (stamp.end - line) + text[stamp.end :]
    return text
