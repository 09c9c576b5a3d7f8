"""Names of newspapers and broadcasters that the tagger takes for persons: what stands around them tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..record import EntityKind, Mention

_KIND = (
    r"(?:newspaper|daily|weekly|fortnightly|tabloid|broadsheet|magazine|broadcaster|news\s+agency|agency|website|"
    r"news\s+site|site|channel|station|paper|outlet|network|wire|portal|journal|gazette|programme|podcast)"
)
# "Die Welle, a Karvanian weekly"; "the daily Kurier"; "Kurier newspaper".
_AFTER = re.compile(
    rf"[”\"’]?(?:,\s+(?:an?|the|one of)\s+(?:[\w’-]+\s+){{0,4}}{_KIND}s?\b|\s+{_KIND}\b)", re.IGNORECASE
)
_BEFORE = re.compile(rf"\b{_KIND}s?,?\s+[“\"‘]?$", re.IGNORECASE)
_REPORTS = re.compile(r"[”\"’]?\s+(?:also\s+|has\s+|had\s+|first\s+|later\s+)?report(?:s|ed)\b")
_REPORTED_BY = re.compile(r"\b(?:reports?\s+(?:by|from|in)|reported\s+by|quoted\s+by|editorial\s+(?:in|by))\s+[“\"‘]?$")


def outlets(text: str, named: Sequence[Mention]) -> frozenset[str]:
    """The forms among the persons of `named` that are outlets. A bare name that reports is one only when nobody in the
    document bears it as a surname."""
    persons = [mention for mention in named if mention.entity is EntityKind.PERSON]
    surnames = {mention.span.of(text).split()[-1] for mention in persons if " " in mention.span.of(text)}
    found = set()
    for mention in persons:
        words = mention.span.of(text)
        before, after = text[max(0, mention.start - 40) : mention.start], text[mention.end : mention.end + 80]
        lone = " " not in words and words not in surnames
        said_so = _AFTER.match(after) or _BEFORE.search(before)
        reports = lone and (_REPORTS.match(after) or _REPORTED_BY.search(before))
        if said_so or reports:
            found.add(words)
    return frozenset(found)
