"""Many ways to group the same actors, each scored by modularity on the same graph (rDNA: `dna_multiclust`).

Which rows and columns enter, and their order, is settled once: all methods see the same actors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ..options import NetworkError
from .communities import CommunityMethod, NoClustering, find_communities, modularity, positive_graph
from .communities.equivalence import concor, graph_profiles, profile_distances
from .embedding import classical_scaling
from .groupings import Labels, hierarchical, k_means, pam
from .spectra import Floats
from .threads import one_thread


class ClusterMethod(StrEnum):
    """Names as in rDNA's `dna_multiclust`. The first seven look at what actors say, the others at who agrees."""

    SINGLE = "single"
    AVERAGE = "average"
    COMPLETE = "complete"
    WARD = "ward"
    KMEANS = "kmeans"
    PAM = "pam"
    CONCOR_TWO = "concor_two"
    CONCOR_ONE = "concor_one"
    EQUIVALENCE = "equivalence"
    LOUVAIN = "louvain"
    LEIDEN = "leiden"
    FASTGREEDY = "fastgreedy"
    WALKTRAP = "walktrap"
    LEADING_EIGEN = "leading_eigen"
    EDGE_BETWEENNESS = "edge_betweenness"
    INFOMAP = "infomap"
    LABEL_PROP = "label_prop"
    SPINGLASS = "spinglass"


@dataclass(frozen=True)
class Clustering:
    """The groups of one method: `membership[i]` of actor i, from 0 in order of first appearance."""

    method: ClusterMethod
    k: int
    membership: tuple[int, ...]
    modularity: float


@dataclass(frozen=True)
class ClusterFailure:
    """A method that gave no groups, and why."""

    method: ClusterMethod
    reason: str


@dataclass(frozen=True)
class Clusterings:
    """What the methods found, in the order asked for. `best` is the first of highest modularity; None: all failed.

    `distances`: Jaccard distances of what the actors say, for dendrograms; square, in the order of the actors.
    """

    results: tuple[Clustering, ...]
    failures: tuple[ClusterFailure, ...]
    distances: Floats

    @property
    def best(self) -> Clustering | None:
        best: Clustering | None = None
        for found in self.results:
            if best is None or found.modularity > best.modularity + 1e-12:
                best = found
        return best


@dataclass(frozen=True)
class _Material:
    """What a method may look at."""

    incidence: Floats
    distances: Floats
    graph: Floats
    seed: int


Cut = Callable[[_Material, int], Labels]

_CUTS: dict[ClusterMethod, Cut] = {
    ClusterMethod.SINGLE: lambda material, k: hierarchical(material.distances, k, "single"),
    ClusterMethod.AVERAGE: lambda material, k: hierarchical(material.distances, k, "average"),
    ClusterMethod.COMPLETE: lambda material, k: hierarchical(material.distances, k, "complete"),
    ClusterMethod.WARD: lambda material, k: hierarchical(material.distances, k, "ward"),
    ClusterMethod.KMEANS: lambda material, k: k_means(_points(material.distances), k, material.seed),
    ClusterMethod.PAM: lambda material, k: pam(material.distances, k),
    ClusterMethod.CONCOR_TWO: lambda material, k: concor(material.incidence, k=k),
    ClusterMethod.CONCOR_ONE: lambda material, k: concor(graph_profiles(material.graph), k=k),
    ClusterMethod.EQUIVALENCE: lambda material, k: hierarchical(profile_distances(material.graph), k, "complete"),
}


def cluster(
    incidence: npt.ArrayLike,
    matrix: npt.ArrayLike,
    *,
    k: int | None = None,
    k_max: int = 5,
    methods: Iterable[ClusterMethod | str] = tuple(ClusterMethod),
    seed: int = 0,
) -> Clusterings:
    """Groups of the actors by each method, with their modularity on the graph of `matrix`.

    `incidence`: what each actor (row) says, zero or not; its rows are compared by Jaccard distance. `matrix`: one-mode
    network of the same actors; its negative cells count as 0. With `k` every method gives `k` groups or fails with its
    reason; without, methods that cut a tree give the k from 2 to `k_max` of highest modularity, and those that find the
    number of groups themselves theirs.

    Single, average and complete linkage (Sneath & Sokal 1973, Numerical Taxonomy) and Ward's criterion (Ward 1963,
    Journal of the American Statistical Association 58: 236-244) on Jaccard distances; k-means in the space in which
    squared distances are Jaccard distances, which are Euclidean once the root is drawn (Gower & Legendre 1986, Journal
    of Classification 3: 5-48); PAM, CONCOR, structural equivalence and communities as in the functions called, where
    their papers are named.
    """
    if k is not None and k < 1:
        raise NetworkError(f"k={k}: the number of groups must be a whole number from 1, or None for the best")
    if k_max < 2:
        raise NetworkError(f"k_max={k_max}: must be a whole number from 2")
    chosen = [_method(method) for method in methods]
    graph = positive_graph(matrix)
    rows = (np.asarray(incidence) != 0).astype(np.float64)
    if rows.ndim != 2 or len(rows) != len(graph):
        raise ValueError(f"incidence {rows.shape} and one-mode matrix {graph.shape} do not have the same actors")
    with one_thread():
        material = _Material(rows, jaccard_distances(rows), graph, seed)
        results, failures = [], []
        for method in chosen:
            try:
                groups = _groups(method, material, k, k_max)
            except NoClustering as error:
                failures.append(ClusterFailure(method, str(error)))
                continue
            quality = modularity(graph, groups)
            results.append(Clustering(method, int(groups.max()) + 1, tuple(groups.tolist()), quality))
    return Clusterings(tuple(results), tuple(failures), material.distances)


def _method(name: ClusterMethod | str) -> ClusterMethod:
    try:
        return ClusterMethod(name)
    except ValueError:
        raise NetworkError(f"method {name!r} is not offered; allowed: {', '.join(ClusterMethod)}") from None


def _groups(method: ClusterMethod, material: _Material, k: int | None, k_max: int) -> Labels:
    n = len(material.graph)
    if n < 2:
        raise NoClustering(f"{n} actors cannot be grouped")
    if not (material.graph > 0).any():
        raise NoClustering("no two actors agree: the graph has no positive tie")
    if k is not None and k > n:
        raise NoClustering(f"{k} groups of {n} actors were asked for")
    if method not in _CUTS:
        return find_communities(material.graph, CommunityMethod(method.value), k=k, seed=material.seed)
    if k is not None:
        return _CUTS[method](material, k)
    return _best_cut(_CUTS[method], material, min(k_max, n))


def _best_cut(cut: Cut, material: _Material, k_max: int) -> Labels:
    """The cut of highest modularity; fewer groups where two are equal. Fails when no k can be had."""
    best: Labels | None = None
    best_quality, reason = -np.inf, ""
    for k in range(2, k_max + 1):
        try:
            groups = cut(material, k)
        except NoClustering as error:
            reason = str(error)
            continue
        quality = modularity(material.graph, groups)
        if quality > best_quality + 1e-12:
            best, best_quality = groups, quality
    if best is None:
        raise NoClustering(reason)
    return best


def jaccard_distances(incidence: Floats) -> Floats:
    """One minus the share of what either of two actors says that both say; 0 for two actors who say nothing.

    Jaccard 1901 (Bulletin de la Société Vaudoise des Sciences Naturelles 37: 547-579). Square, 0 on the diagonal.
    """
    rows = (incidence != 0).astype(np.float64)
    both = rows @ rows.T
    each = rows.sum(axis=1)
    either = each[:, None] + each[None, :] - both
    distances: Floats = 1.0 - np.divide(both, either, out=np.ones_like(both), where=either > 0)
    np.fill_diagonal(distances, 0.0)
    return distances


def _points(distances: Floats) -> Floats:
    points = classical_scaling(np.sqrt(distances))
    return points if points.shape[1] else np.zeros((len(distances), 1))
