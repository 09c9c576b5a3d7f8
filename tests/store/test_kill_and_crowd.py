"""The store under hard conditions: killed in the middle, and written by several processes at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from onrecord.store import Store, open_store
from onrecord.store.tables import export_rows

from .interrupted import run

N_DOCUMENTS = 8
ROOT = Path(__file__).parents[2]


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def kill_at(place: str, word: str, times: int) -> None:
    """Starts the run and kills it as soon as it has said a word so many times."""
    process = start("tests.store.interrupted", place, str(N_DOCUMENTS))
    assert process.stdout is not None
    n_said = 0
    for line in process.stdout:
        n_said += line.strip() == word
        if n_said == times:
            break
    process.kill()
    _, errors = process.communicate()
    assert n_said == times, errors


def contents(store: Store) -> dict[str, object]:
    tables = ("documents", "attributions")
    return {
        **{table: list(export_rows(store, table)) for table in tables},
        "files": store.files(),
        "annotated": list(store.annotated()),
        "sayings": store.sayings(),
        "digest": store.gathered_digest,
    }


def test_run_killed_anywhere_goes_on_with_nothing_lost_redone_or_doubled(place: str, tmp_path: Path) -> None:
    kill_at(place, "reading", 5)
    kill_at(place, "annotating", 4)
    with open_store(place) as store:
        assert store.n_documents == N_DOCUMENTS
        # the one in hand may just have been finished
        assert len(store.pending("annotate", "1")) in (N_DOCUMENTS - 3, N_DOCUMENTS - 4)
    kill_at(place, "half-gathered", 1)
    with open_store(place) as store:
        assert store.pending("annotate", "1") == []
        assert store.sayings() == [], "half a gather has not happened"
        run(store, N_DOCUMENTS)
        killed = contents(store)
    with open_store(tmp_path / "calm.onrecord", create=True) as calm:
        run(calm, N_DOCUMENTS)
        assert contents(calm) == killed


def test_project_killed_while_it_was_made_can_be_made_again(tmp_path: Path) -> None:
    path = tmp_path / "project.onrecord"
    path.touch()
    with open_store(path, create=True) as store:
        run(store, 2)
        assert store.n_documents == 2


WRITE = """
import sys
from onrecord.store import open_store
from tests.store.invented import add, annotate
with open_store(sys.argv[1], create=True) as store:
    for n in range(8):
        annotate(store, add(store, f"Writer {sys.argv[2]} says {n} things.", f"{sys.argv[2]}/{n}.txt"))
        store.set_meta("turn", store.get_meta("turn", 0))
"""


def test_several_processes_make_and_write_one_project_without_a_single_failure(place: str) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, place, str(n)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for n in range(3)
    ]
    errors = [writer.communicate()[1] for writer in writers]
    assert errors == [""] * 3
    with open_store(place) as store:
        assert store.n_documents == 24
        assert len(list(export_rows(store, "attributions"))) == 48
        assert store.pending("annotate", "1") == []
