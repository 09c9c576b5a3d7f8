"""How many facts that an analyst would want are surfaced: a row of the record says them, on a passage that tells them.

    python -m benchmarks.quality.facts PROJECT_OR_FOLDER FACTS.jsonl [--json]

A line of FACTS is `{"fact", "words", "told": [{"document", "words"}]}`: each of `words` (alternatives by `|`) must
stand in one row of the record, as the dossier shows it, and its evidence must meet one of the passages `told`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measure import Measure, print_measures
from onrecord.project import brief
from onrecord.record import DateRange, Passage, text_of
from onrecord.store import Store, open_store

COMMAND = "python -m benchmarks.quality.facts"
GOAL = 14 / 15
Row = tuple[str, tuple[Passage, ...]]


def days(dates: DateRange) -> str:
    """The range as its two ISO days."""
    return f"{dates.start or ''}..{dates.end or ''}"


def rows_of(store: Store) -> Iterator[Row]:
    """Every row of the record in words, with its passages."""
    texts = {document.id: document.text for document in store.documents()}
    names = {actor.id: actor.name for actor in store.actors()}
    labels = {concept.id: concept.label for concept in store.concepts()}
    sayings = {saying.attribution_id: saying for saying in store.sayings()}
    told: dict[str, Row] = {}
    for article in store.annotated():
        for one in article.annotation.attributions:
            spans = [*one.source, *one.cue, *one.content]
            saying = sayings.get(one.id)
            via = " ".join(f"via {names.get(relay, relay)}" for relay in saying.via) if saying else ""
            who = f"{saying.actor_name} {days(saying.said)} {via}" if saying else ""
            passage = Passage(one.document_id, min(s.start for s in spans), max(s.end for s in spans))
            words = f"{who} {one.kind.value} {text_of(spans, texts[one.document_id])}"
            told[one.id] = (words, (passage,))
    yield from told.values()
    for statement in store.statements():
        words, passages = told[statement.attribution_id]
        stance = f"{statement.stance.value} {labels.get(statement.concept_id, '')} {statement.n_reports} reports"
        yield f"{words} {statement.actor_name} {stance}", passages
    for event in store.events():
        people = ", ".join(names.get(actor, "") for actor in event.actors)
        words = f"event {event.kind.value} {days(event.dates)} {event.description} {event.anchor} {people}"
        yield words, event.evidence
    for need in store.requirements():
        people = ", ".join(names.get(actor, "") for actor in need.actors)
        needed = "needed" if need.needed else "not needed"
        words = f"{labels.get(need.concept_id, '')} {need.kind.value} {needed} {need.description} {people}"
        yield words, need.evidence
    for edge in store.derivations():
        yield f"{edge.relation.value} {edge.to_name}", edge.evidence
    for tension in store.tensions():
        yield f"tension {tension.reason}", (tension.left, tension.right)
    for actor in store.actors():
        roles = "; ".join(f"{role.title} {role.organization or ''}" for role in actor.roles)
        passages = tuple(role.evidence for role in actor.roles if role.evidence is not None)
        yield f"actor {actor.name} {roles}", passages
    for figure in store.figures():
        yield f"figure {figure.words} {figure.period} {figure.description}", figure.evidence


def surfaced(store: Store, facts: Path, *, verbose: bool = True) -> tuple[int, int]:
    """How many facts a row of the store says, of how many."""
    documents = {Path(path).name: document for document in store.documents() for path in document.paths}
    rows = [(words.casefold(), passages) for words, passages in rows_of(store)]
    n_found = n = 0
    for line in facts.read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        wanted = []
        for one in fact["told"]:
            start = documents[one["document"]].text.index(one["words"])
            wanted.append(Passage(documents[one["document"]].id, start, start + len(one["words"])))
        found = any(
            all(any(word.casefold() in words for word in choice.split("|")) for choice in fact["words"])
            and any(a.document_id == b.document_id and a.span.overlaps(b.span) for a in passages for b in wanted)
            for words, passages in rows
        )
        n, n_found = n + 1, n_found + found
        if verbose:
            print(f"{'surfaced' if found else 'MISSED  '} {fact['fact']}")
    return n_found, n


def main(arguments: Sequence[str]) -> int:
    places = [Path(one) for one in arguments if not one.startswith("--")]
    if len(places) != 2:
        print(__doc__)
        return 2
    place, facts = places
    with tempfile.TemporaryDirectory() as made:
        project = place / "project.onrecord" if place.is_dir() else place
        if not project.exists():
            brief(place, made).close()
            project = Path(made) / "project.onrecord"
        with open_store(str(project)) as store:
            n_found, n = surfaced(store, facts)
    share = n_found / max(1, n)
    reached = print_measures(
        [Measure("facts surfaced with evidence", f"{GOAL:.2f}", f"{n_found} of {n}", share >= GOAL, COMMAND)]
    )
    if "--json" in arguments:
        print(json.dumps({"surfaced": n_found, "facts": n}))
    return 0 if reached else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
