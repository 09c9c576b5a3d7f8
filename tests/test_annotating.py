"""Documents annotated together get what each gets alone; what breaks one breaks no other for good."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord import pipeline
from onrecord.annotating import Task, annotate, annotate_together
from onrecord.record import Document
from onrecord.text import sha256


def task(number: int) -> Task:
    text = (
        f"Harbor board meets for the {number}th time\n\n"
        f'Mara Quill said on Monday that the toll bridge would be "a grave mistake" for pier {number}.\n'
    )
    return Document(f"doc-{number}", (f"{number}.txt",), text, sha256(text)), frozenset()


def test_documents_annotated_together_get_what_each_gets_alone() -> None:
    tasks = [task(number) for number in range(5)]
    alone = [annotate(one, extractor="tagger-en") for one in tasks]
    assert annotate_together(tasks, extractor="tagger-en") == alone
    assert all(annotation.attributions for _, annotation in alone)


def test_few_documents_are_shared_out_and_other_extractors_get_one_at_a_time() -> None:
    assert pipeline._together("tagger-en", 5) == 1
    assert pipeline._together("tagger-en", 5_000) > 1
    assert pipeline._together("of another package", 5_000) == 1


def test_folder_read_in_batches_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clips").mkdir()
    for number in range(7):
        (tmp_path / "clips" / f"{number}.txt").write_text(task(number)[0].text, encoding="utf-8")
    found = []
    for size in (1, 3):
        monkeypatch.setattr(pipeline, "_together", lambda extractor, n, size=size: size)
        with onrecord.brief(tmp_path / "clips", tmp_path / f"out-{size}") as project:
            found.append([tuple(map(str, row)) for row in project.attributions.itertuples(index=False)])
    assert found[0] == found[1]
    assert len(found[0]) >= 7
