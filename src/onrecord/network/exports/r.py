"""An R script that reads the export in one line: `source("debate.R")` gives a matrix and a data frame of nodes."""

from __future__ import annotations

import re

from ..result import Network
from .delimited import matrix_csv, nodes_csv
from .ties import attribute_names, kind_of, nodes_of, two_mode

R_TYPES = {int: "numeric", float: "numeric", str: "character"}


def r_files(network: Network, stem: str) -> dict[str, str]:
    """File name -> content: the script, the matrix and the nodes, to lie in one folder."""
    return {
        f"{stem}.R": r_script(network, stem),
        f"{stem}.matrix.csv": matrix_csv(network),
        f"{stem}.nodes.csv": nodes_csv(network),
    }


def r_snippet(network: Network, file: str) -> str:
    """One line of R that reads the matrix of `file`; labels stay as they are, also `NA` and `1.0`."""
    if not network.columns:  # R refuses to read a table without columns
        return f"matrix(numeric(0), {len(network.rows)}, 0)"
    classes = f'c("character", rep("numeric", {len(network.columns)}))'
    return f"as.matrix({_read(file, classes, 'row.names = 1, ')})"


def r_script(network: Network, stem: str) -> str:
    nodes = nodes_of(network)
    kinds = ["character", "numeric", "character"]
    kinds += [
        R_TYPES[kind_of([node.attributes[name] for node in nodes if name in node.attributes])]
        for name in attribute_names(nodes)
    ]
    classes = "c(" + ", ".join(f'"{kind}"' for kind in kinds) + ")"
    name = re.sub(r"\W+", "_", stem, flags=re.ASCII).strip("_")
    name = name if re.match(r"[A-Za-z]", name) else f"network_{name}".rstrip("_")
    graph = (
        f"graph_from_biadjacency_matrix({name}, weighted = TRUE)"
        if two_mode(network)
        else f'graph_from_adjacency_matrix({name}, mode = "undirected", weighted = TRUE)'
    )
    return (
        f'# Read with source("{stem}.R", chdir = TRUE). Gives: {name} (matrix), {name}_nodes (data frame).\n'
        f"{name} <- {r_snippet(network, stem + '.matrix.csv')}\n"
        f"{name}_nodes <- {_read(stem + '.nodes.csv', classes, '')}\n"
        f"# As an igraph graph: library(igraph); {graph}\n"
    )


def _read(file: str, classes: str, more: str) -> str:
    spelled = file.replace("\\", "\\\\").replace('"', '\\"')
    # An empty number is missing; the word NA is a label like any other.
    return (
        f'read.csv("{spelled}", {more}check.names = FALSE, fileEncoding = "UTF-8", '
        f'na.strings = "", colClasses = {classes})'
    )
