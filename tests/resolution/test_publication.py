"""Publication: stated dates stay, others become ranges that the words prove; nothing is guessed. Invented articles."""

from __future__ import annotations

from datetime import date

from onrecord.record import Annotated, Annotation, Basis, DateRange, Document, Publication, Region, RegionKind
from onrecord.record.dates import UNKNOWN_DATE
from onrecord.resolution.dates import infer_publications
from onrecord.text import sha256

POST = "A toll bridge would tie the two shores together for a hundred years and more"
STAMPED = (
    f"The mayor of Ostrand confirmed the plan.\n\n{POST}. — Mayor (@mayor_ostrand) 9 May 2019\n\n"
    "The council of Ostrand votes on May 14."
)
WEEKDAY = (
    "Mayor speaks with ferry owners\n\n"
    "The mayor of Ostrand said she spoke with the ferry owners on Thursday about a bridge.\n\n"
    f"She wrote that “{POST}.”\n\nThe owners kept their counsel for the time being."
)


def article(key: str, text: str, day: date | None = None, regions: tuple[Region, ...] = ()) -> Annotated:
    document = Document(
        id=key,
        paths=(f"{key}.txt",),
        text=text,
        text_sha256=sha256(text),
        published=UNKNOWN_DATE if day is None else DateRange.day(day),
        published_basis=Basis.NONE if day is None else Basis.METADATA,
    )
    return Annotated(document, regions, Annotation(key))


def infer(*articles: Annotated) -> dict[str, Publication]:
    return infer_publications(articles)


def test_a_stated_date_is_kept() -> None:
    found = infer(article("a", WEEKDAY, date(2018, 1, 2)))["a"]
    assert found.published == DateRange.day(date(2018, 1, 2))
    assert found.basis is Basis.METADATA


def test_nothing_to_go_by_stays_unknown() -> None:
    found = infer(article("a", "The mayor spoke on Thursday. The council votes on May 14."))["a"]
    assert not found.published.known
    assert found.basis is Basis.NONE


def test_a_past_told_in_full_is_a_lower_bound() -> None:
    found = infer(article("a", "The bridge collapsed on May 3, 2018, and two ferries sank."))["a"]
    assert (found.published.start, found.published.end) == (date(2018, 5, 3), None)
    assert found.basis is Basis.TEXT
    assert found.evidence


def test_a_future_told_in_full_is_an_upper_bound() -> None:
    text = "The bridge collapsed on May 3, 2018. A new one will open on June 9, 2018."
    found = infer(article("a", text))["a"]
    assert (found.published.start, found.published.end) == (date(2018, 5, 3), date(2018, 6, 9))


def test_a_plan_is_no_past() -> None:
    for text in (
        "He was up for re-election in 2018.",
        "They vowed a new bridge by 2025.",
        "He said the law takes effect on January 1, 2018.",
        "The hearing was set for March 3, 2017.",
    ):
        assert infer(article("a", text))["a"].published.start is None, text


def test_weekday_and_a_stamped_post_in_a_sister_give_a_week() -> None:
    found = infer(article("stamped", STAMPED, date(2019, 5, 10)), article("weekday", WEEKDAY))["weekday"]
    assert (found.published.start, found.published.end) == (date(2019, 5, 9), date(2019, 5, 15))
    assert found.basis is Basis.SISTER
    assert {passage.document_id for passage in found.evidence} == {"stamped", "weekday"}
    assert "Thursday" in found.reason


def test_another_weekday_gives_no_week() -> None:
    found = infer(article("stamped", STAMPED, date(2019, 5, 10)), article("x", WEEKDAY.replace("Thursday", "Monday")))[
        "x"
    ]
    assert found.published.start == date(2019, 5, 8)
    assert found.published.end is None or found.published.end > date(2019, 9, 1)


def test_a_post_speaks_also_from_an_undated_sister() -> None:
    found = infer(article("stamped", STAMPED), article("weekday", WEEKDAY))["weekday"]
    assert (found.published.start, found.published.end) == (date(2019, 5, 9), date(2019, 5, 15))


def test_two_articles_without_dates_do_not_date_each_other() -> None:
    other = f"The owners answered on Tuesday.\n\nThe mayor wrote “{POST}” in her letter."
    found = infer(article("a", WEEKDAY), article("b", other))
    assert not found["a"].published.known
    assert not found["b"].published.known


def test_a_day_without_year_takes_the_year_of_a_sisters_same_event() -> None:
    text = "The bridge will please Ostrand, which holds its referendum on May 14."
    sister = "The Ostrand referendum on May 14 is near."
    found = infer(article("a", text), article("b", sister, date(2019, 4, 28)))["a"]
    assert found.published.end == date(2019, 5, 14)
    assert found.published.start is not None
    assert found.published.start < date(2018, 11, 14)
    assert found.basis is Basis.SISTER


def test_an_event_of_another_place_gives_no_year() -> None:
    text = "The bridge will please Ostrand, which holds its referendum on May 14."
    found = infer(article("a", text), article("b", "The Brackwater referendum on May 14 is near.", date(2019, 4, 28)))
    assert not found["a"].published.known


def test_a_common_phrase_is_no_shared_quotation() -> None:
    left = article(
        "a", "“We will win because she is the president of the United States of Ostrand and nobody else is,” he said."
    )
    right = article("b", "“Who wants to be president of the United States of Ostrand?” she asked.", date(2019, 4, 28))
    assert not infer(left, right)["a"].published.known


def test_furniture_dates_nothing() -> None:
    text = "The mayor spoke.\nThe tower collapsed on August 6, 2022, and burned."
    regions = (Region(RegionKind.BODY, 0, 16), Region(RegionKind.FURNITURE, 17, len(text)))
    assert not infer(article("a", text, regions=regions))["a"].published.known


def test_evidence_that_disagrees_dates_nothing() -> None:
    text = "The bridge collapsed on May 3, 2018. The old one will open on June 9, 2017."
    found = infer(article("a", text))["a"]
    assert not found.published.known
    assert "disagrees" in found.reason


def test_one_year_told_as_past_proves_the_year_before_it() -> None:
    found = infer(article("a", "The old bridge was torn down in 2015, and two ferries sank."))["a"]
    assert (found.published.start, found.published.end) == (date(2014, 1, 1), None)


def test_a_year_since_which_something_holds_is_past() -> None:
    found = infer(article("a", "She has led the guild since 2012. The 2009 crash hurt it."))["a"]
    assert found.published.start == date(2011, 1, 1)


def test_a_year_of_plans_bounds_nothing() -> None:
    for text in ("She is running for mayor in 2016.", "The bonds are puttable in 2029.", "The 2016 race is open."):
        assert not infer(article("a", text))["a"].published.known


def test_an_upcoming_vote_that_a_sister_dates_is_an_upper_bound() -> None:
    sister = article("b", "The Ostrand election on September 17 will decide.", date(2019, 9, 10))
    found = infer(article("a", "The ferrymen of Ostrand fear the upcoming Ostrand election."), sister)["a"]
    assert found.published.end == date(2019, 9, 17)
    assert found.basis is Basis.SISTER


def test_what_the_page_added_later_dates_nothing() -> None:
    for line in (
        "Retrieved 12 March 2021",
        "This page was last updated on March 12, 2021",
        "Copyright 2021 Ostrand Media",
        "The mayor sailed on March 12, 2021. (AFP)",
        "File photo: the mayor sailed on March 12, 2021",
    ):
        text = f"The bridge collapsed on May 3, 2018.\n{line}\nTwo ferries sank."
        assert infer(article("a", text))["a"].published == DateRange.between(date(2018, 5, 3), None), line


def test_an_upcoming_vote_is_no_other_vote_that_shares_a_name_with_its_sentence() -> None:
    sister = article("b", "The Fellmark primary on May 10 will decide, Harla Wend said.", date(2019, 5, 2))
    for text in (
        "Harla of Ostrand fears the upcoming primary.",
        "The Ostrand court rules weeks before the upcoming Democratic primary.",
    ):
        assert not infer(article("a", text), sister)["a"].published.known


def test_a_day_that_has_become_a_name_bounds_nothing() -> None:
    text = "The harbour was closed in 2001. The bill would allow lawsuits over the 9/11 attacks, the mayor said."
    published = infer(article("a", text))["a"].published
    assert published.end is None
