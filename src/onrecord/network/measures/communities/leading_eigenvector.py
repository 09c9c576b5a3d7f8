"""Leading eigenvector: split groups by the sign of the first eigenvector of the modularity matrix."""

from __future__ import annotations

import numpy as np

from ..groupings import relabel
from .errors import NoClustering
from .membership import Membership, Weights, modularity_matrix

TOLERANCE = 1e-10  # a split must raise modularity by more


def leading_eigenvector(weights: Weights, *, k: int | None = None, fine_tune: bool = False) -> Membership:
    """Groups by repeated splitting, the split that raises modularity most first, until none does or `k` are reached.

    Newman 2006 (PNAS 103: 8577-8582; Physical Review E 74: 036104). `fine_tune` moves single nodes across each split as
    in the PNAS paper; without it the split is the bare one, as in igraph. Raises NoClustering when no split is left
    before there are `k` groups.
    """
    matrix = modularity_matrix(weights)
    total = weights.sum()
    groups = [np.arange(len(weights))]
    splits = [_split(matrix, groups[0], fine_tune)]
    while k is None or len(groups) < k:
        gains = [gain / total for gain, _ in splits]
        best = int(np.argmax(gains))
        if gains[best] <= TOLERANCE:
            if k is not None:
                raise NoClustering(f"no split raises modularity beyond {len(groups)} groups; {k} were asked for")
            break
        side = splits[best][1]
        members = groups[best]
        groups[best : best + 1] = [members[side], members[~side]]
        splits[best : best + 1] = [_split(matrix, part, fine_tune) for part in groups[best : best + 2]]
    membership = np.empty(len(weights), dtype=np.int64)
    for number, members in enumerate(groups):
        membership[members] = number
    return relabel(membership)


def _split(
    matrix: Weights, members: Membership, fine_tune: bool
) -> tuple[float, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    """What the best split of a group adds to modularity (times the total weight), and its first side."""
    whole = np.ones(len(members), dtype=bool)
    if len(members) < 2:
        return 0.0, whole
    inner = matrix[np.ix_(members, members)].copy()
    inner[np.diag_indices_from(inner)] -= inner.sum(axis=1)  # Newman's generalized matrix of a group
    values, vectors = np.linalg.eigh(inner)
    if values[-1] <= TOLERANCE * max(1.0, float(np.abs(values).max())):
        return 0.0, whole
    leading = vectors[:, -1]
    signs = np.where(leading >= 0, 1.0, -1.0) * (1.0 if leading[np.abs(leading).argmax()] > 0 else -1.0)
    if fine_tune:
        signs = _fine_tune(inner, signs)
    side = signs > 0
    if side.all() or not side.any():
        return 0.0, whole
    return float(signs @ inner @ signs) / 2, side


def _fine_tune(inner: Weights, signs: Weights) -> Weights:
    """Flips each node once, the best first, keeps the best state on the way; repeats while modularity rises."""
    best, best_value = signs.copy(), float(signs @ inner @ signs)
    while True:
        state, value, improved = best.copy(), best_value, False
        left = np.ones(len(state), dtype=bool)
        for _ in range(len(state)):
            gains = np.where(left, -4 * state * (inner @ state) + 4 * inner.diagonal(), -np.inf)
            node = int(gains.argmax())
            state[node] = -state[node]
            value += gains[node]
            left[node] = False
            if value > best_value + 1e-9 * max(1.0, abs(best_value)):
                best, best_value, improved = state.copy(), value, True
        if not improved:
            return best
