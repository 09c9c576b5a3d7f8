from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import NetworkError
from onrecord.network.replication import Cell, compare_with_dna

from .made_tables import HARBOR, statement_rows, table_of

TWO_JANUARIES = (
    (datetime(2015, 1, 5), "d1", "Pilots", "dredging", 1),
    (datetime(2015, 1, 5), "d1", "Port", "dredging", 1),
    (datetime(2017, 1, 9), "d2", "Pilots", "dredging", 1),
)
WINDOWS: list[dict[str, Any]] = [
    {},
    {"time_window": "years", "window_size": 1},
    {"time_window": "events", "window_size": 3},
]


def test_equal_networks_have_nothing_to_explain() -> None:
    found = compare_with_dna(table_of(HARBOR), network_type="onemode", qualifier_aggregation="congruence")
    assert found.same
    assert found.deviations == ()


def test_two_januaries_are_explained() -> None:
    found = compare_with_dna(table_of(TWO_JANUARIES), duplicates="month")
    assert found.cells == (Cell("Pilots", "dredging", 2, 1),)
    (reason,) = found.deviations
    assert str(reason) == (
        "duplicates=month: DNA compares bare month numbers, whatever the year, and keeps 2 statements; "
        "here a month is one of its year: 3"
    )


def test_the_largest_difference_comes_first() -> None:
    found = compare_with_dna(table_of(HARBOR), network_type="onemode", normalization="cosine")
    assert found.cells
    sizes = [abs(cell.here - cell.dna) for cell in found.cells]
    assert sizes == sorted(sizes, reverse=True)
    assert all(0 <= cell.here <= 1 for cell in found.cells)


def test_windows_of_other_number_are_not_compared_cell_by_cell() -> None:
    found = compare_with_dna(table_of(HARBOR), time_window="months", window_size=2)
    assert found.cells is None
    assert not found.same
    assert "1 units to either side" in str(found.deviations[0])


def test_what_has_no_right_result_is_refused() -> None:
    with pytest.raises(NetworkError, match="combine"):
        compare_with_dna(table_of(HARBOR), qualifier_aggregation="combine", normalization="activity")


@settings(deadline=None, max_examples=60)
@given(
    rows=statement_rows(),
    mode=st.sampled_from(["onemode", "twomode"]),
    aggregation=st.sampled_from(["ignore", "congruence", "conflict", "subtract", "combine"]),
    normalization=st.sampled_from(["no", "average", "jaccard", "cosine", "activity", "prominence"]),
    duplicates=st.sampled_from(["include", "document", "week", "month", "year", "acrossrange"]),
    qualifier=st.sampled_from(["agreement", "salience", "frame"]),
    window=st.sampled_from(WINDOWS),
    kernel=st.sampled_from(["no", "uniform", "triangular"]),
    isolates=st.booleans(),
)
def test_every_difference_is_explained(
    rows: list[tuple[Any, ...]], mode: str, window: dict[str, Any], kernel: str, **options: Any
) -> None:
    options["qualifier_aggregation"] = options.pop("aggregation")
    if kernel != "no":
        window = {"time_window": "months", "window_size": 7, "kernel": kernel, "indent_time": False}
    try:
        found = compare_with_dna(table_of(rows), network_type=mode, **options, **window)
    except NetworkError:
        return
    assert found.same == (found.deviations == ())
