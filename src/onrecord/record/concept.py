"""What can be supported or opposed, and the codebook that lists it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class ConceptKind(StrEnum):
    OPTION = "option"  # a rung on an ordered ladder of proposals
    ISSUE = "issue"
    ARGUMENT = "argument"  # a reason for or against


class Stance(StrEnum):
    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing to have a stance on. `rank` orders options from the smallest step upwards; `origin` says whether a
    codebook named it or the tool proposed it. `keywords` and `examples` help to recognize it, `counterexamples` say
    what it is not. Nothing new is coded on a `retired` one; what was decided stays."""

    id: str
    label: str
    definition: str = ""
    kind: ConceptKind = ConceptKind.ISSUE
    parent: str | None = None
    rank: int | None = None
    keywords: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    origin: str = ""
    counterexamples: tuple[str, ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Codebook:
    """Concepts in the order their author gave them."""

    concepts: tuple[Concept, ...] = ()

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)
