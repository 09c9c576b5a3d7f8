"""Two persons of one name, and one person of two offices."""

from __future__ import annotations

from datetime import date

from onrecord.record import Annotated
from onrecord.resolution.actors import resolve_actors

from .stories import article


def told(text: str, name: str, year: int) -> Annotated:
    return article(text, ("Vera Holt", "said"), name=name, published=date(year, 3, 1))


def test_one_name_with_two_offices_that_nobody_holds_at_once_is_two_persons() -> None:
    here = told("Vera Holt, the mayor of Aarhus, said no. Holt left.", "a", 2020)
    there = told("Vera Holt, the mayor of Ghent, said yes. Holt stayed.", "b", 2020)
    result = resolve_actors([here, there])
    assert len({speaker.actor_id for speaker in result.speakers.values()}) == 2
    for actor in result.actors:
        if actor.name == "Vera Holt":
            assert len({mention.document_id for mention in actor.mentions}) == 1


def test_an_office_elsewhere_years_later_is_the_same_persons() -> None:
    here = told("Vera Holt, the mayor of Aarhus, said no.", "a", 2010)
    there = told("Vera Holt, the mayor of Ghent, said yes.", "b", 2020)
    assert len({speaker.actor_id for speaker in resolve_actors([here, there]).speakers.values()}) == 1


def test_a_former_office_and_a_new_one_are_one_persons() -> None:
    here = told("Vera Holt, the mayor of Aarhus, said no.", "a", 2020)
    there = told("Vera Holt, the foreign minister of Denmark and former mayor of Ghent, said yes.", "b", 2020)
    assert len({speaker.actor_id for speaker in resolve_actors([here, there]).speakers.values()}) == 1


def test_documents_without_an_office_belong_to_the_namesake_of_most_documents() -> None:
    stories = [told("Vera Holt, the mayor of Aarhus, said no.", name, 2020) for name in "ab"]
    stories += [told("Vera Holt, the mayor of Ghent, said yes.", "c", 2020), told("Vera Holt said little.", "d", 2020)]
    speakers = {identifier[0]: speaker.actor_id for identifier, speaker in resolve_actors(stories).speakers.items()}
    assert speakers["a"] == speakers["b"] == speakers["d"] != speakers["c"]
