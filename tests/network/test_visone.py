"""visone's dialect of GraphML, and DNA's own use of it."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from lxml import etree

from onrecord.network.exports.visone import visone_graphml
from onrecord.network.options import Aggregation, NetworkType
from onrecord.network.result import Network

from .made_networks import odd_networks, one_mode, options, two_mode

SPACES = {
    "g": "http://graphml.graphdrawing.org/xmlns",
    "v": "http://visone.info/xmlns",
    "y": "http://www.yworks.com/xml/graphml",
}
IDS = {("organization", "Harbour Union"): 12, ("organization", "Ministry of Ports"): 9,
       ("organization", "Pilots' Guild"): 11, ("organization", "Green Quay"): 15,
       ("concept", "Dredge the east channel"): 18, ("concept", "Raise the tariff, slowly"): 23,
       ("concept", 'Ban "dark" ships'): 21}  # fmt: skip


def parsed(network: Network, **more: object) -> etree._Element:
    return etree.fromstring(visone_graphml(network, **more).encode())  # type: ignore[arg-type]


def found(root: etree._Element, path: str) -> list[str]:
    return [str(value) for value in root.xpath(path, namespaces=SPACES)]


@given(odd_networks())
@settings(max_examples=40, deadline=None)
def test_every_tie_is_there_with_its_weight(network: Network) -> None:
    root = parsed(network)
    weights = [float(text) for text in found(root, "//g:edge/g:data[@key='weight']/text()")]
    cells = network.matrix if network.options.network_type is NetworkType.TWOMODE else np.triu(network.matrix)
    assert weights == cells[cells != 0].tolist()
    ids = found(root, "//g:node/@id")
    assert len(set(ids)) == len(ids)


def test_rows_are_ellipses_and_columns_rounded_rectangles_in_their_colors() -> None:
    root = parsed(two_mode())
    assert found(root, "//y:Shape/@type") == ["ellipse"] * 4 + ["roundrectangle"] * 3
    assert found(root, "//y:Fill/@color")[:2] == ["#0B5C9E", "#A83C06"]
    assert found(root, "//g:key[@for='node']/@attr.name") == ["id", "name", "Type", "share", "variable", "frequency"]


def test_ties_have_the_color_of_their_stance() -> None:
    assert found(parsed(two_mode()), "//y:LineStyle/@color")[:2] == ["#0B5C9E", "#A83C06"]


@pytest.mark.parametrize(
    ("aggregation", "colors"),
    [
        (Aggregation.COMBINE, ["#00ff00", "#ff0000", "#0000ff"]),
        (Aggregation.SUBTRACT, ["#00ff00", "#00ff00", "#00ff00"]),
        (Aggregation.IGNORE, ["#000000", "#000000", "#000000"]),
    ],
)
def test_dna_paints_agreement_green_disagreement_red_and_both_blue(aggregation: Aggregation, colors: list[str]) -> None:
    network = two_mode([[1, 2, 3], [0, 0, 0], [0, 0, 0], [0, 0, 0]], options=options(aggregation=aggregation))
    assert found(parsed(network, of_dna=True), "//y:LineStyle/@color") == colors


@pytest.mark.parametrize(
    ("aggregation", "color"), [(Aggregation.CONGRUENCE, "#00ff00"), (Aggregation.CONFLICT, "#ff0000")]
)
def test_dna_paints_congruence_green_and_conflict_red(aggregation: Aggregation, color: str) -> None:
    network = one_mode(matrix=np.abs(one_mode().matrix), options=options(NetworkType.ONEMODE, aggregation))
    assert set(found(parsed(network, of_dna=True), "//y:LineStyle/@color")) == {color}


def test_dna_names_nodes_by_entity_counts_possible_ties_and_ends_lines_as_windows_does() -> None:
    text = visone_graphml(two_mode(), of_dna=True, entity_ids=IDS)
    assert text.endswith("</graphml>\r\n\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert '<graph edgedefault="undirected" id="DNA" parse.edges="12" parse.nodes="7" parse.order="free">' in text
    assert (
        '    <node id="n12">\r\n      <data key="id">12</data>\r\n      <data key="name">Harbour Union</data>' in text
    )
    assert '<edge source="n12" target="n18">\r\n      <data key="weight">2.0</data>' in text
    assert '      <data key="Type" />' in text  # an empty value is an empty element


def test_positions_are_given_and_the_same_every_time() -> None:
    places = np.array([[i / 7, 1 - i / 7] for i in range(7)])
    text = visone_graphml(two_mode(), positions=places)
    assert re.findall(r' x="([\d.]+)" y="([\d.]+)"', text)[0] == ("0.0", "600.0")
    assert visone_graphml(two_mode()) == visone_graphml(two_mode())


def test_no_two_nodes_lie_on_each_other_by_default() -> None:
    text = visone_graphml(two_mode())
    places = sorted((float(x), float(y)) for x, y in re.findall(r' x="([\d.]+)" y="([\d.]+)"', text))
    assert all(np.hypot(a[0] - b[0], a[1] - b[1]) > 20 for a, b in pairwise(places))
