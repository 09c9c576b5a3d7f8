"""A networkx graph and DataFrames of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..result import Network, NetworkSeries
from .ties import nodes_of, stance_of, ties_of

if TYPE_CHECKING:
    import networkx
    import pandas as pd


def to_networkx(network: Network) -> networkx.Graph[str]:
    """An undirected graph whose nodes are the labels, with `bipartite` (0, 1), `variable` and the attributes.

    Edges carry the signed `weight`, its `magnitude` (what centralities want), its `sign`, and `stance` where the
    aggregation tells it. A label that is both a row and a column of a two-mode network is the row's; the column's node
    is then called `LABEL (VARIABLE)`.
    """
    import networkx as nx

    nodes = nodes_of(network)
    graph: Any = nx.Graph(
        variable1=network.options.variable1,
        variable2=network.options.variable2,
        aggregation=str(network.options.qualifier_aggregation),
        normalization=str(network.options.normalization),
    )
    keys: list[str] = []
    taken: set[str] = set()
    for node in nodes:
        key = node.label
        while key in taken:
            key = f"{key} ({node.variable})"
        taken.add(key)
        keys.append(key)
        graph.add_node(
            key, **{**node.attributes, "label": node.label, "bipartite": node.mode, "variable": node.variable}
        )
    ties = ties_of(network)
    for i, j, weight in zip(ties.sources.tolist(), ties.targets.tolist(), ties.weights.tolist(), strict=True):
        stance = stance_of(weight, network.options.qualifier_aggregation)
        told = {"stance": stance} if stance else {}
        graph.add_edge(keys[i], keys[j], weight=weight, magnitude=abs(weight), sign=1 if weight > 0 else -1, **told)
    return graph


def to_frame(network: Network | NetworkSeries) -> pd.DataFrame:
    """The matrix as a DataFrame; of a series one long DataFrame of the cells that are not zero.

    Its columns are window (from 1), start, middle, stop, row, column, value; a window without ties has no row.
    """
    import numpy as np
    import pandas as pd

    if isinstance(network, Network):
        return pd.DataFrame(network.matrix, index=list(network.rows), columns=list(network.columns))
    columns = ("window", "start", "middle", "stop", "row", "column", "value")
    rows = []
    for window, one in enumerate(network.networks, 1):
        for i, j in zip(*(found.tolist() for found in np.nonzero(one.matrix)), strict=True):
            cell = float(one.matrix[i, j])
            rows.append((window, one.start, one.middle, one.stop, one.rows[i], one.columns[j], cell))
    return pd.DataFrame(rows, columns=list(columns))


def nodes_frame(network: Network) -> pd.DataFrame:
    """One row a node: label, mode (1, 2), variable, attributes; what is not known is missing."""
    import pandas as pd

    rows = [
        {**node.attributes, "label": node.label, "mode": node.mode + 1, "variable": node.variable}
        for node in nodes_of(network)
    ]
    first = ["label", "mode", "variable"]
    frame = pd.DataFrame(rows, columns=None if rows else first)
    return frame[[*first, *(name for name in frame.columns if name not in first)]]


def edges_frame(network: Network) -> pd.DataFrame:
    """One row a tie: source, target, weight, stance (empty where the aggregation does not tell it)."""
    import pandas as pd

    nodes, ties = nodes_of(network), ties_of(network)
    aggregation = network.options.qualifier_aggregation
    rows = [
        (nodes[i].label, nodes[j].label, weight, stance_of(weight, aggregation) or "")
        for i, j, weight in zip(ties.sources.tolist(), ties.targets.tolist(), ties.weights.tolist(), strict=True)
    ]
    return pd.DataFrame(rows, columns=["source", "target", "weight", "stance"])
