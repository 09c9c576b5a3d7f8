"""A date range is never sharper than it says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import DateRange, Precision

DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, DAYS)
def test_range_between_two_ends_says_what_is_known(start: date | None, end: date | None) -> None:
    if start and end and start > end:
        with pytest.raises(ValueError, match="backwards"):
            DateRange.between(start, end)
        return
    made = DateRange.between(start, end)
    assert made.is_day == (start is not None and start == end)
    assert made.known == (start is not None or end is not None)


def test_day_needs_one_day() -> None:
    with pytest.raises(ValueError, match="one and the same"):
        DateRange(date(2031, 9, 1), date(2031, 9, 2), Precision.DAY)


def test_unknown_date_has_no_ends() -> None:
    with pytest.raises(ValueError, match="unknown exactly when"):
        DateRange(date(2031, 9, 1), None, Precision.UNKNOWN)
