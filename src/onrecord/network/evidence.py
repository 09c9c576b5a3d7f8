"""Which statements a cell rests on, found when asked for: no lists are kept, only where each statement stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .axes import Places, Scale
from .options import Aggregation
from .products import weights_of
from .table import Codes

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Evidence:
    """Places of row, column and qualifier level of each statement, in the order of `Network.statements`.

    `rows` and `columns` turn a row or column of the matrix into such a place (a window shows only some of them).
    `scale` says which levels meet; without it, equal ones.
    """

    row: Codes
    column: Codes
    level: Codes
    rows: Places
    columns: Places
    scale: Scale | None = None

    def of_two_mode(self, row: int, column: int) -> Mask:
        """Mask of the statements of one entity about another."""
        mask: Mask = (self.row == self.rows[row]) & (self.column == self.columns[column])
        return mask

    def of_one_mode(self, first: int, second: int, aggregation: Aggregation, *, unmatched: bool = False) -> Mask:
        """Mask of the statements of two entities that meet one of the other's about the same column.

        With congruence or conflict only those that agree or disagree with one of the other's at least in part.
        `unmatched`: those that meet none, which DNA counts as a conflict of texts.
        """
        mask = np.zeros(len(self.row), dtype=np.bool_)
        mine = np.flatnonzero(self.row == self.rows[first])
        theirs = np.flatnonzero(self.row == self.rows[second])
        meets = self._meets(Aggregation.CONGRUENCE if unmatched else aggregation)
        for own, other in ((mine, theirs), (theirs, mine)):
            spoken: dict[int, set[int]] = {}  # column -> levels at which the other spoke of it
            for column, level in zip(self.column[other].tolist(), self.level[other].tolist(), strict=True):
                spoken.setdefault(column, set()).add(level)
            for place in own.tolist():
                partners = spoken.get(int(self.column[place]), ())
                found = any(meets[self.level[place], level] for level in partners)
                mask[place] = found != unmatched
        return mask

    def _meets(self, aggregation: Aggregation) -> npt.NDArray[np.bool_]:
        """(level, level): whether a pair of statements at these levels counts."""
        size = int(self.level.max(initial=0)) + 1 if self.scale is None else self.scale.size
        if aggregation not in (Aggregation.CONGRUENCE, Aggregation.CONFLICT):
            return np.ones((size, size), dtype=np.bool_)
        if self.scale is None:
            equal = np.eye(size, dtype=np.bool_)
            return equal if aggregation is Aggregation.CONGRUENCE else ~equal
        counting: npt.NDArray[np.bool_] = weights_of(self.scale, aggregation) != 0
        return counting
