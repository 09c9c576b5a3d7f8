"""The day of publication where an article says it in so many words. Days that people talk about never count.

What counts: a labelled date ("Published Sept. 17, 2019", "date 2019-05-09"), a line by the headline that is nothing
but a time stamp, a wire dateline with its year. "Updated" gives only the latest possible day. A stamp under an
embedded post or a photograph is that post's or that photograph's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ..record import Basis, DateRange, Span
from .dateforms import find_dates

_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
    r"|luned[ìi]|marted[ìi]|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato|domenica)\b\.?"
)
_TIME = r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?\s?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
_ZONE = (
    r"(?:\(?(?:GMT|UTC|[ECMP][SD]?T|BST|CES?T|IST|IDT|JST|AEST|Z|local time|Uhr)\b\)?(?:\s*[+-]\d{1,2}:?\d{0,2})?"
    r"|[+-]\d{2}:?\d{2}\b)"
)
_BEFORE_DATE = (
    rf"(?:\s+on)?\s*:?\s*(?:(?:{_WEEKDAY},?\s*)?{_TIME}\s*{_ZONE}?\s*,?\s*)?"
    rf"(?:on\s+|am\s+|le\s+|el\s+|em\s+|il\s+|op\s+)?(?:{_WEEKDAY},?\s*)?"
)
_EDGE = r"(?:^|[|•·–—/;(]\s*|\s-\s|\s{2,}|[.)\]]\s+)"
_PUBLISHED = re.compile(
    _EDGE + r"(?P<label>(?:first\s+)?(?:published|posted|issued|uploaded|publiée?|veröffentlicht|publicado"
    r"|pubblicato|gepubliceerd|опубликовано)(?:\s+(?:online|at|by\s+[\w.'’ -]{3,40}?(?=\s+on\s|\s*[,|]\s)))?"
    r"|(?:date|time)\s+published|publi(?:cation|shed|sh)[\s_-]*date"
    r"|pub[\s_-]?date|release\s+date|date|datum|fecha)" + _BEFORE_DATE,
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:^|[|•·–—/;(,]\s*|\s-\s|\s)(?:last\s+)?(?:updated|modified|edited|aktualisiert|mis à jour"
    r"|actualizado|aggiornato)" + _BEFORE_DATE,
    re.IGNORECASE,
)
# What may follow a labelled date on its line: nothing, a time, a mark of division; not the rest of a sentence.
_AFTER_DATE = re.compile(
    rf"(?:T\d\d:|\s*$|\s*[,|•·–—/;()\]-]|\s+at\b|\s+{_TIME}|\s+by\s|\s+(?:last\s+)?updated|\.\s*$)", re.IGNORECASE
)
_FILLERS = re.compile(
    rf"{_WEEKDAY}|T?{_TIME}|{_ZONE}|\b(?:at|on|am|pm|um|à|le|the|min(?:ute)?s?\s+read|\d+\s+min|\d+\s+comments?)\b|[\W_]+",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"@|\bphoto|\bimage|\bcredit|\bcourtesy|\bfile\b|getty|\bin this\b|twitter|tweet|facebook|instagram|\bAP\b|pic\."
    r"|\b(?:event|starts?|ends?|deadline|through|until|to|from|between|since|before|after)\b",
    re.IGNORECASE,
)
_POST_ABOVE = re.compile(r"\(@\w+\)|@\w+\s*$|pic\.twitter\.com|^[—–-]\s?\S|\btweet", re.IGNORECASE)
_HANDLE = re.compile(r"(?:^|\s)\(?@\w{2,20}\)?\s*(?:[·•]\s*\w{0,12}\s*)?$")
_POST_LINES = 8  # lines of a pasted post, from its handle to its stamp
_DIVISION = re.compile(r"\s*[|•·–—/]\s*|\s-\s|\s{2,}|\t|,\s*$|^\s*,")
_BY = re.compile(r"^by\s", re.IGNORECASE)
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}(?:,\s*[A-Z][A-Za-z. ]{1,20})?[,\s–—-]*(?:\([A-Z][A-Za-z /]{1,20}\)[\s–—-]*)?"
)
_DATELINE_END = re.compile(r"\s*+(?:\([A-Z][\w /.]{1,25}\)|/[A-Z][\w -]{2,25}/)?\s*+[-–—:]{1,2}\s")
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_FIELD_AT_START = re.compile(r"^(?:date[:\s]\s*)?(?=(?:19|20)\d\d-\d\d-\d\d\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A publication date, what it rests on, and where its words stand in the text."""

    dates: DateRange
    basis: Basis
    span: Span


def published_in(text: str, head: Sequence[Span], tail: Sequence[Span]) -> Stamp | None:
    """The publication date said in the lines at the head or tail of a text; None when none is said."""
    if stamp := _leading_field(text, head):
        return stamp
    for where in (head, tail):
        labelled = list(_labelled(text, where, _PUBLISHED))
        if labelled:
            return labelled[0]
    stamps = list(_time_stamps(text, head))
    days = sorted({day for stamp in stamps for day in (stamp.dates.start, stamp.dates.end) if day})
    if len(days) == 1 or (days and days[-1] - days[0] <= timedelta(days=31) and len(stamps) <= 2):
        return Stamp(DateRange.between(days[0], days[-1]), Basis.TEXT, stamps[0].span)
    if stamp := _dateline(text, head):
        return stamp
    if updates := list(_labelled(text, [*head, *tail], _UPDATED)):
        latest = max(updates, key=lambda stamp: str(stamp.dates.end))
        return Stamp(DateRange.between(None, latest.dates.end), Basis.TEXT, latest.span)
    return None


def _leading_field(text: str, head: Sequence[Span]) -> Stamp | None:
    """An ISO date that opens the first line, bare or after "date": the header that archives and crawlers write."""
    if not head:
        return None
    match = _FIELD_AT_START.match(head[0].of(text))
    if match is None:
        return None
    found = next(find_dates(text, head[0].start + match.end(), head[0].end), None)
    if found is None or found.span.start != head[0].start + match.end():
        return None
    return Stamp(found.dates, Basis.METADATA, found.span)


def _labelled(text: str, where: Sequence[Span], label: re.Pattern[str]) -> Iterator[Stamp]:
    for line in where:
        said = line.of(text)[:400]
        if not _HAS_YEAR.search(said):
            continue
        for match in label.finditer(said):
            found = next(find_dates(text, line.start + match.end(), line.end), None)
            if found is None or found.span.start != line.start + match.end():
                continue
            if _AFTER_DATE.match(text[found.span.end : min(line.end, found.span.end + 40)]):
                yield Stamp(found.dates, Basis.TEXT, found.span)


def _time_stamps(text: str, head: Sequence[Span]) -> Iterator[Stamp]:
    """Lines that hold a date and no sentence: alone, with a time, with a byline, or set off by `|` or `/`. What follows
    "updated" on such a line is left aside."""
    for number, line in enumerate(head):
        update = _UPDATED.search(text, line.start, line.end)
        end = update.start() if update else line.end
        said = text[line.start : end]
        if not said.strip() or len(said) > 140 or not _HAS_YEAR.search(said) or _FOREIGN.search(said):
            continue
        if number and _POST_ABOVE.search(head[number - 1].of(text)[-80:]):
            continue
        if _ends_a_post(text, head, number):
            continue
        found = list(find_dates(text, line.start, end))
        if not 1 <= len(found) <= 2 or not _near_article(text, head, number):
            continue
        if len(found) == 2 and _FILLERS.sub("", text[found[0].span.end : found[1].span.start]):
            continue
        before, after = text[line.start : found[0].span.start], text[found[-1].span.end : end]
        if _set_off(before, before_date=True) and _set_off(after, before_date=False):
            yield Stamp(found[0].dates, Basis.TEXT, found[0].span)


def _ends_a_post(text: str, head: Sequence[Span], number: int) -> bool:
    """Whether the lines above are a pasted post: its handle, then its words. A document whose first lines bear the
    handle is itself a post, and a handle with nothing but short lines below it is a byline's."""
    above = [line.of(text) for line in head[max(2, number - _POST_LINES) : number]]
    return any(
        _HANDLE.search(said[-80:]) and not _BY.match(said) and any(len(below) >= 25 for below in above[at + 1 :])
        for at, said in enumerate(above)
    )


def _near_article(text: str, head: Sequence[Span], number: int) -> bool:
    """Whether a headline stands just above a line or a paragraph just below. Elsewhere a day is the masthead's: the day
    on which somebody looked at the page."""
    return any(len(line) >= 25 for line in head[max(0, number - 3) : number]) or any(
        len(line) >= 80 for line in head[number + 1 : number + 4]
    )


def _set_off(part: str, *, before_date: bool) -> bool:
    """Whether what stands beside a date on its line is empty, a time, a byline, or a short label divided from it."""
    rest = _FILLERS.sub(" ", part).strip()
    if not rest:
        return True
    if len(rest.split()) > 8 or part.rstrip().endswith((".", "?", "!")):
        return False
    if _BY.match(part.strip() if before_date else rest):
        return True
    stripped = re.sub(rf"{_WEEKDAY},?\s*$", "", part, flags=re.IGNORECASE) if before_date else part
    edge = _DIVISION.search(stripped[-4:] if before_date else stripped[:12])
    return edge is not None and all(word[:1].isupper() or len(word) < 4 for word in rest.split())


def _dateline(text: str, head: Sequence[Span]) -> Stamp | None:
    """ "CITY, Sept. 17, 2019 (Agency) -": filed that day, so published that day or the next."""
    for line in head:
        found = next(find_dates(text, line.start, min(line.end, line.start + 110)), None)
        if found is None or found.dates.start is None:
            continue
        if not _DATELINE.fullmatch(text, line.start, found.span.start):
            continue
        if found.dates.is_day and _DATELINE_END.match(text, found.span.end):
            return Stamp(
                DateRange.between(found.dates.start, found.dates.start + timedelta(days=1)), Basis.TEXT, found.span
            )
    return None
