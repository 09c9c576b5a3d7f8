"""GEXF 1.3, static and over time, read back by networkx and by its spells."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from onrecord.errors import InputError
from onrecord.network.exports.gexf import gexf, slots_of
from onrecord.network.exports.spelling import NOT_IN_XML
from onrecord.network.options import NetworkType
from onrecord.network.result import Network, NetworkSeries

from .made_networks import odd_networks, options, series, two_mode

SPACE = {"g": "http://gexf.net/1.3", "v": "http://gexf.net/1.3/viz"}


def parsed(network: Network | NetworkSeries) -> etree._Element:
    return etree.fromstring(gexf(network).encode())


@given(odd_networks())
@settings(max_examples=40, deadline=None)
def test_networkx_reads_a_static_file_back(network: Network) -> None:
    graph = nx.read_gexf(io.BytesIO(gexf(network).encode()), version="1.3")
    n = len(network.rows)
    bipartite = network.options.network_type is NetworkType.TWOMODE
    expected = [*network.rows, *(network.columns if bipartite else ())]
    assert [data["label"] for _, data in graph.nodes(data=True)] == [NOT_IN_XML.sub("\ufffd", one) for one in expected]
    adjacency = nx.to_numpy_array(graph, nodelist=[f"n{i}" for i in range(len(expected))])
    assert np.array_equal(adjacency[:n, n:] if bipartite else adjacency, network.matrix)


def test_series_unites_nodes_and_gives_ties_the_weight_of_each_moment() -> None:
    root = parsed(series(4))
    (graph,) = root.findall("g:graph", SPACE)
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "dateTime")
    assert len(root.findall(".//g:node", SPACE)) == 7
    edges = root.findall(".//g:edge", SPACE)
    assert len(edges) == np.count_nonzero(two_mode().matrix)
    first = edges[0].findall(".//g:attvalue[@for='weight']", SPACE)
    negative = edges[1].findall(".//g:attvalue", SPACE)[:2]
    assert [(value.get("for"), value.get("value")) for value in negative] == [("weight", "-1"), ("magnitude", "1")]
    assert [value.get("value") for value in first] == ["2", "2"]
    assert first[0].get("start") == "2031-08-02T00:00:00.000"
    assert first[0].get("end") == "2031-09-15T23:59:59.999"


def test_nodes_without_ties_keep_their_spells_and_absent_ones_have_none() -> None:
    spells = parsed(series(4)).findall(".//g:node", SPACE)[0].findall("g:spells/g:spell", SPACE)
    assert [(spell.get("start")[:10], spell.get("end")[:10]) for spell in spells] == [
        ("2031-08-02", "2031-10-15"),
        ("2031-11-15", "2031-12-30"),
    ]


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=8), st.integers(0, 10**7))
def test_slots_never_overlap_and_leave_no_gap_longer_than_a_millisecond(steps: list[int], width: int) -> None:
    middles = [datetime(2031, 1, 1) + timedelta(seconds=sum(steps[:i])) for i in range(len(steps))]
    networks = tuple(
        two_mode(start=middle - timedelta(seconds=width), middle=middle, stop=middle + timedelta(seconds=width))
        for middle in middles
    )
    slots = slots_of(NetworkSeries(networks, options()))
    assert all(start <= end for start, end in slots)
    assert all(timedelta(0) < after[0] - before[1] <= timedelta(milliseconds=1) for before, after in pairwise(slots))


def test_colors_and_shapes_are_there_for_gephi() -> None:
    root = parsed(two_mode())
    assert dict(root.findall(".//v:color", SPACE)[0].attrib) == {"r": "11", "g": "92", "b": "158"}
    assert [shape.get("value") for shape in root.findall(".//v:shape", SPACE)] == ["disc"] * 4 + ["square"] * 3


def test_series_without_times_is_refused() -> None:
    with pytest.raises(InputError, match="compute with a time window"):
        gexf(NetworkSeries((two_mode(), two_mode()), options()))


def test_empty_series_is_an_empty_graph() -> None:
    assert parsed(NetworkSeries((), options())).findall(".//g:node", SPACE) == []
