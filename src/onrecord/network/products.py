"""How much pairs of row entities agree and disagree over the columns they share: one-mode matrices before division.

With X[a, c, k] (see `matrices`) agreement of a and b is the sum over c, k, l of X[a,c,k] X[b,c,l] w(k, l), where w is
1 - |q_k - q_l| / width for numbers and booleans, and 1 for equal texts, else 0; disagreement weighs 1 - w. Both sum to
what is shared at all (Leifeld 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .axes import Scale
from .matrices import Counts, Matrix, check_size, collapsed, product
from .options import Aggregation

_BLOCK = 2**22
_FEW_PAIRS = 200_000  # so many pairs of statements are counted one by one in about the time scipy takes to start


@dataclass(frozen=True)
class Pairs:
    """`agreement` and `disagreement` of all pairs, the diagonal that of an entity with itself."""

    agreement: Matrix
    disagreement: Matrix


def shared(array: Any, scale: Scale) -> Matrix:
    """Sum over columns of the product of two entities' numbers of statements, whatever the qualifier."""
    totals = collapsed(array, np.ones(scale.size)) if scale.size > 1 else array
    return product(totals, totals)


def pairs(array: Any, scale: Scale) -> Pairs:
    """Agreement and disagreement; `array` is X as (rows, columns * levels), counted or marked."""
    everything = shared(array, scale)
    if scale.values is None:
        agreement = product(array, array)
        everything -= agreement  # in place: these matrices may be large
        return Pairs(agreement, everything)
    disagreement = _distances_met(array, scale, everything)
    everything -= disagreement
    return Pairs(everything, disagreement)


def _distances_met(array: Any, scale: Scale, everything: Matrix) -> Matrix:
    """Distances of levels over the width of the scale, summed. Sums are whole numbers until the division, so that they
    hang on no order."""
    assert scale.values is not None
    if scale.width == 0:
        return np.zeros_like(everything)
    if scale.size == 2:
        signed = collapsed(array, np.array([-1.0, 1.0]))
        found = (everything - product(signed, signed)) / 2
        found *= abs(scale.values[1] - scale.values[0])
    else:
        found = _weighted(array, np.abs(scale.values[:, None] - scale.values[None, :]))
    found /= scale.width
    return found


def from_few_statements(counts: Counts, aggregation: Aggregation) -> Matrix | None:
    """The same as `shared` or a combination of `pairs`, pair of statements by pair; None where there are too many.

    Each product of numbers of statements is a number of pairs of statements about one column.
    """
    sizes = np.bincount(counts.column, minlength=1)
    n_pairs = int((sizes * sizes).sum())
    if n_pairs > _FEW_PAIRS:
        return None
    check_size(counts.n_rows, counts.n_rows)
    order = np.argsort(counts.column, kind="stable")
    row, level = counts.row[order].astype(np.int64), counts.level[order]
    partners = sizes[counts.column[order]]  # each statement meets all about its column
    left = np.repeat(np.arange(len(order)), partners)
    begins = np.repeat(np.cumsum(sizes) - sizes, sizes)
    right = np.arange(n_pairs) - np.repeat(np.cumsum(partners) - partners - begins, partners)
    cell, levels = row[left] * counts.n_rows + row[right], (level[left], level[right])

    def total(weights: Matrix | None) -> Matrix:
        summed = np.bincount(cell, None if weights is None else weights[levels], minlength=counts.n_rows**2)
        return summed.astype(np.float64, copy=False).reshape(counts.n_rows, counts.n_rows)

    scale = counts.scale
    if aggregation is Aggregation.IGNORE:
        return total(None)
    if scale.values is None or scale.width in (0, 1):
        return total(weights_of(scale, aggregation))
    disagreement = total(np.abs(scale.values[:, None] - scale.values[None, :]))  # whole numbers: see `_distances_met`
    disagreement /= scale.width
    if aggregation is Aggregation.CONFLICT:
        return disagreement
    return total(None) - (disagreement if aggregation is Aggregation.CONGRUENCE else 2 * disagreement)


def weights_of(scale: Scale, aggregation: Aggregation) -> Matrix:
    """What a pair of statements at two levels counts."""
    if scale.values is None:
        agreement = np.eye(scale.size)
    elif scale.width == 0:
        agreement = np.ones((scale.size, scale.size))
    else:
        agreement = 1 - np.abs(scale.values[:, None] - scale.values[None, :]) / scale.width
    return {
        Aggregation.CONGRUENCE: agreement,
        Aggregation.CONFLICT: 1 - agreement,
        Aggregation.SUBTRACT: 2 * agreement - 1,
    }[aggregation]


def _weighted(array: Any, weights: Matrix) -> Matrix:
    """Sum over columns c and levels k, l of array[a,c,k] array[b,c,l] weights[k,l]."""
    n_rows, n_levels = array.shape[0], len(weights)
    if isinstance(array, np.ndarray):
        turned = array.reshape(-1, n_levels) @ weights
        return product(turned.reshape(array.shape), array)
    from scipy.sparse import csr_array

    check_size(n_rows, n_rows)
    entries = array.tocoo()
    row, column = entries.coords
    spoken, pair = np.unique(
        row.astype(np.int64) * (array.shape[1] // n_levels) + column // n_levels, return_inverse=True
    )
    by_pair = csr_array((entries.data, (pair, column % n_levels)), shape=(len(spoken), n_levels))
    found = np.zeros((n_rows, n_rows))
    step = max(_BLOCK // n_levels, 1)
    for begin in range(0, len(spoken), step):  # the sum over pairs (a, c), a block of them at a time
        turned = by_pair[begin : begin + step] @ weights
        places = spoken[begin : begin + step, None] * n_levels + np.arange(n_levels)
        placed = csr_array((turned.ravel(), np.divmod(places.ravel(), array.shape[1])), shape=array.shape)
        found += product(placed, array)
    return found
