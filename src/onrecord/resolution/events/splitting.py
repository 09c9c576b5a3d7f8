"""The clause of a sentence that a date belongs to, with a subject and a verb of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...record import Span
from ..dates import DateMention

LONGEST = 230  # characters of a description
ROOM = 150  # characters after which no further clause is added
_IF = re.compile(r"\b(?:if|unless)\s+$", re.IGNORECASE)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|may|might|must|shall|should|comes?|goes|takes?|says?|"
    r"cannot|looms|votes|meets|holds|starts|begins|ends|opens|plans|seeks|wants|faces|heads|seems|hopes|expects|returns|visits|"
    r"travels|signs|elects|leaves|remains|follows|marks|applies|expires|lasts|"
    r"said|told|met|held|made|took|came|went|gave|began|won|lost|left|fell|rose|saw|sent|spoke|wrote|became|shot|led|ran|"
    r"broke|brought|bought|sold|struck|cut|hit|put|set|grew|drew|fought|built|kept|paid|stood|chose|quit|fled|flew|sank|threw|swore|drove|"
    r"caught|dealt|rode|swept|burst|heard|found|sought|spent|stole|withdrew|overthrew|upheld|overrode|\w{2,}ed|\w+n[’']t)\b"
)
# Words that open a clause; some only after a comma, since they may stand before a mere noun ("before the vote").
_CUT = re.compile(
    r";\s+|\s[—–]\s|\s--\s|:\s+(?=[A-Z“\"])"
    r"|,\s+(?P<joins>and|but|while|whereas|although|though|before|after|because|as|since|until|with|so|or)\s+"
    r"|,\s+(?P<relative>which|who)\s+"
    r"|\s+(?P<opens>when|where|if|unless|because|while|whereas|although|though|how|whether)\s+(?=[\w“\"])"
    r"|\s+(?P<that>that)\s+(?=[\w“\"])",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"[“\"‘']?(?:comes|came|was|were|is|are|has|have|had|will|would|could|can|may|might|must|did|does|do|be|been|being|to|not|then|"
    r"it|they|he|she|we|this|these|those|that|there|his|her|their|its|[a-z]+ing|[a-z]+ed)\b"
)
_REPORTS = re.compile(
    r"\b(?:said|says|saying|told|reported|reports?|claim\w*|confirm\w*|announc\w*|know\w*|believ\w*|hop\w*|fear\w*|argu\w*|"
    r"warn\w*|add\w*|insist\w*|show\w*|reveal\w*|suggest\w*|indicat\w*|signal\w*|mean\w*|stat\w+|not\w+|decid\w*|agree\w*|"
    r"demand\w*|idea|fact|news|sign\w*|promis\w*|think\w*|thought|out|so|expect\w*|him|her|them|us|me|reporters)"
    r"(?:\s+(?:on\s+|late\s+|early\s+|earlier\s+)?(?:\w+day|this\s+\w+|last\s+\w+)(?:\s+(?:morning|evening|night|afternoon))?)?$",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(
    r"(?:(?:the|an?|its|his|her|their)\s+)?(?:[\w’'.-]+\s+){0,3}?(?:[A-Z][\w’'.&-]*(?:\s+(?:of|for|the|and|on|de|al)\s+|\s+|$)){1,7}$"
    r"|(?:the|an?|its|his|her|their|some|several|two|three|\w+)\s+(?:[\w’'-]+\s+){0,3}[\w’'-]+$"
)

# The sentence's own verb after a relative clause: "Rask, who leads the guild since May, said ..."
_RESUMES = re.compile(rf",\s+(?={FINITE.pattern})")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence between two cuts, and the word that opened it: "", joins, relative, opens or that."""

    start: int
    end: int
    opener: str


def parts_of(text: str, sentence: Span) -> list[Part]:
    """The sentence in parts, each of which may be a clause."""
    found: list[Part] = []
    start, opener = sentence.start, ""
    for cut in _CUT.finditer(text, sentence.start, sentence.end):
        kind = cut.lastgroup or ""
        if kind == "that" and not _REPORTS.search(text, start, cut.start()):
            kind = "relative"
            if not FINITE.match(text, cut.end()) and not re.match(
                r"(?:\w+ly\s+)?(?:took|came|went|has|had)", text[cut.end() :]
            ):
                continue  # "that building"; or a clause that tells of its own subject
        found.append(Part(start, cut.start(), opener))
        start, opener = cut.end(), kind
    found.append(Part(start, sentence.end, opener))
    return found


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause; `before` is the noun phrase that its relative pronoun stands for, `hinges` whether an "if" holds it."""

    span: Span
    before: Span | None = None
    hinges: bool = False


def clause_of(text: str, sentence: Span, mention: DateMention, *, alone: bool) -> Clause:
    """The parts around a date that together have a subject and a verb; with what follows while there is room for it.

    `alone` says that no other date stands in the sentence; otherwise what follows is left to the other date.
    """
    parts = parts_of(text, sentence)
    at = max(index for index, part in enumerate(parts) if part.start <= mention.start or index == 0)
    first = last = at
    while not FINITE.search(text, parts[first].start, parts[last].end):
        fronted = mention.start - parts[first].start <= len("early on the ")
        if last + 1 < len(parts) and (fronted or first == 0):
            last += 1
        elif first > 0:
            first -= 1
        else:
            break
    while first > 0 and parts[first].opener != "relative" and _lacks_subject(text, parts[first]):
        first -= 1
    before = None
    if parts[first].opener == "relative":
        before = _antecedent(text, sentence, parts[first - 1].end)
        if before is None:
            first -= 1
    while last + 1 < len(parts):
        condition = parts[last + 1].opener == "opens" and _IF.search(text, parts[last].end, parts[last + 1].start)
        # What was announced belongs to its announcement, even when it has a date of its own.
        announced = parts[last + 1].opener == "that" and parts[last].start <= mention.start < parts[last].end
        room = ROOM if not (condition or announced) else LONGEST
        if not (alone or condition or announced) or parts[last + 1].start - parts[first].start > room:
            break
        last += 1
    end = parts[last].end
    if before is not None and (resumes := _RESUMES.search(text, max(mention.end, parts[first].start), end)):
        end = resumes.start()
    span = trimmed(text, parts[first].start, end)
    around = [*parts[first + 1 : last + 2], *([parts[first]] if first else [])]
    hinges = any(
        part.opener == "opens" and _IF.search(text, max(sentence.start, part.start - 8), part.start) for part in around
    )
    return Clause(span, before, hinges)


def _lacks_subject(text: str, part: Part) -> bool:
    return bool(_NO_SUBJECT.match(text, part.start, part.end)) or not FINITE.search(text, part.start, part.end)


def _antecedent(text: str, sentence: Span, end: int) -> Span | None:
    """The noun phrase that ends at `end`, without what stands before its own article."""
    window = text[max(sentence.start, end - 90) : end]
    phrase = _NOUN_PHRASE.search(window)
    if phrase is None:
        return None
    start = end - len(window) + phrase.start()
    article = list(re.finditer(r"(?:^|\s)((?:the|an?)\s+\w)", phrase.group()))
    if article:
        start += article[-1].start(1)
    while start > sentence.start and text[start].isdigit() and text[start - 1] in ",.0123456789":
        start -= 1  # "30,000 emails"
    return Span(start, end)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without a conjunction at its start, and without white space, commas and dashes at its ends."""
    piece = text[start:end]
    opening = _CONJUNCTION.match(piece)
    if opening:
        start, piece = start + opening.end(), piece[opening.end() :]
    left = len(piece) - len(piece.lstrip(" \t\n,;—–-"))
    right = len(piece) - len(piece.rstrip(" \t\n,;—–-"))
    return Span(start + left, max(start + left, end - right))


_CONJUNCTION = re.compile(r"\s*(?:and|but|while|whereas)\s+")
