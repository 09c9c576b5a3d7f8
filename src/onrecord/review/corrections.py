"""Decisions folded into the corrections that gathers respect.

What a decision must hold, by its subject:

- an attribution, or `hand:ID`: `actor`, `via` (a list), `said`
- `actor:ID` (with `anchor`, the passage of a mention): `name`, `kind`, `aliases`, `roles`, `attributes` are facts;
  `same`: actors (with anchors) who are this one; `apart`: passages of mentions that name somebody else, all one actor,
  who is `parted` (an actor with anchor, or a new `name`); verdict ADD makes an actor by hand
- `document:ID`: `published`, `outlet` (`{unknown: true}` for none)
- `derivation:ID`: REJECT with `from_document`, `to_kind`, `to`, `relation`; ADD with these and `to_name`, `evidence`
- `cluster:ID`: `together`, ids of attributions; `severed`, pairs of them
- `event:ID`: REJECT with `evidence`, passages
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..record import (
    Actor,
    ActorFacts,
    ActorKind,
    Corrections,
    DateRange,
    Decision,
    Derivation,
    DerivationKey,
    DerivationRelation,
    DerivationTarget,
    JsonValue,
    Named,
    Passage,
    Role,
    Verdict,
    decisions_in_force,
)
from ..text import stable_id
from .hand import is_by_hand
from .journal import settled
from .shared import SharedWord, shared_words
from .values import days_in, items_in, named_in, passage_in

ACTOR_FACTS = ("name", "kind", "aliases", "roles", "attributes")


@dataclass(slots=True)
class _Fold:
    same: list[tuple[Passage, ...]] = field(default_factory=list)
    apart: list[tuple[Passage, ...]] = field(default_factory=list)
    facts: dict[Passage, ActorFacts] = field(default_factory=dict)
    together: list[tuple[str, ...]] = field(default_factory=list)
    severed: list[tuple[str, str]] = field(default_factory=list)


def fold_corrections(decisions: Iterable[Decision], *, adjudicators: Collection[str] | None = None) -> Corrections:
    """All corrections that stand. Of what coders share the last word counts; of attributions, what they do not dispute.

    ValueError names the decision whose values cannot be read.
    """
    made = [one for one in decisions_in_force(decisions) if one.verdict.decides]
    fold = _Fold()
    for one in made:
        try:
            if one.subject.startswith("actor:") and one.verdict is Verdict.EDIT:
                _fold_actor(fold, one)
            elif one.subject.startswith("cluster:") and one.verdict is not Verdict.REJECT:
                fold.together += [tuple(map(str, items_in(one.values.get("together"))))] * ("together" in one.values)
                fold.severed += [(str(a), str(b)) for a, b in map(items_in, items_in(one.values.get("severed")))]
        except ValueError as error:
            raise ValueError(f"decision {one.id} on {one.subject}: {error}") from error
    words = shared_words(made)
    speakers, beside, vias, said = _of_attributions(made, adjudicators)
    documents = {
        subject.removeprefix("document:"): word.values
        for subject, word in words.items()
        if subject.startswith("document:") and word.verdict is not Verdict.REJECT
    }
    return Corrections(
        same=tuple(fold.same),
        apart=tuple(fold.apart),
        facts=fold.facts,
        added=tuple(
            added_actor(subject.removeprefix("actor:"), word)
            for subject, word in words.items()
            if subject.startswith("actor:") and word.verdict is Verdict.ADD
        ),
        speakers=speakers,
        beside=beside,
        vias=vias,
        said=said,
        published={one: days_in(values["published"]) for one, values in documents.items() if "published" in values},
        outlets={one: _outlet(values["outlet"]) for one, values in documents.items() if "outlet" in values},
        derived=tuple(
            derivation_in(word.values)
            for subject, word in words.items()
            if subject.startswith("derivation:") and word.verdict is Verdict.ADD
        ),
        not_derived=frozenset(
            _derivation_key(word.values)
            for subject, word in words.items()
            if subject.startswith("derivation:") and word.verdict is Verdict.REJECT
        ),
        together=tuple(fold.together),
        severed=tuple(fold.severed),
        hidden_events=frozenset(
            passage_in(passage)
            for subject, word in words.items()
            if subject.startswith("event:") and word.verdict is Verdict.REJECT
            for passage in items_in(word.values.get("evidence"))
        ),
    )


def _of_attributions(
    made: list[Decision], adjudicators: Collection[str] | None
) -> tuple[dict[str, Named | None], dict[str, tuple[Named, ...]], dict[str, tuple[Named, ...]], dict[str, DateRange]]:
    """Speakers, those who spoke with them, chains of reporters and days by attribution id."""
    speakers: dict[str, Named | None] = {}
    beside: dict[str, tuple[Named, ...]] = {}
    vias: dict[str, tuple[Named, ...]] = {}
    said: dict[str, DateRange] = {}
    own = [one for one in made if is_by_hand(one.subject) or ":" not in one.subject]
    for subject, word in settled(own, adjudicators=adjudicators).items():
        last = word.decision
        if last is None or last.verdict is Verdict.REJECT or last.word("attribution"):
            continue
        if "actor" in last.values:
            speakers[subject] = named_in(last.values["actor"])
        for name, into in (("also", beside), ("via", vias)):
            if name in last.values:
                people = [named_in(each) for each in items_in(last.values[name])]
                into[subject] = tuple(each for each in people if each is not None)
        if "said" in last.values:
            said[subject] = days_in(last.values["said"])
    return speakers, beside, vias, said


def _fold_actor(fold: _Fold, one: Decision) -> None:
    anchor = passage_in(one.values["anchor"]) if one.values.get("anchor") is not None else None
    if anchor is None:
        return  # an actor added by hand, who is mentioned nowhere
    if "same" in one.values:
        others = [named_in(each) for each in items_in(one.values["same"])]
        group = (anchor, *(each for each in others if isinstance(each, Passage)))
        fold.apart = [pair for pair in fold.apart if not set(pair) <= set(group)]
        fold.same.append(group)
    if "apart" in one.values:
        parted = tuple(passage_in(each) for each in items_in(one.values["apart"]))
        fold.same = [group for group in fold.same if not (anchor in group and set(parted) & set(group))]
        if len(parted) > 1:
            fold.same.append(parted)
        fold.apart += [(anchor, parted[0])] if parted else []
        if parted and isinstance(other := one.values.get("parted"), Mapping):
            if other.get("anchor") is not None:
                fold.same.append((passage_in(other["anchor"]), parted[0]))
            elif other.get("name"):
                fold.facts[parted[0]] = _facts(fold.facts.pop(parted[0], ActorFacts()), {"name": other["name"]})
    if any(name in one.values for name in ACTOR_FACTS):
        # Taken out and put in again: a later word on the same actor comes last, also by another anchor.
        fold.facts[anchor] = _facts(fold.facts.pop(anchor, ActorFacts()), one.values)


def facts_in(actor: Actor, values: Mapping[str, JsonValue]) -> Actor:
    """The actor with the facts that a decision gives; null leaves one as it is."""
    facts = _facts(ActorFacts(), values)
    return replace(
        actor,
        name=facts.name or actor.name,
        kind=facts.kind or actor.kind,
        aliases=actor.aliases if facts.aliases is None else facts.aliases,
        roles=actor.roles if facts.roles is None else facts.roles,
        attributes={**actor.attributes, **facts.attributes},
    )


def _facts(before: ActorFacts, values: Mapping[str, JsonValue]) -> ActorFacts:
    changed: dict[str, Any] = {}
    if "name" in values:
        changed["name"] = values["name"]
    if "kind" in values:
        changed["kind"] = ActorKind(str(values["kind"])) if values["kind"] is not None else None
    if "aliases" in values:
        changed["aliases"] = None if values["aliases"] is None else tuple(map(str, items_in(values["aliases"])))
    if "roles" in values:
        changed["roles"] = None if values["roles"] is None else roles_in(values["roles"])
    if "attributes" in values:
        changed["attributes"] = {**before.attributes, **attributes_in(values["attributes"])}
    return replace(before, **changed)


def roles_in(value: JsonValue) -> tuple[Role, ...]:
    """The roles of a list of `{title, organization, valid_from, valid_to, evidence}`."""
    found = []
    for each in items_in(value):
        if not isinstance(each, Mapping) or not isinstance(title := each.get("title"), str) or not title:
            raise ValueError(f"{each!r} is no role; give an object with a title")
        organization, evidence = each.get("organization"), each.get("evidence")
        first, last = (_day(each.get(name)) for name in ("valid_from", "valid_to"))
        if first and last and first > last:
            raise ValueError(f"{title} ends before it begins")
        known = passage_in(evidence) if evidence else None
        found.append(Role(title, str(organization) if organization else None, first, last, known))
    return tuple(found)


def _day(value: JsonValue) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def attributes_in(value: JsonValue) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r} is no object of texts")
    return {name: str(text) for name, text in value.items() if text is not None}


def added_actor(actor_id: str, word: SharedWord) -> Actor:
    """The actor that a coder made by hand."""
    facts = _facts(ActorFacts(), word.values)
    return Actor(
        actor_id,
        facts.name or actor_id,
        facts.kind or ActorKind.PERSON,
        facts.aliases or (),
        facts.roles or (),
        (),
        f"coder:{word.coder}",
        facts.attributes,
    )


def _outlet(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value else None


def derivation_in(values: Mapping[str, JsonValue]) -> Derivation:
    """The derivation that a decision adds."""
    from_document, to_kind, target, relation = _derivation_key(values)
    kind = DerivationTarget(to_kind)
    name = values.get("to_name")
    return Derivation(
        stable_id("derivation", from_document, to_kind, target, relation),
        from_document,
        kind,
        None if kind is DerivationTarget.OUTLET else target,
        name if isinstance(name, str) else target,
        DerivationRelation(relation),
        tuple(passage_in(each) for each in items_in(values.get("evidence"))),
    )


def _derivation_key(values: Mapping[str, JsonValue]) -> DerivationKey:
    parts = [values.get(name) for name in ("from_document", "to_kind", "to", "relation")]
    if not all(isinstance(part, str) and part for part in parts):
        raise ValueError("a derivation needs from_document, to_kind, to and relation")
    return str(parts[0]), str(parts[1]), str(parts[2]), str(parts[3])
