"""Demands of many documents as requirements: the same one told twice is one, with both passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ...record import Concept, Passage, Requirement, RequirementKind
from ...text import stable_id
from ..derivation.tokens import Tokenizer

if TYPE_CHECKING:
    from .find import Demand

SAME = 0.6  # least share of the shorter wording's stems that the longer one holds
MOST_COMPARED = 200  # wordings of one concept and kind that a new one is compared with
_ORDER = {kind: place for place, kind in enumerate(RequirementKind)}


def gather_requirements(demands: Iterable[Demand], concepts: Sequence[Concept]) -> tuple[Requirement, ...]:
    """Requirements in the order of the concepts, then by kind, what is needed before what is not, then by place."""
    tokenizer = Tokenizer()
    place = {concept.id: number for number, concept in enumerate(concepts)}
    groups: dict[tuple[str, RequirementKind, bool], list[tuple[frozenset[str], list[Demand]]]] = {}
    for demand in demands:
        stems = tokenizer.stems(tokenizer.tokens(demand.words).keys)
        slot = groups.setdefault((demand.concept_id, demand.kind, demand.needed), [])
        for known, told in slot[-MOST_COMPARED:]:
            if _alike(known, stems) and _dates_agree(told[0], demand):
                told.append(demand)
                break
        else:
            slot.append((stems, [demand]))
    made = [_requirement(told) for slot in groups.values() for _, told in slot]
    made.sort(
        key=lambda one: (
            place.get(one.concept_id, len(place)), _ORDER[one.kind], not one.needed, -len(one.evidence), one.evidence,
        )
    )  # fmt: skip
    return tuple(made)


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    least = min(len(left), len(right))
    if not least:
        return left == right
    return len(left & right) >= SAME * least and len(left & right) >= min(2, least)


def _dates_agree(left: Demand, right: Demand) -> bool:
    return not (left.due.known and right.due.known) or left.due == right.due


def _requirement(told: Sequence[Demand]) -> Requirement:
    """In the fullest wording of those surely about the concept, with all passages."""
    best = max(told, key=lambda one: (one.sure, min(len(one.words), 160), one.document_id, -one.sentence.start))
    passages = tuple(
        dict.fromkeys(Passage(one.document_id, one.sentence.start, one.sentence.end) for one in (best, *told))
    )
    return Requirement(
        stable_id("requirement", best.concept_id, best.kind, best.needed, best.document_id, best.sentence, best.words),
        best.concept_id,
        best.kind,
        best.needed,
        best.words,
        tuple(dict.fromkeys(actor for one in (best, *told) for actor in one.actors)),
        next((one.due for one in (best, *told) if one.due.known), best.due),
        best.attribution_id,
        passages,
    )
