"""Pieces inside a paragraph that the article did not say: runs of related headlines, "READ MORE: ...", photo notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..record import RegionKind, Span
from .phrases import DATELINE, LEADING_DATE

Piece = tuple[Span, RegionKind]
_RUN_END = re.compile(
    r"(?:(?<=[\s.?!)\]'\"”’a-z\d])MORE|(?<=[\s.?!)\]'\"”’a-z])(?:Read more|READ MORE|See more|SEE MORE))(?![\w])"
)
_GLUE = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-Þ])|(?<=[.)\]'’])(?=[A-ZÀ-Þ][a-z])")
_LAST_WORD = re.compile(r"[\w.'’\-]+$")
_NAME_PREFIX = frozenset(
    {
        "Mc",
        "Mac",
        "De",
        "Di",
        "Du",
        "La",
        "Le",
        "Van",
        "Von",
        "O'",
        "O’",
        "D'",
        "D’",
        "i",
        "e",
        "You",
        "Face",
        "Linked",
        "Buzz",
        "Whats",
        "Tik",
    }
)
_RUN_LIMIT = 700  # code points; the longest run of three headlines seen on the training pages has 420
_LONGEST = 20_000  # code points; a longer paragraph is no pasted press text, and is left whole
_NEAR = 60  # within so many code points behind the glue the name is said again in full

_BRACKETED = re.compile(
    r"""(?xi)[(\[]\s*(?:
    (?:photo|image|picture|video|illustration|graphic|screen\ ?(?:shot|grab)|credit|file\ photo
       |photo\ credit)s?\s*(?:by|credit|courtesy|from|via|:|/)[^)\]]{0,160}
    |(?:ap|afp|reuters|getty|epa)\ ?(?:photo|images|file)?\s?/[^)\]]{0,100}
    |(?:read|see|watch|listen|also\ read|read\ also|read\ more|see\ also|related|more)(?:\ (?:more|also
       |the\ (?:full|video|story|document)[^)\]:]{0,30}|here|below|full\ story))?\s*:[^)\]]{1,200}
    |(?:read|see|watch)\ (?:more|also|the\ full)\b[^)\]]{0,160}
    |[^)\]]{0,120}\bclick(?:ing)?\ (?:here|below|on\ the\ link)[^)\]]{0,80}
    |[^)\]]{0,20}\b(?:story|article|report|text|post)\ (?:continues|resumes)\ (?:below|after)[^)\]]{0,60}
    |(?:sign\ up|subscribe|scroll\ down|swipe|tap|follow\ us|download\ (?:the|our)\ app|join\ our)\b[^)\]]{0,160}
    |advertisement|sponsored|ad
    )\s*[)\]]"""
)
_LABELLED = re.compile(
    r"(?:^|(?<=[.!?…][\"”’')\]\s])|(?<=[.!?…\"”’)\]]))\s*"
    r"((?:READ MORE|Read more|READ ALSO|Read also|Read Also|ALSO READ|Also read|Also Read|READ NEXT"
    r"|Read next|SEE ALSO|See also|See Also|RELATED(?: STORY| STORIES| ARTICLES?)?|Related(?: story"
    r"| stories| articles?)?|Related"
    r"|WATCH(?: LIVE| NOW| BELOW)?|Watch(?: live| now| below)?|MUST READ|Must read|DON[’']T MISS"
    r"|Don[’']t miss|LISTEN|READ|MORE|More here)\s*[:|»>]\s*)"
)
_STANDALONE = re.compile(
    r"(?<![\w])(?:ADVERTISEMENT|Advertisement|Story continues below(?: advertisement)?"
    r"|Article continues below(?: advertisement)?|Story continues after advertisement|Click here (?:for"
    r"|to) [^.!?\n]{3,80}[.!]?)(?![\w])"
    r"|(?<=[.!?\"”’])(?:MORE|Advertisement|ADVERTISEMENT|Read more|READ MORE|Read More|Continue reading"
    r"|Click here)(?![\w])"
)
_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"‘])|(?<=[a-z.!?])(?=[A-Z][a-z]+\s)")
_WORD_LIMIT_OF_LABELLED = 24


def find_inline(text: str, block: Span) -> list[Piece]:
    """Pieces of `block` that are not what the block is, in text order, apart from each other."""
    found: list[Piece] = []
    for span, kind in sorted(_candidates(text, block), key=lambda item: (item[0].start, -item[0].end)):
        if len(span) and (not found or span.start >= found[-1][0].end):
            found.append((span, kind))
    return found


def _candidates(text: str, block: Span) -> Iterator[Piece]:
    if len(block) > _LONGEST:
        return
    line = block.of(text)
    for start, end in _runs(line):
        yield Span(block.start + start, block.start + end), RegionKind.FURNITURE
    for pattern in (_BRACKETED, _STANDALONE):
        for match in pattern.finditer(line):
            yield Span(block.start + match.start(), block.start + match.end()), RegionKind.FURNITURE
    for match in _LABELLED.finditer(line):
        yield (
            Span(block.start + match.start(1), block.start + _end_of_labelled(line, match.end())),
            RegionKind.FURNITURE,
        )
    for pattern in (LEADING_DATE, DATELINE):
        opening = pattern.match(line)
        if opening and opening.end() < len(line) and len(line) - opening.end() > 20:
            end = len(opening.group().rstrip())
            yield Span(block.start, block.start + end), RegionKind.CREDIT


def _end_of_labelled(line: str, start: int) -> int:
    """Where the headline behind "READ MORE:" ends: at the next sentence or glued word, else with the line."""
    stop = _SENTENCE_BREAK.search(line, start)
    if stop is not None and len(line[start : stop.start()].split()) <= _WORD_LIMIT_OF_LABELLED:
        return len(line[: stop.end()].rstrip())
    if stop is None and len(line[start:].split()) <= _WORD_LIMIT_OF_LABELLED:
        return len(line)
    return start


def _runs(line: str) -> Iterator[tuple[int, int]]:
    """A name, glued to it its full form, glued to that headlines, and MORE: all but the first name."""
    last_end = 0
    for closing in _RUN_END.finditer(line):
        begin = max(last_end, closing.start() - _RUN_LIMIT)
        start = _start_of_run(line, begin, closing.start())
        last_end = closing.end()
        if start is not None:
            yield start, closing.end()
        elif line[closing.start() - 1] in '.?!"”’)':
            yield closing.start(), closing.end()


def _start_of_run(line: str, begin: int, end: int) -> int | None:
    glues = [match.start() for match in _GLUE.finditer(line, begin, end) if match.start() > begin]
    for glue in glues:
        before = _LAST_WORD.search(line, begin, glue)
        if before is None or before.group() in _NAME_PREFIX or len(before.group()) < 2:
            continue
        names = [
            word for word in line[max(begin, glue - 40) : glue].split()[-2:] if len(word) > 2 and word[0].isupper()
        ]
        behind = line[glue : min(glue + _NEAR, end)]
        if any(re.search(rf"(?<!\w){re.escape(name)}(?![a-z])", behind) for name in names):
            return glue
    # An office or a body glued to its headlines has no second name: the capital of a headline must follow.
    for glue in glues:
        before = _LAST_WORD.search(line, begin, glue)
        if before is not None and before.group() not in _NAME_PREFIX and len(line[glue:end].split()) >= 3:
            return glue
    return None
