"""Refusals to comment that the tagger passed over: their wording is as good as fixed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..record import AttributionKind
from ..text import sentences
from .drafts import Draft, Stretch
from .kinds import kind_of_draft
from .labels import AttributionRole
from .tokens import WORD

_NOT = r"(?:(?:did|does|do|has|have|had|could|would|will)(?:\s+not|n[’']t)|cannot|can[’']t)(?:\s+\w+ly)?"
_ASKED_FOR = (
    r"(?:comment|(?:\w+\s+){0,3}(?:requests?|questions?|calls?|e-?mails?|messages?|inquir(?:y|ies))[^.;,“\"]{0,60})"
)
# Its first line saves the time of trying all else at every letter.
_PATTERN = re.compile(
    r"(?:(?<!\w)(?=[dhcwroma])|(?=\s[wch]))(?:"
    rf"(?P<cue>{_NOT}\s+(?:respond(?:ed)?|repl(?:y|ied))\s+to)\s+(?P<content>{_ASKED_FOR})"
    rf"|(?P<cue2>{_NOT}\s+return(?:ed)?)\s+(?P<content2>{_ASKED_FOR})"
    rf"|(?P<cue3>{_NOT}\s+(?:immediately\s+)?be\s+reached)\s+(?P<content3>for\s+comment)"
    r"|(?P<cue4>(?:has\s+|have\s+|had\s+|also\s+)?(?:declined|refused|declines|refuses))\s+(?P<content4>to\s+comment[^.;,“\"]{0,60})"
    rf"|(?P<cue6>{_NOT})\s+(?P<content6>comment(?!s)[^.;,“\"]{{0,60}})"
    r"|(?<=\w)\s(?P<cue7>would|could|had|has|have)\s+(?P<content7>(?:comment|respond)(?:ed)?[^.;,“\"]{0,60})"
    r"|(?P<cue8>(?:has|have|had|was|were)\s+(?:also\s+)?(?:been\s+)?(?:approached|contacted|asked))\s+(?P<content8>for\s+(?:a\s+|further\s+)?(?:comment|response|reaction))"
    rf"|(?P<cue9>(?:{_NOT}\s+(?:want|wish)\s+to|(?:declined|refused|declines|refuses)\s+to)\s+(?:confirm|elaborate|answer|discuss))\s+(?P<content9>(?:on\s+)?(?:this|that|it|the\s+\w+|questions?|further|details|which|who|whether|what|how|more)[^.;,“\"]{{0,60}})"
    rf"|(?P<cue11>{_NOT}\s+(?:immediately\s+)?be)\s+(?P<content11>reached)\b(?!\s+(?:for\s+comment|by|with|on|in|without))"
    r"|(?P<cue10>(?:declined|refused|declines|refuses))\s+(?P<content10>to\s+be\s+(?:drawn|interviewed|quoted)[^.;,“\"]{0,60})"
    r"|(?P<cue5>(?:had|has|have|offered|made)\s+no)\s+(?P<content5>(?:immediate\s+)?comment[^.;,“\"]{0,60}))",
    re.IGNORECASE,
)
# With the silent one last: "There was no immediate comment from the port", "Calls to it went unanswered".
_NOUN_FIRST = re.compile(
    r"\b(?P<cue>there\s+(?:was|were|has\s+been|had\s+been)\s+no)\s+(?P<content>(?:\w+\s+)?(?:comment|response|reaction|reply|word|answer))"
    r"\s+(?:from|by)\s+(?P<source>[^.;,:“\"\n]{2,90})"
    r"|\b(?P<content2>(?:\w+\s+)?(?:calls?|e-?mails?|messages?|requests?|questions?|inquir(?:y|ies)|enquir(?:y|ies)|letters?)"
    r"(?:\s+and\s+\w+)?(?:\s+for\s+(?:\w+\s+)?comment)?)\s+(?:sent\s+|made\s+)?to\s+(?P<source2>[^.;,:“\"\n]{2,90}?)"
    r"\s+(?P<cue2>(?:were|was|have|has|had)\s+(?:\w+ly\s+)?(?:not|n[’']t)\s+(?:\w+ly\s+)?(?:been\s+)?(?:answered|returned)|(?:went|remained|go)\s+unanswered)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s(?:and|but|while|as|on|after|when|at|in|by)\s", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"\s(?:and|but)\s+(?:there|he|she|it|they|we|said|says|did|has|had|was|is|instead|referred|directed)\b|\s(?:while|because|but)\s",
    re.I,
)
_CLAUSE = re.compile(r"(?:[;—–]|,?\s(?:and|but|while|though|although)\s|,\s)")
# What may not be reached without anybody's silence.
_GOALS = re.compile(
    r"\b(?:agreements?|deals?|compromises?|consensus|accords?|settlements?|verdicts?|quorum|targets?|goals?|decisions?|"
    r"conclusions?|it|areas?|villages?|peak|summit|it|solutions?|understanding)$",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:neither|nobody|no\s+one|none)\b", re.IGNORECASE)
_ADVERBS = frozenset("also still later again repeatedly immediately so".split())
MAX_SOURCE_WORDS = 14
SURE = 0.85


def refusals(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with a source before the refusal in its sentence, or after it; none where a draft already stands."""
    found = [found for match in _PATTERN.finditer(text) for found in _refusal(text, match, drafts)]
    return found + [
        made for match in _NOUN_FIRST.finditer(text) for made in _noun_first(text, match, [*drafts, *found])
    ]


def without_tail(text: str, draft: Draft) -> Draft:
    """A refusal whose content ends where the next clause begins ("refused to comment and there was no reaction")."""
    last = draft.content[-1] if draft.content else None
    further = last and _NEW_CLAUSE.search(text, last.start, last.end)
    if not last or not further or kind_of_draft(text, draft) is not AttributionKind.NO_COMMENT:
        return draft
    return replace(draft, content=(*draft.content[:-1], replace(last, end=further.start())))


def _noun_first(text: str, match: re.Match[str], drafts: Sequence[Draft]) -> Iterator[Draft]:
    number = "2" if match["cue2"] else ""
    cue, content, source = (match.span(name + number) for name in ("cue", "content", "source"))
    taken = [s for d in drafts for s in (*d.cue, *d.content)]
    if any(s.start < cue[1] and cue[0] < s.end for s in taken):
        return
    tail = None if number else _TAIL.search(text, *source)
    yield _made((source[0], tail.start() if tail else source[1]), cue, content)


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
    if number == "11" and _GOALS.search(text[: words[-1][1]][-40:]):
        return
    if number == "7" and not _NOBODY.match(text, words[0][0]):
        return
    further = _NEW_CLAUSE.search(text, *content)
    yield _made((words[0][0], words[-1][1]), cue, (content[0], further.start() if further else content[1]))


def _made(source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]) -> Draft:
    roles = (AttributionRole.SOURCE, source), (AttributionRole.CUE, cue), (AttributionRole.CONTENT, content)
    made = [Stretch(role, begin, end, -1, 0, 0, SURE) for role, (begin, end) in roles]
    return Draft((made[1],), (made[0],), (made[2],))
