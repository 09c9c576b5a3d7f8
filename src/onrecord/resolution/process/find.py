"""From sentences to requirements: the map over documents, and the way of a whole collection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...record import Annotated, Attribution, Concept, DateRange, RegionKind, Requirement, RequirementKind, Span
from ...record.dates import UNKNOWN_DATE
from ..dates import DateKind, DateMention
from ..derivation.sentence import sentence_around
from .cues import TRIGGER, Cue, cues_of
from .deeds import concept_of_deed, deed_in
from .gather import gather_requirements
from .naming import ConceptNames, Named

_TOLD_IN = (RegionKind.BODY, RegionKind.HEADLINE, RegionKind.SUBHEAD)
_LONGEST = 900  # code points of a sentence; longer ones are tables or lists
_REACH = 700  # code points before a sentence in which a concept may have been named that it takes up
_FEWEST_WORDS = 2  # of what is required
_NEAR = 100  # code points between a concept and the verb that says what it takes
_EXCHANGE = re.compile(r"\bin (?:exchange|return) for\b", re.IGNORECASE)
_MUST_DECIDE = re.compile(
    r"\b(?:must|ha(?:s|ve)\s+to|needs?\s+to|is\s+to|are\s+to)\s+(?:vote|decide|rule|act|answer|approve|ratify|sign)\s*$",
    re.IGNORECASE,
)
_ONLY_IT = re.compile(r"[\s“\"]*(?:it|this|that)\s*", re.IGNORECASE)
_CUT_OFF = re.compile(
    r"\b(?:an?|the|to|of|for|from|by|with|and|or|that|its|their|his|her)$", re.IGNORECASE
)  # half a phrase
_LOOSE = re.compile(r"(?:on|in|at|before|after|since|during|under|over)\s", re.IGNORECASE)  # says when, not what


@dataclass(frozen=True, slots=True)
class Demand:
    """One passage that says what a concept takes."""

    document_id: str
    sentence: Span
    concept_id: str
    kind: RequirementKind
    needed: bool
    words: str
    sure: bool
    actors: tuple[str, ...]
    due: DateRange
    attribution_id: str | None


def find_requirements(
    articles: Sequence[Annotated],
    concepts: Sequence[Concept],
    *,
    actors_in: Mapping[str, Sequence[tuple[Span, str]]] | None = None,
    dates_by_document: Mapping[str, Sequence[DateMention]] | None = None,
) -> tuple[Requirement, ...]:
    """What `articles` say each concept takes or can do without, by concept, kind and place; empty without concepts.

    `actors_in` gives the named actors of each document by span, `dates_by_document` its dates; both by document id.
    """
    names = ConceptNames(concepts)
    demands = [
        demand
        for article in articles
        for demand in read_requirements(
            article,
            names,
            actors=(actors_in or {}).get(article.document.id, ()),
            dates=(dates_by_document or {}).get(article.document.id, ()),
        )
    ]
    return gather_requirements(demands, concepts)


def read_requirements(
    article: Annotated,
    names: ConceptNames,
    *,
    actors: Sequence[tuple[Span, str]] = (),
    dates: Sequence[DateMention] = (),
) -> tuple[Demand, ...]:
    """What one document says that concepts take: the map of which `gather_requirements` is the gather."""
    if not names.concepts:
        return ()
    text = article.document.text
    found: list[Demand] = []
    reached = 0
    for trigger in TRIGGER.finditer(text):
        if trigger.start() < reached:
            continue
        sentence = sentence_around(text, trigger.start())
        reached = max(sentence.end, trigger.end())
        if not len(sentence) or len(sentence) > _LONGEST or article.kind_at(sentence) not in (*_TOLD_IN, None):
            continue
        if not names.may_name(text, max(0, sentence.start - _REACH), sentence.end) and not deed_in(text, sentence):
            continue
        found += _demands(article, sentence, names, actors, dates)
    return tuple(found)


def _demands(
    article: Annotated,
    sentence: Span,
    names: ConceptNames,
    actors: Sequence[tuple[Span, str]],
    dates: Sequence[DateMention],
) -> Iterator[Demand]:
    text = article.document.text
    cues = list(cues_of(text, sentence))
    if not cues:
        return
    here = names.find(text, sentence.start, sentence.end)
    before = names.find(text, max(0, sentence.start - _REACH), sentence.start)
    for cue in cues:
        named = _about(text, cue, sentence, names, here, before) or (names.main(text) if cue.general else None)
        deed = None
        if named is None and cue.kind is not RequirementKind.TIME:
            deed = deed_in(text, cue.subject)
            if deed is None and _ONLY_IT.fullmatch(text, cue.subject.start, cue.subject.end):
                deed = deed_in(text, _sentence_before(text, sentence))
            named = concept_of_deed(text, deed, names) if deed is not None else None
        named = named or _matter_before(text, cue, sentence, names)
        words = " ".join(cue.told.of(text).split()).strip(' ,;:“”"')
        if named is not None and deed is not None and not cue.told.overlaps(deed):
            words = f"{words}, for {deed.of(text)[:1].lower()}{deed.of(text)[1:]}"  # which deed upon the concept
        if named is None or len(words.split()) < _FEWEST_WORDS or _LOOSE.match(words) or _CUT_OFF.search(words):
            continue
        due = _due(cue, dates)
        if cue.kind is RequirementKind.TIME and not due.known and not _lasting(cue, text):
            continue
        yield Demand(
            article.document.id,
            sentence,
            named.concept_id,
            cue.kind,
            cue.needed,
            words,
            named.sure,
            tuple(dict.fromkeys(actor for span, actor in actors if cue.wanted.overlaps(span))),
            due,
            _spoken_by(article, cue.wanted),
        )


def _about(
    text: str, cue: Cue, sentence: Span, names: ConceptNames, here: Sequence[Named], before: Sequence[Named]
) -> Named | None:
    """The concept that the cue's subject names or takes up; else one that the sentence names outside what is wanted."""
    subject = [
        one
        for one in here
        if cue.subject.contains(one.span)
        and (cue.wanted.start < one.span.start or cue.wanted.start - one.span.end <= _NEAR)
    ]
    if subject:
        return subject[-1] if cue.subject.end <= cue.wanted.start else subject[0]
    earlier = [*before, *(one for one in here if one.span.end <= cue.subject.start)]
    taken = names.taken_up(text, cue.subject.start, cue.subject.end, earlier)
    if taken is not None:
        return taken
    if cue.kind in (RequirementKind.TIME, RequirementKind.CONDITION):
        around = [one for one in here if cue.told.contains(one.span) and not cue.wanted.overlaps(one.span)]
        if _EXCHANGE.match(text, cue.wanted.start):  # what is given stands before it
            around = [one for one in around if one.span.end <= cue.wanted.start]
        return around[-1] if around else None
    return None


def _matter_before(text: str, cue: Cue, sentence: Span, names: ConceptNames) -> Named | None:
    """What the sentence before is about, where a body must decide by a day and nothing is said of on what."""
    if cue.kind is not RequirementKind.TIME or not _MUST_DECIDE.search(text, cue.subject.start, cue.subject.end):
        return None
    before = _sentence_before(text, sentence)
    found = names.find(text, before.start, before.end)
    if found:
        return Named(found[0].concept_id, found[0].span, False)
    deed = deed_in(text, before)
    return concept_of_deed(text, deed, names) if deed is not None else None


def _sentence_before(text: str, sentence: Span) -> Span:
    """The sentence before, in the same paragraph; empty at the head of one."""
    last = len(text[: sentence.start].rstrip(' “”"'))
    if not last or "\n" in text[last : sentence.start]:
        return Span(sentence.start, sentence.start)
    return sentence_around(text, last - 1)


def _due(cue: Cue, dates: Sequence[DateMention]) -> DateRange:
    inside = [one.dates for one in dates if one.kind is DateKind.POINT and cue.wanted.contains(one.span)]
    return inside[0] if len(inside) == 1 else UNKNOWN_DATE


def _lasting(cue: Cue, text: str) -> bool:
    return any(word in cue.wanted.of(text).lower() for word in ("week", "month", "year", "day", "hour", "decade"))


def _spoken_by(article: Annotated, wanted: Span) -> str | None:
    """The innermost attribution whose content holds the words."""
    holding: list[tuple[int, Attribution]] = []
    for one in article.annotation.attributions:
        size = next((len(span) for span in one.content if span.overlaps(wanted)), None)
        if size is not None:
            holding.append((size, one))
    return min(holding, key=lambda pair: (pair[0], pair[1].id))[1].id if holding else None
