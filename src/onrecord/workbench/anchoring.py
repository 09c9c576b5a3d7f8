"""Decisions tied to words of the texts and to what they answer, so that they hold when ids change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from ..record import Actor, Decision, JsonValue, Passage
from ..review.hand import is_by_hand
from ..review.values import items_in, named_in, passage_in
from ..store import actors as speakers
from ..store import coded, schema

_NAMING = ("actor", "also", "via", "same", "parted")  # values that name actors


def anchored(connection: Connection, made: Sequence[Decision]) -> list[Decision]:
    """Decisions with what makes them hold later: an `anchor` beside every actor's `id` that has none (the first mention
    of that actor), under `of` the suggestion that they answer, as it is now, and the number of the codebook's version,
    if one was saved."""
    answered = coded.suggestions_by_id(connection, [each.subject for each in made if each.verdict.decides])
    version = _codebook_version(connection)
    found = []
    for each in made:
        added: dict[str, JsonValue] = {
            name: _anchored(connection, each.values[name]) for name in _NAMING if each.values.get(name) is not None
        }
        if each.subject.startswith("actor:") and each.values.get("anchor") is None:
            place = _anchor(connection, each)
            if place is not None:
                added["anchor"] = [place.document_id, place.start, place.end]
        if each.verdict.decides and (suggestion := answered.get(each.subject)) is not None:
            added["of"] = {
                "attribution": suggestion.attribution_id,
                "concept": suggestion.concept_id,
                "stance": suggestion.stance.value,
                "score": suggestion.score,
                "origin": suggestion.origin,
            }
        coded_on = added.get("of") or is_by_hand(each.subject)
        if version is not None and coded_on and each.verdict.decides and "codebook" not in each.values:
            added["codebook"] = version
        found.append(replace(each, values={**each.values, **added}) if added else each)
    return found


def _codebook_version(connection: Connection) -> int | None:
    number: int | None = connection.execute(select(func.max(schema.codebook_versions.c.number))).scalar()
    return number


def _anchor(connection: Connection, made: Decision) -> Passage | None:
    """A mention of the actor that is decided on, and that the decision does not part from it."""
    parted = [passage_in(each) for each in items_in(made.values.get("apart"))]
    return speakers.anchor_of(connection, made.subject.removeprefix("actor:"), but=parted)


def _anchored(connection: Connection, value: JsonValue) -> JsonValue:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_anchored(connection, each) for each in value]
    if isinstance(value, Mapping) and isinstance(identifier := value.get("id"), str) and "anchor" not in value:
        place = speakers.anchor_of(connection, identifier)
        if place is not None:
            return {**value, "anchor": [place.document_id, place.start, place.end]}
    return value


def actor_meant(connection: Connection, value: JsonValue) -> tuple[str | None, str]:
    """Id and name of the actor that a value names now: of its id, else at its anchor, else of its name, else the bare
    words; (None, "") for nobody."""
    if isinstance(value, Mapping) and isinstance(identifier := value.get("id"), str):
        known = speakers.actor_by_id(connection, identifier)
        if known is not None:
            return known.id, known.name
    meant = named_in(value)
    if meant is None:
        return None, ""
    actor: Actor | None
    if isinstance(meant, Passage):
        actor = speakers.actor_at(connection, meant)
        words = value.get("name") if isinstance(value, Mapping) else None
    else:
        actor = speakers.actor_by_id(connection, meant) or speakers.actor_by_name(connection, meant)
        words = meant
    if actor is not None:
        return actor.id, actor.name
    return None, words if isinstance(words, str) else ""
