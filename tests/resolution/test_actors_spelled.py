"""Where names begin and end, and which spellings are one: headlines run into texts, short forms, double surnames."""

from __future__ import annotations

import pytest

from onrecord.record import SPEAKS_FOR, ActorKind, EntityKind
from onrecord.resolution.actors import resolve_actors

from .stories import actor_named, article

PERSON, BODY = EntityKind.PERSON, EntityKind.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "marked", "names"),
    [
        ("The board met. Vera Holt Quits Over Harbour Plan", [("Vera Holt", PERSON)], {"Vera Holt"}),
        ("The board met. Ousted Trustee Vera Holt Speaks", [("Vera Holt", PERSON)], {"Vera Holt"}),
        ("Northgate Lifts Its Price on Monday.", [("Northgate", BODY)], {"Northgate"}),
        ("Police asked Samuel Holt Jr. about it.", [("Samuel Holt", PERSON)], {"Samuel Holt Jr."}),
        ("The Ashby Chiefs lost again.", [("Ashby Chiefs", BODY)], {"Ashby Chiefs"}),
        ("Dr. Vera Holt MD left.", [("Vera Holt", PERSON)], {"Vera Holt"}),
    ],
)
def test_a_name_ends_where_the_headline_goes_on(
    text: str, marked: list[tuple[str, EntityKind]], names: set[str]
) -> None:
    assert {actor.name for actor in resolve_actors([article(text, names=marked)]).actors} == names


def test_a_text_that_breaks_off_behind_a_name_and_a_comma_is_read() -> None:
    assert actor_named(
        resolve_actors([article("The letter is signed Vera Holt,", names=[("Vera Holt", PERSON)])]), "Vera Holt"
    )


@pytest.mark.parametrize(
    ("full", "short", "one"),
    [
        ("Ashby Rovers", "Rovers", True),
        ("Ashby Red Rovers", "Red Rovers", True),
        ("Norrin Moving Pictures Academy", "Norrin Moving Picture Academy", True),
        ("Norrin Centre for Sea Trade", "Norrin Center for Sea Trade", True),
        ("Ashby Rovers", "Ashby Docks", False),
    ],
)
def test_spellings_and_short_forms_of_an_organization_are_one(full: str, short: str, one: bool) -> None:
    text = f"The {full} spoke. Later the {short} spoke."
    found = resolve_actors([article(text, names=[(full, BODY), (short, BODY)])])
    assert len(found.actors) == (1 if one else 2)


def test_a_short_form_means_elsewhere_what_it_means_where_the_text_tells() -> None:
    names = [("Ashby Rovers", BODY), ("Rovers", BODY)]
    told = article("The Ashby Rovers lost. The Rovers left.", names=names)
    alone = article("The Rovers came back.", name="b", names=names)
    assert [actor.name for actor in resolve_actors([told, alone]).actors] == ["Ashby Rovers"]
    other = article("The Quill Rovers won. The Rovers cheered.", name="c", names=[("Quill Rovers", BODY), *names])
    assert {actor.name for actor in resolve_actors([told, alone, other]).actors} == {
        "Ashby Rovers",
        "Quill Rovers",
        "Rovers",
    }


@pytest.mark.parametrize(
    ("full", "short", "one"),
    [
        ("Ana Lucía Garza Molina", "Garza Molina", True),
        ("W. Lars Brandt", "Lars Brandt", True),
        ("Maria Ann Holt", "Ann Holt", False),
        ("Yoon Ji Hae", "Yoon", True),
    ],
)
def test_a_double_surname_and_a_middle_name_in_use_are_the_same_person(full: str, short: str, one: bool) -> None:
    text = f"The minister met {full}. Then {short} left."
    found = resolve_actors([article(text, names=[(full, PERSON), (short, PERSON)])]).actors
    assert sum(actor.kind is ActorKind.PERSON for actor in found) == (1 if one else 2)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Admiral Vera Holt, the head of Chile's navy, spoke.", "Chile"),
        ("Admiral Vera Holt, the head of Halvern's navy, spoke. Halvern's navy left.", "Halvern"),
        (
            "Vera Holt, leader of the Danish Dockers' Union, spoke. The Danish Dockers' Union met.",
            "Danish Dockers' Union",
        ),
        ("Archbishop Vera Holt of Vienna spoke.", None),
        ("Vera Holt, a former minister of Norway, spoke.", None),
        ("Vera Holt, spokeswoman for the Rovers, spoke. The Ashby Rovers and the Rovers.", "Ashby Rovers"),
    ],
)
def test_whom_a_person_speaks_for_is_told_where_the_office_tells(text: str, whole: str | None) -> None:
    marked = [("Danish Dockers' Union", BODY), ("Ashby Rovers", BODY), ("Rovers", BODY)]
    marked = [one for one in marked if one[0] in text]
    found = resolve_actors([article(text, names=[("Vera Holt", PERSON), *marked])])
    assert actor_named(found, "Vera Holt").attributes.get(SPEAKS_FOR) == whole


def test_a_post_in_the_only_campaign_that_the_article_names_is_one_in_it() -> None:
    text = "Ida Quill (R-Ohio) runs. The Quill campaign hired campaign manager Vera Holt."
    names = [("Vera Holt", PERSON), ("Ida Quill", PERSON)]
    assert (
        actor_named(resolve_actors([article(text, names=names)]), "Vera Holt").attributes[SPEAKS_FOR]
        == "Republican Party"
    )


def test_a_son_is_not_his_father_also_where_only_junior_is_said() -> None:
    names = [("Samuel Holt Jr", PERSON), ("Samuel Holt", PERSON), ("Holt Jr", PERSON), ("Samuel Jr", PERSON)]
    text = "Samuel Holt left. Samuel Holt Jr. stayed. Holt Jr. slept. Samuel Jr. woke."
    found = resolve_actors([article(text, names=names)])
    assert {actor.name: len(actor.mentions) for actor in found.actors} == {"Samuel Holt Jr.": 3, "Samuel Holt": 1}


def test_his_campaign_is_that_of_the_candidate_and_not_of_who_spoke_last() -> None:
    text = "The Holt campaign denied it. Lars Brandt said Samuel Holt had lied. Brandt said his campaign was at fault."
    names = [("Lars Brandt", PERSON), ("Samuel Holt", PERSON), ("Holt", PERSON), ("Brandt", PERSON)]
    found = resolve_actors([article(text, ("Lars Brandt", "said"), ("Brandt", "said"), names=names)])
    assert {actor.name for actor in found.actors} == {"Lars Brandt", "Samuel Holt", "Holt campaign"}


@pytest.mark.parametrize(
    "text", ["Fans of the Holt Memos met.", "She is Vera Holt, MD.", "Read the Congressional report."]
)
def test_degrees_papers_and_adjectives_are_nobody(text: str) -> None:
    marked = [("Holt Memos", PERSON), ("MD", BODY), ("Congressional", PERSON), ("Vera Holt", PERSON)]
    found = resolve_actors([article(text, names=[one for one in marked if one[0] in text])])
    assert {actor.name for actor in found.actors if actor.kind is not ActorKind.GROUP} <= {"Vera Holt"}


@pytest.mark.parametrize(
    ("told", "says", "name"),
    [
        ("A clerk told the Courier that the levy stays.", ("A clerk", "told"), "Ashby Courier"),
        ("The Evening Herald wrote that the levy stays.", ("The Evening Herald", "wrote"), "Brinkley Evening Herald"),
        ("The levy stays, the Gazette said, mocking the mayor.", ("the Gazette", "said"), "Port Sorrel Gazette"),
    ],
)
def test_the_last_words_of_an_outlet_after_the_article_are_that_outlet_in_other_articles_too(
    told: str, says: tuple[str, str], name: str
) -> None:
    full = f"The {name} reported on Monday that the levy stays."
    result = resolve_actors([article(full, (f"The {name}", "reported")), article(told, says, name="b")])
    found = [actor for actor in result.actors if actor.name.endswith(name.split()[-1])]
    assert [(actor.name, actor.kind) for actor in found] == [(name, ActorKind.ORGANIZATION)]
    assert {mention.document_id for mention in found[0].mentions} == {"a", "b"}


def test_the_last_words_of_two_outlets_stay_apart_and_a_titled_namesake_is_a_person() -> None:
    result = resolve_actors(
        [
            article("The Ashby Courier reported it.", ("The Ashby Courier", "reported")),
            article("The Norrin Courier reported it.", ("The Norrin Courier", "reported"), name="b"),
            article("The Courier reported it.", ("The Courier", "reported"), name="c"),
            article("Mayor Courier resigned. Ms. Courier said no.", ("Ms. Courier", "said"), name="d"),
        ]
    )
    names = {actor.id: (actor.name, actor.kind) for actor in result.actors}
    spoke = {key: names[s.actor_id] for key, s in result.speakers.items() if s.actor_id}
    assert spoke["c0"] == ("Courier", ActorKind.ORGANIZATION)
    assert spoke["d0"] == ("Courier", ActorKind.PERSON)


def test_the_last_words_of_the_articles_own_outlet_are_that_outlet() -> None:
    text = "Two clerks told the Courier, contradicting their mayor, that the levy stays. The Courier stood by it."
    result = resolve_actors([article(text, ("The Courier", "stood by"), outlet="The Ashby Courier")])
    assert [(actor.name, actor.kind) for actor in result.actors if "Courier" in actor.name] == [
        ("Ashby Courier", ActorKind.ORGANIZATION)
    ]
