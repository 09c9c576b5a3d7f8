"""Infomap: groups in which a random walker stays long, found by the shortest description of its way."""

from __future__ import annotations

from collections import deque

import numpy as np
import numpy.typing as npt

from ..groupings import relabel
from .membership import Membership, Weights

TOLERANCE = 1e-10  # bits
MAXIMUM_LEVELS = 100


def infomap(weights: Weights, *, seed: int = 0, tries: int = 5) -> Membership:
    """The best of `tries` two-level partitions by code length. Nodes without ties are groups of their own.

    Rosvall & Bergstrom 2008 (PNAS 105: 1118-1123), searched as in Rosvall, Axelsson & Bergstrom 2009 (European Physical
    Journal Special Topics 178: 13-23): nodes move as in Louvain, the result is refined by single nodes and repeated.
    """
    generator = np.random.default_rng(seed)
    best, shortest = np.zeros(len(weights), dtype=np.int64), np.inf
    for _ in range(tries):
        found = _search(weights, generator)
        length = code_length(weights, found)
        if length < shortest - TOLERANCE:
            best, shortest = found, length
    best = best.copy()
    alone = np.flatnonzero(weights.sum(axis=1) <= 0)
    best[alone] = len(weights) + alone
    return relabel(best)


def code_length(weights: Weights, membership: npt.ArrayLike) -> float:
    """Bits a step of the two-level map equation for an undirected weighted graph; nan without ties."""
    strengths = weights.sum(axis=1)
    total = float(strengths.sum())
    if total <= 0:
        return float("nan")
    groups = relabel(membership)
    indicator = np.zeros((len(groups), int(groups.max()) + 1))
    indicator[np.arange(len(groups)), groups] = 1.0
    visits = strengths @ indicator / total
    exits = visits - np.einsum("ig,ig->g", weights @ indicator, indicator) / total
    exits = np.maximum(exits, 0.0)
    return float(
        _plogp(exits.sum()) - 2 * _plogp(exits).sum() - _plogp(strengths / total).sum() + _plogp(exits + visits).sum()
    )


def _plogp(values: npt.ArrayLike) -> Weights:
    values = np.asarray(values, dtype=np.float64)
    logs = np.zeros_like(values)
    np.log2(values, out=logs, where=values > 1e-300)
    logs *= values
    return logs


def _search(weights: Weights, generator: np.random.Generator) -> Membership:
    """One run: up through the levels, then single nodes on the result, until the code gets no shorter."""
    flow = weights / weights.sum()
    groups = _climb(flow, np.arange(len(weights)), generator)
    for _ in range(MAXIMUM_LEVELS):
        again = _climb(flow, _move(flow, groups, generator), generator)
        if code_length(weights, again) >= code_length(weights, groups) - TOLERANCE:
            break
        groups = again
    return groups


def _climb(flow: Weights, start: Membership, generator: np.random.Generator) -> Membership:
    groups = relabel(start)
    node_of = np.arange(len(flow))
    graph, state = flow, groups
    while True:
        state = _move(graph, state, generator)
        groups = state[node_of]
        n_groups = int(state.max()) + 1
        if n_groups == len(graph):
            return relabel(groups)
        indicator = np.zeros((len(graph), n_groups))
        indicator[np.arange(len(graph)), state] = 1.0
        graph, node_of, state = indicator.T @ graph @ indicator, state[node_of], np.arange(n_groups)


def _move(flow: Weights, start: Membership, generator: np.random.Generator) -> Membership:
    """Moves single nodes to the group (tied, or empty) that shortens the code most, until none can be moved."""
    n = len(flow)
    groups = relabel(start).copy()
    visits = flow.sum(axis=1)
    outside = visits - flow.diagonal()
    indicator = np.zeros((n, n))
    indicator[np.arange(n), groups] = 1.0
    volumes = visits @ indicator
    inflow = np.einsum("ig,ig->g", flow @ indicator, indicator)
    exits = np.maximum(volumes - inflow, 0.0)
    loops = flow.diagonal()
    sizes = np.bincount(groups, minlength=n)
    neighbours = [np.flatnonzero(row) for row in flow]
    rest = exits.sum()
    queue = deque(generator.permutation(np.flatnonzero(outside > 0)).tolist())
    waiting = outside > 0
    while queue:
        node = queue.popleft()
        waiting[node] = False
        own, visit, out = int(groups[node]), visits[node], outside[node]
        ties = np.bincount(groups[neighbours[node]], weights=flow[node, neighbours[node]], minlength=n)
        ties[own] -= loops[node]
        before = exits[own]
        sizes[own] -= 1
        volumes[own] -= visit
        exits[own] = max(before + 2 * ties[own] - out, 0.0)
        if sizes[own] == 0:
            volumes[own] = exits[own] = 0.0
        rest += exits[own] - before
        near = np.flatnonzero(ties > 0)
        spare = int(sizes.argmin())  # empty, unless every node is alone
        near = np.unique(np.append(near, [own, spare] if sizes[spare] == 0 else [own]))
        old = exits[near]
        new = np.maximum(old + out - 2 * ties[near], 0.0)
        lengths = _plogp(np.concatenate([rest - old + new, new, old, new + volumes[near] + visit, old + volumes[near]]))
        total, entering, left, joined, apart = lengths.reshape(5, len(near))
        change = total - 2 * (entering - left) + joined - apart
        target = int(near[change.argmin()])
        if change.min() >= change[near == own][0] - TOLERANCE:
            target = own
        volumes[target] += visit
        sizes[target] += 1
        before = exits[target]
        exits[target] = max(before + out - 2 * ties[target], 0.0)
        rest += exits[target] - before
        if target != own:
            groups[node] = target
            for other in neighbours[node][(groups[neighbours[node]] != target) & ~waiting[neighbours[node]]].tolist():
                waiting[other] = True
                queue.append(other)
    return relabel(groups)
