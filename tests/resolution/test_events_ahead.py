"""Dates to come that are bounds, ranges told by two ends, imagined days, and days taken from another deed. Invented."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import Annotated, Annotation, DateRange, Document, Event, EventKind
from onrecord.resolution.dates import find_dates
from onrecord.resolution.events import find_events
from onrecord.text import sha256

PAPER = date(2025, 3, 8)  # a Saturday


def told(text: str) -> tuple[Event, ...]:
    document = Document("a", ("a.txt",), text, sha256(text), published=DateRange.day(PAPER))
    dates = find_dates(text, anchor=document.published)
    return find_events([Annotated(document, (), Annotation("a"))], {"a": dates}, {})


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        ("The judge gave the millers leave to appeal until 15 May.", EventKind.PLANNED, date(2025, 5, 15)),
        ("The tenants have until Friday to leave the Ostrand mill.", EventKind.PLANNED, date(2025, 3, 14)),
        ("The hearing was put off until 9 June, said the clerk.", EventKind.PLANNED, date(2025, 6, 9)),
        ("Elin Rask said the census could be delayed until May.", EventKind.CONDITIONAL, date(2025, 5, 1)),
        ("The ice road will stay open through 4 April.", EventKind.PLANNED, date(2025, 4, 4)),
        ("The guild will boycott the port from April 14 unless fees drop.", EventKind.CONDITIONAL, date(2025, 4, 14)),
        ("Every baker must weigh his bread from 1 January 2026.", EventKind.PLANNED, date(2026, 1, 1)),
        ("The new toll applies to all carts from 2 May.", EventKind.PLANNED, date(2025, 5, 2)),
        ("The council will sell the tannery before 20 June.", EventKind.PLANNED, date(2025, 6, 20)),
    ],
)
def test_a_bound_that_lies_ahead_is_a_date_to_keep(text: str, kind: EventKind, start: date) -> None:
    (found,) = told(text)
    assert (found.kind, found.dates.start) == (kind, start)


@pytest.mark.parametrize(
    "text",
    [
        "The bakers were closed until Monday and nobody minded.",
        "The tannery has stood empty since Monday and stays shut.",
        "The clerk had met the envoy before Thursday.",
        "The guild is suing the bank ahead of 4 November, its lawyers hint.",
        "In March his clerks had said that the mill stands.",
    ],
)
def test_a_bound_on_what_is_over_dates_nothing(text: str) -> None:
    assert told(text) == ()


def test_what_was_announced_on_one_day_for_another_is_two_events() -> None:
    announced, begins = told("Rask announced on Monday that the two mills will be let to Orme & Co from January 2026.")
    assert announced.dates.start == date(2025, 3, 3)
    assert announced.kind is EventKind.PAST
    assert "mills will be let" in announced.description
    assert begins.dates.start == date(2026, 1, 1)
    assert begins.kind is EventKind.PLANNED
    assert begins.description.startswith("The two mills")


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("Elin Rask led the Ostrand guild from 2009 to 2016.", date(2009, 1, 1), date(2016, 12, 31), EventKind.PAST),
        (
            "Orme had been warned while he ran the Ostrand bank from 2009 to 2016.",
            date(2009, 1, 1),
            date(2016, 12, 31),
            EventKind.PAST,
        ),
        (
            "The fair filled Ostrand from 3 February to 10 February.",
            date(2025, 2, 3),
            date(2025, 2, 10),
            EventKind.PAST,
        ),
        ("Works will close the bridge from 3 May to 10 May.", date(2025, 5, 3), date(2025, 5, 10), EventKind.PLANNED),
    ],
)
def test_a_range_ends_with_its_second_date(text: str, start: date, end: date, kind: EventKind) -> None:
    (found,) = told(text)
    assert (found.dates.start, found.dates.end, found.kind) == (start, end, kind)


def test_an_office_told_in_passing_is_no_event_and_a_clause_ends_before_its_sentence_goes_on() -> None:
    assert told("Orme, who was himself the harbour master from 2009 to 2016, said he had been warned.") == ()
    (found,) = told("Mayor Elin Rask, who faces a recall vote in November, said the mill was lost.")
    assert found.description == "Mayor Elin Rask faces a recall vote in November"


@pytest.mark.parametrize(
    "text",
    [
        '"I would sell tomorrow": the miller who wants the river back',
        "Mayor: 'I'd resign tomorrow' over the mill, says friend",
        "“We would reopen the mine on Monday,” said the foreman Jan Orme.",
        "A: I would close the mine tomorrow, and so would every miner.",
        "“Tomorrow I would leave this town,” the baker told his guild.",
    ],
)
def test_what_a_speaker_only_imagines_is_no_event(text: str) -> None:
    assert told(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The foreman Jan Orme said he would reopen the mine on Monday.", EventKind.PLANNED),
        ("“The harbour will reopen on Monday,” said the foreman Jan Orme.", EventKind.PLANNED),
        ("“We would walk out on 4 April if the owners refuse,” said Jan Orme.", EventKind.CONDITIONAL),
        ("“We would strike on 4 April if the owners refuse,” said Jan Orme.", EventKind.CONDITIONAL),
    ],
)
def test_a_reported_would_tells_a_plan_and_with_if_a_condition(text: str, kind: EventKind) -> None:
    (found,) = told(text)
    assert found.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "The council on Thursday voted against the tannery. Elin Rask resigned an hour after the vote.",
        "The council voted on Thursday.\n\nFour members left the hall.\n\nElin Rask quit minutes after the vote.",
        "The judge sentenced the miller on Thursday. He fled the town shortly after the verdict.",
        "The guilds met on Thursday. Jan Orme left the hall two hours before the meeting ended.",
        "A boiler exploded on Thursday. The foreman locked the gates half an hour after the blast.",
    ],
)
def test_a_deed_beside_another_has_the_day_told_for_that(text: str) -> None:
    assert [one.dates for one in told(text)] == [DateRange.day(date(2025, 3, 6))] * 2


@pytest.mark.parametrize(
    "text",
    [
        "A boiler exploded on Thursday. Elin Rask resigned an hour after the vote.",
        "The council voted on Thursday and voted again on Friday. Elin Rask resigned an hour after the vote.",
    ],
)
def test_a_deed_beside_one_without_a_single_day_has_none(text: str) -> None:
    assert not [one for one in told(text) if "resigned" in one.description]


@pytest.mark.parametrize(
    "text",
    [
        "The bill will become law after voting 60-4 to override on Thursday.",
        "The mill will close after losing its last client Thursday.",
        "Jan Orme is set to lead the guild after narrowly winning the ballot on Thursday.",
    ],
)
def test_what_follows_an_after_is_over_though_a_future_stands_before_it(text: str) -> None:
    assert [one.dates for one in told(text)] == [DateRange.day(date(2025, 3, 6))]
