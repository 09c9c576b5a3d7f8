"""Roles: title, organization, dates and the passage that says so."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import ActorKind, EntityKind
from onrecord.resolution.actors import resolve_actors

from .stories import actor_named, article, speaker_names


@pytest.mark.parametrize(
    ("text", "title", "organization"),
    [
        ("Norwegian Foreign Minister Vera Holt spoke.", "foreign minister", "Norway"),
        ("Norway's foreign minister, Vera Holt, spoke.", "foreign minister", "Norway"),
        ("Vera Holt, the foreign minister of Norway, spoke.", "foreign minister", "Norway"),
        ("Vera Holt, who serves as Norwegian foreign minister, spoke.", "foreign minister", "Norway"),
        ("Secretary of State Vera Holt spoke.", "secretary of state", None),
        ("IDF Chief of Staff Vera Holt spoke.", "chief of staff", "Israel Defense Forces"),
        ("Vera Holt, an economist at the Cranmore Institute, spoke.", "economist", "Cranmore Institute"),
        ("Vera Holt (R-Ohio) spoke.", "member", "Republican Party"),
        ("Interim Defense Minister Vera Holt spoke.", "interim defense minister", None),
        ("Norway's ambassador to Denmark, Vera Holt, spoke.", "ambassador to Denmark", "Norway"),
        ("Vera Holt, the head of Norway's navy, spoke.", "head", "Norway's navy"),
        ("Vera Holt, governor of Chile's central bank, spoke.", "governor", "Chile's central bank"),
        ("Vera Holt, leader of the Dutch Farmers' Party, spoke.", "leader", "Dutch Farmers' Party"),
        ("Vera Holt, leader of Norway's government, spoke.", "leader", "Norway"),
        ("Vera Holt, commander of the Red River militia, spoke.", "commander", "Red River militia"),
    ],
)
def test_a_role_is_read_where_the_text_gives_it(text: str, title: str, organization: str | None) -> None:
    roles = actor_named(resolve_actors([article(text)]), "Vera Holt").roles
    assert [(role.title, role.organization) for role in roles] == [(title, organization)]


def test_two_titles_joined_by_and_are_two_roles_and_only_the_first_is_over() -> None:
    text = "Former Danish finance minister and Salt and Sail alliance co-leader Lars Brandt spoke."
    result = resolve_actors([article(text, published=date(2031, 5, 2))])
    roles = {role.title: role for role in actor_named(result, "Lars Brandt").roles}
    assert roles["finance minister"].valid_to == date(2031, 5, 2)
    assert (roles["co-leader"].organization, roles["co-leader"].valid_to) == ("Salt and Sail", None)


def test_a_former_office_without_a_date_says_so_in_its_title() -> None:
    roles = actor_named(resolve_actors([article("Former mayor Lars Brandt spoke.")]), "Lars Brandt").roles
    assert [(role.title, role.valid_to) for role in roles] == [("former mayor", None)]


def test_a_role_opens_the_words_that_give_it() -> None:
    text = "On Monday, Norwegian Foreign Minister Vera Holt spoke."
    [role] = actor_named(resolve_actors([article(text)]), "Vera Holt").roles
    assert role.evidence is not None
    assert role.evidence.span.of(text) == "Norwegian Foreign Minister Vera Holt"


def test_an_office_alone_finds_its_holder_at_the_day_of_the_article() -> None:
    old = article("Danish Prime Minister Lars Brandt spoke.", name="a", published=date(2021, 3, 1))
    new = article("Danish Prime Minister Eva Lund spoke.", name="b", published=date(2025, 3, 1))
    text = "The Danish prime minister said no."
    asked = [
        article(text, ("The Danish prime minister", "said"), name=name, published=day)
        for name, day in (("c", date(2021, 4, 1)), ("d", date(2025, 4, 1)))
    ]
    assert speaker_names(resolve_actors([old, new, *asked])) == ["Lars Brandt", "Eva Lund"]


def test_an_office_with_two_holders_and_no_date_stays_unresolved() -> None:
    pair = [
        article(f"Danish Prime Minister {who} spoke.", name=name)
        for who, name in (("Lars Brandt", "a"), ("Eva Lund", "b"))
    ]
    asked = article("The Danish prime minister said no.", ("The Danish prime minister", "said"), name="c")
    assert speaker_names(resolve_actors([*pair, asked])) == ["?"]


def test_a_counterpart_holds_the_title_of_the_other() -> None:
    text = "Norwegian Foreign Minister Vera Holt met her Danish counterpart, Lars Brandt. The Danish minister said no."
    result = resolve_actors([article(text, ("The Danish minister", "said"))])
    [role] = actor_named(result, "Lars Brandt").roles
    assert (role.title, role.organization) == ("foreign minister", "Denmark")
    assert speaker_names(result) == ["Lars Brandt"]


def test_the_senator_of_one_state_is_not_the_senator_of_another() -> None:
    text = "Texas Senator Vera Holt met Ohio Senator Lars Brandt. The Ohio senator said no."
    assert speaker_names(resolve_actors([article(text, ("The Ohio senator", "said"))])) == ["Lars Brandt"]


def test_an_office_that_is_no_source_is_a_mention_of_its_holder() -> None:
    text = "Danish Prime Minister Lars Brandt rested. Aides to the Danish premier said a minister was ill."
    brandt = actor_named(resolve_actors([article(text, ("Aides", "said"))]), "Lars Brandt")
    assert [mention.span.of(text) for mention in brandt.mentions] == [
        "Danish Prime Minister",
        "Lars Brandt",
        "the Danish premier",
    ]


@pytest.mark.parametrize("helper", ["A spokeswoman for", "an aide to", "The lawyer of"])
def test_somebody_who_speaks_for_a_minister_is_not_the_minister(helper: str) -> None:
    text = (
        "Trade Minister Anders Falk and Defense Minister Ingrid Falk met.\n"
        f"{helper} Defense Minister Falk said the ships would sail."
    )
    result = resolve_actors([article(text, (f"{helper} Defense Minister Falk", "said"))])
    assert speaker_names(result)[0] not in ("Anders Falk", "Ingrid Falk")
    roles = {role.title for actor in result.actors for role in actor.roles}
    assert roles <= {"trade minister", "defense minister"}


@pytest.mark.parametrize("name", ["May Collins", "Will Brandt"])
def test_a_given_name_that_is_a_common_word_stays_in_a_tagged_name(name: str) -> None:
    text = f"{name}, the president of the Ropemakers' Association, said it was late."
    result = resolve_actors([article(text, (name, "said"), names=[(name, EntityKind.PERSON)])])
    assert speaker_names(result) == [name]


def test_a_feast_is_nobody() -> None:
    text = "The two premiers agreed to meet on Easter Monday."
    result = resolve_actors([article(text, names=[("Easter Monday", EntityKind.PERSON)])])
    assert "Easter Monday" not in [actor.name for actor in result.actors]


def test_a_weekday_behind_a_name_is_no_part_of_it() -> None:
    text = "President Vera Holt spoke.\nSenator Brandt broke with President Holt Monday over the bridge."
    people = [("Vera Holt", EntityKind.PERSON), ("Brandt", EntityKind.PERSON), ("Holt Monday", EntityKind.PERSON)]
    names = [actor.name for actor in resolve_actors([article(text, names=people)]).actors]
    assert sorted(names) == ["Brandt", "Vera Holt"]


def test_a_name_does_not_go_on_in_the_next_line() -> None:
    text = "Brandt: Build It Somewhere Else\n\nPresident Lars Lund disagreed with him, and Lund said so."
    tagged = [("Else\n\nPresident", EntityKind.PERSON), ("Lars Lund", EntityKind.PERSON)]
    names = [actor.name for actor in resolve_actors([article(text, names=tagged)]).actors]
    assert not [name for name in names if "Else" in name]


def test_a_greeting_is_nobody() -> None:
    text = "“Hi Congressman, do you support the bridge?” a man asked."
    assert resolve_actors([article(text, names=[("Hi", EntityKind.PERSON)])]).actors == ()


@pytest.mark.parametrize(
    "text",
    [
        "According to Vera Holt, the mayor and the harbour director said on Monday the quay would close.",
        "But according to Vera Holt, the finance minister wants a new levy.",
        "After a call with Vera Holt, the ambassador left for Oslo.",
        "In a letter to Vera Holt, the governor who lost the vote asked for a recount.",
        "The plan will fail, officials told Vera Holt, contradicting their minister.",
        "The dam is safe, engineers assured Vera Holt, embarrassing Governor Lars Brandt.",
    ],
)
def test_what_follows_the_comma_is_a_new_subject_or_clause_and_no_role(text: str) -> None:
    result = resolve_actors([article(text)])
    assert [actor.roles for actor in result.actors if actor.name == "Vera Holt"] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "According to Vera Holt, the mayor of Brinkley, the quay would close.",
        "The quay would close, according to Vera Holt, the mayor of Brinkley.",
        "After a call with Vera Holt, acting mayor of Brinkley, he left.",
        "Vera Holt, outgoing mayor of Brinkley, spoke.",
    ],
)
def test_an_apposition_that_a_comma_closes_is_a_role_also_before_the_subject(text: str) -> None:
    [role] = actor_named(resolve_actors([article(text)]), "Vera Holt").roles
    assert "mayor" in role.title
    assert role.organization == "Brinkley"


def test_a_name_after_the_article_is_no_person_with_an_office() -> None:
    text = "According to the Lantern, the minister and the mayor said the pool would close. The Lantern said so twice."
    result = resolve_actors([article(text, ("the Lantern", "According to"), ("The Lantern", "said so"))])
    assert [(actor.kind, actor.roles) for actor in result.actors if actor.name == "Lantern"] == [
        (ActorKind.ORGANIZATION, ())
    ]
