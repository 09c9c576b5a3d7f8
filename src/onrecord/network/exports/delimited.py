"""CSV: the matrix, the ties with the attributes of both ends, the nodes. Comma, UTF-8, RFC 4180 quotes.

Labels are written as they are, because a matrix is for machines. The dialect "excel" adds a byte order mark, so that
Excel reads UTF-8, and an apostrophe before labels that a spreadsheet would run as a formula. "dna" is DNA's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from ..result import Network, NetworkSeries
from .native import integer_cells, native_number
from .spelling import excel_safe, number
from .ties import Node, Value, attribute_names, nodes_of, stance_of, ties_of

WINDOW_COLUMNS = ("window", "window_start", "window_middle", "window_stop")
NEEDS_QUOTES = re.compile(r'[",\r\n]')


def matrix_csv(network: Network, *, excel: bool = False) -> str:
    """First row: column labels after an empty cell; first column: row labels. An empty network is a lone header."""
    spell = _speller(excel)
    rows = [["", *map(spell, network.columns)]]
    rows += [
        [spell(label), *map(number, cells)] for label, cells in zip(network.rows, network.matrix.tolist(), strict=True)
    ]
    return _csv(rows, excel)


def edgelist_csv(network: Network | NetworkSeries, *, excel: bool = False) -> str:
    """One row a tie: source, target, weight, stance, and each attribute as `source.NAME` and `target.NAME`.

    A series has the number of the window and its bounds before these columns.
    """
    spell = _speller(excel)
    series = isinstance(network, NetworkSeries)
    networks = network.networks if isinstance(network, NetworkSeries) else (network,)
    all_nodes = [nodes_of(one) for one in networks]
    names = attribute_names(tuple(node for nodes in all_nodes for node in nodes))
    header = ["source", "target", "weight", "stance"]
    header += [f"{end}.{name}" for end in ("source", "target") for name in names]
    rows: list[Sequence[str]] = [[*WINDOW_COLUMNS, *header] if series else header]
    for window, (one, nodes) in enumerate(zip(networks, all_nodes, strict=True), 1):
        bounds = [str(window), *(when.isoformat() if when else "" for when in (one.start, one.middle, one.stop))]
        spelled = [(spell(node.label), _attributes(node, names, spell)) for node in nodes]
        ties = ties_of(one)
        for i, j, weight in zip(ties.sources.tolist(), ties.targets.tolist(), ties.weights.tolist(), strict=True):
            (source, of_source), (target, of_target) = spelled[i], spelled[j]
            stance = stance_of(weight, one.options.qualifier_aggregation) or ""
            row = [source, target, number(weight), stance, *of_source, *of_target]
            rows.append([*bounds, *row] if series else row)
    return _csv(rows, excel)


def nodes_csv(network: Network, *, excel: bool = False) -> str:
    """One row a node: label, mode (1 or 2), variable, and its attributes."""
    spell = _speller(excel)
    nodes = nodes_of(network)
    names = attribute_names(nodes)
    rows = [["label", "mode", "variable", *names]]
    rows += [[spell(node.label), str(node.mode + 1), node.variable, *_attributes(node, names, spell)] for node in nodes]
    return _csv(rows, excel)


def matrix_csv_of_dna(network: Network) -> str:
    """DNA 3.1's own: semicolons, every label quoted, a quote inside a label as an apostrophe, no last line end."""
    whole = integer_cells(network)
    lines = [";".join(['""', *map(_dna_label, network.columns)])]
    lines += [
        ";".join([_dna_label(label), *(native_number(cell, whole) for cell in cells)])
        for label, cells in zip(network.rows, network.matrix.tolist(), strict=True)
    ]
    return "\n".join(lines)


def _dna_label(label: str) -> str:
    return '"' + label.replace('"', "'") + '"'


def _speller(excel: bool) -> Callable[[str], str]:
    return excel_safe if excel else str


def _attributes(node: Node, names: Iterable[str], spell: Callable[[str], str]) -> list[str]:
    return [_cell(node.attributes.get(name, ""), spell) for name in names]


def _cell(value: Value, spell: Callable[[str], str]) -> str:
    return spell(value) if isinstance(value, str) else number(value)


def _csv(rows: Iterable[Sequence[str]], excel: bool) -> str:
    end = "\r\n" if excel else "\n"
    # A row of one empty cell would be an empty line, which readers skip.
    lines = (",".join(map(_field, row)) or '""' for row in rows)
    return ("\ufeff" if excel else "") + "".join(line + end for line in lines)


def _field(text: str) -> str:
    """RFC 4180. The csv module of Python 3.11 leaves a lone carriage return without quotes, so it is not used here."""
    quoted = NEEDS_QUOTES.search(text) or text[:1].isspace() or text[-1:].isspace()
    return '"' + text.replace('"', '""') + '"' if quoted else text
