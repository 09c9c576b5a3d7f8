from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import Kernel, Network, NetworkError, NetworkSeries, StatementTable, TimeWindow, network
from onrecord.network.slices import dna_slices, moment, slices
from onrecord.network.smoothing import kernel_weights

from .made_tables import HARBOR, statement_rows, table_of

KERNELS = ["uniform", "epanechnikov", "triangular", "gaussian"]
FOUR_DAYS = (
    (0, "d1", "Pilots", "dredging", 1, 3),
    (1, "d2", "Greens", "dredging", 0, -1),
    (2, "d3", "Port", "dredging", 1, 10),
    (4, "d4", "Pilots", "dredging", 1, 2),
)


def series(table: StatementTable, **options: Any) -> NetworkSeries:
    found = network(table, **{"network_type": "onemode", "time_window": "days", "kernel": "uniform", **options})
    assert isinstance(found, NetworkSeries)
    return found


def cell(found: Network, row: str, column: str) -> float:
    return float(found.matrix[found.rows.index(row), found.columns.index(column)])


def at(found: NetworkSeries, day: int) -> Network:
    return next(each for each in found.networks if each.middle == datetime(2020, 1, 1 + day))


@pytest.mark.parametrize("kernel", KERNELS)
def test_weights_are_symmetric_and_largest_in_the_middle(kernel: str) -> None:
    u = np.linspace(-1.5, 1.5, 61)
    weights = kernel_weights(Kernel(kernel), u)
    assert np.allclose(weights, weights[::-1])
    assert weights.max() == weights[30]
    assert (np.diff(weights[30:]) <= 1e-15).all()
    assert kernel == "gaussian" or (weights[np.abs(u) > 1] == 0).all()


@pytest.mark.parametrize("kernel", KERNELS)
def test_kernels_are_densities(kernel: str) -> None:
    u = np.linspace(-8, 8, 16_001)
    assert kernel_weights(Kernel(kernel), u).sum() * (u[1] - u[0]) == pytest.approx(1, abs=1e-3)


@settings(deadline=None, max_examples=40)
@given(
    rows=statement_rows(),
    aggregation=st.sampled_from(["ignore", "congruence", "conflict", "subtract"]),
    normalization=st.sampled_from(["no", "average", "jaccard", "cosine"]),
    qualifier=st.sampled_from(["agreement", "salience", "frame"]),
)
def test_a_uniform_slice_is_half_the_network_of_its_window(
    rows: list[tuple[Any, ...]], aggregation: str, normalization: str, qualifier: str
) -> None:
    table = table_of(rows)
    options = {"qualifier": qualifier, "qualifier_aggregation": aggregation, "normalization": normalization}
    found = series(table, time_window="months", window_size=9, indent_time=False, **options)
    factor = 0.5 if normalization == "no" else 1.0
    for smoothed in found.networks[::5]:
        inside = network(table, network_type="onemode", start_date=smoothed.start, stop_date=smoothed.stop, **options)
        assert isinstance(inside, Network)
        for one, other in itertools.combinations(inside.rows, 2):
            assert cell(smoothed, one, other) == pytest.approx(factor * cell(inside, one, other), abs=1e-9)
        assert np.abs(smoothed.matrix).sum() == pytest.approx(factor * np.abs(inside.matrix).sum(), abs=1e-9)
        assert smoothed.n_statements == inside.n_statements


@settings(deadline=None, max_examples=15)
@given(
    rows=statement_rows(),
    kernel=st.sampled_from(KERNELS),
    normalization=st.sampled_from(["no", "average", "jaccard", "cosine"]),
    seed=st.integers(0, 99),
)
def test_one_mode_is_symmetric_without_diagonal_and_blind_to_the_order_of_rows(
    rows: list[tuple[Any, ...]], kernel: str, normalization: str, seed: int
) -> None:
    shuffled = [rows[place] for place in np.random.default_rng(seed).permutation(len(rows))]
    options = {"kernel": kernel, "time_window": "weeks", "window_size": 30, "indent_time": False}
    kinds = {}
    for aggregation in ("congruence", "conflict", "subtract"):
        asked = {**options, "qualifier_aggregation": aggregation, "normalization": normalization}
        kinds[aggregation] = series(table_of(rows), **asked)
        other = series(table_of(shuffled), **asked)
        for one, again in zip(kinds[aggregation].networks, other.networks, strict=True):
            assert np.allclose(one.matrix, one.matrix.T)
            assert not one.matrix.diagonal().any()
            assert np.allclose(one.matrix, again.matrix)
    for agree, differ, both in zip(*(found.networks for found in kinds.values()), strict=True):
        assert np.allclose(agree.matrix - differ.matrix, both.matrix)


def test_a_statement_before_and_one_after_the_middle_weigh_alike() -> None:
    table = table_of([(0, "a", "Pilots", "dredging", 1), (4, "b", "Port", "dredging", 1), (8, "c", "Pilots", "tax", 1)])
    for kernel in KERNELS:
        found = series(table, kernel=kernel, window_size=8, network_type="twomode", indent_time=False)
        assert cell(at(found, 4), "Pilots", "dredging") == cell(at(found, 4), "Pilots", "tax")


def test_triangular_weights_fall_evenly() -> None:
    found = series(table_of(FOUR_DAYS), kernel="triangular", window_size=4, network_type="twomode", indent_time=False)
    middle = at(found, 2)
    assert cell(middle, "Port", "dredging") == 1
    assert cell(middle, "Greens", "dredging") == 0.5
    assert cell(middle, "Pilots", "dredging") == 0  # both at the very ends of the window


def test_integer_qualifiers_count_as_numbers() -> None:
    table = table_of(FOUR_DAYS)
    asked = {"qualifier": "salience", "qualifier_aggregation": "subtract", "window_size": 8, "indent_time": False}
    two_mode = at(series(table, network_type="twomode", **asked), 2)
    assert [cell(two_mode, who, "dredging") for who in ("Pilots", "Greens", "Port")] == [2.5, -0.5, 5]
    congruence = at(series(table, **{**asked, "qualifier_aggregation": "congruence"}), 2)
    assert cell(congruence, "Greens", "Port") == 0
    assert cell(congruence, "Greens", "Pilots") == pytest.approx(0.5 * ((1 - 4 / 11) + (1 - 3 / 11)))


def test_dna_sorts_integers_as_texts_and_counts_their_rank() -> None:
    table = table_of(FOUR_DAYS)  # -1, 10, 2, 3 as texts: ranks 0, 1, 2, 3
    asked = {"qualifier": "salience", "qualifier_aggregation": "subtract", "window_size": 8, "compat": "dna"}
    found = at(series(table, network_type="twomode", indent_time=False, **asked), 2)
    assert [cell(found, who, "dredging") for who in ("Pilots", "Greens", "Port")] == [2.5, 0, 0.5]


def test_dnas_triangular_kernel_grows_with_time() -> None:
    asked = {"kernel": "triangular", "window_size": 4, "indent_time": False, "compat": "dna"}
    found = at(series(table_of(FOUR_DAYS), network_type="twomode", **asked), 2)
    assert cell(found, "Greens", "dredging") == 0.5  # a day before
    assert cell(found, "Pilots", "dredging") == 2  # two days after: 2; two days before: 0


def test_normalized_to_one_the_sizes_of_the_cells_sum_to_one() -> None:
    table = table_of(HARBOR)
    asked = {"qualifier_aggregation": "subtract", "window_size": 20, "indent_time": False, "normalize_to_one": True}
    for found in series(table, **asked).networks:
        assert np.abs(found.matrix).sum() == pytest.approx(1) or not found.matrix.any()


def test_slices_name_their_statements() -> None:
    found = at(series(table_of(FOUR_DAYS), window_size=2, indent_time=False), 1)
    assert found.statements.tolist() == [101, 102, 103]
    assert (found.start, found.stop) == (datetime(2020, 1, 1), datetime(2020, 1, 3))
    assert found.row_attributes["Port"]["frequency"] == 1


def test_with_indent_every_window_lies_within_the_statements() -> None:
    middles = [each.middle for each in series(table_of(FOUR_DAYS), window_size=2).networks]
    assert middles == [datetime(2020, 1, day) for day in (2, 3, 4, 5)]  # four windows of two days in five days
    none = series(table_of(FOUR_DAYS), window_size=40)
    assert none.networks == ()
    assert "shorter than the window" in none.warnings[-1]


def test_leaving_out_the_first_and_the_last_to_speak_moves_no_slice() -> None:
    asked = {"time_window": "months", "window_size": 2, "network_type": "twomode"}
    everybody = series(table_of(HARBOR), **asked)
    fewer = series(table_of(HARBOR), **asked, exclude_values={"organization": ["Pilots", "Port"]})
    assert [each.middle for each in fewer.networks] == [each.middle for each in everybody.networks]
    assert everybody.networks[0].middle == datetime(2020, 2, 1)
    assert everybody.networks[-1].middle == datetime(2021, 2, 1)
    assert fewer.networks[-1].warnings == ("no statements",)


def test_midpoints_keep_to_the_end_of_the_month() -> None:
    first, last = (int(np.datetime64(day, "s").astype(np.int64)) for day in ("2021-01-31", "2021-05-31"))
    ours = slices(first, last, size=2, unit=TimeWindow.MONTHS, indent=False, unbounded=False)
    assert [moment(each.middle).day for each in ours] == [31, 28, 31, 30, 31]
    theirs = dna_slices(first, last, size=2, unit=TimeWindow.MONTHS, indent=False, unbounded=False)
    assert [moment(each.middle).day for each in theirs] == [31, 28, 28, 28, 28]


def test_seconds_are_a_unit() -> None:
    rows = [(datetime(2020, 1, 1, 8, 0, second), "d", "Port", "tax", 1) for second in (0, 3, 5)]
    found = series(table_of(rows), network_type="twomode", time_window="seconds", window_size=4)
    assert [each.matrix.item() for each in found.networks] == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"time_window": "events"}, "time_window"),
        ({"time_window": "no"}, "time_window"),
        ({"network_type": "twomode", "qualifier_aggregation": "combine"}, "combine"),
        ({"time_window": "seconds", "window_size": 2}, "longer unit"),
    ],
)
def test_what_cannot_be_smoothed_is_refused_by_name(options: dict[str, Any], words: str) -> None:
    with pytest.raises(NetworkError, match=words):
        series(table_of(HARBOR), **options)


def test_no_statements_give_no_slices() -> None:
    found = series(table_of(HARBOR), exclude_values={"organization": ["Pilots", "Greens", "Port"]})
    assert found.networks == ()


def test_large_profiles_are_sparse_and_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"qualifier_aggregation": "subtract", "normalization": "jaccard", "kernel": "gaussian", "window_size": 99}
    dense = series(table_of(HARBOR), **asked, indent_time=False)
    monkeypatch.setattr("onrecord.network.smoothing._DENSE_CELLS", 0)
    sparse = series(table_of(HARBOR), **asked, indent_time=False)
    for one, other in zip(dense.networks, sparse.networks, strict=True):
        assert np.allclose(one.matrix, other.matrix)
