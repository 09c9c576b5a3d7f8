"""Words told at second hand by a passive: "the inspector is said to have warned the board that the dam leaks"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .drafts import Draft, Stretch
from .kinds import is_speech
from .labels import AttributionRole

# Who is said to have said it stands before the passive; whoever says so is not named.
_HEARSAY = re.compile(
    r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:said|reported|alleged|believed|understood|thought|claimed|rumou?red)\s+"
    r"(?P<cue>to\s+have\s+(?:\w+ly\s+)?(?P<verb>\w+))\s+(?=\S)",
    re.IGNORECASE,
)
_EXPRESSED = re.compile(r"express|voice|rais|promis|pledg|vow|threaten|agree|refus", re.IGNORECASE)
_OPENING = re.compile(r"[\"“‘']?(?:that\s+)?(?P<words>\w[^\s,;:]*(?: [^\s,;:]+){0,7}?),?\s*", re.IGNORECASE)
SURE = 0.9  # of the wording


def hearsay(text: str, outer: Sequence[Draft], inner: Sequence[Draft]) -> list[Draft]:
    """Inner drafts for what the contents of `outer` tell so; none where the cue of an `inner` draft already stands."""
    taken = [s for draft in inner for s in draft.cue]
    found: list[Draft] = []
    for number, holder in enumerate(outer):
        start = min((s.start for s in holder.cue), default=0)
        for match in _HEARSAY.finditer(text, start, max(s.end for s in (*holder.cue, *holder.content))):
            verb, cue = match["verb"], match.span("cue")
            told = [s for s in holder.content if s.start <= cue[0] and cue[1] < s.end]
            spoken = is_speech(verb) or _EXPRESSED.match(verb)
            if not told or not spoken or any(s.start < cue[1] and cue[0] < s.end for s in taken):
                continue
            subject = _subject(text, holder, told[0], match.start())
            if subject is None:
                continue
            parts = (
                (AttributionRole.CUE, cue),
                (AttributionRole.SOURCE, subject),
                (AttributionRole.CONTENT, (match.end(), told[0].end)),
            )
            made = [Stretch(role, begin, end, -1, 0, 0, SURE) for role, (begin, end) in parts]
            found.append(replace(Draft((made[0],), (made[1],), (made[2],)), outer=number))
    return found


def _subject(text: str, holder: Draft, told: Stretch, at: int) -> tuple[int, int] | None:
    """What stands right before `at`: a part of the holder, or the words that `told` opens with when they are a few."""
    for part in (*holder.content, *holder.source):
        if part.end <= at and not text[part.end : at].strip(" ,"):
            return part.start, part.end
    words = _OPENING.fullmatch(text, told.start, at)
    return words.span("words") if words else None
