"""Suggestions and decisions to statements: one a speaker, concept, stance and act of speech."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..record import (
    Actor,
    Attribution,
    AttributionType,
    Decision,
    Role,
    Saying,
    Stance,
    Statement,
    StatementStatus,
    Suggestion,
    Verdict,
)
from ..text import stable_id

MIN_SCORE = 0.45  # below it a suggestion stays in the inbox and is counted nowhere


@dataclass(frozen=True, slots=True)
class _Coding:
    """What a suggestion says after the decisions on it."""

    suggestion: Suggestion
    concept_id: str
    stance: Stance
    status: StatementStatus


def derive_statements(
    attributions: Iterable[Attribution],
    *,
    sayings: Mapping[str, Saying],
    suggestions: Sequence[Suggestion],
    decisions: Sequence[Decision] = (),
    actors: Iterable[Actor] = (),
) -> tuple[Statement, ...]:
    """Statements in the order of their first attribution.

    Reports of one act of speech (the same cluster), with the same actor, concept and stance, are one statement that
    rests on its best report: the most verbatim, then the one with the shortest chain. `n_reports` counts documents,
    also those whose own suggestion is too weak to make the statement alone.
    An attribution without an actor makes a statement only under the words of its source; without source, none.
    """
    by_id = {attribution.id: attribution for attribution in attributions}
    order = {identifier: number for number, identifier in enumerate(by_id)}
    groups: dict[tuple[str, str, str, Stance], list[tuple[Attribution, Saying, _Coding]]] = defaultdict(list)
    for coding in _apply_decisions(suggestions, decisions):
        attribution = by_id.get(coding.suggestion.attribution_id)
        saying = sayings.get(coding.suggestion.attribution_id)
        if attribution is None or saying is None or not (saying.actor_id or saying.actor_name):
            continue
        speaker = saying.actor_id or f"words:{saying.actor_name}"
        groups[(saying.cluster, speaker, coding.concept_id, coding.stance)].append((attribution, saying, coding))
    organizations = {actor.id: _organization(actor.roles) for actor in actors}
    statements = [
        _statement(reports, organizations)
        for reports in groups.values()
        if any(_counts(coding) for *_, coding in reports)
    ]
    return tuple(sorted(statements, key=lambda s: (order[s.attribution_id], s.concept_id, s.stance)))


def _apply_decisions(suggestions: Sequence[Suggestion], decisions: Sequence[Decision]) -> Iterable[_Coding]:
    latest: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda d: (d.decided_at, d.id)):
        latest[decision.subject] = decision
    for suggestion in suggestions:
        last = latest.get(suggestion.id)
        if last is None:
            yield _Coding(suggestion, suggestion.concept_id, suggestion.stance, StatementStatus.SUGGESTED)
        elif last.verdict is not Verdict.REJECT:
            concept = last.values.get("concept", suggestion.concept_id)
            stance = Stance(last.values.get("stance", suggestion.stance))
            yield _Coding(suggestion, concept, stance, StatementStatus.ACCEPTED)


def _counts(coding: _Coding) -> bool:
    return coding.status is StatementStatus.ACCEPTED or coding.suggestion.score >= MIN_SCORE


def _directness(attribution: Attribution) -> int:
    return (AttributionType.DIRECT, AttributionType.MIXED, AttributionType.INDIRECT).index(attribution.type)


def _statement(
    reports: Sequence[tuple[Attribution, Saying, _Coding]], organizations: Mapping[str, str | None]
) -> Statement:
    accepted = [report for report in reports if report[2].status is StatementStatus.ACCEPTED]
    attribution, saying, coding = min(
        accepted or [report for report in reports if _counts(report[2])],
        key=lambda r: (_directness(r[0]), len(r[1].via), -r[2].suggestion.score, r[0].id),
    )
    return Statement(
        id=stable_id("sta", saying.cluster, saying.actor_id or saying.actor_name, coding.concept_id, coding.stance),
        attribution_id=attribution.id,
        document_id=attribution.document_id,
        actor_id=saying.actor_id,
        actor_name=saying.actor_name,
        organization=organizations.get(saying.actor_id or ""),
        concept_id=coding.concept_id,
        stance=coding.stance,
        said=saying.said,
        via=saying.via,
        n_reports=len({report[0].document_id for report in reports}),
        status=coding.status,
        origin=coding.suggestion.origin,
    )


def _organization(roles: Sequence[Role]) -> str | None:
    """The organization of the role still held, else of the first that names one."""
    named = [role for role in roles if role.organization]
    current = [role for role in named if role.valid_to is None]
    return (current or named)[0].organization if named else None
