"""Kernel-smoothed slices as DNA 3.1 computes them, its defects included (`compat="dna"`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .axes import Scale
from .matrices import Matrix, check_size, dense
from .options import Aggregation, Kernel, NetworkType, Normalization
from .smoothing import Weighted, Weights, kernel_weights

if TYPE_CHECKING:
    from .compute import Prepared


def dna_kernel_weights(kernel: Kernel, u: Weights) -> Weights:
    """The triangular kernel is |1 - u| with a signed u (mid-point less statement): up to 2 after the middle."""
    return np.abs(1 - u) if kernel is Kernel.TRIANGULAR else kernel_weights(kernel, u)


def dna_scale(scale: Scale) -> Scale:
    """Integers sorted as texts ("-1", "-2", "0", "1", "10", "2"), their number in that order used for their value."""
    if scale.values is None or scale.weights is None or (scale.size == 2 and list(scale.weights) == [-1.0, 1.0]):
        return scale
    order = sorted(range(scale.size), key=lambda at: str(int(scale.values[at])))  # type: ignore[index]
    rank = np.empty(scale.size, dtype=np.int64)
    rank[order] = np.arange(scale.size)
    index = rank.astype(np.float64)
    return Scale(scale.size, index, index, scale.places, float(scale.size - 1))


def dna_smoothed(weighted: Weighted, reciprocals: Matrix | None) -> Matrix:
    """The matrix of one slice. The diagonal is not 0; two-mode is not normalized; texts always agree.

    One-mode is multiplied by `reciprocals`, which are DNA's average activity (every normalization means that).
    """
    options, scale = weighted.prepared.options, weighted.prepared.scale
    aggregation = options.qualifier_aggregation
    check_size(*weighted.shape)
    if options.network_type is NetworkType.TWOMODE:
        counted = aggregation is Aggregation.IGNORE or scale.weights is None
        return weighted.cells() if counted else weighted.cells(scale.weights)
    array = dense(weighted.profiles())
    turned = array.reshape(-1, scale.size) @ _pair_weights(scale, aggregation)
    matrix: Matrix = turned.reshape(array.shape) @ array.T
    return matrix if reciprocals is None else matrix * reciprocals


def _pair_weights(scale: Scale, aggregation: Aggregation) -> Matrix:
    """How much two statements at each pair of levels count."""
    everything = np.ones((scale.size, scale.size))
    if aggregation in (Aggregation.IGNORE, Aggregation.COMBINE):
        return everything
    similarity = everything
    if scale.values is not None:
        with np.errstate(invalid="ignore"):
            similarity = np.abs(1 - np.abs(scale.values[:, None] - scale.values[None, :]) / np.float64(scale.size - 1))
    return {
        Aggregation.CONGRUENCE: similarity,
        Aggregation.CONFLICT: everything - similarity,
        Aggregation.SUBTRACT: 2 * similarity - everything,
    }[aggregation]


def dna_reciprocals(prepared: Prepared, part: slice) -> Matrix | None:
    """Sum over columns and levels that either entity spoke of, at the positions `part`, of 2 / (statements of both)."""
    options = prepared.options
    if options.normalization is Normalization.NO or options.network_type is NetworkType.TWOMODE:
        return None
    array = dense(Weighted(prepared, part, np.ones(len(prepared.times[part]))).profiles())
    found = np.zeros((len(array), len(array)))
    for column in array.T:
        both = column[:, None] + column[None, :]
        found += np.divide(2.0, both, out=np.zeros_like(both), where=both > 0)
    return found
