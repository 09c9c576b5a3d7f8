"""Codings out of a project and into another: the invented bridge debate as REFI-QDA and back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.record import StatementStatus, Verdict
from onrecord.store import Store, open_store
from onrecord.workbench.agreeing import measure_agreement
from onrecord.workbench.deciding import decide
from onrecord.workbench.exchange import coded_project, import_qdpx, write_codings
from tests.dossier.invented import invented_material
from tests.made_project import make_project

from .test_agreeing import Journal

WHEN = datetime(2034, 6, 1, tzinfo=UTC)


def opened(folder: Path, **changes: object) -> Store:
    folder.mkdir()
    return open_store(make_project(folder, replace(invented_material(), **changes)))  # type: ignore[arg-type]


@pytest.fixture
def coded(tmp_path: Path) -> Store:
    store = opened(tmp_path / "mine", decisions=())
    journal = Journal()
    for subject in ("g1", "g2", "g3", "g6"):
        journal.say("ana", subject)
    journal.say("ana", "g4", Verdict.REJECT)
    journal.say("ben", "g1", Verdict.EDIT, stance="neutral")
    journal.say("ben", "g3")
    words = "twice the sum in the plan"
    journal.by_hand("ben", "d-wire", words, concept="cost", stance="support", actor={"name": "Pia Sand"})
    journal.say("ana", "g1", Verdict.MEMO, memo="is this her own view?")
    journal.say("cay", "g1", Verdict.EDIT, stance="support", adjudicates=True)
    decide(store, journal.made)
    return store


def project_of(store: Store) -> object:
    return coded_project(store, title="The bridge", version="0", made_at=WHEN)


def test_each_coders_word_travels_with_memos_and_adjudications(coded: Store) -> None:
    made = coded_project(coded, title="The bridge", version="0", made_at=WHEN)
    told = [(p.id if not p.id.startswith("hand:") else "hand", p.coder, p.concept_id, p.stance) for p in made.passages]
    assert sorted(told) == [
        ("g1", "ana", "bridge", "support"), ("g1", "ben", "bridge", "neutral"),
        ("g1", "cay (adjudication)", "bridge", "support"), ("g2", "ana", "vote", "support"),
        ("g3", "ana", "bridge", "oppose"), ("g3", "ben", "bridge", "oppose"), ("g6", "ana", "bridge", "oppose"),
        ("hand", "ben", "cost", "support"),
    ]  # fmt: skip
    first = next(p for p in made.passages if (p.id, p.coder) == ("g1", "ana"))
    assert (first.actor, first.said, first.memo) == ("Ada Quill", "2034-03-02", "is this her own view?")


def test_codings_of_another_project_arrive_as_decisions_of_their_coders(coded: Store, tmp_path: Path) -> None:
    path = tmp_path / "bridge.qdpx"
    write_codings(coded_project(coded, title="The bridge", version="0", made_at=WHEN), path, format="qdpx")
    other = opened(tmp_path / "theirs", decisions=(), suggestions=(), statements=())
    done = import_qdpx(other, path, now=WHEN)
    assert (done.n_decisions, done.n_texts_known, done.n_texts_new, done.n_concepts_new) == (8, 6, 0, 0)
    again = import_qdpx(other, path, now=WHEN)
    assert (again.n_decisions, again.n_repeated) == (0, 8)
    found = measure_agreement(other, coders=("ana", "ben"))
    assert found.of("stance").n_disagreements == 1
    accepted = [each for each in other.statements() if each.status is StatementStatus.ACCEPTED]
    assert ("Tomlin Reeve", "bridge", "oppose") in {(s.actor_name, s.concept_id, s.stance.value) for s in accepted}


def test_importing_ones_own_export_changes_nothing(coded: Store, tmp_path: Path) -> None:
    path = tmp_path / "bridge.qdpx"
    write_codings(coded_project(coded, title="The bridge", version="0", made_at=WHEN), path, format="qdpx")
    before = len(coded.decisions())
    done = import_qdpx(coded, path, now=WHEN)
    assert (done.n_decisions, done.n_repeated, len(coded.decisions())) == (0, 8, before)


def test_texts_and_codes_that_the_project_lacks_are_added(coded: Store, tmp_path: Path) -> None:
    path = tmp_path / "bridge.qdpx"
    write_codings(coded_project(coded, title="The bridge", version="0", made_at=WHEN), path, format="qdpx")
    with open_store(tmp_path / "empty.onrecord", create=True) as empty:
        done = import_qdpx(empty, path, now=WHEN)
        assert (done.n_texts_known, done.n_texts_new, done.n_concepts_new) == (0, 6, 7)
        assert empty.n_documents == 6
        assert {d.path.split("/")[0] for d in empty.documents()} == {"bridge.qdpx"}
        subjects = Counter(decision.subject.partition(":")[0] for decision in empty.decisions())
        assert subjects == {"concept": 7, "hand": 8}
