"""Fast greedy and walktrap: start with singletons, merge two tied groups at a time, cut the tree."""

from __future__ import annotations

import numpy as np

from ..groupings import relabel
from .errors import NoClustering
from .membership import Membership, Weights

Merge = tuple[int, int]  # the second group becomes part of the first; groups are named by their first node
STEPS = 4  # length of the random walks; the value of Pons & Latapy 2006, and igraph's


def fast_greedy(weights: Weights, *, k: int | None = None) -> Membership:
    """Groups by merging the two tied groups that raise modularity most; `k` groups, or the best cut.

    Clauset, Newman & Moore 2004 (Physical Review E 70: 066111). Ties in gain go to the first pair.
    """
    return cut(weights, greedy_merges(weights), k)


def walktrap(weights: Weights, *, k: int | None = None, steps: int = STEPS) -> Membership:
    """Groups of nodes from which short random walks reach the same places; `k` groups, or the best cut.

    Pons & Latapy 2006 (Journal of Graph Algorithms and Applications 10: 191-218). As in their program every node also
    keeps the walker with the weight of its average tie, or bipartite graphs would never settle.
    """
    return cut(weights, walk_merges(weights, steps), k)


def greedy_merges(weights: Weights) -> list[Merge]:
    """The merges of Clauset, Newman & Moore, in order."""
    total = weights.sum()
    ties = weights / total
    shares = ties.sum(axis=1)
    tied = ties > 0
    gains = np.where(tied, 2 * (ties - np.outer(shares, shares)), -np.inf)
    merges: list[Merge] = []
    for _ in range(len(weights) - 1):
        first, second = divmod(int(gains.argmax()), len(weights))
        if not np.isfinite(gains[first, second]):
            break  # what is left is not tied
        first, second = min(first, second), max(first, second)
        merges.append((first, second))
        ties[first] += ties[second]
        ties[:, first] += ties[:, second]
        shares[first] += shares[second]
        tied[first] |= tied[second]
        tied[:, first] |= tied[:, second]
        tied[first, first] = False
        tied[second] = tied[:, second] = False
        row = np.where(tied[first], 2 * (ties[first] - shares[first] * shares), -np.inf)
        gains[first], gains[:, first] = row, row
        gains[second] = gains[:, second] = -np.inf
    return merges


def walk_merges(weights: Weights, steps: int) -> list[Merge]:
    """The merges of Pons & Latapy: always the tied pair whose union costs least in squared distance of walks."""
    n = len(weights)
    strengths = weights.sum(axis=1)
    degrees = (weights > 0).sum(axis=1)
    loops = np.where(degrees > 0, strengths / np.maximum(degrees, 1), 1.0)
    lazy = weights + np.diag(loops)
    volumes = lazy.sum(axis=1)
    walk = np.linalg.matrix_power(lazy / volumes[:, None], steps)
    places = walk / np.sqrt(volumes)  # Euclidean distance of rows = the distance of the paper
    sizes = np.ones(n)
    tied = weights > 0
    costs = np.full((n, n), np.inf)
    for node in range(n):
        costs[node] = _costs(places, sizes, node, tied[node])
    merges: list[Merge] = []
    for _ in range(n - 1):
        first, second = divmod(int(costs.argmin()), n)
        if not np.isfinite(costs[first, second]):
            break
        first, second = min(first, second), max(first, second)
        merges.append((first, second))
        both = sizes[first] + sizes[second]
        places[first] = (sizes[first] * places[first] + sizes[second] * places[second]) / both
        sizes[first] = both
        tied[first] |= tied[second]
        tied[:, first] |= tied[:, second]
        tied[first, first] = False
        tied[second] = tied[:, second] = False
        row = _costs(places, sizes, first, tied[first])
        costs[first], costs[:, first] = row, row
        costs[second] = costs[:, second] = np.inf
    return merges


def _costs(
    places: Weights, sizes: Weights, group: int, tied: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> Weights:
    """What merging `group` with each tied group adds to the squared distances: Ward's rule; inf where untied."""
    row = np.full(len(sizes), np.inf)
    near = np.flatnonzero(tied)
    apart = np.square(places[near] - places[group]).sum(axis=1)
    row[near] = sizes[group] * sizes[near] / (sizes[group] + sizes[near]) * apart / len(sizes)
    return row


def cut(weights: Weights, merges: list[Merge], k: int | None) -> Membership:
    """The partition after the merges that leave `k` groups, or after those that give the highest modularity.

    Raises NoClustering when the graph has more than `k` components: untied groups are never merged.
    """
    n = len(weights)
    if k is None:
        return _best_cut(weights, merges)
    if n - len(merges) > k:
        raise NoClustering(
            f"the graph falls into {n - len(merges)} unconnected parts, more than the {k} groups asked for"
        )
    return _after(n, merges[: n - k])


def _after(n: int, merges: list[Merge]) -> Membership:
    groups = np.arange(n)
    for first, second in merges:
        groups[groups == second] = first
    return relabel(groups)


def _best_cut(weights: Weights, merges: list[Merge]) -> Membership:
    """The first partition of highest modularity on the way; each merge changes it by what ties the two groups."""
    total = weights.sum()
    ties = weights / total
    shares = ties.sum(axis=1)
    change, highest, best = 0.0, 0.0, 0
    for step, (first, second) in enumerate(merges, start=1):
        change += 2 * float(ties[first, second] - shares[first] * shares[second])
        ties[first] += ties[second]
        ties[:, first] += ties[:, second]
        shares[first] += shares[second]
        if change > highest + 1e-12:
            highest, best = change, step
    return _after(len(weights), merges[:best])
