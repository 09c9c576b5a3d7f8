"""Attributions inside a content: whose word the speaker passes on.

The training corpus marks only the outermost attribution, so the tagger learns to be silent inside a content. Read by
itself, however, a content is an ordinary sentence: a second reading of it finds the inner attribution.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..record import AttributionKind
from .drafts import Draft
from .kinds import is_listed, is_speech, kind_of_draft, may_attribute
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


_FIRST_PERSON = frozenset("i we us me".split())
_PRONOUNS = frozenset("he she they him her them himself herself themselves who".split())
# Nobody in particular: "people say", "everyone knows".
_ANYONE = frozenset(
    "people everyone everybody nobody anyone anybody someone somebody one no-one others it that this which what".split()
)
# "He believes the dam is safe" as all that he said: one voice, one statement.
WHOLE = 0.8  # of the outer content
SURE_OF_SELF = 0.89
SURE_IN_QUOTES = 0.7  # 46 fewer inner drafts on PolNeAR dev, full F1 with inner ones counted 67.8 -> 68.5
READINGS = 2  # contents are read, then the contents found in them


def keep_inner(marks: Marks, inner: Draft, outer: Draft | None = None, *, score: float = 0.0) -> bool:
    """Whether an inner draft tells of another voice, or of what the outer speaker himself holds or plans besides the
    rest ("he hopes"); as all that he said only when its `score` is next to certain.

    It needs a source, a content and a cue of the word lists; not a speaker's "I think" inside his own quotation.
    """
    text = marks.text
    by_rule = inner.cue[0].unit < 0
    listed = by_rule or is_listed(text[inner.cue[0].start : inner.cue[-1].end])
    if not inner.source or not inner.content or not listed:
        return False
    source = " ".join(text[s.start : s.end] for s in inner.source).strip(' ,“”"‘’').casefold()
    quoted = (outer is not None and outer.verbatim) or any(marks.inside(s.start, s.end) for s in inner.cue)
    if source == "you" and not is_speech(text[inner.cue[0].start : inner.cue[-1].end]):
        return False
    if source in _ANYONE or (source in _FIRST_PERSON and quoted):
        return False
    if source in _PRONOUNS:
        whole = outer is not None and max(s.end for s in inner.content) - inner.start > WHOLE * _size(outer)
        own = kind_of_draft(text, inner) in (AttributionKind.HELD, AttributionKind.PLANNED)
        return own and (not whole or score >= SURE_OF_SELF)
    return True


def floor(marks: Marks, inner: Draft, threshold: float) -> float:
    """The least score of an inner draft: more than `threshold` where quotation marks hold all of it, for in his own
    words a speaker says what "the left" thinks without reporting it."""
    begin, end = inner.start, max(s.end for s in (*inner.cue, *inner.content))
    quoted = any(q.start <= begin + 1 and end <= q.end + 2 for q in marks.inside(begin, end))
    return max(threshold, SURE_IN_QUOTES) if quoted else threshold


def nested_under(
    marks: Marks, inner: Sequence[Draft], outer: Sequence[Draft], *, score: Callable[[Draft], float] | None = None
) -> list[Draft]:
    """The inner drafts worth keeping whose cue no other draft has, earlier ones first, each under the draft with the
    shortest content that holds its cue. `Draft.outer` counts the drafts of `outer` first; no draft comes before the
    one it lies in."""
    taken = [s for draft in outer for s in draft.cue]
    kept: list[Draft] = []
    for draft in inner:
        if not any(s.start < cue.end and cue.start < s.end for cue in draft.cue for s in taken):
            kept.append(draft)
            taken += draft.cue
    kept.sort(key=lambda d: (-_size(d), d.cue[0].start))
    placed: list[Draft] = []
    for draft in kept:
        everyone = [*outer, *placed]
        holders = [m for m, other in enumerate(everyone) if other.holds(draft.cue[0].start, draft.cue[-1].end)]
        holder = min(holders, key=lambda m: _size(everyone[m]), default=draft.outer)
        sure = score(draft) if score else 0.0
        if holder is not None and keep_inner(marks, draft, everyone[holder], score=sure):
            placed.append(replace(draft, outer=holder))
    return placed


def _size(draft: Draft) -> int:
    return sum(s.end - s.start for s in draft.content)
