"""How the ledger is opened: articles by day, statements by concept and stance, speakers by weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..record import (
    Actor,
    ActorKind,
    Annotated,
    Attribution,
    Concept,
    ConceptKind,
    Decision,
    Publication,
    RegionKind,
    Saying,
    Statement,
    StatementStatus,
    Suggestion,
    Verdict,
    current_decisions,
    text_of,
)
from ..record.dates import UNKNOWN_DATE
from ..text import fold
from .evidence import Evidence, Origins, evidence_of
from .ledger import NO_OUTLET, NO_SOURCE, Act, Article, Ledger, Report, Speaker, day_key
from .limits import Limits
from .material import Material
from .passages import attribution_extent
from .wording import STANCE_ORDER, is_plural, one_line


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
    acts = _number_acts(material, concepts, report_of, frozen, actor_of)
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
        {concept.id: number for number, concept in enumerate(concepts, 1)},
        {event.id: number for number, event in enumerate(material.events, 1)},
        origins,
    )


def _headline(annotated: Annotated) -> str:
    """The headline; without one, the first words of the article, said to be that."""
    document = annotated.document
    heads = [region.span.of(document.text) for region in annotated.regions if region.kind is RegionKind.HEADLINE]
    title = one_line(document.title or (heads[0] if heads else ""), 160)
    if title:
        return title
    bodies = [region for region in annotated.regions if region.kind is RegionKind.BODY]
    words = one_line(bodies[0].span.of(document.text) if bodies else document.text[:400], 90)
    return f"No headline; begins “{words}”" if words else "No headline, no text"


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
            _headline(annotated),
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
        tuple(one for one in saying.also if one in actor_of and one != key) if saying else (),
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
    actor_of: dict[str, Actor],
) -> tuple[Act, ...]:
    suggestions = {(found.attribution_id, found.concept_id, found.stance): found for found in material.suggestions}
    standing = current_decisions(material.decisions)
    decisions = {subject: found for subject, found in standing.items() if found.verdict is not Verdict.REJECT}
    coded = _coded(material.suggestions, standing)
    grouped: dict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
    for statement in material.statements:
        report = report_of.get(statement.attribution_id)
        cluster = report.cluster if report else statement.attribution_id
        key = _key_of(statement, report)
        grouped[(cluster, statement.concept_id, statement.stance.value, key)].append(statement)
    place = {concept.id: order for order, concept in enumerate(concepts)}
    drafts: list[Act] = []
    for (cluster, concept_id, _, key), statements in grouped.items():
        shown = min(statements, key=lambda found: (found.status is not StatementStatus.ACCEPTED, found.id))
        own = report_of.get(shown.attribution_id)
        n_reports = max(statement.n_reports for statement in statements)
        reports = _reports_of_act(clusters.get(cluster, ()), statements, key, coded)
        speaker = own.speaker if own and key == own.speaker_key else one_line(shown.actor_name, 80) or NO_SOURCE
        actor = actor_of.get(key)
        suggestion = suggestions.get((shown.attribution_id, concept_id, shown.stance))
        subjects = (shown.id, suggestion.id if suggestion else "", shown.attribution_id)
        drafts.append(
            Act(
                0,
                shown,
                concepts[place[concept_id]],
                speaker,
                key,
                _own_first(reports, own),
                n_reports,
                max(statement.n_origins for statement in statements),
                max((found.evidence for found in reports), default=Evidence.REPORTED),
                suggestion,
                next((decisions[subject] for subject in subjects if subject in decisions), None),
                is_plural(speaker, group=actor is not None and actor.kind is ActorKind.GROUP),
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
    return tuple(replace(act, number=number) for number, act in enumerate(drafts, 1))


def _key_of(statement: Statement, report: Report | None) -> str:
    """The speaker of a statement: that of the report it rests on, or one who spoke together with him."""
    if report is not None:
        return statement.actor_id if statement.actor_id in report.also and statement.actor_id else report.speaker_key
    return statement.actor_id or fold(statement.actor_name)


def _coded(suggestions: Iterable[Suggestion], decisions: Mapping[str, Decision]) -> set[tuple[str, str]]:
    """Attribution and concept of every suggestion that no coder has rejected; a corrected one has the coder's."""
    found: set[tuple[str, str]] = set()
    for suggestion in suggestions:
        last = decisions.get(suggestion.id)
        if last is None:
            found.add((suggestion.attribution_id, suggestion.concept_id))
        elif last.verdict is not Verdict.REJECT:
            found.add((suggestion.attribution_id, last.word("concept", suggestion.concept_id)))
    return found


def _reports_of_act(
    cluster: tuple[Report, ...], statements: list[Statement], key: str, coded: set[tuple[str, str]]
) -> tuple[Report, ...]:
    """The reports of the act of speech that were coded on its concept, whatever stance each was given alone: the act
    has one. A report of the same words by another speaker, or on other matters, is no passage of this statement."""
    own = {statement.attribution_id for statement in statements}
    concept_id = statements[0].concept_id
    return tuple(
        found
        for found in cluster
        if found.attribution.id in own
        or (key in (found.speaker_key, *found.also) and (found.attribution.id, concept_id) in coded)
    )


def _own_first(reports: tuple[Report, ...], own: Report | None) -> tuple[Report, ...]:
    """The report that the statement rests on comes first; then quoted before reported before relayed, then by day."""
    ordered = sorted(reports, key=lambda found: (found is not own, -found.evidence, found.article.number))
    return tuple(ordered) if ordered else ((own,) if own else ())


def _rank_speakers(
    reports: tuple[Report, ...], acts: tuple[Act, ...], actor_of: dict[str, Actor]
) -> tuple[Speaker, ...]:
    """Those on record: by statements, then by attributions; sources that are nobody's name come after the named."""
    by_key: dict[str, list[Report]] = defaultdict(list)
    acts_by_key: dict[str, list[Act]] = defaultdict(list)
    for report in reports:
        for key in (report.speaker_key, *report.also):
            by_key[key].append(report)
    for act in acts:
        acts_by_key[act.speaker_key].append(act)
    found = [
        Speaker(
            key,
            one_line(actor_of[key].name, 80) if key in actor_of else (by_key.get(key) or acts_by_key[key])[0].speaker,
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
