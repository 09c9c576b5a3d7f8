"""Decisions of every kind, undone and made again in any order, come to what a gather makes of the whole journal."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.gathering import lay_decisions
from onrecord.record import Decision, JsonValue, Verdict
from onrecord.review.codebook import Recoding, edited_codebook
from onrecord.store import open_store
from onrecord.workbench.deciding import decide, redo, undo

from .island import CONCEPTS, PEOPLE, Island, actor_id, decision, derived

KINDS = (
    "accept", "reject", "stance", "hand", "also", "gone", "speaker", "merge", "retire", "move", "remove", "together",
    "severed", "same", "apart", "renamed", "roles", "chain", "beside", "undo", "redo",
)  # fmt: skip
NAMES = {"stance": "ferry", "merge": "toll"}  # the concept that a kind's decision puts something under
moves = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 8), st.sampled_from(["maria", "ben"])), min_size=1, max_size=14
)


def made(island: Island, kind: str, n: int, coder: str) -> Decision:
    suggestion = island.suggestions[n % len(island.suggestions)]
    attribution = island.attributions[n % len(island.attributions)]
    hand = f"hand:{coder}-{n}-{kind}"
    coded = {"concept": "tunnel", "stance": "support"}
    spans = {"document": island.documents[n], "source": [[0, 4]], "content": [[10, 30 + n]]}
    penn = {"id": actor_id("Jory Penn")}
    match kind:
        case "accept":
            return decision(suggestion, coder=coder)
        case "reject":
            return decision(suggestion, Verdict.REJECT, coder=coder)
        case "stance":
            return decision(suggestion, Verdict.EDIT, coder=coder, stance="conditional", concept="ferry")
        case "hand":
            return decision(hand, Verdict.ADD, coder=coder, **coded, **spans)
        case "also":
            return decision(hand, Verdict.ADD, coder=coder, **coded, attribution=attribution)
        case "gone":
            return decision(attribution, Verdict.REJECT, coder=coder)
        case "speaker":
            return decision(attribution, Verdict.EDIT, coder=coder, actor=penn)
        case "merge":
            return decision("concept:ferry", Verdict.EDIT, coder=coder, merged_into="toll")
        case "retire":
            return decision("concept:toll", Verdict.EDIT, coder=coder, retired=n % 2 == 0)
        case "remove":
            return decision("concept:toll", Verdict.REJECT, coder=coder)
        case "together":
            both: list[JsonValue] = [attribution, island.attributions[(n + 4) % len(island.attributions)]]
            return decision(f"cluster:{n}", Verdict.EDIT, coder=coder, together=both)
        case "severed":
            pair: list[JsonValue] = [attribution, island.attributions[(n + 1) % len(island.attributions)]]
            return decision(f"cluster:{n}", Verdict.EDIT, coder=coder, severed=[pair])
        case "same":
            others: list[JsonValue] = [{"id": actor_id(PEOPLE[(n + 1) % 3])}]
            return decision(f"actor:{actor_id(PEOPLE[n % 3])}", Verdict.EDIT, coder=coder, same=others)
        case "apart":
            place: list[JsonValue] = [island.documents[n], 0, 4]
            parted: JsonValue = {"id": actor_id("Tessa Orme")} if n % 2 else {"name": "Another"}
            return decision(f"actor:{actor_id(PEOPLE[n % 3])}", Verdict.EDIT, coder=coder, apart=[place], parted=parted)
        case "renamed":
            return decision(f"actor:{actor_id(PEOPLE[n % 3])}", Verdict.EDIT, coder=coder, name=f"Name {n}")
        case "roles":
            held: list[JsonValue] = [{"title": "mayor", "organization": f"Port {n}"}] * (n % 2)
            return decision(f"actor:{actor_id(PEOPLE[n % 3])}", Verdict.EDIT, coder=coder, roles=held)
        case "beside":
            fellows: list[JsonValue] = [{"id": actor_id(PEOPLE[(n + 1) % 3])}] * (n % 3 > 0)
            return decision(attribution, Verdict.EDIT, coder=coder, also=fellows)
        case "chain":
            chain: list[JsonValue] = [{"id": actor_id(PEOPLE[(n + 2) % 3])}]
            return decision(attribution, Verdict.EDIT, coder=coder, via=chain)
    return decision("concept:tunnel", Verdict.EDIT, coder=coder, moves={suggestion: "tunnel"})


def speak_together(island: Island) -> None:
    """Two speak together in the first article, as they do in its second report."""
    store, first = island.store, island.attributions[:2]
    told = [
        replace(one, also=(actor_id("Tessa Orme"),)) if one.attribution_id in first else one for one in store.sayings()
    ]
    store.replace_resolution(
        publications=store.publications(), actors=store.actors(), sayings=told, events=[], derivations=[], tensions=[]
    )
    store.replace_statements(derived(store))


@settings(max_examples=20, deadline=None)
@given(moves)
def test_every_kind_of_decision_comes_to_the_same_as_a_full_gather(drawn: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "p.onrecord", create=True) as store:
        island = Island(store)
        speak_together(island)
        for kind, n, coder in drawn:
            if kind == "undo":
                undo(store, coder)
            elif kind == "redo":
                redo(store, coder)
            elif NAMES.get(kind, "tunnel") not in {one.id for one in store.concepts()}:
                continue  # merged away or removed: refused, as it should be
            else:
                decide(store, [made(island, kind, n, coder)])
        at_once = tuple(store.statements())
        said = {one.attribution_id: (one.actor_id, one.actor_name) for one in store.sayings()}
        codebook, recoding = edited_codebook(CONCEPTS, store.decisions())
        assert tuple(store.concepts()) == codebook.concepts
        assert Recoding.from_json(store.get_meta("recoding")) == recoding
        lay_decisions(store, store.decisions())
        assert derived(store) == at_once
        assert {one.attribution_id: (one.actor_id, one.actor_name) for one in store.sayings()} == said
        while any(undo(store, coder) for coder in ("maria", "ben")):
            pass
        assert {one.status for one in store.statements()} <= {"suggested"}
        assert derived(store) == tuple(store.statements())
        assert tuple(store.concepts()) == CONCEPTS
