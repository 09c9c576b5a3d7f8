"""The backbone of a debate: the concepts that its network rests on, as against the redundant ones.

P. Leifeld's backbone of discourse networks: the set of concepts whose network stays closest to the network of all
concepts. Distances are those of `distances`, by default between the spectra of the normalized Laplacian; `degree` is
what DNA computes under that name, and what `compat="dna"` uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..choices import chosen
from ..options import Aggregation, Duplicates, NetworkError, NetworkOptions, NetworkType, Normalization
from ..table import StatementTable
from .annealing import Annealed, Goal, anneal, search_all
from .backbone_losses import Losses, penalized
from .backbone_results import Backbone, BackboneEvaluation, BackboneStep, NestedBackbone
from .distances import Distance
from .requests import set_by_measure, whole_range_only
from .subnetworks import Subnetworks
from .threads import one_thread

__all__ = [
    "Backbone",
    "BackboneEvaluation",
    "BackboneStep",
    "NestedBackbone",
    "evaluate_backbone",
    "find_backbone",
    "nested_backbone",
]

EXACT_UP_TO = 4_096
"""Sets tried one by one before annealing takes over: all sets of 12 concepts, about a second."""
_DEFAULTS: dict[str, Any] = {
    "qualifier_aggregation": Aggregation.SUBTRACT,
    "normalization": Normalization.AVERAGE,
    "duplicates": Duplicates.DOCUMENT,
}


def nested_backbone(
    table: StatementTable,
    options: NetworkOptions | None = None,
    /,
    *,
    distance: Distance | str = Distance.SPECTRAL,
    **changes: Any,
) -> NestedBackbone:
    """Concepts taken out one by one, each time the one whose absence changes the network least.

    Equal losses: the concept with the fewest statements goes, then the first by name, and the others are named. With
    `compat="dna"` all that tie exactly go in one round, each with the loss of going alone.
    """
    losses, asked = _losses(table, options, changes, distance)
    with one_thread():
        steps = _nested_like_dna(losses) if asked.compat else _nested(losses)
    return NestedBackbone(tuple(steps), losses.distance, asked, losses.networks.warnings)


def find_backbone(
    table: StatementTable,
    options: NetworkOptions | None = None,
    /,
    *,
    size: int | None = None,
    price: float | None = None,
    penalty: float = 3.5,
    iterations: int = 10_000,
    seed: int = 0,
    distance: Distance | str = Distance.SPECTRAL,
    exact_up_to: int = EXACT_UP_TO,
    **changes: Any,
) -> Backbone:
    """The best set of `size` concepts; or of any size, where a concept must lower the loss by `price` to be kept; or,
    with neither, of any size under DNA's penalty: the loss times exp(-penalty * share of concepts left out).

    Exact when there are at most `exact_up_to` such sets, else by simulated annealing (`annealing`). A factor cannot
    outweigh a loss that vanishes near the full set, so that under DNA's penalty the best set may be all but one concept
    (a warning says so); `size` and `price` have no such end.
    """
    losses, asked = _losses(table, options, changes, distance)
    n = len(losses.networks.columns)
    _check(n, size, price, penalty, iterations, seed)
    goal = Goal(size, penalty if size is None and price is None else 0.0, price or 0.0)
    with one_thread():
        found = search_all(losses, goal, exact_up_to)
        if found is None:
            found = anneal(losses, goal, iterations=iterations, seed=seed, compat=asked.compat)
        return _found(found, losses, goal, seed, asked)


def evaluate_backbone(
    table: StatementTable,
    options: NetworkOptions | None = None,
    /,
    *,
    entities: Sequence[str],
    penalty: float = 0.0,
    distance: Distance | str = Distance.SPECTRAL,
    **changes: Any,
) -> BackboneEvaluation:
    """How much is lost when the network rests on `entities` only, and when it rests on all but them."""
    losses, _ = _losses(table, options, changes, distance)
    if isinstance(entities, str):
        raise NetworkError(f"entities={entities!r}: must be a list of names, such as [{entities!r}]")
    networks = losses.networks
    mask = networks.mask_of(list(entities))
    n = len(mask)
    with one_thread():
        kept, rest = losses.of(mask), losses.of(~mask)
    return BackboneEvaluation(
        networks.labels_of(mask),
        networks.labels_of(~mask),
        penalized(kept, int(mask.sum()), n, penalty),
        penalized(rest, n - int(mask.sum()), n, penalty),
        float(penalty),
    )


def _losses(
    table: StatementTable, options: NetworkOptions | None, changes: dict[str, Any], distance: Distance | str
) -> tuple[Losses, NetworkOptions]:
    if options is None:
        changes = {**_DEFAULTS, **changes}
    set_by_measure(changes, network_type=NetworkType.ONEMODE, isolates=False)
    asked = chosen(options, **{**changes, "network_type": NetworkType.ONEMODE, "isolates": False})
    whole_range_only(asked, "a backbone")
    try:
        measure = Distance(distance)
    except ValueError:
        raise NetworkError(f"distance={distance!r} is not offered; choose one of: {', '.join(Distance)}") from None
    if asked.compat and measure is Distance.SPECTRAL:
        measure = Distance.DEGREE  # what DNA computes under that name
    networks = Subnetworks(table, asked)
    if not networks.columns:
        raise NetworkError("no statement passes the filters, so there is nothing to find a backbone of")
    with one_thread():
        return Losses(networks, measure), asked


def _check(n: int, size: int | None, price: float | None, penalty: float, iterations: int, seed: int) -> None:
    if size is not None and price is not None:
        raise NetworkError(f"size={size}, price={price}: a size needs no price; give one of them")
    if price is not None and not price >= 0:
        raise NetworkError(f"price={price}: must be 0 or more, such as 0.005: the loss one concept must save")
    if size is not None and not 1 <= size < max(n, 2):
        raise NetworkError(f"size={size}: of {n} concepts a backbone can have 1 to {max(n - 1, 1)}")
    if penalty < 0:
        raise NetworkError(f"penalty={penalty}: must be 0 or more (3.5 is usual; the larger, the smaller the backbone)")
    if iterations < 1 or seed < 0:
        raise NetworkError(f"iterations={iterations}, seed={seed}: at least 1, and at least 0")


def _found(found: Annealed, losses: Losses, goal: Goal, seed: int, options: NetworkOptions) -> Backbone:
    networks, mask = losses.networks, found.mask
    warnings = networks.warnings
    if goal.penalty and len(mask) > 2 and mask.sum() == len(mask) - 1:
        warnings = (*warnings, "under this penalty the best set is all but one concept; give size or price instead")
    return Backbone(
        networks.labels_of(mask), networks.labels_of(~mask), losses.of(mask), losses.of(~mask), goal.cost(losses, mask),
        goal.size, goal.price, goal.penalty, networks.n_statements(mask), found.search, seed, losses.distance, options,
        found.trace, warnings,
    )  # fmt: skip


def _nested(losses: Losses) -> list[BackboneStep]:
    networks = losses.networks
    kept = np.ones(len(networks.columns), dtype=np.bool_)
    statements = networks.activity.sum(axis=0)
    steps = []
    for iteration in range(1, len(kept) + 1):
        columns = np.flatnonzero(kept)
        costs = losses.without_each(kept, columns)
        tied = columns[costs <= costs.min() + 1e-12]
        gone = min(tied.tolist(), key=lambda column: (statements[column], networks.columns[column]))
        kept[gone] = False
        others = tuple(networks.columns[column] for column in tied.tolist() if column != gone)
        steps.append(
            BackboneStep(
                iteration,
                networks.columns[gone],
                losses.of(kept),
                losses.of(~kept),
                networks.n_statements(kept),
                others,
            )
        )
    return steps


def _nested_like_dna(losses: Losses) -> list[BackboneStep]:
    networks = losses.networks
    kept = np.ones(len(networks.columns), dtype=np.bool_)
    steps: list[BackboneStep] = []
    while kept.any():
        columns = np.flatnonzero(kept)
        costs = losses.without_each(kept, columns)
        tied = columns[costs == costs.min()]
        names = [networks.columns[column] for column in tied.tolist()]
        for column in tied[::-1].tolist():
            alone = kept.copy()
            alone[column] = False
            name = networks.columns[column]
            others = tuple(other for other in names if other != name)
            steps.append(
                BackboneStep(
                    len(steps) + 1, name, float(costs.min()), losses.of(~alone), networks.n_statements(alone), others
                )
            )
        kept[tied] = False
    return steps
