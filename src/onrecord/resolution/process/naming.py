"""Where a text names a concept, or takes it up again: "such a pact", "the idea", "it"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...record import Concept, ConceptKind, Span
from ..derivation.sentence import sentence_around
from ..derivation.tokens import key_of, stem_of

# Nouns that take up one another: "the pact" is the treaty spoken of before.
_ALIKE = (
    "treaty pact agreement accord deal compact convention settlement",
    "bill law act legislation statute amendment",
    "plan proposal scheme project program blueprint initiative",
    "statement declaration announcement pledge commitment gesture",
    "tax levy charge fee toll duty tariff surcharge",
    "ban prohibition moratorium embargo",
    "talk negotiation discussion consultation",
    "referendum plebiscite",
    "merger takeover acquisition buyout",
    "cut reduction",
    "fund subsidy grant aid loan guarantee",
    "order decree directive",
)
_GENERIC = frozenset(
    "idea concept offer prospect proposal plan move step option initiative measure scheme project matter".split()
)
_POINTERS = frozenset("such this that these those any the".split())
_LITTLE = frozenset("a an the of for on to in with and or its his her their our new formal".split())
_VERBS = frozenset(
    "would will may might could should must can is was has had does do also likely needs requires".split()
)
_WORD = re.compile(r"\w+(?:[’']\w+)?")
_FEWEST = 2  # letters of a word that tells concepts apart
_OFTEN = 2  # times that a text names what it is about
_BEFORE = 40  # code points in which the word before a place is looked for
_GAP = 2  # words that may stand between two words of a name


@dataclass(frozen=True, slots=True)
class Named:
    """A concept named at a place; `sure` is false where another word takes it up."""

    concept_id: str
    span: Span
    sure: bool


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    plain: str
    stem: str


_SENTENCE_END = re.compile(r"[.!?][\"”’]*\s")


class ConceptNames:
    """The names of a codebook's options and issues, ready to be looked for. Arguments are reasons and take nothing."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(one for one in concepts if one.kind is not ConceptKind.ARGUMENT)
        self._group = {stem_of(key_of(word)): place for place, words in enumerate(_ALIKE) for word in words.split()}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._heads: dict[str, set[str]] = {}
        self._words_of: dict[str, set[str]] = {}
        for concept in self.concepts:
            for name in (concept.label, *concept.keywords):
                stems = tuple(word.stem for word in _words(name) if word.plain not in _LITTLE)
                if stems and (len(stems) > 1 or len(stems[0]) > _FEWEST):
                    self._by_first.setdefault(stems[0], []).append((stems, concept.id))
                    self._heads.setdefault(concept.id, set()).add(stems[-1])
                    self._words_of.setdefault(concept.id, set()).update(stems)
        # Four letters of the first word: enough to pass over most sentences without reading their words.
        starts = sorted({re.escape(first[:4]) for first in self._by_first})
        self._start = re.compile(rf"\b(?:{'|'.join(starts)})", re.IGNORECASE) if starts else None
        for patterns in self._by_first.values():
            patterns.sort(key=lambda one: (-len(one[0]), one))

    def may_name(self, text: str, start: int, end: int) -> bool:
        """Whether `text[start:end]` may name a concept; false only where it surely names none."""
        return self._start is not None and self._start.search(text, start, end) is not None

    def find(self, text: str, start: int, end: int) -> list[Named]:
        """Places in `text[start:end]` that name a concept, in text order, the longest name first where they overlap."""
        words = [word for word in _words(text, start, end) if word.plain not in _LITTLE]
        found: list[Named] = []
        reached = -1
        for place, word in enumerate(words):
            if place <= reached:
                continue
            for stems, concept_id in self._by_first.get(word.stem, ()):
                last = self._matched(words, place, stems)
                if last is not None:
                    found.append(Named(concept_id, Span(word.start, words[last].end), True))
                    reached = last
                    break
        return found

    def main(self, text: str) -> Named | None:
        """The concept that a text names most, options before issues, the earlier one of two; None where it names none
        twice. A rule for "large works" is told of it."""
        found = self.find(text, 0, len(text))
        count = Counter(one.concept_id for one in found)
        options = {one.id for one in self.concepts if one.kind is ConceptKind.OPTION}
        often = [one for one in found if count[one.concept_id] >= _OFTEN]
        often.sort(key=lambda one: (one.concept_id not in options, -count[one.concept_id], one.span.start))
        return Named(often[0].concept_id, often[0].span, False) if often else None

    def compound(self, text: str, at: int) -> Named | None:
        """The concept one of whose words stands directly before `at`: "ferry" in "the ferry sale" of "ferry line"."""
        before = list(_words(text, max(0, at - _BEFORE), at))
        if not before or text[before[-1].end : at] not in (" ", "-"):
            return None
        word = before[-1]
        if word.plain in _LITTLE or len(word.stem) <= _FEWEST:
            return None
        held = [one for one in self.concepts if word.stem in self._words_of.get(one.id, ())]
        return Named(held[0].id, Span(word.start, word.end), False) if held else None

    def place(self, text: str, start: int, end: int, concept_id: str) -> int | None:
        """Where `text[start:end]` first has the concept's noun or one like it; None where it has none."""
        heads = self._heads.get(concept_id, set())
        for word in _words(text, start, end):
            if word.stem in heads or any(self._alike(word.stem, head) for head in heads):
                return word.start
        return None

    def _matched(self, words: Sequence[_Word], place: int, stems: Sequence[str]) -> int | None:
        at = place
        for number, stem in enumerate(stems[1:], 1):
            last = number == len(stems) - 1
            following = next(
                (
                    n
                    for n in range(at + 1, min(at + 2 + _GAP, len(words)))
                    if words[n].stem == stem or (last and self._alike(words[n].stem, stem))
                ),
                None,
            )
            if following is None:
                return None
            at = following
        return at

    def _alike(self, one: str, other: str) -> bool:
        return one in self._group and self._group.get(one) == self._group.get(other)

    def taken_up(self, text: str, start: int, end: int, before: Sequence[Named]) -> Named | None:
        """The concept of `before` (text order) that `text[start:end]` takes up; None where it takes up none.

        By a noun like its own ("such an agreement"), by a noun for any proposal ("the idea"), or by "it".
        """
        if not before:
            return None
        words = list(_words(text, start, end))
        for place, word in enumerate(words):
            pointed = {one.plain for one in words[max(0, place - 4) : place]} & _POINTERS
            if not pointed:
                continue
            for earlier in reversed(before):
                heads = self._heads.get(earlier.concept_id, set())
                if word.stem in heads or any(self._alike(word.stem, head) for head in heads):
                    return Named(earlier.concept_id, Span(word.start, word.end), False)
            if word.plain in _GENERIC:
                return Named(before[-1].concept_id, Span(word.start, word.end), False)
        for place, word in enumerate(words):
            goes_on = place + 1 == len(words) or words[place + 1].plain in _VERBS
            opens = place == 0 or text[words[place - 1].end : word.start].strip() == ","
            if word.plain in ("it", "this") and opens and goes_on:
                last = before[-1]
                if len(_SENTENCE_END.findall(text, last.span.end, word.start)) > 1:
                    return None  # "it" reaches no further than the sentence before
                if word.plain == "it":  # what the sentence before was about, rather than what it named last
                    told = sentence_around(text, last.span.start)
                    last = next(one for one in before if one.span.start >= told.start)
                return Named(last.concept_id, Span(word.start, word.end), False)
        return None


def _words(text: str, start: int = 0, end: int | None = None) -> Iterable[_Word]:
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield _Word(*match.span(), *_known(match[0]))


@lru_cache(maxsize=1 << 16)
def _known(word: str) -> tuple[str, str]:
    plain = key_of(word)
    return plain, stem_of(plain)
