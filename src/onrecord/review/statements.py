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
    current_decisions,
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

    Reports of one act of speech (the same cluster), with the same actor and concept, are one statement that
    rests on its best report: the most verbatim, then the one with the shortest chain. `n_reports` counts documents,
    also those whose own suggestion is too weak to make the statement alone.
    An attribution without an actor makes a statement only under the words of its source; without source, none.
    """
    by_id = {attribution.id: attribution for attribution in attributions}
    order = {identifier: number for number, identifier in enumerate(by_id)}
    groups: dict[tuple[str, str, str, Stance], list[tuple[Attribution, Saying, _Coding]]] = defaultdict(list)
    codings = list(_apply_decisions(suggestions, decisions))
    stance_of = _stance_of_acts(codings, by_id, sayings)
    for coding in codings:
        attribution = by_id.get(coding.suggestion.attribution_id)
        saying = sayings.get(coding.suggestion.attribution_id)
        if attribution is None or saying is None or not (saying.actor_id or saying.actor_name):
            continue
        speaker = _speaker(saying)
        stance = coding.stance
        if coding.status is StatementStatus.SUGGESTED:
            stance = stance_of[saying.cluster, speaker, coding.concept_id]
        groups[(saying.cluster, speaker, coding.concept_id, stance)].append((attribution, saying, coding))
    organizations = {actor.id: _organization(actor.roles) for actor in actors}
    statements = [
        _statement(reports, stance, organizations)
        for (*_, stance), reports in groups.items()
        if any(_counts(coding) for *_, coding in reports)
    ]
    return tuple(sorted(statements, key=lambda s: (order[s.attribution_id], s.concept_id, s.stance)))


def _apply_decisions(suggestions: Sequence[Suggestion], decisions: Sequence[Decision]) -> Iterable[_Coding]:
    latest = current_decisions(decisions)
    for suggestion in suggestions:
        last = latest.get(suggestion.id)
        if last is None:
            yield _Coding(suggestion, suggestion.concept_id, suggestion.stance, StatementStatus.SUGGESTED)
        elif last.verdict is not Verdict.REJECT:
            concept = last.values.get("concept", suggestion.concept_id)
            stance = Stance(last.values.get("stance", suggestion.stance))
            yield _Coding(suggestion, concept, stance, StatementStatus.ACCEPTED)


def _speaker(saying: Saying) -> str:
    return saying.actor_id or f"words:{saying.actor_name}"


def _stance_of_acts(
    codings: Iterable[_Coding], attributions: Mapping[str, Attribution], sayings: Mapping[str, Saying]
) -> dict[tuple[str, str, str], Stance]:
    """The one stance that the suggestions for an act of speech (cluster, speaker, concept) come to: nobody is for and
    against in one breath. Scores are added up; quoted words count double, and a side counts before neutral."""
    weights: dict[tuple[str, str, str], dict[Stance, float]] = defaultdict(lambda: defaultdict(float))
    for coding in codings:
        attribution = attributions.get(coding.suggestion.attribution_id)
        saying = sayings.get(coding.suggestion.attribution_id)
        if attribution is None or saying is None or coding.status is not StatementStatus.SUGGESTED:
            continue
        quoted = 1.0 if attribution.type is AttributionType.INDIRECT else 2.0
        sided = 0.3 if coding.stance is Stance.NEUTRAL else 1.0
        act = saying.cluster, _speaker(saying), coding.concept_id
        weights[act][coding.stance] += quoted * sided * coding.suggestion.score
    return {act: max(found, key=lambda stance: (found[stance], stance.value)) for act, found in weights.items()}


def _counts(coding: _Coding) -> bool:
    return coding.status is StatementStatus.ACCEPTED or coding.suggestion.score >= MIN_SCORE


def _directness(attribution: Attribution) -> int:
    return (AttributionType.DIRECT, AttributionType.MIXED, AttributionType.INDIRECT).index(attribution.type)


def _statement(
    reports: Sequence[tuple[Attribution, Saying, _Coding]], stance: Stance, organizations: Mapping[str, str | None]
) -> Statement:
    accepted = [report for report in reports if report[2].status is StatementStatus.ACCEPTED]
    attribution, saying, coding = min(
        accepted or [report for report in reports if _counts(report[2])],
        key=lambda r: (
            r[2].stance is not stance,
            _directness(r[0]),
            len(r[1].via),
            -r[2].suggestion.score,
            r[0].id,
        ),
    )
    return Statement(
        id=stable_id("sta", saying.cluster, saying.actor_id or saying.actor_name, coding.concept_id, stance),
        attribution_id=attribution.id,
        document_id=attribution.document_id,
        actor_id=saying.actor_id,
        actor_name=saying.actor_name,
        organization=organizations.get(saying.actor_id or ""),
        concept_id=coding.concept_id,
        stance=stance,
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
