"""Attributions inside a content: whose word the speaker passes on.

The training corpus marks only the outermost attribution, so the tagger learns to be silent inside a content. Read by
itself, however, a content is an ordinary sentence: a second reading of it finds the inner attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .drafts import Draft
from .kinds import may_attribute
from .quotes import Quotation
from .verbatim import Marks

MIN_WORDS = 4
_LEAD = re.compile(r"[\s\"“”‘’',;:—–-]*(?:(?:that|if|whether|because|saying)\s+)?[\s\"“‘']*", re.IGNORECASE)


def clauses(text: str, drafts: Sequence[Draft]) -> Iterator[tuple[int, int, int]]:
    """(number of the draft, start, end) of each stretch of content worth a reading of its own: without its opening
    mark and complementizer, long enough, and with a word that could be a cue."""
    for number, draft in enumerate(drafts):
        for stretch in draft.content:
            lead = _LEAD.match(text, stretch.start, stretch.end)
            start = lead.end() if lead else stretch.start
            words = text[start : stretch.end]
            if words.count(" ") + 1 >= MIN_WORDS and may_attribute(words):
                for line in re.finditer(r"[^\n]+", words):
                    yield number, start + line.start(), start + line.end()


_FIRST_PERSON = frozenset("i we you it us me".split())


def keep_inner(marks: Marks, inner: Draft) -> bool:
    """Whether an inner draft tells of another voice: it has a source and a content, and is not a speaker's "I think"
    or "you know" inside his own quotation."""
    if not inner.source or not inner.content:
        return False
    source = " ".join(marks.text[s.start : s.end] for s in inner.source).strip(" ,").casefold()
    if source in _FIRST_PERSON and _quoted(marks, inner):
        return False
    return source not in {"it", "you", "that", "this"}


def _quoted(marks: Marks, draft: Draft) -> list[Quotation]:
    return [q for s in draft.cue for q in marks.inside(s.start, s.end)]
