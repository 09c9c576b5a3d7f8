"""Dates of reports of figures, times of day, pieces of months and days by other names. Invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import DateRange
from onrecord.resolution.dates import DateKind, DateMention, find_dates

ANCHOR = DateRange.day(date(2019, 11, 23))  # a Saturday


def found(text: str) -> tuple[DateMention, ...]:
    return find_dates(text, anchor=ANCHOR)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "The ferry line's third-quarter loss was $3 million, up from $2 million a year earlier.",
            "a year earlier",
            "2018-Q3",
        ),
        ("Third-quarter fares rose 4%. In the year-ago quarter they fell.", "the year-ago quarter", "2018-Q3"),
        ("Second-quarter fares rose. In the latest period they fell.", "the latest period", "2019-Q2"),
        ("The line expects to report its third-quarter loss soon.", "third-quarter", "2019-Q3"),
        (
            "Third-quarter fares rose. Storms will cost its fourth-quarter profit. In the latest quarter fares fell.",
            "the latest quarter",
            "2019-Q3",
        ),
        (
            "The ferry line's third-quarter profit was $3 million, compared with a loss of $2 million last year.",
            "last year",
            "2018-Q3",
        ),
        ("The ferry line's third-quarter profit rose. It was founded last year.", "last year", "2018"),
        (
            "Third-quarter profit rose.\nFor the nine months, it was $9 million, up from $8 million a year earlier.",
            "a year earlier",
            "2018",
        ),
        (
            "Third-quarter profit rose, though sales in last year's quarter were higher.",
            "last year's quarter",
            "2018-Q3",
        ),
        ("She moved here a year ago.", "a year ago", "2018"),
        ("In this year's second quarter fares rose.", "this year's second quarter", "2019-Q2"),
        ("Fares for the year rose.", "the year", "2019"),
        ("Fares for the year ended March 31 rose.", "the year", "P1Y"),
        ("They sailed in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("The boat sank at 10:35 a.m. Friday.", "10:35 a.m. Friday", "2019-11-22T10:35"),
        ("The pier is open until 5 p.m. EST, Nov. 29.", "5 p.m. EST, Nov. 29", "2019-11-29T17:00"),
        ("The council met on Tuesday at noon.", "Tuesday at noon", "2019-11-19T12:00"),
        ("The storm came on Friday and, at 04:30 UTC, the pier broke.", "04:30 UTC", "2019-11-22T04:30Z"),
        ("They held a two day fair.", "two day", "P2D"),
        ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M"),
        ("It took twenty four hours.", "twenty four hours", "PT24H"),
    ],
)
def test_words_have_these_values(text: str, words: str, value: str) -> None:
    assert (words, value) in {(one.span.of(text), one.value) for one in found(text)}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It opens in the first week of December.", "2019-12-01", "2019-12-13"),
        ("It rained in the last days of 2017.", "2017-12-27", "2017-12-31"),
        ("It rained in the second half of November.", "2019-11-16", "2019-11-30"),
        ("The pier burned half a century ago.", "1967-01-01", "1971-12-31"),
        ("They met the week before last.", "2019-11-04", "2019-11-10"),
        ("The fair runs from 3 to 5 December.", "2019-12-03", "2019-12-05"),
        ("14 Eylül 2019 fuarı", "2019-09-14", "2019-09-14"),
        ("14 سبتمبر 2019", "2019-09-14", "2019-09-14"),
        ("14 בספטמבר 2019", "2019-09-14", "2019-09-14"),
        ("2019年9月14日 掲載", "2019-09-14", "2019-09-14"),
        ("The office shuts on Martin Luther King Day.", "2020-01-20", "2020-01-20"),
        ("In 2Q 2018 fares rose.", "2018-04-01", "2018-06-30"),
    ],
)
def test_words_name_these_days(text: str, start: str, end: str) -> None:
    points = [one for one in found(text) if one.kind is DateKind.POINT]
    assert [(str(one.dates.start), str(one.dates.end)) for one in points] == [(start, end)]


def test_election_day_is_read_where_the_text_is_about_the_united_states_and_near_enough() -> None:
    text = "Democrats hope that Election Day goes well."
    near = find_dates(text, anchor=DateRange.day(date(2018, 10, 1)))
    assert near[0].dates == DateRange.day(date(2018, 11, 6))
    far = find_dates(text, anchor=DateRange.day(date(2019, 11, 23)))
    assert not far[0].dates.known  # last year's or next year's: nobody can say
    assert not any(one.dates.known for one in found("The islanders hope that Election Day goes well."))


@pytest.mark.parametrize(
    "text",
    [
        "A quarter of the islanders voted; three-quarters slept.",
        "Watch “60 Minutes” at home.",
        "He met the person of the year.",
        "They rose at high noon as the saying goes.",
    ],
)
def test_fractions_titles_and_sayings_are_no_dates(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("By Friday, the ferrymen began to talk.", "2019-11-22"),
        ("The hearing was postponed until Tuesday.", "2019-11-26"),
        ("She would be sailing to the United Isles on Monday.", "2019-11-25"),
        ("The crew planned to leave on Monday.", "2019-11-25"),
    ],
)
def test_verbs_tell_on_which_side_a_weekday_lies(text: str, day: str) -> None:
    assert str(found(text)[0].dates.start) == day


def test_a_payable_day_lies_ahead_and_a_day_since_lies_behind() -> None:
    assert str(found("A dividend was declared, payable Feb. 20.")[0].dates.start) == "2020-02-20"
    assert str(found("The ship, which was to return, has been out since March.")[0].dates.start) == "2019-03-01"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kirjoitettu 15. syyskuuta 2019", "2019-09-15"),
        ("2019. szeptember 15.", "2019-09-15"),
        ("2019 m. rugsėjo 15 d.", "2019-09-15"),
        ("15. rujna 2019.", "2019-09-15"),
        ("15. listopada 2019.", "2019-10-15"),  # Croatian
        ("15 listopada 2019", "2019-11-15"),  # Polish
        ("Ngày 15 tháng 9 năm 2019", "2019-09-15"),
        ("15 септември 2019 г.", "2019-09-15"),
        ("15 Agustus 2019", "2019-08-15"),
    ],
)
def test_date_lines_of_other_languages_are_read(text: str, day: str) -> None:
    assert str(found(text)[0].dates.start) == day


def test_a_planet_with_a_number_is_no_month() -> None:
    assert found("The Mars 2020 rover woke.")[0].span.of("The Mars 2020 rover woke.") == "2020"
    assert str(found("Ouvert en mars 2018.")[0].dates.start) == "2018-03-01"
