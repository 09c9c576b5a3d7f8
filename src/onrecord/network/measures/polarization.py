"""How polarized a debate is, and who stands in which camp: for the whole range of dates, or slice by slice.

The criterion and its reasons are in `camps`; what DNA computes instead in `dna_camps`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..choices import chosen
from ..compute import network, prepare
from ..filtering import filtered
from ..kernels import kernel_series
from ..options import Aggregation, Kernel, NetworkError, NetworkOptions, NetworkType, Normalization, TimeWindow
from ..result import Network, NetworkSeries
from ..table import StatementTable
from .requests import set_by_measure
from .slice_camps import CampSearch, Polarization, Slice, find_camps
from .spectra import Floats
from .threads import one_thread

__all__ = [
    "CampSearch",
    "Polarization",
    "PolarizationSeries",
    "Slice",
    "find_camps",
    "measure_polarization",
    "polarization_slices",
]


@dataclass(frozen=True)
class PolarizationSeries:
    """Polarization slice by slice; all slices have the same actors, and camps keep their numbers from slice to slice
    where members stay."""

    slices: tuple[Polarization, ...]
    options: NetworkOptions
    seed: int
    warnings: tuple[str, ...] = ()


def measure_polarization(
    table: StatementTable, options: NetworkOptions | None = None, /, *, search: CampSearch | None = None,
    replicates: int = 0, shuffles: int = 0, level: float = 0.95, **changes: Any,
) -> Polarization | PolarizationSeries:  # fmt: skip
    """The camps of a table's debate; with `time_window` or `kernel` those of every slice.

    Options are those of `network` (the type is one-mode, the qualifier enters as congruence and as conflict; average
    activity divides unless `normalization` or `options` say otherwise). `search` says how many camps, and how they are
    searched. `replicates` tables of documents drawn again give an interval of `level`; `shuffles` tables of stances
    dealt out anew what chance alone gives. All randomness comes from `search.seed`.
    """
    from .uncertainty import with_uncertainty

    search = search or CampSearch()
    set_by_measure(changes, network_type=NetworkType.ONEMODE, qualifier_aggregation=None, normalize_to_one=None)
    if options is None:
        changes = {"normalization": Normalization.AVERAGE, **changes}
    asked = chosen(options, **changes)
    slices = polarization_slices(table, asked)
    with one_thread():
        found = _measured(slices, search, asked.compat)
        if replicates or shuffles:
            found = with_uncertainty(found, table, asked, search, replicates=replicates, shuffles=shuffles, level=level)
    if not is_series(asked):
        return found[0]
    return PolarizationSeries(tuple(found), asked, search.seed)


def _measured(slices: Sequence[Slice], search: CampSearch, compat: str | None) -> list[Polarization]:
    found: list[Polarization] = []
    known: list[int | None] = [None] * len(slices[0].actors) if slices else []
    for part in slices:
        found.append(find_camps(part, search, compat=compat, near=known))
        for place, camp in enumerate(found[-1].camps):
            known[place] = known[place] if camp is None else camp
    return found


def is_series(options: NetworkOptions) -> bool:
    return options.time_window is not TimeWindow.NO or options.kernel is not Kernel.NO


def polarization_slices(table: StatementTable, options: NetworkOptions) -> tuple[Slice, ...]:
    """Congruence and conflict of every slice (one without time windows), all with the same actors.

    With `compat="dna"` and a kernel both are the `subtract` network, as DNA feeds them to its search.
    """
    if options.qualifier is None:
        raise NetworkError("qualifier=None: polarization needs one that says who agrees, such as qualifier='agreement'")
    smoothed = options.kernel is not Kernel.NO
    windows = options.time_window is not TimeWindow.NO and not smoothed
    options = dataclasses.replace(
        options, network_type=NetworkType.ONEMODE, isolates=options.isolates or windows, normalize_to_one=False
    )
    kinds = (Aggregation.CONGRUENCE, Aggregation.CONFLICT)
    if smoothed and options.compat:
        kinds = (Aggregation.SUBTRACT, Aggregation.SUBTRACT)
    both = [
        _networks(_computed(table, dataclasses.replace(options, qualifier_aggregation=kind)))
        for kind in kinds[: 1 if kinds[0] is kinds[1] else 2]
    ]
    actors = _actors(both[0], keep_all=not windows)
    return tuple(
        Slice(
            tuple(one.rows[place] for place in actors), _cells(one, actors), _cells(other, actors), one.n_statements,
            one.start, one.middle, one.stop,
        )
        for one, other in zip(both[0], both[-1], strict=True)
    )  # fmt: skip


def _computed(table: StatementTable, options: NetworkOptions) -> Network | NetworkSeries:
    if options.kernel is Kernel.NO or not options.compat:
        return network(table, options)
    return kernel_series(prepare(filtered(table, options)), for_polarization=True)


def _networks(found: Network | NetworkSeries) -> tuple[Network, ...]:
    return found.networks if isinstance(found, NetworkSeries) else (found,)


def _actors(networks: Sequence[Network], *, keep_all: bool) -> list[int]:
    """Places of the actors that make a statement in some slice."""
    if not networks:
        return []
    seen = np.zeros(len(networks[0].rows), dtype=np.bool_)
    for one in networks:
        seen |= np.array([bool(one.row_attributes.get(label, {}).get("frequency", 1)) for label in one.rows], np.bool_)
    return list(range(len(seen))) if keep_all else np.flatnonzero(seen).tolist()


def _cells(one: Network, places: list[int]) -> Floats:
    found = one.matrix[np.ix_(places, places)].copy()
    np.fill_diagonal(found, 0.0)
    return found
