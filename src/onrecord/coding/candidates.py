"""The debate's own candidate concepts: noun phrases that recur, joined across their variants.

Phrase weight follows the idea of C-value (Frantzi, Ananiadou and Mima 2000, doi 10.1007/s007999900023): frequency
weighted by length, spread over documents instead of raw counts so that one long article cannot set the agenda.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log2

from ..record import Annotated, Codebook, Concept, ConceptKind, RegionKind
from ..text import stable_id
from .matching import head_groups
from .stance_words import polarity
from .words import STOP_WORDS, content_stems, is_mostly_verb, stem, word_class

MAX_CONCEPTS = 12
ORIGIN = "phrases-en 1"
_MAX_WORDS = 4
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
    effect level age century line order series range majority minority half third quarter rest bit
    couple dozen hundred thousand front top bottom minister-president parliament assembly congress
    senate council committee court army military police union institute think-tank university school
    editorial board headline photo picture image page""".split()
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
    documents: set[str] = field(default_factory=set)
    n_attributed: int = 0

    @property
    def n(self) -> int:
        return sum(self.surfaces.values())


def propose_concepts(articles: Sequence[Annotated], *, limit: int = MAX_CONCEPTS) -> Codebook:
    """At most `limit` candidate concepts, the weightiest first; empty when nothing recurs.

    A phrase must stand in two documents, or three times where there is only one, and be part of what somebody says.
    Phrases headed by a word for a proposal (treaty, bill, plan, levy ...) become options, others issues.
    """
    groups = head_groups()
    phrases: dict[tuple[str, frozenset[str]], _Phrase] = {}
    for article in articles:
        said = [span for attribution in article.annotation.attributions for span in attribution.content]
        for surface, start in _noun_phrases(article):
            stems = content_stems(surface)
            if not stems or stems[-1] in _NOT_A_CONCEPT or len(stems) != len(surface.split()):
                continue
            if polarity().get(stems[-1]):
                continue  # "a costly folly" is what is said of a concept
            key = (stems[-1], frozenset(item for item in stems[:-1] if item not in polarity()))
            phrase = phrases.setdefault(key, _Phrase(*key))
            phrase.surfaces[surface] += 1
            phrase.documents.add(article.document.id)
            phrase.n_attributed += any(span.start <= start < span.end for span in said)
    merged = _merge(phrases.values(), groups)
    n_articles = len(articles)
    recurring = [
        phrase
        for phrase in merged
        if phrase.n_attributed >= 1
        and (len(phrase.documents) >= 2 or (n_articles == 1 and phrase.n >= 3))
        and (phrase.modifiers or (phrase.head in groups and phrase.n >= 3))
    ]
    ranked = sorted(recurring, key=lambda phrase: (-_weight(phrase, groups), _label(phrase)))
    return Codebook(tuple(_concept(phrase, groups) for phrase in ranked[:limit]))


def _noun_phrases(article: Annotated) -> Iterator[tuple[str, int]]:
    """(phrase in lower case, start) of runs of adjectives and nouns that end in a noun, outside names."""
    text = article.document.text
    for region in article.regions:
        if region.kind not in _READ:
            continue
        run: list[tuple[str, int]] = []
        for match in _WORD.finditer(text, region.start, region.end):
            word = match.group()
            # Title-case headlines name concepts too, but cannot be told from names; the body repeats them.
            usable = word[0].islower() and word not in STOP_WORDS and word_class(word) in "NJ"
            if usable:
                run.append((word.replace("’", "'").removesuffix("'s"), match.start()))
            if not usable or word.endswith(("'s", "’s")):
                yield from _ending_in_noun(run)
                run = []
        yield from _ending_in_noun(run)


def _ending_in_noun(run: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    # "the harbor levy idea" is about the levy: an idea, offer or plan of something is that something.
    while run and (word_class(run[-1][0]) != "N" or (len(run) > 1 and run[-1][0] in _EMPTY_HEADS)):
        run = run[:-1]
    while run and (run[0][0] in _LOOSE or is_mostly_verb(run[0][0])):
        run = run[1:]
    if run:
        run = run[-_MAX_WORDS:]
        yield " ".join(word for word, _ in run), run[-1][1]


def _merge(phrases: Iterable[_Phrase], groups: dict[str, int]) -> list[_Phrase]:
    """Joins variants: the same head or head group, and modifiers of one a subset of the other's."""
    merged: list[_Phrase] = []
    homes: dict[object, list[_Phrase]] = defaultdict(list)
    ordered = sorted(phrases, key=lambda p: (-len(p.documents), -p.n, -len(p.modifiers), p.head, sorted(p.modifiers)))
    for phrase in ordered:
        # Only phrases with this head, or of its group, can be variants: a search through all would be quadratic.
        bucket = homes[groups.get(phrase.head, phrase.head)]
        home = next((other for other in bucket if _same(phrase, other, groups)), None)
        if home is None:
            merged.append(phrase)
            bucket.append(phrase)
            continue
        home.surfaces += phrase.surfaces
        home.documents |= phrase.documents
        home.n_attributed += phrase.n_attributed
        if len(phrase.modifiers) > len(home.modifiers) and home.modifiers:
            home.modifiers = phrase.modifiers
    return merged


def _same(phrase: _Phrase, other: _Phrase, groups: dict[str, int]) -> bool:
    group = groups.get(phrase.head)
    same_head = phrase.head == other.head or (group is not None and group == groups.get(other.head))
    if not same_head:
        return False
    if not phrase.modifiers or not other.modifiers:
        # "the treaty" alone joins the one treaty of the debate.
        return group is not None
    return phrase.modifiers <= other.modifiers or other.modifiers <= phrase.modifiers


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
