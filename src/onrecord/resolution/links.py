"""What ties two attributions to one act of speech: shared words, nearly equal contents, a headline, "she added"."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from rapidfuzz import fuzz

from ..record import Attribution, AttributionKind, DateRange, Span
from .derivation.alignment import shared_runs
from .derivation.fingerprints import every_gram, paired, shared_table
from .derivation.tokens import Tokenizer, content_keys, stem_of

GRAM = 4  # words that two quotations must share before they are compared
QUOTE_WORDS = 5  # of the shorter quotation
LONG_QUOTE_WORDS = 8  # said alike once, even when a speaker is unresolved
ALIKE = 85.0  # least rapidfuzz partial ratio of two reports of one quotation (a tenth of the words may be dropped)
SHORT_QUOTE_GAP = timedelta(days=14)  # days within which a short quotation is the same saying
QUOTE_GAP = timedelta(days=60)
PARAPHRASE = 0.72  # least share, by weight, of the shorter content's stems that the longer one holds
PARAPHRASE_STEMS = 4  # that both contents hold
PARAPHRASE_GAP = timedelta(days=7)  # a view held all year is told in the same words again and again
HEADLINE = 0.35  # the same for a headline and the best sentence of its own article by the same speaker
HEADLINE_STEMS = 3
CONTINUES = 500  # code points between a saying and "he added"
MOST_POSTINGS = 200  # quotations that share four words; beyond, they are a slogan
MOST_PARAPHRASES = 40  # attributions of one speaker that share a stem; beyond, the stem says too little
_NEGATIONS = frozenset(
    "not no never none nor neither cannot can't won't don't doesn't didn't isn't aren't wasn't weren't wouldn't "
    "shouldn't couldn't hasn't haven't hadn't without oppos reject deny deni refus against rule unlik unabl".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution as it is compared."""

    attribution: Attribution
    document: int
    actor: str | None
    said: DateRange
    quotes: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    stems: frozenset[str]
    headline: bool
    cue: str
    place: Span  # from its first word to its last
    sentence: int  # where the sentence of its cue starts

    @property
    def negated(self) -> bool:
        return any(key in _NEGATIONS or stem_of(key) in _NEGATIONS for key in self.keys)

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(key for key in self.keys if key.isdigit())


Link = tuple[float, int, int]  # strength, and the indices of two sayings


def quote_links(sayings: Sequence[Told], copied: set[frozenset[str]]) -> Iterator[Link]:
    """Sayings that share the words of a quotation; also whole contents told word for word."""
    tokenizer = Tokenizer()
    pieces: list[tuple[int, tuple[str, ...]]] = []
    for index, saying in enumerate(sayings):
        # The parts of a broken quotation follow each other: joined, they meet the unbroken one.
        quote = tuple(key for part in saying.quotes for key in part)
        if len(quote) >= QUOTE_WORDS:
            pieces.append((index, quote))
        elif len(saying.keys) >= LONG_QUOTE_WORDS:
            pieces.append((index, saying.keys))
    seeds: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    prints = [every_gram(tokenizer.hashes(keys), GRAM) for _, keys in pieces]
    for left, right, left_word, right_word, _ in paired(shared_table(prints), most=MOST_POSTINGS).tolist():
        if _may_be_one(sayings[pieces[left][0]], sayings[pieces[right][0]]):
            seeds[left, right].append((left_word, right_word))
    for (left, right), found in sorted(seeds.items()):
        if len(found) < 2:
            continue
        strength = _same_words(pieces[left][1], pieces[right][1], found)
        first, second = sayings[pieces[left][0]], sayings[pieces[right][0]]
        n_words = min(len(pieces[left][1]), len(pieces[right][1]))
        both_known = first.actor is not None and second.actor is not None
        surely_one = both_known or frozenset((first.attribution.document_id, second.attribution.document_id)) in copied
        if first.quotes and second.quotes:
            near = gap(first.said, second.said) <= (QUOTE_GAP if n_words >= LONG_QUOTE_WORDS else SHORT_QUOTE_GAP)
            one = near and (surely_one or n_words >= LONG_QUOTE_WORDS)
        else:  # a reporter's words, among which a "not" may have come or gone, and which others may use by chance
            near = _told_apart(first.said, second.said) <= PARAPHRASE_GAP
            one = near and surely_one and _agree(first, second)
        if strength and one:
            yield strength + both_known, pieces[left][0], pieces[right][0]


def _same_words(left: tuple[str, ...], right: tuple[str, ...], seeds: Sequence[tuple[int, int]]) -> float:
    """Strength from 0 to 1 that two quotations are one: one lies in the other, or they share eight words in a row."""
    shorter, longer = sorted((left, right), key=len)
    if len(set(content_keys(shorter))) < 2:
        return 0.0
    ratio = fuzz.partial_ratio(" ".join(shorter), " ".join(longer), score_cutoff=ALIKE)
    if ratio and len(shorter) >= QUOTE_WORDS:
        return float(ratio) / 100
    runs = shared_runs(left, right, seeds)
    longest = max((run for run in runs), key=lambda run: run.length, default=None)
    if longest is not None and longest.length >= LONG_QUOTE_WORDS:
        shared = left[longest.left : longest.left + longest.length]
        if len(set(content_keys(shared))) >= 3:
            return 0.85
    return 0.0


def short_quote_links(sayings: Sequence[Told]) -> Iterator[Link]:
    """Few words in quotation marks ("a grave mistake") that one speaker alone is quoted with, on days that agree."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    short: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index, saying in enumerate(sayings):
        for quote in saying.quotes:
            core = _core(quote)
            if 2 <= len(core) <= 6 and len(set(content_keys(core))) >= 2:
                short[core].add(index)
    by_length = sorted({len(core) for core in short})
    for index, saying in enumerate(sayings):
        for quote in saying.quotes:
            for length in by_length:
                for start in range(len(quote) - length + 1):
                    gram = quote[start : start + length]
                    if gram in short:
                        holders[gram].add(index)
    for core in sorted(short):
        found = sorted(holders[core])
        if len(found) < 2 or len({sayings[index].actor for index in found}) > 1 or sayings[found[0]].actor is None:
            continue
        if len(found) > MOST_PARAPHRASES:
            continue  # a slogan: said over and over
        for place, left in enumerate(found):
            for right in found[place + 1 :]:
                first, second = sayings[left], sayings[right]
                if _may_be_one(first, second) and _told_apart(first.said, second.said) <= SHORT_QUOTE_GAP:
                    yield 0.8, left, right


def _core(quote: tuple[str, ...]) -> tuple[str, ...]:
    """A short quotation without an article at its start: "a grave mistake" and "grave mistake" are one."""
    return quote[1:] if quote[:1] and quote[0] in ("a", "an", "the") else quote


def paraphrase_links(sayings: Sequence[Told]) -> Iterator[Link]:
    """Sayings of one known speaker whose contents have nearly all their meaning words in common."""
    weights = _weights(sayings)
    by_actor: dict[str, list[int]] = defaultdict(list)
    for index, saying in enumerate(sayings):
        if saying.actor is not None and len(saying.stems) >= PARAPHRASE_STEMS:
            by_actor[saying.actor].append(index)
    for actor in sorted(by_actor):
        holders: dict[str, list[int]] = defaultdict(list)
        for index in by_actor[actor]:
            for stem in sayings[index].stems:
                holders[stem].append(index)
        counts: Counter[tuple[int, int]] = Counter()
        for found in holders.values():
            if len(found) <= MOST_PARAPHRASES:
                counts.update((left, right) for place, left in enumerate(found) for right in found[place + 1 :])
        for (left, right), n_shared in sorted(counts.items()):
            first, second = sayings[left], sayings[right]
            if n_shared >= PARAPHRASE_STEMS and _may_be_one(first, second) and _agree(first, second):
                overlap = _overlap(first.stems, second.stems, weights)
                if overlap >= PARAPHRASE and _told_apart(first.said, second.said) <= PARAPHRASE_GAP:
                    yield overlap, left, right


def headline_links(sayings: Sequence[Told]) -> Iterator[Link]:
    """A headline's saying and the sentence of the same article that tells it best."""
    weights = _weights(sayings)
    by_document: dict[int, list[int]] = defaultdict(list)
    for index, saying in enumerate(sayings):
        by_document[saying.document].append(index)
    for members in by_document.values():
        for left in members:
            if not sayings[left].headline or sayings[left].actor is None:
                continue
            ranked = [
                (_overlap(sayings[left].stems, sayings[right].stems, weights), -right)
                for right in members
                if not sayings[right].headline
                and sayings[right].actor == sayings[left].actor
                and len(sayings[left].stems & sayings[right].stems) >= HEADLINE_STEMS
                and _agree(sayings[left], sayings[right])
            ]
            if ranked and max(ranked)[0] >= HEADLINE:
                yield max(ranked)[0], left, -max(ranked)[1]


_SAYING = frozenset(
    "saying adding arguing calling noting warning telling claiming insisting asserting stressing declaring tweeting "
    "writing stating thanking vowing promising explaining denying".split()
)
_GOES_ON = frozenset("added adds adding continued continues continuing went concluded concludes".split())


def continuation_links(sayings: Sequence[Told]) -> Iterator[Link]:
    """One speaker going on: "..., she added" after a saying, "..., saying that ..." in the sentence of another."""
    by_document: dict[int, list[int]] = defaultdict(list)
    for index, saying in enumerate(sayings):
        if saying.actor is not None:
            by_document[saying.document].append(index)
    for members in by_document.values():
        ordered = sorted(members, key=lambda index: (sayings[index].place, index))
        for before, here in pairwise(ordered):
            first, second = sayings[before], sayings[here]
            said = first.attribution.kind is second.attribution.kind is AttributionKind.SAID
            if not said or first.actor != second.actor or not _may_be_one(first, second):
                continue
            near = second.place.start - first.place.end <= CONTINUES
            goes_on = near and second.cue.split(" ")[0] in _GOES_ON
            cues = (first.cue, second.cue)
            participle = first.sentence == second.sentence and any(cue.split(" ")[0] in _SAYING for cue in cues)
            if goes_on or participle:
                yield 0.7, before, here


def _weights(sayings: Sequence[Told]) -> dict[str, float]:
    """Rare stems weigh more: the logarithm of how many sayings there are for one that holds the stem."""
    counts = Counter(stem for saying in sayings for stem in saying.stems)
    return {stem: math.log(1 + len(sayings) / count) for stem, count in counts.items()}


def _overlap(left: frozenset[str], right: frozenset[str], weights: Mapping[str, float]) -> float:
    """Share of the lighter set's weight that both have; halved when the heavier is more than three times as heavy."""
    shared = sum(weights[stem] for stem in sorted(left & right))
    light, heavy = sorted(sum(weights[stem] for stem in sorted(side)) for side in (left, right))
    if light == 0:
        return 0.0
    return shared / light * (0.5 if heavy > 3 * light else 1.0)


def _agree(left: Told, right: Told) -> bool:
    """No "not" on one side only, no numbers that differ."""
    if left.negated != right.negated:
        return False
    return not left.numbers or not right.numbers or bool(left.numbers & right.numbers)


def _may_be_one(left: Told, right: Told) -> bool:
    if left.actor is not None and right.actor is not None and left.actor != right.actor:
        return False
    if left.document != right.document:
        return True
    # Nested attributions share their words but not their speaker.
    return not any(one.overlaps(other) for one in left.attribution.content for other in right.attribution.content)


def gap(left: DateRange, right: DateRange) -> timedelta:
    """The least number of days between two ranges; none where either is unknown or they overlap."""
    if left.end and right.start and left.end < right.start:
        return right.start - left.end
    if right.end and left.start and right.end < left.start:
        return left.start - right.end
    return timedelta(0)


def _told_apart(left: DateRange, right: DateRange) -> timedelta:
    """Like `gap`, but where a start is unknown ("by the day of the paper") the days of the reports stand for it."""
    if left.end and right.end and (left.start is None or right.start is None):
        return abs(left.end - right.end)
    return gap(left, right)
