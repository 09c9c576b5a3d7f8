"""Networks over time: calendar windows, DNA's windows, runs of statements, and what is said of their edges."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import Network, NetworkError, NetworkSeries, TimeWindow, network, networks_over_time
from onrecord.network.spans import begin_of, dna_spans, later, spans

from .made_tables import EPOCH, HARBOR, statement_rows, table_of

UNITS = ("days", "weeks", "months", "years")


def series(rows: Any = HARBOR, **options: Any) -> NetworkSeries:
    found = network(table_of(rows) if isinstance(rows, list | tuple) else rows, **options)
    assert isinstance(found, NetworkSeries)
    return found


def bounds(found: NetworkSeries) -> list[tuple[str, str, int]]:
    return [(str(each.start), str(each.stop), each.n_statements) for each in found]


def second(text: str) -> int:
    return int((datetime.fromisoformat(text) - EPOCH).total_seconds())


def test_years_are_calendar_years_and_a_window_is_as_long_as_asked() -> None:
    found = series(time_window="years", window_size=1)
    assert bounds(found) == [
        ("2020-01-01 00:00:00", "2020-12-31 23:59:59", 9),
        ("2021-01-01 00:00:00", "2021-12-31 23:59:59", 1),
    ]
    assert found[0].middle == datetime(2020, 7, 2)
    three = series(time_window="months", window_size=3, start_date="2020-01-01", stop_date="2020-04-30")
    assert bounds(three) == [
        ("2020-01-01 00:00:00", "2020-03-31 23:59:59", 9),
        ("2020-02-01 00:00:00", "2020-04-30 23:59:59", 2),
    ]


def test_windows_begin_at_a_start_that_is_asked_for() -> None:
    found = series(time_window="months", window_size=1, start_date="2020-01-31", stop_date="2020-04-30")
    assert [str(each.start)[:10] for each in found] == ["2020-01-31", "2020-02-29", "2020-03-31"]


def test_windows_at_the_edges_say_where_documents_begin_and_end() -> None:
    found = series(time_window="years", window_size=1)
    assert found[0].warnings == ("documents begin on 2020-01-02, inside this window",)
    assert found[1].warnings == ("documents end on 2021-02-04, inside this window",)


def test_empty_windows_are_kept_and_say_so() -> None:
    found = series(time_window="months", window_size=1)
    assert len(found) == 14
    empty = found[3]
    assert (empty.rows, empty.columns, empty.matrix.shape, empty.n_statements) == ((), (), (0, 0), 0)
    assert empty.warnings == ("no statements",)
    with_isolates = series(time_window="months", window_size=1, isolates=True)
    assert with_isolates[3].matrix.tolist() == [[0, 0], [0, 0], [0, 0]]
    for normalization in ("average", "cosine", "jaccard"):
        one_mode = series(
            time_window="months",
            window_size=1,
            network_type="onemode",
            qualifier_aggregation="congruence",
            normalization=normalization,
        )
        assert one_mode[3].matrix.shape == (0, 0)


def test_without_indent_windows_are_clipped_at_the_ends_and_flagged() -> None:
    options: dict[str, Any] = {"start_date": "2020-01-01", "stop_date": "2020-05-31", "time_window": "months"}
    found = series(window_size=3, indent_time=False, **options)
    assert [(str(each.start)[:10], str(each.stop)[:10], bool(each.warnings)) for each in found] == [
        ("2020-01-01", "2020-02-29", True),
        ("2020-01-01", "2020-03-31", True),  # documents begin within
        ("2020-02-01", "2020-04-30", False),
        ("2020-03-01", "2020-05-31", True),  # no statements
        ("2020-04-01", "2020-05-31", True),
    ]
    assert "clipped: the range of dates ends inside this window" in found[0].warnings
    assert len(series(window_size=3, **options)) == 3


def test_statements_in_no_window_are_counted() -> None:
    found = series(time_window="months", window_size=1, start_date="2020-01-05", stop_date="2020-02-10")
    assert bounds(found) == [("2020-01-05 00:00:00", "2020-02-04 23:59:59", 3)]
    assert found.warnings == ("2 of 5 statements are in no window",)
    none = series(time_window="years", window_size=30)
    assert len(none) == 0
    assert none.warnings[0] == "no window of 30 years fits between 2020-01-02 00:00:00 and 2021-02-04 00:00:00"


@settings(max_examples=30, deadline=None)
@given(statement_rows(most=20), st.sampled_from(UNITS[1:]))
def test_windows_of_one_unit_sum_to_the_whole_network(rows: Any, unit: str) -> None:
    whole = network(table_of(rows), isolates=True)
    assert isinstance(whole, Network)
    found = series(rows, isolates=True, time_window=unit, window_size=1)
    assert np.array_equal(sum(each.matrix for each in found), whole.matrix)
    assert sum(each.n_statements for each in found) == whole.n_statements


@settings(max_examples=60, deadline=None)
@given(statement_rows(), st.sampled_from(UNITS[1:]), st.integers(1, 4), st.booleans())
def test_a_window_is_the_network_of_its_dates(rows: Any, unit: str, size: int, one_mode: bool) -> None:
    options: dict[str, Any] = {"qualifier_aggregation": "subtract", "network_type": "twomode"}
    if one_mode:
        options |= {"network_type": "onemode", "normalization": "average"}
    found = series(rows, time_window=unit, window_size=size, **options)
    for each in found.networks[:: max(len(found) // 5, 1)]:
        alone = network(table_of(rows), start_date=each.start, stop_date=each.stop, **options)
        assert isinstance(alone, Network)
        assert (alone.rows, alone.columns) == (each.rows, each.columns)
        assert np.array_equal(alone.matrix, each.matrix)
        assert np.array_equal(alone.statements, each.statements)
        assert alone.row_attributes == each.row_attributes


@settings(max_examples=60, deadline=None)
@given(st.integers(-(2**31), 2**33), st.integers(1, 10**8), st.sampled_from([*UNITS, "hours"]), st.integers(1, 7))
def test_spans_tile_the_range(begin: int, length: int, name: str, size: int) -> None:
    unit = TimeWindow(name)
    found = spans(begin, begin + length, unit, 1, indent=False)
    assert found.start[0] == begin
    assert found.stop[-1] == begin + length - 1
    assert np.array_equal(found.start[1:], found.stop[:-1] + 1)
    wide = spans(begin, begin + length, unit, size, indent=True)
    assert not wide.clipped.any()
    assert (wide.stop < begin + length).all()
    assert len(wide) == max(len(spans(begin, begin + length, unit, 1, indent=True)) - size + 1, 0)
    assert begin_of(begin, unit) <= begin < later(np.array([begin_of(begin, unit)]), unit, 1)[0]


def test_months_end_on_their_last_day() -> None:
    start = np.array([second("2019-12-31T10:00:00")])
    texts = [str(EPOCH + timedelta(seconds=int(later(start, TimeWindow.MONTHS, n)[0]))) for n in (1, 2, 3, -1)]
    assert [text[:10] for text in texts] == ["2020-01-31", "2020-02-29", "2020-03-31", "2019-11-30"]
    leap = np.array([second("2020-02-29T00:00:00")])
    assert later(leap, TimeWindow.YEARS, 1)[0] == second("2021-02-28T00:00:00")


@pytest.mark.parametrize(("size", "half"), [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (12, 6)])
def test_a_window_of_dna_reaches_half_its_size_less_one_rounded_up(size: int, half: int) -> None:
    start, stop = second("2020-01-15T12:00:00"), second("2022-01-15T12:00:00")
    found = dna_spans(start, stop, TimeWindow.MONTHS, size)
    assert len(found) == 25 - 2 * half
    assert found.start[0] == start
    assert found.middle[0] == later(np.array([start]), TimeWindow.MONTHS, half)[0]
    assert found.stop[-1] == stop


def test_events_are_runs_of_statements_with_those_of_the_same_second() -> None:
    days = (1, 2, 2, 2, 3, 4)
    rows = [(day, f"d{at}", "Ants", f"c{at}", 1) for at, day in enumerate(days)]
    found = series(rows, time_window="events", window_size=2)
    assert [(each.start.day, each.stop.day, each.n_statements) for each in found if each.start and each.stop] == [
        (2, 3, 4),
        (3, 3, 3),
        (3, 4, 4),
        (4, 5, 2),
    ]
    none = series(rows, time_window="events", window_size=7)
    assert none.warnings == ("no window of 7 statements fits: there are 6",)


@settings(max_examples=60, deadline=None)
@given(statement_rows(), st.integers(1, 9))
def test_windows_of_events_hold_at_least_their_size_and_know_no_row_order(rows: Any, size: int) -> None:
    found = series(rows, time_window="events", window_size=size)
    assert all(each.n_statements >= size for each in found)
    assert all(set(one.statements) != set(other.statements) for one, other in pairwise(found))
    turned = series([*reversed(rows)], time_window="events", window_size=size)
    assert [each.matrix.tolist() for each in turned] == [each.matrix.tolist() for each in found]


def test_events_in_compat_are_by_position_and_warn_of_ties() -> None:
    rows = [(day, f"d{day}", "Ants", "wax", 1) for day in range(7)]
    found = series(rows, time_window="events", window_size=4, compat="dna")
    assert [each.n_statements for each in found] == [5, 5, 5]
    assert found.warnings == ()
    tied = series([*rows, rows[3]], time_window="events", window_size=4, compat="dna")
    assert "DNA draws at random" in tied.warnings[0]


def test_congruence_and_conflict_come_in_turn() -> None:
    found = series(
        time_window="years", window_size=1, network_type="onemode", qualifier_aggregation="congruence & conflict"
    )
    assert [str(each.options.qualifier_aggregation) for each in found] == ["congruence", "conflict"] * 2
    assert found[0].matrix[0].tolist() == [0, 1, 2]
    assert found[1].matrix[0].tolist() == [0, 4, 3]


def test_too_many_windows_are_refused_before_they_are_made() -> None:
    with pytest.raises(NetworkError, match="makes 34,473,601 windows"):
        series(time_window="seconds", window_size=100)
    rows = [(day, f"d{day}", f"a{day}", f"c{day}", 1) for day in range(1500)]
    with pytest.raises(NetworkError, match="windows take up to 27 GB"):
        series(rows, time_window="days", window_size=1, network_type="onemode", isolates=True)


def test_cells_can_be_made_to_sum_to_one() -> None:
    found = network(table_of(HARBOR), normalize_to_one=True, qualifier_aggregation="subtract")
    assert isinstance(found, Network)
    assert np.abs(found.matrix).sum() == pytest.approx(1)
    as_dna = network(table_of(HARBOR), normalize_to_one=True, compat="dna")
    assert isinstance(as_dna, Network)
    assert as_dna.matrix.sum() == pytest.approx(1)


def test_windows_can_be_had_one_by_one() -> None:
    options: dict[str, Any] = {"time_window": "months", "window_size": 2, "network_type": "onemode"}
    one_by_one = list(networks_over_time(table_of(HARBOR), **options))
    assert [each.matrix.tolist() for each in one_by_one] == [each.matrix.tolist() for each in series(**options)]
    with pytest.raises(NetworkError, match="name a time_window"):
        networks_over_time(table_of(HARBOR))
