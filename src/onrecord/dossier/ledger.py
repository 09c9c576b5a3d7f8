"""The material with everything numbered and cross-referenced: what every section of the dossier looks things up in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..record import (
    Actor,
    ActorKind,
    Annotated,
    Attribution,
    Basis,
    Concept,
    DateRange,
    Decision,
    Passage,
    Statement,
    StatementStatus,
    Suggestion,
)
from .evidence import Evidence, Heard, Origins
from .limits import Limits
from .material import Material
from .passages import attribution_extent
from .wording import is_plural, one_line

NO_SOURCE = "source not named"
NO_OUTLET = "outlet not known"


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its number in the dossier, its publication as resolved, and labels for outlet and headline."""

    number: int
    annotated: Annotated
    published: DateRange
    basis: Basis
    reason: str
    evidence: tuple[Passage, ...]
    outlet: str
    title: str

    @property
    def id(self) -> str:
        return self.annotated.document.id

    @property
    def ref(self) -> str:
        return f"D{self.number}"

    @property
    def carrier(self) -> str:
        """Who carries the reports of this article: its outlet, or the article itself when that is not known."""
        return self.outlet if self.outlet != NO_OUTLET else f"{self.ref}, outlet unknown"


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution as a report: where it stands, who speaks, through whom it came and when it was said; `also` holds
    the actors who spoke together with the speaker."""

    ref: str
    attribution: Attribution
    article: Article
    speaker: str
    speaker_key: str
    relays: tuple[str, ...]
    via: tuple[str, ...]
    said: DateRange
    cluster: str
    resolved_by: str
    evidence: Evidence
    also: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return self.ref.replace(".", "-")

    @property
    def heard(self) -> Heard:
        return Heard(self.article.id, self.via, self.speaker_key, attribution_extent(self.attribution))

    @property
    def chain(self) -> tuple[str, ...]:
        """Carrier first, speaker last."""
        return (self.article.carrier, *self.relays, self.speaker)


@dataclass(frozen=True, slots=True)
class Act:
    """One statement of the dossier: one act of speech on one concept with one stance, and all its reports."""

    number: int
    statement: Statement
    concept: Concept
    speaker: str
    speaker_key: str
    reports: tuple[Report, ...]
    n_reports: int
    n_origins: int
    evidence: Evidence
    suggestion: Suggestion | None
    decision: Decision | None
    plural: bool  # whether the speaker takes a plural verb

    @property
    def anchor(self) -> str:
        return f"s{self.number}"

    @property
    def suggested(self) -> bool:
        return self.statement.status is StatementStatus.SUGGESTED


@dataclass(frozen=True, slots=True)
class Speaker:
    """Everybody who is on record in these articles, with what they said; `actor` is None for an unresolved source."""

    key: str
    name: str
    actor: Actor | None
    reports: tuple[Report, ...]
    acts: tuple[Act, ...]

    @property
    def plural(self) -> bool:
        return is_plural(self.name, group=self.actor is not None and self.actor.kind is ActorKind.GROUP)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Numbered articles, reports, statements and speakers, and the look-ups between them."""

    material: Material
    limits: Limits
    articles: tuple[Article, ...]
    article_of: dict[str, Article]
    reports: tuple[Report, ...]
    reports_in: dict[str, tuple[Report, ...]]
    report_of: dict[str, Report]
    clusters: dict[str, tuple[Report, ...]]
    acts: tuple[Act, ...]
    acts_on: dict[str, tuple[Act, ...]]
    acts_of_cluster: dict[str, tuple[Act, ...]]
    speakers: tuple[Speaker, ...]
    speaker_of: dict[str, Speaker]
    actor_of: dict[str, Actor]
    concepts: tuple[Concept, ...]
    concept_number: dict[str, int]
    event_number: dict[str, int]
    origins: Origins

    def name(self, actor_id: str) -> str:
        """The actor's name; an outlet that stands in a chain may be known only by its words."""
        actor = self.actor_of.get(actor_id)
        return one_line(actor.name, 60) if actor else "unknown"

    def n_origins(self, reports: Sequence[Report]) -> int:
        return self.origins.count([report.heard for report in reports])

    def once(self) -> list[Report]:
        """Reports as they are counted: an article that tells one act of speech twice reports it once."""
        return list({(report.cluster, report.article.id): report for report in reversed(self.reports)}.values())[::-1]

    def outlets(self) -> tuple[str, ...]:
        """Outlets that are known, in order of first article."""
        return tuple(dict.fromkeys(article.outlet for article in self.articles if article.outlet != NO_OUTLET))


def day_key(dates: DateRange) -> tuple[date, date]:
    """Sort key: unknown dates come last, a range stands where it starts."""
    return (dates.start or dates.end or date.max, dates.end or date.max)
