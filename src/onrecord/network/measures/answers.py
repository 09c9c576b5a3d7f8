"""From statements to answers: does this actor agree with this concept, disagree, or both?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..compute import Prepared
from ..options import NetworkError
from .item_response import Answers
from .spectra import Floats

MISSING = -1
_SLACK = 1e-12  # a share of 0.3 is within a threshold of 0.3, however it was rounded


@dataclass(frozen=True)
class AnswerTable:
    """`answers[i, j]` of actor i about concept j: 0 disagrees, 1 agrees (ordinal: 0, 1 mixed, 2 agrees), -1 missing."""

    actors: tuple[str, ...]
    concepts: tuple[str, ...]
    answers: npt.NDArray[np.int64]
    n_categories: int

    def observed(self) -> Answers:
        """The answers that are there, one by one."""
        actor, concept = np.nonzero(self.answers != MISSING)
        return Answers(
            actor, concept, self.answers[actor, concept], len(self.actors), len(self.concepts), self.n_categories
        )


def sides(prepared: Prepared) -> tuple[Floats, Floats]:
    """Counts of statements for and against, (actors, concepts): a boolean 1 and 0, an integer above and below 0."""
    weights = prepared.scale.weights
    if weights is None:
        raise NetworkError(
            f"qualifier={prepared.options.qualifier!r}: scaling needs a boolean or integer qualifier that says who "
            "agrees, such as qualifier='agreement'"
        )
    shape = len(prepared.row_axis), len(prepared.column_axis)
    cell = prepared.row.astype(np.int64) * shape[1] + prepared.column
    sign = np.sign(weights)[prepared.level]
    n_cells = shape[0] * shape[1]
    counts = [np.bincount(cell[sign == side], minlength=n_cells).reshape(shape) for side in (1, -1)]
    return counts[0].astype(np.float64), counts[1].astype(np.float64)


def code_answers(
    agreement: Floats, disagreement: Floats, *, ordinal: bool, threshold: float | None, zero_as_na: bool
) -> npt.NDArray[np.int64]:
    """Answers of counts for and against, of the same shape.

    Binary: 1, 0, or missing when nothing or both was said (0 without `zero_as_na`). Ordinal: 2, 0, mixed 1; silence is
    missing (1 without `zero_as_na`). `threshold`: a share of agreement up to it counts as disagreement, from one minus
    it as agreement; None as 0.
    """
    cut = threshold or 0.0
    said = np.asarray(agreement + disagreement, dtype=np.float64)
    share = np.divide(agreement, said, out=np.full_like(said, np.nan), where=said > 0)
    for_it, against = share >= 1 - cut - _SLACK, share <= cut + _SLACK
    mixed = (said > 0) & (for_it == against)
    if ordinal:
        answers = np.where(mixed, 1, np.where(for_it, 2, 0))
        return np.where(said > 0, answers, MISSING if zero_as_na else 1)
    answers = np.where(for_it, 1, 0)
    return np.where((said > 0) & ~mixed, answers, MISSING if zero_as_na else 0)


def drop_sparse(table: AnswerTable, *, actors: int, concepts: int) -> AnswerTable:
    """Without actors who answer on fewer than `actors` concepts, and concepts that fewer than `concepts` actors answer
    on, until all that are left do."""
    there = table.answers != MISSING
    rows, columns = np.ones(len(table.actors), dtype=bool), np.ones(len(table.concepts), dtype=bool)
    while True:
        enough = rows & (there[:, columns].sum(axis=1) >= actors)
        wide = columns & (there[enough].sum(axis=0) >= concepts)
        if (enough == rows).all() and (wide == columns).all():
            break
        rows, columns = enough, wide
    return AnswerTable(
        tuple(actor for actor, kept in zip(table.actors, rows, strict=True) if kept),
        tuple(concept for concept, kept in zip(table.concepts, columns, strict=True) if kept),
        table.answers[np.ix_(rows, columns)],
        table.n_categories,
    )
