"""Attributions inside a content: whose word the speaker passes on.

The training corpus marks only the outermost attribution, so the tagger learns to be silent inside a content. Read by
itself, however, a content is an ordinary sentence: a second reading of it finds the inner attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..record import AttributionKind
from .drafts import Draft
from .kinds import is_listed, kind_of_draft, may_attribute
from .verbatim import Marks

MIN_WORDS = 4
# Two reported clauses are two sentences when each is read by itself.
_PARTS = re.compile(r"\n+|,?\s(?:and|but)\s(?=that\s)", re.IGNORECASE)
_LEAD = re.compile(r"[\s\"“”‘’',;:—–-]*(?:(?:that|if|whether|because|saying)\s+)?[\s\"“‘']*", re.IGNORECASE)


def clauses(text: str, drafts: Sequence[Draft]) -> Iterator[tuple[int, int, int]]:
    """(number of the draft, start, end) of each stretch of content worth a reading of its own: without its opening
    mark and complementizer, long enough, and with a word that could be a cue."""
    for number, draft in enumerate(drafts):
        for stretch in draft.content:
            bounds = [m.span() for m in _PARTS.finditer(text, stretch.start, stretch.end)]
            starts = [stretch.start, *(end for _, end in bounds)]
            ends = [*(start for start, _ in bounds), stretch.end]
            for begin, end in zip(starts, ends, strict=True):
                lead = _LEAD.match(text, begin, end)
                start = lead.end() if lead else begin
                words = text[start:end]
                if words.count(" ") + 1 >= MIN_WORDS and may_attribute(words):
                    yield number, start, end


_FIRST_PERSON = frozenset("i we you us me".split())
_PRONOUNS = frozenset("he she they him her them himself herself themselves who".split())


def keep_inner(marks: Marks, inner: Draft) -> bool:
    """Whether an inner draft tells of another voice, or of what the outer speaker himself holds or plans ("he hopes").

    It needs a source, a content and a cue of the word lists; not a speaker's "I think" inside his own quotation.
    """
    text = marks.text
    if not inner.source or not inner.content or not is_listed(text[inner.cue[0].start : inner.cue[-1].end]):
        return False
    source = " ".join(text[s.start : s.end] for s in inner.source).strip(" ,").casefold()
    if source in _FIRST_PERSON and any(marks.inside(s.start, s.end) for s in inner.cue):
        return False
    if source in _PRONOUNS:
        return kind_of_draft(text, inner) in (AttributionKind.HELD, AttributionKind.PLANNED)
    return source not in {"it", "that", "this", "which"}


def without_doubles(inner: Sequence[Draft], outer: Sequence[Draft]) -> list[Draft]:
    """Inner drafts whose cue no other draft has, each under the outer one with the shortest content."""
    taken = [s for draft in outer for s in draft.cue]
    kept: list[Draft] = []
    sizes = [sum(s.end - s.start for s in draft.content) for draft in outer]
    for draft in sorted(inner, key=lambda d: (sizes[d.outer or 0], d.cue[0].start)):
        if not any(s.start < cue.end and cue.start < s.end for cue in draft.cue for s in taken):
            kept.append(draft)
            taken += draft.cue
    return kept
