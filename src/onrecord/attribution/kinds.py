"""Which act a cue names: saying, holding (belief, wish, fear), planning, asking, or declining to comment."""

from __future__ import annotations

import re
from functools import lru_cache

from ..record import AttributionKind
from .construction import PERFECT, is_silence, is_unmade
from .cue_words import ASKED, HELD, PLANNED, SAID, STANCE, is_listed, is_speech, may_attribute
from .drafts import Draft

__all__ = ["is_listed", "is_speech", "kind_of", "kind_of_draft", "may_attribute"]

_LIGHT = re.compile(
    r"(?:like|love|hate|prefer|know|learn|see|saw|hear|feel|felt|need|remember|sure|view|opinion)\w*$", re.IGNORECASE
)

# Who asks in an interview printed in turns.
_INTERVIEWER = re.compile(r"(?:q|question|interviewer)", re.IGNORECASE)

_BE = re.compile(r"(?:is|are|was|were|remains?|remained|be|been)(?:\s+\w+)?", re.IGNORECASE)
_ACTS = (
    (AttributionKind.SAID, SAID),
    (AttributionKind.PLANNED, PLANNED),
    (AttributionKind.HELD, HELD),
    (AttributionKind.HELD, STANCE),
)


@lru_cache(maxsize=4096)
def kind_of(cue: str, content: str = "", source: str = "", before: str = "") -> AttributionKind:
    """The kind by the cue's words and construction; the first words of content and source settle refusals ("declined"
    + "to comment", "neither side" + "commented"), `before`, the clause before the cue, what is only supposed ("if he").

    A statement that is proposed, expected or supposed is planned, never said. Of several listed verbs the first governs
    ("plans to announce", "said he plans"); what is in no list counts as said.
    """
    if cue in (":", ".") and _INTERVIEWER.fullmatch(source):
        return AttributionKind.ASKED  # "Q: Why now?"
    if is_silence(cue, content, source):
        return AttributionKind.NO_COMMENT
    if is_unmade(cue, content, source, before):
        return AttributionKind.PLANNED
    if ASKED.search(cue):
        return AttributionKind.ASKED
    # A verb that takes its particle into the content ("voted" + "to wait") is known by both, "are" by what follows.
    reach = len(cue) if not _BE.fullmatch(cue) else len(cue) + 20
    joined = f"{cue} {content[:4] if reach == len(cue) else content[:20]}"
    found = [
        (match.start(), n, kind)
        for n, (kind, pattern) in enumerate(_ACTS)
        for match in [pattern.search(joined)]
        if match and match.start() < reach
    ]
    if not found:
        return AttributionKind.SAID
    first = min(found)
    says = next((f for f in found if f[2] is AttributionKind.SAID), None)
    if says and (PERFECT.search(cue[first[0] :]) or _LIGHT.search(cue[first[0] : says[0]].split(" ")[0])):
        return AttributionKind.SAID
    return first[2]


def kind_of_draft(text: str, draft: Draft) -> AttributionKind:
    """The kind of a draft of `text`."""
    cue = " ".join(text[s.start : s.end] for s in draft.cue)
    content, source = (
        text[p[0].start : min(p[0].end, p[0].start + 60)] if p else "" for p in (draft.content, draft.source)
    )
    at = draft.cue[0].start
    line = text.rfind("\n", 0, at) + 1
    return kind_of(cue, content, source, text[max(line, at - 90) : at])
