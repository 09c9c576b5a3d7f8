"""Days shared in columns are the days shared one by one; phrases counted in few places are counted right."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.coding import candidates
from onrecord.gathering.spoken import _shared_days
from onrecord.record import DateRange
from onrecord.resolution.resolve import share_days

DAY = date(2031, 4, 1)
days = st.one_of(st.none(), st.integers(0, 4).map(lambda n: DAY + timedelta(days=n)))


def range_of(pair: tuple[date | None, date | None]) -> DateRange:
    start, end = pair
    return DateRange.between(min(start, end), max(start, end)) if start and end else DateRange.between(start, end)


ranges = st.tuples(days, days).map(range_of)


@given(st.lists(st.tuples(ranges, st.integers(0, 3)), min_size=1, max_size=12))
def test_days_shared_in_columns_are_those_shared_one_by_one(told: list[tuple[DateRange, int]]) -> None:
    different = list(dict.fromkeys(one for one, _ in told))
    acts = [act for _, act in told]
    roots = np.array([acts.index(act) for act in acts], np.int32)
    table: Any = SimpleNamespace(ranges=different, days=np.array([different.index(one) for one, _ in told], np.int32))
    found = [different[number] for number in _shared_days(table, roots).tolist()]
    said = {str(place): one for place, (one, _) in enumerate(told)}
    expected = share_days(said, {str(place): str(act) for place, act in enumerate(acts)})
    assert found == list(expected.values())


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=5), max_size=8), st.integers(0, 3))
def test_phrases_that_enough_articles_hold_are_found_with_all_their_places(held: list[set[str]], fewest: int) -> None:
    articles = [tuple((one, 2, 1) for one in sorted(each)) for each in held]
    found = candidates._recurring(articles, fewest)
    for surface in "abcdefgh":
        places = [n for n, each in enumerate(held) if surface in each]
        if places and len(places) >= fewest:
            n, said, where = found[surface]
            assert (n, said, list(where)) == (2 * len(places), len(places), places)
        else:
            assert surface not in found
