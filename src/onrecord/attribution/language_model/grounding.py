"""A proposal in the model's words becomes spans of the text, or nothing: which of the places where its words stand
belong together, and whether they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...record import Span
from .answer import Proposal
from .lookup import Lookup, Place
from .passages import Passage

# Source and cue stand beside the content: the 2,191 attributions of PolNeAR dev all lie within 121 and 234 code points,
# 99 in 100 within 54 and 119. Anything further apart is words of one passage that say nothing together.
FARTHEST_CUE = 200  # code points between cue and content
FARTHEST_SOURCE = 300  # between source and cue, or source and content
REPAIR = 20  # added for a place that is not exact: a near one is believed before an exact one far away
ELSEWHERE = 1_000  # added where the cue is not in the paragraph that the model names
WITHIN = 500  # added where one part lies in another, which is cut out of it: only where nothing else is left
OVERLAP = "overlap"

Chain = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Grounded:
    """The spans of one proposal, in text order in each role and apart from each other; `repairs` says what had to be
    overlooked to find them, nothing when every word stood there to the letter."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """Why a proposal has no place in the text."""

    reason: str


NOT_THERE = Ungrounded("with words that are not in the text")
NOT_TOGETHER = Ungrounded("with words that do not stand together")
NOTHING_LEFT = Ungrounded("with one part inside another")


def ground(proposal: Proposal, lookup: Lookup, passage: Passage) -> Grounded | Ungrounded:
    """The spans of a proposal inside its passage: of all places of its words those that lie closest together."""
    within = Span(passage.start, passage.end)
    contents = _chains(proposal.content, lookup, within)
    cues = _chains(proposal.cue, lookup, within)
    sources = _chains(proposal.source, lookup, within)
    if not contents or not cues or (proposal.source and not sources):
        return NOT_THERE
    best = _closest(contents, cues, sources, passage.place(proposal.paragraph))
    return NOT_TOGETHER if best is None else _apart(*best, lookup.text)


def _chains(pieces: Sequence[str], lookup: Lookup, within: Span) -> list[Chain]:
    """The ways to place all pieces: a place of the first, for every other one its place nearest to the one before."""
    places: list[list[Place]] = []
    for piece in pieces:
        found = lookup.pieces(piece, within=within)
        if not found:
            return []
        places += found
    return [_chain(first, places[1:]) for first in places[0]] if places else []


def _chain(first: Place, others: Sequence[Sequence[Place]]) -> Chain:
    chain = [first]
    for places in others:
        after = [place for place in places if place.start >= chain[-1].end]
        chain.append(min(after or places, key=lambda place: (_gap((place,), (chain[-1],)), place.start)))
    return tuple(chain)


def _closest(
    contents: Sequence[Chain], cues: Sequence[Chain], sources: Sequence[Chain], home: Span | None
) -> tuple[Chain, Chain, Chain] | None:
    ranked: list[tuple[int, int, tuple[Chain, Chain, Chain]]] = []
    for content in contents:
        for cue in cues:
            if _gap(cue, content) > FARTHEST_CUE or _covered(content, cue):
                continue
            cost = _distance(cue, content) + _repairs(cue) + _repairs(content)
            if home is not None and not home.contains(cue[0].span):
                cost += ELSEWHERE
            for source in sources or [()]:
                if not source:
                    ranked.append((cost, len(ranked), (source, cue, content)))
                elif min(_gap(source, cue), _gap(source, content)) <= FARTHEST_SOURCE and not _covered(source, cue):
                    beside = 2 * _distance(source, cue) + _repairs(source) + min(_gap(source, content), FARTHEST_SOURCE)
                    beside += WITHIN * _overlap(source, content)
                    ranked.append((cost + beside, len(ranked), (source, cue, content)))
    return min(ranked)[2] if ranked else None


def _distance(chain: Chain, other: Chain) -> int:
    return _gap(chain, other) + WITHIN * _overlap(chain, other)


def _repairs(chain: Chain) -> int:
    return REPAIR * sum(bool(place.repairs) for place in chain)


def _overlap(chain: Chain, other: Chain) -> bool:
    return any(a.start < b.end and b.start < a.end for a in chain for b in other)


def _gap(chain: Chain, other: Chain) -> int:
    """Code points between the nearest places of two chains; 0 when they touch or overlap."""
    return min(max(0, a.start - b.end, b.start - a.end) for a in chain for b in other)


def _covered(chain: Chain, other: Chain) -> bool:
    """Whether all of `chain` lies inside `other`."""
    return all(any(b.start <= a.start and a.end <= b.end for b in other) for a in chain)


def _apart(source: Chain, cue: Chain, content: Chain, text: str) -> Grounded | Ungrounded:
    """The roles without their overlaps: a cue stands first, then a source, and a content that was given with both in it
    keeps the rest."""
    cue_spans = _joined(place.span for place in cue)
    source_spans = _without(_joined(place.span for place in source), cue_spans, text)
    content_spans = _without(_joined(place.span for place in content), (*cue_spans, *source_spans), text)
    if not content_spans or (source and not source_spans):
        return NOTHING_LEFT
    repairs = {repair for chain in (source, cue, content) for place in chain for repair in place.repairs}
    given = {place.span for chain in (source, cue, content) for place in chain}
    if not {*source_spans, *cue_spans, *content_spans} <= given:
        repairs.add(OVERLAP)
    return Grounded(source_spans, cue_spans, content_spans, tuple(sorted(repairs)))


def _joined(spans: Iterator[Span]) -> tuple[Span, ...]:
    """In text order, those that overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _without(spans: Sequence[Span], taken: Sequence[Span], text: str) -> tuple[Span, ...]:
    """What is left of `spans` outside `taken`, without blanks and commas at the cuts; pieces that hold no word go."""
    left: list[Span] = []
    for span in spans:
        pieces = [span]
        for other in taken:
            pieces = [part for piece in pieces for part in _cut(piece, other)]
        left += pieces if pieces == [span] else [trimmed for piece in pieces if (trimmed := _trim(piece, text))]
    return tuple(sorted(span for span in left if any(sign.isalnum() for sign in span.of(text))))


def _cut(span: Span, other: Span) -> list[Span]:
    if not span.overlaps(other):
        return [span]
    ends = ((span.start, other.start), (other.end, span.end))
    return [Span(start, end) for start, end in ends if start < end]


def _trim(span: Span, text: str) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(" \t\n,;:"))
    end = start + len(span.of(text)[start - span.start :].rstrip(" \t\n"))
    return Span(start, end) if start < end else None
