"""Groups by many methods: alignment, choice of k, failures with reasons, windows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.spatial.distance import jaccard

from onrecord.network import NetworkError, network
from onrecord.network.measures import ClusterMethod, Multiclust, MulticlustSeries, cluster, modularity, multiclust
from onrecord.network.measures.clustering import jaccard_distances

from .made_tables import statement_rows, table_of

CUTTING = ("single", "average", "complete", "ward", "kmeans", "pam", "concor_two", "concor_one", "equivalence")
CAMPS = {"Anglers": 0, "Greens": 0, "Divers": 0, "Pilots": 1, "Port": 1, "Tugs": 1}


def two_camps(*, days: int = 1) -> Any:
    """Three for nature, three for trade, on four concepts; each speaks of three of them, differently."""
    said = []
    for number, (actor, camp) in enumerate(CAMPS.items()):
        for place, concept in enumerate(("dredging", "tariff", "lights", "quay")):
            if (number + place) % 4:
                said.append((actor, concept, int(camp == place % 2)))
    return table_of([(days * at, f"d{at}", *rest) for at, rest in enumerate(said)])


def camps_of(found: Multiclust, membership: tuple[int, ...]) -> set[frozenset[str]]:
    return {
        frozenset(actor for actor, group in zip(found.actors, membership, strict=True) if group == number)
        for number in set(membership)
    }


@pytest.mark.parametrize("method", list(ClusterMethod))
def test_every_method_finds_two_clear_camps(method: ClusterMethod) -> None:
    found = multiclust(two_camps(), methods=[method])
    assert isinstance(found, Multiclust)
    assert not found.found.failures
    assert camps_of(found, found.found.results[0].membership) == {
        frozenset(actor for actor, camp in CAMPS.items() if camp == side) for side in (0, 1)
    }


def test_best_is_the_first_of_highest_modularity_on_the_one_graph() -> None:
    found = multiclust(two_camps())
    matrix = np.maximum(
        network(two_camps(), network_type="onemode", qualifier_aggregation="subtract", normalization="average").matrix,
        0,
    )
    assert found.best is not None
    assert found.best.modularity == max(one.modularity for one in found.found.results)
    for one in found.found.results:
        assert one.modularity == pytest.approx(modularity(matrix, one.membership))
        assert one.k == len(set(one.membership))
    assert found.members(found.best) == (("Anglers", "Divers", "Greens"), ("Pilots", "Port", "Tugs"))


def test_asked_for_k_methods_that_choose_their_own_fail_with_the_reason() -> None:
    found = multiclust(two_camps(), k=3)
    assert {one.method for one in found.found.results if one.method in CUTTING} == set(CUTTING)
    assert all(one.k == 3 for one in found.found.results)
    reasons = {one.method: one.reason for one in found.found.failures}
    assert "finds 2; 3 were asked for" in reasons[ClusterMethod.LEIDEN]


def test_fewest_groups_win_where_two_cuts_are_equally_good() -> None:
    pair = np.array([[0.0, 1.0], [1.0, 0.0]])
    found = cluster(np.eye(2), pair, methods=["average"])
    assert found.results[0].k == 2
    assert found.results[0].modularity == pytest.approx(-0.5)


def test_debate_without_agreement_fails_method_by_method() -> None:
    rows = [(1, "d1", "Port", "dredging", 1), (1, "d1", "Greens", "dredging", 0)]
    found = multiclust(table_of(rows))
    assert found.best is None
    assert len(found.found.failures) == len(ClusterMethod)
    assert all("no two actors agree" in one.reason for one in found.found.failures)


def test_agreeing_and_disagreeing_are_two_things_to_say() -> None:
    rows = [(1, "d1", "Port", "dredging", 1), (1, "d1", "Greens", "dredging", 0), (1, "d1", "Tugs", "dredging", 1)]
    found = multiclust(table_of(rows))
    assert found.actors == ("Greens", "Port", "Tugs")
    assert found.found.distances.tolist() == [[0, 1, 1], [1, 0, 0], [1, 0, 0]]


def test_integers_are_told_apart_by_their_sign() -> None:
    rows = [(1, "d1", "Port", "quay", 1, 3), (1, "d1", "Tugs", "quay", 1, 1), (1, "d1", "Greens", "quay", 1, -2)]
    found = multiclust(table_of(rows), qualifier="salience")
    assert found.found.distances.tolist() == [[0, 1, 1], [1, 0, 0], [1, 0, 0]]


def test_without_qualifier_only_the_concept_counts() -> None:
    found = multiclust(two_camps(), qualifier=None)
    incidence = network(two_camps(), qualifier=None).matrix > 0
    assert found.found.distances[0, 1] == pytest.approx(jaccard(incidence[0], incidence[1]))


def test_distances_are_those_of_scipy_and_silence_is_like_silence() -> None:
    incidence = (np.random.default_rng(1).random((8, 12)) < 0.4).astype(float)
    incidence[6:] = 0
    found = jaccard_distances(incidence)
    for first in range(6):
        for second in range(6):
            assert found[first, second] == pytest.approx(jaccard(incidence[first] > 0, incidence[second] > 0))
    assert found[6, 7] == 0
    assert found[0, 6] == 1


def test_windows_keep_actors_and_graph_aligned_where_some_are_silent() -> None:
    found = multiclust(two_camps(days=40), time_window="days", window_size=200, isolates=True, methods=["average"])
    assert isinstance(found, MulticlustSeries)
    silent = [part for part in found.slices if part.left_out]
    assert silent
    for part in found.slices:
        assert set(part.actors) | set(part.left_out) == set(CAMPS)
        assert not set(part.actors) & set(part.left_out)
        for one in part.found.results:
            assert len(one.membership) == len(part.actors) == len(part.found.distances)


def test_series_is_the_same_as_its_windows_one_by_one() -> None:
    table = two_camps(days=20)
    series = multiclust(table, time_window="months", window_size=6, methods=["louvain", "ward"])
    for part in series.slices[:4]:
        alone = multiclust(table, start_date=part.start, stop_date=part.stop, methods=["louvain", "ward"])
        assert alone.actors == part.actors
        assert alone.found.results == part.found.results


def test_frames_show_groups_scores_and_reasons() -> None:
    found = multiclust(two_camps(), k=2, methods=["ward", "infomap", "concor_one"])
    assert found.frame().loc["Port", "ward"] == 1
    assert list(found.scores().k) == [2, 2, 2]
    failed = multiclust(two_camps(), k=4, methods=["ward", "louvain"]).scores()
    assert failed.loc["ward", "reason"] == ""
    assert "4 were asked for" in failed.loc["louvain", "reason"]
    series = multiclust(two_camps(days=40), time_window="months", window_size=3, methods=["ward"])
    assert len(series.scores()) == len(series.slices)


def test_same_seed_gives_the_same_groups() -> None:
    assert multiclust(two_camps(), seed=5).found.results == multiclust(two_camps(), seed=5).found.results


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"methods": ["wards"]}, "wards.*ward"),
        ({"k": 0}, "k=0"),
        ({"k_max": 1}, "k_max=1"),
        ({"kernel": "gaussian", "time_window": "days"}, "kernel=gaussian.*time_window"),
        ({"network_type": "twomode"}, "network_type='twomode'"),
        ({"variabel1": "organization"}, "variabel1.*variable1"),
    ],
)
def test_what_is_not_offered_is_refused_by_name(options: dict[str, Any], told: str) -> None:
    with pytest.raises(NetworkError, match=told):
        multiclust(two_camps(), **options)


@given(statement_rows())
@settings(max_examples=6, deadline=None)
def test_any_table_gives_partitions_or_reasons(rows: list[tuple[Any, ...]]) -> None:
    for qualifier in ("agreement", "salience", "frame", None):
        found = multiclust(table_of(rows), qualifier=qualifier)
        assert len(found.found.results) + len(found.found.failures) == len(ClusterMethod)
        for one in found.found.results:
            assert len(one.membership) == len(found.actors)
        assert all(one.reason for one in found.found.failures)
