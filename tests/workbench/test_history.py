"""The history in people's words: names for ids, quoted words for places, no braces."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from onrecord.record import Decision, JsonValue, Passage, Verdict
from onrecord.store import Store, open_store, schema
from onrecord.workbench import people
from onrecord.workbench.asking import Request
from onrecord.workbench.deciding import decide
from onrecord.workbench.history import Line, lines, take_back


@pytest.fixture(scope="module")
def project_store(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    own = tmp_path_factory.mktemp("history") / demo_file.name
    shutil.copy(demo_file, own)
    with open_store(own) as store:
        yield store


def decided(store: Store, subject: str, verdict: Verdict, values: dict[str, JsonValue] | None = None) -> Line:
    name = f"d{len(list(store.decisions()))}"
    decide(store, [Decision(name, subject, verdict, "maria", datetime.now(UTC), values or {})])
    return lines(store)[0]


def called(store: Store, name: str) -> str:
    return next(one.id for one in store.actors() if one.name == name)


def test_a_merger_says_who_became_whom_and_taking_it_back_says_so_too(project_store: Store) -> None:
    into, gone = called(project_store, "Halvern Press Agency"), called(project_store, "HPA")
    people.merge_actors(project_store, Request("maria", "merger"), into, [gone])
    line = lines(project_store)[0]
    assert (line.said, line.what, line.changes) == ("merged", "HPA into Halvern Press Agency", ())
    assert line.actor_id == into
    take_back(project_store, "merger", by="maria", any_coder=False, id="back")
    assert lines(project_store)[0].what == "“merged” by maria: HPA into Halvern Press Agency"


def test_a_split_quotes_the_mentions_that_are_somebody_else(project_store: Store) -> None:
    actor = next(one for one in project_store.actors() if len({each.document_id for each in one.mentions}) > 1)
    last = actor.mentions[-1]
    place = Passage(last.document_id, last.start, last.end)
    people.split_actor(project_store, Request("maria"), actor.id, [place], name="Sefa Tolland")
    line = lines(project_store)[0]
    words = project_store.document(last.document_id).text[last.start : last.end]
    assert line.said == "split"
    assert line.what == f"1 mention (“{words}”) of {actor.name} to Sefa Tolland"


def test_a_rejection_names_speaker_stance_and_concept_with_the_first_words(project_store: Store) -> None:
    one = next(iter(project_store.suggestions()))
    line = decided(project_store, one.id, Verdict.REJECT)
    label = next(each.label for each in project_store.concepts() if each.id == one.concept_id)
    assert line.what.endswith(f", {one.stance.value}, {label}")
    assert line.passage
    with project_store.reading() as connection:
        d = schema.documents.c
        text = connection.execute(select(d.text).where(d.id == line.document_id)).scalar_one()
    assert line.passage.rstrip("…") in " ".join(text.split())


def test_a_suggestion_that_is_no_longer_made_is_told_by_what_its_decision_kept(project_store: Store) -> None:
    one = list(project_store.suggestions())[1]
    decided(project_store, one.id, Verdict.REJECT)
    with project_store.transaction(), project_store.reading() as connection:
        connection.execute(schema.suggestions.delete().where(schema.suggestions.c.id == one.id))
    line = lines(project_store)[0]
    assert one.id not in line.what
    assert one.stance.value in line.what
    assert line.attribution_id == one.attribution_id


def test_no_row_shows_an_id_or_a_list_as_a_machine_writes_it(project_store: Store) -> None:
    store = project_store
    article, (first, second, *_) = next(iter(store.documents())), list(store.concepts())
    one = list(store.suggestions())[2]
    decided(store, f"document:{article.id}", Verdict.EDIT, {"regions": [["furniture", 0, 20]]})
    decided(store, f"concept:{first.id}", Verdict.EDIT, {"parent": second.id, "examples": ["a toll", "a ferry"]})
    decided(
        store, one.id, Verdict.EDIT,
        {"via": [{"name": "The Lowland Post"}], "said": {"from": "2031-05-04", "to": "2031-05-04", "precision": "day"}},
    )  # fmt: skip
    line = decided(
        store, "hand:1", Verdict.ADD,
        {"document": article.id, "concept": second.id, "stance": "support", "content": [[0, 20]],
         "actor": {"name": "Sefa Tolland"}},
    )  # fmt: skip
    assert line.what == f"Sefa Tolland, support, {second.label}"
    assert line.passage == " ".join(article.text[:20].split())
    for each in lines(store):
        shown = " ".join((each.said, each.what, each.passage, *each.changes))
        assert not any(mark in shown for mark in ("[", "{", "'", "act-", "sug-", "doc-", "att-")), shown
    assert "via: The Lowland Post" in lines(store)[1].changes
    assert "said: 4 May 2031" in lines(store)[1].changes


def test_parts_left_empty_are_not_told(project_store: Store) -> None:
    actor = called(project_store, "Dagny Holm")
    values: dict[str, JsonValue] = {"attributes": {"speaks_for": "Ilse Markwart", "none": ""}}
    line = decided(project_store, f"actor:{actor}", Verdict.EDIT, values)
    assert line.changes == ("attributes: speaks for Ilse Markwart",)
