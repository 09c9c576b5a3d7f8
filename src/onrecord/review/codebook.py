"""The codebook as coders left it: what a file or the machine gave, and the decisions on `concept:ID` laid over it.

Values of a decision: `label`, `definition`, `kind`, `parent`, `rank`, `keywords`, `examples`, `counterexamples`,
`retired`, `before` (the id it stands before); ADD makes a concept. `merged_into` names the concept that takes its
place; `moves` says by subject (a suggestion, `hand:ID`) which concept is meant instead (a split). REJECT removes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..record import Codebook, Concept, ConceptKind, Decision, JsonValue, Verdict, decisions_in_force
from .shared import SharedWord, shared_words
from .values import items_in

CONCEPT = "concept:"
GIVEN, RECODING = "codebook_found", "recoding"  # notes: the codebook before decisions, and what these made of it
_TEXTS = ("label", "definition")
_LISTS = ("keywords", "examples", "counterexamples")


@dataclass(frozen=True, slots=True)
class Recoding:
    """What became of concepts, for what was coded on them.

    `merged` names the concept that stands for another, `moved` by subject the concept meant instead; nothing is coded
    on `removed` ones, and no suggestion counts on `retired` ones.
    """

    merged: Mapping[str, str] = field(default_factory=dict, hash=False)
    moved: Mapping[str, str] = field(default_factory=dict, hash=False)
    removed: frozenset[str] = frozenset()
    retired: frozenset[str] = frozenset()

    def concept(self, concept_id: str, subject: str) -> str | None:
        """The concept meant by what `subject` was coded as; None where it was removed."""
        moved = self.moved.get(subject, concept_id)
        meant = self.merged.get(moved, moved)
        return None if meant in self.removed else meant

    def as_json(self) -> dict[str, Any]:
        """Plain values, to be kept as a note of the project."""
        return {
            "merged": dict(self.merged),
            "moved": dict(self.moved),
            "removed": sorted(self.removed),
            "retired": sorted(self.retired),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | None) -> Recoding:
        if not value:
            return cls()
        return cls(value["merged"], value["moved"], frozenset(value["removed"]), frozenset(value["retired"]))


def kept_concepts(
    found: Iterable[Concept], decisions: Iterable[Decision], *, before: Iterable[Concept]
) -> tuple[Concept, ...]:
    """What was found now, and after it those of the concepts found before that a decision rests on: they stay, also
    when nothing proposes them any more."""
    concepts = {concept.id: concept for concept in found}
    made = list(decisions)
    needed = {concept_id for one in decisions_in_force(made) for concept_id in _rests_on(one)}
    needed |= {one.subject.removeprefix(CONCEPT) for one in made if one.subject.startswith(CONCEPT)}
    concepts |= {concept.id: concept for concept in before if concept.id in needed and concept.id not in concepts}
    return tuple(concepts.values())


def edited_codebook(found: Iterable[Concept], decisions: Iterable[Decision]) -> tuple[Codebook, Recoding]:
    """The codebook with coders' decisions, and what they mean for what was coded. Merged and removed concepts are left
    out of it, retired ones stay."""
    words = {
        subject.removeprefix(CONCEPT): word
        for subject, word in shared_words(one for one in decisions if one.subject.startswith(CONCEPT)).items()
    }
    concepts = {concept.id: concept for concept in found}
    for concept_id, word in words.items():
        known = concepts.get(concept_id)
        if known is None and word.verdict is not Verdict.ADD:
            continue
        concepts[concept_id] = _edited(known or Concept(concept_id, concept_id, origin=f"coder:{word.coder}"), word)
    removed = frozenset(one for one, word in words.items() if word.verdict is Verdict.REJECT)
    merged = _merged(words, concepts)
    kept = [concept for concept in concepts.values() if concept.id not in removed and concept.id not in merged]
    recoding = Recoding(
        merged,
        {
            subject: str(concept)
            for word in words.values()
            if isinstance(moves := word.values.get("moves"), Mapping)
            for subject, concept in moves.items()
        },
        removed,
        frozenset(concept.id for concept in kept if concept.retired),
    )
    return Codebook(tuple(_tidied(_in_order(kept, words), merged))), recoding


def _rests_on(decision: Decision) -> Iterable[str]:
    of = decision.values.get("of")
    coded = of.get("concept") if isinstance(of, Mapping) else None
    for concept in (decision.values.get("concept"), decision.values.get("merged_into"), coded):
        if decision.verdict.decides and decision.verdict is not Verdict.REJECT and isinstance(concept, str):
            yield concept


def _merged(words: Mapping[str, SharedWord], concepts: Mapping[str, Concept]) -> dict[str, str]:
    """Concept -> the one that stands for it at the end of a chain of mergers; circles and unknown ends do not count."""
    into = {one: str(word.values["merged_into"]) for one, word in words.items() if word.values.get("merged_into")}
    ends: dict[str, str] = {}
    for one in into:
        end, seen = into[one], {one}
        while end in into and end not in seen:
            seen.add(end)
            end = into[end]
        if end not in seen and end in concepts:
            ends[one] = end
    return ends


def _edited(concept: Concept, word: SharedWord) -> Concept:
    values = word.values
    changed: dict[str, Any] = {name: str(values[name]) for name in _TEXTS if name in values}
    changed |= {name: tuple(map(str, items_in(values[name]))) for name in _LISTS if name in values}
    if "kind" in values:
        changed["kind"] = ConceptKind(str(values["kind"]))
    if "parent" in values:
        changed["parent"] = str(values["parent"]) or None
    if "rank" in values:
        changed["rank"] = _rank(values["rank"])
    if "retired" in values:
        changed["retired"] = values["retired"] is True
    return replace(concept, **changed)


def _rank(value: JsonValue) -> int | None:
    if value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"rank is {value!r}; give a whole number, 1 for the smallest step, or nothing")
    return value


def _in_order(concepts: list[Concept], words: Mapping[str, SharedWord]) -> list[Concept]:
    ordered = list(concepts)
    for concept in concepts:
        before = words[concept.id].values.get("before") if concept.id in words else None
        if not isinstance(before, str) or before == concept.id:
            continue
        place = next((n for n, other in enumerate(ordered) if other.id == before), None)
        if place is not None:
            at = ordered.index(concept)
            ordered.pop(at)
            ordered.insert(place - (at < place), concept)
    return ordered


def _tidied(concepts: Iterable[Concept], merged: Mapping[str, str]) -> Iterable[Concept]:
    """Parents that were merged follow the merger; those that are gone or would close a circle are dropped."""
    kept = list(concepts)
    parents = {one.id: merged.get(one.parent or "", one.parent) for one in kept}
    for one in kept:
        parent, seen = parents[one.id], {one.id}
        while parent is not None and parent in parents and parent not in seen:
            seen.add(parent)
            parent = parents[parent]
        if parent is not None:  # outside the codebook, or back where it began
            parents[one.id] = None
        yield one if parents[one.id] == one.parent else replace(one, parent=parents[one.id])


def concept_as_json(concept: Concept) -> dict[str, JsonValue]:
    """A concept as plain values, every field named."""
    return {
        "id": concept.id,
        "label": concept.label,
        "definition": concept.definition,
        "kind": concept.kind.value,
        "parent": concept.parent,
        "rank": concept.rank,
        "keywords": list(concept.keywords),
        "examples": list(concept.examples),
        "counterexamples": list(concept.counterexamples),
        "origin": concept.origin,
        "retired": concept.retired,
    }


def concept_from_json(value: Mapping[str, Any]) -> Concept:
    """The concept that `concept_as_json` gave."""
    lists = {name: tuple(value[name]) for name in _LISTS}
    return Concept(**{**value, **lists, "kind": ConceptKind(value["kind"])})


def given_in(note: Iterable[Mapping[str, Any]] | None, stored: Callable[[], Iterable[Concept]]) -> Codebook:
    """The codebook as a file or the machine gave it: what the note GIVEN of a project holds, else what is stored."""
    return Codebook(tuple(stored() if note is None else map(concept_from_json, note)))
