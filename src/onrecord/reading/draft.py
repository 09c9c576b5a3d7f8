"""What a format hands over: texts with the facts and layout that the format itself declares."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from ..record import Basis, DateRange, Document, Region, Span
from ..record.dates import UNKNOWN_DATE
from ..text import sha256, stable_id


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about an article besides its text. None and an unknown date mean: not said."""

    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    published: DateRange = UNKNOWN_DATE
    basis: Basis = Basis.NONE
    evidence: Span | None = None

    def or_else(self, other: Facts) -> Facts:
        """These facts, with the gaps filled from `other`. The date, its basis and its evidence go together."""
        dated = self if self.published.known else other
        return Facts(
            outlet=self.outlet or other.outlet,
            title=self.title or other.title,
            byline=self.byline or other.byline,
            url=self.url or other.url,
            language=self.language or other.language,
            published=dated.published,
            basis=dated.basis,
            evidence=dated.evidence,
        )

    def settled_by(self, said: Facts) -> Facts:
        """These facts of the format, with the day that the page itself shows (`said`) where both tell the same day.

        Time stamps in metadata are often in UTC, where an evening in America is the next day: the day in print, a day
        earlier or later, is the paper's own, and it can be opened as evidence.
        """
        if not self.published.is_day or self.published.start is None:
            return self
        stamp, printed = self.published.start, said.published
        if printed.is_day and printed.start is not None and abs((printed.start - stamp).days) <= 1:
            return replace(self, published=printed, evidence=said.evidence)
        if printed.start is None and printed.end == stamp - timedelta(days=1):  # "Updated ..." the evening before
            return replace(self, published=DateRange.day(printed.end), evidence=said.evidence)
        return self

    def dated(self, published: DateRange, *, basis: Basis, evidence: Span | None = None) -> Facts:
        return replace(self, published=published, basis=basis, evidence=evidence) if published.known else self


@dataclass(frozen=True, slots=True)
class Draft:
    """One article of a file. `part` is "" or says which part of the file it is ("row12")."""

    text: str
    facts: Facts = Facts()
    layout: tuple[Region, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All articles of one file, and remarks for its report (rows left out, characters repaired)."""

    drafts: tuple[Draft, ...]
    remarks: tuple[str, ...] = field(default=())


def document_from(draft: Draft, facts: Facts, *, path: str) -> Document:
    """The document, with the identity that its text gives it."""
    digest = sha256(draft.text)
    return Document(
        id=stable_id("doc", digest),
        paths=(f"{path}#{draft.part}" if draft.part else path,),
        text=draft.text,
        text_sha256=digest,
        outlet=facts.outlet,
        title=facts.title,
        byline=facts.byline,
        url=facts.url,
        language=facts.language,
        published=facts.published,
        published_basis=facts.basis,
        published_evidence=facts.evidence,
        layout=draft.layout,
    )
