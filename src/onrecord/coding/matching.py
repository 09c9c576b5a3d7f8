"""Where a text speaks of a concept: by keyword, label or definition, or by a word that points back to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..record import Concept, ConceptKind
from .words import Token, content_stems, tokens, word_class

# Heads that name the same thing in a policy debate: "the pact" takes up "a defence treaty".
HEAD_GROUPS = (
    "treaty pact agreement accord deal compact convention protocol settlement",
    "bill law act legislation statute",
    "plan proposal scheme project programme blueprint initiative",
    "statement declaration announcement pledge commitment gesture",
    "tax levy charge fee toll duty tariff surcharge",
    "ban prohibition moratorium embargo",
    "talks negotiations discussions consultations",
    "referendum plebiscite",
    "merger takeover acquisition",
    "cut reduction",
    "fund subsidy grant aid loan guarantee",
)
_GENERIC_HEADS = "idea concept offer prospect proposal plan move step option initiative measure scheme project"
MIN_SCORE = 0.45
_KEYWORD_SCORE, _LABEL_SCORE, _PARTIAL_SCORE, _TOPIC_SCORE = 0.92, 0.95, 0.62, 0.5
_MAX_GAP = 2  # words that may stand between two words of a pattern


def heads() -> tuple[str, ...]:
    """Nouns that a proposal is taken up by: those of its kind, and those for any."""
    return tuple(sorted({*" ".join((*HEAD_GROUPS, _GENERIC_HEADS)).split()}))


def head_groups() -> dict[str, int]:
    """Stem of a head noun -> the number of its group of near-synonyms."""
    return {item: number for number, group in enumerate(HEAD_GROUPS) for item in content_stems(group)}


@dataclass(frozen=True, slots=True)
class ConceptMention:
    """A place that speaks of a concept: its extent in code points and how surely, from 0 to 1."""

    concept_id: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Pattern:
    concept_id: str
    stems: tuple[str, ...]
    score: float
    whole: bool  # every stem must be there; otherwise the head and most of the weight


class ConceptFinder:
    """Finds mentions of a codebook's concepts; `frequencies` (stem -> inverse document frequency) weigh its words.

    `weighed` collects the concepts for which such weights were asked for: whoever empties it before a text knows then
    on which of them the answer depends.
    """

    def __init__(self, concepts: Iterable[Concept], frequencies: dict[str, float] | None = None) -> None:
        self.concepts = tuple(concepts)
        self._frequencies = frequencies or {}
        self.weighed: set[str] = set()
        self._groups = head_groups()
        self._generic = frozenset(content_stems(_GENERIC_HEADS))
        self._patterns: list[_Pattern] = []
        self._topics: dict[str, frozenset[str]] = {}
        for concept in self.concepts:
            self._add(concept)
        self._labels = {concept.id: content_stems(concept.label) for concept in self.concepts}
        self._heads = {one: stems[-1] for one, stems in self._labels.items() if stems}
        self._arguments = [concept for concept in self.concepts if concept.kind is ConceptKind.ARGUMENT]
        self._kinds = {concept.id: concept.kind for concept in self.concepts}
        self._by_stem: dict[str, list[_Pattern]] = {}
        for pattern in self._patterns:
            for item in set(pattern.stems) if not pattern.whole else {pattern.stems[0]}:
                self._by_stem.setdefault(item, []).append(pattern)

    def _add(self, concept: Concept) -> None:
        if label := content_stems(concept.label):
            self._patterns.append(_Pattern(concept.id, label, _LABEL_SCORE, True))
            if len(label) > 1:
                self._patterns.append(_Pattern(concept.id, label, _PARTIAL_SCORE, False))
        for keyword in concept.keywords:
            if stems := content_stems(keyword):
                self._patterns.append(_Pattern(concept.id, stems, _KEYWORD_SCORE, True))
        described = content_stems(" ".join((concept.label, concept.definition, *concept.keywords, *concept.examples)))
        self._topics[concept.id] = frozenset(described)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[ConceptMention]:
        """Mentions in `text[start:end]` in text order; of two at one place the more specific stands."""
        words = [token for token in tokens(text, start, end) if token.is_content]
        found: list[ConceptMention] = []
        by_stem = self._by_stem
        for position in [place for place, word in enumerate(words) if word.stem in by_stem]:
            for pattern in by_stem[words[position].stem]:
                mention = self._match(pattern, words, position)
                if mention is not None:
                    found.append(mention)
        return _most_specific(found)

    def _match(self, pattern: _Pattern, words: Sequence[Token], position: int) -> ConceptMention | None:
        if pattern.whole:
            at = position
            for item in pattern.stems[1:]:
                following = [n for n in range(at + 1, min(at + 2 + _MAX_GAP, len(words))) if words[n].stem == item]
                if not following:
                    return None
                at = following[0]
            return ConceptMention(pattern.concept_id, words[position].start, words[at].end, pattern.score)
        return self._match_partly(pattern, words, position)

    def _match_partly(self, pattern: _Pattern, words: Sequence[Token], position: int) -> ConceptMention | None:
        """Most of the label's weight near its head, or near a near-synonym of the head."""
        reach = len(pattern.stems) + _MAX_GAP
        window = words[position : position + reach]
        head, group = pattern.stems[-1], self._groups.get(pattern.stems[-1])
        covered: dict[str, float] = {}
        last = position
        for offset, word in enumerate(window):
            if word.stem in pattern.stems:
                covered[word.stem] = 1.0
            elif group is not None and self._groups.get(word.stem) == group and head not in covered:
                covered[head] = 0.9
            else:
                continue
            last = position + offset
        if head not in covered:
            return None
        self.weighed.add(pattern.concept_id)
        weights = {item: self._frequencies.get(item, 1.0) for item in pattern.stems}
        share = sum(weights[item] * value for item, value in covered.items()) / sum(weights.values())
        if share < 0.6 or len(covered) < 2:
            return None
        return ConceptMention(
            pattern.concept_id, words[position].span.start, words[last].span.end, pattern.score + 0.3 * (share - 0.6)
        )

    def weights_of(self, concept_ids: Iterable[str]) -> list[tuple[str, list[tuple[str, float]]]]:
        """The weights that answers depend on where they weighed these concepts; all there are where the codebook holds
        arguments, which are found by their matter."""
        if self._arguments:
            return [("", sorted(self._frequencies.items()))]
        return [
            (one, sorted((item, self._frequencies.get(item, 1.0)) for item in self._labels.get(one, ())))
            for one in sorted(concept_ids)
        ]

    def find_topic(self, text: str, start: int = 0, end: int | None = None) -> list[ConceptMention]:
        """Arguments whose description shares at least two weighty words with `text[start:end]`, the best first."""
        if not self._arguments:
            return []
        words = [token for token in tokens(text, start, end) if token.is_content]
        stems = {word.stem for word in words}
        if not stems:
            return []
        found = []
        for concept in self._arguments:
            shared = stems & self._topics[concept.id]
            if len(shared) < 2:
                continue
            weight = sum(self._frequencies.get(item, 1.0) for item in shared)
            whole = sum(self._frequencies.get(item, 1.0) for item in stems)
            score = min(0.8, _TOPIC_SCORE * min(1.0, 4 * weight / whole) + 0.05 * len(shared))
            if score >= MIN_SCORE:
                spans = [word.span for word in words if word.stem in shared]
                found.append(ConceptMention(concept.id, spans[0].start, spans[-1].end, score))
        return sorted(found, key=lambda mention: (-mention.score, mention.concept_id))

    def points_back(self, text: str, start: int, end: int, concept_id: str) -> float:
        """How surely words of `text[start:end]` take up a concept named before: "such a treaty", "the idea", "it"; 0
        to 1."""
        found = tokens(text, start, end)
        head = self._heads.get(concept_id)
        group = self._groups.get(head) if head else None
        is_option = self._kinds[concept_id] is ConceptKind.OPTION
        best = 0.0
        pointed = such = -_POINTS_AHEAD - 1  # where the last word that points back stood
        for number, (_, _, lower, stem, _) in enumerate(found):
            if stem and number - pointed <= _POINTS_AHEAD:
                if stem == head or (group is not None and self._groups.get(stem) == group):
                    best = max(best, 0.85 if number - such <= _POINTS_AHEAD else 0.75)
                elif stem in self._generic and is_option:
                    best = max(best, 0.65)
            elif is_option and number <= 4 and lower in _THINGS and _stands_for_a_thing(found, number):
                best = max(best, 0.62)
            if lower in _POINTERS:
                pointed = number
                if lower == "such":
                    such = number
        return best


_POINTERS = frozenset(("such", "this", "that", "the", "any", "these", "those"))
_POINTS_AHEAD = 4  # words
_THINGS = frozenset(("it", "this", "that"))


def _stands_for_a_thing(found: Sequence[Token], number: int) -> bool:
    """ "it", "this", or "that" before a verb; the "that" of "said that ..." stands for nothing."""
    following = found[number + 1].lower if number + 1 < len(found) else ""
    if found[number].lower == "that":
        return following in ("is", "was", "would", "will", "could", "should", "must", "has")
    return found[number].lower in ("it", "this") and not (
        found[number].lower == "this" and word_class(following) == "N"
    )


def _most_specific(found: list[ConceptMention]) -> list[ConceptMention]:
    """Drops a mention that lies in a longer or surer one of another concept, and doubles of the same concept."""
    kept: list[ConceptMention] = []
    for mention in sorted(found, key=lambda m: (-m.score, m.start - m.end, m.start, m.concept_id)):
        if not any(mention.start < other.end and other.start < mention.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: (m.start, m.end, m.concept_id))
