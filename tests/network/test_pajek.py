"""Pajek's .net and .paj, read back by networkx and by Pajek's rules."""

from __future__ import annotations

import re

import networkx as nx
import numpy as np
from hypothesis import given, settings

from onrecord.network.exports.pajek import pajek_net, pajek_project
from onrecord.network.options import NetworkType
from onrecord.network.result import Network

from .made_networks import odd_networks, two_mode


@given(odd_networks())
@settings(max_examples=40, deadline=None)
def test_networkx_reads_vertices_and_weights_back(network: Network) -> None:
    text, _ = pajek_net(network)
    # networkx knows no two-mode header; the second number is all that is taken away
    graph = nx.parse_pajek(re.sub(r"^(\*Vertices \d+) \d+", r"\1", text))
    n = len(network.rows)
    bipartite = network.options.network_type is NetworkType.TWOMODE
    size = n + (len(network.columns) if bipartite else 0)
    order = sorted(graph, key=lambda node: int(graph.nodes[node]["id"]))
    assert len(order) == size
    adjacency = nx.to_numpy_array(graph, nodelist=order) if order else np.zeros((0, 0))
    assert np.array_equal(adjacency[:n, n:] if bipartite else adjacency, network.matrix)


def test_two_mode_header_says_where_the_columns_begin() -> None:
    text, notes = pajek_net(two_mode())
    assert text.splitlines()[:2] == ["*Vertices 7 4", '1 "Harbour Union"']
    assert text.splitlines()[7:10] == ["7 \"Ban 'dark' ships\"", "*Edges", "1 5 2"]
    assert notes == ["labels spelled differently, since the format cannot hold their quotes, breaks or doubles: 1"]


def test_labels_that_become_alike_stay_apart() -> None:
    text, _ = pajek_net(two_mode(rows=('a"', "a'", "a' (2)", "a\nb"), columns=("a b", "c", "d")))
    labels = re.findall(r'^\d+ "(.*)"$', text, re.MULTILINE)
    assert labels == ["a'", "a' (2)", "a' (2) (2)", "a b", "a b (2)", "c", "d"]


def test_project_holds_words_as_partitions_and_numbers_as_vectors() -> None:
    text, _ = pajek_project(two_mode(), "harbour")
    assert text.startswith("*Network harbour\n*Vertices 7 4\n")
    assert "*Partition mode\n*Vertices 7\n1\n1\n1\n1\n2\n2\n2\n" in text
    assert "% 1 group\n% 2 state\n*Partition Type\n*Vertices 7\n2\n1\n0\n2\n0\n0\n0\n" in text
    assert "*Vector frequency\n*Vertices 7\n3\n4\n5\n6\n4\n5\n6\n" in text
