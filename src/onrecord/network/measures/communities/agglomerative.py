"""Fast greedy and walktrap: start with singletons, merge two tied groups at a time, cut the tree."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..groupings import relabel
from .errors import NoClustering
from .membership import Membership, Weights

Mask = npt.NDArray[np.bool_]
Merge = tuple[int, int]  # the second group becomes part of the first; groups are named by their first node
STEPS = 4  # length of the random walks; the value of Pons & Latapy 2006, and igraph's


def fast_greedy(weights: Weights, *, k: int | None = None) -> Membership:
    """Groups by merging the two tied groups that raise modularity most; `k` groups, or the best cut.

    Clauset, Newman & Moore 2004 (Physical Review E 70: 066111). Ties in gain go to the first pair.
    """
    return cut(weights, _greedy_tree(weights.tobytes(), len(weights)), k)


def walktrap(weights: Weights, *, k: int | None = None, steps: int = STEPS) -> Membership:
    """Groups of nodes from which short random walks reach the same places; `k` groups, or the best cut.

    Pons & Latapy 2006 (Journal of Graph Algorithms and Applications 10: 191-218). As in their program every node also
    keeps the walker with the weight of its average tie, or bipartite graphs would never settle.
    """
    return cut(weights, _walk_tree(weights.tobytes(), len(weights), steps), k)


# The same graph is often cut at several k: the last tree is kept.
@lru_cache(maxsize=1)
def _greedy_tree(cells: bytes, n: int) -> list[Merge]:
    return greedy_merges(np.frombuffer(cells, dtype=np.float64).reshape(n, n))


@lru_cache(maxsize=1)
def _walk_tree(cells: bytes, n: int, steps: int) -> list[Merge]:
    return walk_merges(np.frombuffer(cells, dtype=np.float64).reshape(n, n), steps)


def greedy_merges(weights: Weights) -> list[Merge]:
    """The merges of Clauset, Newman & Moore, in order."""
    ties = weights / weights.sum()
    shares = ties.sum(axis=1)
    tied = ties > 0

    def merge(first: int, second: int) -> Weights:
        ties[first] += ties[second]
        ties[:, first] += ties[:, second]
        shares[first] += shares[second]
        return np.where(tied[first], 2 * (shares[first] * shares - ties[first]), np.inf)

    return _agglomerate(np.where(tied, 2 * (np.outer(shares, shares) - ties), np.inf), tied, merge)


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

    def merge(first: int, second: int) -> Weights:
        both = sizes[first] + sizes[second]
        places[first] = (sizes[first] * places[first] + sizes[second] * places[second]) / both
        sizes[first] = both
        return _costs(places, sizes, first, tied[first])

    costs = np.stack([_costs(places, sizes, node, tied[node]) for node in range(n)]) if n else np.zeros((0, 0))
    return _agglomerate(costs, tied, merge)


def _agglomerate(costs: Weights, tied: Mask, merge: Callable[[int, int], Weights]) -> list[Merge]:
    """Merges the pair of least cost (the first of equals) until no two groups are tied.

    `tied` is kept up to date here; `merge` joins the second group to the first and says what merging costs from there.
    The least cost of every row is remembered, so that a merge looks at few rows.
    """
    n = len(costs)
    merges: list[Merge] = []
    least = costs.min(axis=1) if n else np.zeros(0)
    for _ in range(n - 1):
        first = int(least.argmin())
        if not np.isfinite(least[first]):
            break  # what is left is not tied
        second = int(costs[first].argmin())
        first, second = min(first, second), max(first, second)
        merges.append((first, second))
        tied[first] |= tied[second]
        tied[:, first] |= tied[:, second]
        tied[first, first] = False
        tied[second] = tied[:, second] = False
        row = merge(first, second)
        stale = (costs[:, first] <= least) | (costs[:, second] <= least)
        costs[first], costs[:, first] = row, row
        costs[second] = costs[:, second] = np.inf
        least = np.minimum(least, costs[:, first])
        stale[[first, second]] = True
        least[stale] = costs[stale].min(axis=1)
    return merges


def _costs(places: Weights, sizes: Weights, group: int, tied: Mask) -> Weights:
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
