"""Centralities against networkx, by hand, and under relabelling."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import NetworkError
from onrecord.network.measures import centralities, measure_centralities, measure_two_modes, two_mode_centralities
from onrecord.network.measures.centrality import eigenvector
from onrecord.network.measures.shortest_paths import betweenness

from .made_tables import HARBOR, table_of


def names(n: int) -> tuple[str, ...]:
    return tuple(f"actor {number}" for number in range(n))


def sparse_graph(seed: int, n: int = 20) -> np.ndarray:
    rng = np.random.default_rng(seed)
    # Powers of two: lengths are exact, so that ways of equal length are equal for networkx too.
    upper = np.triu((rng.random((n, n)) < 0.15) * 2.0 ** rng.integers(-1, 3, (n, n)), 1)
    return upper + upper.T


@pytest.mark.parametrize("seed", range(5))
def test_centralities_equal_networkx(seed: int) -> None:
    weights = sparse_graph(seed)
    graph = nx.from_numpy_array(weights)
    for _, _, tie in graph.edges(data=True):
        tie["length"] = 1 / tie["weight"]
    found = measure_centralities(weights, names(20))
    for peer, ours in (
        (nx.betweenness_centrality(graph, weight="length"), found.betweenness),
        (nx.closeness_centrality(graph, distance="length"), found.closeness),
        (
            {node: value / 19 for node, value in nx.harmonic_centrality(graph, distance="length").items()},
            found.harmonic,
        ),
        (dict(graph.degree()), found.degree),
        (dict(graph.degree(weight="weight")), found.strength),
    ):
        assert np.allclose([peer[node] for node in range(20)], ours)


def test_alpha_of_zero_counts_steps_only() -> None:
    weights = sparse_graph(9)
    peer = nx.betweenness_centrality(nx.from_numpy_array(weights))
    found = measure_centralities(weights, names(20), alpha=0.0)
    assert np.allclose([peer[node] for node in range(20)], found.betweenness)


def test_eigenvector_equals_networkx_on_a_connected_graph() -> None:
    graph = nx.karate_club_graph()
    peer = np.array([value for _, value in sorted(nx.eigenvector_centrality_numpy(graph, weight="weight").items())])
    assert np.allclose(eigenvector(nx.to_numpy_array(graph)), np.abs(peer) / np.abs(peer).max())


def test_parts_of_equal_weight_share_the_eigenvector() -> None:
    pair = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert np.allclose(eigenvector(np.kron(np.eye(2), pair)), 1.0)


def test_center_of_a_star_is_on_all_ways() -> None:
    star = np.zeros((5, 5))
    star[0, 1:] = star[1:, 0] = 3.0
    found = measure_centralities(star, names(5))
    assert found.betweenness.tolist() == [1, 0, 0, 0, 0]
    assert found.eigenvector.argmax() == 0


def test_negative_ties_are_degree_but_no_way() -> None:
    matrix = np.array([[0, 1, -2], [1, 0, 0], [-2, 0, 0]], dtype=float)
    found = measure_centralities(matrix, names(3))
    assert found.degree.tolist() == [2, 1, 1]
    assert found.strength.tolist() == [1, 1, 0]
    assert found.opposition.tolist() == [-2, 0, -2]
    assert found.closeness[2] == 0
    assert "1 negative ties count in degree and opposition only" in found.warnings


def test_ways_can_be_counted_between_camps_only() -> None:
    path = np.diag(np.ones(3), 1)
    path = path + path.T  # a - b - c - d
    camps = np.array([0, 0, 0, 1])
    apart = camps[:, None] != camps[None, :]
    # Pairs between camps: a-d over b and c, b-d over c, c-d direct.
    assert betweenness(path, pairs=apart, normalized=False).tolist() == [0, 1, 2, 0]
    assert betweenness(path, pairs=apart).tolist() == [0, 0.5, 1, 0]


def test_two_modes_are_measured_apart() -> None:
    found = measure_two_modes([[2, 1, 0], [0, 1, 0]], ("Port", "Pilots"), ("dredging", "tariff", "lights"))
    assert found.row_degree.tolist() == [2, 1]
    assert np.allclose(found.row_share, [2 / 3, 1 / 3])
    assert found.column_share.tolist() == [0.5, 1, 0]
    assert found.row_strength.tolist() == [3, 1]
    left, _, right = np.linalg.svd(np.array([[2.0, 1, 0], [0, 1, 0]]))
    assert np.allclose(found.row_eigenvector, np.abs(left[:, 0]) / np.abs(left[:, 0]).max())
    assert np.allclose(found.column_eigenvector, np.abs(right[0]) / np.abs(right[0]).max())


def test_table_gives_centralities_of_actors_concepts_and_windows() -> None:
    table = table_of(HARBOR)
    actors = centralities(table)
    assert actors.labels == ("Greens", "Pilots", "Port")
    concepts = centralities(table, variable1="concept", variable2="organization")
    assert concepts.labels == ("dredging", "tariff")
    both = two_mode_centralities(table)
    assert both.row_strength.tolist() == [3, 3, 4]
    series = two_mode_centralities(table, time_window="years", window_size=1)
    assert [part.row_strength.sum() for part in series] == [9, 1]


def test_frames_have_a_row_a_node() -> None:
    table = table_of(HARBOR)
    assert list(centralities(table).frame().index) == ["Greens", "Pilots", "Port"]
    both = two_mode_centralities(table).frame()
    assert both.groupby("mode").strength.sum().to_dict() == {1: 10, 2: 10}


def test_options_the_measure_sets_itself_are_refused_by_name() -> None:
    with pytest.raises(NetworkError, match="network_type='twomode'"):
        centralities(table_of(HARBOR), network_type="twomode")
    with pytest.raises(NetworkError, match="normalization='activity'"):
        two_mode_centralities(table_of(HARBOR), normalization="activity")
    with pytest.raises(NetworkError, match="alpha=-1"):
        centralities(table_of(HARBOR), alpha=-1)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_centralities_follow_the_actors_when_their_order_changes(data: Any) -> None:
    n = data.draw(st.integers(1, 8))
    cells = data.draw(st.lists(st.sampled_from([0.0, 0.0, 0.3, 1.0, 2.0, -1.0]), min_size=n * n, max_size=n * n))
    weights = np.triu(np.array(cells).reshape(n, n), 1)
    weights = weights + weights.T
    order = np.array(data.draw(st.permutations(range(n))))
    straight = measure_centralities(weights, names(n))
    turned = measure_centralities(weights[np.ix_(order, order)], names(n))
    for measure in ("degree", "strength", "opposition", "betweenness", "closeness", "harmonic", "eigenvector"):
        values = getattr(straight, measure)
        assert np.allclose(getattr(turned, measure), values[order], atol=1e-9)
        assert measure == "opposition" or (values >= 0).all()
    for measure in ("betweenness", "eigenvector"):
        assert (getattr(straight, measure) <= 1 + 1e-9).all()
