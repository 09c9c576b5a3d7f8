"""Suggestions and decisions to statements: one a speaker, concept, stance and act of speech."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..record import (
    Actor,
    Attribution,
    AttributionType,
    Decision,
    Derivation,
    JsonValue,
    Origins,
    Role,
    Saying,
    Stance,
    Statement,
    StatementStatus,
    Suggestion,
    Verdict,
    heard,
)
from ..text import stable_id
from .codebook import Recoding
from .hand import is_by_hand, origin_of, rests_on
from .journal import Settled, settled, suggested_in

MIN_SCORE = 0.45  # below it a suggestion stays in the inbox and is counted nowhere

AS_CODED = Recoding()


@dataclass(frozen=True, slots=True)
class _Coding:
    """What an attribution was coded as: by a suggestion after the decisions on it, or by hand."""

    subject: str
    attribution_id: str
    concept_id: str
    stance: Stance
    status: StatementStatus
    score: float
    origin: str
    coder: str | None = None
    type: str = ""
    values: Mapping[str, JsonValue] = field(default_factory=dict)
    codebook: int | None = None


def derive_statements(
    attributions: Iterable[Attribution],
    *,
    sayings: Mapping[str, Saying],
    suggestions: Sequence[Suggestion],
    decisions: Sequence[Decision] = (),
    actors: Iterable[Actor] = (),
    derivations: Iterable[Derivation] = (),
    adjudicators: Collection[str] | None = None,
    recoding: Recoding = AS_CODED,
) -> tuple[Statement, ...]:
    """Statements in the order of their first attribution.

    Reports of one act of speech (the same cluster), with the same actor and concept, are one statement that
    rests on its best report: the most verbatim, then the one with the shortest chain. `n_reports` counts documents,
    also those whose own suggestion is too weak to make the statement alone; `n_origins` those that stand, by
    `derivations`, on no other.
    An attribution without an actor makes a statement only under the words of its source; without source, none. Who
    spoke with others ("A and B said") makes a statement of his own, if he is among `actors`.
    What coders dispute counts as not decided. What they accepted stays when the suggestion is gone. `adjudicators`:
    as in `settled`; `recoding`: what became of concepts since.
    Whole clusters may be given alone: their statements are the same as among all others.
    """
    by_id = {attribution.id: attribution for attribution in attributions}
    order = {identifier: number for number, identifier in enumerate(by_id)}
    groups: dict[tuple[str, str, str, Stance], list[tuple[Attribution, Saying, _Coding]]] = defaultdict(list)
    originals = {s.id: {"concept": s.concept_id, "stance": s.stance.value} for s in suggestions}
    words = settled(decisions, adjudicators=adjudicators, originals=originals)
    codings = list(_recoded([*_suggested(suggestions, words), *_by_hand(words)], recoding))
    stance_of = _stance_of_acts(codings, by_id, sayings)
    known = list(actors)
    names = {actor.id: actor.name for actor in known}
    for coding in codings:
        attribution = by_id.get(coding.attribution_id)
        saying = sayings.get(coding.attribution_id)
        if attribution is None or saying is None:
            continue
        for single in speakers_of(saying, names):
            speaker = _speaker(single)
            stance = coding.stance
            if coding.status is StatementStatus.SUGGESTED:
                stance = stance_of[saying.cluster, speaker, coding.concept_id]
            groups[(saying.cluster, speaker, coding.concept_id, stance)].append((attribution, single, coding))
    organizations = {actor.id: organization_of(actor.roles) for actor in known}
    origins = Origins(derivations)
    statements = [
        _statement(reports, stance, organizations, origins)
        for (*_, stance), reports in groups.items()
        if any(_counts(coding) for *_, coding in reports)
    ]
    return tuple(sorted(statements, key=lambda s: (order[s.attribution_id], s.concept_id, s.stance)))


def statement_id(cluster: str, speaker: str, concept_id: str, stance: str) -> str:
    """The id of a statement: of an act of speech, of its speaker (an actor's id, else the words of the source), concept
    and stance."""
    return stable_id("sta", cluster, speaker, concept_id, stance)


def _suggested(suggestions: Sequence[Suggestion], words: Mapping[str, Settled]) -> Iterator[_Coding]:
    """Suggestions as decided. A decision on one that is gone holds for the one on the same attribution and concept, if
    there is one; else what was accepted stands by itself."""
    present = {suggestion.id for suggestion in suggestions}
    left = {
        (str(of["attribution"]), str(of["concept"])): subject
        for subject, of in _answered(words)
        if subject not in present
    }
    for suggestion in suggestions:
        place = suggestion.attribution_id, suggestion.concept_id
        word = words.get(suggestion.id) or words.get(left.pop(place, ""))
        concept, stance, score = suggestion.concept_id, suggestion.stance, suggestion.score
        on = suggestion.id, suggestion.attribution_id, suggestion.origin
        if word is None or word.decision is None:
            yield _Coding(*on[:2], concept, stance, StatementStatus.SUGGESTED, score, on[2])
        elif word.decision.verdict is not Verdict.REJECT:
            yield _decided(word.decision, on, concept, stance, score)
    for (attribution_id, concept_id), subject in left.items():
        made = words[subject].decision
        if made is not None and made.verdict is not Verdict.REJECT:
            of = suggested_in(made)
            score = of["score"] if isinstance(of["score"], float | int) else 1.0
            on = subject, attribution_id, str(of["origin"])
            yield _decided(made, on, concept_id, Stance(str(of["stance"])), score)


def _answered(words: Mapping[str, Settled]) -> Iterator[tuple[str, Mapping[str, JsonValue]]]:
    """Subject and suggestion of every subject that decisions answer."""
    for subject, word in words.items():
        every = [word.decision, *word.coders.values()]
        of = next((found for made in every if made is not None and (found := suggested_in(made))), None)
        if of is not None:
            yield subject, of


def _by_hand(words: Mapping[str, Settled]) -> Iterator[_Coding]:
    for subject, word in words.items():
        made = word.decision
        if made is None or not is_by_hand(subject) or made.verdict is Verdict.REJECT or not made.word("concept"):
            continue
        yield _decided(made, (subject, rests_on(made), origin_of(made)), "", Stance.NEUTRAL, 1.0)


def _decided(made: Decision, on: tuple[str, str, str], concept: str, stance: Stance, score: float) -> _Coding:
    values = made.values.get("variables")
    version = made.values.get("codebook")
    return _Coding(
        on[0],
        on[1],
        made.word("concept", concept),
        Stance(made.word("stance", stance)),
        StatementStatus.ACCEPTED,
        score,
        on[2],
        made.coder,
        made.word("type"),
        values if isinstance(values, Mapping) else {},
        version if isinstance(version, int) else None,
    )


def _recoded(codings: Iterable[_Coding], recoding: Recoding) -> Iterator[_Coding]:
    for coding in codings:
        concept = recoding.concept(coding.concept_id, coding.subject)
        suggested = coding.status is StatementStatus.SUGGESTED
        if concept is not None and not (suggested and concept in recoding.retired):
            yield coding if concept == coding.concept_id else replace(coding, concept_id=concept)


def speakers_of(saying: Saying, names: Mapping[str, str]) -> Iterator[Saying]:
    """The saying once for each who spoke, those beside the first under their own `names`, by actor id."""
    if not (saying.actor_id or saying.actor_name):
        return
    yield saying
    for actor_id in saying.also:
        if actor_id in names and actor_id != saying.actor_id:
            yield replace(saying, actor_id=actor_id, actor_name=names[actor_id])


def _speaker(saying: Saying) -> str:
    return saying.actor_id or f"words:{saying.actor_name}"


def _stance_of_acts(
    codings: Iterable[_Coding], attributions: Mapping[str, Attribution], sayings: Mapping[str, Saying]
) -> dict[tuple[str, str, str], Stance]:
    """The one stance that the suggestions for an act of speech (cluster, speaker, concept) come to: nobody is for and
    against in one breath. What coders decided on a report of the act goes before; else scores are added up, quoted
    words count double, and a side counts before neutral."""
    weights: dict[tuple[str, str, str], dict[Stance, float]] = defaultdict(lambda: defaultdict(float))
    decided: dict[tuple[str, str, str], set[Stance]] = defaultdict(set)
    for coding in codings:
        attribution = attributions.get(coding.attribution_id)
        saying = sayings.get(coding.attribution_id)
        if attribution is None or saying is None:
            continue
        quoted = 1.0 if attribution.type is AttributionType.INDIRECT else 2.0
        sided = 0.3 if coding.stance is Stance.NEUTRAL else 1.0
        for speaker in dict.fromkeys((_speaker(saying), *saying.also)):
            act = saying.cluster, speaker, coding.concept_id
            if coding.status is StatementStatus.ACCEPTED:
                decided[act].add(coding.stance)
            else:
                weights[act][coding.stance] += quoted * sided * coding.score
    found = {act: max(each, key=lambda stance: (each[stance], stance.value)) for act, each in weights.items()}
    return found | {act: next(iter(stances)) for act, stances in decided.items() if len(stances) == 1}


def _counts(coding: _Coding) -> bool:
    return coding.status is StatementStatus.ACCEPTED or coding.score >= MIN_SCORE


def _directness(attribution: Attribution) -> int:
    return (AttributionType.DIRECT, AttributionType.MIXED, AttributionType.INDIRECT).index(attribution.type)


def _statement(
    reports: Sequence[tuple[Attribution, Saying, _Coding]],
    stance: Stance,
    organizations: Mapping[str, str | None],
    origins: Origins,
) -> Statement:
    accepted = [report for report in reports if report[2].status is StatementStatus.ACCEPTED]
    attribution, saying, coding = min(
        accepted or [report for report in reports if _counts(report[2])],
        key=lambda r: (
            r[2].stance is not stance,
            _directness(r[0]),
            len(r[1].via),
            -r[2].score,
            r[0].id,
        ),
    )
    return Statement(
        id=statement_id(saying.cluster, saying.actor_id or saying.actor_name, coding.concept_id, stance),
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
        origin=coding.origin,
        n_origins=origins.count([heard(told, how.via, how.actor_id) for told, how, _ in reports]),
        coder=coding.coder,
        type=coding.type,
        values=coding.values,
        codebook=coding.codebook,
    )


def organization_of(roles: Sequence[Role]) -> str | None:
    """The organization of the role still held, else of the first that names one."""
    named = [role for role in roles if role.organization]
    current = [role for role in named if role.valid_to is None]
    return (current or named)[0].organization if named else None
