"""A network that was computed: labels, matrix, and which statements each cell rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt

from .options import NetworkOptions


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


@dataclass(frozen=True)
class NetworkSeries:
    """Networks of successive time windows or kernel slices, in order of time."""

    networks: tuple[Network, ...]
    options: NetworkOptions
    warnings: tuple[str, ...] = ()
