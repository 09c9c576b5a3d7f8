"""Which way a day or month without its year lies: told by the verbs around it. Invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import DateRange
from onrecord.resolution.dates import DateKind, find_dates

NOVEMBER = DateRange.day(date(2031, 11, 12))  # a Wednesday


def first(text: str, anchor: DateRange = NOVEMBER) -> str:
    found = find_dates(text, anchor=anchor)
    assert found, text
    return str(found[0].dates.start)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("In January, the guild elected a new head.", "2031-01-01"),
        ("In January, the guild will elect a new head.", "2032-01-01"),
        ("The guild has an agreement to buy the mill in January.", "2032-01-01"),
        ("The fee would be paid on a still unnamed day in January.", "2032-01-01"),
        ("On Friday, the guild will vote.", "2031-11-14"),
        ("The guild will vote Wednesday.", "2031-11-12"),
        ("On Friday, the guild voted.", "2031-11-07"),
        ("On Friday, the guild planned to vote.", "2031-11-07"),
        ("The envoy meets the mayor on Friday.", "2031-11-14"),
        ("The isle holds elections in May.", "2032-05-01"),
        ("Talks resume in May.", "2032-05-01"),
        ("He is preparing for the May summit.", "2032-05-01"),
        ("The May summit failed.", "2031-05-01"),
        ("The contract ends in May.", "2032-05-01"),
        ("The court heard the case in May.", "2031-05-01"),
        ("When the case is heard in January, she will speak.", "2032-01-01"),
        ("He quit in December.", "2030-12-01"),
        ("The offer expires Friday.", "2031-11-14"),
        ("The offer had been due to expire Friday.", "2031-11-07"),
        ("Lawyers will look for a way around Friday's ruling.", "2031-11-07"),
        ("Lawyers will look for a way to win Friday's vote.", "2031-11-14"),
    ],
)
def test_the_verb_tells_which_way_a_day_lies(text: str, start: str) -> None:
    assert first(text) == start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Families of Sept. 11 survivors sued.", "2001-09-11"),
        ("The Sept. 11 attacks killed thousands.", "2001-09-11"),
        ("The port closed on Sept. 11.", "2031-09-11"),
    ],
)
def test_a_day_that_became_a_name_keeps_its_year(text: str, start: str) -> None:
    assert first(text) == start


@pytest.mark.parametrize(
    "text",
    [
        "Mrs. May will go.",
        "May told reporters that she would go.",
        "Theodora May said no; May left.",
        "June Fent left.",
    ],
)
def test_a_person_named_like_a_month_is_no_month(text: str) -> None:
    assert find_dates(text, anchor=NOVEMBER) == ()


def test_a_person_named_like_a_month_leaves_the_month_alone() -> None:
    text = "May told reporters that in May she would go."
    (mention,) = find_dates(text, anchor=NOVEMBER)
    assert mention.start == text.rindex("May")


def test_a_year_told_before_does_not_make_a_coming_day_past() -> None:
    text = "The isles, invited in July 2029, will join the union on March 12."
    assert str(find_dates(text, anchor=NOVEMBER)[1].dates.start) == "2032-03-12"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on October 5, 2018. The next morning, he left.", "2018-10-06TMO"),
        ("They met on October 5, 2018. That evening, he left.", "2018-10-05TEV"),
        ("They met on October 5, 2018, a rest day. The previous Monday, he had left.", "2018-10-01"),
        ("They met on October 5, 2018. The following Monday, he left.", "2018-10-08"),
    ],
)
def test_parts_of_days_and_weekdays_count_from_the_day_told_last(text: str, value: str) -> None:
    assert find_dates(text, anchor=NOVEMBER)[-1].value == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The index lost 6.43, on Monday.", "Monday", "2031-11-10"),
        ("It began at 6.43 on Monday.", "6.43 on Monday", "2031-11-10T06:43"),
        ("It began at 10:35 a.m. (0735 GMT) Monday.", "10:35 a.m. (0735 GMT) Monday", "2031-11-10T10:35"),
        ("It was June nineteen ninety-seven.", "June nineteen ninety-seven", "1997-06"),
        ("A week or so ago he left.", "A week or so ago", "2031-W45"),
        ("They fell over the past two quarters.", "past two quarters", "P2Q"),
        ("They waited a minute and a half.", "a minute and a half", "PT1M30S"),
        ("It ended their decades-long feud.", "decades-long", "PXDE"),
        ("The mill reopens within two to three weeks.", "two to three weeks", "PXW"),
        ("He spoke for a year or two.", "a year or two", "PXY"),
        ("They left at 4 in the morning.", "4 in the morning", "2031-11-12T04:00"),
        ("They left at eight o’clock in the evening.", "eight o’clock in the evening", "2031-11-12T20:00"),
        ("Fares fell in the current fiscal year.", "the current fiscal year", "2031"),
        ("Fares fell in the last half of 2029.", "last half of 2029", "2029-H2"),
        ("Fares fell over the years.", "the years", "PXY"),
        ("By mid-afternoon it rained.", "mid-afternoon", "2031-11-12TAF"),
        ("In the morning they sailed.", "the morning", "2031-11-12TMO"),
        ("Fares fell in the latest fiscal year.", "the latest fiscal year", "2030"),
        ("The pier will open by year’s end.", "year’s end", "2031"),
        ("Fares fell through the first two quarters of 2029.", "first two quarters of 2029", "2029-H1"),
        ("It was the winter of nineteen ninety-four.", "winter of nineteen ninety-four", "1994-WI"),
        ("A day earlier, trucks had come.", "A day earlier", "P1D"),
        ("The March vote was close.", "March", "2031-03"),
        ("Fares fell in the quarter ended September 30.", "the quarter", "2031-Q3"),
        ("Fares fell in the quarter ended July 31.", "the quarter", "2031-Q2"),
    ],
)
def test_words_of_time_have_these_values(text: str, words: str, value: str) -> None:
    mention = find_dates(text, anchor=NOVEMBER)[0]
    assert (mention.span.of(text), mention.value) == (words, value)


@pytest.mark.parametrize(
    "text", ["It earns $2 million a year.", "It sells 700 seats a week.", "They sail twice a day."]
)
def test_a_rate_is_no_length_of_time(text: str) -> None:
    (mention,) = find_dates(text, anchor=NOVEMBER)
    assert (mention.kind, mention.value) == (DateKind.SET, "")


def test_what_is_of_today_has_no_day() -> None:
    assert find_dates("It means little to today’s youth.", anchor=NOVEMBER) == ()


def test_the_week_of_a_day_is_that_week() -> None:
    (mention,) = find_dates("A hearing is set for the week of December 3.", anchor=NOVEMBER)
    assert (str(mention.dates.start), str(mention.dates.end)) == ("2031-12-01", "2031-12-07")
    (mention,) = find_dates("Sales rose in the week ended November 8.", anchor=NOVEMBER)
    assert (str(mention.dates.start), str(mention.dates.end)) == ("2031-11-02", "2031-11-08")


def test_a_quarter_has_the_three_months_up_to_its_end() -> None:
    mention = find_dates("Fares fell in the quarter ended July 31.", anchor=NOVEMBER)[0]
    assert (str(mention.dates.start), str(mention.dates.end)) == ("2031-05-01", "2031-07-31")


def test_two_men_in_an_hour_are_no_duration_of_two_hours() -> None:
    found = find_dates("In an hour or two guards came; 3 or 4 men left.", anchor=NOVEMBER)
    assert [one.value for one in found] == ["PT1H"]


def test_a_broadcast_in_quotation_marks_is_no_week() -> None:
    assert find_dates("He spoke on “This Week” with its host.", anchor=NOVEMBER) == ()
