"""Dates in words become days, honest ranges, or nothing: invented sentences, read from a Saturday in November 2019."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import DateRange, Precision, Region, RegionKind
from onrecord.record.dates import UNKNOWN_DATE
from onrecord.resolution.dates import DateKind, DateMention, Mod, find_dates

SATURDAY = date(2019, 11, 23)
ANCHOR = DateRange.day(SATURDAY)


def only(text: str, anchor: DateRange = ANCHOR) -> DateMention:
    found = [one for one in find_dates(text, anchor=anchor) if one.kind is DateKind.POINT]
    assert len(found) == 1, found
    return found[0]


def days(mention: DateMention) -> tuple[str, str]:
    return str(mention.dates.start), str(mention.dates.end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The mayor made the offer on Saturday.", "2019-11-23", "2019-11-23"),
        ("The mayor made the offer on Thursday.", "2019-11-21", "2019-11-21"),
        ("They met last Saturday.", "2019-11-16", "2019-11-16"),
        ("They will meet on Monday.", "2019-11-25", "2019-11-25"),
        ("The bill, which will pass, he said on Friday", "2019-11-22", "2019-11-22"),
        ("The council met yesterday.", "2019-11-22", "2019-11-22"),
        ("The two met earlier this month.", "2019-11-01", "2019-11-23"),
        ("A vote is due later this year.", "2019-11-23", "2019-12-31"),
        ("He left last week.", "2019-11-11", "2019-11-17"),
        ("The port opened two weeks ago.", "2019-11-04", "2019-11-10"),
        ("The port opened in June.", "2019-06-01", "2019-06-30"),
        ("Since the Sept. 24 ballot nothing moved.", "2019-09-24", "2019-09-24"),
        ("The deal dates from 3 March 1998.", "1998-03-03", "1998-03-03"),
        ("The deal dates from March 1998.", "1998-03-01", "1998-03-31"),
        ("In 1981, the port was dug.", "1981-01-01", "1981-12-31"),
        ("It was fashionable in the 1990s.", "1990-01-01", "1999-12-31"),
        ("It was fashionable in the early 1990s.", "1990-01-01", "1994-12-31"),
        ("The fair runs Sept. 17-19.", "2019-09-17", "2019-09-19"),
        ("The fair ran over the weekend.", "2019-11-23", "2019-11-24"),
        ("Profits fell in the third quarter.", "2019-07-01", "2019-09-30"),
        ("The fair closes on 24/12/2019.", "2019-12-24", "2019-12-24"),
        ("Mayor (@mayor) 14 сентября 2019 г.", "2019-09-14", "2019-09-14"),
        ("Signé le 3 mars 2018.", "2018-03-03", "2018-03-03"),
        ("Am 4. Oktober 2017 war Markt.", "2017-10-04", "2017-10-04"),
        ("El 5 de mayo de 2016 hubo mercado.", "2016-05-05", "2016-05-05"),
        ("She left on Christmas Eve.", "2019-12-24", "2019-12-24"),
        ("The clocks struck in the 19th century.", "1800-01-01", "1899-12-31"),
        ("They must file by the end of the month.", "2019-11-30", "2019-11-30"),
        ("Families of the Sept. 11 attacks came.", "2001-09-11", "2001-09-11"),
    ],
)
def test_words_name_these_days(text: str, start: str, end: str) -> None:
    assert days(only(text)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May will resign, and Theodora May agrees.",
        "They march on the capital.",
        "Jim March said so.",
        "About 2,019 people and 2019 dollars.",
        "Flight 2020 left, Resolution 2231 stood, Room 2012 was empty.",
        "It cost $1990 and 1990 euros.",
        "The Sunday Times reported the Black Friday sale.",
        "She is in her 60s.",
        "The 16-year-old won 3-2.",
        "USA Today printed it.",
        "He sat in the sun; call 555-2020.",
    ],
)
def test_names_numbers_ages_and_money_are_no_dates(text: str) -> None:
    assert [one for one in find_dates(text, anchor=ANCHOR) if one.kind is DateKind.POINT] == []


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("The repairs are due by a November 28 deadline.", Mod.BY),
        ("He rules until Friday.", Mod.UNTIL),
        ("He spoke before the September 24 vote.", Mod.BEFORE),
        ("Nothing moved since the Sept. 24 vote.", Mod.SINCE),
        ("They met after the Sept. 24 vote.", Mod.AFTER),
        ("They met on Sept. 24.", Mod.NONE),
    ],
)
def test_small_words_tell_which_side_of_a_day_is_meant(text: str, mod: Mod) -> None:
    assert only(text).mod is mod


def test_both_ends_of_a_range_look_the_same_way() -> None:
    opening, closing = find_dates("Talks run from Dec. 20 to Jan. 11.", anchor=ANCHOR)
    assert (days(opening)[0], days(closing)[0]) == ("2019-12-20", "2020-01-11")
    assert (opening.mod, closing.mod) == (Mod.SINCE, Mod.UNTIL)


def test_a_year_beside_a_date_completes_it() -> None:
    first, second = find_dates("It was held between March 3 and April 5, 2017.", anchor=ANCHOR)
    assert (days(first)[0], days(second)[0]) == ("2017-03-03", "2017-04-05")


def test_days_before_a_dated_vote_are_the_days_before_it() -> None:
    before, vote = find_dates("Days before Ruritania's September 17 vote, the mayor left.", anchor=ANCHOR)
    assert days(before) == ("2019-09-04", "2019-09-16")
    assert days(vote) == ("2019-09-17", "2019-09-17")


def test_an_event_keeps_the_day_that_the_text_gave_it() -> None:
    text = "The referendum on September 17 is close. Three days before the referendum, the mayor left."
    assert [days(one)[0] for one in find_dates(text, anchor=ANCHOR)] == ["2019-09-17", "2019-09-14"]


def test_an_event_without_a_day_leaves_its_eve_undated() -> None:
    (mention,) = find_dates("A day after the storm, the mayor left.", anchor=ANCHOR)
    assert not mention.dates.known


def test_the_day_before_counts_from_the_date_told_last() -> None:
    text = "They met on October 5, 2018. The day before, she had called. Two weeks later, he won."
    assert [days(one) for one in find_dates(text, anchor=ANCHOR)][1:] == [
        ("2018-10-04", "2018-10-04"),
        ("2018-10-15", "2018-10-21"),
    ]


def test_the_same_year_without_a_year_is_unknown() -> None:
    assert not only("She won in the same year.").dates.known


def test_durations_and_habits_have_no_days() -> None:
    kinds = {one.kind for one in find_dates("For three days, every Friday, he spoke recently.", anchor=ANCHOR)}
    assert kinds == {DateKind.DURATION, DateKind.SET, DateKind.VAGUE}


def test_furniture_and_credits_are_not_read() -> None:
    text = "A guest in 2020.\nThe hall opened in 2011."
    regions = (Region(RegionKind.FURNITURE, 0, 16), Region(RegionKind.BODY, 17, len(text)))
    (mention,) = find_dates(text, anchor=ANCHOR, regions=regions)
    assert mention.span.of(text) == "2011"


def test_an_unknown_anchor_keeps_the_words_and_loses_the_days() -> None:
    found = find_dates("On Saturday he spoke of September 17 and of May 3, 2018.", anchor=UNKNOWN_DATE)
    assert [one.dates.known for one in found] == [False, False, True]


def test_a_week_wide_anchor_still_names_the_weekday() -> None:
    week = DateRange.between(date(2019, 9, 14), date(2019, 9, 20))
    assert days(only("He spoke on Saturday.", week)) == ("2019-09-14", "2019-09-14")
    assert days(only("He spoke on Monday.", week)) == ("2019-09-09", "2019-09-16")


def test_an_open_anchor_gives_an_open_answer() -> None:
    dates = only("He spoke on Saturday.", DateRange.between(None, date(2019, 9, 20))).dates
    assert (dates.start, dates.end) == (None, date(2019, 9, 14))


def test_order_of_numbers_follows_the_reader() -> None:
    assert days(find_dates("On 3/4/2020 it rained.", anchor=ANCHOR, order="dmy")[0])[0] == "2020-04-03"
    assert days(find_dates("On 3/4/2020 it rained.", anchor=ANCHOR)[0])[0] == "2020-03-04"


@settings(deadline=None)
@given(
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.integers(0, 400),
    st.integers(0, 400),
    st.sampled_from(
        "on Saturday|last Friday|next Monday|yesterday|last week|earlier this month|next year|two weeks ago|in June|"
        "September 17|three months ago|later this year|on Dec. 11|last summer|in the second quarter".split("|")
    ),
)
def test_a_wide_anchor_never_excludes_what_a_day_inside_it_gives(
    start: date, inside: int, more: int, words: str
) -> None:
    wide = DateRange.between(start, start + timedelta(days=inside + more))
    sharp = only(f"The hall closed {words}.", DateRange.day(start + timedelta(days=inside))).dates
    answer = only(f"The hall closed {words}.", wide).dates
    assert (answer.start or date.max) <= (sharp.start or date.min)
    assert (sharp.end or date.max) <= (answer.end or date.min)


@given(st.text(alphabet="0123456789 ./-,’'SeptMarchjuneondayweklsthrof\n“”", max_size=120), st.booleans())
def test_any_text_gives_ordered_mentions_that_do_not_overlap(text: str, known: bool) -> None:
    found = find_dates(text, anchor=ANCHOR if known else UNKNOWN_DATE)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.dates.precision is not Precision.DAY or one.dates.start == one.dates.end for one in found)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The council votes on Thursday.", date(2031, 3, 13)),
        ("The harbor commission meets Thursday to decide.", date(2031, 3, 13)),
        ("The council voted on Thursday.", date(2031, 3, 6)),
        ("After the votes on Thursday nothing changed.", date(2031, 3, 6)),
    ],
)
def test_what_a_body_does_in_the_present_is_on_its_calendar(text: str, day: date) -> None:
    assert only(text, DateRange.day(date(2031, 3, 9))).dates == DateRange.day(day)
