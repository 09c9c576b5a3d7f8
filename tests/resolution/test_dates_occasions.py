"""Sayings of one occasion share its day: the speaker goes on, or the occasion is named again. Invented articles."""

from __future__ import annotations

from datetime import date

from onrecord.record import Attribution, AttributionKind, AttributionType, DateRange, Span
from onrecord.resolution.dates import date_saying, find_dates, share_occasions

PUBLISHED = DateRange.day(date(2019, 11, 23))
THURSDAY = DateRange.day(date(2019, 11, 21))
OPEN = DateRange.between(None, date(2019, 11, 23))


def shared(text: str, *sayings: tuple[str, str, str], asked: int | None = None) -> list[DateRange]:
    """The days of (speaker, cue, content), each at its first place in the text."""
    attributions = []
    for number, (_, cue, content) in enumerate(sayings):
        spans = [Span(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
        kind = AttributionKind.ASKED if number == asked else AttributionKind.SAID
        pronoun = f"It {cue}"
        source = (Span(text.index(pronoun), text.index(pronoun) + 2),) if pronoun in text else ()
        attributions.append(
            Attribution(str(number), "d", AttributionType.INDIRECT, kind, source, (spans[0],), (spans[1],))
        )
    mentions = find_dates(text, anchor=PUBLISHED)
    said = {one.id: date_saying(one, text, mentions, PUBLISHED) for one in attributions}
    speakers = {str(number): speaker or None for number, (speaker, _, _) in enumerate(sayings)}
    found = share_occasions(attributions, text, said=said, speakers=speakers, mentions=mentions)
    return [found[one.id] for one in attributions]


def test_a_speaker_who_goes_on_speaks_on_the_same_day() -> None:
    text = "Speaking to a guild on Thursday, the envoy said the pact stands.\n\n“We are ready,” she added."
    days = shared(text, ("envoy", "said", "the pact stands"), ("envoy", "added", "We are ready"))
    assert days == [THURSDAY, THURSDAY]


def test_another_speaker_keeps_his_own_day() -> None:
    text = "Speaking to a guild on Thursday, the envoy said the pact stands.\n\n“We are ready,” the mayor added."
    assert shared(text, ("envoy", "said", "the pact stands"), ("mayor", "added", "We are ready"))[1] == OPEN


def test_another_occasion_ends_it() -> None:
    text = (
        "Speaking to a guild on Thursday, the envoy said the pact stands.\n\n"
        "In an earlier letter she wrote that ships would come. “We are ready,” she added."
    )
    days = shared(
        text,
        ("envoy", "said", "the pact stands"),
        ("envoy", "wrote", "that ships would come"),
        ("envoy", "added", "We are ready"),
    )
    assert days == [THURSDAY, OPEN, OPEN]


def test_an_interview_named_again_and_its_reply_are_of_its_day() -> None:
    text = (
        "The envoy hinted at a pact in an interview with a radio host on Thursday. "
        "During the interview, the host asked whether ships would come.\n\nThe envoy replied that they might."
    )
    days = shared(
        text,
        ("envoy", "hinted", "at a pact"),
        ("host", "asked", "whether ships would come"),
        ("envoy", "replied", "that they might"),
        asked=1,
    )
    assert days == [THURSDAY, THURSDAY, THURSDAY]


def test_days_before_a_vote_date_a_saying() -> None:
    text = "Days before the November 20 vote, the envoy wrote that ships would come."
    (days,) = shared(text, ("envoy", "wrote", "that ships would come"))
    assert (days.start, days.end) == (date(2019, 11, 7), date(2019, 11, 19))


def test_what_was_said_then_has_the_days_told_before() -> None:
    text = "In October, the guild announced that it would sue. The envoy said at the time that the pact stands."
    days = shared(text, ("guild", "announced", "that it would sue"), ("envoy", "said", "that the pact stands"))
    assert days[1] == days[0]
    assert (days[1].start, days[1].end) == (date(2019, 10, 1), date(2019, 10, 31))


def test_it_added_goes_with_the_saying_right_before_it() -> None:
    text = "In a statement on Thursday, the council said the levy stands. It added that a quay would come."
    assert shared(text, ("council", "said", "the levy stands"), ("", "added", "that a quay would come"))[1] == THURSDAY
    text = "In a statement on Thursday, the council said the levy stands.\n\nIt added that a quay would come."
    assert shared(text, ("council", "said", "the levy stands"), ("", "added", "that a quay would come"))[1] == OPEN


def test_an_accuser_who_goes_on_speaks_on_the_same_day() -> None:
    text = "In a debate on Thursday, the mayor accused the envoy of cowardice. “She runs,” he said."
    assert shared(text, ("mayor", "accused", "the envoy of cowardice"), ("mayor", "said", "She runs"))[1] == THURSDAY
