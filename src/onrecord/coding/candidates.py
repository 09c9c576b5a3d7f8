"""The debate's own candidate concepts: noun phrases that recur, joined across their variants.

Phrase weight follows the idea of C-value (Frantzi, Ananiadou and Mima 2000, doi 10.1007/s007999900023): frequency
weighted by length, spread over documents instead of raw counts so that one long article cannot set the agenda.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from math import log2
from typing import TypeAlias

from ..record import Annotated, Codebook, Concept, ConceptKind, RegionKind
from ..text import stable_id
from .matching import HEAD_GROUPS, head_groups
from .side_words import ATTITUDES, DEONTIC, EFFECTS
from .stance_words import polarity, verdicts
from .words import STOP_WORDS, content_stems, is_mostly_verb, may_be_verb, stem, word_class

MAX_CONCEPTS = 12
ORIGIN = "phrases-en 1"
_MAX_WORDS = 4
_PLACES = 1 << 20  # where phrases are counted by checksum
_ONE_IN = 2_000  # documents, of which one must hold a phrase
# Phrases of one document: as written, how often, how often as part of what somebody says.
Phrases: TypeAlias = tuple[tuple[str, int, int], ...]
_DEBATED = 2  # times that what is no proposal by its name is debated
_NEAR_SIDE = 70  # code points between a phrase and a word that takes a side, for it to be debated rather than mentioned
_HEAD_WORDS = frozenset((*(word for group in HEAD_GROUPS for word in group.split()), "program", "funding"))
_HEAD_STEMS = frozenset(head_groups())
# People leave places too: nothing is debated by it.
_SIDED = (ATTITUDES.keys() | EFFECTS.keys() | verdicts().keys()) - {stem("leave"), stem("left")}
_BEFORE_VERB = re.compile(r"\b(?:to|will|would|can|could|must|may|might|should|shall|not|cannot)\s$", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*|[^\sA-Za-z]+")
# Headlines drop articles and verbs' endings, so that verbs run into phrases ("sign joint declaration").
_READ = (RegionKind.BODY, RegionKind.SUBHEAD)
# Nouns for people, places, times and the press itself: they head phrases in every debate and are never its object.
_NOT_A_CONCEPT = frozenset(
    stem(word)
    for word in """minister president premier chancellor official leader spokesman spokeswoman spokesperson officer
    senator analyst chief aide expert member country nation state government administration
    ambassador envoy lawmaker politician secretary chairman chairwoman chair director head governor
    mayor commissioner king queen prince general commander adviser advisor critic supporter opponent
    voter resident citizen people person man woman child family friend party coalition candidate
    rival counterpart colleague predecessor successor reporter journalist editor correspondent
    newspaper outlet media press article story report interview conference newsletter subscriber
    comment tweet post year month week day hour time morning afternoon evening night decade century
    summer winter spring autumn fall weekend monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december percent
    per cent percentage million billion number lot part kind sort side way thing case point end
    start beginning place area region world city town capital street house office room group team
    company source question answer word term example reason fact issue matter situation result
    effect level age century order series range majority minority half third quarter rest bit
    couple dozen hundred thousand front top bottom minister-president parliament assembly congress
    senate council committee court army military police union institute think-tank university school
    editorial board headline photo picture image page branch bank agency department authority campaign
    problem nature average discourse response professor manager scene event name matter view remark speech
    customer client worker employee patient student teacher lawyer attorney judge prosecutor victim""".split()
)
# Adjectives that say nothing about which one is meant.
_EMPTY_HEADS = frozenset("idea ideas concept option options offer prospect prospects question issue proposal".split())
_LOOSE = frozenset(
    """new recent last next first second third former current several many few various other own same
    certain such able possible potential likely upcoming ongoing major big small great good bad long
    short high low early late general special further future past full real senior top key main
    early final local""".split()
)


@dataclass(slots=True)
class _Phrase:
    """Variants of one phrase: the same head or a near-synonym, modifiers in a subset relation."""

    head: str
    modifiers: frozenset[str]
    surfaces: Counter[str] = field(default_factory=Counter)
    documents: set[int] = field(default_factory=set)
    n_attributed: int = 0

    @property
    def n(self) -> int:
        return sum(self.surfaces.values())


def propose_concepts(articles: Sequence[Annotated], *, limit: int = MAX_CONCEPTS) -> Codebook:
    """At most `limit` candidate concepts, the weightiest first; empty when nothing recurs.

    A phrase must stand in two documents, or three times where there is only one, and be part of what somebody says.
    What is no proposal by its name must stand near a word that takes a side: else it is mentioned, not debated.
    Phrases headed by a word for a proposal (treaty, bill, plan, levy ...) become options, others issues.
    """
    return concepts_of([read_phrases(article) for article in articles], limit=limit)


def read_phrases(article: Annotated) -> Phrases:
    """What one document contributes, apart from all others: its noun phrases that may name a concept, as written, each
    with how often it stands there and how often as part of what somebody says."""
    said = sorted(span for attribution in article.annotation.attributions for span in attribution.content)
    furthest = list(accumulate((span.end for span in said), max))
    starts = [span.start for span in said]
    sides = _sides(article)
    found: dict[str, list[int]] = {}
    for surface, start in _noun_phrases(article):
        counts = found.get(surface)
        if counts is None:
            counts = found[surface] = [0, 0]
        counts[0] += 1
        before = bisect_right(starts, start)
        if before and furthest[before - 1] > start and (_is_proposal(surface) or _debated(start, sides)):
            counts[1] += any(span.start <= start < span.end for span in said[:before])
    return tuple((surface, n, n_attributed) for surface, (n, n_attributed) in found.items())


def _sides(article: Annotated) -> list[int]:
    """Where words stand that take a side, or tell what becomes of a thing, in order."""
    cues = (span.start for attribution in article.annotation.attributions for span in attribution.cue)
    text = article.document.text
    inside = sorted({(span.start, span.end) for one in article.annotation.attributions for span in one.content})
    found = {
        match.start()
        for start, end in inside
        for match in _WORD.finditer(text, start, end)
        if _takes_side(match.group())
    }
    found |= {start for start in cues if _takes_side(text[start : start + 24].split(" ", 1)[0])}
    return sorted(found)


@lru_cache(maxsize=1 << 16)
def _takes_side(word: str) -> bool:
    lower = word.lower()
    return lower in DEONTIC or (lower[:1].isalpha() and stem(lower) in _SIDED)


@lru_cache(maxsize=1 << 16)
def _is_proposal(surface: str) -> bool:
    key = _key(surface)
    return key is not None and key[0] in _HEAD_STEMS


def _debated(start: int, sides: Sequence[int]) -> bool:
    """Whether a word that takes a side stands shortly before or after."""
    at = bisect_right(sides, start - _NEAR_SIDE)
    return at < len(sides) and sides[at] <= start + _NEAR_SIDE


def concepts_of(phrases_by_document: Collection[Phrases], *, limit: int = MAX_CONCEPTS) -> Codebook:
    """Like `propose_concepts`, of the phrases of each document; walks through them twice and keeps none of them.

    In a large collection a phrase that fewer than one in two thousand documents hold is passed over: it could not
    become one of the first few concepts, and there are millions of them.
    """
    groups = head_groups()
    n_articles = len(phrases_by_document)
    fewest = n_articles // _ONE_IN
    found: dict[tuple[str, frozenset[str]], _Phrase] = {}
    for surface, (n, n_attributed, documents) in _recurring(phrases_by_document, fewest).items():
        key = _key(surface)
        if key is None:
            continue
        phrase = found.get(key)
        if phrase is None:
            phrase = found[key] = _Phrase(*key)
        phrase.surfaces[surface] += n
        phrase.documents.update(documents)
        phrase.n_attributed += n_attributed
    merged = _merge(found.values(), groups)
    recurring = [
        phrase
        for phrase in merged
        if phrase.n_attributed >= (1 if phrase.head in groups else _DEBATED)
        and (len(phrase.documents) >= 2 or (n_articles == 1 and phrase.n >= 3))
        and (phrase.modifiers or (phrase.head in groups and phrase.n >= 3))
    ]
    ranked = sorted(recurring, key=lambda phrase: (-_weight(phrase, groups), _label(phrase)))
    return Codebook(tuple(_concept(phrase, groups) for phrase in ranked[:limit]))


def _recurring(phrases_by_document: Collection[Phrases], fewest: int) -> dict[str, tuple[int, int, Sequence[int]]]:
    """The phrases that at least `fewest` documents hold, in the order in which they are first met: how often, how
    often as part of what somebody says, and the numbers of the documents."""
    # Counted first by checksum into few places, where rare phrases seldom add up to many: so no dictionary of all.
    counts = array("I", bytes(4 * _PLACES))
    if fewest > 1:
        for phrases in phrases_by_document:
            for surface, _, _ in phrases:
                counts[hash(surface) % _PLACES] += 1
    met: dict[str, tuple[list[int], array[int]]] = {}
    for number, phrases in enumerate(phrases_by_document):
        for surface, n, n_attributed in phrases:
            if fewest > 1 and counts[hash(surface) % _PLACES] < fewest:
                continue
            held = met.get(surface)
            if held is None:
                held = met[surface] = ([0, 0], array("I"))
            held[0][0] += n
            held[0][1] += n_attributed
            held[1].append(number)
    return {surface: (n, said, held) for surface, ((n, said), held) in met.items() if len(held) >= fewest}


_content_stems = lru_cache(maxsize=1 << 16)(content_stems)


@lru_cache(maxsize=1 << 16)
def _key(surface: str) -> tuple[str, frozenset[str]] | None:
    """Head and modifiers of a phrase that may name a concept; None for one that cannot."""
    words = surface.split()
    stems = [one for word in words for one in _content_stems(word)]
    if not stems or stems[-1] in _NOT_A_CONCEPT or len(stems) != len(words):
        return None
    if polarity().get(stems[-1]):
        return None  # "a costly folly" is what is said of a concept
    return stems[-1], frozenset(item for item in stems[:-1] if item not in polarity())


def _noun_phrases(article: Annotated) -> Iterator[tuple[str, int]]:
    """(phrase in lower case, start) of runs of adjectives and nouns that end in a noun, outside names; only those that
    may name a concept."""
    text = article.document.text
    for region in article.regions:
        if region.kind not in _READ:
            continue
        run: list[str] = []
        places: list[int] = []
        for match in _WORD.finditer(text, region.start, region.end):
            usable, ends = _usable(match[0])
            if usable is not None:
                run.append(usable)
                places.append(match.start())
                if not ends:
                    continue
            if run:
                phrase = _ending_in_noun(tuple(run))
                if phrase is not None and not (len(run) == 1 and _is_verb_there(text, run[0], places[0])):
                    yield phrase[0], places[phrase[1]]
                run, places = [], []
        if run and (phrase := _ending_in_noun(tuple(run))) is not None:
            yield phrase[0], places[phrase[1]]


def _is_verb_there(text: str, word: str, start: int) -> bool:
    """Whether a lone word that can be a noun is what somebody is free "to act"; "opposed to cuts" has a noun."""
    finite = word.endswith("s") and not word.endswith("ss")
    return (
        may_be_verb(word)
        and not finite
        and not word.endswith("ing")
        and _BEFORE_VERB.search(text, max(0, start - 8), start) is not None
    )


@lru_cache(maxsize=1 << 17)
def _usable(word: str) -> tuple[str | None, bool]:
    """The word as part of a phrase, without a possessive ending, None for one that ends a phrase; and whether it ends
    one itself."""
    # Title-case headlines name concepts too, but cannot be told from names; the body repeats them.
    if not word[0].islower() or word in STOP_WORDS or word_class(word) not in "NJ":
        return None, True
    if word == "cannot" or (stem(word) in _HEAD_STEMS and not _HEAD_WORDS & {word, *_singulars(word)}):
        return None, True  # "announce" has the stem of an announcement
    return word.replace("’", "'").removesuffix("'s"), word.endswith(("'s", "’s"))


def _singulars(word: str) -> tuple[str, ...]:
    plain = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    return plain, plain.removesuffix("s"), plain.removesuffix("es"), plain.removesuffix("ies") + "y"


@lru_cache(maxsize=1 << 16)
def _ending_in_noun(run: tuple[str, ...]) -> tuple[str, int] | None:
    """The phrase that a run of usable words comes to, and the place of its last word; None for one that cannot name a
    concept."""
    first, after = 0, len(run)
    # "the harbor levy idea" is about the levy: an idea, offer or plan of something is that something.
    while after and (word_class(run[after - 1]) != "N" or (after > 1 and run[after - 1] in _EMPTY_HEADS)):
        after -= 1
    while first < after and (run[first] in _LOOSE or is_mostly_verb(run[first])):
        first += 1
    surface = " ".join(run[max(first, after - _MAX_WORDS) : after])
    return (surface, after - 1) if surface and _key(surface) is not None else None


class _Homes:
    """Phrases of one head or head group that others may join, found by the modifiers they share."""

    def __init__(self, grouped: bool) -> None:
        self._grouped = grouped
        self._phrases: list[_Phrase] = []
        self._by_modifier: dict[str, list[int]] = defaultdict(list)
        self._bare: int | None = None  # the first without a modifier

    def first_same(self, phrase: _Phrase) -> int | None:
        """The number of the first phrase that is a variant of this one: modifiers of one a subset of the other's."""
        if not phrase.modifiers:
            # "the treaty" alone joins the one treaty of the debate.
            return 0 if self._grouped and self._phrases else None
        found = [self._bare] if self._grouped and self._bare is not None else []
        for modifier in phrase.modifiers:
            for number in self._by_modifier.get(modifier, ()):
                theirs = self._phrases[number].modifiers
                if phrase.modifiers <= theirs or theirs <= phrase.modifiers:
                    found.append(number)
                    break
        return min(found, default=None)

    def add(self, phrase: _Phrase) -> None:
        number = len(self._phrases)
        self._phrases.append(phrase)
        for modifier in phrase.modifiers:
            self._by_modifier[modifier].append(number)
        if not phrase.modifiers and self._bare is None:
            self._bare = number

    def join(self, number: int, phrase: _Phrase) -> None:
        home = self._phrases[number]
        home.surfaces += phrase.surfaces
        home.documents |= phrase.documents
        home.n_attributed += phrase.n_attributed
        if len(phrase.modifiers) > len(home.modifiers) and home.modifiers:
            for modifier in sorted(phrase.modifiers - home.modifiers):
                insort(self._by_modifier[modifier], number)
            home.modifiers = phrase.modifiers


def _merge(phrases: Iterable[_Phrase], groups: dict[str, int]) -> list[_Phrase]:
    """Joins variants: the same head or head group, and modifiers of one a subset of the other's."""
    merged: list[_Phrase] = []
    homes: dict[object, _Homes] = {}
    ordered = sorted(phrases, key=lambda p: (-len(p.documents), -p.n, -len(p.modifiers), p.head, sorted(p.modifiers)))
    for phrase in ordered:
        group = groups.get(phrase.head)
        bucket = homes.setdefault(phrase.head if group is None else group, _Homes(group is not None))
        home = bucket.first_same(phrase)
        if home is None:
            merged.append(phrase)
            bucket.add(phrase)
        else:
            bucket.join(home, phrase)
    return merged


def _weight(phrase: _Phrase, groups: dict[str, int]) -> float:
    length = max(len(surface.split()) for surface in phrase.surfaces)
    proposal = 2.0 if phrase.head in groups else 1.0
    return proposal * log2(1 + length) * (2 * len(phrase.documents) + phrase.n_attributed + log2(1 + phrase.n))


def _label(phrase: _Phrase) -> str:
    """The commonest variant; one of two or three words is worth twice as much as any other."""

    def weight(surface: str) -> tuple[int, int, str]:
        length = len(surface.split())
        return phrase.surfaces[surface] * (2 if length in (2, 3) else 1), -length, surface

    return max(phrase.surfaces, key=weight)


def _concept(phrase: _Phrase, groups: dict[str, int]) -> Concept:
    label = _label(phrase)
    variants = tuple(surface for surface, _ in sorted(phrase.surfaces.items(), key=lambda item: (-item[1], item[0])))
    return Concept(
        id=stable_id("concept", phrase.head, *sorted(content_stems(label))),
        label=label,
        definition=f"Proposed from wording that recurs in {len(phrase.documents)} articles: {', '.join(variants[:4])}.",
        kind=ConceptKind.OPTION if phrase.head in groups else ConceptKind.ISSUE,
        keywords=tuple(v for v in variants[:8] if len(v.split()) > 1),
        origin=ORIGIN,
    )
