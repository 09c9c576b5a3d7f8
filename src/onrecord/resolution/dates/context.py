"""What stands around dated words: the bound they set, the range they open, where their sentence begins."""

from __future__ import annotations

import re

from ...record import Span
from .mention import Mod

BOUNDARY = re.compile(
    r"\n|[.!?](?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bSen\.)(?<!\bGen\.)(?<!\bRep\.)(?<!\bGov\.)"
    r"(?<!\bLt\.)(?<!\bCol\.)(?<!\bNo\.)(?<!\bSt\.)[\"”’')\]]*\s+(?=[A-Z“\"‘'(\[])"
)
_BACK = (300, 1500)  # characters: most sentences begin within the first, all are taken to begin within the second


def sentence_around(text: str, place: Span) -> Span:
    """The sentence that holds a place."""
    for reach in _BACK:
        floor = max(0, place.start - reach)
        start = max((match.end() for match in BOUNDARY.finditer(text, floor, place.start)), default=-1)
        if start >= 0 or not floor:
            break
    after = BOUNDARY.search(text, place.end)
    return Span(start if start >= 0 else floor, after.start() + 1 if after else len(text))


_MODS = (
    (Mod.BY, r"by|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before"),
    (Mod.UNTIL, r"until|till|up\s+to|up\s+until|through"),
    (Mod.BEFORE, r"before|prior\s+to|ahead\s+of|earlier\s+than"),
    (Mod.AFTER, r"after|following|later\s+than"),
    (Mod.SINCE, r"since|as\s+of|beginning|starting|effective"),
)
_MOD_BEFORE = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{mod.value}>{words})' for mod, words in _MODS)})\s+"
    r"(?:(?:at\s+least|on|the|a|an|his|her|its|their|early|late|mid|upcoming|coming|scheduled|crucial|key|that|end\s+of|"
    r"(?:the\s+)?(?:beginning|start|end|middle)\s+of|\w+[’']s?|midnight|noon)[\s-]+){0,3}$",
    re.IGNORECASE,
)
_DEADLINE_AFTER = re.compile(r"[\s-]+(?:\w+\s+)?(?:deadline|cutoff|cut-off|due\s+date)\b", re.IGNORECASE)
_FROM_BEFORE = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)


def mod_before(text: str, sentence: int, start: int, end: int) -> Mod:
    """The bound that the words before (or a "deadline" after) a date set."""
    if _DEADLINE_AFTER.match(text, end):
        return Mod.BY
    found = _MOD_BEFORE.search(text, max(sentence, start - 48), start)
    if found is None:
        return Mod.NONE
    return Mod(found.lastgroup or "none")


def opens_range(text: str, start: int) -> bool:
    """Whether "from" or "between" stands right before `start`."""
    return bool(_FROM_BEFORE.search(text, max(0, start - 14), start))


def joins_range(text: str, end: int, start: int) -> bool:
    """Whether nothing but "to", "and", "through" or a dash stands between two dates."""
    return bool(re.fullmatch(r",?\s*(?:to|and|through|until|till|or|[-–—])\s*(?:the\s+|on\s+)?", text[end:start]))


_DATELINE = re.compile(r"[ \t]*[A-Z][A-Z .’'/-]{2,40}(?:,\s[A-Z][\w. ]{2,20})?,\s*")
_AGENCY = re.compile(r"\s*(?:\([A-Z][\w /.]{1,24}\)|[-–—])")
_LONGEST_QUOTATION = 3000  # characters; also keeps one endless line from costing its square
_QUOTE_MARKS = re.compile(r"[“”\"]")


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a date is that of a wire's dateline: "GENEVA, Oct. 4 (UPI) -"."""
    line = text.rfind("\n", max(0, start - 80), start) + 1
    if not line and start > 80:
        return False
    return bool(_DATELINE.fullmatch(text, line, start) and _AGENCY.match(text, end))


def in_quotation(text: str, start: int) -> bool:
    """Whether a quotation that opened in this line is still open at `start`."""
    line = text.rfind("\n", max(0, start - _LONGEST_QUOTATION), start) + 1
    marks = _QUOTE_MARKS.findall(text, max(line, start - _LONGEST_QUOTATION), start)
    return bool(marks) and (marks[-1] == "“" or (marks[-1] == '"' and marks.count('"') % 2 == 1))
