"""The material with everything numbered and cross-referenced: what every section of the dossier looks things up in."""

from __future__ import annotations

from collections import defaultdict
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
    ConceptKind,
    DateRange,
    Decision,
    Passage,
    Publication,
    RegionKind,
    Saying,
    Statement,
    StatementStatus,
    Suggestion,
    Verdict,
    text_of,
)
from ..record.dates import UNKNOWN_DATE
from ..text import fold
from .evidence import Evidence, Origins, evidence_of
from .limits import Limits
from .material import Material
from .passages import attribution_extent
from .wording import STANCE_ORDER, one_line

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


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution as a report: where it stands, who speaks, through whom it came and when it was said."""

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

    @property
    def anchor(self) -> str:
        return self.ref.replace(".", "-")

    @property
    def chain(self) -> tuple[str, ...]:
        """Outlet first, speaker last."""
        return (self.article.outlet, *self.relays, self.speaker)


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
    origins: Origins

    def name(self, actor_id: str) -> str:
        """The actor's name; an outlet that stands in a chain may be known only by its words."""
        actor = self.actor_of.get(actor_id)
        return one_line(actor.name, 60) if actor else "unknown"

    def n_origins(self, reports: Sequence[Report]) -> int:
        return self.origins.count([(report.article.id, report.via) for report in reports])

    def outlets(self) -> tuple[str, ...]:
        """Outlets that are known, in order of first article."""
        return tuple(dict.fromkeys(article.outlet for article in self.articles if article.outlet != NO_OUTLET))


def open_ledger(material: Material, limits: Limits) -> Ledger:
    """The ledger of `material`: articles by day of publication, statements by concept, stance, day and speaker."""
    articles = _number_articles(material)
    article_of = {article.id: article for article in articles}
    actor_of = {actor.id: actor for actor in material.actors}
    reports_in = {article.id: _reports_of(article, material, actor_of) for article in articles}
    reports = tuple(report for article in articles for report in reports_in[article.id])
    report_of = {report.attribution.id: report for report in reports}
    clusters: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        clusters[report.cluster].append(report)
    origins = Origins(material.derivations)
    concepts = _ordered_concepts(material)
    frozen = {key: tuple(found) for key, found in clusters.items()}
    acts = _number_acts(material, concepts, report_of, frozen, origins)
    acts_on: dict[str, list[Act]] = defaultdict(list)
    acts_of_cluster: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        acts_on[act.concept.id].append(act)
        for cluster in dict.fromkeys(report.cluster for report in act.reports):
            acts_of_cluster[cluster].append(act)
    speakers = _rank_speakers(reports, acts, actor_of)
    return Ledger(
        material,
        limits,
        articles,
        article_of,
        reports,
        reports_in,
        report_of,
        frozen,
        acts,
        {key: tuple(found) for key, found in acts_on.items()},
        {key: tuple(found) for key, found in acts_of_cluster.items()},
        speakers,
        {speaker.key: speaker for speaker in speakers},
        actor_of,
        concepts,
        origins,
    )


def day_key(dates: DateRange) -> tuple[date, date]:
    """Sort key: unknown dates come last, a range stands where it starts."""
    return (dates.start or dates.end or date.max, dates.end or date.max)


def _headline(annotated: Annotated) -> str:
    document = annotated.document
    if document.title:
        return document.title
    heads = [region for region in annotated.regions if region.kind is RegionKind.HEADLINE]
    if heads:
        return heads[0].span.of(document.text)
    bodies = [region for region in annotated.regions if region.kind is RegionKind.BODY]
    return bodies[0].span.of(document.text) if bodies else document.text[:300]


def _number_articles(material: Material) -> tuple[Article, ...]:
    found = []
    for annotated in material.articles:
        document = annotated.document
        publication = material.publications.get(document.id) or Publication(
            document.id, document.published, document.published_basis
        )
        found.append((publication, annotated))
    found.sort(
        key=lambda item: (day_key(item[0].published), item[1].document.outlet or "\uffff", item[1].document.path)
    )
    return tuple(
        Article(
            number,
            annotated,
            publication.published,
            publication.basis,
            publication.reason,
            publication.evidence,
            one_line(annotated.document.outlet or "", 60) or NO_OUTLET,
            one_line(_headline(annotated), 140) or "no headline",
        )
        for number, (publication, annotated) in enumerate(found, 1)
    )


def _reports_of(article: Article, material: Material, actor_of: dict[str, Actor]) -> tuple[Report, ...]:
    attributions = article.annotated.annotation.attributions
    ordered = sorted(attributions, key=lambda found: (attribution_extent(found).start, -len(attribution_extent(found))))
    return tuple(
        _report(f"{article.ref}.{place}", attribution, article, material.sayings.get(attribution.id), actor_of)
        for place, attribution in enumerate(ordered, 1)
    )


def _report(
    ref: str, attribution: Attribution, article: Article, saying: Saying | None, actor_of: dict[str, Actor]
) -> Report:
    words = one_line(text_of(attribution.source, article.annotated.document.text), 80)
    actor = actor_of.get(saying.actor_id) if saying and saying.actor_id else None
    speaker = one_line((actor.name if actor else saying.actor_name if saying else "") or words, 80)
    key = actor.id if actor else f"name:{fold(speaker)}" if speaker else ""
    via = saying.via if saying else ()
    return Report(
        ref,
        attribution,
        article,
        speaker or NO_SOURCE,
        key,
        tuple(one_line(actor_of[relay].name, 60) if relay in actor_of else "unknown" for relay in via),
        via,
        saying.said if saying else UNKNOWN_DATE,
        (saying.cluster if saying else "") or attribution.id,
        saying.resolved_by if saying else "",
        evidence_of(attribution, saying),
    )


_KIND_ORDER = {ConceptKind.OPTION: 0, ConceptKind.ISSUE: 1, ConceptKind.ARGUMENT: 2}


def _ordered_concepts(material: Material) -> tuple[Concept, ...]:
    """Options from the highest rung down, then issues and arguments in the order they were given; then those that
    statements name but no codebook lists."""
    known = {concept.id for concept in material.concepts}
    missing = sorted({statement.concept_id for statement in material.statements} - known)
    every = [*material.concepts, *(Concept(concept_id, concept_id) for concept_id in missing)]
    return tuple(
        sorted(
            every,
            key=lambda concept: (
                _KIND_ORDER[concept.kind],
                -(concept.rank if concept.rank is not None else -1),
            ),
        )
    )


def _number_acts(
    material: Material,
    concepts: tuple[Concept, ...],
    report_of: dict[str, Report],
    clusters: dict[str, tuple[Report, ...]],
    origins: Origins,
) -> tuple[Act, ...]:
    suggestions = {(found.attribution_id, found.concept_id, found.stance): found for found in material.suggestions}
    superseded = {decision.supersedes for decision in material.decisions}
    decisions: dict[str, Decision] = {}
    for decision in sorted(material.decisions, key=lambda found: found.decided_at):
        if decision.id not in superseded and decision.verdict is not Verdict.REJECT:
            decisions[decision.subject] = decision
    grouped: dict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
    for statement in material.statements:
        report = report_of.get(statement.attribution_id)
        cluster = report.cluster if report else statement.attribution_id
        key = report.speaker_key if report else statement.actor_id or fold(statement.actor_name)
        grouped[(cluster, statement.concept_id, statement.stance.value, key)].append(statement)
    place = {concept.id: order for order, concept in enumerate(concepts)}
    drafts: list[Act] = []
    for (cluster, concept_id, _, key), statements in grouped.items():
        shown = min(statements, key=lambda found: (found.status is not StatementStatus.ACCEPTED, found.id))
        reports = clusters.get(cluster, ())
        own = report_of.get(shown.attribution_id)
        suggestion = suggestions.get((shown.attribution_id, concept_id, shown.stance))
        subjects = (shown.id, suggestion.id if suggestion else "", shown.attribution_id)
        drafts.append(
            Act(
                0,
                shown,
                concepts[place[concept_id]],
                own.speaker if own else one_line(shown.actor_name, 80) or NO_SOURCE,
                key,
                _own_first(reports, own),
                max([*(found.n_reports for found in statements), 1]),
                max(1, origins.count([(found.article.id, found.via) for found in reports])),
                max((found.evidence for found in reports), default=Evidence.REPORTED),
                suggestion,
                next((decisions[subject] for subject in subjects if subject in decisions), None),
            )
        )
    drafts.sort(
        key=lambda act: (
            place[act.concept.id],
            STANCE_ORDER.index(act.statement.stance),
            day_key(act.statement.said),
            act.speaker,
            act.statement.id,
        )
    )
    return tuple(_numbered(act, number) for number, act in enumerate(drafts, 1))


def _numbered(act: Act, number: int) -> Act:
    from dataclasses import replace

    return replace(act, number=number)


def _own_first(reports: tuple[Report, ...], own: Report | None) -> tuple[Report, ...]:
    """The report that shows the statement best comes first: quoted before reported before relayed, then by day."""
    ordered = sorted(reports, key=lambda found: (-found.evidence, found is not own, found.article.number))
    return tuple(ordered) if ordered else ((own,) if own else ())


def _rank_speakers(
    reports: tuple[Report, ...], acts: tuple[Act, ...], actor_of: dict[str, Actor]
) -> tuple[Speaker, ...]:
    """Those on record: by statements, then by attributions; sources that are nobody's name come after the named."""
    by_key: dict[str, list[Report]] = defaultdict(list)
    acts_by_key: dict[str, list[Act]] = defaultdict(list)
    for report in reports:
        by_key[report.speaker_key].append(report)
    for act in acts:
        acts_by_key[act.speaker_key].append(act)
    found = [
        Speaker(
            key,
            (by_key.get(key) or acts_by_key[key])[0].speaker,
            actor_of.get(key),
            tuple(by_key.get(key, ())),
            tuple(acts_by_key.get(key, ())),
        )
        for key in dict.fromkeys([*by_key, *acts_by_key])
    ]
    kind_order = {ActorKind.PERSON: 0, ActorKind.ORGANIZATION: 1, ActorKind.STATE: 1, ActorKind.GROUP: 2}
    return tuple(
        sorted(
            found,
            key=lambda speaker: (
                not speaker.key,
                speaker.actor is None,
                -len(speaker.acts) * 2 - len({report.cluster for report in speaker.reports}),
                kind_order[speaker.actor.kind] if speaker.actor else 3,
                speaker.name,
            ),
        )
    )
