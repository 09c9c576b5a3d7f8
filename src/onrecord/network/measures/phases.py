"""Phases of a debate: time slices, how far their networks lie apart, and the states between which the debate moves."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from ..choices import chosen
from ..compute import network
from ..options import Aggregation, Duplicates, Kernel, NetworkError, NetworkOptions, NetworkType, TimeWindow
from ..result import Network, NetworkSeries
from ..table import StatementTable
from .distances import Distance, distance_matrix
from .embedding import Embedding, scale_ranks
from .spectra import Floats
from .states import DEFAULT_METHODS, StateMethod, States, detect_states
from .threads import one_thread

# rDNA's defaults of dna_phaseTransitions
_DEFAULTS: dict[str, Any] = {
    "network_type": NetworkType.TWOMODE,
    "qualifier_aggregation": Aggregation.SUBTRACT,
    "duplicates": Duplicates.DOCUMENT,
    "time_window": TimeWindow.DAYS,
    "window_size": 200,
    "kernel": Kernel.UNIFORM,
    "normalize_to_one": True,
    "indent_time": False,
}


@dataclass(frozen=True)
class Phase:
    """A run of slices in one state: slices `first` to `last` (positions, both within), from and to their middles."""

    state: int
    first: int
    last: int
    starts: datetime | None
    ends: datetime | None


@dataclass(frozen=True)
class SliceDistances:
    """Distances between the networks of time slices: `distances` (t, t), in the units of `distance`.

    `middles` (t,) are the middles of the slices. `used` are the positions, among all slices, of those compared: slices
    without any tie have no network to compare, and are left out unless `compat="dna"`.
    """

    distances: Floats
    distance: Distance
    used: tuple[int, ...]
    middles: tuple[datetime | None, ...]
    n_statements: tuple[int, ...]
    options: NetworkOptions
    warnings: tuple[str, ...] = ()

    def normalized(self) -> Floats:
        """The distances by their largest, within [0, 1]."""
        largest = self.distances.max(initial=0.0)
        return self.distances / largest if largest > 0 else self.distances.copy()


@dataclass(frozen=True)
class PhaseTransitions:
    """Slices, their distances, the state of each slice, and the slices as points whose distances follow.

    `states.labels`, `embedding.points` and rows of `slices.distances` go by the slices that were compared;
    `sequence` has one entry for every slice, None where it has no network.
    """

    slices: SliceDistances
    states: States
    embedding: Embedding
    sequence: tuple[int | None, ...]
    phases: tuple[Phase, ...]
    seed: int


def detect_phases(
    table: StatementTable,
    options: NetworkOptions | None = None,
    /,
    *,
    distance: Distance | str = Distance.ABSDIFF,
    methods: Sequence[StateMethod | str] = DEFAULT_METHODS,
    k_min: int = 2,
    k_max: int = 6,
    seed: int = 0,
    **changes: Any,
) -> PhaseTransitions:
    """The states between which a debate moves, and when.

    Options are those of `network`, which must ask for time windows or a kernel; without `options` those not given are
    rDNA's of `dna_phaseTransitions` (two-mode, subtract, windows of 200 days, uniform kernel, each slice summing to 1).
    """
    slices = slice_distances(table, options, distance=distance, **changes)
    with one_thread():
        states = detect_states(slices.distances, methods=methods, k_min=k_min, k_max=k_max, seed=seed)
        embedding = scale_ranks(slices.distances)
    sequence: list[int | None] = [None] * len(slices.n_statements)
    for position, label in zip(slices.used, states.labels.tolist(), strict=True):
        sequence[position] = label
    return PhaseTransitions(slices, states, embedding, tuple(sequence), phases_of(states, slices), seed)


def slice_distances(
    table: StatementTable,
    options: NetworkOptions | None = None,
    /,
    *,
    distance: Distance | str = Distance.ABSDIFF,
    **changes: Any,
) -> SliceDistances:
    """Distances between the networks of all time slices; `compat="dna"` takes its degree distance for spectral."""
    measure = _distance(distance)
    asked = chosen(options, **({**_DEFAULTS, **changes} if options is None else changes))
    if asked.compat and measure is Distance.SPECTRAL:
        measure = Distance.DEGREE
    if asked.time_window is TimeWindow.NO:
        raise NetworkError("phases need time slices: give time_window, such as 'months', and window_size")
    found = network(table, dataclasses.replace(asked, isolates=asked.isolates or asked.kernel is Kernel.NO))
    networks = found.networks if isinstance(found, NetworkSeries) else (found,)
    used = tuple(place for place, one in enumerate(networks) if asked.compat or one.matrix.any())
    empty = len(networks) - len(used)
    warnings = (f"{empty} of {len(networks)} time slices have no ties and no state",) if empty else ()
    with one_thread():
        two_mode = asked.network_type is NetworkType.TWOMODE
        distances = distance_matrix([_loopless(networks[place]) for place in used], measure, two_mode=two_mode)
    return SliceDistances(
        distances, measure, used, tuple(networks[place].middle for place in used),
        tuple(one.n_statements for one in networks), asked, (*found.warnings, *warnings),
    )  # fmt: skip


def phases_of(states: States, slices: SliceDistances) -> tuple[Phase, ...]:
    """Runs of slices in one state, in order of time."""
    labels = states.labels
    begins = [0, *(np.flatnonzero(np.diff(labels)) + 1).tolist()] if len(labels) else []
    ends = [*(begin - 1 for begin in begins[1:]), len(labels) - 1]
    return tuple(
        Phase(int(labels[begin]), slices.used[begin], slices.used[end], slices.middles[begin], slices.middles[end])
        for begin, end in zip(begins, ends, strict=False)
    )


def _distance(name: Distance | str) -> Distance:
    try:
        return Distance(name)
    except ValueError:
        raise NetworkError(f"distance={name!r} is not offered; choose one of: {', '.join(Distance)}") from None


def _loopless(one: Network) -> Floats:
    """A one-mode matrix without ties of actors to themselves, but as DNA has them where it is replicated."""
    if one.options.network_type is not NetworkType.ONEMODE or one.options.compat:
        return one.matrix
    found = one.matrix.copy()
    np.fill_diagonal(found, 0.0)
    return found
