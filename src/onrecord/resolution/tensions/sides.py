"""One actor, or people of one body, reported for and against one concept: at one time, or having changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from ...record import Actor, ActorKind, Attribution, Concept, Saying, Stance, Tension, TensionKind
from ...text import fold
from ..links import gap
from ..process.naming import ConceptNames
from .cues import hypothetical, sides_taken
from .weighing import nested, pair_of, plainness, sentence_of, when

Position = tuple[str, str, Stance, str | None]  # attribution id, concept id, stance, actor id

MOST = 24  # statements of one actor on one side of one concept that are compared
CHANGED = timedelta(days=14)  # days apart from which two sides are told as a change
PROPOSED = "phrases"  # origin of concepts that no codebook named
_TELLING = 2  # words of such a label; one alone ("deal", "bill") may stand for several things
_UNNAMED = frozenset(
    "some many several senior former other most all both these those members critics officials".split()
)


def both_sides(
    positions: Iterable[Position],
    *,
    sayings: Mapping[str, Saying],
    attribution_of: Callable[[str], Attribution],
    text_of: Callable[[str], str],
    actors: Mapping[str, Actor],
    labels: Mapping[str, str],
    concepts: Sequence[Concept] = (),
) -> Iterator[Tension]:
    """One pair for each actor and concept, then one for each body whose people are on both sides."""
    held: dict[tuple[str, str], dict[Stance, list[str]]] = defaultdict(lambda: defaultdict(list))
    bodies = _bodies(actors)
    names = ConceptNames(concepts) if concepts else None
    loose = {one.id for one in concepts if one.origin.startswith(PROPOSED) and len(one.label.split()) < _TELLING}
    for attribution_id, concept_id, stance, actor_id in positions:
        if stance not in (Stance.SUPPORT, Stance.OPPOSE) or actor_id is None or attribution_id not in sayings:
            continue
        for holder in (actor_id, *(f"body {body}" for body in bodies.get(actor_id, ()))):
            held[holder, concept_id][stance].append(attribution_id)
    for (holder, concept_id), sides in sorted(held.items()):
        if len(sides) < 2 or concept_id in loose:
            continue
        body = actors.get(holder.removeprefix("body ")) if holder.startswith("body ") else None
        actor = actors.get(holder)
        if body is None and actor is not None and _nobody(actor):
            continue
        chosen = _choose(
            sides, sayings, attribution_of, text_of, across=body is not None, names=names, concept_id=concept_id
        )
        if chosen is None:
            continue
        weight, one, other = chosen
        left, right = (
            sentence_of(attribution_of(each), text_of(attribution_of(each).document_id)) for each in (one, other)
        )
        sizes = sorted(len({sayings[each].cluster for each in set(found)}) for found in sides.values())
        reason, bonus, kind = _reason(sayings[one], sayings[other], labels.get(concept_id, concept_id), body)
        yield pair_of(left, right, reason, 0.4 + 0.1 * weight + 0.1 * sizes[0] / sizes[1] + bonus, kind)


def _choose(
    sides: Mapping[Stance, Sequence[str]],
    sayings: Mapping[str, Saying],
    attribution_of: Callable[[str], Attribution],
    text_of: Callable[[str], str],
    *,
    across: bool,
    names: ConceptNames | None,
    concept_id: str,
) -> tuple[float, str, str] | None:
    """The plainest pair whose passages take both sides in words; None where no pair does."""
    ready: dict[Stance, list[tuple[float, str]]] = {}
    plain: dict[str, bool] = {}
    for stance in (Stance.SUPPORT, Stance.OPPOSE):
        ranked = sorted(set(sides[stance]), key=lambda one: (-plainness(attribution_of(one)), one))[:MOST]
        ready[stance] = []
        for one in ranked:
            attribution = attribution_of(one)
            told = _takes(stance, attribution, text_of(attribution.document_id), names, concept_id)
            if told is not None:
                plain[one] = told
                ready[stance].append((plainness(attribution) + told, one))
    pairs = [
        (weight + other_weight, one, other)
        for weight, one in ready[Stance.SUPPORT]
        for other_weight, other in ready[Stance.OPPOSE]
        if ((plain[one] and plain[other]) or (not across and (plain[one] or plain[other])))
        and (
            _apart(attribution_of(one), attribution_of(other)) or gap(sayings[one].said, sayings[other].said) >= CHANGED
        )
        and sayings[one].cluster != sayings[other].cluster
        and (not across or sayings[one].actor_id != sayings[other].actor_id)
        and not nested(attribution_of(one), attribution_of(other))
        and sentence_of(attribution_of(one), text_of(attribution_of(one).document_id))
        != sentence_of(attribution_of(other), text_of(attribution_of(other).document_id))
    ]
    return max(pairs) if pairs else None


def _apart(one: Attribution, other: Attribution) -> bool:
    """What one article tells of one actor is a stance with its nuances, no contradiction."""
    return one.document_id != other.document_id


def _takes(
    stance: Stance, attribution: Attribution, text: str, names: ConceptNames | None, concept_id: str
) -> bool | None:
    """Whether the attribution's own words (cue and content) take this side; None where they take the other one or hang
    on an "if"."""
    spans = [*attribution.cue, *attribution.content]
    words = text[min(span.start for span in spans) : max(span.end for span in spans)]
    if hypothetical(words):
        return None
    at = names.place(words, 0, len(words), concept_id) if names is not None else None
    if names is not None and at is None:
        return None  # told as "it" or under another name: no reader sees the two as one without a look
    yes, no = sides_taken(words, at)
    own, other = (yes, no) if stance is Stance.SUPPORT else (no, yes)
    return None if other and not own else own and not other


def _reason(one: Saying, other: Saying, label: str, body: Actor | None) -> tuple[str, float, TensionKind]:
    if body is not None:
        return (
            f"People of {body.name} on both sides: {one.actor_name} in favor of “{label}”, {other.actor_name} against.",
            0.1,
            TensionKind.BODY,
        )
    if gap(one.said, other.said) >= CHANGED and one.said.end and other.said.end:
        early, late = sorted(
            ((one.said.end, one, "in favor of"), (other.said.end, other, "against")), key=lambda side: side[0]
        )
        words = [f"{side} “{label}” {when(saying.said)}".rstrip() for _, saying, side in (early, late)]
        return f"{one.actor_name} is reported {words[0]}, and {words[1]}.", 0.1, TensionKind.CHANGE
    reason = f"{one.actor_name} is reported in favor of “{label}” on one side and against it on the other."
    return reason, 0.0, TensionKind.STANCE


def _nobody(actor: Actor) -> bool:
    """Unnamed groups are other people each time they are mentioned."""
    first = fold(actor.name).split(" ", 1)[0]
    return actor.kind is ActorKind.GROUP and (first in _UNNAMED or actor.name[:1].islower())


def _bodies(actors: Mapping[str, Actor]) -> dict[str, list[str]]:
    """Organizations to which an actor belongs: by office, or because its description names one ("IDF officers")."""
    names: dict[str, str] = {}
    for actor in actors.values():
        if actor.kind is ActorKind.ORGANIZATION:
            for name in (actor.name, *actor.aliases):
                if len(name) > 2 and name[:1].isupper():
                    names.setdefault(fold(name), actor.id)
    found: dict[str, list[str]] = {}
    for actor in actors.values():
        homes = [
            names[fold(role.organization)]
            for role in actor.roles
            if role.organization and role.valid_to is None and fold(role.organization) in names
        ]
        if actor.kind is ActorKind.GROUP or (actor.kind is ActorKind.ORGANIZATION and "’s " in actor.name):
            words = fold(actor.name).replace("'s", "").split()
            grams = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 6, len(words)) + 1)}
            homes += [names[gram] for gram in sorted(grams, key=len) if gram in names and names[gram] != actor.id][-1:]
        if homes:
            found[actor.id] = sorted(set(homes))
    return found
