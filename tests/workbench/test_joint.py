"""What several say together, in the reader's margin and on the actors' pages; and one name that may be two persons."""

from __future__ import annotations

import json
from dataclasses import replace

from onrecord.record import MAYBE_TWO, Verdict
from onrecord.store import Store
from onrecord.workbench.actor_pages import actor_rows, actor_sayings, actor_sheet
from onrecord.workbench.deciding import decide, undo
from onrecord.workbench.history import lines
from onrecord.workbench.margin import margin

from .island import CONCEPTS, Island, actor_id, decision, derived

QUILL, PENN = actor_id("Mara Quill"), actor_id("Jory Penn")


def beside(store: Store) -> Island:
    """The island, where Jory Penn speaks together with Mara Quill in the first article."""
    island = Island(store, 3)
    first = island.attributions[0]
    with store.transaction():
        told = [replace(one, also=(PENN,)) if one.attribution_id == first else one for one in store.sayings()]
        store.replace_resolution(
            publications=store.publications(), actors=store.actors(), sayings=told, events=[], derivations=[],
            tensions=[],
        )  # fmt: skip
        store.replace_statements(derived(store))
    return island


def test_each_who_spoke_has_the_saying_on_the_page_and_a_statement(store: Store) -> None:
    island = beside(store)
    first = island.attributions[0]
    for actor in (QUILL, PENN):
        shown = actor_sayings(store, actor)
        assert first in [row["attribution"] for row in shown["rows"]]
        assert actor_sheet(store, actor)["n_sayings"] == shown["count"]
    speakers = {one.actor_id for one in store.statements() if one.attribution_id == first}
    assert speakers == {QUILL, PENN}


def test_a_decision_derives_the_statements_of_all_who_spoke(store: Store) -> None:
    island = beside(store)
    first = island.attributions[0]
    subject = next(one for one in island.suggestions if first in one)
    outcome = decide(store, [decision(subject)])
    assert {one.actor_id for one in outcome.statements if one.attribution_id == first} == {QUILL, PENN}
    assert {one.id for one in store.statements()} == {one.id for one in derived(store)}


def test_the_margin_names_who_spoke_with_the_speaker(store: Store) -> None:
    island = beside(store)
    (card,) = margin(store, island.documents[0], concepts={one.id: one for one in CONCEPTS})
    assert (card["speaker"], card["also"]) == ("Mara Quill", [{"id": PENN, "name": "Jory Penn"}])


def test_who_spoke_with_the_speaker_is_corrected_and_taken_back(store: Store) -> None:
    island = Island(store, 3)
    first = island.attributions[0]
    before = store.statements()

    def speaking() -> set[str | None]:
        return {one.actor_id for one in store.statements() if one.attribution_id == first}

    decide(store, [decision(first, Verdict.EDIT, also=[{"id": PENN}, {"id": QUILL}])])
    assert speaking() == {QUILL, PENN}
    (card,) = margin(store, island.documents[0], concepts={one.id: one for one in CONCEPTS})
    assert card["also"] == [{"id": PENN, "name": "Jory Penn"}]
    assert "together with: Jory Penn, Mara Quill" in lines(store)[0].changes
    decide(store, [decision(first, Verdict.EDIT, also=[{"id": PENN}], actor={"nobody": True})])
    assert speaking() == set()  # nobody on record speaks
    decide(store, [decision(first, Verdict.EDIT, also=[], actor=None)])
    assert store.statements() == before
    undo(store, "maria")
    undo(store, "maria")
    assert speaking() == {QUILL, PENN}
    assert {one.id for one in store.statements()} == {one.id for one in derived(store)}


def test_one_name_that_may_be_two_persons_is_shown_until_somebody_decides(store: Store) -> None:
    island = Island(store, 3)
    told = json.dumps([[one, 0, 10] for one in island.documents[:2]])
    with store.transaction():
        actors = [replace(one, attributes={MAYBE_TWO: told}) if one.id == QUILL else one for one in store.actors()]
        store.replace_resolution(
            publications=store.publications(), actors=actors, sayings=store.sayings(), events=[], derivations=[],
            tensions=[],
        )  # fmt: skip
    sheet = actor_sheet(store, QUILL)
    assert [row["words"] for row in sheet["doubts"]] == ["Mara Quill", "Jory Penn "]
    assert MAYBE_TWO not in sheet["attributes"]
    assert [row["id"] for row in actor_rows(store)[0] if row["doubtful"]] == [QUILL]
    decide(store, [decision(f"actor:{QUILL}", Verdict.EDIT, attributes={MAYBE_TWO: ""})])
    assert actor_sheet(store, QUILL)["doubts"] == []
    assert not any(row["doubtful"] for row in actor_rows(store)[0])
