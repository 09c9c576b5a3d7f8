"""Label propagation: every node takes the label that most of its ties bear."""

from __future__ import annotations

import numpy as np

from ..groupings import relabel
from .membership import Membership, Weights, modularity

MAXIMUM_ROUNDS = 200


def label_propagation(weights: Weights, *, seed: int = 0, tries: int = 10) -> Membership:
    """The best of `tries` runs by modularity; ties are broken at random, so single runs differ.

    Raghavan, Albert & Kumara 2007 (Physical Review E 76: 036106), asynchronous, with tie weights.
    """
    generator = np.random.default_rng(seed)
    best, best_quality = np.zeros(len(weights), dtype=np.int64), -np.inf
    for _ in range(tries):
        found = _propagate(weights, generator)
        quality = modularity(weights, found)
        if quality > best_quality + 1e-12:
            best, best_quality = found, quality
    return best


def _propagate(weights: Weights, generator: np.random.Generator) -> Membership:
    n = len(weights)
    labels = np.arange(n)
    tied = np.flatnonzero(weights.sum(axis=1) > 0)
    for _ in range(MAXIMUM_ROUNDS):
        changed = False
        for node in generator.permutation(tied).tolist():
            votes = np.bincount(labels, weights=weights[node], minlength=n)
            top = votes.max() * (1 - 1e-12)
            if votes[labels[node]] < top:
                winners = np.flatnonzero(votes >= top)
                labels[node] = winners[generator.integers(len(winners))]
                changed = True
        if not changed:
            break
    return relabel(labels)
