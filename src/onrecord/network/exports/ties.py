"""Nodes and ties of a network: what every file format but the matrix writes down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...errors import InputError
from ..options import Aggregation, NetworkType
from ..result import Network

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Node:
    """`mode` is 0 for rows (and for all nodes of a one-mode network), 1 for the columns of a two-mode network."""

    label: str
    mode: int
    variable: str
    attributes: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Ties:
    """Undirected ties: `sources[i]` and `targets[i]` index the nodes, `weights[i]` is signed and not zero."""

    sources: npt.NDArray[np.intp]
    targets: npt.NDArray[np.intp]
    weights: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.weights)


def two_mode(network: Network) -> bool:
    return network.options.network_type is NetworkType.TWOMODE


def nodes_of(network: Network) -> tuple[Node, ...]:
    """Rows, then (two-mode) columns, in the order of the matrix."""
    rows = tuple(
        Node(label, 0, network.options.variable1, network.row_attributes.get(label, {})) for label in network.rows
    )
    if not two_mode(network):
        return rows
    return rows + tuple(
        Node(label, 1, network.options.variable2, network.column_attributes.get(label, {})) for label in network.columns
    )


def ties_of(network: Network) -> Ties:
    """Cells that are not zero, row by row; one-mode the upper triangle, a tie to oneself only if the diagonal has it.

    Raises InputError when a cell is not a number: a tie without a weight is in no format the same thing twice.
    """
    matrix = network.matrix
    n_missing = int(np.isnan(matrix).sum())
    if n_missing:
        raise InputError(
            f"cells of the network that are not numbers: {n_missing}, as an integer qualifier with one level gives; "
            "write it as a matrix (csv, dl), or choose another qualifier or aggregation"
        )
    if two_mode(network):
        rows, columns = np.nonzero(matrix)
        return Ties(rows, columns + len(network.rows), matrix[rows, columns])
    if not np.allclose(matrix, matrix.T, rtol=1e-9, atol=1e-12):  # sums in another order differ in the last digits
        raise ValueError("a one-mode network must be symmetric")
    rows, columns = np.nonzero(np.triu(matrix))
    return Ties(rows, columns, matrix[rows, columns])


def stance_of(weight: float, aggregation: Aggregation) -> str | None:
    """What a weight says about the two ends: support, oppose or both (two-mode); None where it cannot say."""
    if aggregation is Aggregation.COMBINE:
        return {1: "support", 2: "oppose", 3: "both"}.get(int(weight))
    if aggregation is Aggregation.SUBTRACT:
        return "support" if weight > 0 else "oppose"
    if aggregation is Aggregation.CONGRUENCE:
        return "support"
    if aggregation is Aggregation.CONFLICT:
        return "oppose"
    return None


def attribute_names(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """Names of all attributes, in the order in which they are met; `frequency` and `color` first."""
    names = dict.fromkeys(name for node in nodes for name in node.attributes)
    first = [name for name in ("frequency", "color") if name in names]
    return (*first, *(name for name in names if name not in first))


def kind_of(values: list[Value]) -> type[int] | type[float] | type[str]:
    """int, float or str: the narrowest that holds all values without loss."""
    if values and all(type(value) is int or isinstance(value, np.integer) for value in values):
        return int
    if values and all(isinstance(value, int | float | np.number) and not isinstance(value, bool) for value in values):
        return float
    return str
