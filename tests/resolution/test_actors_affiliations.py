"""Whom an actor speaks for, whose government is meant, and who once held an office."""

from __future__ import annotations

import pytest

from onrecord.resolution.actors import ActorResolution, resolve_actors

from .stories import actor_named, article


def resolved(*texts: str) -> ActorResolution:
    return resolve_actors([article(text, name=text) for text in texts])


def camp(result: ActorResolution, name: str, *, former: bool = False) -> str:
    names = {actor.id: actor.name for actor in result.actors}
    found = result.camp(actor_named(result, name).id, former=former)
    return names.get(found, found)


def test_an_official_speaks_for_the_state_of_the_office() -> None:
    result = resolved("Danish Defense Minister Lars Brandt met reporters. Denmark wants a treaty. Brandt left.")
    assert camp(result, "Lars Brandt") == "Denmark"


def test_whoever_speaks_for_himself_is_asked_no_further() -> None:
    result = resolved("Danish Defense Minister Lars Brandt met reporters. Denmark wants a treaty. Brandt left.")
    lars = actor_named(result, "Lars Brandt").id
    assert result.camp(lars, alone=[lars]) == lars


def test_a_title_of_a_land_behind_the_name_is_that_of_the_land() -> None:
    result = resolved("President Vera Holt of Chile wrote to Norway. Chile and Norway agreed.")
    assert camp(result, "Vera Holt") == "Chile"


def test_a_part_of_a_state_leads_to_the_state() -> None:
    result = resolved("Senator Vera Holt of Ohio spoke. The United States agreed. Ohio voted.")
    assert camp(result, "Vera Holt") == "United States"


def test_a_past_office_counts_only_where_it_is_asked_for() -> None:
    result = resolved("Former Norwegian Finance Minister Ida Dahl wrote a book. Norway paid.")
    assert camp(result, "Ida Dahl") == "Ida Dahl"
    assert camp(result, "Ida Dahl", former=True) == "Norway"


def test_a_party_committee_is_part_of_its_party() -> None:
    result = resolved("The Republican National Committee paid for it. The Republican Party lost. The GOP was divided.")
    assert camp(result, "Republican National Committee") == "Republican Party"


def test_a_correspondent_does_not_speak_for_the_house_he_reports_on() -> None:
    result = resolved("White House correspondent Lars Brandt asked. The White House answered.")
    assert camp(result, "Lars Brandt") == "Lars Brandt"


def test_the_staff_of_somebody_speak_for_whom_he_speaks_for() -> None:
    text = "Danish Prime Minister Vera Holt came late. Holt's advisers were there. Denmark was represented."
    assert camp(resolved(text), "Holt's advisers") == "Denmark"


def test_two_who_serve_each_other_lead_nowhere_and_end() -> None:
    result = resolved("Holt's adviser Lars Brandt and Brandt's adviser Vera Holt came. Vera Holt and Lars Brandt left.")
    assert camp(result, "Vera Holt") in ("Vera Holt", "Lars Brandt")


def named(result: ActorResolution) -> list[str]:
    return [speaker.actor_name for speaker in result.speakers.values()]


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("STOCKHOLM — The government said it would pay.", "The government", "Sweden"),
        ("OSLO, Norway (AP) — The government said no.", "The government", "Norway"),
        ("Lisbon (Reuters) - Spain waited. Portugal did not. The government said no.", "The government", "Portugal"),
        ("Chile and Peru disagree. The government said no.", "The government", "The government"),
    ],
)
def test_the_government_is_that_of_the_dateline_or_open(text: str, source: str, wanted: str) -> None:
    assert named(resolve_actors([article(text, (source, "said"))])) == [wanted]


def test_a_bare_ministry_is_that_of_the_dateline() -> None:
    result = resolve_actors([article("LISBON — The ministry said the quota would stay.", ("The ministry", "said"))])
    assert named(result) == ["ministry (Portugal)"]


def test_the_government_of_a_foreign_minister_is_his_state() -> None:
    text = "Lars Brandt, Denmark's foreign minister, said his government would sign."
    result = resolved(text)
    denmark = actor_named(result, "Denmark")
    assert "his government" in [mention.span.of(text) for mention in denmark.mentions]
    assert not [actor.name for actor in result.actors if "government" in actor.name]


def test_the_former_minister_is_the_predecessor_and_not_who_holds_the_office_now() -> None:
    text = (
        "Acting Defense Minister Olav Moe said the navy was ready. His predecessor, Nils Berg, resigned in May. "
        "The former minister declined to comment."
    )
    result = resolve_actors([article(text, ("The former minister", "declined"))])
    assert named(result) == ["Nils Berg"]


def test_what_belongs_to_a_body_of_one_is_one() -> None:
    text = "France acted in response to the Syrian regime's use of arms."
    assert "Syria" in [actor.name for actor in resolved(text).actors]


def test_a_verb_behind_a_name_is_no_title() -> None:
    result = resolved("Admiral Olaf Krag, supports a pilot scheme for the harbour. Krag left.")
    assert [role.title for role in actor_named(result, "Olaf Krag").roles] == ["admiral"]


def test_a_clock_and_a_headline_verb_belong_to_no_name() -> None:
    result = resolved("10:05 a.m. EDT Vera Holt said no.", "Fired Vera Holt will sue. Vera Holt left.")
    assert [actor.name for actor in result.actors] == ["Vera Holt"]
