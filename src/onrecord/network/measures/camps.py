"""The camps of a debate: the division of its actors that comes closest to an ideally polarized pattern.

In the ideal pattern all congruence lies evenly on the dyads within camps and all conflict evenly on the dyads between
camps (P. Leifeld, Polarization of coalitions in an agent-based model of political discourse, Computational Social
Networks 1:7, 2014; the two halves are those of a k-balanced signed graph: P. Doreian and A. Mrvar, A partitioning
approach to structural balance, Social Networks 18, 1996). With c and k the congruence and conflict matrices scaled to
sum 1, W ordered dyads within and B between camps, the closeness of a division is

    ( sum over dyads within of min(c, 1/W)  +  sum over dyads between of min(k, 1/B) ) / 2,

one minus the mean total variation distance of both matrices from the ideal: 0 none of it, 1 ideal. Why so:
- the ideal keeps the mass of what was observed, so a perfect pattern has distance 0 (in DNA's formula it cannot);
- both matrices weigh the same. Congruence usually outweighs conflict tenfold; with masses pooled, "all but one actor in
  one camp" would win on any noise. Here a structureless debate gives 1/2 for *every* division, so size earns nothing;
- there is no division into one camp: without conflict there are no camps, and the caller says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .groupings import k_means, relabel
from .partitions import all_partitions, count_partitions
from .spectra import Floats

Labels = npt.NDArray[np.int64]
EPSILON = 1e-12
_STACKED_UP_TO = 100  # actors; above, copying matrices side by side costs more than multiplying them one by one
EXACT_UP_TO = 40_000
"""Partitions tried one by one before a search takes over: two camps of 16 actors, some 50 ms."""


@dataclass(frozen=True)
class Division:
    """`labels` (n,) are camps 0 .. k-1 in order of first appearance; `closeness` within [0, 1].

    `n_optimal`: how many divisions reach it (exact), or how many starts of `n_tried` ended there (search).
    """

    labels: Labels
    closeness: float
    exact: bool
    n_tried: int
    n_optimal: int


class Criterion:
    """The closeness of divisions of one debate, for quick evaluation of many.

    For a given W it is a constant plus the sum of a fixed matrix over the dyads within camps; both are kept.
    """

    def __init__(self, congruence: Floats, conflict: Floats) -> None:
        self.n = len(congruence)
        self.congruence = _shares(congruence)
        self.conflict = _shares(conflict)
        self._kept: dict[int, tuple[Floats, float]] = {}
        self._capacity = max(64, 16_000_000 // max(self.n**2, 1))  # matrices worth 128 MB

    def weights(self, within: int) -> tuple[Floats, float]:
        """(matrix to sum over dyads within camps, constant to add) when so many ordered dyads lie within camps."""
        found = self._kept.get(within)
        if found is None:
            between = self.n * (self.n - 1) - within
            near = np.minimum(self.congruence, 1 / within) if within else np.zeros_like(self.congruence)
            far = np.minimum(self.conflict, 1 / between) if between else np.zeros_like(self.conflict)
            empty = 0.5 if not within and not self.congruence.any() else 0.0  # nothing expected, nothing there
            found = (near - far) / 2, float(far.sum()) / 2 + empty
            if len(self._kept) >= self._capacity:
                self._kept.pop(next(iter(self._kept)))
            self._kept[within] = found
        return found

    def closeness(self, labels: npt.ArrayLike) -> float:
        """The closeness of one division."""
        same = np.equal.outer(np.asarray(labels), np.asarray(labels))
        np.fill_diagonal(same, False)
        weights, constant = self.weights(int(same.sum()))
        return float(weights[same].sum()) + constant

    def closeness_of_all(self, rows: npt.NDArray[np.int8], groups: int) -> Floats:
        """The closeness of many divisions, one a row of labels below `groups`."""
        sizes = np.array([(rows == group).sum(axis=1) for group in range(groups)])
        within = (sizes * (sizes - 1)).sum(axis=0)
        found = np.empty(len(rows))
        for value in np.unique(within):
            chosen = np.flatnonzero(within == value)
            weights, constant = self.weights(int(value))
            found[chosen] = constant
            for group in range(groups):
                member = (rows[chosen] == group).astype(np.float64)
                found[chosen] += np.einsum("ij,ij->i", member @ weights, member)
        return found


def _shares(matrix: Floats) -> Floats:
    shares = np.array(matrix, dtype=np.float64)
    np.fill_diagonal(shares, 0.0)
    total = shares.sum()
    return shares / total if total > 0 else shares


def divide_exactly(criterion: Criterion, groups: int, *, smallest: int = 1) -> Division:
    """The best of all divisions into so many camps of at least `smallest` actors, tried one by one."""
    rows = all_partitions(criterion.n, groups)
    if smallest > 1:
        rows = rows[np.all([(rows == group).sum(axis=1) >= smallest for group in range(groups)], axis=0)]
    values = criterion.closeness_of_all(rows, groups)
    best = float(values.max())
    optimal = np.flatnonzero(values >= best - EPSILON)
    labels = rows[optimal[0]].astype(np.int64)
    return Division(labels, criterion.closeness(labels), True, len(rows), len(optimal))


def find_division(
    criterion: Criterion,
    groups: int,
    *,
    smallest: int = 1,
    starts: int = 20,
    seed: int = 0,
    near: Labels | None = None,
    exact_up_to: int = EXACT_UP_TO,
) -> Division:
    """The best division: exact when there are at most `exact_up_to`, else by local search from seeded starts.

    `near`: a division to start from too, such as that of the previous time slice.
    """
    if count_partitions(criterion.n, groups) <= exact_up_to:
        return divide_exactly(criterion, groups, smallest=smallest)
    rng = np.random.default_rng(seed)
    labels = [_random_start(criterion.n, groups, smallest, rng) for _ in range(starts - 1)]
    labels.append(_repaired(_spectral_start(criterion, groups, seed), groups, smallest, rng))
    if near is not None:
        labels.append(_repaired(near, groups, smallest, rng))
    ends, values = climb(criterion, np.array(labels), groups, smallest)
    best = int(values.argmax())
    found = relabel(ends[best])
    same = int((values >= values[best] - EPSILON).sum())
    return Division(found, criterion.closeness(found), False, len(labels), same)


def _random_start(n: int, groups: int, smallest: int, rng: np.random.Generator) -> Labels:
    """Camps of random sizes: a balanced start alone would seldom reach a small camp."""
    order = rng.permutation(n)
    spare = n - groups * smallest
    cuts = np.sort(rng.integers(0, spare + 1, size=groups - 1))
    sizes = np.diff([0, *cuts, spare]) + smallest
    labels = np.empty(n, dtype=np.int64)
    labels[order] = np.repeat(np.arange(groups), sizes)
    return labels


def _spectral_start(criterion: Criterion, groups: int, seed: int) -> Labels:
    """Camps from the leading eigenvectors of congruence minus conflict, a relaxation of the criterion."""
    signed = criterion.congruence - criterion.conflict
    _, vectors = np.linalg.eigh(signed)
    if groups == 2:
        return (vectors[:, -1] > 0).astype(np.int64)
    return k_means(vectors[:, -(groups - 1) :], groups, seed, starts=2)


def _repaired(labels: Labels, groups: int, smallest: int, rng: np.random.Generator) -> Labels:
    """The division with every camp of at least `smallest`: actors of no camp (-1) and of the largest camps fill up."""
    found = np.minimum(np.array(labels, dtype=np.int64), groups - 1)
    unknown = found < 0
    found[unknown] = rng.integers(0, groups, size=int(unknown.sum()))
    for group in range(groups):
        while (found == group).sum() < smallest:
            largest = np.bincount(found, minlength=groups).argmax()
            found[rng.choice(np.flatnonzero(found == largest))] = group
    return found


def climb(criterion: Criterion, labels: Labels, groups: int, smallest: int) -> tuple[Labels, Floats]:
    """Local optima above several divisions at once: the best move of an actor, or else the best swap, while it helps.

    `labels` is (starts, n). Returned are the divisions reached, (starts, n), and their closeness, (starts,).
    """
    labels = labels.copy()
    values = np.array([criterion.closeness(row) for row in labels])
    active = np.arange(len(labels))
    while len(active):
        current = labels[active]
        member = np.equal(current[:, :, None], np.arange(groups)).astype(np.float64)
        moved, gains = _best_moves(criterion, current, member, values[active], smallest)
        stuck = np.flatnonzero(gains <= EPSILON)
        if len(stuck):
            moved[stuck], gains[stuck] = _best_swaps(criterion, current[stuck], member[stuck])
        better = gains > EPSILON
        labels[active[better]] = moved[better]
        values[active[better]] += gains[better]
        active = active[better]
    return labels, values


def _stacked(criterion: Criterion, within: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    found = [criterion.weights(int(value)) for value in within]
    return np.array([weights for weights, _ in found]), np.array([constant for _, constant in found])


def _pull(criterion: Criterion, within: npt.NDArray[np.int64], member: Floats) -> tuple[Floats, Floats]:
    """Of each division, the weight between every actor and every camp, and the constant, at the given W."""
    if criterion.n <= _STACKED_UP_TO:
        weights, constants = _stacked(criterion, within)
        return weights @ member, constants
    found = [criterion.weights(int(value)) for value in within]
    pull = np.array([weights @ each for (weights, _), each in zip(found, member, strict=True)])
    return pull, np.array([constant for _, constant in found])


def _best_moves(
    criterion: Criterion, labels: Labels, member: Floats, values: Floats, smallest: int
) -> tuple[Labels, Floats]:
    """For each division the one after its best move of one actor, and the gain (may be negative)."""
    count, _, groups = member.shape
    sizes = member.sum(axis=1).astype(np.int64)
    within = (sizes * (sizes - 1)).sum(axis=1)
    best = np.full(count, -np.inf)
    actor, target = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for source in range(groups):
        for goal in range(groups):
            able = np.flatnonzero(sizes[:, source] > smallest)
            if source == goal or not len(able):
                continue
            after = within[able] - 2 * (sizes[able, source] - 1) + 2 * sizes[able, goal]
            pull, constants = _pull(criterion, after, member[able])
            level = np.einsum("sng,sng->s", pull, member[able]) + constants
            gain = level[:, None] + 2 * (pull[:, :, goal] - pull[:, :, source]) - values[able][:, None]
            gain[labels[able] != source] = -np.inf
            chosen = gain.argmax(axis=1)
            height = gain[np.arange(len(able)), chosen]
            higher = height > best[able]
            best[able[higher]] = height[higher]
            actor[able[higher]], target[able[higher]] = chosen[higher], goal
    moved = labels.copy()
    finite = np.isfinite(best)
    moved[np.flatnonzero(finite), actor[finite]] = target[finite]
    return moved, best


def _best_swaps(criterion: Criterion, labels: Labels, member: Floats) -> tuple[Labels, Floats]:
    """For each division the one after its best exchange of two actors between camps, and the gain."""
    count, n, _ = member.shape
    sizes = member.sum(axis=1).astype(np.int64)
    weights, _ = _stacked(criterion, (sizes * (sizes - 1)).sum(axis=1))
    pull = weights @ member
    own = np.einsum("sng,sng->sn", pull, member)
    elsewhere = pull @ member.transpose(0, 2, 1)  # of actor i towards the camp of actor j
    gain = elsewhere + elsewhere.transpose(0, 2, 1) - own[:, :, None] - own[:, None, :] - 2 * weights
    gain[labels[:, :, None] == labels[:, None, :]] = -np.inf
    chosen = gain.reshape(count, -1).argmax(axis=1)
    one, other = chosen // n, chosen % n
    each = np.arange(count)
    swapped = labels.copy()
    swapped[each, one], swapped[each, other] = labels[each, other], labels[each, one]
    return swapped, 2 * gain[each, one, other]
