"""Reports of one act of speech share its day."""

from __future__ import annotations

from datetime import date

from onrecord.record import (
    UNKNOWN_DATE,
    Basis,
    DateRange,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Publication,
)
from onrecord.resolution.dates import SAME_WORDS
from onrecord.resolution.resolve import bound_reprints, resolve, share_days

POSTED = DateRange.day(date(2031, 9, 16))
UNTIL = DateRange.between(None, date(2031, 9, 20))


def test_undated_report_takes_the_day_of_a_dated_one() -> None:
    shared = share_days({"a": POSTED, "b": UNTIL, "c": UNKNOWN_DATE}, {"a": "x", "b": "x", "c": "x"})
    assert shared == {"a": POSTED, "b": POSTED, "c": POSTED}


def test_report_whose_own_words_exclude_the_day_keeps_its_own() -> None:
    earlier = DateRange.between(None, date(2031, 9, 10))
    assert share_days({"a": POSTED, "b": earlier}, {"a": "x", "b": "x"})["b"] == earlier


def test_where_no_report_names_a_day_the_earliest_that_has_it_bounds_all() -> None:
    later = DateRange.between(None, date(2032, 4, 2))
    assert share_days({"a": later, "b": UNTIL, "c": UNKNOWN_DATE}, dict.fromkeys("abc", "x")) == dict.fromkeys(
        "abc", UNTIL
    )
    since = DateRange.between(date(2031, 9, 18), None)
    assert share_days({"a": since, "b": UNTIL}, dict.fromkeys("ab", "x"))["a"] == since


def test_other_acts_of_speech_lend_no_day() -> None:
    assert share_days({"a": POSTED, "b": UNTIL}, {"a": "x", "b": "y"})["b"] == UNTIL


def test_no_articles_resolve_to_nothing() -> None:
    found = resolve([])
    assert (found.actors, found.events, found.derivations, dict(found.sayings)) == ((), (), (), {})


def reprint(original: DateRange, own: DateRange, basis: Basis = Basis.SISTER, reason: str = "") -> Publication:
    edge = Derivation("d", "copy", DerivationTarget.DOCUMENT, "first", "Harbor Gazette", DerivationRelation.REPUBLISHES)
    publications = {
        "first": Publication("first", original, Basis.METADATA),
        "copy": Publication("copy", own, basis, reason=reason),
    }
    return bound_reprints(publications, [edge])["copy"]


def test_reprint_appears_no_earlier_than_its_original() -> None:
    wide = DateRange.between(date(2031, 2, 27), date(2032, 4, 2))
    assert reprint(POSTED, wide).published == DateRange.between(date(2031, 9, 16), date(2032, 4, 2))
    assert reprint(POSTED, UNKNOWN_DATE, Basis.NONE).published == DateRange.between(date(2031, 9, 16), None)


def test_that_a_reprint_has_the_words_of_its_original_bounds_no_end() -> None:
    wide = DateRange.between(date(2031, 2, 27), date(2032, 4, 2))
    found = reprint(POSTED, wide, reason=f"{SAME_WORDS} of 2031-09-15; {SAME_WORDS} of 2031-09-16")
    assert (found.published, found.reason) == (
        DateRange.between(date(2031, 9, 16), None),
        "reprints an article of 2031-09-16",
    )
    proven = reprint(POSTED, wide, reason=f"{SAME_WORDS} of 2031-09-15; tells of 2 April as still to come")
    assert proven.published == DateRange.between(date(2031, 9, 16), date(2032, 4, 2))


def test_reprint_with_a_day_of_its_own_keeps_it() -> None:
    stated = DateRange.day(date(2031, 9, 1))
    assert reprint(POSTED, stated, Basis.METADATA).published == stated
