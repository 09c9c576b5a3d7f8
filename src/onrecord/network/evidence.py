"""Which statements a cell rests on, found when asked for: no lists are kept, only where each statement stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .axes import Places
from .options import Aggregation
from .table import Codes


@dataclass(frozen=True)
class Evidence:
    """Places of row, column and qualifier level of each statement, in the order of `Network.statements`.

    `rows` and `columns` turn a row or column of the matrix into such a place (a window shows only some of them).
    """

    row: Codes
    column: Codes
    level: Codes
    rows: Places
    columns: Places

    def of_two_mode(self, row: int, column: int) -> npt.NDArray[np.bool_]:
        """Mask of the statements of one entity about another."""
        mask: npt.NDArray[np.bool_] = (self.row == self.rows[row]) & (self.column == self.columns[column])
        return mask

    def of_one_mode(self, first: int, second: int, aggregation: Aggregation) -> npt.NDArray[np.bool_]:
        """Mask of the statements of two entities about what both spoke of: with congruence only what the other said
        as well, with conflict only what the other contradicted."""
        mine, theirs = self.row == self.rows[first], self.row == self.rows[second]
        by_level = aggregation is Aggregation.CONGRUENCE
        mask = np.zeros(len(self.row), dtype=np.bool_)
        for own, other in ((mine, theirs), (theirs, mine)):
            partners: dict[int, set[int]] = {}
            for column, level in zip(self.column[other].tolist(), self.level[other].tolist(), strict=True):
                partners.setdefault(column, set()).add(level)
            places = np.flatnonzero(own)
            for place in places.tolist():
                levels = partners.get(int(self.column[place]), set())
                level = int(self.level[place])
                if by_level:
                    mask[place] = level in levels
                elif aggregation is Aggregation.CONFLICT:
                    mask[place] = bool(levels - {level})
                else:
                    mask[place] = bool(levels)
        return mask
