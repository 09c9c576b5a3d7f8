"""Refusals to comment that the tagger passed over: their wording is as good as fixed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import sentences
from .drafts import Draft, Stretch
from .labels import AttributionRole
from .tokens import WORD

_NOT = r"(?:(?:did|does|do|has|have|had|could|would|will)(?:\s+not|n[’']t)|cannot|can[’']t)(?:\s+\w+ly)?"
_ASKED_FOR = (
    r"(?:comment|(?:\w+\s+){0,3}(?:requests?|questions?|calls?|e-?mails?|messages?|inquir(?:y|ies))[^.;,“\"]{0,60})"
)
_PATTERN = re.compile(
    rf"(?P<cue>{_NOT}\s+(?:respond|reply)\s+to)\s+(?P<content>{_ASKED_FOR})"
    rf"|(?P<cue2>{_NOT}\s+return(?:ed)?)\s+(?P<content2>{_ASKED_FOR})"
    rf"|(?P<cue3>{_NOT}\s+(?:immediately\s+)?be\s+reached)\s+(?P<content3>for\s+comment)"
    r"|(?P<cue4>(?:has\s+|have\s+|had\s+|also\s+)?(?:declined|refused|declines|refuses))\s+(?P<content4>to\s+comment[^.;,“\"]{0,60})"
    rf"|(?P<cue6>{_NOT})\s+(?P<content6>comment(?!s)[^.;,“\"]{{0,60}})"
    r"|(?<=\w)\s(?P<cue7>would|could|had|has|have)\s+(?P<content7>(?:comment|respond)(?:ed)?[^.;,“\"]{0,60})"
    r"|(?P<cue5>(?:had|has|have|offered|made)\s+no)\s+(?P<content5>(?:immediate\s+)?comment[^.;,“\"]{0,60})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?:[;—–]|,?\s(?:and|but|while|though|although)\s|,\s)")
_NOBODY = re.compile(r"(?:neither|nobody|no\s+one|none)\b", re.IGNORECASE)
_ADVERBS = frozenset("also still later again repeatedly immediately so".split())
MAX_SOURCE_WORDS = 14
SURE = 0.85


def refusals(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with a source before the refusal in its sentence; none where a draft already stands."""
    return [found for match in _PATTERN.finditer(text) for found in _refusal(text, match, drafts)]


def _refusal(text: str, match: re.Match[str], drafts: Sequence[Draft]) -> Iterator[Draft]:
    number = next(name for name, words in match.groupdict().items() if name.startswith("cue") and words)[3:]
    cue, content = match.span("cue" + number), match.span("content" + number)
    taken = [s for d in drafts for s in (*d.cue, *d.content)]
    if any(s.start < content[1] and cue[0] < s.end for s in taken):
        return
    line_start = text.rfind("\n", 0, cue[0]) + 1
    starts = [s.start for s in sentences(text, line_start, content[1])]
    start = max((s for s in starts if s <= cue[0]), default=line_start)
    words = [w.span() for w in WORD.finditer(text, start, cue[0])]
    if len(words) > MAX_SOURCE_WORDS:
        # A long sentence: only its last clause can name who stayed silent.
        cuts = [m.end() for m in _CLAUSE.finditer(text, start, words[-1][0])]
        words = [w for w in words if not cuts or w[0] >= cuts[-1]]
    marks = [n for n, w in enumerate(words) if text[w[0]] in '"“”']
    words = words[marks[-1] + 1 :] if marks else words
    while words and (not text[words[-1][0]].isalnum() or text[slice(*words[-1])].lower() in _ADVERBS):
        words.pop()
    if not words or len(words) > MAX_SOURCE_WORDS:
        return
    if number == "7" and not _NOBODY.match(text, words[0][0]):
        return
    spans = (AttributionRole.SOURCE, (words[0][0], words[-1][1])), (AttributionRole.CUE, cue)
    source, cue_part, silence = (
        Stretch(role, b, e, -1, 0, 0, SURE) for role, (b, e) in (*spans, (AttributionRole.CONTENT, content))
    )
    yield Draft((cue_part,), (source,), (silence,))
