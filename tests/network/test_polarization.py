"""Polarization of statement tables: whole, over time, with intervals, and by DNA's rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import NetworkError, network
from onrecord.network.measures import (
    CampSearch,
    Polarization,
    PolarizationSeries,
    Slice,
    find_camps,
    measure_polarization,
    polarization_slices,
)

from .made_tables import statement_rows, table_of

BRIDGE = ("bridge", "toll", "tunnel")
FERRY = ("Ferrymen", "Boatyard", "Inn", "Anglers")
ROAD = ("Hauliers", "Mayor")


def crossing(*, days: range = range(0, 12), dissent: int = 0) -> list[tuple[object, ...]]:
    """A river crossing: two road people for everything, four ferry people against; one document a day and concept."""
    rows: list[tuple[object, ...]] = []
    for day in days:
        for concept in BRIDGE:
            names = [*((name, 0) for name in FERRY), *((name, 1) for name in ROAD)]
            rows += [(day, f"d{day}{concept}", name, concept, stance) for name, stance in names]
    for number in range(dissent):
        rows.append((days[number], f"d{days[number]}odd", FERRY[0], BRIDGE[0], 1))
    return rows


def whole(rows: list[tuple[object, ...]], **options: object) -> Polarization:
    found = measure_polarization(table_of(rows), **options)  # type: ignore[arg-type]
    assert isinstance(found, Polarization)
    return found


def series(rows: list[tuple[object, ...]], **options: object) -> PolarizationSeries:
    found = measure_polarization(table_of(rows), **options)  # type: ignore[arg-type]
    assert isinstance(found, PolarizationSeries)
    return found


def test_two_unequal_camps_of_a_clean_debate_are_found_with_the_extreme_score() -> None:
    found = whole(crossing())
    assert {frozenset(members) for members in found.members()} == {frozenset(FERRY), frozenset(ROAD)}
    assert found.polarization == pytest.approx(1)
    assert found.distance == pytest.approx(0)
    assert found.score == pytest.approx(0)
    assert found.cohesion == found.division == pytest.approx(1)
    assert found.search.startswith("exact")
    assert found.seed == 0


def test_dissent_lowers_polarization() -> None:
    assert whole(crossing(dissent=6)).polarization < whole(crossing()).polarization


def test_who_shares_no_concept_with_anybody_is_in_no_camp_and_is_named() -> None:
    found = whole([*crossing(), (3, "x", "Birders", "reeds", 1)])
    assert found.camps[found.actors.index("Birders")] is None
    assert "1 actors" in found.warnings[0]
    assert found.polarization == pytest.approx(1)


def test_without_conflict_there_are_no_camps_and_it_says_so() -> None:
    found = whole([row for row in crossing() if row[4]])
    assert set(found.camps) == {None}
    assert found.polarization == 0
    assert "nobody contradicts anybody" in found.warnings[0]
    assert found.members() == ()


def test_more_camps_than_actors_is_said_and_not_computed() -> None:
    found = whole(crossing(), search=CampSearch(camps=7))
    assert "too few for 7 camps" in found.warnings[0]


def test_three_camps_are_found_when_asked_for() -> None:
    rows: list[tuple[object, ...]] = []
    for day in range(6):
        for name, stances in (("Ants", (1, 0, 0)), ("Bees", (0, 1, 0)), ("Owls", (0, 0, 1))):
            for copy in "ab":
                rows += [
                    (day, f"d{day}", name + copy, concept, stance)
                    for concept, stance in zip(("hive", "hill", "barn"), stances, strict=True)
                ]
    found = whole(rows, search=CampSearch(camps=3))
    assert {frozenset(members) for members in found.members()} == {
        frozenset({"Antsa", "Antsb"}),
        frozenset({"Beesa", "Beesb"}),
        frozenset({"Owlsa", "Owlsb"}),
    }


def test_options_of_networks_hold_and_unknown_ones_are_refused_by_name() -> None:
    found = whole(crossing(), exclude_values={"organization": ["Mayor"]})
    assert "Mayor" not in found.actors
    with pytest.raises(NetworkError, match="normalisation"):
        whole(crossing(), normalisation="no")
    with pytest.raises(NetworkError, match="qualifier"):
        whole(crossing(), qualifier=None)
    with pytest.raises(NetworkError, match="camps=1"):
        CampSearch(camps=1)
    with pytest.raises(NetworkError, match="qualifier_aggregation='subtract'"):
        whole(crossing(), qualifier_aggregation="subtract")
    with pytest.raises(NetworkError, match="level=2"):
        whole(crossing(), replicates=1, level=2)


def test_the_slices_are_the_congruence_and_conflict_networks() -> None:
    table = table_of(crossing(dissent=2))
    (part,) = polarization_slices(table, network(table, network_type="onemode", normalization="average").options)
    for matrix, kind in ((part.congruence, "congruence"), (part.conflict, "conflict")):
        expected = network(table, network_type="onemode", normalization="average", qualifier_aggregation=kind)
        assert matrix == pytest.approx(expected.matrix)


def test_over_time_camps_keep_their_numbers_while_members_stay() -> None:
    rows = [*crossing(days=range(0, 40)), *((day, f"e{day}", "Pilots", "toll", int(day > 20)) for day in range(40))]
    found = series(rows, time_window="days", window_size=9)
    assert len({one.actors for one in found.slices}) == 1
    mayor = found.slices[0].actors.index("Mayor")
    pilots = found.slices[0].actors.index("Pilots")
    assert {one.camps[mayor] for one in found.slices} == {found.slices[0].camps[mayor]}
    assert found.slices[0].camps[pilots] != found.slices[0].camps[mayor]
    assert found.slices[-1].camps[pilots] == found.slices[-1].camps[mayor]
    assert all(one.start is not None and one.start <= one.middle <= one.stop for one in found.slices)  # type: ignore[operator]


def test_an_empty_window_has_no_camps() -> None:
    found = series([*crossing(days=range(0, 5)), *crossing(days=range(60, 66))], time_window="days", window_size=5)
    silent = [one for one in found.slices if one.n_statements == 0]
    assert silent
    assert all(set(one.camps) == {None} for one in silent)
    assert found.slices[0].polarization == pytest.approx(1)


def test_kernel_slices_hold_real_congruence_and_real_conflict() -> None:
    found = series(crossing(days=range(0, 30)), time_window="days", window_size=10, kernel="gaussian")
    assert all({frozenset(m) for m in one.members()} == {frozenset(FERRY), frozenset(ROAD)} for one in found.slices)
    assert min(one.division for one in found.slices) == pytest.approx(1)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    rows = crossing(dissent=5)
    first, again, other = (whole(rows, replicates=20, shuffles=5, search=CampSearch(seed=seed)) for seed in (1, 1, 2))
    assert first == again
    assert first.interval != other.interval
    low, high = first.interval or (1.0, 0.0)
    assert 0 <= low <= high <= 1
    assert first.stability is not None
    assert all(0.9 <= share <= 1 for share in first.stability)
    assert first.chance is not None
    assert first.chance < first.polarization


def test_a_debate_of_chance_lies_about_where_shuffled_stances_lie() -> None:
    rng = np.random.default_rng(5)
    rows = [
        (int(day), f"d{day}", f"actor {rng.integers(8)}", f"concept {rng.integers(6)}", int(rng.integers(2)))
        for day in range(240)
    ]
    found = whole(rows, shuffles=30)
    assert found.chance == pytest.approx(found.polarization, abs=0.05)


def test_intervals_over_time_belong_to_their_slices_and_hold_the_estimate() -> None:
    found = series(crossing(days=range(0, 20), dissent=4), time_window="days", window_size=9, replicates=6)
    for one in found.slices:
        low, high = one.interval or (1.0, 0.0)
        assert low <= one.polarization <= high


def test_dna_takes_the_least_polarized_balanced_camps_and_we_say_so() -> None:
    found = whole(crossing(), compat="dna")
    assert sorted(map(len, found.members())) == [3, 3]
    assert found.score == found.dna_score > whole(crossing()).dna_score
    assert "DNA's largest score" in found.search


def test_a_slice_of_given_matrices_needs_no_table() -> None:
    congruence = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]], dtype=float)
    conflict = np.array([[0, 0, 1], [0, 0, 1], [1, 1, 0]], dtype=float)
    start = datetime(2020, 1, 1)
    part = Slice(("a", "b", "c"), congruence, conflict, 4, start, start, start + timedelta(1))
    assert find_camps(part).members() == (("a", "b"), ("c",))
    for message, wrong in (("negative", -conflict), ("not numbers", conflict * np.nan), ("shape", conflict[:2])):
        with pytest.raises(NetworkError, match=message):
            find_camps(Slice(("a", "b", "c"), congruence, wrong))


def camps_by_name(found: Polarization) -> set[frozenset[str]]:
    return {frozenset(members) for members in found.members()}


@given(statement_rows(most=30), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=15)
def test_order_of_rows_names_of_actors_and_a_second_copy_of_the_table_change_nothing(
    rows: list[tuple[object, ...]], random: Random
) -> None:
    first = whole(rows)
    mixed = random.sample(rows, len(rows))
    renamed = [(day, document, name and f"z{name[::-1]}", *rest) for day, document, name, *rest in rows]  # type: ignore[index]
    copied = [*rows, *((day, f"{document} again", *rest) for day, document, *rest in rows)]
    for other in (whole(mixed), whole(renamed), whole(copied)):
        assert other.polarization == pytest.approx(first.polarization)
        assert other.search == first.search
    if "equally good" not in first.search:
        assert camps_by_name(whole(mixed)) == camps_by_name(whole(copied)) == camps_by_name(first)


@given(statement_rows(most=30))
@settings(deadline=None, max_examples=40)
def test_every_result_lies_within_its_bounds(rows: list[tuple[object, ...]]) -> None:
    found = whole(rows)
    for value in (found.polarization, found.distance, found.cohesion, found.division):
        assert -1e-12 <= value <= 1 + 1e-12
    assert found.polarization + found.distance == pytest.approx(1)
    assert len(found.camps) == len(found.actors)
    placed = [camp for camp in found.camps if camp is not None]
    assert sorted(set(placed)) == list(range(len(set(placed))))
    assert not placed or found.polarization > 0
