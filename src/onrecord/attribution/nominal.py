"""Reports told by a noun: "the claim by the union that jobs will go", "his warning that", "calls from the left for".

The tagger marks such nominal cues too seldom. In PolNeAR train nine in ten places of the first two patterns are marked
by the annotators or lie inside a content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import lines
from .drafts import Draft, Stretch
from .labels import AttributionRole

_SAYING = (
    r"(?:claim|warning|statement|assertion|allegation|accusation|suggestion|argument|contention|assurance|admission|"
    r"complaint|prediction|insistence|acknowledge?ment|announcement|promise|pledge|threat|vow|declaration|revelation|"
    r"testimony|finding|conclusion|remark|demand|fear|concern|hope|belief|view|denial|proposal|charge|conviction)s?"
)
_WANTING = (
    r"(?:calls?|demands?|appeals?|pleas?|requests?|criticisms?|complaints?|warnings?|opposition|support|pressure|fears?|"
    r"concerns?|protests?)"
)
_TOKEN = r"(?:(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Prof|St|Lt|Col)\.|(?:[A-Z]\.)+|[\w’'&-]+)"
_NAME = rf"(?:(?:the|a|an|his|her|their|its|some|many|several|other|two|three)\s+)?{_TOKEN}(?:\s+{_TOKEN}){{0,7}}?"
_OWNER = r"(?:his|her|their|its|(?:(?:the|a|an)\s+)?(?:[\w.-]+\s+){0,3}?[\w.-]+(?:[’']s|s[’']))"
_THAT = re.compile(
    rf"(?<![\w’'.-])(?P<source>{_OWNER})\s+(?P<cue>(?:[a-z]+\s+)?{_SAYING})\s+(?=that\s)"
    rf"|\b(?P<cue2>{_SAYING}|reports?)\s+(?:by|from|among)\s+(?P<source2>{_NAME})\s+(?=that\s)",
    re.IGNORECASE,
)
# What both ways of `_THAT` hold: looked for first, since owners ("the union's") are sought at every word.
_LIKELY = re.compile(rf"\b{_SAYING}\s+that\s|\b(?:{_SAYING}|reports?)\s+(?:by|from|among)\s", re.IGNORECASE)
_FOR = re.compile(
    rf"\b(?P<cue>{_WANTING})\s+(?:by|from|among)\s+(?P<source>{_NAME})\s+(?=(?:for|over|about|against|to)\s)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.;:!?](?=[\s\"”’']|$)|\n|[”\"]|,\s|\s[—–]\s|\s(?:has|have|was|were|is|are)\s(?:been\s)?(?:\w+ly\s)?"
    r"(?:dismissed|rejected|denied|disputed|struck|echoed|met|ignored|refuted|contradicted|false|untrue|wrong|true|nonsense)\b"
)
_VERBAL = re.compile(r"\b(?:is|are|was|were|has|have|had|said|says|to|that|who|which|will|would)\b", re.IGNORECASE)
MIN_WORDS, MAX_WORDS, LONGEST = 3, 45, 600
SURE = 0.8


def nominal(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts for such nouns where no draft has its cue; those in a content lie under its draft (`outer`)."""
    cues, others = bytearray(len(text)), bytearray(len(text))  # what drafts cover, so that each check is short
    for draft in drafts:
        for part, mask in ((draft.cue, cues), (draft.source, others), (draft.content, others)):
            for s in part:
                mask[s.start : s.end] = b"\1" * (s.end - s.start)
    found: list[Draft] = []
    likely = [line for line in lines(text) if _LIKELY.search(text, line.start, line.end)]
    matches = [match for line in likely for match in _THAT.finditer(text, line.start, line.end)]
    for match in (*matches, *_FOR.finditer(text)):
        for made in _draft(text, match, drafts, cues, others):
            found.append(made)
            for s in (*made.cue, *made.source, *made.content):
                (cues if s.role is AttributionRole.CUE else others)[s.start : s.end] = b"\1" * (s.end - s.start)
    return found


def _draft(
    text: str, match: re.Match[str], drafts: Sequence[Draft], cues: bytearray, others: bytearray
) -> Iterator[Draft]:
    number = "2" if match.groupdict().get("cue2") else ""
    cue, source = match.span("cue" + number), match.span("source" + number)
    if 1 in cues[slice(*cue)]:
        return
    stop = _ENDS.search(text, match.end())
    content = (match.end(), stop.start() if stop else len(text))
    sized = content[1] - content[0] <= LONGEST and MIN_WORDS <= len(text[slice(*content)].split()) <= MAX_WORDS
    if not sized or _VERBAL.search(text[slice(*source)]):
        return
    holders = [n for n, d in enumerate(drafts) if d.holds(*cue)] if others[cue[0]] else []
    outer: int | None = None
    if holders:
        # Inside a content, and no longer than it.
        outer = min(holders, key=lambda n: sum(s.end - s.start for s in drafts[n].content))
        holding = next(s for s in drafts[outer].content if s.start <= cue[0] < s.end)
        if not (holding.start <= source[0] and source[1] <= holding.end):
            return
        content = (content[0], min(content[1], holding.end))
    elif 1 in others[min(source[0], cue[0]) : content[1]]:
        return
    parts = (AttributionRole.CUE, cue), (AttributionRole.SOURCE, source), (AttributionRole.CONTENT, content)
    made = [Stretch(role, b, e, -1, 0, 0, SURE) for role, (b, e) in parts]
    yield Draft((made[0],), (made[1],), (made[2],), outer=outer)
