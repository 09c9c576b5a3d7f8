"""Decisions on what all coders share (actors, concepts, documents, types): the last word counts, value by value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..record import Decision, JsonValue, Verdict, decisions_in_force

_SHARED = ("actor:", "concept:", "document:", "derivation:", "event:", "cluster:", "type:")


def is_shared(subject: str) -> bool:
    return subject.startswith(_SHARED)


@dataclass(frozen=True, slots=True)
class SharedWord:
    """What stands on a shared subject: the values of all decisions in force, later over earlier, and who spoke last."""

    verdict: Verdict
    coder: str
    values: Mapping[str, JsonValue] = field(default_factory=dict, hash=False)


def shared_words(decisions: Iterable[Decision]) -> dict[str, SharedWord]:
    """Subject -> what stands on it, in the order of the first decision on each. Null takes a value back; acceptance
    and rejection begin anew."""
    found: dict[str, SharedWord] = {}
    for one in decisions_in_force(decisions):
        if not one.verdict.decides or not is_shared(one.subject):
            continue
        before = found.get(one.subject)
        values: dict[str, JsonValue] = {}
        if before is not None and one.verdict in (Verdict.EDIT, Verdict.ADD):
            values.update(before.values)
        values.update(one.values)
        verdict = (
            Verdict.ADD if before and before.verdict is Verdict.ADD and one.verdict is Verdict.EDIT else one.verdict
        )
        kept = {name: value for name, value in values.items() if value is not None}
        found[one.subject] = SharedWord(verdict, one.coder, kept)
    return found
