"""Gathers over summaries: the same on any number of workers, the same when articles come later, little done again."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from benchmarks.scale.gathers import fill
from benchmarks.scale.invented import invented_articles

from onrecord import gathering, summarizing
from onrecord.engine import Engine
from onrecord.engine.inline import InlineEngine
from onrecord.engine.local import LocalEngine
from onrecord.gathering import Progress, articles, run
from onrecord.packing import pack
from onrecord.pipeline import gather
from onrecord.record import Codebook, Concept, ConceptKind
from onrecord.store import Store, open_store
from onrecord.store.columns import TABLES
from onrecord.store.tables import export_rows

N = 60


def tables(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All that is exported, and tensions."""
    return {name: list(export_rows(store, name)) for name in TABLES} | {
        "tensions": [{"all": repr(one)} for one in store.tensions()]
    }


def project(folder: Path, n: int) -> Store:
    store = open_store(folder / "p.onrecord", create=True)
    fill(store, islice(invented_articles(N), n))
    return store


def gathered(store: Store, engine: Engine) -> list[Progress]:
    told: list[Progress] = []
    gather(store, engine, None, told.append)
    return told


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """The tables of N articles gathered at once, in this process."""
    with project(tmp_path_factory.mktemp("whole"), N) as store:
        gathered(store, InlineEngine())
        return tables(store)


def test_an_invented_press_gives_every_kind_of_result(whole: dict[str, list[dict[str, Any]]]) -> None:
    for name in ("attributions", "actors", "events", "derivations", "suggestions", "statements"):
        assert len(whole[name]) > 10, name


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_and_gathers_beside_each_other_change_nothing(
    tmp_path: Path, workers: int, whole: dict[str, list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_FEW", 0)
    monkeypatch.setattr(run, "_MANY", 0)
    with project(tmp_path, N) as store, LocalEngine(workers) as engine:
        gathered(store, engine)
        assert tables(store) == whole


def test_articles_that_come_later_give_the_same_and_the_rest_is_not_read_closely_again(
    tmp_path: Path, whole: dict[str, list[dict[str, Any]]]
) -> None:
    with project(tmp_path, N - 6) as store:
        gathered(store, InlineEngine())
        fill(store, islice(invented_articles(N), N - 6, None))
        told = gathered(store, InlineEngine())
        assert {one.n_total for one in told if one.step == "reading each article closely"} == {6}
        assert tables(store) == whole


def test_only_the_steps_whose_ground_changed_are_done_again(tmp_path: Path) -> None:
    with project(tmp_path, 24) as store:
        gathered(store, InlineEngine())
        before = {step: store.summary_versions(step) for step in ("said", "references", "codes", "demands")}
        given = Codebook((Concept("c1", "northern bridge", "", ConceptKind.OPTION),))
        gather(store, InlineEngine(), given, lambda _: None)
        after = {step: store.summary_versions(step) for step in before}
        assert after["said"] == before["said"]
        assert len(before["said"]) == 24
        assert after["references"] == before["references"]
        assert not set(after["codes"].values()) & set(before["codes"].values())
        assert all(set(store.summary_versions(step)) == set(before["said"]) for step in ("tellings", "wording"))


def test_second_gather_without_change_reads_nothing(tmp_path: Path) -> None:
    with project(tmp_path, 12) as store:
        gathered(store, InlineEngine())
        store.set_meta("gathered_digest", "another")
        told = gathered(store, InlineEngine())
        assert {one.n_total for one in told if one.step.startswith("reading each article")} == {0}


def test_article_that_cannot_be_read_is_listed_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with project(tmp_path, 12) as store:
        bad = next(iter(store.documents())).id
        first = summarizing._first

        def choke(article: Any) -> Any:
            if article.document.id == bad:
                raise ValueError("a text like no other")
            return first(article)

        monkeypatch.setattr(summarizing, "_first", choke)
        gathered(store, InlineEngine())
        assert store.failures(gathering.UNREAD) == {bad: "ValueError: a text like no other"}
        assert bad not in store.publications()
        assert len(store.publications()) == 11
        monkeypatch.undo()
        store.set_meta("gathered_digest", "another")
        gathered(store, InlineEngine())
        assert len(store.publications()) == 12
        assert store.failures(gathering.UNREAD) == {}


def test_summaries_that_cannot_be_read_are_made_again(tmp_path: Path) -> None:
    with project(tmp_path, 6) as store:
        gathered(store, InlineEngine())
        before = tables(store)
        for step in ("report", "said"):
            kept = store.summary_versions(step)
            store.save_summaries({one: {step: (version, b"of another build")} for one, version in kept.items()})
            store.set_meta("gathered_digest", "another")
            gathered(store, InlineEngine())
            assert tables(store) == before


def test_questions_that_were_asked_before_keep_their_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with project(tmp_path, N - 6) as store:
        gathered(store, InlineEngine())
        undated = store.summary_versions("dated")
        assert undated
        asked: list[str] = []
        answer = articles.answer

        def listen(task: Any) -> Any:
            asked.extend(one.document_id for one in task[1])
            return answer(task)

        monkeypatch.setattr(articles, "answer", listen)
        fill(store, islice(invented_articles(N), N - 6, None))
        gathered(store, InlineEngine())
        after = store.summary_versions("dated")
        assert sorted(asked) == sorted(one for one, version in after.items() if undated.get(one) != version)
        assert set(asked) < set(after)


def test_question_that_no_worker_could_answer_leaves_the_others_of_its_batch_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with project(tmp_path, 24) as store:
        undated = [one.id for one in store.documents() if not one.published.known]
        answer = articles.answer

        def choke(task: Any) -> Any:
            if undated[0] in {one.document_id for one in task[1]}:
                raise ValueError("a question like no other")
            return answer(task)

        monkeypatch.setattr(articles, "answer", choke)
        gathered(store, InlineEngine())
        found = store.publications()
        assert found[undated[0]].reason == "could not be dated: a question like no other"
        assert all(not found[one].reason.startswith("could not") for one in undated[1:])


def test_summaries_go_with_their_documents(tmp_path: Path) -> None:
    with project(tmp_path, 3) as store:
        gathered(store, InlineEngine())
        ids = [document.id for document in store.documents()]
        assert set(store.summary_versions("actors")) == set(ids)
        store.forget_missing([path for document in list(store.documents())[:2] for path in document.paths])
        gathered(store, InlineEngine())
        assert set(store.summary_versions("actors")) == set(ids[:2])


def test_summaries_are_read_in_the_order_asked_and_replaced(tmp_path: Path) -> None:
    with project(tmp_path, 3) as store:
        ids = [document.id for document in store.documents()]
        store.save_summaries({one: {"made": ("1", pack(number))} for number, one in enumerate(ids)})
        store.save_summaries({ids[1]: {"made": ("2", pack("new"))}})
        asked = [ids[2], "doc-nowhere", ids[1]]
        assert [one for one, _ in store.summaries("made", asked)] == [ids[2], ids[1]]
        assert store.summary_versions("made") == {ids[0]: "1", ids[1]: "2", ids[2]: "1"}
