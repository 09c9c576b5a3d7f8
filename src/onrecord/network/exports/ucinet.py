"""UCINET DL: full matrix (one-mode, two-mode), list of ties, and DNA's own spelling of the full matrix.

Borgatti, Everett & Freeman 2002, UCINET 6 for Windows; "DL" in its guide to data files.
"""

from __future__ import annotations

from ..result import Network
from .native import integer_cells, native_number
from .spelling import number, quoted_labels
from .ties import ties_of, two_mode


def matrix_dl(network: Network) -> tuple[str, list[str]]:
    """The full matrix, and notes on labels that had to be spelled differently."""
    rows, notes = quoted_labels(network.rows)
    columns, more = quoted_labels(network.columns)
    lines = [_header(network, "fullmatrix"), *_labels(network, rows, columns), "data:"]
    lines += [" ".join(map(number, cells)) for cells in network.matrix.tolist()]
    return "\n".join(lines) + "\n", notes + (more if two_mode(network) else [])


def edgelist_dl(network: Network) -> tuple[str, list[str]]:
    """One line a tie: the numbers of row and column (or of the two nodes), from 1, and the weight.

    One-mode ties are undirected; they are written in both directions, as UCINET reads a list as directed.
    """
    rows, notes = quoted_labels(network.rows)
    columns, more = quoted_labels(network.columns)
    bipartite = two_mode(network)
    shift = len(rows) if bipartite else 0
    lines = [_header(network, "edgelist2" if bipartite else "edgelist1"), *_labels(network, rows, columns), "data:"]
    ties = ties_of(network)
    for i, j, weight in zip(ties.sources.tolist(), ties.targets.tolist(), ties.weights.tolist(), strict=True):
        lines.append(f"{i + 1} {j + 1 - shift} {number(weight)}")
        if not bipartite and i != j:
            lines.append(f"{j + 1} {i + 1} {number(weight)}")
    return "\n".join(lines) + "\n", notes + (more if bipartite else [])


def matrix_dl_of_dna(network: Network) -> str:
    """DNA 3.1's own: quotes and apostrophes taken out of labels, a blank before every cell, no last line end."""
    whole = integer_cells(network)
    rows, columns = ([_bare(label) for label in labels] for labels in (network.rows, network.columns))
    head = _header(network, "fullmatrix", " = ")
    lines = [head, *_labels(network, rows, columns), "data:"]
    lines += ["".join(" " + native_number(cell, whole) for cell in cells) for cells in network.matrix.tolist()]
    return "\n".join(lines)


def _header(network: Network, layout: str, equals: str = " = ") -> str:
    n_rows, n_columns = network.matrix.shape
    size = f"nr{equals}{n_rows}, nc{equals}{n_columns}" if two_mode(network) else f"n{equals}{n_rows}"
    return f"dl {size}, format{equals}{layout}"


def _labels(network: Network, rows: list[str], columns: list[str]) -> list[str]:
    if not two_mode(network):
        return ["labels:", *(f'"{label}"' for label in rows)]
    return ["row labels:", *(f'"{label}"' for label in rows), "col labels:", *(f'"{label}"' for label in columns)]


def _bare(label: str) -> str:
    return label.replace('"', "").replace("'", "")
