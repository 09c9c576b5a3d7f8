"""Days counted from an event that the text dates: its vote, its raid, its summit. Invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import DateRange
from onrecord.resolution.dates import DateMention, find_dates

ANCHOR = DateRange.day(date(2031, 8, 13))  # a Wednesday


def last(text: str) -> DateMention:
    return find_dates(text, anchor=ANCHOR)[-1]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The isles voted on June 3. She resigned the day before the vote.", "2031-06-02", "2031-06-02"),
        ("The isles will vote on Friday. She resigns the day after the vote.", "2031-08-16", "2031-08-16"),
        ("The isles vote on Sept. 8. He left on the eve of the vote.", "2031-09-05", "2031-09-07"),
        ("The isles hold an election on Sept. 8. Shops close on election day.", "2031-09-08", "2031-09-08"),
        ("The raid on Tuesday hurt two. The mayor spoke hours after the raid.", "2031-08-12", "2031-08-13"),
        ("She met him on Monday. He resigned the day after the meeting.", "2031-08-12", "2031-08-12"),
        ("The vote is on Sept. 8. He left the week before the presidential vote.", "2031-09-01", "2031-09-07"),
        ("On May 5, the isles voted. They danced the night of the vote.", "2031-05-05", "2031-05-05"),
    ],
)
def test_days_count_from_the_event_that_the_text_dates(text: str, start: str, end: str) -> None:
    dates = last(text).dates
    assert (str(dates.start), str(dates.end)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "The vote, first set for Aug. 30, was moved to Sept. 3. Markets close the day before the vote.",
            "2031-09-02",
            "2031-09-02",
        ),
        (
            "The vote is on Sept. 3, or, others say, the vote is on Sept. 5. Markets close the day before the vote.",
            "2031-09-02",
            "2031-09-04",
        ),
        (
            "The vote is on Sept. 3. The mayor said, “The vote is on Dec. 12.” Markets close the day before the vote.",
            "2031-09-02",
            "2031-09-02",
        ),
    ],
)
def test_of_rival_days_the_one_that_still_holds_counts_else_both(text: str, start: str, end: str) -> None:
    dates = last(text).dates
    assert (str(dates.start), str(dates.end)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "The vote is on Sept. 3, or, others say, the vote is on Dec. 12. Markets close the day before the vote.",
        "Markets close the day before the vote.",
        "She read the Sunday paper. He left the day before the paper.",
        "Shops close on election day.",
    ],
)
def test_an_event_without_one_day_gives_none(text: str) -> None:
    assert not last(text).dates.known or last(text).rule == "weekday"
