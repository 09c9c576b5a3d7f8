"""Spinglass: groups are the spins of a magnet that is cooled until it rests."""

from __future__ import annotations

import numpy as np

from ..groupings import relabel
from .leiden import move_nodes
from .membership import Membership, Weights, modularity

SPINS = 25
START, STOP, COOLING = 1.0, 0.01, 0.985  # temperatures in units of the average strength of a node
RESTING = 5  # sweeps without a move, after which colder ones would not move anything either


def spinglass(
    weights: Weights, *, k: int | None = None, seed: int = 0, resolution: float = 1.0, spins: int = SPINS
) -> Membership:
    """At most `k` (default `spins`) groups of lowest energy, by simulated annealing with heat bath.

    Reichardt & Bornholdt 2006 (Physical Review E 74: 016110), null model of given strengths: the energy is minus
    modularity. After cooling, single nodes are moved while the energy falls; the best state seen is returned.
    """
    n = len(weights)
    q = min(k or spins, n)
    generator = np.random.default_rng(seed)
    strengths = weights.sum(axis=1)
    total = strengths.sum()
    unit = total / n  # the average strength
    scaled, pull = weights / unit, strengths / unit
    state = generator.integers(q, size=n)
    onehot = np.zeros((n, q))
    onehot[np.arange(n), state] = 1.0
    fields = scaled @ onehot  # ties of each node to each spin
    volumes = strengths @ onehot
    best, best_quality = state.copy(), -np.inf
    temperature, resting = START, 0
    while temperature > STOP and resting < RESTING:
        moved = False
        draws = generator.random(n)
        for position, node in enumerate(generator.permutation(n).tolist()):
            own = int(state[node])
            volumes[own] -= strengths[node]
            energies = (fields[node] - resolution * pull[node] / total * volumes) / temperature
            chances = np.cumsum(np.exp(energies - energies.max()))
            target = int(np.searchsorted(chances, draws[position] * chances[-1]))
            volumes[target] += strengths[node]
            if target != own:
                state[node], moved = target, True
                fields[:, own] -= scaled[:, node]
                fields[:, target] += scaled[:, node]
        quality = modularity(weights, state, resolution=resolution)
        if quality > best_quality + 1e-12:
            best, best_quality = state.copy(), quality
        temperature *= COOLING
        resting = 0 if moved else resting + 1
    settled = best if k is not None else move_nodes(weights, best, generator, resolution)
    return relabel(settled)
