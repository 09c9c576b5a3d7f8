"""Turns of a transcript or an interview: "OKAFOR: We never agreed."; what was found inside a turn is an inner voice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..record import Span
from ..text import lines
from .drafts import Draft, Stretch
from .labels import AttributionRole

_OPEN = r"[\"“„«‘']?"
# "OKAFOR: We never agreed.", also quoted; Q and A of an interview.
_CAPITAL = re.compile(rf"{_OPEN}([^\W\d_a-z][^\W\d_a-z.’' -]{{1,30}}|[QA](?=[:.]))([:.](?<![^QA]\.))\s+(?=\S)")
# "Ada Okafor: We never agreed." Only where such lines alternate: a list of days looks the same.
_TITLE = re.compile(rf"{_OPEN}([^\W\d_a-z][\w.’'-]*(?:\s+[^\W\d_a-z][\w.’'-]*){{0,3}})(:)\s+(?=\S)")
_NOT_SPEAKERS = re.compile(
    r"^(?:UPDATED?|CORRECTION|BREAKING|READ|SEE|WATCH|MORE|NOTE|PHOTO|VIDEO|RELATED|LIVE|EDITOR|EXCLUSIVE|OPINION)\b"
)
_MARKS = frozenset('"“”')
_MIN_TURNS = 3
_MIN_SHARE = 0.5  # of the lines between the first and the last turn, for names that are not in capitals
_LONGEST_GAP = 2  # lines without a name that still belong to the turn before
_FIRST_PERSON = frozenset("i we you us me my our your".split())
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words: the name, its colon, and the stretches that follow until the next name."""

    speaker: Span
    colon: Span
    words: tuple[Span, ...]

    def holds(self, start: int) -> bool:
        return any(span.start <= start < span.end for span in self.words)


def transcript(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The turns of `text` as drafts, then `drafts`: those inside a turn under it (`outer`), without what is only the
    turn itself, half read, or the speaker's own "I think". `drafts` unchanged where there are no turns."""
    turns = find_turns(text)
    if not turns:
        return list(drafts)
    found = [_draft(turn) for turn in turns]
    for draft in drafts:
        at = draft.cue[0].start
        if any(turn.speaker.start <= at < turn.colon.end for turn in turns):
            continue
        holder = next((n for n, turn in enumerate(turns) if turn.holds(at)), None)
        if holder is None:
            # What a turn says is nobody else's content.
            content = tuple(s for s in draft.content if not any(turn.holds(s.start) for turn in turns))
        else:
            content = tuple(s for s in draft.content if turns[holder].holds(s.start))
            source = " ".join(text[s.start : s.end] for s in draft.source).casefold()
            if not source or source in _FIRST_PERSON or not all(turns[holder].holds(s.start) for s in draft.source):
                continue
        if content or not draft.content:
            found.append(replace(draft, content=content, outer=holder))
    return found


def find_turns(text: str) -> list[Turn]:
    """The turns in text order; none unless two speakers take three or more."""
    paragraphs = list(lines(text))
    for pattern, strict in ((_CAPITAL, False), (_TITLE, True)):
        heads = [(n, m) for n, line in enumerate(paragraphs) if (m := pattern.match(text, line.start, line.end))]
        heads = [(n, m) for n, m in heads if not _NOT_SPEAKERS.match(m.group(1))]
        counts = Counter(m.group(1) for _, m in heads)
        if len(counts) < 2 or len(heads) < _MIN_TURNS:
            continue
        reach = heads[-1][0] - heads[0][0] + 1
        if strict and (sum(c > 1 for c in counts.values()) < 2 or len(heads) < _MIN_SHARE * reach):
            continue
        return [_turn(paragraphs, heads, k) for k in range(len(heads))]
    return []


def _turn(paragraphs: Sequence[Span], heads: Sequence[tuple[int, re.Match[str]]], k: int) -> Turn:
    number, match = heads[k]
    words = [Span(match.end(), paragraphs[number].end)]
    following = paragraphs[number + 1 : heads[k + 1][0] if k + 1 < len(heads) else None]
    if match.string[match.start()] in _MARKS:
        # A block of quoted lines: each opens anew, and the last one closes.
        for line in following:
            if match.string[line.start] not in _MARKS or match.string[words[-1].end - 1] in _MARKS:
                break
            if match.string[line.start + 1] not in "([":
                words.append(Span(line.start + 1, line.end))
        return Turn(Span(*match.span(1)), Span(*match.span(2)), tuple(words))
    # Lines up to the next name go on with the turn; after the last name they may be the reporter's again.
    if k + 1 < len(heads) and heads[k + 1][0] - number <= _LONGEST_GAP + 1:
        words += [line for line in following if match.string[line.start] not in "(["]
    return Turn(Span(*match.span(1)), Span(*match.span(2)), tuple(words))


def _draft(turn: Turn) -> Draft:
    cue, source, *content = (
        Stretch(role, span.start, span.end, -1, 0, 0, SURE)
        for role, span in (
            (AttributionRole.CUE, turn.colon),
            (AttributionRole.SOURCE, turn.speaker),
            *((AttributionRole.CONTENT, span) for span in turn.words),
        )
    )
    return Draft((cue,), (source,), tuple(content), verbatim=True)
