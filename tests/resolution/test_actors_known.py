"""A table of known actors: read, checked, and used by the rules."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.errors import InputError
from onrecord.record import ActorKind
from onrecord.resolution.actors import parse_known, resolve_actors

from .stories import actor_named, article

TABLE = """id,name,kind,aliases,office,organization,from,to
K1,Vera Holt,person,Verena Holt-Lind|Abba Holt,prime minister,Denmark,2015-06-28,2019-06-27
K2,Ida Brandt,person,,prime minister,Denmark,2019-06-27,
K3,Harbour Board,organization,HB|The Quay,,,,
"""


def test_an_office_leads_to_who_held_it_on_the_day_of_the_article() -> None:
    known = parse_known(TABLE)
    for day, holder in ((date(2018, 5, 1), "Vera Holt"), (date(2022, 5, 1), "Ida Brandt")):
        story = article("The Danish prime minister said no.", ("The Danish prime minister", "said"), published=day)
        result = resolve_actors([story], known=known)
        assert [speaker.actor_name for speaker in result.speakers.values()] == [holder]
        assert actor_named(result, holder).attributes == {"known": "K1" if holder == "Vera Holt" else "K2"}


def test_the_names_of_one_row_are_one_actor() -> None:
    text = "Vera Holt spoke first. Later Abba Holt said no. The Quay said yes, and the Harbour Board said so twice."
    story = article(text, ("Abba Holt", "said"), ("The Quay", "said"), ("the Harbour Board", "said"))
    result = resolve_actors([story], known=parse_known(TABLE))
    speakers = [speaker.actor_name for speaker in result.speakers.values()]
    assert speakers == ["Vera Holt", "Harbour Board", "Harbour Board"]
    assert "Abba Holt" in actor_named(result, "Vera Holt").aliases


def test_offices_of_the_table_come_with_their_days() -> None:
    text = "Danish Prime Minister Vera Holt said no."
    result = resolve_actors([article(text, ("Vera Holt", "said"))], known=parse_known(TABLE))
    [role] = actor_named(result, "Vera Holt").roles
    assert (role.organization, role.valid_from, role.valid_to) == ("Denmark", date(2015, 6, 28), date(2019, 6, 27))
    assert role.evidence is not None


def test_rows_of_one_id_add_up_and_json_lines_say_the_same() -> None:
    twice = TABLE + "K1,Vera Holt,person,,mayor,Aarhus,2010,2014\n"
    lines = (
        '{"id": "K1", "name": "Vera Holt", "aliases": ["Abba Holt"], "offices": '
        '[{"title": "mayor", "organization": "Aarhus", "from": "2010", "to": "2014"}]}'
    )
    for known in (parse_known(twice), parse_known(lines)):
        holt = next(actor for actor in known.actors if actor.id == "K1")
        office = holt.offices[-1]
        assert (holt.kind, office.first, office.last) == (ActorKind.PERSON, date(2010, 1, 1), date(2014, 12, 31))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title,name\nx,y\n", "unknown column 'title'"),
        ("name,kind\nVera Holt,human\n", "kind 'human' is not one of person"),
        ("name,office,from\nVera Holt,mayor,soon\n", "'soon' is no day"),
        ("id,name\nK1,Vera Holt\nK1,Ida Brandt\n", "id 'K1' stands for 'Vera Holt'"),
        ("name\n,\n", "no name"),
        ('{"name": "Vera Holt", "age": 3}', "unknown key 'age'"),
        ("{oops", "no JSON"),
        ("name,office,from,to\nVera Holt,mayor,2012,2010\n", "before it begins"),
    ],
)
def test_a_table_that_cannot_be_used_says_where_and_why(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        parse_known(text)


def test_a_name_that_two_rows_bear_tells_nobody() -> None:
    known = parse_known("id,name,kind\nA,Vera Holt,person\nB,Vera Holt,person\n")
    result = resolve_actors([article("Vera Holt said no.", ("Vera Holt", "said"))], known=known)
    assert actor_named(result, "Vera Holt").attributes == {}
