"""Shortest paths in a weighted network: a strong tie is a short way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..options import NetworkError
from .spectra import Floats

_CLOSE = 1e-9  # ways whose lengths differ by less, relatively, are equally short


def tie_lengths(weights: Floats, *, alpha: float = 1.0) -> Floats:
    """Length of each tie, 1 / weight ** alpha; inf where there is none.

    Opsahl, Agneessens & Skvoretz 2010 (Social Networks 32: 245-251): with `alpha` 1 the weight alone counts (Newman
    2001), with 0 only that there is a tie.
    """
    if not np.isfinite(alpha) or alpha < 0:
        raise NetworkError(f"alpha={alpha}: must be 0 (each tie is one step) or more (1: one over its weight)")
    lengths = np.full(weights.shape, np.inf)
    tied = weights > 0
    lengths[tied] = 1.0 / weights[tied] ** alpha
    return lengths


def distances(lengths: Floats) -> Floats:
    """Length of the shortest way between all pairs; inf where there is none, 0 on the diagonal."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    tied = np.isfinite(lengths)
    graph = csr_array((lengths[tied], np.nonzero(tied)), shape=lengths.shape)
    found: Floats = shortest_path(graph, method="D", directed=True)
    return found


def betweenness(
    weights: Floats, *, alpha: float = 1.0, pairs: npt.NDArray[np.bool_] | None = None, normalized: bool = True
) -> Floats:
    """How many shortest ways between pairs of others each node lies on; ways of equal length share the pair.

    Freeman 1977 (Sociometry 40: 35-41), by the accumulation of Brandes 2001 (Journal of Mathematical Sociology 25:
    163-177). `pairs` (nodes, nodes), symmetric: count only ways between these; None: all. `normalized`: divided by the
    number of pairs counted that do not hold the node itself, so within [0, 1].
    """
    n = len(weights)
    counted = np.ones((n, n)) if pairs is None else np.asarray(pairs, dtype=np.float64)
    lengths = tie_lengths(weights, alpha=alpha)
    apart = distances(lengths)
    totals = np.zeros(n)
    for source in range(n):
        totals += _dependencies(lengths, apart[source], source, counted[source])
    totals /= 2
    if not normalized:
        return totals
    counted = counted * (1 - np.eye(n))
    possible = counted.sum() / 2 - counted.sum(axis=1)
    shares: Floats = np.divide(totals, possible, out=np.zeros(n), where=possible > 0)
    return shares


def _dependencies(lengths: Floats, apart: Floats, source: int, counted: Floats) -> Floats:
    """How much of the counted ways from `source` runs over each other node."""
    reached = np.flatnonzero(np.isfinite(apart))
    order = reached[np.argsort(apart[reached], kind="stable")]
    inner = lengths[np.ix_(order, order)]
    away = apart[order]
    # before[i, j]: the last step of a shortest way to j comes from i
    sums = away[:, None] + inner
    before = (sums <= away[None, :] * (1 + _CLOSE)) & np.isfinite(inner)
    before &= away[:, None] < away[None, :]
    steps = before.astype(np.float64)
    ways = np.zeros(len(order))
    ways[0] = 1.0
    for place in range(1, len(order)):
        ways[place] = steps[:place, place] @ ways[:place]
    share = np.zeros(len(order))
    wanted = counted[order]
    for place in range(len(order) - 1, 0, -1):
        share[:place] += steps[:place, place] * ways[:place] * ((wanted[place] + share[place]) / ways[place])
    found = np.zeros(len(apart))
    found[order] = share
    found[source] = 0.0
    return found
