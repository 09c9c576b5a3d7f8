"""visone's dialect of GraphML, with labels, shapes, colors and positions; and the same as DNA 3.1 writes it.

Brandes & Wagner 2004, Analysis and visualization of social networks (visone), in: Graph Drawing Software.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..options import Aggregation
from ..result import Network
from .graphml import spelled
from .spelling import xml_attribute, xml_text
from .ties import Node, Ties, nodes_of, stance_of, ties_of, two_mode

EntityIds = Mapping[tuple[str, str], int]
WIDTH, HEIGHT = 800.0, 600.0


@dataclass(frozen=True, slots=True)
class Palette:
    support: str
    oppose: str
    both: str
    other: str
    node: str


OURS = Palette("#0B5C9E", "#A83C06", "#6B4694", "#595F68", "#8D929A")
DNAS = Palette("#00ff00", "#ff0000", "#0000ff", "#000000", "#000000")
NAMESPACES = (
    'xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:visone="http://visone.info/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:y="http://www.yworks.com/xml/graphml" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns/graphml '
    'http://www.yworks.com/xml/schema/graphml/1.0/ygraphml.xsd "'
)


def visone_graphml(
    network: Network,
    *,
    positions: npt.NDArray[np.float64] | None = None,
    of_dna: bool = False,
    entity_ids: EntityIds | None = None,
) -> str:
    """Nodes as ellipses (rows) and rounded rectangles (columns) in their colors, ties in the color of their stance.

    `positions`: x and y of each node in [0, 1]; None: rows and columns on two circles. `of_dna` writes what DNA writes
    but for its random positions: its colors, its line ends, attributes sorted by name, nodes named by the id of their
    entity (`entity_ids`: (variable, label) -> id, or an attribute `id`; without either they are numbered from 1).
    """
    end = "\r\n" if of_dna else "\n"
    text = end.join(_lines(network, positions, of_dna, entity_ids or {}))
    return text + end + (end if of_dna else "")


def _lines(
    network: Network, positions: npt.NDArray[np.float64] | None, of_dna: bool, entity_ids: EntityIds
) -> Iterator[str]:
    nodes = nodes_of(network)
    ties = ties_of(network)
    ids = _ids(nodes, entity_ids)
    names = _names(nodes)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f"<graphml {NAMESPACES}>"
    yield "  <!-- data schema -->"
    yield '  <key for="node" id="d0" yfiles.type="nodegraphics" />'
    yield '  <key for="edge" id="e0" yfiles.type="edgegraphics" />'
    yield '  <key for="graph" id="prop" visone.type="properties" />'
    for name in ("id", "name", *names, "variable"):
        shown = xml_attribute(name)
        yield f'  <key id="{shown}" for="node" attr.name="{shown}" attr.type="string" />'
    yield '  <key id="frequency" for="node" attr.name="frequency" attr.type="int" />'
    yield '  <key id="weight" for="edge" attr.name="weight" attr.type="double" />'
    n_rows, n_columns = network.matrix.shape
    most = n_rows * n_columns if two_mode(network) else n_rows * (n_rows - 1) // 2
    yield (
        f'  <graph edgedefault="undirected" id="DNA" parse.edges="{most if of_dna else len(ties)}" '
        f'parse.nodes="{len(nodes)}" parse.order="free">'
    )
    yield '    <data key="prop">'
    yield '      <visone:labelAttribute edgeLabel="weight" nodeLabel="name" />'
    yield "    </data>"
    yield "    <!-- nodes -->"
    palette = DNAS if of_dna else OURS
    places = circles(network) if positions is None else positions
    for node, entity, (x, y) in zip(nodes, ids, places.tolist(), strict=True):
        yield from _node(node, entity, names, (x * WIDTH, y * HEIGHT), palette)
    yield "    <!-- edges -->"
    yield from _edges(ties, ids, network.options.qualifier_aggregation, palette)
    yield "  </graph>"
    yield "</graphml>"


def _node(
    node: Node, entity: int, names: tuple[str, ...], place: tuple[float, float], palette: Palette
) -> Iterator[str]:
    label = xml_text(node.label)
    yield f'    <node id="n{entity}">'
    values = [("id", str(entity)), ("name", label)]
    values += [(name, xml_text(spelled(node.attributes.get(name, "")))) for name in names]
    values += [("variable", xml_text(node.variable)), ("frequency", spelled(node.attributes.get("frequency", 0)))]
    for name, value in values:
        key = xml_attribute(name)
        yield f'      <data key="{key}">{value}</data>' if value else f'      <data key="{key}" />'
    color = xml_attribute(str(node.attributes.get("color") or palette.node))
    yield '      <data key="d0">'
    yield "        <visone:shapeNode>"
    yield "          <y:ShapeNode>"
    yield f'            <y:Geometry height="20.0" width="20.0" x="{place[0]!r}" y="{place[1]!r}" />'
    yield f'            <y:Fill color="{color.upper()}" transparent="false" />'
    yield '            <y:BorderStyle color="#000000" type="line" width="1.0" />'
    yield (
        '            <y:NodeLabel alignment="center" autoSizePolicy="content" backgroundColor="#FFFFFF" '
        'fontFamily="Dialog" fontSize="12" fontStyle="plain" hasLineColor="false" height="19.0" '
        'modelName="eight_pos" modelPosition="n" '
        f'textColor="#000000" visible="true">{label}</y:NodeLabel>'
    )
    yield f'            <y:Shape type="{"roundrectangle" if node.mode else "ellipse"}" />'
    yield "          </y:ShapeNode>"
    yield "        </visone:shapeNode>"
    yield "      </data>"
    yield "    </node>"


def _edges(ties: Ties, ids: list[int], aggregation: Aggregation, palette: Palette) -> Iterator[str]:
    for i, j, weight in zip(ties.sources.tolist(), ties.targets.tolist(), ties.weights.tolist(), strict=True):
        stance = stance_of(weight, aggregation)
        color = {"support": palette.support, "oppose": palette.oppose, "both": palette.both}.get(stance or "")
        yield f'    <edge source="n{ids[i]}" target="n{ids[j]}">'
        yield f'      <data key="weight">{weight!r}</data>'
        yield '      <data key="e0">'
        yield "        <visone:polyLineEdge>"
        yield "          <y:PolyLineEdge>"
        yield f'            <y:LineStyle color="{color or palette.other}" type="line" width="2.0" />'
        yield "          </y:PolyLineEdge>"
        yield "        </visone:polyLineEdge>"
        yield "      </data>"
        yield "    </edge>"


def _names(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """Free attributes sorted by name; those that have a key of their own are left out."""
    names = {name for node in nodes for name in node.attributes}
    return tuple(sorted(names - {"id", "name", "variable", "frequency", "color", "weight", "d0", "e0", "prop"}))


def _ids(nodes: tuple[Node, ...], entity_ids: EntityIds) -> list[int]:
    """Distinct numbers of the nodes: all from `entity_ids`, else all from the attribute `id`, else counted from 1."""
    given = [entity_ids.get((node.variable, node.label), node.attributes.get("id")) for node in nodes]
    whole = [int(value) for value in given if value is not None and str(value).lstrip("-").isdigit()]
    return whole if len(whole) == len(nodes) == len(set(whole)) else list(range(1, len(nodes) + 1))


def circles(network: Network) -> npt.NDArray[np.float64]:
    """Places in [0, 1]: rows on an outer circle, columns of a two-mode network on an inner one."""
    n_rows, n_columns = network.matrix.shape
    rings = [(n_rows, 0.5)] + ([(n_columns, 0.25)] if two_mode(network) else [])
    places = []
    for count, radius in rings:
        angle = 2 * np.pi * np.arange(count) / max(count, 1)
        places.append(np.column_stack([0.5 + radius * np.cos(angle), 0.5 + radius * np.sin(angle)]))
    return np.round(np.concatenate(places), 6)
