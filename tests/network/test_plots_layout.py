"""Where nodes lie: near what they are tied to, the same each time, camps apart."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network.plots.layout import spread, stress_layout, tie_lengths


def lengths_of(graph: nx.Graph) -> np.ndarray:
    return nx.to_numpy_array(graph)


def stress(points: np.ndarray, graph: nx.Graph) -> float:
    wanted = np.array(nx.floyd_warshall_numpy(graph))
    actual = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    pairs = np.triu_indices(len(points), 1)
    scale = (actual[pairs] / wanted[pairs]).sum() / ((actual[pairs] / wanted[pairs]) ** 2).sum()
    return float(((1 - scale * actual[pairs] / wanted[pairs]) ** 2).mean())


def test_a_path_is_drawn_as_a_line_and_a_ring_as_a_circle() -> None:
    path = stress_layout(lengths_of(nx.path_graph(7)))
    assert np.ptp(path[:, 1]) < 0.1 * np.ptp(path[:, 0])
    ring = stress_layout(lengths_of(nx.cycle_graph(12)))
    radii = np.hypot(*(ring - ring.mean(axis=0)).T)
    assert radii.std() < 0.02 * radii.mean()


def test_stress_is_no_greater_than_that_of_a_peer() -> None:
    for seed in range(2):
        graph = nx.connected_watts_strogatz_graph(30, 4, 0.2, seed=seed)
        peer = nx.kamada_kawai_layout(graph)
        ours = stress(stress_layout(lengths_of(graph)), graph)
        assert ours <= 1.02 * stress(np.array([peer[node] for node in graph]), graph)


@given(st.integers(0, 10**6), st.integers(1, 25))
@settings(max_examples=25, deadline=None)
def test_every_node_gets_one_finite_place_and_the_same_each_time(seed: int, n: int) -> None:
    graph = nx.gnp_random_graph(n, 0.15, seed=seed)
    points = stress_layout(lengths_of(graph), seed=1)
    assert points.shape == (n, 2)
    assert np.isfinite(points).all()
    assert np.array_equal(points, stress_layout(lengths_of(graph), seed=1))


@given(st.integers(0, 10**6), st.integers(4, 20), st.integers(2, 4))
@settings(max_examples=25, deadline=None)
def test_a_lane_lies_between_any_two_camps(seed: int, n: int, n_camps: int) -> None:
    graph = nx.gnp_random_graph(n, 0.3, seed=seed)
    camps = np.arange(n) % n_camps
    points = stress_layout(lengths_of(graph), groups=camps)
    for one, other in combinations(range(n_camps), 2):
        a, b = points[camps == one], points[camps == other]
        axis = b.mean(axis=0) - a.mean(axis=0)
        assert (a @ axis).max() < (b @ axis).min()


@given(st.integers(0, 10**6), st.integers(1, 60))
@settings(max_examples=25, deadline=None)
def test_discs_on_the_page_keep_their_distance(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    radii = rng.uniform(2, 8, n)
    placed = spread(rng.normal(size=(n, 2)).round(1), radii, (0, 0, 500, 350), gap=3.0)
    gaps = np.hypot(*(placed[:, None] - placed[None]).transpose(2, 0, 1)) - radii[:, None] - radii[None, :]
    assert gaps[np.triu_indices(n, 1)].min(initial=9) > 2.0
    assert (placed >= 0).all()
    assert (placed <= (500, 350)).all()


def test_strong_ties_are_short_and_negative_ones_do_not_pull() -> None:
    lengths = tie_lengths(np.array([[0, 4.0, 1.0], [4.0, 0, -3.0], [1.0, -3.0, 0]]))
    assert lengths.tolist() == [[0, 1.0, 1.5], [1.0, 0, 0], [1.5, 0, 0]]
    assert not tie_lengths(np.zeros((3, 3))).any()


def test_nothing_has_no_places() -> None:
    assert stress_layout(np.zeros((0, 0))).shape == (0, 2)
