"""Communities: Zachary's karate club as printed, networkx as peer, and what must hold of every graph."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network.measures import CommunityMethod, NoClustering, find_communities, modularity
from onrecord.network.measures.communities import components
from onrecord.network.measures.communities.agglomerative import fast_greedy, walktrap
from onrecord.network.measures.communities.edge_betweenness import edge_betweenness, path_loads
from onrecord.network.measures.communities.equivalence import concor, correlate, graph_profiles, profile_distances
from onrecord.network.measures.communities.infomap import code_length, infomap
from onrecord.network.measures.communities.leading_eigenvector import leading_eigenvector
from onrecord.network.measures.communities.leiden import leiden, louvain
from onrecord.network.measures.communities.spinglass import spinglass

KARATE = nx.to_numpy_array(nx.karate_club_graph(), weight=None)
METHODS = list(CommunityMethod)
BEST = (
    0.4197896  # highest modularity of the karate club (Brandes et al. 2008, IEEE Trans. Knowl. Data Eng. 20: 172-188)
)


def graph_of(rng: np.random.Generator, n: int, groups: int, *, inner: float = 0.6, outer: float = 0.1) -> np.ndarray:
    camps = rng.integers(groups, size=n)
    chance = np.where(camps[:, None] == camps[None, :], inner, outer)
    upper = np.triu((rng.random((n, n)) < chance) * rng.integers(1, 6, (n, n)), 1).astype(float)
    return upper + upper.T


def groups_of(membership: np.ndarray) -> list[set[int]]:
    return [set(np.flatnonzero(membership == number).tolist()) for number in range(int(membership.max()) + 1)]


@pytest.mark.parametrize(
    ("method", "k", "expected"),
    [
        ("fastgreedy", 3, 0.3806706),  # Newman 2004, Physical Review E 69: 066133: 0.381
        ("edge_betweenness", 5, 0.4012985),  # Newman 2004, Physical Review E 69: 066133: 0.401
        ("leading_eigen", 4, 0.3934089),  # Newman 2006, Physical Review E 74: 036104: 0.393
        ("leiden", 4, BEST),
        ("louvain", 4, BEST),
        ("spinglass", 4, BEST),
    ],
)
def test_karate_club_parts_as_printed(method: str, k: int, expected: float) -> None:
    found = find_communities(KARATE, method)
    assert int(found.max()) + 1 == k
    assert modularity(KARATE, found) == pytest.approx(expected, abs=1e-6)


def test_eigenvector_splits_with_fine_tuning_reach_what_newman_printed() -> None:
    tuned = leading_eigenvector(KARATE, fine_tune=True)
    assert modularity(KARATE, tuned) == pytest.approx(0.419, abs=1e-3)  # Newman 2006, PNAS 103: 8577, table 1


def test_karate_club_in_three_modules_takes_fewest_bits() -> None:
    found = infomap(KARATE)
    assert int(found.max()) + 1 == 3
    assert code_length(KARATE, found) == pytest.approx(4.3117926, abs=1e-6)  # Infomap 2.16 --two-level
    assert code_length(KARATE, np.zeros(34)) > 4.3117926


def test_code_length_of_one_module_is_the_entropy_of_the_walk() -> None:
    share = KARATE.sum(axis=1) / KARATE.sum()
    assert code_length(KARATE, np.zeros(34)) == pytest.approx(-(share * np.log2(share)).sum())


def test_modularity_equals_networkx_with_weights() -> None:
    weights = graph_of(np.random.default_rng(4), 30, 3)
    membership = np.random.default_rng(5).integers(4, size=30)
    graph = nx.from_numpy_array(weights)
    for resolution in (1.0, 0.6):
        peer = nx.community.modularity(graph, groups_of(membership), weight="weight", resolution=resolution)
        assert modularity(weights, membership, resolution=resolution) == pytest.approx(peer)


def test_modularity_of_no_ties_is_not_a_number() -> None:
    assert np.isnan(modularity(np.zeros((3, 3)), [0, 1, 2]))


@pytest.mark.parametrize("seed", range(6))
def test_leiden_and_louvain_reach_networkx_within_a_thousandth(seed: int) -> None:
    weights = graph_of(np.random.default_rng(seed), 40, 4, inner=0.4)
    graph = nx.from_numpy_array(weights)
    peer = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed))
    assert modularity(weights, louvain(weights)) >= peer - 1e-3
    assert modularity(weights, leiden(weights)) >= peer - 1e-3


def test_leiden_groups_are_connected() -> None:
    for seed in range(5):
        weights = graph_of(np.random.default_rng(seed), 50, 6, inner=0.3, outer=0.03)
        for members in groups_of(leiden(weights, tries=2)):
            inner = weights[np.ix_(sorted(members), sorted(members))]
            assert components(inner).max() == 0


def test_fast_greedy_equals_networkx_where_no_merges_tie() -> None:
    rng = np.random.default_rng(11)
    weights = np.triu(rng.random((25, 25)) * (rng.random((25, 25)) < 0.4), 1)
    weights += weights.T
    graph = nx.from_numpy_array(weights)
    for k in (3, 4, 6):
        peer = nx.community.greedy_modularity_communities(graph, weight="weight", cutoff=k, best_n=k)
        assert sorted(map(sorted, groups_of(fast_greedy(weights, k=k)))) == sorted(map(sorted, peer))


def test_walktrap_merges_cost_what_the_paper_says() -> None:
    # The first merge of a path a-b-c-d is of its ends' pairs: they reach the same places.
    path = np.diag([1.0, 1.0, 1.0], 1)
    assert walktrap(path + path.T, k=2).tolist() == [0, 0, 1, 1]


def test_ties_carry_as_many_shortest_paths_as_networkx_counts() -> None:
    for inner, outer in ((0.3, 0.1), (0.06, 0.01)):  # counted by dense and by sparse products
        weights = (graph_of(np.random.default_rng(2), 40, 3, inner=inner, outer=outer) > 0).astype(float)
        graph = nx.from_numpy_array(weights)
        loads, connected = path_loads(weights)
        assert connected == nx.is_connected(graph)
        for (first, second), count in nx.edge_betweenness_centrality(graph, normalized=False).items():
            assert loads[first, second] == pytest.approx(count)
            assert loads[second, first] == pytest.approx(count)


def test_strong_ties_outlast_weak_ones_of_the_same_betweenness() -> None:
    square = np.array([[0, 5, 0, 1], [5, 0, 1, 0], [0, 1, 0, 5], [1, 0, 5, 0]], dtype=float)
    assert edge_betweenness(square, k=2).tolist() == [0, 0, 1, 1]


def test_graph_too_large_for_edge_betweenness_is_refused_with_the_count() -> None:
    with pytest.raises(NoClustering, match=r"78 ties among 34 nodes .* maximum_operations"):
        edge_betweenness(KARATE, maximum_operations=1e4)


def test_blockmodel_of_equivalent_actors_is_found_by_concor() -> None:
    # Center and periphery: the three of the center are tied to all, the others to the center only.
    image = np.array([[1, 1], [1, 0]])
    block = np.array([0, 0, 0, 1, 1, 1, 1])
    ties = image[np.ix_(block, block)].astype(float)
    np.fill_diagonal(ties, 0)
    assert concor(graph_profiles(ties)).tolist() == block.tolist()


def test_concor_parts_the_southern_women_where_all_analyses_do() -> None:
    # Freeman 2003 (in: Dynamic Social Network Modeling and Analysis): in 21 analyses, women 1-7 and 10-15 are apart.
    graph = nx.davis_southern_women_graph()
    women, events = graph.graph["top"], sorted(graph.graph["bottom"])
    attended = np.array([[float(graph.has_edge(woman, event)) for event in events] for woman in women])
    found = concor(attended)
    assert len(set(found[:7].tolist())) == 1
    assert len(set(found[9:15].tolist())) == 1
    assert found[0] != found[12]


def test_concor_takes_correlations_as_numpy_does() -> None:
    rows = np.random.default_rng(1).random((6, 9))
    assert np.allclose(correlate(rows), np.corrcoef(rows))


def test_row_that_never_varies_correlates_with_nothing() -> None:
    assert correlate(np.array([[1.0, 1.0, 1.0], [0.0, 1.0, 2.0]])).tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_concor_says_when_all_rows_are_alike() -> None:
    with pytest.raises(NoClustering, match="1 positions only; 2 were asked for"):
        concor(np.ones((4, 3)))


def test_equivalent_actors_are_at_distance_zero() -> None:
    star = np.zeros((4, 4))
    star[0, 1:] = star[1:, 0] = 2.0
    distances = profile_distances(star)
    assert np.allclose(distances[1:, 1:], 0)
    # Center and leaf differ in their ties to the two other leaves; the tie between them is the same for both.
    assert distances[0, 1] == pytest.approx(np.sqrt(2 * 2.0**2))


@pytest.mark.parametrize("method", METHODS)
def test_two_cliques_without_a_tie_between_are_two_groups(method: CommunityMethod) -> None:
    clique = np.ones((4, 4)) - np.eye(4)
    weights = np.block([[clique, np.zeros((4, 4))], [np.zeros((4, 4)), clique]])
    assert find_communities(weights, method).tolist() == [0, 0, 0, 0, 1, 1, 1, 1]


@pytest.mark.parametrize("method", METHODS)
def test_same_seed_gives_the_same_groups(method: CommunityMethod) -> None:
    weights = graph_of(np.random.default_rng(8), 24, 3)
    assert np.array_equal(find_communities(weights, method, seed=3), find_communities(weights, method, seed=3))


@pytest.mark.parametrize("method", METHODS)
def test_clear_camps_are_found_whatever_the_order_of_actors(method: CommunityMethod) -> None:
    camps = np.repeat([0, 1, 2], 6)
    weights = np.where(camps[:, None] == camps[None, :], 5.0, 0.2)
    weights += np.add.outer(np.arange(18), np.arange(18)) * 1e-3  # no two ties alike
    np.fill_diagonal(weights, 0)
    order = np.random.default_rng(2).permutation(18)
    found = find_communities(weights[np.ix_(order, order)], method, k=3)
    assert {frozenset(order[list(members)].tolist()) for members in groups_of(found)} == {
        frozenset(np.flatnonzero(camps == camp).tolist()) for camp in range(3)
    }


@pytest.mark.parametrize("method", METHODS)
def test_graph_without_positive_ties_has_no_groups(method: CommunityMethod) -> None:
    with pytest.raises(NoClustering, match="no positive tie"):
        find_communities(-np.ones((3, 3)), method)


@pytest.mark.parametrize("method", METHODS)
def test_more_groups_than_actors_are_refused(method: CommunityMethod) -> None:
    with pytest.raises(NoClustering, match="4 groups of 3 nodes"):
        find_communities(np.ones((3, 3)), method, k=4)


def test_method_that_finds_another_number_says_so() -> None:
    with pytest.raises(NoClustering, match="louvain chooses the number of groups itself and finds 4; 2 were asked for"):
        find_communities(KARATE, "louvain", k=2)


def test_tree_is_not_cut_below_its_unconnected_parts() -> None:
    pairs = np.kron(np.eye(3), np.array([[0.0, 1.0], [1.0, 0.0]]))
    for method in ("fastgreedy", "walktrap", "edge_betweenness"):
        with pytest.raises(NoClustering, match="3 unconnected parts"):
            find_communities(pairs, method, k=2)


def test_spinglass_never_has_more_groups_than_spins() -> None:
    assert spinglass(KARATE, k=2).max() <= 1


@given(st.data())
@settings(max_examples=12, deadline=None)
def test_every_method_partitions_any_graph_and_scores_at_most_one(data: Any) -> None:
    n = data.draw(st.integers(2, 9))
    cells = data.draw(st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.5, -1.0]), min_size=n * n, max_size=n * n))
    weights = np.triu(np.array(cells).reshape(n, n), 1)
    weights = weights + weights.T
    for method in METHODS:
        try:
            found = find_communities(weights, method)
        except NoClustering:
            continue
        assert found.shape == (n,)
        assert sorted(set(found.tolist())) == list(range(int(found.max()) + 1))
        assert found[0] == 0
        assert -1 <= modularity(np.maximum(weights, 0), found) <= 1


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_methods_without_chance_do_not_hang_on_the_order_of_actors(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(4, 12))
    weights = np.triu(rng.random((n, n)), 1)
    weights += weights.T
    order = rng.permutation(n)
    for method in ("fastgreedy", "walktrap", "leading_eigen", "edge_betweenness", "concor"):
        straight = find_communities(weights, method)
        turned = find_communities(weights[np.ix_(order, order)], method)
        assert {frozenset(order[list(members)].tolist()) for members in groups_of(turned)} == {
            frozenset(members) for members in groups_of(straight)
        }
