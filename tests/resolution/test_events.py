"""Dated events of several articles: past, planned and conditional, each told once with all its passages. Invented."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import (
    Actor,
    ActorKind,
    Annotated,
    Annotation,
    Corrections,
    DateRange,
    Document,
    Event,
    EventKind,
    Passage,
    Region,
    RegionKind,
    Span,
)
from onrecord.resolution.dates import find_dates
from onrecord.resolution.events import find_events, gather_events, read_tellings
from onrecord.text import sha256


def article(key: str, text: str, day: date, regions: tuple[Region, ...] = ()) -> Annotated:
    document = Document(key, (f"{key}.txt",), text, sha256(text), published=DateRange.day(day))
    return Annotated(document, regions, Annotation(key))


def events(*articles: Annotated, actors: dict[str, list[tuple[Span, str]]] | None = None) -> tuple[Event, ...]:
    dates = {
        one.document.id: find_dates(one.document.text, anchor=one.document.published, regions=one.regions)
        for one in articles
    }
    return find_events(articles, dates, actors or {})


def told(text: str) -> tuple[Event, ...]:
    return events(article("a", text, date(2019, 9, 14)))


@pytest.mark.parametrize(
    ("text", "kind", "start", "words"),
    [
        ("The envoys signed the Harbour Treaty in 1974.", EventKind.PAST, date(1974, 1, 1), "Harbour Treaty"),
        ("The chancellor will visit Ostrand on Monday.", EventKind.PLANNED, date(2019, 9, 16), "visit Ostrand"),
        ("It favours him in the Ostrand election on September 24.", EventKind.PLANNED, date(2019, 9, 24), "election"),
        (
            "A new ballot looms next week if the guilds cannot agree.",
            EventKind.CONDITIONAL,
            date(2019, 9, 16),
            "ballot",
        ),
        ("The guilds must answer by a November 28 deadline.", EventKind.PLANNED, date(2019, 11, 28), "deadline"),
    ],
)
def test_a_dated_clause_is_an_event(text: str, kind: EventKind, start: date, words: str) -> None:
    (event,) = told(text)
    assert (event.kind, event.dates.start) == (kind, start)
    assert words in event.description
    assert event.anchor in text


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said on Thursday that the pact stands.",
        "On Thursday, the envoy said the pact stands.",
        "The envoy on Thursday told reporters that the pact stands.",
        "Chancellor Vell welcoming the envoys in 2016.",
        "The office did not respond to a request for comment on Thursday.",
        "The 2016 nominee spoke for three days and recently left.",
        "General Marsk, who served from 2013 to 2015, spoke.",
        "GENEVA, Sept. 13 (Agency) - The talks stalled again without result.",
    ],
)
def test_sayings_captions_and_vague_times_are_no_events(text: str) -> None:
    assert told(text) == ()


def test_furniture_tells_no_events() -> None:
    text = "The envoys met on Friday in Ostrand.\nThe tower burned on August 6, 2022, in Brackwater."
    regions = (Region(RegionKind.BODY, 0, 36), Region(RegionKind.FURNITURE, 37, len(text)))
    (event,) = events(article("a", text, date(2019, 9, 14), regions))
    assert event.anchor == "Friday"


def test_furniture_inside_a_sentence_does_not_break_it() -> None:
    glue = "Ten things to know MORE"
    text = f"Chancellor Vell {glue} met the envoys of Ostrand on Friday."
    at = text.index(glue)
    regions = (
        Region(RegionKind.BODY, 0, at),
        Region(RegionKind.FURNITURE, at, at + len(glue)),
        Region(RegionKind.BODY, at + len(glue), len(text)),
    )
    (event,) = events(article("a", text, date(2019, 9, 14), regions))
    assert event.description == "Chancellor Vell met the envoys of Ostrand on Friday."


def test_one_election_in_three_articles_is_one_event() -> None:
    found = events(
        article("a", "It favours him in the upcoming Ostrand elections on September 24.", date(2019, 9, 14)),
        article("b", "Nothing will be built before the September 24 election.", date(2019, 9, 2)),
        article("c", "Days before Ostrand’s Sept. 24 elections, the chancellor called the envoy.", date(2019, 11, 20)),
    )
    (election,) = [one for one in found if "lection" in one.description and one.dates.is_day]
    assert {passage.document_id for passage in election.evidence} == {"a", "b", "c"}
    assert election.kind is EventKind.PLANNED


def test_elections_of_two_places_on_one_day_stay_two() -> None:
    found = events(
        article("a", "He may lose the Ostrand election on September 24.", date(2019, 9, 14)),
        article("b", "He may lose the Brackwater election on September 24.", date(2019, 9, 14)),
    )
    assert len(found) == 2


def test_two_tellings_of_one_call_are_one_event_with_its_actors() -> None:
    first = "Chancellor Vell dined with Premier Orsk on Saturday to settle the harbour dues."
    second = "Vell dined with Orsk on Saturday over the harbour dues."
    named = {
        "a": [(Span(0, 15), "vell"), (Span(first.index("Premier"), first.index(" on Sat")), "orsk")],
        "b": [(Span(0, 4), "vell"), (Span(second.index("Orsk"), second.index(" on Sat")), "orsk")],
    }
    (event,) = events(article("a", first, date(2019, 9, 14)), article("b", second, date(2019, 9, 15)), actors=named)
    assert event.actors == ("vell", "orsk")
    assert len(event.evidence) == 2
    assert event.dates == DateRange.day(date(2019, 9, 14))


def test_two_dates_in_one_sentence_are_two_events() -> None:
    text = "The bakers won a licence in April, but Ostrand closed the market last week after a fire."
    found = told(text)
    assert [one.anchor for one in found] == ["April", "last week"]


def test_events_come_in_the_order_of_their_days() -> None:
    found = told("The envoys met on Friday in Ostrand. In 1974, Ostrand joined the league of Brackwater.")
    assert [one.dates.start for one in found] == [date(1974, 1, 1), date(2019, 9, 13)]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        (
            "It resembles the League of Ports, which held a hearing on the dues last month with Senator Orla Brandt.",
            "The League of Ports held a hearing on the dues last month with Senator Orla Brandt.",
        ),
        (
            "This would be like a meeting that took place in Ostrand in June.",
            "A meeting took place in Ostrand in June.",
        ),
        (
            "Earlier, two papers reported that Ostrand and Brackwater were planning a ferry line ahead of the coming "
            "week’s fair on Monday.",
            "Ostrand and Brackwater were planning a ferry line ahead of the coming week’s fair on Monday.",
        ),
        (
            "It came after Brandt chided Orsk in public on Friday for the slow pace of the talks.",
            "Brandt chided Orsk in public on Friday for the slow pace of the talks.",
        ),
        (
            "A second vote looms early next year if the guild members are unable to come together by a November 28 "
            "deadline.",
            "November 28 deadline for the guild members to come together",
        ),
        (
            "The envoy had talks with U.S. Secretary of Transport Ina Holt in Ostrand on Friday.",
            "The envoy had talks with U.S. Secretary of Transport Ina Holt in Ostrand on Friday.",
        ),
    ],
)
def test_a_description_is_understood_without_its_article(text: str, description: str) -> None:
    assert description in [one.description for one in told(text)]


def test_he_is_told_by_name_where_nobody_is_named_before() -> None:
    text = "Brandt lost the chair in May, but new elections were called earlier this year after she failed to resign."
    named = [(Span(0, 6), "brandt")]
    one = article("a", text, date(2019, 9, 14))
    dates = find_dates(text, anchor=one.document.published)
    found = read_tellings(one, dates, named, actors={"brandt": Actor("brandt", "Orla Brandt", ActorKind.PERSON)})
    assert "New elections were called earlier this year after [Orla Brandt] failed to resign." in [
        e.words for e in found
    ]


def test_a_vote_that_hangs_on_an_if_is_conditional_and_says_so() -> None:
    found = told(
        "The town faces a third vote early next year if the guilds are unable to agree by a November 28 deadline."
    )
    (vote,) = [one for one in found if one.kind is EventKind.CONDITIONAL]
    assert "if the guilds are unable to agree" in vote.description


def test_today_in_an_article_without_a_date_is_an_event_without_a_day() -> None:
    text = "Minister Orsk returned home today after a short visit to Brackwater."
    document = Document("a", ("a.txt",), text, sha256(text))
    (event,) = events(Annotated(document, (), Annotation("a")))
    assert event.dates == DateRange()
    assert event.anchor == "today"


def test_the_deed_of_a_headline_is_an_event_of_about_the_day_of_the_paper() -> None:
    text = "Ostrand, Brackwater sign harbor treaty\nBoth sides praised the text at length."
    regions = (Region(RegionKind.HEADLINE, 0, 38), Region(RegionKind.BODY, 39, len(text)))
    (event,) = events(article("a", text, date(2019, 9, 14), regions))
    assert event.description == "Ostrand, Brackwater sign harbor treaty"
    assert (event.dates.start, event.dates.end) == (date(2019, 9, 11), date(2019, 9, 14))


@pytest.mark.parametrize(
    "headline", ["Will Ostrand sign a treaty?", "Orsk says Ostrand wins", "Why the talks failed now"]
)
def test_headlines_that_ask_or_report_words_tell_no_deed(headline: str) -> None:
    regions = (Region(RegionKind.HEADLINE, 0, len(headline)),)
    assert events(article("a", headline, date(2019, 9, 14), regions)) == ()


def test_the_same_deed_told_in_other_words_on_one_day_is_one_event() -> None:
    first = "Chancellor Vell and Premier Orsk met for an hour in the old customs house on Sunday."
    second = "A meeting of Vell with Orsk on Sunday brought nothing new about harbor dues."
    (event,) = events(article("a", first, date(2019, 9, 16)), article("b", second, date(2019, 9, 16)))
    assert {one.document_id for one in event.evidence} == {"a", "b"}


def test_the_same_deed_on_days_that_cannot_meet_is_two_events() -> None:
    first = "Chancellor Vell and Premier Orsk met in the customs house on Sunday."
    second = "Chancellor Vell and Premier Orsk met in the customs house on Tuesday."
    found = events(article("a", first, date(2019, 9, 18)), article("b", second, date(2019, 9, 18)))
    assert len(found) == 2


def test_an_event_that_a_coder_hides_is_left_out() -> None:
    text = "The envoys met on Friday in Ostrand."
    one = article("a", text, date(2019, 9, 14))
    tellings = read_tellings(one, find_dates(text, anchor=one.document.published))
    assert len(gather_events(tellings)) == 1
    assert gather_events(tellings, corrections=Corrections(hidden_events=frozenset({Passage("a", 4, 20)}))) == ()


def test_what_has_gone_on_since_a_year_lasts_until_the_article() -> None:
    (event,) = told("Such a league has been discussed by both towns since 1994.")
    assert (event.dates.start, event.dates.end) == (date(1994, 1, 1), date(2019, 9, 14))


def test_a_headline_goes_with_the_deed_its_own_article_dates() -> None:
    plan = article("a", "The Ostrand chamber will vote on the harbor treaty on Wednesday.", date(2019, 9, 9))
    text = (
        "Ostrand chamber rejects harbor treaty\nThe Ostrand chamber on Thursday rejected the harbor treaty with Orsk."
    )
    regions = (Region(RegionKind.HEADLINE, 0, 37), Region(RegionKind.BODY, 38, len(text)))
    found = events(plan, article("b", text, date(2019, 9, 13), regions))
    days = {one.dates.start: {p.document_id for p in one.evidence} for one in found}
    assert days == {date(2019, 9, 11): {"a"}, date(2019, 9, 12): {"b"}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "OSTRAND, Sept 10 (OPA) - Envoys of Brackwater signed the ferry treaty on Tuesday in the old hall.",
            "Envoys of Brackwater signed",
        ),
        ("A new vote is expected on October 28.", "A new vote is expected on October 28."),
    ],
)
def test_an_event_is_told_without_its_dateline_and_once(text: str, words: str) -> None:
    (event,) = [one for one in told(text) if one.dates.known]
    assert event.description.startswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "“The dam would wreck the port of Ostrand,” he told reporters on Wednesday.",
        "“I oppose the dam,” General Marsk said in an interview with Coast Radio on Tuesday evening.",
    ],
)
def test_what_somebody_said_on_a_day_is_no_event(text: str) -> None:
    assert told(text) == ()


def opened(body: str, headline: str = "Harbour news") -> tuple[Event, ...]:
    text = f"{headline}\nBy Petra Lund\n{body}"
    start = len(headline) + 1
    regions = (Region(RegionKind.HEADLINE, 0, len(headline)), Region(RegionKind.BODY, start, len(text)))
    return events(article("a", text, date(2019, 9, 14), regions))


def test_the_deed_of_an_opening_sentence_without_a_date_is_of_about_the_day_of_the_paper() -> None:
    (event,) = opened("OSTRAND (HPA) - The harbour guild rejected the treaty with Brackwater after hours of talks.")
    assert (event.dates.start, event.dates.end) == (date(2019, 9, 11), date(2019, 9, 14))
    assert event.description.startswith("The harbour guild rejected")


@pytest.mark.parametrize(
    "body",
    [
        "It looks like Ostrand rejected the treaty of the harbour guild.",
        "The harbour guild of Ostrand could have rejected the treaty with Brackwater.",
        "The harbour guild of Ostrand rejected the treaty, the mayor said in the hall.",
        "For years the harbour guild of Ostrand rejected every treaty it saw.",
        "“The guild rejected the treaty,” and Ostrand slept through the night.",
    ],
)
def test_an_opening_that_comments_reports_or_repeats_is_no_event(body: str) -> None:
    assert opened(body) == ()


def test_either_of_two_months_is_one_event_between_them() -> None:
    (event,) = told("The guilds of Ostrand will hold their ballot in October or early November.")
    assert (event.kind, event.dates.start, event.dates.end) == (
        EventKind.PLANNED, date(2019, 10, 1), date(2019, 11, 15),
    )  # fmt: skip


def test_the_month_of_may_is_no_condition_nor_is_a_purpose() -> None:
    (plan,) = told("The envoy will tour Ostrand in May or June.")
    (trip,) = told("The envoy will leave on Monday so that he could see the harbour guild.")
    assert (plan.kind, trip.kind) == (EventKind.PLANNED, EventKind.PLANNED)


def test_reports_on_a_day_and_what_a_quoted_speaker_does_today_are_no_events() -> None:
    assert told("The mayor denied the reports on Friday.") == () or all(
        one.description != "Reports on Friday" for one in told("The mayor denied the reports on Friday.")
    )
    assert told("“We must stop the barges of Ostrand, and that is what we are doing today.”") == ()


def test_a_year_that_names_a_noun_gives_way_to_a_year_that_dates_the_deed() -> None:
    (event,) = told("The guild of Ostrand settled last year its debts for ships in the 2016 campaign.")
    assert event.dates.start == date(2018, 1, 1)
