"""Actors merged, split, renamed and added by hand: at once, in every statement, and taken back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record import ActorKind, JsonValue, Passage, Role, Verdict
from onrecord.review.corrections import fold_corrections
from onrecord.store import Store, open_store
from onrecord.workbench.actor_pages import actor_mentions, actor_rows, actor_sheet, tried
from onrecord.workbench.asking import Request
from onrecord.workbench.deciding import decide, undo
from onrecord.workbench.merging import merged_sheet
from onrecord.workbench.people import (
    actor,
    add_actor,
    edit_actor,
    merge_actors,
    split_actor,
)
from onrecord.workbench.statements import StatementIndex, Wanted

from .island import PEOPLE, Island, actor_id, decision, derived
from .test_all_together import speak_together

QUILL, PENN = actor_id("Mara Quill"), actor_id("Jory Penn")


def asked(id: str = "r1") -> Request:
    return Request("maria", id)


def ignored(_: object) -> None:
    """What an act gives is not wanted."""


def state(store: Store) -> tuple[object, ...]:
    sayings = sorted(store.sayings(), key=lambda one: one.attribution_id)
    mentions = {one.id: sorted((m.document_id, m.start) for m in one.mentions) for one in store.actors()}
    return store.statements(), sayings, mentions, [(one.id, one.name, one.aliases) for one in store.actors()]


def test_merged_actors_are_one_in_all_statements_at_once_and_two_again_after_undo(store: Store) -> None:
    Island(store)
    before = state(store)
    merge_actors(store, asked(), QUILL, [PENN])
    assert {one.actor_name for one in store.statements()} == {"Mara Quill"}
    assert PENN not in {one.id for one in store.actors()}
    assert actor(store, QUILL).aliases == ("Jory Penn",)
    assert tuple(store.statements()) == derived(store)
    undo(store, "maria")
    assert state(store) == before
    assert tuple(store.statements()) == derived(store)


def test_trying_a_merge_tells_what_it_would_change_and_changes_nothing(store: Store) -> None:
    Island(store)
    before = state(store)
    seen = tried(store, lambda: ignored(merge_actors(store, asked(), QUILL, [PENN])), store.statements)
    assert {one.actor_id for one in seen} == {QUILL}
    assert len(seen) == len(before[0])
    assert (state(store), store.decisions()) == (before, [])


def test_split_off_mentions_speak_under_a_name_of_their_own(store: Store) -> None:
    Island(store)
    before = state(store)
    theirs = [Passage(*row["passage"]) for row in actor_mentions(store, QUILL)["rows"]]
    split_actor(store, asked(), QUILL, [theirs[-1]], name="Mara Quill the younger")
    names = {one.document_id: one.actor_name for one in store.statements()}
    assert names[theirs[-1].document_id] == "Mara Quill the younger"
    assert names[theirs[0].document_id] == "Mara Quill"
    assert actor_mentions(store, QUILL)["count"] == len(theirs) - 1
    undo(store, "maria")
    assert state(store) == before


def test_new_name_and_roles_show_in_statements_at_once(store: Store) -> None:
    Island(store)
    before = state(store)
    edit_actor(store, asked(), QUILL, name="Mara B. Quill", roles=[Role("mayor", "Port Lune")], kind=ActorKind.PERSON)
    mine = [one for one in store.statements() if one.actor_id == QUILL]
    assert {(one.actor_name, one.organization) for one in mine} == {("Mara B. Quill", "Port Lune")}
    undo(store, "maria")
    assert state(store) == before


def test_corrections_of_actors_are_anchored_at_words_of_the_texts(store: Store) -> None:
    Island(store)
    merge_actors(store, asked("r1"), QUILL, [PENN])
    edit_actor(store, asked("r2"), QUILL, name="Quill")
    corrections = fold_corrections(store.decisions())
    (group,) = corrections.same
    assert [isinstance(one, Passage) for one in group] == [True, True]
    assert [facts.name for facts in corrections.facts.values()] == ["Quill"]


def test_actor_added_by_hand_can_be_given_as_speaker(store: Store) -> None:
    island = Island(store)
    harbour = add_actor(store, asked(), "Harbour Board", kind=ActorKind.ORGANIZATION)
    decide(store, [decision(island.attributions[0], Verdict.EDIT, actor={"id": harbour})])
    made = next(one for one in store.statements() if one.attribution_id == island.attributions[0])
    assert (made.actor_id, made.actor_name) == (harbour, "Harbour Board")
    assert fold_corrections(store.decisions()).speakers == {island.attributions[0]: harbour}
    undo(store, "maria")
    made = next(one for one in store.statements() if one.attribution_id == island.attributions[0])
    assert made.actor_name == "Mara Quill"


def test_actors_are_found_by_words_of_name_or_alias(store: Store) -> None:
    Island(store)
    edit_actor(store, asked(), PENN, aliases=["the 100% ferryman"])

    def found(words: str) -> list[str]:
        return [row["name"] for row in actor_rows(store, words=words)[0]]

    assert (found("mara QUILL"), found("100%"), found("_")) == (["Mara Quill"], ["Jory Penn"], [])
    said = [row["n_sayings"] for row in actor_rows(store)[0]]
    assert said == sorted(said, reverse=True)


def test_merging_what_is_not_there_is_refused(store: Store) -> None:
    Island(store)
    with pytest.raises(InputError, match="no actor 'nobody'"):
        merge_actors(store, asked(), QUILL, ["nobody"])
    with pytest.raises(InputError, match="two different"):
        merge_actors(store, asked(), QUILL, [QUILL])


def test_index_of_statements_follows_a_new_name_a_merger_and_both_taken_back(store: Store) -> None:
    Island(store)
    index = StatementIndex(store)

    def speaking() -> list[tuple[str, str]]:
        return sorted((one["id"], one["name"]) for one in index.overview(Wanted())["actors"])

    before = speaking()
    edit_actor(store, asked("r1"), QUILL, name="Mara B. Quill")
    assert speaking() == sorted((one, "Mara B. Quill" if one == QUILL else name) for one, name in before)
    merge_actors(store, asked("r2"), QUILL, [PENN])
    assert PENN not in dict(speaking())
    undo(store, "maria")
    undo(store, "maria")
    assert speaking() == before


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=5), st.sampled_from([0, 1, 2]))
def test_sheet_of_a_merger_is_told_without_making_it(pairs: list[tuple[int, int]], n: int) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "p.onrecord", create=True) as store:
        island = Island(store)
        speak_together(island)
        for number, (one, other) in enumerate(pairs):
            both: list[JsonValue] = [island.attributions[one], island.attributions[other]]
            decide(store, [decision(f"cluster:{number}", Verdict.EDIT, together=both)])
        decide(store, [decision(island.suggestions[n]), decision(island.suggestions[n + 3])])
        into, gone = actor_id(PEOPLE[n]), [actor_id(PEOPLE[n - 1])]
        told = merged_sheet(store, into, gone)
        assert store.decisions()[-1].subject == island.suggestions[n + 3]
        made = tried(store, lambda: ignored(merge_actors(store, asked(), into, gone)), lambda: actor_sheet(store, into))
        assert told == made
