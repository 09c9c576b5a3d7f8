"""Structural equivalence: alike are nodes with the same ties to the same others: positions, not camps."""

from __future__ import annotations

import numpy as np

from ..groupings import relabel
from .errors import NoClustering
from .membership import Membership, Weights

MAXIMUM_ITERATIONS = 200  # correlations of correlations; convergence takes 5 to 20


def concor(profiles: Weights, *, k: int = 2) -> Membership:
    """`k` positions by CONCOR: correlate rows, then the correlations, until all are 1 or -1; split; repeat.

    `profiles` has a row a node: an incidence matrix, or a graph (see `graph_profiles`). Breiger, Boorman & Arabie 1975
    (Journal of Mathematical Psychology 12: 328-383). Beyond 2, the position whose rows vary most is split next. Raises
    NoClustering when all rows of every position are alike before there are `k`.
    """
    groups = [np.arange(len(profiles))]
    while len(groups) < k:
        spread = [_spread(profiles[members]) for members in groups]
        for index in np.argsort(spread, kind="stable")[::-1]:
            side = bisect(profiles[groups[index]]) if spread[index] > 1e-12 else None
            if side is not None:
                members = groups[index]
                groups[index : index + 1] = [members[side], members[~side]]
                break
        else:
            raise NoClustering(f"correlations part the nodes into {len(groups)} positions only; {k} were asked for")
    membership = np.empty(len(profiles), dtype=np.int64)
    for number, members in enumerate(groups):
        membership[members] = number
    return relabel(membership)


def graph_profiles(weights: Weights) -> Weights:
    """Rows to compare in a graph: ties sent and received. The diagonal, which says nothing, is the mean of its row."""
    filled = weights.astype(np.float64).copy()
    n = len(filled)
    np.fill_diagonal(filled, 0.0)
    if n > 1:
        np.fill_diagonal(filled, filled.sum(axis=1) / (n - 1))
    return filled if np.array_equal(weights, weights.T) else np.hstack([filled, filled.T])


def bisect(profiles: Weights) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]] | None:
    """True for rows on the side of the first row after iterated correlation; None when there is no second side.

    A row without variance correlates 0 with others, 1 with itself.
    """
    current = correlate(profiles)
    for _ in range(MAXIMUM_ITERATIONS):
        if np.abs(np.abs(current) - 1).max() < 1e-9:
            break
        following = correlate(current)
        if np.abs(following - current).max() < 1e-12:
            break
        current = following
    side: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = current[0] > 0
    return None if side.all() else side


def correlate(rows: Weights) -> Weights:
    """Pearson correlations of rows; 0 where a row is constant, 1 on the diagonal."""
    centered = rows - rows.mean(axis=1, keepdims=True)
    lengths = np.sqrt(np.square(centered).sum(axis=1))
    scale = np.abs(rows).max(axis=1) * np.sqrt(rows.shape[1])
    constant = lengths <= 1e-12 * np.maximum(scale, 1e-300)
    unit = np.divide(centered, lengths[:, None], out=np.zeros_like(centered), where=~constant[:, None])
    result: Weights = np.clip(unit @ unit.T, -1.0, 1.0)
    np.fill_diagonal(result, 1.0)
    return result


def _spread(profiles: Weights) -> float:
    return float(np.square(profiles - profiles.mean(axis=0)).sum())


def profile_distances(weights: Weights) -> Weights:
    """Euclidean distances of nodes by their ties to all third nodes and to each other; square, 0 on the diagonal.

    Burt 1976 (Social Forces 55: 93-122): for i and j, cells (i, i), (j, j) are not compared, (i, j) with (j, i) is.
    """
    profiles = [weights] if np.array_equal(weights, weights.T) else [weights, weights.T]
    squared = np.zeros_like(weights, dtype=np.float64)
    for rows in profiles:
        lengths = np.square(rows).sum(axis=1)
        squared += lengths[:, None] + lengths[None, :] - 2 * rows @ rows.T
        diagonal = rows.diagonal()
        squared -= np.square(diagonal[:, None] - rows.T) + np.square(rows - diagonal[None, :])
        squared += np.square(rows - rows.T)
    np.fill_diagonal(squared, 0.0)
    return np.sqrt(np.maximum(squared, 0.0))
