"""The codebook as decisions: changes, what follows from them at once, versions, types of the project's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.errors import InputError
from onrecord.record import Concept, StatementStatus, Verdict
from onrecord.review.codebook import concept_as_json
from onrecord.store import Store
from onrecord.workbench.codebook import save_version, version, versions
from onrecord.workbench.codebook_files import changes_in_file, codebook_file, differences
from onrecord.workbench.deciding import decide, redo, undo
from onrecord.workbench.variables import VariableType, statement_types

from .island import CONCEPTS, Island, decision, derived


def labels(store: Store) -> list[str]:
    return [concept.label for concept in store.concepts()]


def test_concepts_are_added_renamed_ordered_and_taken_back(store: Store) -> None:
    Island(store)
    decide(store, [decision("concept:swim", Verdict.ADD, label="Swim", kind="option", before="ferry")])
    decide(store, [decision("concept:toll", Verdict.EDIT, label="Bridge with toll", counterexamples=["a free bridge"])])
    assert labels(store) == ["Bridge with toll", "Swim", "More ferries", "Tunnel"]
    undo(store, "maria")
    undo(store, "maria")
    assert tuple(store.concepts()) == CONCEPTS


def test_merged_concepts_share_their_statements_until_undone(store: Store) -> None:
    island = Island(store)
    decide(store, [decision(island.suggestions[0]), decision(island.suggestions[2], Verdict.EDIT, concept="ferry")])
    before = store.statements()
    merge = decision("concept:ferry", Verdict.EDIT, merged_into="toll")
    decide(store, [merge])
    assert {one.concept_id for one in store.statements()} == {"toll"}
    assert labels(store) == ["Toll bridge", "Tunnel"]
    assert tuple(store.statements()) == derived(store)
    undo(store, "maria")
    assert store.statements() == before
    redo(store, "maria")
    assert {one.concept_id for one in store.statements()} == {"toll"}


def test_split_moves_the_passages_chosen_and_nothing_else(store: Store) -> None:
    island = Island(store)
    before = store.statements()
    moved = island.suggestions[0]
    decide(store, [decision("concept:toll-cars", Verdict.ADD, label="Toll for cars", moves={moved: "toll-cars"})])
    coded = {one.attribution_id for one in store.statements() if one.concept_id == "toll-cars"}
    assert coded == {island.attributions[0]}
    assert tuple(store.statements()) == derived(store)
    undo(store, "maria")
    assert store.statements() == before


def test_retired_concept_keeps_what_was_accepted_and_drops_what_was_only_suggested(store: Store) -> None:
    island = Island(store)
    decide(store, [decision(island.suggestions[0])])
    decide(store, [decision("concept:toll", Verdict.EDIT, retired=True)])
    kept = [one for one in store.statements() if one.concept_id == "toll"]
    assert [one.status for one in kept] == [StatementStatus.ACCEPTED]
    assert tuple(store.statements()) == derived(store)


def test_concept_that_would_stand_above_itself_stays_where_it_was(store: Store) -> None:
    Island(store)
    decide(store, [decision("concept:toll", Verdict.EDIT, parent="ferry")])
    decide(store, [decision("concept:ferry", Verdict.EDIT, parent="toll")])
    parents = {concept.id: concept.parent for concept in store.concepts()}
    assert None in (parents["toll"], parents["ferry"])


def test_versions_are_numbered_compared_and_named_by_later_decisions(store: Store) -> None:
    island = Island(store)
    first = save_version(store, "maria", "as proposed")
    assert save_version(store, "ben").number == first.number
    decide(store, [decision("concept:toll", Verdict.EDIT, definition="a bridge one pays for")])
    second = save_version(store, "maria", "after the pilot")
    decide(store, [decision(island.suggestions[0])])
    made = next(one for one in store.statements() if one.status is StatementStatus.ACCEPTED)
    assert (second.number, made.codebook) == (2, 2)
    was, now = ([concept_as_json(one) for one in version(store, number)] for number in (1, 2))
    (changed,) = differences(was, now)["changed"]
    assert changed["fields"] == [{"field": "definition", "before": "", "after": "a bridge one pays for"}]
    assert tuple(version(store, 1)) == CONCEPTS
    assert [one.note for one in versions(store)] == ["as proposed", "after the pilot"]
    with pytest.raises(InputError, match="no version 7"):
        version(store, 7)


def test_codebook_of_a_file_asks_for_what_it_changes_and_for_nothing_the_second_time(store: Store) -> None:
    Island(store)
    given = codebook_file((replace(CONCEPTS[0], label="Bridge with toll"), Concept("port", "New port")), "csv")
    found = changes_in_file(store, "codes.csv", given)
    assert [(subject, verdict) for subject, verdict, _ in found.decisions] == [
        ("concept:toll", Verdict.EDIT), ("concept:port", Verdict.ADD),
    ]  # fmt: skip
    decide(store, [decision(subject, verdict, **values) for subject, verdict, values in found.decisions])
    assert labels(store) == ["Bridge with toll", "More ferries", "Tunnel", "New port"]
    assert changes_in_file(store, "codes.csv", given).decisions == ()


def test_variables_of_ones_own_are_kept_on_statements_and_checked(store: Store) -> None:
    island = Island(store)
    variables = [{"name": "irony", "type": "boolean"}, {"name": "reach", "type": "integer", "required": True}]
    decide(store, [decision("type:tone", Verdict.ADD, label="Tone", variables=variables)])
    (tone,) = statement_types(store)
    assert [(one.name, one.type) for one in tone.variables] == [
        ("irony", VariableType.BOOLEAN),
        ("reach", VariableType.INTEGER),
    ]
    subject = island.suggestions[0]
    decide(store, [decision(subject, Verdict.EDIT, type="tone", variables={"irony": True, "reach": 3})])
    made = next(one for one in store.statements() if one.status is StatementStatus.ACCEPTED)
    assert (made.type, made.values) == ("tone", {"irony": True, "reach": 3})
    for wrong, words in (({"reach": "far"}, "no integer"), ({"colour": "red"}, "no variable 'colour'")):
        with pytest.raises(InputError, match=words):
            decide(store, [decision(subject, Verdict.EDIT, variables=wrong)])
    with pytest.raises(InputError, match="boolean, integer, short, long"):
        decide(store, [decision("type:x", Verdict.ADD, variables=[{"name": "y", "type": "number"}])])
