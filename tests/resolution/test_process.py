"""What each option takes, read from invented articles about a harbor town and its options."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import (
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Concept,
    ConceptKind,
    DateRange,
    Document,
    Region,
    RegionKind,
    Requirement,
    RequirementKind,
    Span,
)
from onrecord.resolution.dates import find_dates
from onrecord.resolution.process import ConceptNames, find_requirements
from onrecord.text import sha256, stable_id

CONCEPTS = (
    Concept("treaty", "ferry treaty", kind=ConceptKind.OPTION, keywords=("harbor treaty",)),
    Concept("statement", "joint statement", kind=ConceptKind.OPTION),
    Concept("bridge", "toll bridge", kind=ConceptKind.ISSUE),
    Concept("cost", "ferry treaty costs too much", kind=ConceptKind.ARGUMENT),
)


def article(text: str, regions: tuple[Region, ...] = (), attributions: tuple[Attribution, ...] = ()) -> Annotated:
    key = stable_id("document", text)
    document = Document(key, (f"{key}.txt",), text, sha256(text), published=DateRange.day(date(2031, 5, 4)))
    return Annotated(document, regions, Annotation(key, attributions))


def required(*texts: str) -> tuple[Requirement, ...]:
    articles = [article(text) for text in texts]
    dates = {a.document.id: find_dates(a.document.text, anchor=a.document.published) for a in articles}
    return find_requirements(articles, CONCEPTS, dates_by_document=dates)


APPROVAL, STEP, CONDITION = RequirementKind.APPROVAL, RequirementKind.STEP, RequirementKind.CONDITION
TIME, OBLIGATION = RequirementKind.TIME, RequirementKind.OBLIGATION


@pytest.mark.parametrize(
    ("text", "concept", "kind", "needed", "words"),
    [
        (
            "However, signing a ferry treaty would require the consent of the U.S. Coast Guard and two ministries, and "
            "talks could drag on.",
            "treaty", APPROVAL, True, "the consent of the U.S. Coast Guard and two ministries",
        ),
        (
            "A joint statement does not need the approval of the chamber.",
            "statement", APPROVAL, False, "the approval of the chamber",
        ),
        (
            "The ferry treaty must be ratified by two-thirds of the chamber.",
            "treaty", APPROVAL, True, "ratified by two-thirds of the chamber",
        ),
        (
            "Both guilds would have to approve the ferry treaty.",
            "treaty", APPROVAL, True, "Both guilds would have to approve",
        ),
        (
            "A joint statement does not go through any vote in the chamber.",
            "statement", APPROVAL, False, "any vote in the chamber",
        ),
        ("The toll bridge needs a new survey of the river bed.", "bridge", STEP, True, "a new survey of the river bed"),
        (
            "The ferry treaty hinges on a deal over harbor dues.",
            "treaty", CONDITION, True, "The ferry treaty hinges on a deal over harbor dues",
        ),
        (
            "Brandt will accept the ferry treaty only if the dues fall.",
            "treaty", CONDITION, True, "Brandt will accept the ferry treaty only if the dues fall",
        ),
        (
            "Talks on the ferry treaty could last for months.",
            "treaty", TIME, True, "Talks on the ferry treaty could last for months",
        ),
        ("The ferry treaty must be signed by June 12 at the latest.", "treaty", TIME, True, "by June 12"),
        (
            "A ferry treaty requires us to share our pilots with Norland.",
            "treaty", OBLIGATION, True, "to share our pilots with Norland",
        ),
        (
            "It takes two-thirds of the chamber to pass the ferry treaty.",
            "treaty", APPROVAL, True, "two-thirds of the chamber to pass",
        ),
        ("Backers need 60 votes to pass the ferry treaty.", "treaty", APPROVAL, True, "60 votes to pass"),
        (
            "Under the ferry treaty signed in May, the mayor must report every 90 days.",
            "treaty", STEP, True, "the mayor must report every 90 days",
        ),
        (
            "The town will never agree to a ferry treaty that ties its hands.",
            "treaty", CONDITION, True, "that ties its hands",
        ),
    ],
)  # fmt: skip
def test_a_requirement_is_found_with_its_kind(
    text: str, concept: str, kind: RequirementKind, needed: bool, words: str
) -> None:
    matching = [one for one in required(text) if one.kind is kind]
    assert [(one.concept_id, one.needed) for one in matching] == [(concept, needed)]
    assert words in matching[0].description


@pytest.mark.parametrize(
    "second",
    [
        "Any such agreement would require the consent of the chamber.",
        "The idea needs the consent of the chamber.",
        "It would require the consent of the chamber.",
    ],
)
def test_a_concept_named_before_is_taken_up(second: str) -> None:
    (one,) = required(f"The towns talk of a ferry treaty. {second}")
    assert (one.concept_id, one.description) == ("treaty", "the consent of the chamber")


@pytest.mark.parametrize(
    "text",
    [
        "The sick need the help of the town.",
        "The mayor spoke on condition of anonymity about nothing in particular.",
        "The ferry treaty was praised by all.",
        "Ferry treaty costs too much, which would require the consent of nobody named.",
    ],
)
def test_what_names_no_concept_or_no_requirement_is_left_alone(text: str) -> None:
    assert [one for one in required(text) if one.concept_id != "treaty"] == []


LEAD = "The ferry treaty divides the town. A ferry treaty was drafted in May, beside a toll bridge. "


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "The Coast Law requires both councils to approve large works by June 12.",
            "both councils to approve large works by June 12",
        ),
        (
            "The Coast Law requires both councils to approve large works by June 12 of the year in which they start.",
            "by June 12 of the year in which they start",
        ),
        ("The Lake Compact gives each town a veto over large works.", "each town a veto over large works"),
        ("They signed the charter, which grants the guild a veto over all new projects.", "the guild a veto over all"),
    ],
)
def test_a_rule_for_all_large_works_is_told_of_what_the_article_is_about(rule: str, words: str) -> None:
    found = [one for one in required(LEAD + rule) if words in one.description]
    assert [(one.concept_id, one.kind, one.needed) for one in found] == [("treaty", APPROVAL, True)]
    if "June 12" in words:
        assert found[0].due == DateRange.day(date(2031, 6, 12))


def test_a_rule_for_all_large_works_is_told_of_nothing_where_no_concept_is_named_twice() -> None:
    assert required("A ferry treaty was drafted. The Lake Compact gives each town a veto over large works.") == ()


def test_the_same_requirement_told_twice_is_one_with_both_passages() -> None:
    (one,) = required(
        "The ferry treaty would require the consent of the upper chamber.",
        "A ferry treaty requires the consent of the chamber, officials note.",
    )
    assert len({passage.document_id for passage in one.evidence}) == 2
    assert one.description == "the consent of the upper chamber"


def test_a_deadline_is_linked_to_its_day() -> None:
    found = required("The ferry treaty must be signed by June 12 at the latest.")
    assert DateRange.day(date(2031, 6, 12)) in [one.due for one in found]


def test_it_rests_on_the_word_of_the_speaker_and_names_who_must_approve() -> None:
    text = "Brandt said the ferry treaty would require the consent of the chamber."
    content = Span(text.index("the ferry"), len(text) - 1)
    said = Attribution(
        "a1", "d", AttributionType.INDIRECT, AttributionKind.SAID, (Span(0, 6),), (Span(7, 11),), (content,)
    )
    one = article(text, attributions=(said,))
    chamber = Span(text.index("the chamber"), len(text) - 1)
    (found,) = find_requirements(
        [one], CONCEPTS, actors_in={one.document.id: [(Span(0, 6), "brandt"), (chamber, "chamber")]}
    )
    assert (found.attribution_id, found.actors) == ("a1", ("chamber",))


def test_furniture_requires_nothing() -> None:
    text = "The ferry treaty would require the consent of the chamber."
    assert find_requirements([article(text, (Region(RegionKind.FURNITURE, 0, len(text)),))], CONCEPTS) == ()


def test_without_concepts_nothing_is_required() -> None:
    assert find_requirements([article("The ferry treaty needs the consent of the chamber.")], ()) == ()


def test_the_longest_name_of_a_concept_wins() -> None:
    names = ConceptNames((Concept("a", "treaty"), Concept("b", "mutual ferry treaty")))
    text = "a mutual ferry treaty"
    assert [(one.concept_id, one.span.of(text)) for one in names.find(text, 0, len(text))] == [
        ("b", "mutual ferry treaty")
    ]


def test_it_takes_up_what_the_sentence_before_was_about() -> None:
    text = "The ferry treaty must be approved by the keepers of the toll bridge. It could be signed within six months."
    told = {one.concept_id for one in required(text) if one.kind is TIME}
    assert told == {"treaty"}


def test_it_reaches_no_further_than_the_sentence_before() -> None:
    text = "The ferry treaty was signed. Anglers met. The rain went on. It would require the consent of the chamber."
    assert required(text) == ()


def test_half_a_phrase_is_no_requirement() -> None:
    assert required("The ferry treaty would require the consent of the") == ()


@pytest.mark.parametrize(
    ("text", "kind", "needed", "words"),
    [
        (
            "Harbor board weighs the sale of the toll bridge. A sale must be approved by voters.",
            APPROVAL, True, "approved by voters, for a sale",
        ),
        (
            "The town would close the toll bridge in June. Any closure needs the approval of the county board, which "
            "is split.",
            APPROVAL, True, "the approval of the county board, for any closure",
        ),
        (
            "The regents plan to privatize the toll bridge. The charter requires that any privatization be ratified "
            "by the senate.",
            APPROVAL, True, "ratified by the senate, for any privatization",
        ),
        (
            "Bridge widening splits the guilds. A widening would not require the consent of the pilots.",
            APPROVAL, False, "the consent of the pilots, for a widening",
        ),
        (
            "They fear a merger of the toll bridge and the tunnel. A merger needs the backing of the regulator, where "
            "two seats are empty.",
            APPROVAL, True, "the backing of the regulator, for a merger",
        ),
        (
            "The lease of the toll bridge brings in money. The lease lasts for years. “It needs no vote,” she said.",
            APPROVAL, False, "no vote, for the lease",
        ),
        (
            "The harbor council debated the toll bridge. The council must vote by 12 June 2031.",
            TIME, True, "The council must vote by 12 June 2031",
        ),
    ],
)  # fmt: skip
def test_a_deed_upon_a_concept_stands_for_it_with_its_name(
    text: str, kind: RequirementKind, needed: bool, words: str
) -> None:
    assert (kind, needed, words) in [
        (one.kind, one.needed, one.description) for one in required(text) if one.concept_id == "bridge"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The toll bridge is old. A strike needs the consent of the members.",
        "The sale of the toll bridge is near. A sale of the zoo would need the approval of the mayor.",
        "The toll bridge is old. The company needs the consent of the bank.",
        "The toll bridge is old. The government must approve the budget.",
        "The council debated the toll bridge.\n\nThe jury must vote by 12 June 2031.",
    ],
)
def test_a_deed_upon_something_else_is_no_requirement_of_the_concept(text: str) -> None:
    assert required(text) == ()
