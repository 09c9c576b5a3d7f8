"""Attributions, chains, documents and events changed by decisions: at once, and back again when they are withdrawn."""

from __future__ import annotations

from datetime import date

from onrecord.record import (
    AttributionType,
    Basis,
    DateRange,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Event,
    EventKind,
    Passage,
    Publication,
    RegionKind,
    Statement,
    StatementStatus,
    Verdict,
)
from onrecord.review.corrections import fold_corrections
from onrecord.store import Store
from onrecord.workbench.deciding import decide, redo, undo

from .island import Island, actor_id, decision, derived


def on(store: Store, attribution_id: str) -> list[Statement]:
    return [one for one in store.statements() if one.attribution_id == attribution_id]


def gathered(store: Store, island: Island, **found: object) -> None:
    store.replace_resolution(
        publications=store.publications(), actors=store.actors(), sayings=store.sayings(),
        events=found.get("events", ()), derivations=found.get("derivations", ()), tensions=(),
    )  # type: ignore[arg-type]  # fmt: skip
    store.replace_statements(derived(store))


def test_coding_by_hand_is_edited_and_taken_back_step_by_step(store: Store) -> None:
    island = Island(store)
    before = store.statements()
    values = {"document": island.documents[1], "source": [[0, 9]], "content": [[10, 30]], "quote": [[10, 30]]}
    decide(store, [decision("hand:1", Verdict.ADD, **values, concept="tunnel", stance="support")])
    (made,) = on(store, "hand:1")
    assert (made.actor_id, made.origin, made.status) == (actor_id("Jory Penn"), "coder:maria", StatementStatus.ACCEPTED)
    assert made.said == DateRange.between(None, date(2031, 5, 2))
    decide(store, [decision("hand:1", Verdict.EDIT, stance="oppose", content=[[10, 40]])])
    assert [one.stance for one in on(store, "hand:1")] == ["oppose"]
    coded = {one.id: one for article in store.annotated() for one in article.annotation.attributions}["hand:1"]
    assert (coded.content[0].end, coded.type) == (40, AttributionType.MIXED)
    assert tuple(store.statements()) == derived(store)
    undo(store, "maria")
    assert [one.stance for one in on(store, "hand:1")] == ["support"]
    undo(store, "maria")
    assert store.statements() == before
    redo(store, "maria")
    assert [one.stance for one in on(store, "hand:1")] == ["support"]
    assert tuple(store.statements()) == derived(store)


def test_second_concept_on_an_attribution_is_coded_by_hand(store: Store) -> None:
    island = Island(store)
    place = island.attributions[0]
    decide(store, [decision("hand:2", Verdict.ADD, attribution=place, concept="tunnel", stance="support")])
    assert {(one.concept_id, one.origin) for one in on(store, place)} == {
        ("toll", "coder-en 1"), ("tunnel", "coder:maria"),
    }  # fmt: skip
    assert tuple(store.statements()) == derived(store)
    undo(store, "maria")
    assert {one.concept_id for one in on(store, place)} == {"toll"}


def test_rejected_attribution_makes_no_statement_until_that_is_undone(store: Store) -> None:
    island = Island(store)
    before = store.statements()
    decide(store, [decision(island.attributions[0], Verdict.REJECT)])
    assert on(store, island.attributions[0]) == []
    assert tuple(store.statements()) == derived(store)
    undo(store, "maria")
    assert store.statements() == before


def test_day_and_chain_of_an_attribution_are_corrected_and_the_machines_come_back(store: Store) -> None:
    island = Island(store)
    place = island.attributions[0]
    before = store.sayings()
    said = {"from": "2031-04-01", "to": "2031-04-30", "precision": "month"}
    decide(store, [decision(place, Verdict.EDIT, said=said, via=[{"id": actor_id("Jory Penn")}])])
    decide(store, [decision(place, Verdict.EDIT, actor={"nobody": True})])
    assert on(store, place) == []
    undo(store, "maria")
    (made,) = on(store, place)
    assert (made.said.start, made.said.precision, made.via) == (date(2031, 4, 1), "month", (actor_id("Jory Penn"),))
    undo(store, "maria")
    assert store.sayings() == before


def test_correction_taken_back_after_a_gather_gives_what_the_machine_had_found(store: Store) -> None:
    island = Island(store)
    place = island.attributions[0]
    before = on(store, place)
    decide(store, [decision(place, Verdict.EDIT, actor={"id": actor_id("Jory Penn")})])
    assert [one.actor_name for one in on(store, place)] == ["Jory Penn"]
    gathered(store, island)
    undo(store, "maria")
    assert on(store, place) == before


def test_reports_are_joined_into_one_statement_and_cut_apart(store: Store) -> None:
    island = Island(store)
    first, second = island.attributions[0], island.attributions[3]
    decide(store, [decision("cluster:1", Verdict.EDIT, together=[first, second])])
    assert [one.n_reports for one in on(store, first) + on(store, second) if one.concept_id == "toll"] == [2]
    undo(store, "maria")
    assert tuple(store.statements()) == derived(store)
    pair = [island.attributions[1], island.attributions[2]]
    decide(store, [decision("cluster:2", Verdict.EDIT, severed=[pair])])
    assert {one.n_reports for one in on(store, pair[0]) + on(store, pair[1])} == {1}
    assert fold_corrections(store.decisions()).severed == (tuple(pair),)


def test_rejected_derivation_counts_as_an_origin_of_its_own(store: Store) -> None:
    island = Island(store)
    edge = Derivation(
        "r1", island.documents[2], DerivationTarget.DOCUMENT, island.documents[1], "clip",
        DerivationRelation.REPUBLISHES, (Passage(island.documents[2], 0, 5),),
    )  # fmt: skip
    gathered(store, island, derivations=[edge])
    (made,) = [one for one in store.statements() if one.n_reports == 2 and one.document_id in island.documents[1:3]][:1]
    assert made.n_origins == 1
    rejected = decision(
        "derivation:r1", Verdict.REJECT, from_document=edge.from_document, to_kind="document", to=edge.to_id,
        relation="republishes",
    )  # fmt: skip
    decide(store, [rejected])
    assert store.derivations() == []
    assert {one.id: one.n_origins for one in store.statements()}[made.id] == 2
    assert len(fold_corrections(store.decisions()).not_derived) == 1
    undo(store, "maria")
    assert store.derivations() == [edge]
    assert {one.id: one.n_origins for one in store.statements()}[made.id] == 1


def test_day_outlet_and_regions_of_a_document_are_corrected_and_come_back(store: Store) -> None:
    island = Island(store)
    document = island.documents[0]
    before = store.publications()[document]
    decide(
        store, [decision(f"document:{document}", Verdict.EDIT, published={"from": "2030-01-02", "to": "2030-01-02"})]
    )
    decide(store, [decision(f"document:{document}", Verdict.EDIT, outlet="Tern", regions=[["furniture", 5, 20]])])
    found: Publication = store.publications()[document]
    assert (found.published, found.basis, found.outlet) == (DateRange.day(date(2030, 1, 2)), Basis.CODER, "Tern")
    (article,) = store.annotated([document])
    assert [(one.kind, one.start, one.end) for one in article.regions[:2]] == [
        (RegionKind.BODY, 0, 5), (RegionKind.FURNITURE, 5, 20),
    ]  # fmt: skip
    corrections = fold_corrections(store.decisions())
    assert (corrections.published[document], corrections.outlets[document]) == (found.published, "Tern")
    undo(store, "maria")
    undo(store, "maria")
    assert store.publications()[document] == before
    (article,) = store.annotated([document])
    assert len(article.regions) == 1


def test_event_that_is_none_is_hidden_and_comes_back(store: Store) -> None:
    island = Island(store)
    told = Passage(island.documents[0], 0, 9)
    event = Event("e1", "a vote", DateRange.day(date(2031, 6, 1)), EventKind.PLANNED, (), (told,), "June")
    gathered(store, island, events=[event])
    decide(store, [decision("event:e1", Verdict.REJECT, evidence=[[told.document_id, told.start, told.end]])])
    assert store.events() == []
    assert fold_corrections(store.decisions()).hidden_events == {told}
    undo(store, "maria")
    assert store.events() == [event]
