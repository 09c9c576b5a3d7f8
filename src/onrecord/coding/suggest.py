"""Attributions to suggestions: which concepts each is about, and with what stance of its speaker."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..record import (
    Annotated,
    Attribution,
    AttributionKind,
    Codebook,
    ConceptKind,
    Document,
    EntityKind,
    Span,
    Suggestion,
)
from ..text import stable_id
from .matching import MIN_SCORE, ConceptFinder, ConceptMention
from .stance import read_argument_stance, read_stance
from .words import Counted, content_stems, stem_set

ORIGIN = "coder-en 2"
_SEED = "coder-en 1"  # of ids: a suggestion keeps its own, with what was decided on it, when the reading gets better
MAX_PER_ATTRIBUTION = 3
_LARGE = 2_000  # documents from which on the weights of words are rounded
_LOOK_BACK = 420  # code points, about three sentences, in which "such a treaty" finds its treaty
_LOOK_FAR = 1_500  # the same for a noun of its own kind ("such a treaty"), which an article takes up for paragraphs
_BY_NOUN = 0.85  # how surely "such a" noun takes it up; "the commitment", "it" and "the idea" less so
_SAME = frozenset(("", "he", "she", "it", "his", "her", "its", "i", "we", "my", "our"))
# "said in a written statement": what somebody speaks in is not what is spoken of.
_MEDIUM = re.compile(r"(?!joint)(?:[\w-]+ ){0,2}statements?$", re.IGNORECASE)  # a joint one is a deed
_GIVEN_IN = re.compile(
    r"\b(?:in|issu(?:e|es|ed|ing)|releas(?:e|es|ed|ing)|read(?:s|ing)?(?: out)?|put out|according to)\s+"
    r"(?:an?|the|his|her|its|their|this|that|past|earlier|recent|separate|similar)?\s*(?:(?!joint)[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_OPENING = 60  # code points of a title before the name that opens what is reported
_REPORTS = re.compile(r"\b(?:report(?:s|ed|ing)?|reveal(?:s|ed|ing)?|disclos(?:es|ed|ing))\b", re.IGNORECASE)
_MINDED = re.compile(
    r"(?:,[^.;,]{1,60},)?\s+(?:(?:now|still|also|privately|had|has|was|is|will|would|may|might|could|no\s+longer)\s+){0,3}"
    r"(?:ready|willing|inclined|prepared|determined|set|about|likely|unwilling|reluctant|planning|considering|hoping|"
    r"wants?|wanted|plans?|planned|hopes?|hoped|intends?|intended|means?|meant|oppos\w+|support\w*|back(?:s|ed|ing)?|"
    r"favou?r\w*|reject\w*|decid\w+|agree[sd]?|refus\w+|drop\w*|abandon\w*|scrap\w*|block\w*|veto\w*|resist\w*)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^[^.;:!?\"“”]{0,45}\b(?:of|on|about|over|for|to|towards?|regarding|in favou?r of)\b[^.;:!?\"“”]{0,25}$", re.I
)


def suggest_codes(articles: Sequence[Annotated], codebook: Codebook) -> tuple[Suggestion, ...]:
    """Suggestions for every attribution that speaks of a concept, in the order of articles and attributions.

    At most three concepts an attribution. `score` is the certainty of the concept times that of the stance (from 0 to
    1); a stance without any sign in the words is suggested as neutral with a low score.
    """
    finder = ConceptFinder(codebook, word_weights(codebook, (read_stems(article) for article in articles)))
    return tuple(suggestion for article in articles for suggestion in suggest_for(article, finder))


def read_stems(article: Annotated) -> frozenset[str]:
    """What one document contributes to the weights of words, apart from all others: its distinct stems."""
    return stem_set(article.document.text)


def word_weights(codebook: Codebook, stem_sets: Iterable[Iterable[str]]) -> dict[str, float]:
    """Inverse document frequencies of those stems that a finder of these concepts asks for.

    In a large collection they are rounded, so that a few more articles leave the suggestions for all others as they
    are.
    """
    words = " ".join(" ".join((one.label, *one.keywords)) for one in codebook)
    by_all_words = any(one.kind is ConceptKind.ARGUMENT for one in codebook)  # an argument is found by its matter
    counted = Counted(None if by_all_words else frozenset(content_stems(words)))
    counted.count(stem_sets)
    weights = counted.weights()
    return {stem: round(weight, 2) for stem, weight in weights.items()} if counted.n >= _LARGE else weights


def suggest_for(article: Annotated, finder: ConceptFinder) -> tuple[Suggestion, ...]:
    """The suggestions of one document, by a finder that knows the concepts and the weights of words."""
    mentions = finder.find(article.document.text)
    reported: dict[str, list[Span]] = defaultdict(list)
    for attribution in article.annotation.attributions:
        if attribution.parent is not None and not _of_the_same(article.document.text, attribution, mentions):
            reported[attribution.parent] += [*attribution.cue, *attribution.content]
        if _only_reports(article, attribution):
            reported[attribution.id] += attribution.content
    return tuple(
        suggestion
        for attribution in article.annotation.attributions
        for suggestion in _suggest(article.document, attribution, mentions, finder, reported[attribution.id])
    )


def _only_reports(article: Annotated, attribution: Attribution) -> bool:
    """Whether a source reports what a named person is ready, wants or plans to do: that person's side, if anybody's."""
    text = article.document.text
    if not attribution.content or not any(_REPORTS.search(span.of(text)) for span in attribution.cue):
        return False
    content = attribution.content[0]
    return any(
        mention.entity is EntityKind.PERSON
        and content.start <= mention.start <= content.start + _OPENING
        and _MINDED.match(text, mention.end, content.end) is not None
        and not any(span.overlaps(mention.span) for span in attribution.source)
        for mention in article.annotation.mentions
    )


def _of_the_same(text: str, nested: Attribution, mentions: Sequence[ConceptMention]) -> bool:
    """Whether what a saying reports is the speaker's own view ("stressed his opposition to the dam"), what the speaker
    asks of others ("urged members to oppose it"), or no person's (the dam was taken for one: "would threaten")."""
    first = nested.cue[0] if nested.cue else None
    if first is not None and (first.of(text).startswith("to ") or text[: first.start].endswith(" to ")):
        return True
    words = " ".join(span.of(text) for span in nested.source).casefold()
    return words in _SAME or any(m.start < span.end and span.start < m.end for span in nested.source for m in mentions)


def _suggest(
    document: Document,
    attribution: Attribution,
    mentions: Sequence[ConceptMention],
    finder: ConceptFinder,
    others: Sequence[Span],
) -> Iterator[Suggestion]:
    if (
        attribution.kind is AttributionKind.ASKED
        and attribution.cue
        and all(cue.of(document.text) in (":", ".") for cue in attribution.cue)
    ):
        return  # "Q: Should the dam be sold?": an interviewer's question is no view
    kinds = {concept.id: concept.kind for concept in finder.concepts}
    for mention in _about(document.text, attribution, mentions, finder)[:MAX_PER_ATTRIBUTION]:
        place = Span(mention.start, mention.end)
        if kinds[mention.concept_id] is ConceptKind.ARGUMENT:
            if any(place.overlaps(other) for other in others):
                continue  # an argument that the speaker reports somebody else to use
            reading = read_argument_stance(document.text, cue=attribution.cue, concept=place)
        else:
            reading = read_stance(
                document.text,
                cue=attribution.cue,
                content=attribution.content,
                concept=place,
                kind=attribution.kind,
                others=others,
                rivals=[
                    Span(other.start, other.end)
                    for other in mentions
                    if other.concept_id != mention.concept_id and kinds[other.concept_id] is not ConceptKind.ARGUMENT
                ],
            )
        score = round(mention.score * (0.55 + 0.45 * reading.clarity), 3)
        yield Suggestion(
            id=stable_id("sug", attribution.id, mention.concept_id, _SEED),
            attribution_id=attribution.id,
            concept_id=mention.concept_id,
            stance=reading.stance,
            score=score,
            origin=ORIGIN,
        )


def _about(
    text: str, attribution: Attribution, mentions: Sequence[ConceptMention], finder: ConceptFinder
) -> list[ConceptMention]:
    """The concepts an attribution is about, the surest first: named in it, else named before and pointed back to."""
    spans = (*attribution.content, *attribution.cue)
    named = [
        m
        for m in mentions
        if any(span.start < m.end and m.start < span.end for span in spans)
        and not (_MEDIUM.match(text, m.start, m.end) and _GIVEN_IN.search(text, max(0, m.start - 40), m.start))
    ]
    kinds = {concept.id: concept.kind for concept in finder.concepts}
    named = _without_complements(text, named, finder)
    best: dict[str, ConceptMention] = {}
    for mention in named:
        if mention.concept_id not in best or mention.score > best[mention.concept_id].score:
            best[mention.concept_id] = mention
    if not any(kinds[concept] is ConceptKind.OPTION for concept in best):
        before = _named_before(text, attribution, mentions, finder)
        if before is not None:
            best.setdefault(before.concept_id, before)
    for span in attribution.content:
        for mention in finder.find_topic(text, span.start, span.end):
            best.setdefault(mention.concept_id, mention)
    return sorted(best.values(), key=lambda m: (-m.score, m.start, m.concept_id))


def _without_complements(text: str, named: Sequence[ConceptMention], finder: ConceptFinder) -> list[ConceptMention]:
    """Drops an option that only completes another: "talks about a treaty" is about the talks."""
    kinds = {concept.id: concept.kind for concept in finder.concepts}
    kept: list[ConceptMention] = []
    for mention in named:
        last = kept[-1] if kept else None
        if (
            last is not None
            and kinds[last.concept_id] is kinds[mention.concept_id] is ConceptKind.OPTION
            and last.concept_id != mention.concept_id
            and _JOINED.match(text[last.end : mention.start])
        ):
            continue
        kept.append(mention)
    return kept


def _named_before(
    text: str, attribution: Attribution, mentions: Sequence[ConceptMention], finder: ConceptFinder
) -> ConceptMention | None:
    """The nearest concept named shortly before a content that points back to it."""
    if not attribution.content:
        return None
    start = attribution.content[0].start
    nearest: ConceptMention | None = None
    for mention in mentions:
        if mention.end > start or start - mention.end > _LOOK_FAR:
            continue
        certainty = max(
            finder.points_back(text, span.start, span.end, mention.concept_id) for span in attribution.content
        )
        between = text[mention.end : start]
        far = start - mention.end > _LOOK_BACK
        if certainty == 0.0 or (far and certainty < _BY_NOUN):
            continue
        nearness = (
            0.7 if far else 1.0 if not re.search(r"[.!?]\s", between) else 0.9 if len(between) < _LOOK_BACK / 2 else 0.8
        )
        candidate = ConceptMention(mention.concept_id, mention.start, mention.end, mention.score * certainty * nearness)
        if candidate.score >= MIN_SCORE * 0.8 and (nearest is None or candidate.score >= nearest.score * 0.9):
            nearest = candidate
    return nearest
