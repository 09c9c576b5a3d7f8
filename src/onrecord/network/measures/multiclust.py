"""Groups of actors by many methods, from a statement table: for the whole range of dates, or window by window."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from ..admission import admitted
from ..axes import Scale
from ..choices import chosen
from ..compute import network_of, prepare
from ..filtering import filtered
from ..options import Aggregation, Kernel, NetworkError, NetworkOptions, NetworkType, Normalization, TimeWindow
from ..result import Network
from ..table import StatementTable
from ..windows import window_series
from .clustering import Clustering, Clusterings, ClusterMethod, cluster
from .requests import set_by_measure
from .spectra import Floats

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Multiclust:
    """The groups of the `actors` of one network by each method. `left_out`: actors without a statement in it."""

    actors: tuple[str, ...]
    found: Clusterings
    seed: int
    n_statements: int
    left_out: tuple[str, ...] = ()
    start: datetime | None = None
    middle: datetime | None = None
    stop: datetime | None = None
    warnings: tuple[str, ...] = ()

    @property
    def best(self) -> Clustering | None:
        return self.found.best

    def members(self, clustering: Clustering) -> tuple[tuple[str, ...], ...]:
        """The names in each group."""
        return tuple(
            tuple(actor for actor, group in zip(self.actors, clustering.membership, strict=True) if group == number)
            for number in range(clustering.k)
        )

    def frame(self) -> pd.DataFrame:
        """A row an actor, a column a method that succeeded: the number of the group."""
        import pandas as pd

        groups = {str(one.method): list(one.membership) for one in self.found.results}
        return pd.DataFrame(groups, index=pd.Index(self.actors, name="actor"))

    def scores(self) -> pd.DataFrame:
        """A row a method: k and modularity, or the reason why there are none."""
        import pandas as pd

        rows = [(str(one.method), one.k, one.modularity, "") for one in self.found.results]
        rows += [(str(one.method), 0, float("nan"), one.reason) for one in self.found.failures]
        return pd.DataFrame(rows, columns=["method", "k", "modularity", "reason"]).set_index("method")


@dataclass(frozen=True)
class MulticlustSeries:
    """Groups window by window, in order of time."""

    slices: tuple[Multiclust, ...]
    options: NetworkOptions
    seed: int
    warnings: tuple[str, ...] = ()

    def scores(self) -> pd.DataFrame:
        """The scores of all windows, with the middle of each."""
        import pandas as pd

        parts = [part.scores().reset_index().assign(middle=part.middle) for part in self.slices]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def multiclust(
    table: StatementTable,
    options: NetworkOptions | None = None,
    /,
    *,
    k: int | None = None,
    k_max: int = 5,
    methods: Iterable[ClusterMethod | str] = tuple(ClusterMethod),
    seed: int = 0,
    **changes: Any,
) -> Multiclust | MulticlustSeries:
    """Groups of `variable1` by every method of `ClusterMethod`, best by modularity; with `time_window` in each window.

    The graph is the one-mode network of `options` (without them, as in rDNA: subtract, average activity; without
    qualifier: ignore), negative ties as 0. Distances are taken between what actors say: agreeing and disagreeing apart.
    `k`, `k_max` and `seed` as in `cluster`; methods that fail are listed with their reason in `found.failures`. Other
    than in rDNA actors who say nothing in a window (with `isolates`) are left out of rows and graph alike.
    """
    if options is None:
        first = Aggregation.SUBTRACT if changes.get("qualifier", "agreement") is not None else Aggregation.IGNORE
        changes = {"qualifier_aggregation": first, "normalization": Normalization.AVERAGE, **changes}
    set_by_measure(changes, network_type=NetworkType.ONEMODE)
    asked = chosen(options, **{**changes, "network_type": NetworkType.ONEMODE})
    if asked.kernel is not Kernel.NO:
        raise NetworkError(f"kernel={asked.kernel}: actors are grouped in windows of statements; name a time_window")
    asked, warnings = admitted(table, asked)
    prepared = prepare(filtered(table, asked), warnings)
    wanted = tuple(methods)

    def grouped(network: Network) -> Multiclust:
        incidence = positions(network, prepared.scale)
        speaking = np.flatnonzero(incidence.any(axis=1))
        found = cluster(
            incidence[speaking],
            network.matrix[np.ix_(speaking, speaking)],
            k=k, k_max=k_max, methods=wanted, seed=seed,
        )  # fmt: skip
        silent = np.flatnonzero(~incidence.any(axis=1))
        return Multiclust(
            actors=tuple(network.rows[place] for place in speaking),
            found=found,
            seed=seed,
            n_statements=network.n_statements,
            left_out=tuple(network.rows[place] for place in silent),
            start=network.start,
            middle=network.middle,
            stop=network.stop,
            warnings=network.warnings,
        )

    if asked.time_window is TimeWindow.NO:
        return grouped(network_of(prepared, slice(None)))
    series = window_series(dataclasses.replace(prepared, warnings=()))
    return MulticlustSeries(tuple(map(grouped, series.networks)), asked, seed, (*prepared.warnings, *series.warnings))


def positions(network: Network, scale: Scale) -> Floats:
    """What each row entity says: 1 in column (concept, side) if it says it at all, else 0.

    Sides are disagreement and agreement of a boolean, below, at and above zero of an integer, each text of a text
    qualifier, one without qualifier.
    """
    evidence = network.evidence
    if evidence is None:
        raise NetworkError("this network does not know its statements: it was not computed from a table")
    row_of = np.full(int(max(evidence.row.max(initial=0), evidence.rows.max(initial=0))) + 1, -1)
    row_of[evidence.rows] = np.arange(len(evidence.rows))
    sides = evidence.level.astype(np.int64)
    if scale.weights is not None:
        sides = np.sign(scale.weights).astype(np.int64)[evidence.level] + 1
    n_sides = int(sides.max(initial=0)) + 1
    found: Floats = np.zeros((len(evidence.rows), (int(evidence.column.max(initial=0)) + 1) * n_sides))
    found[row_of[evidence.row], evidence.column.astype(np.int64) * n_sides + sides] = 1.0
    return found
