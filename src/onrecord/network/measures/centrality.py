"""Who stands in the middle: centralities of actors and concepts.

Negative ties (net disagreement, in a subtract network) are no ways to pass anything on: they count in degrees, as such,
and nowhere else. The diagonal never counts.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..choices import chosen
from ..compute import network
from ..options import Aggregation, NetworkOptions, NetworkType, Normalization
from ..result import Network
from ..table import StatementTable
from .requests import set_by_measure
from .shortest_paths import betweenness, distances, tie_lengths
from .spectra import Floats
from .threads import one_thread

if TYPE_CHECKING:
    import pandas as pd


_MEASURES = ("degree", "strength", "opposition", "betweenness", "closeness", "harmonic", "eigenvector")


@dataclass(frozen=True)
class Centralities:
    """Centralities of the nodes of a one-mode network; each an array in the order of `labels`.

    `degree`: ties, of either sign. `strength`, `opposition`: sums of positive and of negative ties (opposition at most
    0). `betweenness` within [0, 1], `closeness` and `harmonic` on lengths 1 / weight ** alpha, `eigenvector` scaled to
    a maximum of 1: all of positive ties.
    """

    labels: tuple[str, ...]
    degree: Floats
    strength: Floats
    opposition: Floats
    betweenness: Floats
    closeness: Floats
    harmonic: Floats
    eigenvector: Floats
    start: datetime | None = None
    middle: datetime | None = None
    stop: datetime | None = None
    warnings: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        """A row a node, a column a measure."""
        import pandas as pd

        return pd.DataFrame({name: getattr(self, name) for name in _MEASURES}, index=pd.Index(self.labels, name="node"))


@dataclass(frozen=True)
class TwoModeCentralities:
    """Centralities of actors (rows) and concepts (columns) of a two-mode network of counts.

    `degree`: partners; `share`: of all that there could be (Borgatti & Everett 1997, Social Networks 19: 243-269);
    `strength`: statements; `eigenvector`: high for actors who speak of central concepts and for concepts spoken of by
    central actors, each scaled to a maximum of 1 (Faust 1997, Social Networks 19: 157-191).
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    row_degree: Floats
    column_degree: Floats
    row_share: Floats
    column_share: Floats
    row_strength: Floats
    column_strength: Floats
    row_eigenvector: Floats
    column_eigenvector: Floats
    start: datetime | None = None
    middle: datetime | None = None
    stop: datetime | None = None
    warnings: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        """A row a node, actors (mode 1) first, then concepts (mode 2)."""
        import pandas as pd

        sides = []
        for mode, side, labels in ((1, "row", self.rows), (2, "column", self.columns)):
            values = {name: getattr(self, f"{side}_{name}") for name in ("degree", "share", "strength", "eigenvector")}
            sides.append(pd.DataFrame({"mode": mode, **values}, index=pd.Index(labels, name="node")))
        return pd.concat(sides)


def centralities(
    table: StatementTable, options: NetworkOptions | None = None, /, *, alpha: float = 1.0, **changes: Any
) -> Centralities | tuple[Centralities, ...]:
    """Centralities in the one-mode network of `options`; with `time_window` or `kernel` in each slice.

    Without `options` the network is subtract by average activity; concepts instead of actors are
    `variable1="concept", variable2="organization"`.
    """
    if options is None:
        first = Aggregation.SUBTRACT if changes.get("qualifier", "agreement") is not None else Aggregation.IGNORE
        changes = {"qualifier_aggregation": first, "normalization": Normalization.AVERAGE, **changes}
    set_by_measure(changes, network_type=NetworkType.ONEMODE)
    asked = chosen(options, **{**changes, "network_type": NetworkType.ONEMODE})
    found = network(table, asked)
    with one_thread():
        if isinstance(found, Network):
            return _of_network(found, alpha)
        return tuple(_of_network(one, alpha) for one in found.networks)


def two_mode_centralities(
    table: StatementTable, options: NetworkOptions | None = None, /, **changes: Any
) -> TwoModeCentralities | tuple[TwoModeCentralities, ...]:
    """Centralities of actors and concepts in the two-mode network of counts (agreement and disagreement alike)."""
    own = {
        "network_type": NetworkType.TWOMODE,
        "qualifier_aggregation": Aggregation.IGNORE,
        "normalization": Normalization.NO,
    }
    set_by_measure(changes, **own)
    asked = chosen(options, **{**changes, **own})
    found = network(table, asked)
    with one_thread():
        if isinstance(found, Network):
            return _of_two_modes(found)
        return tuple(_of_two_modes(one) for one in found.networks)


def _of_network(one: Network, alpha: float) -> Centralities:
    found = measure_centralities(one.matrix, one.rows, alpha=alpha)
    return dataclasses.replace(
        found, start=one.start, middle=one.middle, stop=one.stop, warnings=(*one.warnings, *found.warnings)
    )


def _of_two_modes(one: Network) -> TwoModeCentralities:
    found = measure_two_modes(one.matrix, one.rows, one.columns)
    return dataclasses.replace(found, start=one.start, middle=one.middle, stop=one.stop, warnings=one.warnings)


def measure_centralities(matrix: npt.ArrayLike, labels: tuple[str, ...], *, alpha: float = 1.0) -> Centralities:
    """Centralities of the nodes of a symmetric matrix. `alpha`: see `tie_lengths`.

    Freeman 1978 (Social Networks 1: 215-239). Closeness is the share of nodes that can be reached times one over their
    mean distance (Wasserman & Faust 1994, p. 200), harmonic the mean of one over distance, 0 where there is no way
    (Rochat 2009). Eigenvector: Bonacich 1972 (Journal of Mathematical Sociology 2: 113-120).
    """
    cells = np.array(matrix, dtype=np.float64)
    n = len(cells)
    if cells.shape != (n, n) or len(labels) != n or (n and np.abs(cells - cells.T).max() > 1e-9):
        raise ValueError(
            f"a symmetric matrix with a label for each node is needed, not {cells.shape} and {len(labels)}"
        )
    np.fill_diagonal(cells, 0.0)
    positive = np.maximum(cells, 0.0)
    apart = distances(tie_lengths(positive, alpha=alpha)) if n else np.zeros((0, 0))
    return Centralities(
        labels=labels,
        degree=(cells != 0).sum(axis=1).astype(np.float64),
        strength=positive.sum(axis=1),
        opposition=np.minimum(cells, 0.0).sum(axis=1),
        betweenness=betweenness(positive, alpha=alpha),
        closeness=closeness(apart),
        harmonic=harmonic(apart),
        eigenvector=eigenvector(positive),
        warnings=_told(cells, apart),
    )


def closeness(apart: Floats) -> Floats:
    """Closeness of distances: (reached / others) * (reached / sum of distances to them); 0 for isolates."""
    n = len(apart)
    reached = np.isfinite(apart) & ~np.eye(n, dtype=bool)
    sums = np.where(reached, apart, 0.0).sum(axis=1)
    counts = reached.sum(axis=1)
    found: Floats = np.divide(counts**2, sums * max(n - 1, 1), out=np.zeros(n), where=sums > 0)
    return found


def harmonic(apart: Floats) -> Floats:
    """Mean of one over the distance to all others; a node that cannot be reached adds 0."""
    n = len(apart)
    inverse = np.divide(1.0, apart, out=np.zeros_like(apart), where=np.isfinite(apart) & (apart > 0))
    found: Floats = inverse.sum(axis=1) / max(n - 1, 1)
    return found


def eigenvector(weights: Floats) -> Floats:
    """The leading eigenvector of a symmetric matrix without negative cells, scaled to a maximum of 1.

    In a graph of several parts it is 0 outside the part of largest eigenvalue; parts of equal eigenvalue share it.
    """
    n = len(weights)
    if n == 0 or not (weights > 0).any():
        return np.zeros(n)
    values, vectors = np.linalg.eigh(weights)
    leading = vectors[:, values >= values[-1] * (1 - 1e-10)]
    # The projection of the vector of ones: the same whichever basis of equal eigenvalues was found.
    found = np.abs(leading @ leading.sum(axis=0))
    found[found < 1e-12 * found.max()] = 0.0
    scaled: Floats = found / found.max()
    return scaled


def _told(cells: Floats, apart: Floats) -> tuple[str, ...]:
    negative = int((cells < 0).sum() // 2)
    cut_off = int((~np.isfinite(apart)).any(axis=1).sum())
    told = []
    if negative:
        told.append(f"{negative} negative ties count in degree and opposition only")
    if cut_off:
        told.append(f"{cut_off} nodes cannot reach all others: closeness is weighted by the share they reach")
    return tuple(told)


def measure_two_modes(matrix: npt.ArrayLike, rows: tuple[str, ...], columns: tuple[str, ...]) -> TwoModeCentralities:
    """Centralities of rows and columns of a matrix of counts; negative cells count by their size."""
    cells = np.abs(np.asarray(matrix, dtype=np.float64))
    if cells.shape != (len(rows), len(columns)):
        raise ValueError(f"a matrix of {len(rows)} by {len(columns)} is needed, not {cells.shape}")
    row_degree, column_degree = (cells > 0).sum(axis=1).astype(float), (cells > 0).sum(axis=0).astype(float)
    row_vector = eigenvector(cells @ cells.T)
    column_vector = eigenvector(cells.T @ cells)
    return TwoModeCentralities(
        rows=rows,
        columns=columns,
        row_degree=row_degree,
        column_degree=column_degree,
        row_share=row_degree / max(len(columns), 1),
        column_share=column_degree / max(len(rows), 1),
        row_strength=cells.sum(axis=1),
        column_strength=cells.sum(axis=0),
        row_eigenvector=row_vector,
        column_eigenvector=column_vector,
    )
