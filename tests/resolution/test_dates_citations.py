"""A citing article dates the report it cites, roughly; it never claims one day. Invented articles."""

from __future__ import annotations

from datetime import date

from onrecord.record import (
    Basis,
    DateRange,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Passage,
    Publication,
    Span,
)
from onrecord.record.dates import UNKNOWN_DATE
from onrecord.resolution.dates import bound_cited, date_cited, find_dates

CITING = DateRange.day(date(2019, 9, 14))
MONTH = DateRange.between(date(2019, 9, 1), date(2019, 9, 14))
EVIDENCE = Passage("a", 0, 40)


def cited(text: str) -> DateRange:
    return date_cited(Span(0, len(text)), text, find_dates(text, anchor=CITING))


def bounded(own: DateRange, told: DateRange = MONTH, basis: Basis = Basis.NONE) -> DateRange:
    publications = {"a": Publication("a", CITING, Basis.METADATA), "b": Publication("b", own, basis)}
    edge = Derivation("d", "a", DerivationTarget.DOCUMENT, "b", "Herald", DerivationRelation.CITES, (EVIDENCE,))
    return bound_cited(publications, [edge], {EVIDENCE: told})["b"].published


def test_the_date_beside_the_word_for_a_report_is_the_reports() -> None:
    assert cited("The plan follows a report by the Herald earlier this month that aides lobby.") == MONTH
    assert cited("The Herald reported on Thursday that aides lobby.") == DateRange.day(date(2019, 9, 12))


def test_a_date_of_what_is_reported_is_not() -> None:
    assert not cited("The Herald reported that the council met on Thursday.").known
    assert not cited("The Herald revealed the plan, which was made on Thursday.").known


def test_the_cited_article_appears_then_and_not_after_the_citing_one() -> None:
    assert bounded(UNKNOWN_DATE) == DateRange.between(date(2019, 8, 31), date(2019, 9, 14))
    assert bounded(UNKNOWN_DATE, UNKNOWN_DATE) == DateRange.between(None, date(2019, 9, 14))


def test_a_stated_day_and_one_that_contradicts_stay() -> None:
    stated = DateRange.day(date(2019, 8, 1))
    assert bounded(stated, basis=Basis.METADATA) == stated
    later = DateRange.between(date(2019, 10, 1), None)
    assert bounded(later, basis=Basis.TEXT) == later


def test_no_day_is_claimed_by_one_sentence() -> None:
    told = DateRange.day(date(2019, 9, 14))
    assert bounded(DateRange.between(date(2019, 9, 14), None), told, Basis.TEXT) == DateRange.between(
        date(2019, 9, 13), date(2019, 9, 14)
    )
