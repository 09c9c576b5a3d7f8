"""Phases: distances between time slices, the states found in them, and what did not work."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import NetworkError, network
from onrecord.network.measures import (
    Distance,
    StateMethod,
    detect_phases,
    detect_states,
    distance_matrix,
    network_distance,
    slice_distances,
)
from onrecord.network.measures.embedding import classical_scaling, scale_ranks
from onrecord.network.measures.groupings import hierarchical, k_means, pam, silhouettes, spectral
from onrecord.network.measures.spectra import bipartite_spectrum, degree_sequence, laplacian_spectrum
from onrecord.network.measures.states import similarity_of

from .made_tables import table_of

Floats = npt.NDArray[np.float64]
DAILY = {"time_window": "days", "window_size": 5, "kernel": "no", "qualifier_aggregation": "subtract"}


def turn_of_the_tide() -> list[tuple[object, ...]]:
    """Twenty days on the harbor, ten of silence, twenty on the canal with other alliances."""
    rows: list[tuple[object, ...]] = []
    for day in [*range(20), *range(30, 50)]:
        concept, friends = ("harbor", ("Port", "Pilots")) if day < 20 else ("canal", ("Port", "Greens"))
        rows += [
            (day, f"d{day}", name, concept, int(name in friends)) for name in ("Port", "Pilots", "Greens", "Mayor")
        ]
    return rows


def clusters(sizes: tuple[int, ...] = (6, 5, 7), seed: int = 0) -> tuple[Floats, list[int]]:
    """Distances of points in well separated heaps, and the heap of each."""
    rng = np.random.default_rng(seed)
    heap = np.repeat(np.arange(len(sizes)), sizes)
    points = 10 * np.eye(len(sizes))[heap] + rng.normal(0, 0.5, (len(heap), len(sizes)))
    found: Floats = np.linalg.norm(points[:, None] - points[None, :], axis=2)
    return found, heap.tolist()


def test_a_debate_that_turns_has_two_states_and_silence_has_none() -> None:
    found = detect_phases(table_of(turn_of_the_tide()), methods=["average", "pam", "spectral"], **DAILY)
    assert found.states.n_states == 2
    assert [phase.state for phase in found.phases] == [0, 1]
    first, second = found.phases
    assert set(found.sequence[: first.last + 1]) == {0}
    assert set(found.sequence[second.first :]) == {1}
    assert None in found.sequence[first.last + 1 : second.first]
    assert len(found.sequence) == len(found.slices.n_statements)
    assert all(n == 0 for state, n in zip(found.sequence, found.slices.n_statements, strict=True) if state is None)
    assert "no ties and no state" in found.slices.warnings[-1]
    assert first.starts is not None
    assert first.ends is not None
    assert second.starts is not None
    assert first.starts < first.ends < second.starts
    assert found.states.silhouettes.min() > 0


def test_smoothed_slices_are_compared_too() -> None:
    found = detect_phases(table_of(turn_of_the_tide()), methods=["ward"], time_window="days", window_size=6)
    assert found.slices.options.kernel == "uniform"
    assert found.states.labels[0] != found.states.labels[-1]
    assert found.embedding.points.shape == (len(found.slices.used), 2)


def test_distances_are_those_of_the_networks_of_the_windows() -> None:
    table = table_of(turn_of_the_tide())
    found = slice_distances(table, **DAILY, network_type="onemode", duplicates="include")
    windows = network(
        table, isolates=True, network_type="onemode", normalize_to_one=True, indent_time=False, **DAILY
    ).networks  # type: ignore[union-attr]
    expected = distance_matrix([windows[place].matrix for place in found.used], Distance.ABSDIFF)
    assert found.distances == pytest.approx(expected)
    assert found.normalized().max() == pytest.approx(1)


def test_time_windows_must_be_asked_for_and_wrong_options_are_refused_by_name() -> None:
    table = table_of(turn_of_the_tide())
    with pytest.raises(NetworkError, match="time_window"):
        detect_phases(table, time_window="no", kernel="no")
    with pytest.raises(NetworkError, match="'far' is not offered"):
        slice_distances(table, distance="far")
    with pytest.raises(NetworkError, match="kmedians"):
        detect_phases(table, methods=["kmedians"], **DAILY)
    with pytest.raises(NetworkError, match="k_min=4, k_max=3"):
        detect_phases(table, k_min=4, k_max=3, **DAILY)
    with pytest.raises(NetworkError, match="too few"):
        detect_states(np.zeros((2, 2)))


@pytest.mark.parametrize("method", list(StateMethod))
def test_every_method_finds_clear_states_or_says_why_not(method: StateMethod) -> None:
    distance, heap = clusters()
    if method in (StateMethod.INFOMAP, StateMethod.LABEL_PROP):
        ties = detect_states(distance, methods=[method]).tried  # on a dense graph they see one group
        assert all(one.labels is not None or one.failure for one in ties)
        return
    found = detect_states(distance, methods=[method])
    assert found.method is method
    assert found.labels.tolist() == heap


def test_failures_are_shown_with_their_reason_and_the_rest_goes_on() -> None:
    distance, heap = clusters()
    found = detect_states(distance, methods=["leading_eigen", "average"], k_max=6)
    assert found.labels.tolist() == heap
    assert found.failures
    assert all(one.failure and one.labels is None and np.isnan(one.modularity) for one in found.failures)
    assert [(one.method, one.k) for one in found.tried if one.method == "average"] == [
        (StateMethod.AVERAGE, k) for k in range(2, 7)
    ]
    everything = 1 - np.eye(5)
    with pytest.raises(NetworkError, match="no clustering"):
        detect_states(everything, methods=["average"])


def test_slices_that_are_all_alike_are_one_state() -> None:
    found = detect_states(np.zeros((4, 4)))
    assert found.n_states == 1
    assert found.tried == ()


def test_chosen_modularity_is_the_greatest_and_that_of_networkx() -> None:
    rng = np.random.default_rng(3)
    points = rng.normal(size=(14, 3))
    distance = np.linalg.norm(points[:, None] - points[None, :], axis=2)
    found = detect_states(distance)
    assert found.modularity == pytest.approx(max(one.modularity for one in found.tried if one.labels is not None))
    graph = nx.from_numpy_array(similarity_of(distance))
    groups = [set(np.flatnonzero(found.labels == label).tolist()) for label in range(found.n_states)]
    assert found.modularity == pytest.approx(nx.community.modularity(graph, groups))
    assert detect_states(distance).labels.tolist() == found.labels.tolist()


def test_silhouettes_of_three_points_by_hand() -> None:
    distance = np.array([[0, 1, 4], [1, 0, 2], [4, 2, 0]], dtype=float)
    assert silhouettes(distance, np.array([0, 0, 1])) == pytest.approx([(4 - 1) / 4, (2 - 1) / 2, 0])
    assert silhouettes(distance, np.array([0, 0, 0])).tolist() == [0, 0, 0]


@pytest.mark.parametrize("seed", range(3))
def test_groupings_find_heaps_of_points(seed: int) -> None:
    distance, heap = clusters((4, 9, 3, 2), seed)
    points = classical_scaling(distance)
    for linkage in ("single", "average", "complete", "ward"):
        assert hierarchical(distance, 4, linkage).tolist() == heap
    assert k_means(points, 4, seed).tolist() == heap
    assert pam(distance, 4).tolist() == heap
    assert spectral(np.exp(-(distance**2) / 4), 4, seed).tolist() == heap


def test_medoids_have_the_least_total_distance_of_all_pairs_on_small_sets() -> None:
    for seed in range(20):
        rng = np.random.default_rng(seed)
        points = rng.normal(size=(9, 2))
        distance = np.linalg.norm(points[:, None] - points[None, :], axis=2)
        labels = pam(distance, 2)
        cost = sum(distance[np.ix_(labels == g, labels == g)].sum(axis=1).min() for g in (0, 1))
        least = min(distance[[i, j]].min(axis=0).sum() for i in range(9) for j in range(i))
        assert cost <= 1.1 * least + 1e-12


def test_points_in_the_plane_are_found_again_from_their_distances() -> None:
    rng = np.random.default_rng(1)
    points = rng.normal(size=(12, 2))
    distance = np.linalg.norm(points[:, None] - points[None, :], axis=2)
    for found in (classical_scaling(distance, 2), scale_ranks(distance).points):
        again = np.linalg.norm(found[:, None] - found[None, :], axis=2)
        assert again == pytest.approx(distance, rel=0.02, abs=0.02)
    assert scale_ranks(distance).stress < 1e-6
    assert classical_scaling(distance, 4)[:, 2:] == pytest.approx(0, abs=1e-6)
    assert classical_scaling(np.zeros((0, 0)), 2).shape == (0, 2)


def test_ranks_alone_are_followed_where_distances_are_bent() -> None:
    rng = np.random.default_rng(1)
    points = rng.normal(size=(12, 2))
    bent = np.linalg.norm(points[:, None] - points[None, :], axis=2) ** 3
    assert scale_ranks(bent).stress < 0.03


weights = st.sampled_from([0.0, 0.0, -1.0, 0.5, 1.0, 3.0])


@st.composite
def networks(draw: st.DrawFn, n: int | None = None) -> Floats:
    size = n or draw(st.integers(1, 6))
    cells = draw(st.lists(weights, min_size=size * size, max_size=size * size))
    found = np.triu(np.array(cells).reshape(size, size), 1)
    return found + found.T


@given(networks())
@settings(deadline=None, max_examples=50)
def test_spectra_are_those_of_networkx(matrix: Floats) -> None:
    graph = nx.from_numpy_array(np.maximum(matrix, 0))
    expected = np.linalg.eigvalsh(nx.normalized_laplacian_matrix(graph).toarray())[::-1]
    assert laplacian_spectrum(matrix) == pytest.approx(np.clip(expected, 0, 2), abs=1e-9)
    assert laplacian_spectrum(np.array([matrix, 2 * matrix]))[1] == pytest.approx(laplacian_spectrum(matrix), abs=1e-9)


@given(st.integers(1, 4), st.integers(1, 4), st.data())
@settings(deadline=None, max_examples=50)
def test_a_two_mode_network_has_the_spectrum_of_its_bipartite_graph(
    rows: int, columns: int, data: st.DataObject
) -> None:
    cells = data.draw(st.lists(weights, min_size=rows * columns, max_size=rows * columns))
    matrix = np.array(cells).reshape(rows, columns)
    whole = np.block([[np.zeros((rows, rows)), matrix], [matrix.T, np.zeros((columns, columns))]])
    for signed in (False, True):
        expected = laplacian_spectrum(whole, signed=signed)
        assert bipartite_spectrum(matrix, signed=signed) == pytest.approx(expected, abs=1e-7)


@given(st.lists(networks(5), min_size=3, max_size=3), st.permutations(range(5)), st.floats(0.1, 9))
@settings(deadline=None, max_examples=50)
def test_distances_are_symmetric_and_blind_to_the_order_of_actors(
    matrices: list[Floats], order: list[int], scale: float
) -> None:
    turned = [matrix[np.ix_(order, order)] for matrix in matrices]
    for distance in Distance:
        found = distance_matrix(matrices, distance)
        assert found == pytest.approx(found.T)
        assert np.diag(found) == pytest.approx(0)
        assert found == pytest.approx(distance_matrix(turned, distance), abs=1e-7)
        assert found[0, 1] == pytest.approx(network_distance(matrices[0], matrices[1], distance), abs=1e-9)
        for a, b, c in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
            assert found[a, b] <= found[a, c] + found[c, b] + 1e-9
        if distance is not Distance.ABSDIFF:
            assert found == pytest.approx(distance_matrix([scale * one for one in matrices], distance), abs=1e-7)


def test_matrices_of_two_modes_may_look_like_one_mode_and_are_not_taken_for_it() -> None:
    table = table_of([(day, f"d{day}", "AB"[day % 2], "xy"[(day // 6) % 2], 1) for day in range(24)])
    found = slice_distances(table, **{**DAILY, "qualifier_aggregation": "ignore"}, distance="spectral")
    assert np.isfinite(found.distances).all()
    square = [np.eye(2), np.ones((2, 2)), np.array([[1.0, 1.0], [0.0, 0.0]])]
    assert distance_matrix(square, Distance.SPECTRAL)[0, 1] == pytest.approx(np.linalg.norm([0, 1, 1, 0]))
    with pytest.raises(NetworkError, match="lack common labels"):
        distance_matrix([np.eye(2), np.eye(3)])


def test_a_signed_spectrum_sees_disagreement_and_a_plain_one_does_not() -> None:
    friends = np.array([[0, 1, 1], [1, 0, 1], [1, 1, 0]], dtype=float)
    quarrel = np.array([[0, 1, -1], [1, 0, -1], [-1, -1, 0]], dtype=float)
    silence = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]], dtype=float)
    assert network_distance(quarrel, silence, Distance.SPECTRAL) == pytest.approx(0)
    assert network_distance(quarrel, silence, Distance.SIGNED_SPECTRAL) > 0.5
    assert network_distance(friends, silence, Distance.SPECTRAL) > 0.5


def test_degree_shares_by_hand() -> None:
    matrix = np.array([[0, 2, -5], [2, 0, 1], [-5, 1, 0]], dtype=float)
    assert degree_sequence(matrix) == pytest.approx([3 / 6, 2 / 6, 1 / 6])
    assert degree_sequence(np.zeros((2, 2))).tolist() == [0, 0]
    path, star = np.zeros((4, 4)), np.zeros((4, 4))
    for one, other in pairwise(range(4)):
        path[one, other] = path[other, one] = 1
    star[0, 1:] = star[1:, 0] = 1
    assert network_distance(path, star, Distance.DEGREE) == pytest.approx(2 / 6)
