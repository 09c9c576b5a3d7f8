"""What stands around dated words: the tense of their clause, the bound they set, where their sentence begins."""

from __future__ import annotations

import re

from ...record import Span
from .mention import Mod
from .reading import Tense

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


_FUTURE = re.compile(
    r"(?:\b(?:(?:will|shall|won[’']t|would|must|should)\b|(?:set|due|expected|scheduled|slated|likely)\s+to|as\s+(?:soon|early)\s+as)|[’']ll|\b(?:is|are|was|were|be)\s+(?:set|due|scheduled|expected|slated|planned|likely|"
    r"poised|going|supposed|about)(?:\s+to)?|\b(?:plan(?:s|ned|ning)?|hopes?|intends?|expect(?:s|ed)?|aims?|promise[sd]?|vow(?:s|ed)?|"
    r"threaten(?:s|ed)?|agreed|needs?|has|have|wants?|ready|about)\s+to|"
    r"\b(?:is|are)\s+to\b|\b(?:plan(?:s|ned)|schedule[sd])\s+(?:an?|the|its|his|her|their)\b|"
    r"\b(?:postponed|delayed|deferred|extended|adjourned|rescheduled|put\s+off)\b[^.;]{0,40}?\b(?:until|till)\b|\b(?:scheduled|slated|due|planned|set|deadline)\s+(?:for|on)|\bto\s+be|\blook(?:s|ed|ing)?\s+forward\s+to|\bupcoming|\bahead\s+of|"
    # "Parliament votes on Tuesday": what is on a calendar is told in the present.
    r"\b(?:parliament|senate|congress|assembly|council|committee|chamber|cabinet|court|commission|board|lawmakers|deputies)"
    r"\s+(?:votes?|meets?|re?convenes?|decides?|rules?)\b(?=[^.;]{0,40}$))"
    r"(?:\s+(?:not|be|also|then|have|likely|now|again|all|only|both|been))*(?:\s+(?!on\b|in\b|by\b)\w+)?",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|met|held|made|took|came|went|gave|began|won|lost|left|fell|rose|saw|sent|spoke|wrote|"
    r"found|got|became|shot|led|cut|hit|put|ran|broke|brought|bought|sold|struck|(?-i:[a-z]{2,})ed)\b",
    re.IGNORECASE,
)
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
_WINDOW = 120  # characters before the words that can govern them


def tense_before(text: str, sentence: int, start: int) -> tuple[Tense, bool]:
    """The tense of the nearest verb before `start` in its sentence, and whether a future governs it directly."""
    begin = max(sentence, start - _WINDOW)
    future = past = None
    for future in _FUTURE.finditer(text, begin, start):  # noqa: B007 - the last match is wanted
        pass
    after = future.end() if future else begin
    past = _PAST.search(text, after, start)
    if future and not past:
        governs = not re.search(r"[,;:“”\"]", text[future.end() : start]) and future.start() > start - 70
        return Tense.FUTURE, governs
    return (Tense.PAST if past or _PAST.search(text, begin, start) else Tense.OPEN), False


def mod_before(text: str, sentence: int, start: int, end: int) -> Mod:
    """The bound that the words before (or a "deadline" after) a date set."""
    if _DEADLINE_AFTER.match(text, end):
        return Mod.BY
    found = _MOD_BEFORE.search(text, max(sentence, start - 48), start)
    if found is None:
        return Mod.NONE
    return Mod(found.lastgroup or "none")


_STILL_TO_DO = re.compile(r"\b(?:will|would|must|should|is|are|to|or|if)\b")


def done_after(text: str, end: int) -> bool:
    """Whether the words after a bound tell it as past: "By Sunday, the square had emptied"."""
    after = text[end : end + 90].split("\n")[0]
    done, ahead = _PAST.search(after), _STILL_TO_DO.search(after)
    return done is not None and (ahead is None or done.start() < ahead.start())


_BEGINS_PAST = re.compile(
    r"\b(?:since|after|ended|dated|of\s+record)\s+(?:the\s+|last\s+|early\s+|late\s+)?$", re.IGNORECASE
)
_BEGINS_AHEAD = re.compile(r"\b(?:effective|payable|due|starting|beginning)\s+(?:on\s+|in\s+)?$", re.IGNORECASE)


def tense_of_word(text: str, start: int) -> Tense | None:
    """The tense that the word right before a date gives it, stronger than a verb's: "since March", "payable Jan. 2"."""
    begin = max(0, start - 24)
    if _BEGINS_PAST.search(text, begin, start):
        return Tense.PAST
    return Tense.FUTURE if _BEGINS_AHEAD.search(text, begin, start) else None


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
