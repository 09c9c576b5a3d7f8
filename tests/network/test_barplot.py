"""Counts for bar plots, by hand and against the networks of the same table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from onrecord.network import NetworkError, network
from onrecord.network.measures import barplot

from .made_tables import HARBOR, statement_rows, table_of

SAID = (
    (1, "d1", "Pilots", "dredging", 1, 2, "cost"),
    (1, "d1", "Pilots", "dredging", 1, 2, "cost"),
    (1, "d1", "Greens", "dredging", 0, -1, "risk"),
    (5, "d2", "Pilots", "tariff", 0, 2, ""),
    (5, "d2", "", "tariff", 1, 0, "cost"),
)


def test_concepts_are_counted_by_stance_once_a_document() -> None:
    found = barplot(table_of(HARBOR))
    assert found.entities == ("dredging", "tariff")
    assert found.levels == (0, 1)
    # In d1 the Greens say no twice, in d2 Pilots and Port both say yes: who says it plays no part.
    assert found.counts.tolist() == [[2, 3], [2, 1]]


def test_repetitions_count_when_they_are_included() -> None:
    found = barplot(table_of(HARBOR), duplicates="include")
    assert found.counts.tolist() == [[3, 4], [2, 1]]
    assert found.attributes["dredging"]["frequency"] == 7


def test_boolean_without_opposition_still_has_both_sides() -> None:
    found = barplot(table_of([(1, "d1", "Port", "dredging", 1)]))
    assert found.levels == (0, 1)
    assert found.counts.tolist() == [[0, 1]]


def test_integers_that_occur_are_the_levels_in_order() -> None:
    found = barplot(table_of(SAID), variable1="organization", qualifier="salience", duplicates="include")
    assert found.entities == ("Greens", "Pilots")
    assert found.levels == (-1, 2)
    assert found.counts.tolist() == [[1, 0], [0, 3]]


def test_short_text_is_counted_and_blanks_are_told() -> None:
    found = barplot(table_of(SAID), variable1="organization", qualifier="frame", duplicates="include")
    assert found.levels == ("cost", "risk")
    assert found.counts.tolist() == [[0, 1], [2, 0]]
    assert found.warnings == ("1 statements without frame are not counted",)


def test_without_qualifier_there_is_one_bar() -> None:
    found = barplot(table_of(SAID), variable1="organization", qualifier=None, duplicates="document")
    assert found.levels == (1,)
    assert found.counts.tolist() == [[1], [2]]


def test_statement_without_concept_counts_for_its_actor() -> None:
    rows = [(1, "d1", "Port", "", 1), (1, "d1", "Port", "tariff", 1)]
    found = barplot(table_of(rows), variable1="organization", duplicates="include")
    assert found.counts.tolist() == [[0, 2]]


def test_drawing_order_puts_the_most_frequent_first() -> None:
    found = barplot(table_of(SAID), duplicates="include").by_total()
    assert found.entities == ("dredging", "tariff")
    assert found.counts.sum(axis=1).tolist() == [3, 2]


def test_dates_and_exclusions_filter_bars_as_they_filter_networks() -> None:
    found = barplot(table_of(HARBOR), stop_date="2020-01-20", exclude_values={"organization": ["Port"]})
    assert found.counts.tolist() == [[1, 2], [1, 0]]


def test_frame_has_a_row_an_entity() -> None:
    frame = barplot(table_of(HARBOR)).frame()
    assert frame.loc["dredging"].to_dict() == {0: 2, 1: 3}


@pytest.mark.parametrize(
    ("option", "value"), [("normalization", "average"), ("variable2", "concept"), ("time_window", "months")]
)
def test_options_that_bars_do_not_have_are_refused_by_name(option: str, value: str) -> None:
    with pytest.raises(NetworkError, match=f"{option}="):
        barplot(table_of(HARBOR), **{option: value})


@given(statement_rows())
@settings(max_examples=40, deadline=None)
def test_bars_are_the_margins_of_the_two_mode_network(rows: list[tuple[object, ...]]) -> None:
    rows = [row for row in rows if row[2] and row[3]]
    table = table_of(rows)
    bars = barplot(table, variable1="organization", duplicates="include")
    whole = network(table)
    assert bars.entities == whole.rows
    assert np.array_equal(bars.counts.sum(axis=1), whole.matrix.sum(axis=1))
    net = network(table, qualifier_aggregation="subtract")
    assert np.array_equal(bars.counts @ np.array([-1, 1]), net.matrix.sum(axis=1))
