"""DNA 3.1's polarization score and the division that DNA looks for, to replicate its results.

DNA's score is a distance from the ideal pattern, like ours (`camps`), but its ideal halves the mass of balanced camps,
so that even perfect camps do not reach 0; and DNA searches for the division with the *largest* distance among camps of
equal size, that is, the least polarized one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .camps import EPSILON, EXACT_UP_TO, Division, Labels
from .groupings import relabel
from .partitions import Partitions, all_partitions, count_partitions
from .spectra import Floats


def dna_score(congruence: Floats, conflict: Floats, labels: npt.ArrayLike, *, normalize: bool = False) -> float:
    """DNA's distance from ideal polarization of one division into camps 0 .. k-1; normalized: by twice the mass.

    Over ordered dyads, halved: |C - e_r| + |K| within camp r and |C| + |K - e_rq| between camps r and q, where
    e_r = p |C| / W with p the share of r in the W dyads within, and e_rq = p |K| / B likewise for the B dyads between.
    Matrices without any mass score 0.
    """
    places = np.asarray(labels, dtype=np.int64)
    pairs = _pair_costs(congruence, conflict, np.bincount(places))
    total = float(
        pairs[places[:, None], places[None, :], np.arange(len(places))[:, None], np.arange(len(places))].sum()
    )
    if not normalize:
        return total / 2
    mass = _mass(congruence) + _mass(conflict)
    return total / (2 * mass) if mass > 0 else 0.0


def _mass(matrix: Floats) -> float:
    return float(np.abs(matrix).sum() - np.abs(matrix.diagonal()).sum())


def _pair_costs(congruence: Floats, conflict: Floats, sizes: npt.NDArray[np.int64]) -> Floats:
    """[camp of i, camp of j, i, j]: what the dyad adds to the score; 0 on the diagonal."""
    n, groups = len(congruence), len(sizes)
    within = int((sizes * (sizes - 1)).sum())
    between = n * (n - 1) - within
    friends, foes = np.abs(congruence), np.abs(conflict)
    costs = np.empty((groups, groups, n, n))
    for one in range(groups):
        for other in range(groups):
            if one == other:
                share = sizes[one] * (sizes[one] - 1) / within if within else 0.0
                expected = share * _mass(congruence) / within if within else 0.0
                costs[one, other] = np.abs(congruence - expected) + foes
            else:
                share = sizes[one] * sizes[other] / between
                costs[one, other] = friends + np.abs(conflict - share * _mass(conflict) / between)
    diagonal = np.arange(n)
    costs[:, :, diagonal, diagonal] = 0.0
    return costs


def find_dna_division(
    congruence: Floats, conflict: Floats, groups: int = 2, *, starts: int = 20, seed: int = 0
) -> Division:
    """The division into camps of equal size (give or take one) with DNA's largest score; `closeness` is that score.

    Exact for few actors, where DNA's greedy and genetic searches reach this or less; else swaps from seeded starts.
    """
    n = len(congruence)
    if count_partitions(n, groups) <= EXACT_UP_TO:
        rows = all_partitions(n, groups)
        sizes = np.array([(rows == group).sum(axis=1) for group in range(groups)])
        rows = rows[sizes.max(axis=0) - sizes.min(axis=0) <= 1]
        values = _scores(congruence, conflict, rows, groups)
        best = int(values.argmax())
        optimal = int((values >= values[best] - EPSILON * (1 + abs(values[best]))).sum())
        return Division(rows[best].astype(np.int64), float(values[best]), True, len(rows), optimal)
    rng = np.random.default_rng(seed)
    balanced = np.arange(n) % groups
    costs = _pair_costs(congruence, conflict, np.bincount(balanced))
    ends = [_swapped_up(costs, rng.permutation(balanced)) for _ in range(starts)]
    values = np.array([dna_score(congruence, conflict, end) for end in ends])
    best = int(values.argmax())
    same = int((values >= values[best] - EPSILON * (1 + abs(values[best]))).sum())
    return Division(relabel(ends[best]), float(values[best]), False, starts, same)


def _scores(congruence: Floats, conflict: Floats, rows: Partitions, groups: int) -> Floats:
    """DNA's score of many divisions, one a row: those with the same sizes at once."""
    sizes = np.array([(rows == group).sum(axis=1) for group in range(groups)]).T
    found = np.zeros(len(rows))
    for amounts in np.unique(sizes, axis=0):
        chosen = np.flatnonzero((sizes == amounts).all(axis=1))
        costs = _pair_costs(congruence, conflict, amounts)
        member = np.equal(rows[chosen][:, None, :], np.arange(groups)[None, :, None]).astype(np.float64)
        for one in range(groups):
            for other in range(groups):
                found[chosen] += np.einsum("ij,ij->i", member[:, one] @ costs[one, other], member[:, other])
    return found / 2


def _swapped_up(costs: Floats, labels: Labels) -> Labels:
    """Exchanges two actors between camps, the best pair first, while the score rises."""
    n = len(labels)
    each = np.arange(n)
    labels = labels.copy()
    while True:
        # pull[g, i]: what actor i adds when in camp g, the others staying where they are
        pull = costs[:, labels[None, :], each[:, None], each[None, :]].sum(axis=2)
        here = pull[labels, each]
        there = pull[labels[None, :], each[:, None]]  # of i in the camp of j
        own = costs[labels, labels][each, each]  # of i with j, both in the camp of i
        gain = there + there.T - here[:, None] - here[None, :] - own - own.T
        gain += 2 * costs[labels[:, None], labels[None, :], each[:, None], each[None, :]]
        gain[labels[:, None] == labels[None, :]] = -np.inf
        one, other = divmod(int(gain.argmax()), n)
        if gain[one, other] <= 1e-9 * (1 + abs(float(here.sum()))):
            return labels
        labels[one], labels[other] = labels[other], labels[one]
