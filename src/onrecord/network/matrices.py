"""From statements to matrices: how often each row entity spoke of each column entity at each qualifier level.

`Counts` is X[a, c, k]; everything else is sums and products of it (Leifeld 2017, Discourse network analysis, in: The
Oxford Handbook of Political Networks). Small X are dense, large ones sparse; the numbers are the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .axes import NO_SCALE, Scale
from .options import Aggregation, NetworkError
from .table import Codes

Matrix = npt.NDArray[np.float64]
_DENSE_CELLS = 2**21  # 16 MB of float64
_SPARSE_COST = 100  # a multiplication of sparse matrices costs about so many of dense ones
_MAX_GB = 4  # of one matrix; computing it takes about three times that
_MAX_CODE_LEVELS = 53  # codes are sums of powers of two, exact in float64


@dataclass(frozen=True)
class Counts:
    """X of one set of statements: places of row, column and level, one of each a statement."""

    row: Codes
    column: Codes
    level: Codes
    n_rows: int
    n_columns: int
    scale: Scale

    @property
    def shape(self) -> tuple[int, int, int]:
        return self.n_rows, self.n_columns, self.scale.size

    def cells(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Numbers of the cells (row, column, level) that hold anything, ascending, and their counts."""
        key = self.key()
        if self.n_rows * self.n_columns * self.scale.size <= max(8 * len(key), _DENSE_CELLS):
            counts = np.bincount(key, minlength=0)
            found = np.flatnonzero(counts)
            return found, counts[found]
        return np.unique(key, return_counts=True)

    def marked(self, *, levels: bool) -> Counts:
        """Each cell that holds anything once; without `levels` each row and column once, at no level."""
        counts = self if levels else replace(self, level=np.zeros_like(self.level), scale=NO_SCALE)
        pair, level = np.divmod(counts.cells()[0], counts.scale.size)
        row, column = np.divmod(pair, max(counts.n_columns, 1))
        row, column, level = (each.astype(np.int32) for each in (row, column, level))
        return replace(counts, row=row, column=column, level=level)

    def by_level(self) -> Any:
        """(rows, columns * levels): a dense array or a sparse one, for products."""
        return _array(self.key(), self.n_rows, self.n_columns * self.scale.size)

    def key(self, *, levels: bool = True) -> npt.NDArray[np.int64]:
        key = self.row.astype(np.int64)
        key *= self.n_columns
        key += self.column
        if levels and self.scale.size > 1:
            key *= self.scale.size
            key += self.level
        return key


def _array(key: npt.NDArray[np.int64], n_rows: int, n_columns: int) -> Any:
    cells = n_rows * n_columns
    if cells <= _DENSE_CELLS and cells <= _SPARSE_COST * max(len(key), 1):
        return np.bincount(key, minlength=cells).reshape(n_rows, n_columns).astype(np.float64)
    from scipy.sparse import csr_array  # loads slowly; small networks do without

    found, counts = np.unique(key, return_counts=True)
    places = (found // max(n_columns, 1), found % max(n_columns, 1))
    return csr_array((counts.astype(np.float64), places), shape=(n_rows, n_columns))


def dense(array: Any) -> Matrix:
    """A sparse or dense product as an array of its own."""
    found: Matrix = array if isinstance(array, np.ndarray) else array.toarray()
    return found


def present(array: Any) -> Any:
    """1 where a cell holds anything, else 0."""
    if isinstance(array, np.ndarray):
        return (array > 0).astype(np.float64)
    marked = array.copy()
    marked.data[:] = 1.0
    return marked


def product(left: Any, right: Any) -> Matrix:
    """`left @ right.T`, dense."""
    check_size(left.shape[0], right.shape[0])
    return dense(left @ right.T)


def check_size(n_rows: int, n_columns: int) -> None:
    """Refuses a matrix that no machine of today's desks holds."""
    gigabytes = n_rows * n_columns * 8 / 1e9
    if gigabytes > _MAX_GB:
        raise NetworkError(
            f"a matrix of {n_rows:,} by {n_columns:,} takes {gigabytes:.0f} GB, more than {_MAX_GB}; "
            "raise minimum_frequency, exclude values or narrow the dates"
        )


def collapsed(array: Any, weights: Matrix) -> Any:
    """(rows, columns * levels) to (rows, columns): each level times its weight, summed."""
    n_rows, n_levels = array.shape[0], len(weights)
    if isinstance(array, np.ndarray):
        summed: Matrix = array.reshape(n_rows, array.shape[1] // n_levels, n_levels) @ weights
        return summed
    from scipy.sparse import csr_array

    entries = array.tocoo()
    row, column = entries.coords
    values = entries.data * weights[column % n_levels]
    return csr_array((values, (row, column // n_levels)), shape=(n_rows, array.shape[1] // n_levels))


def two_mode(counts: Counts, aggregation: Aggregation) -> Matrix:
    """Rows by columns: sums, codes of level combinations, or support less opposition."""
    n_rows, n_columns, n_levels = counts.shape
    check_size(n_rows, n_columns)
    cells = n_rows * n_columns
    if not len(counts.row):
        return np.zeros((n_rows, n_columns))
    if aggregation is Aggregation.COMBINE:
        if n_levels > _MAX_CODE_LEVELS:
            raise NetworkError(
                f"qualifier_aggregation=combine numbers the combinations of at most {_MAX_CODE_LEVELS} qualifier "
                f"values; here are {n_levels}: exclude some, or use subtract or ignore"
            )
        found, _ = counts.cells()
        weights = 2.0 ** (n_levels - 1 - found % n_levels)
        flat = np.bincount(found // n_levels, weights=weights, minlength=cells)
    elif aggregation is Aggregation.SUBTRACT and counts.scale.weights is not None:
        flat = np.bincount(counts.key(levels=False), weights=counts.scale.weights[counts.level], minlength=cells)
    else:
        flat = np.bincount(counts.key(levels=False), minlength=cells)
    return flat.reshape(n_rows, n_columns).astype(np.float64)
