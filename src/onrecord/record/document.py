"""An article as it was read, and the regions its text falls into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .dates import UNKNOWN_DATE, Basis, DateRange
from .span import Passage, Span


class RegionKind(StrEnum):
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    CREDIT = "credit"  # byline, agency, photo credit, dateline, "Originally published in ..."
    BODY = "body"
    FURNITURE = "furniture"  # everything the page put there that the article did not say


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch `[start, end)` of a document's text and what it is."""

    kind: RegionKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `text` never changes after reading; every span in the project counts its code points.

    `id` is derived from the text's SHA-256, so the same text read twice is one document with two paths.
    `layout` holds regions that the file format itself declares (an HTML article's body, a DOCX title); it is empty
    for plain text. `published_evidence` is the span of the words that gave the date, where they stand in the text.
    """

    id: str
    paths: tuple[str, ...]
    text: str
    text_sha256: str
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    published: DateRange = UNKNOWN_DATE
    published_basis: Basis = Basis.NONE
    published_evidence: Span | None = None
    layout: tuple[Region, ...] = ()

    @property
    def path(self) -> str:
        return self.paths[0]


@dataclass(frozen=True, slots=True)
class Publication:
    """When and where a document was published, as far as it can be known, on what basis, and the passages that say so.

    `outlet` is the document's own, or what the furniture of its page shows; None where neither names one.
    """

    document_id: str
    published: DateRange
    basis: Basis
    evidence: tuple[Passage, ...] = ()
    reason: str = ""
    outlet: str | None = None


class FileStatus(StrEnum):
    READ = "read"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: how many documents it gave, or the reason it gave none."""

    path: str
    status: FileStatus
    reason: str = ""
    n_documents: int = 0
