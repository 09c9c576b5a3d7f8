"""Repetitions within documents, days, weeks, months, years: the first stays."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import Network, NetworkError, duplicates, network

from .made_tables import EPOCH, HARBOR, statement_rows, table_of

SCOPES = ("include", "document", "day", "week", "month", "year", "acrossrange")


def survivors(rows: Any, **options: Any) -> list[int]:
    found = network(table_of(rows), **options)
    assert isinstance(found, Network)
    return [int(id) - 101 for id in found.statements]


def scope_of(row: Any, scope: str, dna: bool) -> Any:
    day = EPOCH.fromtimestamp(table_of([row]).times[0], UTC)
    year, week, _ = day.isocalendar()
    return {
        "document": row[1],
        "day": day.date(),
        "week": week if dna else (year, week),
        "month": day.month if dna else (day.year, day.month),
        "year": day.year,
        "acrossrange": 0,
    }[scope]


def expected(rows: Any, scope: str, qualifier: str | None, dna: bool) -> list[int]:
    """The loop of DNA's filter, statement by statement in order of time."""
    order = sorted(range(len(rows)), key=lambda at: (rows[at][0], rows[at][1], at))
    kept, seen = [], set()
    for at in order:
        row = rows[at]
        if not row[2] or not row[3]:
            continue
        value = {None: None, "agreement": row[4], "salience": row[5]}[qualifier]
        boxed = dna and qualifier == "salience" and not -128 <= value <= 127
        key = (row[2], row[3], value, scope_of(row, scope, dna)) if scope != "include" else at
        if key in seen and not boxed:
            continue
        seen.add(key)
        kept.append(at)
    return kept


@settings(max_examples=150, deadline=None)
@given(
    statement_rows(),
    st.sampled_from(SCOPES),
    st.sampled_from([None, "agreement", "salience"]),
    st.booleans(),
)
def test_the_first_statement_in_time_stays_in_each_scope(
    rows: Any, scope: str, qualifier: str | None, dna: bool
) -> None:
    if dna and scope == "day":
        return
    found = survivors(
        rows,
        duplicates=scope,
        qualifier=qualifier,
        qualifier_aggregation="subtract" if qualifier else "ignore",
        compat="dna" if dna else None,
    )
    assert found == expected(rows, scope, qualifier, dna)


@pytest.mark.parametrize(
    ("one", "other", "scope", "same_by_default", "same_in_dna"),
    [
        (datetime(2015, 1, 5), datetime(2017, 1, 9), "month", False, True),
        (datetime(2015, 1, 8), datetime(2017, 1, 9), "week", False, True),
        (datetime(2018, 12, 31), datetime(2019, 1, 6), "week", True, True),  # one ISO week in two years
        (datetime(2019, 1, 6), datetime(2019, 1, 7), "week", False, False),
        (datetime(1969, 12, 31), datetime(1970, 1, 1), "week", True, True),
        (datetime(1965, 2, 1), datetime(1965, 2, 28), "month", True, True),
        (datetime(2019, 1, 6, 0, 0, 1), datetime(2019, 1, 6, 23, 59, 59), "year", True, True),
    ],
)
def test_weeks_and_months_belong_to_their_year_unless_dna_is_asked_for(
    one: datetime, other: datetime, scope: str, same_by_default: bool, same_in_dna: bool
) -> None:
    rows = [(one, "d1", "Ants", "wax", 1), (other, "d2", "Ants", "wax", 1)]
    assert (len(survivors(rows, duplicates=scope)) == 1) is same_by_default
    assert (len(survivors(rows, duplicates=scope, compat="dna")) == 1) is same_in_dna


def test_the_qualifier_counts_only_where_it_is_used() -> None:
    assert survivors(HARBOR, duplicates="document") == [0, 1, 2, 4, 5, 6, 7, 8, 9]
    contradiction = [(1, "d1", "Ants", "wax", 1), (1, "d1", "Ants", "wax", 0)]
    assert survivors(contradiction, duplicates="document") == [0]
    assert survivors(contradiction, duplicates="document", qualifier_aggregation="subtract") == [0, 1]


def test_days_are_a_scope_that_dna_lacks_and_compat_says_so() -> None:
    rows = [(1, "d1", "Ants", "wax", 1), (1, "d2", "Ants", "wax", 1), (2, "d3", "Ants", "wax", 1)]
    assert survivors(rows, duplicates="day") == [0, 2]
    with pytest.raises(NetworkError, match="duplicates=day is not offered by DNA"):
        survivors(rows, duplicates="day", compat="dna")


@settings(max_examples=40, deadline=None)
@given(statement_rows(), st.sampled_from(SCOPES[1:]))
def test_keys_too_wide_for_one_number_give_the_same(rows: Any, scope: str) -> None:
    options: dict[str, Any] = {"duplicates": scope, "qualifier_aggregation": "subtract"}
    before = survivors(rows, **options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "_MAX", 1)
        assert survivors(rows, **options) == before
