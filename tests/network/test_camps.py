"""Camps: the division that comes closest to the ideal pattern, and DNA's score beside it."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.network.measures.camps import Criterion, divide_exactly, find_division
from onrecord.network.measures.dna_camps import dna_score, find_dna_division
from onrecord.network.measures.partitions import all_partitions, count_partitions

Floats = npt.NDArray[np.float64]


def perfect(sizes: list[int]) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """Congruence 1 within camps, conflict 1 between them."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    same = np.equal.outer(labels, labels).astype(float)
    np.fill_diagonal(same, 0.0)
    return same, np.not_equal.outer(labels, labels).astype(float), labels


def symmetric(values: Floats) -> Floats:
    found = np.triu(values, 1)
    return found + found.T


@st.composite
def debates(draw: st.DrawFn, *, least: int = 3, most: int = 7) -> tuple[Floats, Floats]:
    """Congruence and conflict of a few actors; some conflict is always there."""
    n = draw(st.integers(least, most))
    cell = st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0, 2.0, 3.0])
    congruence = symmetric(draw(arrays(np.float64, (n, n), elements=cell)))
    conflict = symmetric(draw(arrays(np.float64, (n, n), elements=cell)))
    conflict[0, 1] = conflict[1, 0] = 1.0
    return congruence, conflict


def closeness_by_loops(congruence: Floats, conflict: Floats, labels: list[int]) -> float:
    """One minus the mean total variation distance from the ideal, dyad by dyad."""
    n = len(labels)
    dyads = [(i, j) for i in range(n) for j in range(n) if i != j]
    within = [pair for pair in dyads if labels[pair[0]] == labels[pair[1]]]
    apart = 0.0
    for matrix, where in ((congruence, set(within)), (conflict, set(dyads) - set(within))):
        mass = sum(matrix[pair] for pair in dyads)
        observed = {pair: matrix[pair] / mass if mass else 0.0 for pair in dyads}
        ideal = {pair: 1 / len(where) if pair in where else 0.0 for pair in dyads}
        total = sum(abs(observed[pair] - ideal[pair]) for pair in dyads) / 2
        if bool(mass) != bool(where):
            total = 1.0  # one of them is empty and the other is not
        apart += total / 2
    return 1 - apart


def dna_score_by_loops(congruence: Floats, conflict: Floats, labels: list[int]) -> float:
    n, groups = len(labels), max(labels) + 1
    sizes = [labels.count(group) for group in range(groups)]
    within = sum(size * (size - 1) for size in sizes)
    between = n * (n - 1) - within
    total = 0.0
    for i, j in product(range(n), repeat=2):
        if i == j:
            continue
        if labels[i] == labels[j]:
            size = sizes[labels[i]]
            total += abs(congruence[i, j] - size * (size - 1) / within * congruence.sum() / within) + conflict[i, j]
        else:
            share = sizes[labels[i]] * sizes[labels[j]] / between
            total += congruence[i, j] + abs(conflict[i, j] - share * conflict.sum() / between)
    return total / 2


@pytest.mark.parametrize("sizes", [[2, 2], [3, 3], [5, 2], [6, 1], [3, 2, 2]])
def test_perfect_camps_of_any_sizes_are_found_and_reach_one(sizes: list[int]) -> None:
    congruence, conflict, labels = perfect(sizes)
    found = find_division(Criterion(congruence, conflict), len(sizes))
    assert found.labels.tolist() == labels.tolist()
    assert found.closeness == pytest.approx(1)
    assert found.exact
    assert found.n_optimal == 1


def test_a_debate_without_structure_gives_one_half_whatever_the_sizes_of_camps() -> None:
    everything = 1 - np.eye(6)
    criterion = Criterion(20 * everything, everything)
    values = criterion.closeness_of_all(all_partitions(6, 2), 2)
    assert values == pytest.approx(0.5)


def test_two_camps_that_agree_on_much_are_found_where_pooled_masses_would_single_out_one_actor() -> None:
    within, between, labels = perfect([4, 4])
    congruence, conflict = 10 * (within + 0.5 * between), between
    found = divide_exactly(Criterion(congruence, conflict), 2)
    assert found.labels.tolist() == labels.tolist()

    def pooled(row: npt.NDArray[np.int8]) -> float:
        same = np.equal.outer(row, row) & ~np.eye(8, dtype=bool)
        apart = np.not_equal.outer(row, row)
        near = np.minimum(congruence, congruence.sum() / same.sum())[same].sum()
        return float(near + np.minimum(conflict, conflict.sum() / apart.sum())[apart].sum())

    assert sorted(np.bincount(max(all_partitions(8, 2), key=pooled)).tolist()) == [1, 7]


def test_two_actors_who_only_contradict_each_other_are_ideally_polarized() -> None:
    conflict = 1 - np.eye(2)
    assert divide_exactly(Criterion(np.zeros((2, 2)), conflict), 2).closeness == pytest.approx(1)


def test_camps_are_not_smaller_than_asked() -> None:
    congruence, conflict, _ = perfect([5, 1])
    criterion = Criterion(congruence, conflict)
    for limit in (0, 1000):
        found = find_division(criterion, 2, smallest=2, exact_up_to=limit)
        assert np.bincount(found.labels).min() == 2


@given(debates(), st.data())
@settings(deadline=None, max_examples=60)
def test_closeness_is_what_plain_loops_compute(debate: tuple[Floats, Floats], data: st.DataObject) -> None:
    congruence, conflict = debate
    n = len(congruence)
    labels = data.draw(st.lists(st.integers(0, 2), min_size=n, max_size=n).filter(lambda found: len(set(found)) > 1))
    criterion = Criterion(congruence, conflict)
    assert criterion.closeness(labels) == pytest.approx(closeness_by_loops(congruence, conflict, labels))
    several = criterion.closeness_of_all(np.array([labels, labels[::-1]], dtype=np.int8), 3)
    assert several[0] == pytest.approx(criterion.closeness(labels))


@given(debates(), st.randoms(use_true_random=False), st.floats(0.1, 50), st.floats(0.1, 50))
@settings(deadline=None, max_examples=60)
def test_order_of_actors_and_scale_of_networks_change_nothing(
    debate: tuple[Floats, Floats], random: object, much: float, little: float
) -> None:
    congruence, conflict = debate
    order = list(range(len(congruence)))
    random.shuffle(order)  # type: ignore[attr-defined]
    turned = np.ix_(order, order)
    one = divide_exactly(Criterion(congruence, conflict), 2)
    other = divide_exactly(Criterion(much * congruence[turned], little * conflict[turned]), 2)
    assert other.closeness == pytest.approx(one.closeness)
    assert other.n_optimal == one.n_optimal
    if one.n_optimal == 1:
        same = np.equal.outer(one.labels, one.labels)
        assert np.array_equal(same[turned], np.equal.outer(other.labels, other.labels))


@given(debates(least=4, most=8), st.integers(2, 3), st.integers(0, 100))
@settings(deadline=None, max_examples=60)
def test_the_search_reaches_what_trying_every_division_reaches(
    debate: tuple[Floats, Floats], groups: int, seed: int
) -> None:
    criterion = Criterion(*debate)
    exact = divide_exactly(criterion, groups)
    found = find_division(criterion, groups, seed=seed, exact_up_to=0)
    assert not found.exact
    assert found.closeness == pytest.approx(exact.closeness)


def test_the_search_finds_planted_unequal_camps_among_many_actors() -> None:
    rng = np.random.default_rng(4)
    congruence, conflict, labels = perfect([31, 9])
    order = rng.permutation(40)
    turned = np.ix_(order, order)
    noisy = [symmetric(rng.poisson(0.4 + 2 * matrix[turned]).astype(float)) for matrix in (congruence, conflict)]
    found = find_division(Criterion(*noisy), 2)
    assert np.array_equal(np.equal.outer(found.labels, found.labels), np.equal.outer(labels[order], labels[order]))


def test_the_same_seed_gives_the_same_camps() -> None:
    rng = np.random.default_rng(8)
    congruence, conflict = (symmetric(rng.gamma(0.3, 1, (30, 30))) for _ in range(2))
    first, second = (find_division(Criterion(congruence, conflict), 2, seed=3) for _ in range(2))
    assert first.labels.tolist() == second.labels.tolist()
    assert first.closeness == second.closeness


def test_every_division_is_listed_once() -> None:
    for n, groups in product(range(1, 8), range(1, 5)):
        rows = all_partitions(n, groups)
        assert len(rows) == len({tuple(row) for row in rows.tolist()}) == count_partitions(n, groups)
    assert all_partitions(3, 2).tolist() == [[0, 0, 1], [0, 1, 0], [0, 1, 1]]


def test_dna_score_of_perfect_camps_is_a_quarter_as_dna_halves_its_ideal() -> None:
    congruence, conflict, labels = perfect([2, 2])
    assert dna_score(congruence, conflict, labels) == pytest.approx(3)
    assert dna_score(congruence, conflict, labels, normalize=True) == pytest.approx(0.25)


@given(debates(least=4), st.data())
@settings(deadline=None, max_examples=40)
def test_dna_score_is_what_plain_loops_compute(debate: tuple[Floats, Floats], data: st.DataObject) -> None:
    n = len(debate[0])
    free = data.draw(st.lists(st.integers(0, 1), min_size=n - 3, max_size=n - 3))
    labels = [0, 1, 0, *free]
    assert dna_score(*debate, labels) == pytest.approx(dna_score_by_loops(*debate, labels))


@given(debates(least=4, most=7), st.integers(2, 3))
@settings(deadline=None, max_examples=25)
def test_dna_division_has_the_largest_score_of_all_balanced_ones(debate: tuple[Floats, Floats], groups: int) -> None:
    n = len(debate[0])
    balanced = [
        row
        for row in all_partitions(n, groups).tolist()
        if max(map(row.count, range(groups))) - min(map(row.count, range(groups))) <= 1
    ]
    largest = max(dna_score_by_loops(*debate, row) for row in balanced)
    assert find_dna_division(*debate, groups).closeness == pytest.approx(largest)


def test_swaps_climb_to_the_largest_dna_score_of_more_actors(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.network.measures import dna_camps

    rng = np.random.default_rng(2)
    congruence, conflict = (symmetric(rng.gamma(0.5, 1, (9, 9))) for _ in range(2))
    exact = find_dna_division(congruence, conflict)
    monkeypatch.setattr(dna_camps, "EXACT_UP_TO", 0)
    climbed = find_dna_division(congruence, conflict)
    assert not climbed.exact
    assert climbed.closeness == pytest.approx(exact.closeness)
    assert sorted(np.bincount(climbed.labels).tolist()) == [4, 5]
