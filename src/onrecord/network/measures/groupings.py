"""Groups of objects that lie close together: partitions of a distance matrix, and how good they are.

Every function is deterministic given `seed`. Labels are 0 .. k-1 in order of first appearance.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
Linkage = Literal["single", "average", "complete", "ward"]


def relabel(labels: npt.ArrayLike) -> Labels:
    """The same partition with labels 0, 1, ... in order of first appearance."""
    _, first, inverse = np.unique(np.asarray(labels), return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return rank[inverse.reshape(-1)]


def hierarchical(distance: Floats, k: int, linkage: Linkage) -> Labels:
    """A tree of merged groups, cut at `k` (`ward`: Ward's criterion on the distances, R's ward.D2)."""
    from scipy.cluster.hierarchy import cut_tree
    from scipy.cluster.hierarchy import linkage as build
    from scipy.spatial.distance import squareform

    tree = build(squareform(distance, checks=False), method=linkage)
    return relabel(cut_tree(tree, n_clusters=k)[:, 0])


def k_means(points: Floats, k: int, seed: int, *, starts: int = 20) -> Labels:
    """k groups of least squared distance to their means: Lloyd's rounds from `starts` k-means++ starts, the best kept.

    S. P. Lloyd, Least squares quantization in PCM, IEEE Trans. Inf. Theory 28 (1982); D. Arthur and S. Vassilvitskii,
    k-means++, SODA 2007.
    """
    rng = np.random.default_rng(seed)
    best, best_cost = np.zeros(len(points), dtype=np.int64), np.inf
    for _ in range(starts):
        centers = _spread_centers(points, k, rng)
        labels = np.full(len(points), -1)
        for _ in range(100):
            gaps = ((points[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)
            assigned = gaps.argmin(axis=1)
            for group in range(k):
                if not (assigned == group).any():  # an empty group takes the point that fits worst
                    assigned[gaps[np.arange(len(points)), assigned].argmax()] = group
            if np.array_equal(assigned, labels):
                break
            labels = assigned
            centers = np.array(
                [points[labels == g].mean(axis=0) if (labels == g).any() else centers[g] for g in range(k)]
            )
        cost = float(((points - centers[labels]) ** 2).sum())
        if cost < best_cost - 1e-12 * (1 + abs(cost)):
            best, best_cost = labels, cost
    return relabel(best)


def _spread_centers(points: Floats, k: int, rng: np.random.Generator) -> Floats:
    chosen = [int(rng.integers(len(points)))]
    nearest = ((points - points[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < k:
        total = nearest.sum()
        pick = int(rng.choice(len(points), p=nearest / total)) if total > 0 else int(rng.integers(len(points)))
        chosen.append(pick)
        nearest = np.minimum(nearest, ((points - points[pick]) ** 2).sum(axis=1))
    return points[chosen].copy()


def pam(distance: Floats, k: int) -> Labels:
    """Partition around k medoids of least total distance: greedy build, then the best swap while it helps.

    L. Kaufman and P. J. Rousseeuw, Finding Groups in Data, Wiley 1990, chapter 2. No randomness.
    """
    medoids: list[int] = []
    nearest = np.full(len(distance), np.inf)
    for _ in range(k):
        cost = np.minimum(nearest[None, :], distance).sum(axis=1)
        cost[medoids] = np.inf
        medoids.append(int(cost.argmin()))
        nearest = np.minimum(nearest, distance[medoids[-1]])
    total = nearest.sum()
    while True:
        best_cost, best_swap = total, None
        for position in range(k):
            others = [m for place, m in enumerate(medoids) if place != position]
            without = distance[others].min(axis=0) if others else np.full(len(distance), np.inf)
            cost = np.minimum(without[None, :], distance).sum(axis=1)
            cost[medoids] = np.inf
            candidate = int(cost.argmin())
            if cost[candidate] < best_cost - 1e-12 * (1 + abs(best_cost)):
                best_cost, best_swap = float(cost[candidate]), (position, candidate)
        if best_swap is None:
            break
        medoids[best_swap[0]], total = best_swap[1], best_cost
    labels = distance[medoids].argmin(axis=0)
    labels[medoids] = np.arange(k)
    return relabel(labels)


def spectral(similarity: Floats, k: int, seed: int) -> Labels:
    """Groups in the space of the k smallest eigenvectors of the normalized Laplacian, rows scaled to length one.

    A. Ng, M. Jordan and Y. Weiss, On spectral clustering, NIPS 2001.
    """
    weights = np.maximum(similarity, 0.0)
    np.fill_diagonal(weights, 0.0)
    strength = weights.sum(axis=1)
    scale = np.divide(1.0, np.sqrt(strength), out=np.zeros_like(strength), where=strength > 0)
    _, vectors = np.linalg.eigh(np.eye(len(weights)) - scale[:, None] * weights * scale[None, :])
    space = vectors[:, :k]
    length = np.linalg.norm(space, axis=1, keepdims=True)
    return k_means(np.divide(space, length, out=np.zeros_like(space), where=length > 0), k, seed)


def silhouettes(distance: Floats, labels: Labels) -> Floats:
    """For each object, how much closer it is to its own group than to the next, within [-1, 1]; 0 when alone.

    P. J. Rousseeuw, Silhouettes, J. Comput. Appl. Math. 20 (1987).
    """
    groups = np.unique(labels)
    if len(groups) < 2:
        return np.zeros(len(labels))
    member = np.equal.outer(labels, groups)
    sums, sizes = distance @ member.astype(np.float64), member.sum(axis=0)
    own = (sums * member).sum(axis=1)
    own_size = (sizes * member).sum(axis=1)
    inner = own / np.maximum(own_size - 1, 1)
    outer = np.where(member, np.inf, sums / sizes).min(axis=1)
    widest = np.maximum(inner, outer)
    width = np.divide(outer - inner, widest, out=np.zeros(len(labels)), where=widest > 0)
    return np.where(own_size > 1, width, 0.0)
