"""The best set of concepts: every set tried where there are few, else simulated annealing.

S. Kirkpatrick, C. Gelatt and M. Vecchi, Optimization by simulated annealing, Science 220 (1983).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import combinations

import numpy as np
import numpy.typing as npt

from .backbone_losses import Losses, penalized
from .spectra import Floats
from .subnetworks import Mask

Cost = Callable[[Mask], float]
_TRIAL_MOVES = 100
_WALKS = 4
_FIRST, _LAST = 0.3, 0.01
"""Temperatures, by the mean change of a random move. Chosen, with four walks rather than one of the same total length,
on random debates of 40 and 60 concepts: of nine schedules the one with the best worst case over seeds."""


@dataclass(frozen=True)
class Goal:
    """What the best set is: of `size`, or of any; its loss times exp(-penalty * share left out), plus price * size."""

    size: int | None = None
    penalty: float = 0.0
    price: float = 0.0

    def cost(self, losses: Losses, mask: Mask) -> float:
        kept = int(mask.sum())
        return penalized(losses.of(mask), kept, len(mask), self.penalty) + self.price * kept


@dataclass(frozen=True)
class AnnealingTrace:
    """One entry an iteration: its walk, what was proposed, what it costs, and what became of it."""

    walk: npt.NDArray[np.int64]
    temperature: Floats
    proposed_cost: Floats
    current_cost: Floats
    best_cost: Floats
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


def search_all(losses: Losses, goal: Goal, exact_up_to: int) -> Annealed | None:
    """The best of all sets of the goal's size, or of all proper sets; None when there are more than `exact_up_to`.

    Equal costs: the smaller set, then the first in order.
    """
    n = len(losses.networks.columns)
    count = math.comb(n, goal.size) if goal.size is not None else max(2**n - 2, 1)
    if count > exact_up_to:
        return None
    best, best_cost, n_best = np.ones(n, dtype=np.bool_), math.inf, 0
    for mask in _sets(n, goal.size):
        cost = goal.cost(losses, mask)
        if cost < best_cost - 1e-12:
            best, best_cost, n_best = mask, cost, 1
        elif cost <= best_cost + 1e-12:
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


def anneal(losses: Losses, goal: Goal, *, iterations: int, seed: int, compat: str | None = None) -> Annealed:
    """The best set met in `iterations` random moves, shared out among four walks, each improved at its end while any
    single move helps.

    Moves: a concept comes in, goes out, or takes another's place; with a size only the last. A worse set is taken with
    probability exp(-increase / temperature), the temperature falling geometrically. With `compat="dna"`: one walk, with
    probability exp(-increase) * temperature, where temperature is 1 - 1 / (1 + exp(5 - 12 t / iterations)), as in DNA,
    and no improvement at the end. Unlike DNA, what is reported belongs to the best set, not to the one the walk
    happened to end on.
    """
    n = len(losses.networks.columns)
    rng = np.random.default_rng(seed)
    cost = partial(goal.cost, losses)
    walks = 1 if compat else min(_WALKS, iterations)
    found, traces = [], []
    for number in range(walks):
        length = iterations // walks + (number < iterations % walks)
        start = np.zeros(n, dtype=np.bool_)
        start[rng.permutation(n)[: goal.size or max(n // 2, 1)]] = True
        temperatures = _dna_temperatures(length) if compat else _temperatures(cost, start, goal.size, length, rng)
        best, trace = _walk(cost, start, goal.size, temperatures, rng, like_dna=compat is not None)
        found.append(best if compat else _descended(cost, best, goal.size))
        traces.append(trace)
    costs = [cost(mask) for mask in found]
    same = sum(value <= min(costs) + 1e-12 for value in costs)
    told = "" if compat else f", reached by {same} of {walks} walks"
    return Annealed(
        found[costs.index(min(costs))], f"annealing: {iterations} iterations, seed {seed}{told}", _joined(traces)
    )


def _walk(
    cost: Cost, start: Mask, size: int | None, temperatures: Floats, rng: np.random.Generator, *, like_dna: bool
) -> tuple[Mask, AnnealingTrace]:
    """The best set met on one walk, and the walk."""
    length = len(temperatures)
    current, current_cost = start, cost(start)
    best, best_cost = current, current_cost
    proposed, now, lowest = np.empty(length), np.empty(length), np.empty(length)
    chances, taken = np.empty(length), np.empty(length, dtype=np.bool_)
    sizes, best_sizes = np.empty(length, dtype=np.int64), np.empty(length, dtype=np.int64)
    for t, temperature in enumerate(temperatures.tolist()):
        candidate = _moved(current, size, rng)
        value = cost(candidate)
        rise = value - current_cost
        if like_dna:
            chance = 1.0 if rise < 0 else math.exp(-rise) * temperature
        else:
            chance = 1.0 if rise <= 0 else math.exp(-rise / temperature)
        taken[t] = rng.random() < chance
        if taken[t]:
            current, current_cost = candidate, value
        if current_cost < best_cost - 1e-15:
            best, best_cost = current, current_cost
        proposed[t], now[t], lowest[t], chances[t] = value, current_cost, best_cost, chance
        sizes[t], best_sizes[t] = candidate.sum(), best.sum()
    return best, AnnealingTrace(
        np.zeros(length, dtype=np.int64), temperatures, proposed, now, lowest, chances, taken, sizes, best_sizes
    )


def _joined(traces: list[AnnealingTrace]) -> AnnealingTrace:
    numbered = [replace(trace, walk=np.full(len(trace.walk), number)) for number, trace in enumerate(traces)]
    columns = ([getattr(trace, field.name) for trace in numbered] for field in fields(AnnealingTrace))
    return AnnealingTrace(*(np.concatenate(parts) for parts in columns))


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
    change = float(steps.mean()) or 1e-9
    found: Floats = change * _FIRST * (_LAST / _FIRST) ** (np.arange(iterations) / max(iterations - 1, 1))
    return found


def _dna_temperatures(iterations: int) -> Floats:
    steps = np.arange(1, iterations + 1) / iterations
    found: Floats = 1 - 1 / (1 + np.exp(5 - 12 * steps))
    return found


def _descended(cost: Cost, mask: Mask, size: int | None) -> Mask:
    """The set after the best single move, again and again while it helps."""
    best, best_cost = mask, cost(mask)
    while True:
        ranked = [(cost(candidate), place, candidate) for place, candidate in enumerate(_neighbors(best, size))]
        if not ranked:
            return best
        value, _, candidate = min(ranked, key=lambda entry: entry[:2])
        if value >= best_cost - 1e-12:
            return best
        best, best_cost = candidate, value


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
