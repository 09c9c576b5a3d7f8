"""Plain GraphML, read back by networkx."""

from __future__ import annotations

import io

import networkx as nx
import numpy as np
from hypothesis import given, settings
from lxml import etree

from onrecord.network.exports.graphml import graphml
from onrecord.network.exports.spelling import NOT_IN_XML
from onrecord.network.options import NetworkType
from onrecord.network.result import Network

from .made_networks import odd_networks, one_mode, two_mode


def read(network: Network) -> nx.Graph:
    return nx.read_graphml(io.BytesIO(graphml(network).encode()))


def as_xml_holds(label: str) -> str:
    return NOT_IN_XML.sub("\ufffd", label)


@given(odd_networks())
@settings(max_examples=40, deadline=None)
def test_networkx_reads_labels_attributes_and_weights_back(network: Network) -> None:
    graph = read(network)
    expected = list(network.rows)
    if network.options.network_type is NetworkType.TWOMODE:
        expected += network.columns
    assert [data["label"] for _, data in graph.nodes(data=True)] == [as_xml_holds(label) for label in expected]
    adjacency = nx.to_numpy_array(graph, nodelist=[f"n{i}" for i in range(len(expected))])
    one = network.options.network_type is NetworkType.ONEMODE
    block = adjacency if one else adjacency[: len(network.rows), len(network.rows) :]
    assert np.array_equal(block, network.matrix)
    for index, label in enumerate(network.rows):
        for name, value in network.row_attributes.get(label, {}).items():
            held = as_xml_holds(value) if isinstance(value, str) else value
            assert graph.nodes[f"n{index}"][as_xml_holds(name)] == held


def test_numbers_are_typed_and_words_are_not() -> None:
    graph = read(two_mode())
    assert graph.nodes["n0"] == {
        "label": "Harbour Union", "mode": 1, "variable": "organization",
        "frequency": 3, "color": "#0b5c9e", "Type": "state",
    }  # fmt: skip
    assert graph.nodes["n5"]["share"] == 0.25
    assert graph["n0"]["n6"] == {"weight": -1.0, "stance": "oppose", "magnitude": 1.0, "id": "e1"}


def test_one_mode_writes_each_pair_once() -> None:
    assert read(one_mode()).number_of_edges() == 4


def test_file_is_what_the_schema_of_graphml_orders() -> None:
    root = etree.fromstring(graphml(two_mode()).encode())
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("id") for key in root.findall(f"{space}key")}
    used = {data.get("key") for data in root.iter(f"{space}data")}
    assert used <= keys
    assert {key.get("attr.type") for key in root.findall(f"{space}key")} <= {"int", "long", "double", "string"}


def test_an_attribute_called_label_does_not_hide_the_label() -> None:
    network = two_mode(row_attributes={"Green Quay": {"label": "other", "weight": 2}})
    node = read(network).nodes["n3"]
    assert (node["label"], node["label (attribute)"], node["weight"]) == ("Green Quay", "other", 2)
