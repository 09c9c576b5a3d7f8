"""Two persons of one name told apart by age, trade and place; what only looks like two is left to somebody."""

from __future__ import annotations

import json
from datetime import date

import pytest

from onrecord.record import MAYBE_TWO, Annotated
from onrecord.resolution.actors import ActorResolution, resolve_actors

from .stories import article


def told(text: str, day: date | None = None) -> Annotated:
    """An article of its own for each text."""
    return article(text, name=text, published=day)


def persons(result: ActorResolution, name: str) -> int:
    return sum(actor.name == name for actor in result.actors)


def doubted(*articles: Annotated) -> list[str]:
    texts = {one.document.id: one.document.text for one in articles}
    return [
        texts[document][start:end]
        for actor in resolve_actors(articles).actors
        for document, start, end in json.loads(actor.attributes.get(MAYBE_TWO) or "[]")
    ]


SPRING, SUMMER = date(2031, 4, 2), date(2031, 7, 9)


def test_two_ages_that_give_other_years_of_birth_are_two_persons() -> None:
    young, old = "Anna Reed, 34, a nurse, was there.", "Anna Reed, 71, a retired judge, was there."
    assert persons(resolve_actors([told(young, SPRING), told(old, SUMMER)]), "Anna Reed") == 2


def test_one_person_grows_older() -> None:
    before, later = "Anna Reed, 34, a nurse, was there.", "Anna Reed, 39, a teacher in Ashby, was there."
    assert persons(resolve_actors([told(before, SPRING), told(later, date(2036, 5, 1))]), "Anna Reed") == 1


def test_ages_without_days_only_raise_the_question() -> None:
    young, old = told("Anna Reed, 34, a nurse, was there."), told("Anna Reed, 71, a judge, was there.")
    assert persons(resolve_actors([young, old]), "Anna Reed") == 1
    assert sorted(doubted(young, old)) == ["Anna Reed, 34, a nurse", "Anna Reed, 71, a judge"]


def test_other_trades_in_other_places_are_two_persons() -> None:
    result = resolve_actors(
        [
            told("John Marlow, a butcher from Ashby, was there. Marlow left."),
            told("John Marlow, a professor at Lund University, was there. Marlow left."),
            told("John Marlow, a butcher, came back."),
        ]
    )
    assert persons(result, "John Marlow") == 2


@pytest.mark.parametrize(
    "texts",
    [
        ("Vera Holt, the mayor of Oslo, spoke.", "Vera Holt, a lawyer, spoke.", "Vera Holt, a senator, spoke."),
        ("Vera Holt, a farmer from Ashby, spoke.", "Vera Holt, a councillor in Ashby, spoke."),
        ("Vera Holt, a longtime member of the council, spoke.", "Vera Holt, a former teacher in Ashby, spoke."),
        (
            "Jon Aas, chairman of Quayside and chief executive of Northgate, left.",
            "Jon Aas, chairman of Quayside, came.",
        ),
    ],
)
def test_one_person_in_several_roles_stays_one(texts: tuple[str, ...]) -> None:
    articles = [told(text) for text in texts]
    assert persons(resolve_actors(articles), texts[0].split(",")[0]) == 1
    assert doubted(*articles) == []


def test_two_bodies_in_two_articles_raise_the_question() -> None:
    found = told("Jon Aas, chief executive of Northgate, left."), told("Jon Aas, chairman of Seabank, came.")
    assert len(doubted(*found)) == 2


def test_an_article_that_gives_one_person_both_answers_it() -> None:
    found = (
        told("Jon Aas, chief executive of Northgate, left."),
        told("Jon Aas, chairman of Seabank, came."),
        told("Jon Aas, chairman of Seabank and chief executive of Northgate, resigned."),
    )
    assert doubted(*found) == []


def test_no_relation_to_somebody_of_the_name_raises_the_question() -> None:
    text = (
        "Peter Lang, the finance minister of Norway, spoke. Peter Lang, a fisherman in Bodo who is no relation to the "
        "minister, did not."
    )
    assert doubted(told(text)) == ["Peter Lang, a fisherman in Bodo", "Peter Lang, the finance minister of Norway"]


def test_a_short_form_that_fits_two_is_a_person_with_a_name_beside_them() -> None:
    found = resolve_actors(
        [
            told("George W. Holt came. George W. Holt left."),
            told("George H. W. Holt came."),
            told("President George Holt gave a party. George Holt left."),
        ]
    )
    assert sorted(actor.name for actor in found.actors) == ["George H. W. Holt", "George Holt", "George W. Holt"]
