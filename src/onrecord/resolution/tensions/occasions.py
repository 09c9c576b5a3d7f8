"""Two dates for one event: an occasion (a vote, a meeting, a deadline) that two articles put on different days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ...record import DateRange, Event, Passage, Tension, TensionKind
from ...record.dates import UNKNOWN_DATE
from ..derivation.tokens import Tokenizer
from ..links import gap
from .weighing import overlap, pair_of, when, word_weights

SAME_EVENT = 0.6  # least weighted share of the words of two tellings, of the shorter one
SAME_TELLING = 0.35  # and of the longer one
SAME_STEMS = 3  # besides the occasion's own
WRITTEN_WITHIN = timedelta(days=14)  # of each other: later articles tell of other occasions
APART = timedelta(days=60)  # days between the two dates; beyond, they are two occasions of one kind
# Tellings that a telling is compared with, of those published within the days above. More would cost the square of a
# busy fortnight and find what the nearer ones find: a date that rivals another is told by several papers.
MOST_NEAR = 200
SCORE, NEXT_DAY = 0.3, 0.15  # the next day is often the same one, told from another place
_OCCASIONS = (
    "vote votes voted voting ballot",
    "election elections poll runoff",
    "referendum",
    "meeting meet meets met talks summit",
    "deadline expires expire expired",
    "hearing hearings trial",
    "ceremony signing sign signs signed inauguration",
    "conference congress convention",
    "strike walkout",
    "verdict ruling ruled sentencing sentenced",
    "debate debates",
    "speech address",
    "launch opening opens opened",
    "arrested arrest",
    "resigned resign resignation",
    "died killed death",
)
_OCCASION_OF = {word: number for number, words in enumerate(_OCCASIONS) for word in words.split()}
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")
_NAME = re.compile(r"\b[A-Z][a-z]+")
_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday week month "
    "year last next".split()
)
_MOVED = re.compile(
    r"\b(?:postpon\w+|put off|push\w* back|mov\w+ (?:to|from|up)|resched\w+|brought forward|delay\w*|instead|second|"
    r"another|again|anniversary|previous|earlier)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Telling:
    event: Event
    passage: Passage
    occasion: int
    stems: frozenset[str]
    names: frozenset[str]


def rival_dates(
    events: Iterable[Event], published: Mapping[str, DateRange], text_of: Callable[[str], str]
) -> Iterator[Tension]:
    """One pair for two articles and an occasion whose days, told to the day in both, cannot be one."""
    tokenizer = Tokenizer()
    by_occasion: dict[int, list[_Telling]] = defaultdict(list)
    days: dict[tuple[str, int], set[str]] = defaultdict(set)  # of one occasion in one article
    for event in events:
        if not event.dates.is_day:
            continue
        for occasion in sorted(_occasions(event.description)):
            for document_id in {passage.document_id for passage in event.evidence}:
                days[document_id, occasion].add(str(event.dates.start))
            telling = _telling(event, occasion, text_of, tokenizer)
            if telling is not None:
                by_occasion[occasion].append(telling)
    best: dict[tuple[str, str, int], Tension] = {}
    for occasion, tellings in by_occasion.items():
        weights = word_weights([one.stems for one in tellings])
        for one, other in _near(tellings, published):
            early, late = sorted((one, other), key=lambda told: (str(told.event.dates.start), told.event.id))
            pair = _pair(early, late, weights, published, days)
            if pair is not None:
                left, right = sorted((one.passage.document_id, other.passage.document_id))
                key = (left, right, occasion)
                if key not in best or pair.score > best[key].score:
                    best[key] = pair
    yield from best.values()


def _near(tellings: Sequence[_Telling], published: Mapping[str, DateRange]) -> Iterator[tuple[_Telling, _Telling]]:
    """Pairs of tellings that were published within days of each other, however many there are in all; one whose day of
    publication is not known may be near any other."""
    starts = [(published.get(one.passage.document_id, UNKNOWN_DATE).start, one) for one in tellings]
    dated = [(start, one) for start, one in starts if start is not None]
    dated.sort(key=lambda pair: (pair[0], pair[1].event.id))
    undated = [one for start, one in starts if start is None]
    for place, (_, one) in enumerate(dated):
        end = published[one.passage.document_id].end
        for start, other in dated[place + 1 : place + 1 + MOST_NEAR]:
            if end is not None and start - end > WRITTEN_WITHIN:
                break
            yield one, other
        for other in undated[:MOST_NEAR]:
            yield one, other
    for place, one in enumerate(undated):
        for other in undated[place + 1 : place + 1 + MOST_NEAR]:
            yield one, other


def _occasions(words: str) -> set[int]:
    return {_OCCASION_OF[word.lower()] for word in _WORD.findall(words) if word.lower() in _OCCASION_OF}


def _telling(event: Event, occasion: int, text_of: Callable[[str], str], tokenizer: Tokenizer) -> _Telling | None:
    passage = event.evidence[0]
    words = passage.span.of(text_of(passage.document_id))
    if _MOVED.search(words):
        return None  # an occasion that has two dates because it was moved
    told = " ".join(
        word
        for word in _WORD.findall(event.description)
        if word.lower() not in _DATE_WORDS and _OCCASION_OF.get(word.lower()) != occasion
    )
    stems = frozenset(stem for stem in tokenizer.stems(tokenizer.tokens(told).keys) if not stem[0].isdigit())
    names = frozenset(name for name in _NAME.findall(event.description[1:]) if name.lower() not in _DATE_WORDS)
    return _Telling(event, passage, occasion, stems, names) if len(stems) >= SAME_STEMS else None


def _pair(
    one: _Telling,
    other: _Telling,
    weights: Mapping[str, float],
    published: Mapping[str, DateRange],
    days: Mapping[tuple[str, int], set[str]],
) -> Tension | None:
    left, right = one.passage.document_id, other.passage.document_id
    first, second = one.event.dates.start, other.event.dates.start
    if left == right or first is None or second is None or not timedelta(0) < abs(first - second) <= APART:
        return None
    if any(str(day) in days[document, one.occasion] for document, day in ((left, second), (right, first))):
        return None  # an article that tells both dates tells two occasions
    if gap(published.get(left, UNKNOWN_DATE), published.get(right, UNKNOWN_DATE)) > WRITTEN_WITHIN:
        return None
    if (one.names - other.names and other.names - one.names) or len(one.stems & other.stems) < SAME_STEMS:
        return None
    share = overlap(one.stems, other.stems, weights)
    if share < SAME_EVENT or overlap(one.stems, other.stems, weights, of=max) < SAME_TELLING:
        return None
    reason = f"Two dates for what reads like one event: {_day(one.event)} and {_day(other.event)}."
    score = SCORE + 0.5 * share - (NEXT_DAY if abs(first - second) <= timedelta(days=1) else 0.0)
    return pair_of(one.passage, other.passage, reason, score, TensionKind.DATES)


def _day(event: Event) -> str:
    return when(event.dates).removeprefix("on ")
