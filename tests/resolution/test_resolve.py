"""Reports of one act of speech share its day."""

from __future__ import annotations

from datetime import date

from onrecord.record import UNKNOWN_DATE, DateRange
from onrecord.resolution.resolve import resolve, share_days

POSTED = DateRange.day(date(2031, 9, 16))
UNTIL = DateRange.between(None, date(2031, 9, 20))


def test_undated_report_takes_the_day_of_a_dated_one() -> None:
    shared = share_days({"a": POSTED, "b": UNTIL, "c": UNKNOWN_DATE}, {"a": "x", "b": "x", "c": "x"})
    assert shared == {"a": POSTED, "b": POSTED, "c": POSTED}


def test_report_whose_own_words_exclude_the_day_keeps_its_own() -> None:
    earlier = DateRange.between(None, date(2031, 9, 10))
    assert share_days({"a": POSTED, "b": earlier}, {"a": "x", "b": "x"})["b"] == earlier


def test_other_acts_of_speech_lend_no_day() -> None:
    assert share_days({"a": POSTED, "b": UNTIL}, {"a": "x", "b": "y"})["b"] == UNTIL


def test_no_articles_resolve_to_nothing() -> None:
    found = resolve([])
    assert (found.actors, found.events, found.derivations, dict(found.sayings)) == ((), (), (), {})
