"""GraphML as its standard says: opens in Gephi, networkx, igraph, Cytoscape and Pajek's converters.

Brandes, Eiglsperger, Lerner & Pich 2013, Graph Markup Language, in: Handbook of Graph Drawing and Visualization.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..result import Network
from .spelling import number, xml_attribute, xml_text
from .ties import Node, Value, attribute_names, kind_of, nodes_of, stance_of, ties_of

XML_TYPES = {int: "long", float: "double", str: "string"}


def graphml(network: Network) -> str:
    """Nodes n0, n1 ... with label, mode, variable, attributes; undirected edges with weight, and stance where known.

    Where weights are negative, `magnitude` is there too: most layouts take no negative weight.
    """
    return "\n".join(_lines(network)) + "\n"


def _lines(network: Network) -> Iterator[str]:
    nodes = nodes_of(network)
    names = attribute_names(nodes)
    kinds = [kind_of([node.attributes[name] for node in nodes if name in node.attributes]) for name in names]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
    )
    fixed = (("label", "string"), ("mode", "int"), ("variable", "string"))
    taken = {name for name, _ in fixed}
    for key, (name, xml_type) in enumerate(fixed):
        yield f'  <key id="k{key}" for="node" attr.name="{name}" attr.type="{xml_type}"/>'
    for index, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        shown = name if name not in taken else f"{name} (attribute)"
        yield f'  <key id="a{index}" for="node" attr.name="{xml_attribute(shown)}" attr.type="{XML_TYPES[kind]}"/>'
    yield '  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>'
    yield '  <key id="stance" for="edge" attr.name="stance" attr.type="string"/>'
    ties = ties_of(network)
    signed = bool((ties.weights < 0).any())
    if signed:
        yield '  <key id="magnitude" for="edge" attr.name="magnitude" attr.type="double"/>'
    yield '  <graph id="network" edgedefault="undirected">'
    for index, node in enumerate(nodes):
        yield f'    <node id="n{index}">'
        yield f'      <data key="k0">{xml_text(node.label)}</data>'
        yield f'      <data key="k1">{node.mode + 1}</data>'
        yield f'      <data key="k2">{xml_text(node.variable)}</data>'
        yield from _attributes(node, names)
        yield "    </node>"
    triples = zip(ties.sources.tolist(), ties.targets.tolist(), ties.weights.tolist(), strict=True)
    for index, (i, j, weight) in enumerate(triples):
        stance = stance_of(weight, network.options.qualifier_aggregation)
        told = f'<data key="stance">{stance}</data>' if stance else ""
        told += f'<data key="magnitude">{number(abs(weight))}</data>' if signed else ""
        yield (
            f'    <edge id="e{index}" source="n{i}" target="n{j}">'
            f'<data key="weight">{number(weight)}</data>{told}</edge>'
        )
    yield "  </graph>"
    yield "</graphml>"


def _attributes(node: Node, names: tuple[str, ...]) -> Iterator[str]:
    for index, name in enumerate(names):
        if name in node.attributes:
            yield f'      <data key="a{index}">{xml_text(spelled(node.attributes[name]))}</data>'


def spelled(value: Value) -> str:
    return value if isinstance(value, str) else number(value)
