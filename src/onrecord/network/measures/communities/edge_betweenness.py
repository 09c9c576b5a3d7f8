"""Edge betweenness: take away the tie that most shortest paths run over, until the graph falls apart."""

from __future__ import annotations

from typing import Any

import numpy as np

from .errors import NoClustering
from .membership import Membership, Weights, components, modularity

# One removal counts all shortest paths of a component anew, see `path_loads`. Measured on one core: 2e7 to 5e7 of the
# operations counted below a second; the limit keeps a run under about half a minute.
MAXIMUM_OPERATIONS = 5e8
SPARSE = 0.05


def edge_betweenness(
    weights: Weights, *, k: int | None = None, maximum_operations: float = MAXIMUM_OPERATIONS
) -> Membership:
    """Groups that are left when the ties between them are removed; `k` groups, or those of highest modularity.

    Girvan & Newman 2002 (PNAS 99: 7821-7826). Weights as in Newman 2004 (Physical Review E 70: 056131): paths are
    counted without weights, and the count of a tie is divided by its weight, so that strong ties stay. All ties of
    equal count go at once, so that the result does not hang on the order of nodes. Raises NoClustering when the
    graph is too large to be done in about half a minute, or falls apart into more than `k` groups at once.
    """
    n, n_ties = len(weights), int((weights > 0).sum() // 2)
    operations = float(n) * n_ties * min(n_ties, n * n * SPARSE)
    if operations > maximum_operations:
        raise NoClustering(
            f"{n_ties} ties among {n} nodes take about {operations:.1e} operations, over the limit of "
            f"{maximum_operations:.0e}; set a threshold on ties, or raise maximum_operations"
        )
    left = weights.copy()
    groups = components(left)
    if k is not None and int(groups.max()) + 1 > k:
        raise NoClustering(
            f"the graph falls into {int(groups.max()) + 1} unconnected parts, more than the {k} asked for"
        )
    best, best_quality = groups.copy(), modularity(weights, groups)
    loads = np.zeros_like(left)
    for part in range(int(groups.max()) + 1):
        _count(left, np.flatnonzero(groups == part), loads)
    while (k is None or int(groups.max()) + 1 < k) and (left > 0).any():
        highest = loads.max()
        removed = loads >= highest * (1 - 1e-9)
        touched = np.unique(groups[np.flatnonzero(removed.any(axis=1))])
        left[removed] = loads[removed] = 0.0
        together = True
        for group in touched.tolist():
            together &= _count(left, np.flatnonzero(groups == group), loads)
        if not together:
            groups = components(left)
            quality = modularity(weights, groups)
            if quality > best_quality + 1e-12:
                best, best_quality = groups, quality
    if k is None:
        return best
    if int(groups.max()) + 1 != k:
        raise NoClustering(
            f"ties of equal betweenness part the graph into {int(groups.max()) + 1} groups, not {k}, at once"
        )
    return groups


def _count(left: Weights, members: Membership, loads: Weights) -> bool:
    """Writes betweenness divided by weight of every tie among `members` into `loads`; whether they hang together."""
    if len(members) < 2:
        return True
    block = np.ix_(members, members)
    inner = left[block]
    counts, together = path_loads((inner > 0).astype(np.float64))
    loads[block] = np.divide(counts, inner, out=np.zeros_like(inner), where=inner > 0)
    return together


def path_loads(adjacency: Weights) -> tuple[Weights, bool]:
    """Betweenness of every tie of an unweighted graph, pairs counted once; and whether the graph is connected.

    Brandes 2008 (Social Networks 30: 136-145), all sources at once (columns), level by level of distance. Products are
    of dense matrices where one pair in twenty is tied, of sparse ones below: that is where they take equally long.
    """
    n = len(adjacency)
    dense = float(adjacency.mean()) > SPARSE
    ties: Any = adjacency
    if not dense:
        from scipy.sparse import csr_array

        ties = csr_array(adjacency)
        here, there = ties.nonzero()
    paths = np.eye(n)  # paths[v, s]: shortest paths from s to v
    unseen = ~np.eye(n, dtype=bool)
    levels = [paths]
    while True:
        reached = (ties @ levels[-1]) * unseen
        new = reached > 0
        if not new.any():
            break
        unseen &= ~new
        paths = paths + reached
        levels.append(reached)
    loads = np.zeros_like(adjacency)
    dependency = np.zeros_like(adjacency)
    for depth in range(len(levels) - 1, 0, -1):
        share = np.divide(1.0 + dependency, paths, out=np.zeros_like(paths), where=levels[depth] > 0)
        before = levels[depth - 1]
        if depth == 1:
            loads += adjacency * share.T
        elif dense:
            loads += adjacency * (before @ share.T)
        else:
            loads[here, there] += np.einsum("es,es->e", before[here], share[there])
        if depth > 1:
            dependency += before * (ties @ share)
    return (loads + loads.T) / 2, not unseen.any()
