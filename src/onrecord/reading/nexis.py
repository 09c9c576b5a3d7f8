"""Exports of Nexis Uni: many articles in one file, each with its fields, taken apart by content.

An article runs from its title to a line "End of Document". Below the title stand outlet and day, then labelled
fields ("Section:", "Length:", "Byline:"), a line "Body", the text, and "Classification" with "Load-Date". Labels
depend on the language of the user interface: they are data here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..record import Basis, DateRange, Region, RegionKind, Span
from ..record.dates import UNKNOWN_DATE
from .dateforms import find_dates
from .draft import Draft, Facts

_END = re.compile(
    r"^\s*(?:End of Document|Fin du document|Ende des Dokuments|Fin del documento|Einde van document)\s*$",
    re.IGNORECASE,
)
_BODY = re.compile(r"^\s*(?:Body|Corps|Volltext|Text|Cuerpo|Texte)\s*:?\s*$", re.IGNORECASE)
_AFTER_BODY = re.compile(
    r"^\s*(?:Classification|Klassifikation|Clasificación|Graphic|Grafik|Correction(?:-Date)?\s*:|Notes$"
    r"|Load-Date\s*:|Date de chargement\s*:|Update\s*:|Fecha de carga\s*:)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^\s*(Section|Length|Byline|Highlight|Dateline|Language|Rubrique|Longueur|Auteur|Autor|Rubrik|Länge|Copyright)\b\s*:?\s*(.*)$",
    re.IGNORECASE,
)
_BYLINES = frozenset(("byline", "auteur", "autor"))


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split_nexis(lines: Sequence[str]) -> tuple[Draft, ...]:
    """The articles of an export; () when the lines are not one (no end mark, or no article with day and body)."""
    ends = [number for number, line in enumerate(lines) if _END.match(line)]
    if not ends:
        return ()
    drafts: list[Draft] = []
    first = 0
    for number, end in enumerate(ends, start=1):
        draft = _article(lines[first : end + 1], part=f"article{number}")
        if draft is not None:
            drafts.append(draft)
        first = end + 1
    return tuple(drafts) if any(draft.facts.published.known for draft in drafts) else ()


def _article(raw: Sequence[str], *, part: str) -> Draft | None:
    """One article with its layout: headline, credit lines, body, furniture. Cover pages have no body and give None."""
    kept = list(raw)
    while kept and not kept[0].strip():
        kept.pop(0)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).rstrip()
    lines: list[_Line] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(_Line(at, line))
        at += len(line) + 1
    body_at = next((number for number, line in enumerate(lines) if _BODY.match(line.text)), None)
    if body_at is None or body_at == 0:
        return None
    title_at = _title_at(lines, body_at)
    after = next((n for n in range(body_at + 1, len(lines)) if _AFTER_BODY.match(lines[n].text)), len(lines) - 1)
    published, evidence, date_at = _day(lines, title_at, body_at)
    fields = {m.group(1).lower(): m.group(2).strip() for line in lines[:body_at] if (m := _FIELD.match(line.text))}
    outlet = lines[title_at + 1].text.strip() if date_at is not None and date_at > title_at + 1 else None
    byline = next((fields[name] for name in _BYLINES if fields.get(name)), None)
    facts = Facts(
        outlet=outlet,
        title=lines[title_at].text.strip(),
        byline=re.sub(r"^[Bb]y\s+", "", byline) if byline else None,
    ).dated(published, basis=Basis.METADATA, evidence=evidence)
    regions = [_region(RegionKind.FURNITURE, line) for line in lines[:title_at]]
    regions.append(_region(RegionKind.HEADLINE, lines[title_at]))
    regions += [_region(RegionKind.CREDIT, line) for line in lines[title_at + 1 : body_at]]
    regions.append(_region(RegionKind.FURNITURE, lines[body_at]))
    if after > body_at + 1:
        regions.append(Region(RegionKind.BODY, lines[body_at + 1].start, lines[after - 1].end))
    regions += [_region(RegionKind.FURNITURE, line) for line in lines[after:]]
    return Draft(text, facts, tuple(regions), part)


def _title_at(lines: Sequence[_Line], body_at: int) -> int:
    """The line before the outlet's line, which is the one before the day's; the first line when there is no day."""
    for number in range(min(body_at, 14)):
        if _is_day_line(lines[number].text):
            return max(0, number - 2)
    return 0


def _day(lines: Sequence[_Line], title_at: int, body_at: int) -> tuple[DateRange, Span | None, int | None]:
    for number in range(title_at, min(body_at, title_at + 6)):
        line = lines[number]
        if _is_day_line(line.text):
            found = next(find_dates(line.text))
            return found.dates, Span(line.start + found.span.start, line.start + found.span.end), number
    return UNKNOWN_DATE, None, None


def _is_day_line(line: str) -> bool:
    found = next(find_dates(line), None)
    return found is not None and found.span.start <= 12 and len(line.strip()) <= 60


def _region(kind: RegionKind, line: _Line) -> Region:
    lead = len(line.text) - len(line.text.lstrip())
    return Region(kind, line.start + lead, line.start + len(line.text.rstrip()))
