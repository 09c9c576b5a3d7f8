"""Brokers between camps: the five roles by hand and by brute force, and what ties actors across camps."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import NetworkError
from onrecord.network.measures import brokers, measure_brokers
from onrecord.network.measures.brokerage import Roles, count_roles, expected_roles

from .made_tables import table_of

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def roles_by_loop(ties: np.ndarray, groups: list[int]) -> dict[str, list[float]]:
    n = len(groups)
    found = {role: [0.0] * n for role in ROLES}
    for i, j, k in permutations(range(n), 3):
        if not ties[i, j] or not ties[j, k] or ties[i, k]:
            continue
        a, b, c = groups[i], groups[j], groups[k]
        if a == b == c:
            role = "coordinator"
        elif a == c:
            role = "itinerant"
        elif b == c:
            role = "gatekeeper"
        elif a == b:
            role = "representative"
        else:
            role = "liaison"
        found[role][j] += 1
    return found


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ([0, 0, 0], "coordinator"),
        ([0, 1, 0], "itinerant"),
        ([0, 1, 1], "gatekeeper"),
        ([0, 0, 1], "representative"),
        ([0, 1, 2], "liaison"),
    ],
)
def test_broker_of_a_path_has_the_role_of_its_groups(groups: list[int], role: str) -> None:
    path = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]])
    found = count_roles(path, groups)
    for each in ROLES:
        assert getattr(found, each).tolist() == [0, float(each == role), 0]
    assert found.total.tolist() == [0, 1, 0]


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_roles_are_those_a_plain_loop_counts(data: Any) -> None:
    n = data.draw(st.integers(1, 7))
    ties = np.array(data.draw(st.lists(st.integers(0, 1), min_size=n * n, max_size=n * n))).reshape(n, n)
    groups = data.draw(st.lists(st.integers(0, 2), min_size=n, max_size=n))
    np.fill_diagonal(ties, 0)
    found, looped = count_roles(ties, groups), roles_by_loop(ties, groups)
    for role in ROLES:
        assert getattr(found, role).tolist() == looped[role]


def test_expected_roles_are_the_mean_over_all_ways_to_deal_groups_out() -> None:
    rng = np.random.default_rng(3)
    ties = (rng.random((6, 6)) < 0.4).astype(int)
    groups = [0, 0, 0, 1, 1, 2]
    total = count_roles(ties, groups).total
    dealt = [count_roles(ties, list(order)) for order in set(permutations(groups))]
    expected = expected_roles(total, groups)
    for role in ROLES:
        mean = np.mean([getattr(one, role) for one in dealt], axis=0)
        assert getattr(expected, role).sum() == pytest.approx(mean.sum())
        assert np.allclose(getattr(expected, role), mean)


def test_who_agrees_with_both_camps_stands_between_them() -> None:
    # Port and Pilots against Greens and Anglers; the Mayor, of the first camp, also agrees with the others.
    actors = ("Anglers", "Greens", "Mayor", "Pilots", "Port")
    agreement = np.zeros((5, 5))
    for first, second, weight in ((0, 1, 2.0), (0, 2, 1.0), (1, 2, 1.0), (2, 3, 1.0), (2, 4, 1.0), (3, 4, 2.0)):
        agreement[first, second] = agreement[second, first] = weight
    found = measure_brokers(agreement, actors, ("nature", "nature", "trade", "trade", "trade"))
    assert found.ranked()[0] == "Mayor"
    mayor = actors.index("Mayor")
    assert found.across[mayor] == 2
    assert found.share[mayor] == pytest.approx(1 / 2)
    assert found.balance[mayor] == pytest.approx(0)
    assert found.participation[mayor] == pytest.approx(1 - (1 / 4 + 1 / 4))
    assert found.expected_share[mayor] == pytest.approx(2 / 4)
    # Of the four pairs across without the Mayor, all ways run over the Mayor.
    assert found.betweenness[mayor] == 1
    # Two of each camp are not tied but over the Mayor, and each pair is passed both ways.
    assert found.roles.gatekeeper[mayor] == found.roles.representative[mayor] == 4
    assert found.roles.coordinator[mayor] == 0
    assert isinstance(found.expected, Roles)


def test_weak_ties_can_be_left_out_of_roles() -> None:
    agreement = np.array([[0, 0.1, 2], [0.1, 0, 2], [2, 2, 0]], dtype=float)
    assert measure_brokers(agreement, "abc", (0, 1, 0)).roles.total.tolist() == [0, 0, 0]
    assert measure_brokers(agreement, "abc", (0, 1, 0), threshold=0.5).roles.total.tolist() == [0, 0, 2]


def debate() -> Any:
    said = [("Pilots", "dredging", 1), ("Pilots", "tariff", 0), ("Port", "dredging", 1), ("Port", "tariff", 0)]
    said += [("Greens", "dredging", 0), ("Greens", "tariff", 1), ("Anglers", "dredging", 0), ("Anglers", "tariff", 1)]
    said += [("Mayor", "dredging", 1), ("Mayor", "tariff", 1), ("Mayor", "lights", 1), ("Port", "lights", 1)]
    return table_of([(day, f"d{day}", *rest) for day, rest in enumerate(said)])


def test_camps_are_found_when_none_are_given() -> None:
    found = brokers(debate())
    camp = dict(zip(found.actors, found.camps, strict=True))
    assert camp["Pilots"] == camp["Port"] != camp["Greens"] == camp["Anglers"]
    assert found.ranked()[0] == "Mayor"


def test_frame_has_a_row_an_actor_with_camp_and_roles() -> None:
    frame = brokers(debate()).frame()
    assert frame.loc["Mayor", "betweenness"] == frame.betweenness.max()
    assert set(ROLES) <= set(frame.columns)


def test_windows_have_brokers_of_their_own() -> None:
    found = brokers(debate(), time_window="days", window_size=12)
    assert isinstance(found, tuple)
    assert all(part.middle is not None for part in found)


def test_given_camps_are_kept_and_others_are_told() -> None:
    found = brokers(debate(), camps={"Pilots": "trade", "Port": "trade", "Greens": "nature"})
    assert found.camps == ("nature", "trade", "trade")
    assert found.unplaced == ("Anglers", "Mayor")
    assert any("2 actors are in no camp" in warning for warning in found.warnings)


def test_camp_of_somebody_who_says_nothing_is_refused() -> None:
    with pytest.raises(NetworkError, match="Navy"):
        brokers(debate(), camps={"Navy": 1})


def test_one_camp_has_no_brokers_and_says_so() -> None:
    found = measure_brokers(np.ones((3, 3)), "abc", (0, 0, 0))
    assert found.betweenness.tolist() == [0, 0, 0]
    assert "nobody can stand between camps" in found.warnings[0]


@given(st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_brokers_follow_the_actors_when_their_order_changes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 9))
    upper = np.triu(rng.random((n, n)) * (rng.random((n, n)) < 0.5), 1)
    agreement, camps, order = upper + upper.T, rng.integers(3, size=n).tolist(), rng.permutation(n)
    straight = measure_brokers(agreement, [str(actor) for actor in range(n)], camps)
    turned = measure_brokers(
        agreement[np.ix_(order, order)], [str(actor) for actor in order], [camps[actor] for actor in order]
    )
    for measure in ("within", "across", "share", "expected_share", "balance", "participation", "betweenness"):
        assert np.allclose(getattr(turned, measure), getattr(straight, measure)[order])
    assert np.allclose(turned.roles.total, straight.roles.total[order])
