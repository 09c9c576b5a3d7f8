"""Kernel weights, and sums of them by row, column and qualifier level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .options import Kernel

if TYPE_CHECKING:
    from .compute import Prepared

Weights = npt.NDArray[np.float64]
_DENSE_CELLS = 2**21


def kernel_weights(kernel: Kernel, u: Weights) -> Weights:
    """Weights of statements that lie `u` half windows away from the mid-point."""
    if kernel is Kernel.GAUSSIAN:
        density: Weights = np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi)
        return density
    shape = {
        Kernel.UNIFORM: np.full_like(u, 0.5),
        Kernel.EPANECHNIKOV: 0.75 * (1 - u**2),
        Kernel.TRIANGULAR: 1 - np.abs(u),
    }[kernel]
    return np.where(np.abs(u) <= 1, shape, 0.0)


@dataclass(frozen=True)
class Weighted:
    """The statements at the positions `part` of a prepared table, one weight each."""

    prepared: Prepared
    part: slice
    weights: Weights

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.prepared.row_axis), len(self.prepared.column_axis)

    def by_row(self) -> Weights:
        """Weight of the statements of each row entity."""
        row = self.prepared.row[self.part]
        return np.bincount(row, weights=self.weights, minlength=self.shape[0]).astype(np.float64)

    def cells(self, factors: Weights | None = None) -> Weights:
        """(rows, columns): weights, each times the factor of its qualifier level, summed."""
        weights = self.weights if factors is None else self.weights * factors[self.prepared.level[self.part]]
        flat = np.bincount(self._key(levels=False), weights=weights, minlength=self.shape[0] * self.shape[1])
        return flat.astype(np.float64).reshape(self.shape)

    def profiles(self, *, heaviest: bool = False, levels: bool = True) -> Any:
        """(rows, columns * levels): square roots of weights, summed or the largest; dense if small, else sparse."""
        width = self.shape[1] * (self.prepared.scale.size if levels else 1)
        key, roots = self._key(levels=levels), np.sqrt(self.weights)
        cells = self.shape[0] * width
        if cells <= _DENSE_CELLS:
            if heaviest:
                flat = np.zeros(cells)
                np.maximum.at(flat, key, roots)
            else:
                flat = np.bincount(key, weights=roots, minlength=cells).astype(np.float64)
            return flat.reshape(self.shape[0], width)
        from scipy.sparse import csr_array  # loads slowly; small networks do without

        found, place = np.unique(key, return_inverse=True)
        values = np.zeros(len(found))
        (np.maximum if heaviest else np.add).at(values, place, roots)
        return csr_array((values, (found // width, found % width)), shape=(self.shape[0], width))

    def _key(self, *, levels: bool) -> npt.NDArray[np.int64]:
        key = self.prepared.row[self.part].astype(np.int64) * self.shape[1] + self.prepared.column[self.part]
        return key * self.prepared.scale.size + self.prepared.level[self.part] if levels else key
