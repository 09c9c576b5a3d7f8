"""States of a debate: groups of time slices whose networks resemble each other, found by many clusterings.

N. Masuda and P. Holme, Detecting sequences of system states in temporal networks, Scientific Reports 9:795 (2019).
As in rDNA, slices are tied by 1 - distance / largest distance, and the clustering with the greatest modularity of that
graph is chosen. Unlike rDNA: medoids and k-means see distances and not rows of a matrix, spectral clustering takes the
*smallest* eigenvectors and a seed, and a clustering that fails is shown with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ..options import NetworkError
from .communities import CommunityMethod, NoClustering, find_communities, modularity
from .embedding import classical_scaling
from .groupings import Floats, Labels, hierarchical, k_means, pam, silhouettes, spectral


class StateMethod(StrEnum):
    """How slices are grouped; names as in rDNA's `dna_phaseTransitions`."""

    SINGLE = "single"
    AVERAGE = "average"
    COMPLETE = "complete"
    WARD = "ward"
    KMEANS = "kmeans"
    PAM = "pam"
    SPECTRAL = "spectral"
    CONCOR = "concor"
    FASTGREEDY = "fastgreedy"
    WALKTRAP = "walktrap"
    LEADING_EIGEN = "leading_eigen"
    EDGE_BETWEENNESS = "edge_betweenness"
    LOUVAIN = "louvain"
    LEIDEN = "leiden"
    INFOMAP = "infomap"
    LABEL_PROP = "label_prop"
    SPINGLASS = "spinglass"


DEFAULT_METHODS = tuple(
    map(
        StateMethod,
        ("single", "average", "complete", "ward", "kmeans", "pam", "spectral", "fastgreedy", "walktrap"),
    )
)
_OWN_NUMBER = {StateMethod.LOUVAIN, StateMethod.LEIDEN, StateMethod.INFOMAP, StateMethod.LABEL_PROP}


@dataclass(frozen=True)
class StateClustering:
    """One method at one number of states `k` (None: its own choice); without `labels` it failed, `failure` says why."""

    method: StateMethod
    k: int | None
    labels: tuple[int, ...] | None
    modularity: float
    silhouette: float
    failure: str | None = None


@dataclass(frozen=True)
class States:
    """The chosen clustering: `labels` (t,) number states in order of first appearance, `silhouettes` (t,) say how well
    each slice fits its state. `tried` holds every clustering, failures too, in the order of methods and k."""

    labels: Labels
    method: StateMethod | None
    modularity: float
    silhouettes: Floats
    tried: tuple[StateClustering, ...]

    @property
    def n_states(self) -> int:
        return int(self.labels.max()) + 1 if len(self.labels) else 0

    @property
    def failures(self) -> tuple[StateClustering, ...]:
        return tuple(one for one in self.tried if one.failure is not None)


def similarity_of(distance: Floats) -> Floats:
    """Ties between slices: 1 - distance / largest distance, diagonal 0."""
    largest = distance.max(initial=0.0)
    ties = 1 - distance / largest if largest > 0 else np.ones_like(distance)
    np.fill_diagonal(ties, 0.0)
    return np.asarray(ties, dtype=np.float64)


def detect_states(
    distance: Floats,
    *,
    methods: Sequence[StateMethod | str] = DEFAULT_METHODS,
    k_min: int = 2,
    k_max: int = 6,
    seed: int = 0,
) -> States:
    """The states with the greatest modularity over all methods and numbers of states from `k_min` to `k_max`.

    Equal modularity: fewer states, then the method named first. One state when all distances are 0.
    """
    chosen = _checked(distance, methods, k_min, k_max)
    n = len(distance)
    if not distance.any():
        return States(np.zeros(n, dtype=np.int64), None, 0.0, np.zeros(n), ())
    ties = similarity_of(distance)
    groupings = _groupings(distance, ties, seed)
    tried: list[StateClustering] = []
    for method in chosen:
        for k in _numbers(method, k_min, min(k_max, n - 1)):
            tried.append(_clustered(groupings[method], method, k, distance, ties))
    found = [one for one in tried if one.labels is not None]
    if not found:
        reasons = "; ".join(f"{one.method} with {one.k} states: {one.failure}" for one in tried)
        raise NetworkError(f"no clustering of the {n} time slices worked: {reasons}")
    best = min(found, key=lambda one: (-round(one.modularity, 12), len(set(one.labels or ()))))
    labels = np.array(best.labels, dtype=np.int64)
    return States(labels, best.method, best.modularity, silhouettes(distance, labels), tuple(tried))


def _checked(distance: Floats, methods: Sequence[StateMethod | str], k_min: int, k_max: int) -> list[StateMethod]:
    if isinstance(methods, str):
        raise NetworkError(f"methods={methods!r}: must be a list, such as [{methods!r}]")
    try:
        chosen = [StateMethod(method) for method in methods]
    except ValueError as error:
        raise NetworkError(f"methods: {error}; choose among: {', '.join(StateMethod)}") from None
    if not chosen:
        raise NetworkError(f"methods: none given; choose among: {', '.join(StateMethod)}")
    if not 2 <= k_min <= k_max:
        raise NetworkError(f"k_min={k_min}, k_max={k_max}: must be at least 2, and k_min at most k_max")
    if len(distance) <= k_min:
        raise NetworkError(f"{len(distance)} time slices are too few for {k_min} states; use smaller windows")
    return chosen


def _numbers(method: StateMethod, k_min: int, k_max: int) -> list[int | None]:
    return [None] if method in _OWN_NUMBER else list(range(k_min, k_max + 1))


def _groupings(distance: Floats, ties: Floats, seed: int) -> dict[StateMethod, Callable[[int | None], Labels]]:
    points = classical_scaling(distance)
    found: dict[StateMethod, Callable[[int | None], Labels]] = {
        StateMethod.SINGLE: lambda k: hierarchical(distance, k or 1, "single"),
        StateMethod.AVERAGE: lambda k: hierarchical(distance, k or 1, "average"),
        StateMethod.COMPLETE: lambda k: hierarchical(distance, k or 1, "complete"),
        StateMethod.WARD: lambda k: hierarchical(distance, k or 1, "ward"),
        StateMethod.KMEANS: lambda k: k_means(points, k or 1, seed),
        StateMethod.PAM: lambda k: pam(distance, k or 1),
        StateMethod.SPECTRAL: lambda k: spectral(ties, k or 1, seed),
    }
    for method in StateMethod:
        if method not in found:
            found[method] = _communities(ties, CommunityMethod(method.value), seed)
    return found


def _communities(ties: Floats, method: CommunityMethod, seed: int) -> Callable[[int | None], Labels]:
    return lambda k: find_communities(ties, method, k=k, seed=seed)


def _clustered(
    grouping: Callable[[int | None], Labels], method: StateMethod, k: int | None, distance: Floats, ties: Floats
) -> StateClustering:
    try:
        labels = grouping(k)
    except (NoClustering, np.linalg.LinAlgError) as error:
        return StateClustering(method, k, None, float("nan"), float("nan"), str(error))
    quality = modularity(ties, labels)
    if not np.isfinite(quality):
        return StateClustering(
            method, k, None, quality, float("nan"), "all slices lie equally far apart: no ties to judge by"
        )
    return StateClustering(method, k, tuple(labels.tolist()), quality, float(silhouettes(distance, labels).mean()))
