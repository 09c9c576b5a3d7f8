"""A network that was computed: labels, matrix, and which statements each cell rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt

from .evidence import Evidence
from .options import Aggregation, NetworkError, NetworkOptions, NetworkType


@dataclass(frozen=True)
class Network:
    """One matrix. One-mode: `rows == columns`, symmetric. Two-mode: variable1 by variable2.

    `matrix` is float64 of shape (rows, columns). `start`, `middle`, `stop` bound a time slice (None: the whole range).
    `statements` are ids (`StatementTable.ids`) of the statements that entered; `warnings` say what a reader must know.
    `row_attributes`: label -> attribute -> value, with `frequency` and, where known, `color`; the same for columns.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    matrix: npt.NDArray[np.float64]
    options: NetworkOptions
    n_statements: int
    statements: npt.NDArray[np.int64]
    start: datetime | None = None
    middle: datetime | None = None
    stop: datetime | None = None
    row_attributes: Mapping[str, Mapping[str, str | int | float]] = field(default_factory=dict)
    column_attributes: Mapping[str, Mapping[str, str | int | float]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    evidence: Evidence | None = field(default=None, repr=False, compare=False)

    def statements_of(self, row: str, column: str) -> npt.NDArray[np.int64]:
        """Ids of the statements that a cell rests on, in order of time.

        Two-mode: what `row` said about `column`. One-mode: what both said about the columns they share; with
        congruence or conflict only statements that agree or disagree with one of the other's.
        """
        if self.evidence is None:
            raise NetworkError("this network does not know its statements: it was not computed from a table")
        if self.options.network_type is NetworkType.ONEMODE:
            pair = _place(row, self.rows), _place(column, self.rows)
            aggregation, scale = self.options.qualifier_aggregation, self.evidence.scale
            mask = self.evidence.of_one_mode(*pair, aggregation)
            if self.options.compat and scale is not None and scale.is_text:
                unmatched = self.evidence.of_one_mode(*pair, aggregation, unmatched=True)
                mask = {Aggregation.CONFLICT: unmatched, Aggregation.SUBTRACT: mask | unmatched}.get(aggregation, mask)
        else:
            mask = self.evidence.of_two_mode(_place(row, self.rows), _place(column, self.columns))
        return self.statements[mask]


def _place(label: str, labels: tuple[str, ...]) -> int:
    if label not in labels:
        raise NetworkError(f"{label!r} is not in this network; there are: {', '.join(labels)}")
    return labels.index(label)


@dataclass(frozen=True)
class NetworkSeries:
    """Networks of successive time windows or kernel slices, in order of time."""

    networks: tuple[Network, ...]
    options: NetworkOptions
    warnings: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.networks)

    def __iter__(self) -> Iterator[Network]:
        return iter(self.networks)

    def __getitem__(self, number: int) -> Network:
        return self.networks[number]
