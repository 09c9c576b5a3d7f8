"""When a thing was said: the date in the cue's own clause, else not after the publication. Invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import Attribution, AttributionKind, AttributionType, DateRange, Span
from onrecord.record.dates import UNKNOWN_DATE
from onrecord.resolution.dates import date_saying, find_dates, propose_said

SATURDAY = DateRange.day(date(2019, 11, 23))


def said(text: str, cue: str, content: str, published: DateRange = SATURDAY, source: str = "") -> DateRange:
    def span(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),) if words else ()

    attribution = Attribution(
        "a", "d", AttributionType.INDIRECT, AttributionKind.SAID, span(source), span(cue), span(content)
    )
    return date_saying(attribution, text, find_dates(text, anchor=published), published)


@pytest.mark.parametrize(
    ("text", "cue", "content", "day"),
    [
        ("The envoy said on Thursday that the pact stands.", "said", "that the pact stands", date(2019, 11, 21)),
        (
            "Speaking to a guild on Thursday, the envoy said the pact stands.",
            "said",
            "the pact stands",
            date(2019, 11, 21),
        ),
        ("“The pact stands,” the envoy told the guild yesterday.", "told", "The pact stands", date(2019, 11, 22)),
        ("“Fine.” — Envoy (@envoy) September 14, 2019", "—", "Fine.", date(2019, 9, 14)),
        ("In Thursday's speech, the envoy said the pact stands.", "said", "the pact stands", date(2019, 11, 21)),
        ("The envoy said in a Nov. 4 letter that the pact stands.", "said", "the pact stands", date(2019, 11, 4)),
    ],
)
def test_the_date_beside_the_cue_dates_the_saying(text: str, cue: str, content: str, day: date) -> None:
    assert said(text, cue, content) == DateRange.day(day)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The envoy said the pact was signed on Thursday.", "said", "the pact was signed on Thursday"),
        ("The envoy, who came on Thursday, said the pact stands.", "said", "the pact stands"),
        ("The envoy said the pact stands.", "said", "the pact stands"),
        ("The envoy, in office since 2017, said the pact stands.", "said", "the pact stands"),
        ("In response to Thursday's speech, the envoy said the pact stands.", "said", "the pact stands"),
        ("At the 2017 level, the envoy said, the pact stands.", "said", "the pact stands"),
        ("The envoy said in 2017 ships were built.", "said", "in 2017 ships were built"),
        ("As in the war of 1973, the envoy said, the pact stands.", "said", "the pact stands"),
        ("Ahead of Thursday's vote the envoy said the pact stands.", "said", "the pact stands"),
    ],
)
def test_other_dates_leave_it_open_until_publication(text: str, cue: str, content: str) -> None:
    assert said(text, cue, content) == DateRange.between(None, date(2019, 11, 23))


def test_a_week_is_a_range() -> None:
    dates = said("The general mocked the levy last week, saying it starves us.", "saying", "it starves us")
    assert (dates.start, dates.end) == (date(2019, 11, 11), date(2019, 11, 17))


def test_nothing_is_said_after_it_was_printed() -> None:
    dates = said("The envoy said this week that the pact stands.", "said", "that the pact stands")
    assert (dates.start, dates.end) == (date(2019, 11, 18), date(2019, 11, 23))


def test_without_publication_a_bare_weekday_stays_unknown() -> None:
    text = "The envoy said on Thursday that the pact stands."
    assert not said(text, "said", "that the pact stands", UNKNOWN_DATE).known


def test_the_date_of_a_cited_paper_is_that_of_its_words() -> None:
    text = "According to a Nov. 4 memo from the port, traffic fell."
    assert said(text, "According to", "traffic fell", source="a Nov. 4 memo from the port") == DateRange.day(
        date(2019, 11, 4)
    )


def test_a_year_dates_a_saying_that_it_opens_or_follows() -> None:
    whole = DateRange.between(date(2017, 1, 1), date(2017, 12, 31))
    for text in ("In 2017, the envoy said that the pact stands.", "The envoy said in 2017 that the pact stands."):
        dates = said(text, "said", "that the pact stands")
        assert (dates.start, dates.end) == (whole.start, whole.end)


def test_what_was_said_since_a_day_was_said_from_it_to_the_publication() -> None:
    dates = said("The guild has said since October 1 that it will not pay.", "has said", "that it will not pay")
    assert (dates.start, dates.end) == (date(2019, 10, 1), date(2019, 11, 23))


def test_a_silence_has_the_day_on_which_nothing_was_said() -> None:
    text = "The guild did not respond to a request for comment on Tuesday."
    attribution = Attribution(
        "a", "d", AttributionType.INDIRECT, AttributionKind.NO_COMMENT, (), (Span(10, 25),), (Span(29, len(text) - 1),)
    )
    dates = date_saying(attribution, text, find_dates(text, anchor=SATURDAY), SATURDAY)
    assert dates == DateRange.day(date(2019, 11, 19))


@pytest.mark.parametrize(
    ("text", "content", "first", "last"),
    [
        ("The mill shut. On Thursday the mayor said it would reopen.", "it would reopen", "2019-11-21", "2019-11-21"),
        ("“We will open,” Petra Lund told reporters on Monday.", "“We will open,”", "2019-11-18", "2019-11-18"),
        ("In a statement last week, the guild rejected the plan.", "the plan", "2019-11-11", "2019-11-17"),
        ("The mayor said it would reopen on Tuesday.", "it would reopen on Tuesday", "None", "2019-11-23"),
        ("The plan is mad.", "The plan is mad.", "None", "2019-11-23"),
    ],
)
def test_words_marked_by_hand_have_the_day_that_their_sentence_tells(
    text: str, content: str, first: str, last: str
) -> None:
    at = text.index(content)
    marked = Attribution(
        "hand:1", "d", AttributionType.INDIRECT, AttributionKind.SAID, (), (), (Span(at, at + len(content)),)
    )
    found = propose_said(marked, text, SATURDAY)
    assert (str(found.start), str(found.end)) == (first, last)
