"""Interviews printed in turns: who answers is the person introduced, who asks makes no statement of their own."""

from __future__ import annotations

import pytest

from onrecord.record import ActorKind, Annotated, EntityKind
from onrecord.resolution.actors import resolve_actors

from .stories import actor_named, article, speaker_names

PERSONS = ("Vera Holt", "Lars Brandt", "Petra Lund", "Omar Haddad")
TURNS = "\n\nQ: Why close the pool?\n\nA: I had no money left.\n\nQ: And the swimmers?\n\nA: They can use the lake."


def interview(intro: str, name: str = "a") -> Annotated:
    """An article that introduces the interview so and goes on with two questions and two answers."""
    return article(
        intro + TURNS,
        *[(part, ":") for part in "QAQA"],
        name=name,
        names=[(person, EntityKind.PERSON) for person in PERSONS if person in intro],
    )


@pytest.mark.parametrize(
    "intro",
    [
        "The pool has to go\n\nVera Holt runs the baths of Brinkley. She advised Mayor Lars Brandt for years.",
        "An interview with Vera Holt\n\nThe mayor is Lars Brandt. Omar Haddad swims there every day.",
        "We asked Vera Holt about the plans of Lars Brandt.",
        "Our reporter spoke to Vera Holt about the pool.",
        "Vera Holt, head of the baths, spoke to Petra Lund.\nInterview by Petra Lund",
        "Vera Holt was interviewed by Petra Lund in April. Holt runs the baths.",
        "The last word on the pool belongs to its architect, Vera Holt.",
    ],
)
def test_the_answers_are_those_of_the_one_person_introduced(intro: str) -> None:
    result = resolve_actors([interview(intro)])
    assert speaker_names(result)[1::2] == ["Vera Holt", "Vera Holt"]
    assert not {"A", "Q"} & {actor.name for actor in result.actors}


def test_the_questions_are_those_of_the_author_of_the_interview() -> None:
    result = resolve_actors([interview("Interview by Petra Lund\n\nVera Holt runs the baths of Brinkley.")])
    assert speaker_names(result) == ["Petra Lund", "Vera Holt", "Petra Lund", "Vera Holt"]


@pytest.mark.parametrize(
    "intro",
    [
        "The pool has to go, says the board.",
        "Vera Holt and Lars Brandt run the baths.",
        "Vera Holt runs the baths. Lars Brandt runs the lake.",
    ],
)
def test_who_is_not_singled_out_is_one_interviewee_of_each_article(intro: str) -> None:
    result = resolve_actors([interview(intro), interview(intro, "b")])
    assert speaker_names(result) == ["interviewer", "interviewee"] * 4
    assert len({speaker.actor_id for speaker in result.speakers.values()}) == 4
    kinds = {actor.kind for actor in result.actors if actor.name in ("interviewer", "interviewee")}
    assert kinds == {ActorKind.PERSON}


def test_an_answer_stands_for_its_speaker_and_not_for_the_next_he() -> None:
    text = "We asked Vera Holt.\n\nQ: Who pays?\n\nA: Lars Brandt does. He promised it.\n\nQ: When?\n\nA: In May."
    says = [("Q", ":"), ("A", ":"), ("He", "promised"), ("Q", ":"), ("A", ":")]
    names = [(person, EntityKind.PERSON) for person in PERSONS[:2]]
    result = resolve_actors([article(text, *says, names=names)])
    assert speaker_names(result)[1:3] == ["Vera Holt", "Lars Brandt"]


def test_a_lone_letter_before_a_colon_is_no_interview() -> None:
    text = "Vera Holt made a list. A: The pool stays. B: The lake stays."
    result = resolve_actors([article(text, ("A", ":"))])
    assert "interviewee" not in {actor.name for actor in result.actors}
    assert actor_named(result, "Vera Holt")
