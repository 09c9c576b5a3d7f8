"""What coders decided, as numbers: which rows matter, and with which concepts and stances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ...record import Stance
from .candidates import STANCES, Candidates, Ints


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a coder made of a candidate: `codes` are its concepts with their stances; none when it does not matter.
    `by_lot` says that the card had been drawn by lot."""

    candidate_id: str
    codes: Mapping[str, Stance] = field(default_factory=dict)
    by_lot: bool = False


@dataclass(frozen=True)
class Examples:
    """Judged rows in the order of judgement; `codes` are (concept, stance) numbers. Made by `Examples.of`."""

    rows: Ints
    codes: tuple[tuple[tuple[int, int], ...], ...]
    by_lot: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, candidates: Candidates, judgements: Iterable[Judgement]) -> Examples:
        """Examples of those judgements whose candidate is still there, the latest of each; a concept that the codebook
        no longer holds leaves the row one that matters."""
        latest = {each.candidate_id: each for each in judgements}
        held = [each for each in latest.values() if each.candidate_id in candidates.row_of]
        return cls(
            np.array([candidates.row_of[each.candidate_id] for each in held], np.int64),
            tuple(
                tuple(
                    (candidates.concept_of.get(concept, -1), STANCES.index(stance))
                    for concept, stance in each.codes.items()
                )
                for each in held
            ),
            np.array([each.by_lot for each in held], bool),
        )

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def matters(self) -> npt.NDArray[np.float64]:
        return np.array([bool(codes) for codes in self.codes], np.float64)

    @cached_property
    def coded(self) -> tuple[Ints, Ints, Ints]:
        """(row, concept, stance) of every code whose concept the codebook holds."""
        found = [
            (int(row), concept, stance)
            for row, codes in zip(self.rows, self.codes, strict=True)
            for concept, stance in codes
            if concept >= 0
        ]
        columns = np.array(found, np.int64).reshape(-1, 3)
        return columns[:, 0], columns[:, 1], columns[:, 2]
