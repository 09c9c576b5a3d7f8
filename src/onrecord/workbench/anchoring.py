"""Actors in decisions tied to words of the texts, so that a decision holds when the ids of actors change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from ..record import Actor, Decision, JsonValue, Passage
from ..review.values import named_in
from ..store import actors as speakers

_NAMING = ("actor", "via", "with", "from")  # values that name actors


def anchored(connection: Connection, decision: Decision) -> Decision:
    """The decision with an `anchor` beside every actor's `id` that has none: the first mention of that actor."""
    changed = {
        name: _anchored(connection, decision.values[name]) for name in _NAMING if decision.values.get(name) is not None
    }
    if decision.subject.startswith("actor:") and "anchor" not in decision.values:
        place = speakers.anchor_of(connection, decision.subject.removeprefix("actor:"))
        if place is not None:
            changed["anchor"] = [place.document_id, place.start, place.end]
    return replace(decision, values={**decision.values, **changed}) if changed else decision


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
