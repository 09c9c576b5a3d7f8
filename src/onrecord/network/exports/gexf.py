"""GEXF 1.3: one network, or a series as a dynamic graph whose nodes, ties and weights live in spells.

GEXF Working Group 2022, GEXF 1.3 schema (https://gexf.net). Windows may overlap, spells may not: at every moment the
graph is the network of the window whose middle is nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from ...errors import InputError
from ..result import Network, NetworkSeries
from .graphml import XML_TYPES, spelled
from .spelling import number, xml_attribute
from .ties import Node, Ties, Value, attribute_names, kind_of, nodes_of, stance_of, ties_of

Slot = tuple[datetime, datetime]
TICK = timedelta(milliseconds=1)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">',
)


def gexf(network: Network | NetworkSeries) -> str:
    """A series needs dated networks; nodes are united over time, each with the spells in which it is there.

    Where weights are negative, ties have a `magnitude` too: Gephi's layouts take no negative weight.
    """
    lines = _static(network) if isinstance(network, Network) else _dynamic(network)
    return "\n".join((*HEAD, *lines, "</gexf>")) + "\n"


def _static(network: Network) -> Iterator[str]:
    nodes, ties = nodes_of(network), ties_of(network)
    names = attribute_names(nodes)
    yield '  <graph mode="static" defaultedgetype="undirected">'
    yield from _node_keys(nodes, names)
    signed = bool((ties.weights < 0).any())
    yield from _edge_keys("static", {"stance": "string", **({"magnitude": "double"} if signed else {})})
    yield "    <nodes>"
    for index, node in enumerate(nodes):
        yield from _node(index, node, names, [])
    yield "    </nodes>"
    yield "    <edges>"
    triples = zip(ties.sources.tolist(), ties.targets.tolist(), ties.weights.tolist(), strict=True)
    for index, (i, j, weight) in enumerate(triples):
        stance = stance_of(weight, network.options.qualifier_aggregation)
        told = f'<attvalue for="stance" value="{stance}"/>' if stance else ""
        told += f'<attvalue for="magnitude" value="{number(abs(weight))}"/>' if signed else ""
        values = f"<attvalues>{told}</attvalues>" if told else ""
        yield f'      <edge id="e{index}" source="n{i}" target="n{j}" weight="{number(weight)}">{values}</edge>'
    yield "    </edges>"
    yield "  </graph>"


def _dynamic(series: NetworkSeries) -> Iterator[str]:
    slots = slots_of(series)
    present: dict[tuple[int, str], tuple[Node, list[Slot]]] = {}
    weights: dict[tuple[int, int], list[tuple[Slot, float]]] = {}
    numbers: dict[tuple[int, str], int] = {}
    for network, slot in zip(series.networks, slots, strict=True):
        nodes, ties = nodes_of(network), ties_of(network)
        for node in nodes:
            key = (node.mode, node.label)
            numbers.setdefault(key, len(numbers))
            present.setdefault(key, (node, []))[1].append(slot)
        for i, j, weight in _triples(ties):
            ends = (numbers[nodes[i].mode, nodes[i].label], numbers[nodes[j].mode, nodes[j].label])
            weights.setdefault((min(ends), max(ends)), []).append((slot, weight))
    bounds = f' start="{_time(slots[0][0])}" end="{_time(slots[-1][1])}"' if slots else ""
    yield (
        '  <graph mode="dynamic" defaultedgetype="undirected" timeformat="dateTime" timerepresentation="interval"'
        f"{bounds}>"
    )
    every = tuple(node for node, _ in present.values())
    # What changes over time (frequency) would need spells of its own; the tie weights carry it.
    names = tuple(name for name in attribute_names(every) if name != "frequency")
    yield from _node_keys(every, names)
    signed = any(weight < 0 for dated in weights.values() for _, weight in dated)
    yield from _edge_keys("dynamic", {"weight": "double", **({"magnitude": "double"} if signed else {})})
    yield "    <nodes>"
    for index, (node, spells) in enumerate(present.values()):
        yield from _node(index, node, names, _merged(spells))
    yield "    </nodes>"
    yield "    <edges>"
    for index, ((i, j), dated) in enumerate(sorted(weights.items())):
        yield f'      <edge id="e{index}" source="n{i}" target="n{j}">'
        yield "        <attvalues>"
        for (start, end), weight in dated:
            span = f'start="{_time(start)}" end="{_time(end)}"'
            yield f'          <attvalue for="weight" value="{number(weight)}" {span}/>'
            if signed:
                yield f'          <attvalue for="magnitude" value="{number(abs(weight))}" {span}/>'
        yield "        </attvalues>"
        yield f"        {_spells(_merged([slot for slot, _ in dated]))}"
        yield "      </edge>"
    yield "    </edges>"
    yield "  </graph>"


def slots_of(series: NetworkSeries) -> list[Slot]:
    """The time that each network stands for: up to halfway to the middles of its neighbors, never overlapping.

    Raises InputError when a network has no middle, or when middles do not grow.
    """
    middles = [network.middle for network in series.networks]
    dated = [middle for middle in middles if middle is not None]
    if len(dated) < len(middles) or any(later <= earlier for earlier, later in pairwise(dated)):
        raise InputError("a dynamic file needs networks with growing middles in time; compute with a time window")
    borders = [earlier + (later - earlier) / 2 for earlier, later in pairwise(dated)]
    slots = []
    for index, network in enumerate(series.networks):
        first = (network.start or dated[0]) if index == 0 else borders[index - 1]
        last = (network.stop or dated[-1]) if index == len(dated) - 1 else borders[index] - TICK
        slots.append((first, max(first, last)))
    return slots


def _node_keys(nodes: tuple[Node, ...], names: tuple[str, ...]) -> Iterator[str]:
    kinds = [kind_of([node.attributes[name] for node in nodes if name in node.attributes]) for name in names]
    yield '    <attributes class="node" mode="static">'
    yield '      <attribute id="mode" title="mode" type="integer"/>'
    yield '      <attribute id="variable" title="variable" type="string"/>'
    for index, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        yield f'      <attribute id="a{index}" title="{xml_attribute(name)}" type="{XML_TYPES[kind]}"/>'
    yield "    </attributes>"


def _edge_keys(mode: str, kinds: Mapping[str, str]) -> Iterator[str]:
    yield f'    <attributes class="edge" mode="{mode}">'
    for name, kind in kinds.items():
        yield f'      <attribute id="{name}" title="{name}" type="{kind}"/>'
    yield "    </attributes>"


def _node(index: int, node: Node, names: tuple[str, ...], spells: list[Slot]) -> Iterator[str]:
    yield f'      <node id="n{index}" label="{xml_attribute(node.label)}">'
    yield "        <attvalues>"
    yield f'          <attvalue for="mode" value="{node.mode + 1}"/>'
    yield f'          <attvalue for="variable" value="{xml_attribute(node.variable)}"/>'
    for position, name in enumerate(names):
        if name in node.attributes:
            yield f'          <attvalue for="a{position}" value="{xml_attribute(spelled(node.attributes[name]))}"/>'
    yield "        </attvalues>"
    if spells:
        yield f"        {_spells(spells)}"
    rgb = _rgb(node.attributes.get("color"))
    if rgb:
        yield f'        <viz:color r="{rgb[0]}" g="{rgb[1]}" b="{rgb[2]}"/>'
    yield f'        <viz:shape value="{"square" if node.mode else "disc"}"/>'
    yield "      </node>"


def _spells(slots: list[Slot]) -> str:
    return "<spells>" + "".join(f'<spell start="{_time(a)}" end="{_time(b)}"/>' for a, b in slots) + "</spells>"


def _merged(slots: list[Slot]) -> list[Slot]:
    """Slots that follow one another become one spell."""
    merged: list[Slot] = []
    for start, end in slots:
        if merged and start - merged[-1][1] <= TICK:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _triples(ties: Ties) -> Iterator[tuple[int, int, float]]:
    return zip(ties.sources.tolist(), ties.targets.tolist(), ties.weights.tolist(), strict=True)


def _time(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds")


def _rgb(color: Value | None) -> tuple[int, int, int] | None:
    text = str(color or "").lstrip("#")
    try:
        return (int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)) if len(text) == 6 else None
    except ValueError:
        return None
