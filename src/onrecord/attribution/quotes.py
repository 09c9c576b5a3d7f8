"""Where quotation marks stand and what they enclose, paragraph by paragraph, whatever their style or balance."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„‟«»]|``|''|[‘’‚‛'`]")
_OPENS = frozenset("“„«") | {"``"}
_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-/:\"“‘'…")
# A single mark closes only when nothing wordlike follows; a further mark or sign may.
_AFTER_CLOSING = re.compile(r"[^\w]|$")
_ELISIONS = re.compile(r"[‘’'](?:tis|twas|til|em|cause|n|round|bout|s)\b|[‘’']\d0s", re.IGNORECASE)
LONGEST_SINGLE_QUOTE = 600  # code points; beyond it a lone ' is taken for an apostrophe


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: `[start, end)` without the marks, the marks themselves just outside it.

    `closed` is False when the paragraph ended first; the quotation then runs to the paragraph's end.
    """

    start: int
    end: int
    single: bool
    closed: bool
    opening: int  # where the opening mark starts
    closing: int  # where the closing mark ends; `end` when there is none


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """Quotations inside one paragraph `[start, end)`, in text order; single ones inside double ones follow them."""
    stop = len(text) if end is None else end
    if not _MARK.search(text, start, stop):
        return []
    double: list[Quotation] = []
    opened: tuple[int, int] | None = None
    straight = sum(text[m.start()] == '"' for m in _MARK.finditer(text, start, stop))
    single_candidates: list[int] = []
    for match in _MARK.finditer(text, start, stop):
        mark, at, after = match.group(), match.start(), match.end()
        if mark in "‘’‚‛'`":
            single_candidates.append(at)
            continue
        looks_opening = _looks_opening(text, at, after, start=start, stop=stop)
        if opened is None:
            if mark in _OPENS or (mark == '"' and (straight % 2 == 0 or looks_opening)) or looks_opening:
                opened = (at, after)
        elif mark in _OPENS and looks_opening:
            # A closing mark was forgotten: the earlier quotation ends where the new one begins.
            double.append(Quotation(opened[1], at, False, False, opened[0], at))
            opened = (at, after)
        elif mark == '"' and straight % 2 and looks_opening and not _looks_closing(text, at, after, stop=stop):
            double.append(Quotation(opened[1], at, False, False, opened[0], at))
            opened = (at, after)
        else:
            double.append(Quotation(opened[1], at, False, True, opened[0], after))
            opened = None
    if opened is not None and stop > opened[1]:
        double.append(Quotation(opened[1], stop, False, False, opened[0], stop))
    return sorted(double + _single(text, single_candidates, start, stop), key=lambda q: (q.start, -q.end))


def _looks_opening(text: str, at: int, after: int, *, start: int, stop: int) -> bool:
    before = text[at - 1] if at > start else " "
    return before in _BEFORE_OPENING and after < stop and not text[after].isspace()


def _looks_closing(text: str, at: int, after: int, *, stop: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and (after >= stop or not text[after].isalnum())


def _single(text: str, marks: list[int], start: int, stop: int) -> list[Quotation]:
    """Single quotations: apostrophes, elisions ('90s, 'em) and plural possessives do not open or end one."""
    found: list[Quotation] = []
    busy_until = start
    for index, at in enumerate(marks):
        if at < busy_until or not _looks_opening(text, at, at + 1, start=start, stop=stop):
            continue
        if text[at] not in "‘‚‛'`" or _ELISIONS.match(text, at):
            continue
        closing = _closing_single(text, at, marks[index + 1 :], stop)
        if closing is not None:
            found.append(Quotation(at + 1, closing, True, True, at, closing + 1))
            busy_until = closing + 1
        elif at == start and text[at] in "‘":
            found.append(Quotation(at + 1, stop, True, False, at, stop))
            busy_until = stop
    return found


def _closing_single(text: str, opening: int, marks: list[int], stop: int) -> int | None:
    possessive: int | None = None
    for at in marks:
        if at - opening > LONGEST_SINGLE_QUOTE:
            break
        if text[at] in "‘‚‛" and _looks_opening(text, at, at + 1, start=opening, stop=stop):
            break
        if text[at] not in "’'" or text[at - 1].isspace() or at == opening + 1:
            continue
        if not _AFTER_CLOSING.match(text, at + 1):
            continue
        if text[at - 1] in "sS" and text[at + 1 : at + 2] == " ":
            possessive = at if possessive is None else possessive
            continue
        return at
    return possessive
