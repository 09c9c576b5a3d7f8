"""What an article says about its own day of publication, and what must not be taken for it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.draft import Draft
from onrecord.reading.plainfacts import facts_from_text
from onrecord.record import Basis, Precision

BODY = (
    "The harbour board said on Monday that the bridge treaty between Upper Vale and Lower Vale would be put to a vote"
    " before the summer, after months of talks that both towns describe as difficult but friendly throughout."
)
LATER = "“We are not there yet,” said Ana Pell, who leads the board. She spoke on March 3, 2018 at the town hall."


def article(*head: str, tail: str = "") -> str:
    return "\n\n".join(["Bridge treaty nears its vote", *head, BODY, LATER, BODY, *([tail] if tail else [])])


SAID = [
    (article("Published Sept. 17, 2019 10:35 pm"), "2019-09-17", "Sept. 17, 2019"),
    (article("Published: 17 September 2019"), "2019-09-17", "17 September 2019"),
    (article("Published on Tuesday, September 17, 2019 at 4:05 PM EDT"), "2019-09-17", "September 17, 2019"),
    (article("Published 10:35 AM ET, Tue September 17, 2019"), "2019-09-17", "September 17, 2019"),
    (article("PUBLISHED: 21:14 BST, 17 September 2019 | UPDATED: 09:02 BST, 18 September 2019"), "2019-09-17", None),
    (article("Posted by Ana Pell on September 17, 2019"), "2019-09-17", None),
    (article("By Ana Pell | Posted: 2019-09-17T10:35:00Z"), "2019-09-17", None),
    (article("First published on Sept 17th, 2019"), "2019-09-17", None),
    (article("Posted: Tue 6:45 PM, Sep 17, 2019  | Updated: Wed 8:31 PM, Sep 18, 2019"), "2019-09-17", None),
    (article("Issued on: 17/09/2019 - 20:36 Modified: 18/09/2019 - 20:34"), "2019-09-17", None),
    (article("September 17, 2019, 8:11 PM UTC / Updated Sept. 18, 2019, 1:02 AM UTC"), "2019-09-17", None),
    (article("Date: 2019-09-17"), "2019-09-17", "2019-09-17"),
    (article("September 17, 2019"), "2019-09-17", "September 17, 2019"),
    (article("Tuesday, 17 September 2019 10:35"), "2019-09-17", None),
    (article("September 17, 2019 / 10:35 AM / Vale News"), "2019-09-17", None),
    (article("By ANA PELL September 17, 2019 12:34 pm"), "2019-09-17", None),
    (article("VT | September 17, 2019"), "2019-09-17", None),
    (article("17.09.2019, 14:02 Uhr"), "2019-09-17", "17.09.2019"),
    (article("17 septembre 2019 à 10h35"), "2019-09-17", None),
    (article("Publié le 17 septembre 2019"), "2019-09-17", None),
    (article("Veröffentlicht am 17. September 2019"), "2019-09-17", None),
    (article("17 сентября 2019"), "2019-09-17", None),
    (article(tail="Published Sept. 17, 2019"), "2019-09-17", None),
    ("date 2019-09-17 The harbour board met again. " + BODY, "2019-09-17", "2019-09-17"),
    ("2019-09-17 Bridge treaty nears its vote\n\n" + BODY, "2019-09-17", "2019-09-17"),
]


@pytest.mark.parametrize(("text", "day", "words"), SAID)
def test_explicit_mark_gives_the_day_with_its_words_as_evidence(text: str, day: str, words: str | None) -> None:
    facts = facts_from_text(Draft(text))
    assert facts.published.is_day
    assert str(facts.published.start) == day
    assert facts.basis in (Basis.TEXT, Basis.METADATA)
    assert facts.evidence is not None
    assert "2019" in facts.evidence.of(text)
    if words:
        assert facts.evidence.of(text) == words


SILENT = [
    article(),
    article("Updated: 8:20 a.m."),
    article("3 hours ago"),
    article("Tuesday 10:35"),
    article("Sept. 17"),
    # A post and its stamp; a photograph's; a related story's.
    article("Great talks with Lower Vale! — Mayor Wu (@mayorwu) September 14, 2019"),
    article("Great talks with Lower Vale!\n— Mayor Wu (@mayorwu)\nSeptember 14, 2019"),
    article("File photo: The old ferry, September 14, 2019. Photo: Vale Pictures"),
    article("The ferry at dawn on September 14, 2019 (AP/Lee Wu)"),
    article("Originally published in The Vale Times."),
    article("Published in 2016, the plan was drawn up by engineers."),
    article("Published September 14, 2016 in the journal Bridges, the study counts the cost."),
    article("The vote is planned for September 14, 2019."),
    article("September 14, 2019 will be remembered as the day the ferry stopped"),
    article("Event: September 14, 2019, town hall"),
    article("From September 14, 2019 to September 20, 2019"),
    article(tail="Ferry fares rise\nSeptember 14, 2019\nSchool reopens\nSeptember 2, 2019"),
    article(tail="© 2019 Vale Courier"),
    # The masthead's day is the day on which somebody looked at the page.
    "Wed, Nov 20, 2019\nSign in\nSearch\nNews\nWeather\n" + article(),
    "The day of the bridge: what happened on September 14, 2019\n\n" + BODY,
]


@pytest.mark.parametrize("text", SILENT)
def test_days_that_are_not_the_articles_own_leave_it_undated(text: str) -> None:
    facts = facts_from_text(Draft(text))
    assert not facts.published.known
    assert facts.basis is Basis.NONE
    assert facts.evidence is None


def test_stamp_under_a_post_in_the_article_is_the_posts_and_a_document_that_is_a_post_has_its_own() -> None:
    post = (
        "Ana Pell\n@anapell\nThe bridge belongs to both towns, and both towns will vote on it.\n9:14 PM · Mar 6, 2025"
    )
    assert not facts_from_text(Draft(article("Ana Pell wrote on Thursday:", post))).published.known
    alone = facts_from_text(Draft(post + "\n\n" + BODY)).published
    assert alone.start == date(2025, 3, 6)


def test_update_alone_gives_only_the_latest_day() -> None:
    facts = facts_from_text(Draft(article("Updated September 18, 2019")))
    assert (facts.published.start, facts.published.end) == (None, date(2019, 9, 18))
    assert facts.published.precision is Precision.RANGE


def test_day_and_month_that_cannot_be_told_apart_give_the_range_of_both() -> None:
    facts = facts_from_text(Draft(article("Published 03/04/2019")))
    assert (facts.published.start, facts.published.end) == (date(2019, 3, 4), date(2019, 4, 3))
    assert facts.published.precision is Precision.RANGE
    assert facts_from_text(Draft(article("Published 17/09/2019"))).published.is_day


def test_wire_dateline_gives_the_day_it_was_filed_or_the_next() -> None:
    text = "Bridge treaty nears its vote\n\nLOWER VALE, Sept. 17, 2019 (Valewire) - " + BODY
    facts = facts_from_text(Draft(text))
    assert (facts.published.start, facts.published.end) == (date(2019, 9, 17), date(2019, 9, 18))


def test_labelled_day_wins_over_a_time_stamp() -> None:
    text = article("September 19, 2019", "Published: September 17, 2019")
    assert facts_from_text(Draft(text)).published.start == date(2019, 9, 17)


def test_two_far_stamps_without_label_are_no_answer() -> None:
    text = article("September 19, 2019", "May 2, 2018")
    assert not facts_from_text(Draft(text)).published.known


@given(st.text(max_size=400))
def test_evidence_always_lies_in_the_text_and_holds_the_year(text: str) -> None:
    facts = facts_from_text(Draft(text))
    if facts.evidence is not None:
        day = facts.published.end or facts.published.start
        assert day is not None
        assert str(day.year) in facts.evidence.of(text)
