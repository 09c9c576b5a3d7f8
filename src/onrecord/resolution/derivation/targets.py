"""Which article of the collection a citation means."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from rapidfuzz import fuzz

from ...record import Actor, DerivationRelation, DerivationTarget, Passage, Publication, Span
from ...text import fold
from .quotations import find_quotations
from .reuse import Read, SharedText, published_on
from .tokens import Tokenizer, stem_of, unread

QUOTE_WORDS = 5  # of a quotation that leads to the article cited
ALIKE = 85.0  # least rapidfuzz partial ratio of a quotation that was typed anew
COVERED = 0.4  # least share (by weight) of a citing passage's words that the article cited must hold
ABOVE_OTHERS = 1.4  # and so many times the share that a middling article of the collection holds
BYSTANDERS = 40  # articles enough to know what a middling one holds
PASSAGE_STEMS = 8  # a citing passage with fewer meaning words leads nowhere
EARLIER = timedelta(days=45)  # an article cited without its day is not older than this
# Stems of words that speak of the report, not of its matter.
_CITING = frozenset(
    map(stem_of, "report reported newspaper article interview follows comments earlier cited story".split())
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A document's own word for what it stands on; `key` is None where no single outlet is named."""

    kind: DerivationTarget
    key: str | None
    name: str
    relation: DerivationRelation
    passages: tuple[Span, ...]


class People:
    """Actors by the names they are called; a name that two share leads to neither."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                self._ids[_called(name)].add(actor.id)

    def id_of(self, name: str) -> str | None:
        """The id of the one actor called `name` (a handle after it is left out); None for none or several."""
        found = self._ids.get(_called(name), set())
        return next(iter(found)) if len(found) == 1 else None


def _called(name: str) -> str:
    """A name folded, without a handle and middle initials: "Ada K. Brandt (@adabrandt)" -> "ada brandt"."""
    return " ".join(word for word in fold(name.partition("(@")[0]).split() if not (len(word) == 2 and word[1] == "."))


class Shelf:
    """The articles by id, outlet and words. `outlets` are keys by index, None where unknown."""

    def __init__(
        self,
        reads: Sequence[Read],
        tokenizer: Tokenizer,
        publications: Mapping[str, Publication],
        outlets: Sequence[str | None],
        shared: Iterable[SharedText],
    ) -> None:
        self.reads = reads
        self.index = {read.article.document.id: index for index, read in enumerate(reads)}
        self._tokenizer = tokenizer
        self._publications = publications
        self._of_outlet: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(outlets):
            if key is not None:
                self._of_outlet[key].append(index)
        self._shared = {side: pair for pair in shared for side in ((pair.left, pair.right), (pair.right, pair.left))}
        self._stems: dict[int, frozenset[str]] = {}
        self._counts: Counter[str] | None = None

    def article_meant(self, index: int, reference: Reference) -> tuple[int, tuple[Passage, ...]] | None:
        """The article of the outlet cited that holds the words cited, and where it holds them; None when none does.

        Shared text is the surest sign, then a quotation, then the matter of the citing sentence.
        """
        ranked: list[tuple[float, int, tuple[Passage, ...]]] = []
        for other in self._of_outlet.get(reference.key or "", ()):
            if other == index or not self._may_precede(other, index):
                continue
            pair = self._shared.get((index, other))
            if pair is not None:
                there = tuple(sides[1] if pair.left == index else sides[0] for sides in pair.passages)
                ranked.append((2.0 + pair.n_words, -other, there))
            elif quoted := self._quoted_in(index, reference, other):
                ranked.append((2.0, -other, quoted))
            elif (covered := self._covered(index, reference, other)) >= COVERED:
                ranked.append((covered, -other, ()))
        if not ranked:
            return None
        _, minus_other, there = max(ranked, key=lambda choice: choice[:2])
        return -minus_other, there

    def _may_precede(self, other: int, index: int) -> bool:
        earlier = published_on(self.reads[other].article, self._publications)
        later = published_on(self.reads[index].article, self._publications)
        if earlier.start and later.end and earlier.start > later.end + timedelta(days=1):
            return False
        return not (earlier.end and later.start and earlier.end < later.start - EARLIER)

    def _quoted_in(self, index: int, reference: Reference, other: int) -> tuple[Passage, ...]:
        text = self.reads[index].article.document.text
        target = self.reads[other].article.document
        plain = target.text.lower()
        if len(plain) != len(target.text):
            return ()  # a letter that lower case makes longer would shift the evidence
        found = []
        for quotation in find_quotations(text):
            quoted = quotation.of(text).lower()
            if len(quoted.split()) < QUOTE_WORDS or not any(span.contains(quotation) for span in reference.passages):
                continue
            alignment = fuzz.partial_ratio_alignment(quoted, plain, score_cutoff=ALIKE)
            if alignment is not None:
                found.append(Passage(target.id, alignment.dest_start, alignment.dest_end))
        return tuple(found)

    def _covered(self, index: int, reference: Reference, other: int) -> float:
        """How much of the meaning words of a citing passage the other article holds, rare words weighing more; 0 where
        a middling article of the collection holds nearly as much."""
        text = self.reads[index].article.document.text
        named = {stem_of(word) for word in fold(reference.name).split()} | _CITING
        best = 0.0
        for span in reference.passages:
            cited = self._tokenizer.stems(self._tokenizer.tokens(span.of(text)).keys) - named
            if len(cited) < PASSAGE_STEMS:
                continue
            weights = self._weights(cited)
            held = self._held(weights, other)
            bystanders = [place for place in range(len(self.reads)) if place not in (index, other)][:BYSTANDERS]
            usual = sorted(self._held(weights, place) for place in bystanders)
            if not usual or held >= ABOVE_OTHERS * usual[len(usual) // 2]:
                best = max(best, held)
        return best

    def _weights(self, cited: Iterable[str]) -> dict[str, float]:
        if self._counts is None:
            self._counts = Counter(stem for place in range(len(self.reads)) for stem in self._stems_of(place))
        return {stem: math.log(1 + len(self.reads) / (self._counts[stem] or 1)) for stem in sorted(cited)}

    def _held(self, weights: Mapping[str, float], other: int) -> float:
        stems = self._stems_of(other)
        return sum(weight for stem, weight in weights.items() if stem in stems) / sum(weights.values())

    def _stems_of(self, index: int) -> frozenset[str]:
        if index not in self._stems:
            article = self.reads[index].article
            words = self._tokenizer.tokens(article.document.text, unread(article, headlines=True))
            self._stems[index] = self._tokenizer.stems(words.keys)
        return self._stems[index]
