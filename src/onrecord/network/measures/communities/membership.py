"""Memberships: one group number a node, and how well they fit a graph."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..groupings import relabel

Weights = npt.NDArray[np.float64]
Membership = npt.NDArray[np.int64]


def positive_graph(matrix: npt.ArrayLike) -> Weights:
    """An undirected weighted graph: negative cells and the diagonal set to 0, as discourse networks are clustered.

    Raises ValueError when the matrix is not square, not symmetric (within 1e-9 of its largest cell) or not finite.
    """
    weights = np.array(matrix, dtype=np.float64)
    if weights.ndim != 2 or weights.shape[0] != weights.shape[1]:
        raise ValueError(f"a one-mode network must be square, not of shape {weights.shape}")
    if not np.isfinite(weights).all():
        raise ValueError("a network must hold finite numbers only")
    if weights.size and np.abs(weights - weights.T).max() > 1e-9 * max(1.0, np.abs(weights).max()):
        raise ValueError("a one-mode network must be symmetric")
    np.fill_diagonal(weights, 0.0)
    weights[weights < 0] = 0.0
    return (weights + weights.T) / 2


def modularity(weights: Weights, membership: npt.ArrayLike, *, resolution: float = 1.0) -> float:
    """Modularity Q of a partition of an undirected weighted graph: at most 1; 0 for one group; nan without ties.

    Newman & Girvan 2004 (Physical Review E 69: 026113), weighted as in Newman 2004 (Physical Review E 70: 056131).
    """
    strengths = weights.sum(axis=1)
    total = float(strengths.sum())
    if total <= 0:
        return float("nan")
    groups = relabel(membership)
    within = float(weights[groups[:, None] == groups[None, :]].sum()) / total
    volumes = np.bincount(groups, weights=strengths) / total
    return within - resolution * float(np.square(volumes).sum())


def modularity_matrix(weights: Weights, *, resolution: float = 1.0) -> Weights:
    """B of Newman 2006: weights minus what chance would tie, given the strengths. Of the shape of `weights`."""
    strengths = weights.sum(axis=1)
    expected: Weights = weights - resolution * np.outer(strengths, strengths) / strengths.sum()
    return expected


def components(weights: Weights) -> Membership:
    """Connected components of the graph of positive ties."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    _, labels = connected_components(csr_array(weights > 0), directed=False)
    return relabel(labels)
