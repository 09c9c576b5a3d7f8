"""States that no table lists are known by what only a land has."""

from __future__ import annotations

from onrecord.record import ActorKind, EntityKind
from onrecord.resolution.actors import resolve_actors

from .stories import article

PERSON, PLACE, ORGANIZATION = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANIZATION


def test_name_with_an_ambassador_is_a_state_whatever_the_label_and_one_across_articles() -> None:
    found = resolve_actors(
        [
            article(
                "Osmark's ambassador left. Osmark signed the treaty.", ("Osmark", "signed"), names=[("Osmark", PERSON)]
            ),
            article("Osmark refused the offer.", ("Osmark", "refused"), name="b", names=[("Osmark", PERSON)]),
        ]
    )
    assert [(actor.name, actor.kind) for actor in found.actors] == [("Osmark", ActorKind.STATE)]
    assert found.speakers["a0"].actor_id == found.speakers["b0"].actor_id is not None


def test_person_with_a_campaign_stays_a_person() -> None:
    found = resolve_actors(
        [article("Mara Quill's campaign paid. Quill refused.", ("Quill", "refused"), names=[("Mara Quill", PERSON)])]
    )
    assert [(actor.name, actor.kind) for actor in found.actors] == [("Mara Quill", ActorKind.PERSON)]


def test_province_is_no_short_form_of_a_newspaper_called_after_it() -> None:
    text = "The Veldt Post came out. Trains stopped in Veldt. Farmers near Veldt complained."
    found = resolve_actors([article(text, names=[("Veldt Post", ORGANIZATION), ("Veldt", PLACE)])])
    assert all("Veldt" not in actor.aliases for actor in found.actors)
