"""Each cell names the statements it rests on."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import Network, NetworkError, NetworkSeries, network

from .made_tables import HARBOR, statement_rows, table_of


def found(rows: Any = HARBOR, **options: Any) -> Network:
    result = network(table_of(rows), **options)
    assert isinstance(result, Network)
    return result


def test_a_two_mode_cell_names_what_was_said_about_a_concept() -> None:
    assert found().statements_of("Port", "dredging").tolist() == [105, 109, 110]
    assert found().statements_of("Greens", "tariff").tolist() == [108]
    kept = found(duplicates="document", qualifier_aggregation="subtract")
    assert kept.statements_of("Greens", "dredging").tolist() == [103]


@pytest.mark.parametrize(
    ("aggregation", "statements"),
    [
        ("ignore", [101, 102, 105, 106, 107, 109, 110]),
        ("congruence", [101, 105, 107, 110]),
        ("conflict", [101, 102, 106, 107, 109]),
        ("subtract", [101, 102, 105, 106, 107, 109, 110]),
    ],
)
def test_a_one_mode_cell_names_what_met(aggregation: str, statements: list[int]) -> None:
    result = found(network_type="onemode", qualifier_aggregation=aggregation)
    assert result.statements_of("Pilots", "Port").tolist() == statements
    assert result.statements_of("Port", "Pilots").tolist() == statements


def test_a_window_names_its_own_statements() -> None:
    series = network(table_of(HARBOR), time_window="months", window_size=1)
    assert isinstance(series, NetworkSeries)
    assert series[1].rows == ("Greens", "Port")
    assert series[1].statements_of("Port", "dredging").tolist() == [109]
    with pytest.raises(NetworkError, match="'Pilots' is not in this network; there are: Greens, Port"):
        series[1].statements_of("Pilots", "dredging")


def test_a_network_from_elsewhere_says_that_it_has_no_statements() -> None:
    with pytest.raises(NetworkError, match="does not know its statements"):
        dataclasses.replace(found(), evidence=None).statements_of("Port", "dredging")


@settings(max_examples=60, deadline=None)
@given(
    statement_rows(),
    st.sampled_from(["ignore", "congruence", "conflict"]),
    st.sampled_from(["agreement", "salience", "frame"]),
    st.sampled_from([None, "dna"]),
)
def test_a_cell_is_zero_where_no_statement_is_named_and_only_there(
    rows: Any, aggregation: str, qualifier: str, compat: str | None
) -> None:
    result = found(rows, network_type="onemode", qualifier=qualifier, qualifier_aggregation=aggregation, compat=compat)
    for i, one in enumerate(result.rows):
        for j, other in enumerate(result.rows[:i]):
            named = result.statements_of(one, other)
            if result.matrix[i, j] == result.matrix[i, j]:  # not 0 / 0
                assert (len(named) > 0) == (abs(result.matrix[i, j]) > 1e-12)


@settings(max_examples=40, deadline=None)
@given(statement_rows())
def test_two_mode_cells_share_out_all_statements(rows: Any) -> None:
    result = found(rows)
    named = [result.statements_of(row, column) for row in result.rows for column in result.columns]
    assert sorted(id for each in named for id in each.tolist()) == sorted(result.statements.tolist())
    assert [len(each) for each in named] == result.matrix.ravel().tolist()
