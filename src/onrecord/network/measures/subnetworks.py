"""One-mode networks that rest on some of the columns (concepts) only: thousands of them, each from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..compute import Prepared, one_mode_matrix, prepare
from ..filtering import filtered
from ..matrices import Counts
from ..options import NetworkError, NetworkOptions, Normalization
from ..table import StatementTable
from .spectra import Floats

Mask = npt.NDArray[np.bool_]
_STACK_CELLS = 2**17  # computed at once: 1 MB
_MAX_CELLS = 2**25  # of all columns together: 512 MB with their numbers


@dataclass(frozen=True)
class Share:
    """What one column adds to the matrix before division: `block` at `cells`, numbers of cells of the flat matrix."""

    cells: npt.NDArray[np.int64]
    block: Floats


class Subnetworks:
    """The one-mode networks of a table's rows via subsets of its columns, all with the rows of the full one.

    Without normalization or with `average`, and as long as shares are whole numbers (so that sums are exact in any
    order), a network is the one asked for before plus and minus a few shares; else it is computed from its statements.
    """

    def __init__(self, table: StatementTable, options: NetworkOptions) -> None:
        self._prepared = prepare(filtered(table, options))
        self.options = options
        self.rows = self._prepared.row_axis.labels
        self.columns = self._prepared.column_axis.labels
        self.row, self.column = self._prepared.row, self._prepared.column
        activity = np.zeros((len(self.rows), len(self.columns)))
        np.add.at(activity, (self.row, self.column), 1)
        self.activity = activity
        self._shares = self._additive_shares()
        self._mask = np.zeros(len(self.columns), dtype=np.bool_)
        self._sum = np.zeros((len(self.rows), len(self.rows)))

    @property
    def warnings(self) -> tuple[str, ...]:
        return self._prepared.warnings

    def mask_of(self, entities: npt.ArrayLike | tuple[str, ...] | list[str]) -> Mask:
        """The subset of columns with these labels; an unknown one is refused by name."""
        wanted = [str(entity) for entity in entities]  # type: ignore[union-attr]
        unknown = [entity for entity in wanted if entity not in self.columns]
        if unknown:
            raise NetworkError(
                f"entities={unknown!r} are not in the network's {self.options.variable2!r}; there are: "
                f"{', '.join(self.columns)}"
            )
        return np.isin(np.array(self.columns, dtype=object), wanted)

    def labels_of(self, mask: Mask) -> tuple[str, ...]:
        return tuple(label for label, within in zip(self.columns, mask, strict=True) if within)

    def n_statements(self, mask: Mask) -> int:
        """How many filtered statements are about these columns."""
        return int(self.activity[:, mask].sum())

    def matrix(self, mask: Mask) -> Floats:
        """The network that rests on these columns."""
        if self._shares is None:
            return self._computed(mask)
        changed = np.flatnonzero(mask != self._mask)
        if len(changed) > mask.sum():
            self._sum[:] = 0.0
            changed = np.flatnonzero(mask)
            self._mask = np.zeros_like(mask)
        flat = self._sum.reshape(-1)
        for column in changed.tolist():
            share = self._shares[column]
            flat[share.cells] += share.block if mask[column] else -share.block
        self._mask = mask.copy()
        return self._divided(self._sum.copy(), self.activity[:, mask].sum(axis=1))

    def without_each(self, mask: Mask, columns: npt.NDArray[np.int64]) -> Iterator[Floats]:
        """The networks that rest on these columns less one, for each of `columns`, in stacks (m, rows, rows)."""
        step = max(_STACK_CELLS // max(len(self.rows) ** 2, 1), 1)
        for begin in range(0, len(columns), step):
            yield self._stack(mask, columns[begin : begin + step])

    def _stack(self, mask: Mask, columns: npt.NDArray[np.int64]) -> Floats:
        if self._shares is None:
            everywhere = np.arange(len(mask))
            return np.array([self._computed(mask & (everywhere != column)) for column in columns.tolist()])
        self.matrix(mask)  # brings the sum up to date
        stack = np.repeat(self._sum[None], len(columns), axis=0)
        for flat, column in zip(stack.reshape(len(columns), -1), columns.tolist(), strict=True):
            flat[self._shares[column].cells] -= self._shares[column].block
        return self._divided(stack, self.activity[:, mask].sum(axis=1) - self.activity[:, columns].T)

    def _divided(self, matrix: Floats, activity: Floats) -> Floats:
        """One matrix, or a stack of them with a row of activity each."""
        if self.options.normalization is Normalization.AVERAGE:
            divisor = (activity[..., :, None] + activity[..., None, :]) / 2
            np.divide(matrix, divisor, out=matrix, where=divisor > 0)
        return matrix

    def _additive_shares(self) -> list[Share] | None:
        if self.options.normalization not in (Normalization.NO, Normalization.AVERAGE):
            return None
        plain = _plain(self.options)
        n, shares, size = len(self.rows), [], 0
        for column in range(len(self.columns)):
            block = self._of_statements(self.column == column, plain)
            places = np.flatnonzero(block.any(axis=1))
            block = block[np.ix_(places, places)].ravel()
            size += block.size
            if size > _MAX_CELLS or not np.array_equal(block, np.rint(block)):
                return None
            shares.append(Share((places[:, None] * n + places[None, :]).ravel(), block))
        return shares

    def _computed(self, mask: Mask) -> Floats:
        return self._of_statements(mask[self.column], self.options)

    def _of_statements(self, kept: Mask, options: NetworkOptions) -> Floats:
        source: Prepared = self._prepared
        counts = Counts(
            self.row[kept], self.column[kept], source.level[kept], len(self.rows), len(self.columns), source.scale
        )
        return one_mode_matrix(counts, options)


def _plain(options: NetworkOptions) -> NetworkOptions:
    import dataclasses

    return dataclasses.replace(options, normalization=Normalization.NO)
