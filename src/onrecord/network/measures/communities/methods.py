"""The methods by rDNA's names."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy.typing as npt

from ..groupings import relabel
from ..threads import one_thread
from .agglomerative import fast_greedy, walktrap
from .edge_betweenness import edge_betweenness
from .equivalence import concor, graph_profiles
from .errors import NoClustering
from .infomap import infomap
from .label_propagation import label_propagation
from .leading_eigenvector import leading_eigenvector
from .leiden import leiden, louvain
from .membership import Membership, Weights, positive_graph
from .spinglass import spinglass


class CommunityMethod(StrEnum):
    """A way to group the nodes of a graph; names as in rDNA's `dna_multiclust`."""

    LOUVAIN = "louvain"
    LEIDEN = "leiden"
    FASTGREEDY = "fastgreedy"
    WALKTRAP = "walktrap"
    LEADING_EIGEN = "leading_eigen"
    EDGE_BETWEENNESS = "edge_betweenness"
    INFOMAP = "infomap"
    LABEL_PROP = "label_prop"
    SPINGLASS = "spinglass"
    CONCOR = "concor"


COMMUNITY_METHODS = tuple(CommunityMethod)

# Methods that cut a tree, or split, where they are told to; the others find the number of groups themselves.
_CUTTING: dict[CommunityMethod, Callable[[Weights, int | None], Membership]] = {
    CommunityMethod.FASTGREEDY: lambda weights, k: fast_greedy(weights, k=k),
    CommunityMethod.WALKTRAP: lambda weights, k: walktrap(weights, k=k),
    CommunityMethod.LEADING_EIGEN: lambda weights, k: leading_eigenvector(weights, k=k),
    CommunityMethod.EDGE_BETWEENNESS: lambda weights, k: edge_betweenness(weights, k=k),
    CommunityMethod.CONCOR: lambda weights, k: concor(graph_profiles(weights), k=k or 2),
}
_FREE: dict[CommunityMethod, Callable[[Weights, int | None, int], Membership]] = {
    CommunityMethod.LOUVAIN: lambda weights, _, seed: louvain(weights, seed=seed),
    CommunityMethod.LEIDEN: lambda weights, _, seed: leiden(weights, seed=seed),
    CommunityMethod.INFOMAP: lambda weights, _, seed: infomap(weights, seed=seed),
    CommunityMethod.LABEL_PROP: lambda weights, _, seed: label_propagation(weights, seed=seed),
    CommunityMethod.SPINGLASS: lambda weights, k, seed: spinglass(weights, k=k, seed=seed),
}


def find_communities(
    weights: npt.ArrayLike, method: CommunityMethod | str, *, k: int | None = None, seed: int = 0
) -> Membership:
    """One group number a node, numbered by first appearance; `k` groups, or as many as the method finds (concor: 2).

    `weights`: a symmetric matrix; negative cells and the diagonal count as 0. The same seed gives the same groups.
    Raises NoClustering with the reason when the graph has no tie, or when the method does not come to `k` groups.
    """
    graph = positive_graph(weights)
    chosen = CommunityMethod(method)
    if k is not None and not 1 <= k <= len(graph):
        raise NoClustering(f"{k} groups of {len(graph)} nodes were asked for; allowed is 1 to {len(graph)}")
    if not (graph > 0).any():
        raise NoClustering("the graph has no positive tie")
    with one_thread():
        if chosen in _CUTTING:
            return relabel(_CUTTING[chosen](graph, k))
        groups = relabel(_FREE[chosen](graph, k, seed))
    found = int(groups.max()) + 1
    if k is not None and found != k:
        raise NoClustering(f"{chosen} chooses the number of groups itself and finds {found}; {k} were asked for")
    return groups
