"""Reports told by a noun: "the claim by the union that jobs will go", "his warning that", "calls from the left for".

The tagger marks such nominal cues too seldom. In PolNeAR train nine in ten places of the first two patterns are marked
by the annotators or lie inside a content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
_FOR = re.compile(
    rf"\b(?P<cue>{_WANTING})\s+(?:by|from|among)\s+(?P<source>{_NAME})\s+(?=(?:for|over|about|against|to)\s)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.;:!?](?=[\s\"”’']|$)|\n|[”\"]|,\s|\s[—–]\s|\s(?:has|have|was|were|is|are)\s(?:been\s)?(?:\w+ly\s)?"
    r"(?:dismissed|rejected|denied|disputed|struck|echoed|met|ignored|refuted|contradicted|false|untrue|wrong|true|nonsense)\b"
)
_VERBAL = re.compile(r"\b(?:is|are|was|were|has|have|had|said|says|to|that|who|which|will|would)\b", re.IGNORECASE)
MIN_WORDS, MAX_WORDS = 3, 45
SURE = 0.8


def nominal(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts for such nouns where no draft has its cue; those in a content lie under its draft (`outer`)."""
    found: list[Draft] = []
    for pattern in (_THAT, _FOR):
        for match in pattern.finditer(text):
            found += _draft(text, match, [*drafts, *found], len(drafts))
    return found


def _draft(text: str, match: re.Match[str], drafts: Sequence[Draft], n_outer: int) -> Iterator[Draft]:
    number = "2" if match.groupdict().get("cue2") else ""
    cue, source = match.span("cue" + number), match.span("source" + number)
    stop = _ENDS.search(text, match.end())
    content = (match.end(), stop.start() if stop else len(text))
    sized = MIN_WORDS <= len(text[slice(*content)].split()) <= MAX_WORDS
    if not sized or _VERBAL.search(text[slice(*source)]) or any(_meet(cue, s) for d in drafts for s in d.cue):
        return
    holders = [n for n, d in enumerate(drafts[:n_outer]) if d.holds(*cue)]
    whole = (min(source[0], cue[0]), content[1])
    if holders:
        # Inside a content, and no longer than it.
        outer = min(holders, key=lambda n: sum(s.end - s.start for s in drafts[n].content))
        holding = next(s for s in drafts[outer].content if s.start <= cue[0] < s.end)
        if not (holding.start <= source[0] and source[1] <= holding.end):
            return
        content = (content[0], min(content[1], holding.end))
    elif any(_meet(whole, s) for d in drafts for s in (*d.source, *d.content)):
        return
    parts = (AttributionRole.CUE, cue), (AttributionRole.SOURCE, source), (AttributionRole.CONTENT, content)
    made = [Stretch(role, b, e, -1, 0, 0, SURE) for role, (b, e) in parts]
    yield Draft((made[0],), (made[1],), (made[2],), outer=outer if holders else None)


def _meet(span: tuple[int, int], stretch: Stretch) -> bool:
    return stretch.start < span[1] and span[0] < stretch.end
