"""Louvain and Leiden: move nodes while modularity rises, aggregate, repeat.

Written here because `leidenalg` and `igraph` are GPL and released networkx has no Leiden of its own, only Louvain
(which takes six times as long a run on 300 actors with 10,000 ties; the tests hold both against it). Matrices are
dense: discourse networks have hundreds, at most a few thousand actors.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from ..groupings import relabel
from .membership import Membership, Weights, modularity

GREEDINESS = 0.01  # theta of Traag et al. 2019: how randomly the refinement merges, in units of modularity
MAXIMUM_LEVELS = 100


def louvain(weights: Weights, *, seed: int = 0, resolution: float = 1.0, tries: int = 10) -> Membership:
    """The best of `tries` Louvain partitions by modularity.

    Blondel, Guillaume, Lambiotte & Lefebvre 2008 (Journal of Statistical Mechanics P10008).
    """
    return _best(weights, seed, resolution, tries, refine=False)


def leiden(weights: Weights, *, seed: int = 0, resolution: float = 1.0, tries: int = 10) -> Membership:
    """The best of `tries` Leiden partitions by modularity; every group is connected.

    Traag, Waltman & van Eck 2019 (Scientific Reports 9: 5233). Each try runs until nothing moves.
    """
    return _best(weights, seed, resolution, tries, refine=True)


def _best(weights: Weights, seed: int, resolution: float, tries: int, *, refine: bool) -> Membership:
    generator = np.random.default_rng(seed)
    best, best_quality = np.arange(len(weights)), -np.inf
    for _ in range(tries):
        found = optimize(weights, generator, resolution=resolution, refine=refine)
        quality = modularity(weights, found, resolution=resolution)
        if quality > best_quality + 1e-12:
            best, best_quality = found, quality
    return relabel(best)


def optimize(weights: Weights, generator: np.random.Generator, *, resolution: float, refine: bool) -> Membership:
    """One run from singletons to a partition that no level can better."""
    n = len(weights)
    node_group = np.arange(n)  # group of each original node
    node_of = np.arange(n)  # node of the aggregate that holds each original node
    graph, start = weights, np.arange(n)
    for _ in range(MAXIMUM_LEVELS):
        groups = move_nodes(graph, start, generator, resolution)
        node_group = groups[node_of]
        parts = refine_groups(graph, groups, generator, resolution) if refine else groups
        parts = relabel(parts)
        n_parts = int(parts.max()) + 1
        if n_parts == len(graph):
            if not refine or np.array_equal(node_of, np.arange(n)):
                break
            # Leiden again on its own result: only a run over single nodes that moves nothing ends the search.
            settled = relabel(move_nodes(weights, node_group, generator, resolution))
            if np.array_equal(settled, relabel(node_group)):
                break
            graph, start, node_of = weights, settled, np.arange(n)
            continue
        first = np.zeros(n_parts, dtype=np.int64)
        first[parts] = groups
        indicator = np.zeros((len(graph), n_parts))
        indicator[np.arange(len(graph)), parts] = 1.0
        graph, start, node_of = indicator.T @ graph @ indicator, relabel(first), parts[node_of]
    return relabel(node_group)


def move_nodes(
    weights: Weights, membership: Membership, generator: np.random.Generator, resolution: float = 1.0
) -> Membership:
    """Moves single nodes to the neighbouring (or an empty) group that raises modularity most, until none can rise.

    The queue of Traag et al. 2019: after a move only the neighbours outside the new group are looked at again.
    """
    n = len(weights)
    strengths = weights.sum(axis=1)
    total = strengths.sum()
    groups = relabel(membership).copy()
    if total <= 0:
        return groups
    volumes = np.bincount(groups, weights=strengths, minlength=n)
    sizes = np.bincount(groups, minlength=n)
    neighbours = [np.flatnonzero(row) for row in weights]
    loops = weights.diagonal()
    queue = deque(generator.permutation(n).tolist())
    waiting = np.ones(n, dtype=bool)
    threshold = 1e-12 * total
    while queue:
        node = queue.popleft()
        waiting[node] = False
        near = neighbours[node]
        own, strength = int(groups[node]), strengths[node]
        volumes[own] -= strength
        sizes[own] -= 1
        ties = np.bincount(groups[near], weights=weights[node, near], minlength=n)
        ties[own] -= loops[node]
        gains = ties - resolution * strength * volumes / total
        gains[sizes == 0] = 0.0  # an empty group is worth nothing; all of them are alike
        target = int(gains.argmax())
        if gains[target] <= gains[own] + threshold:
            target = own
        volumes[target] += strength
        sizes[target] += 1
        if target != own:
            groups[node] = target
            for other in near[(groups[near] != target) & ~waiting[near]].tolist():
                waiting[other] = True
                queue.append(other)
    return relabel(groups)


def refine_groups(
    weights: Weights, membership: Membership, generator: np.random.Generator, resolution: float
) -> Membership:
    """Splits each group into well connected parts: single nodes merge at random, likelier the more modularity rises."""
    n = len(weights)
    strengths = weights.sum(axis=1)
    total = strengths.sum()
    parts = np.arange(n)
    if total <= 0:
        return parts
    for group in range(int(membership.max()) + 1):
        members = np.flatnonzero(membership == group)
        if len(members) > 1:
            _refine_group(weights, members, strengths, total, parts, generator, resolution)
    return parts


def _refine_group(
    weights: Weights,
    members: Membership,
    strengths: Weights,
    total: float,
    parts: Membership,
    generator: np.random.Generator,
    resolution: float,
) -> None:
    """Refines one group: writes into `parts`. Parts are named by their first node."""
    inner = weights[np.ix_(members, members)].copy()
    np.fill_diagonal(inner, 0.0)
    local, volume = strengths[members], strengths[members].sum()
    label = np.arange(len(members))
    volumes = local.copy()
    cuts = inner.sum(axis=1)  # ties of each part to the rest of the group
    alone = np.ones(len(members), dtype=bool)
    for node in generator.permutation(len(members)).tolist():
        if not alone[node] or inner[node].sum() < resolution * local[node] * (volume - local[node]) / total:
            continue
        ties = np.bincount(label, weights=inner[node], minlength=len(members))
        gains = ties - resolution * local[node] * volumes / total
        well = cuts >= resolution * volumes * (volume - volumes) / total - 1e-12 * total
        gains[node] = 0.0
        open_to = np.flatnonzero(well & (gains >= 0) & ((ties > 0) | (np.arange(len(members)) == node)))
        if not len(open_to):
            continue
        scaled = 2 * gains[open_to] / total / GREEDINESS
        chances = np.exp(scaled - scaled.max())
        target = int(open_to[np.searchsorted(np.cumsum(chances), generator.random() * chances.sum())])
        if target == node:
            continue
        label[node] = target
        alone[target] = False
        alone[node] = False
        cuts[target] += cuts[node] - 2 * ties[target]
        volumes[target] += local[node]
        volumes[node] = cuts[node] = 0.0
    parts[members] = members[label]
