"""A proposal in the model's words becomes spans of the text, or nothing: which of the places where its words stand
belong together, and whether they do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...record import Span
from .answer import Proposal
from .lookup import QUOTATION_MARKS, Lookup, Place
from .passages import Passage

# What belongs together stands together: of 22,023 attributions in press text that people marked (PolNeAR train and dev)
# 99.7 in 100 have cue and content in one paragraph and all others but one in neighbors; 9 in 20,426 have source and cue
# in two. In dev no cue is further than 121 code points from its content, no source than 234 from both.
FARTHEST_CUE = 200  # code points between cue and content
FARTHEST_SOURCE = 300  # between source and cue, or source and content
SIGNATURE = 60  # code points of a line that signs the paragraph before it
# Costs in code points that decide between several places of the same words.
ELSEWHERE = 1_000  # the cue is not in the paragraph that the model names
NEXT_PARAGRAPH = 100  # cue and content are in neighboring paragraphs
WITHIN = 30  # source or cue is inside the content and would be cut out of it: "“We do,” she said, “and we will.”"
SHARED = 3  # source and cue have words in common, as in "Quill said" + "said"
REPAIR = 20  # the place is not exact: a near one is believed before an exact one far away
OVERLAP = "overlap"
_SENTENCE_ENDS = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"”’)]*\s+[\"“‘(]*[A-Z]")

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
    best = _closest(contents, cues, sources, _Together(passage, lookup.text, proposal.paragraph))
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


@dataclass(frozen=True, slots=True)
class _Together:
    """Whether places can belong to one attribution, and how much speaks against it: None where all does."""

    passage: Passage
    text: str
    named: int | None

    def cue_and_content(self, cue: Chain, content: Chain) -> int | None:
        gap = _gap(cue, content)
        near = min(abs(a - b) for a in self._paragraphs(cue) for b in self._paragraphs(content))
        if gap > FARTHEST_CUE or near > 1 or _covered(content, cue) or (near and not self._hangs_over(cue, content)):
            return None
        home = self.passage.place(self.named)
        away = home is not None and not home.contains(cue[0].span)
        return gap + ELSEWHERE * away + NEXT_PARAGRAPH * near + WITHIN * _overlap(cue, content) + _repairs(cue)

    def source(self, source: Chain, cue: Chain, content: Chain) -> int | None:
        beside, gap = _gap(source, cue), _gap(source, content)
        if min(beside, gap) > FARTHEST_SOURCE or _covered(source, cue):
            return None
        if not self._paragraphs(source) & self._paragraphs(cue) or not self._one_sentence(source, cue):
            return None
        return 2 * beside + gap + SHARED * _overlap(source, cue) + WITHIN * _overlap(source, content) + _repairs(source)

    def _paragraphs(self, chain: Chain) -> set[int]:
        starts = [paragraph.start for paragraph in self.passage.paragraphs]
        return {bisect_right(starts, place.start) for place in chain}

    def _hangs_over(self, cue: Chain, content: Chain) -> bool:
        """Whether a content in the next paragraph is announced by a colon or opens with a quotation mark, or one in the
        paragraph before is signed: by a dash, or in a line of its own."""
        first, after = self._home(cue[0]), content[0].start > cue[0].start
        for place in content if after else reversed(content):
            home = self._home(place)
            edge = (home.start, place.start) if after else (place.end, home.end)
            if any(sign.isalnum() for sign in self.text[slice(*edge)]):
                continue
            if after:
                return self.text[first.end - 1] == ":" or self.text[home.start] in QUOTATION_MARKS
            return not self.text[first.start].isalnum() or len(first) <= SIGNATURE
        return False

    def _one_sentence(self, source: Chain, cue: Chain) -> bool:
        """Whether no sentence ends between the last words of the one and the first of the other. Sentence ends inside
        them, and titles and initials before a name, do not count."""
        first, second = sorted((source, cue), key=lambda chain: chain[0].start)
        return _SENTENCE_ENDS.search(self.text, first[-1].end, max(second[0].start, first[-1].end)) is None

    def _home(self, place: Place) -> Span:
        paragraphs = self.passage.paragraphs
        return paragraphs[bisect_right([paragraph.start for paragraph in paragraphs], place.start) - 1]


def _closest(
    contents: Sequence[Chain], cues: Sequence[Chain], sources: Sequence[Chain], together: _Together
) -> tuple[Chain, Chain, Chain] | None:
    best: tuple[int, tuple[Chain, Chain, Chain]] | None = None
    for content in contents:
        for cue in cues:
            cost = together.cue_and_content(cue, content)
            if cost is None or (best is not None and cost >= best[0]):
                continue
            for source in sources or [()]:
                more = together.source(source, cue, content) if source else 0
                if more is not None and (best is None or cost + more + _repairs(content) < best[0]):
                    best = cost + more + _repairs(content), (source, cue, content)
    return best[1] if best else None


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
