"""The best set of concepts: every set tried where there are few, else simulated annealing.

S. Kirkpatrick, C. Gelatt and M. Vecchi, Optimization by simulated annealing, Science 220 (1983).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from .backbone_losses import Losses, penalized
from .spectra import Floats
from .subnetworks import Mask

Cost = Callable[[Mask], float]
_TRIAL_MOVES = 100
_COOLING = 1e-3  # last temperature by first


@dataclass(frozen=True)
class AnnealingTrace:
    """One entry an iteration: what was proposed, and what became of it."""

    temperature: Floats
    proposed_loss: Floats
    current_loss: Floats
    best_loss: Floats
    acceptance_probability: Floats
    accepted: npt.NDArray[np.bool_]
    proposed_size: npt.NDArray[np.int64]
    best_size: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Annealed:
    """The set found, how, and the way there (None: every set was tried)."""

    mask: Mask
    search: str
    trace: AnnealingTrace | None


def search_all(losses: Losses, size: int | None, penalty: float, exact_up_to: int) -> Annealed | None:
    """The best of all sets of `size`, or of all proper sets; None when there are more than `exact_up_to`.

    Equal losses: the smaller set, then the first in order.
    """
    n = len(losses.networks.columns)
    count = math.comb(n, size) if size is not None else max(2**n - 2, 1)
    if count > exact_up_to:
        return None
    best, best_loss, n_best = np.ones(n, dtype=np.bool_), math.inf, 0
    for mask in _sets(n, size):
        loss = penalized(losses.of(mask), int(mask.sum()), n, penalty)
        if loss < best_loss - 1e-12:
            best, best_loss, n_best = mask, loss, 1
        elif loss <= best_loss + 1e-12:
            n_best += 1
    ties = "" if n_best == 1 else f", {n_best} of them equally good"
    return Annealed(best, f"exact: of all {count} sets{ties}", None)


def _sets(n: int, size: int | None) -> Iterator[Mask]:
    sizes = range(1, max(n, 2)) if size is None else (size,)
    for amount in sizes:
        for places in combinations(range(n), amount):
            mask = np.zeros(n, dtype=np.bool_)
            mask[list(places)] = True
            yield mask


def anneal(
    losses: Losses, size: int | None, penalty: float, *, iterations: int, seed: int, compat: str | None = None
) -> Annealed:
    """The best set met in `iterations` random moves, then improved while any single move helps.

    Moves: a concept comes in, goes out, or takes another's place; with `size` only the last. A worse set is taken with
    probability exp(-increase / temperature), the temperature falling geometrically from the mean change of a random
    move to a thousandth of it. With `compat="dna"`: with probability exp(-increase) * temperature, where temperature is
    1 - 1 / (1 + exp(5 - 12 t / iterations)), as in DNA, and no improvement at the end. Unlike DNA, what is reported
    belongs to the best set, not to the one the walk happened to end on.
    """
    n = len(losses.networks.columns)
    rng = np.random.default_rng(seed)

    def cost(mask: Mask) -> float:
        return penalized(losses.of(mask), int(mask.sum()), n, penalty)

    current = np.zeros(n, dtype=np.bool_)
    current[rng.permutation(n)[: size or max(n // 2, 1)]] = True
    current_loss = cost(current)
    temperatures = _dna_temperatures(iterations) if compat else _temperatures(cost, current, size, iterations, rng)
    best, best_loss = current, current_loss
    proposed, now, lowest = np.empty(iterations), np.empty(iterations), np.empty(iterations)
    chances, taken = np.empty(iterations), np.empty(iterations, dtype=np.bool_)
    sizes, best_sizes = np.empty(iterations, dtype=np.int64), np.empty(iterations, dtype=np.int64)
    for t in range(iterations):
        candidate = _moved(current, size, rng)
        loss = cost(candidate)
        rise = loss - current_loss
        if compat:
            chance = 1.0 if rise < 0 else math.exp(-rise) * temperatures[t]
        else:
            chance = 1.0 if rise <= 0 else math.exp(-rise / temperatures[t])
        taken[t] = rng.random() < chance
        if taken[t]:
            current, current_loss = candidate, loss
        if current_loss < best_loss - 1e-15:
            best, best_loss = current, current_loss
        proposed[t], now[t], lowest[t], chances[t] = loss, current_loss, best_loss, chance
        sizes[t], best_sizes[t] = candidate.sum(), best.sum()
    if not compat:
        best = _descended(cost, best, size)
    trace = AnnealingTrace(temperatures, proposed, now, lowest, chances, taken, sizes, best_sizes)
    return Annealed(best, f"annealing: {iterations} iterations, seed {seed}", trace)


def _moved(mask: Mask, size: int | None, rng: np.random.Generator) -> Mask:
    """A neighboring set: never empty, never all."""
    found = mask.copy()
    inside, outside = np.flatnonzero(mask), np.flatnonzero(~mask)
    kinds = ["swap"] if len(outside) and len(inside) else []
    if size is None:
        kinds += ["add"] * (len(outside) > 1) + ["remove"] * (len(inside) > 1)
    kind = kinds[int(rng.integers(len(kinds)))] if kinds else ""
    if kind in ("swap", "remove"):
        found[rng.choice(inside)] = False
    if kind in ("swap", "add"):
        found[rng.choice(outside)] = True
    return found


def _temperatures(cost: Cost, start: Mask, size: int | None, iterations: int, rng: np.random.Generator) -> Floats:
    walk = [start]
    for _ in range(_TRIAL_MOVES):
        walk.append(_moved(walk[-1], size, rng))
    steps = np.abs(np.diff([cost(mask) for mask in walk]))
    first = float(steps.mean()) or 1e-9
    found: Floats = first * _COOLING ** (np.arange(iterations) / max(iterations - 1, 1))
    return found


def _dna_temperatures(iterations: int) -> Floats:
    steps = np.arange(1, iterations + 1) / iterations
    found: Floats = 1 - 1 / (1 + np.exp(5 - 12 * steps))
    return found


def _descended(cost: Cost, mask: Mask, size: int | None) -> Mask:
    """The set after the best single move, again and again while it helps."""
    best, best_loss = mask, cost(mask)
    while True:
        ranked = [(cost(candidate), place, candidate) for place, candidate in enumerate(_neighbors(best, size))]
        if not ranked:
            return best
        loss, _, candidate = min(ranked, key=lambda entry: entry[:2])
        if loss >= best_loss - 1e-12:
            return best
        best, best_loss = candidate, loss


def _neighbors(mask: Mask, size: int | None) -> Iterator[Mask]:
    inside, outside = np.flatnonzero(mask).tolist(), np.flatnonzero(~mask).tolist()
    changes = [(gone, come) for gone in inside for come in outside]
    for gone, come in changes:
        found = mask.copy()
        found[gone], found[come] = False, True
        yield found
    if size is None:
        for place in range(len(mask)):
            found = mask.copy()
            found[place] = not found[place]
            if 0 < found.sum() < len(mask):
                yield found
