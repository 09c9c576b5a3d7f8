"""The facts of an audit report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..record import Concept
from .agreeing import AgreementReport


@dataclass(frozen=True, slots=True)
class CoderWork:
    """What stands of one coder's decisions, and how many were taken back."""

    coder: str
    n_accepted: int
    n_edited: int
    n_rejected: int
    n_added: int
    n_adjudicated: int
    n_other: int  # on actors, concepts, documents, sources
    n_notes: int  # skips, flags, memos
    n_withdrawn: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of suggestions of one origin or within one band of scores."""

    name: str
    n: int
    n_accepted: int
    n_edited: int
    n_rejected: int
    n_disputed: int

    @property
    def n_decided(self) -> int:
        return self.n_accepted + self.n_edited + self.n_rejected + self.n_disputed

    @property
    def n_open(self) -> int:
        return self.n - self.n_decided

    @property
    def precision(self) -> float | None:
        """The share accepted as it was, of those settled."""
        settled_ = self.n_accepted + self.n_edited + self.n_rejected
        return self.n_accepted / settled_ if settled_ else None


@dataclass(frozen=True, slots=True)
class Model:
    """One shipped model: its manifest, and how many rows of this project carry its name and version."""

    name: str
    version: str
    summary: str
    digest: str
    data: str
    scores: tuple[tuple[str, str], ...]
    n_rows: int


@dataclass(frozen=True, slots=True)
class ConceptChange:
    at: datetime
    coder: str
    concept: str
    what: str


@dataclass(frozen=True, slots=True)
class Corpus:
    n_documents: int
    n_signs: int
    digest: str
    first: date | None
    last: date | None
    n_undated: int
    by_outlet: tuple[tuple[str, int], ...]
    by_language: tuple[tuple[str, int], ...]
    n_files: int
    n_skipped: int
    not_read: tuple[tuple[str, str], ...]
    not_annotated: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """Everything that the report says; the same store, moment and seed give the same trail."""

    title: str
    made_at: datetime
    version: str
    corpus: Corpus
    concepts: tuple[Concept, ...]
    codebook_given: bool
    changes: tuple[ConceptChange, ...]
    statements_by_concept: Mapping[str, tuple[int, int]]  # accepted, suggested
    coders: tuple[CoderWork, ...]
    per_day: tuple[tuple[date, int], ...]
    suggestions: tuple[Fate, ...]
    by_score: tuple[Fate, ...]
    n_adjudicated: int
    n_disputed: int
    n_statements: int
    n_accepted: int
    agreement: AgreementReport
    models: tuple[Model, ...]
    settings: tuple[tuple[str, str], ...]
    resamples: int
    seed: int
