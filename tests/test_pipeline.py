"""The whole way: interrupted, run again, with files added, changed and removed. The text is invented."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import InputError
from onrecord.project import PROJECT_FILE, Project
from onrecord.record import Codebook
from onrecord.settings import Settings

PEOPLE = ("Mara Quill", "Jory Penn", "Tessa Orme", "Abel Finch", "Ines Dorrit", "Caleb Strand")


def write_clips(folder: Path, n: int, start: int = 0) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(start, start + n):
        person = PEOPLE[number % len(PEOPLE)]
        (folder / f"clip-{number:03}.txt").write_text(
            f"Island council argues over toll bridge, day {number}\n\n"
            f'{person} said on Monday that the toll bridge would be "a grave mistake" for harbor {number}.\n\n'
            f'"We do not want it," {person} told the council. "The ferries carry {number + 20} people a day."\n\n'
            "The bridge was first proposed in 1998 by the harbor board of the northern island.\n\n"
            "Sign up for the evening letter\n",
            encoding="utf-8",
        )


def rows(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """The machine's tables as plain rows, to compare two projects."""
    return {
        name: sorted(tuple(map(str, row)) for row in project.table(name).itertuples(index=False))
        for name in ("documents", "attributions", "actors", "statements")
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """What an undisturbed run over twelve clips gives."""
    folder = tmp_path_factory.mktemp("whole")
    write_clips(folder / "clips", 12)
    with onrecord.brief(folder / "clips", folder / "out") as project:
        return rows(project)


def test_brief_finds_who_said_what(tmp_path: Path) -> None:
    write_clips(tmp_path / "clips", 2)
    with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project:
        assert {"Mara Quill", "Jory Penn"} <= set(project.attributions["actor_name"])
        assert (tmp_path / "out" / "dossier.html").read_text(encoding="utf-8").count("Mara Quill") > 1


@pytest.mark.parametrize("delay", [1.0, 2.5, 4.0])
def test_killed_run_goes_on_with_nothing_lost_or_doubled(
    tmp_path: Path, delay: float, whole: dict[str, list[tuple[object, ...]]]
) -> None:
    write_clips(tmp_path / "clips", 12)
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "brief",
        str(tmp_path / "clips"),
        "-o",
        str(tmp_path / "out"),
        "--json",
    ]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL) as process:
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)
    with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project:
        assert rows(project) == whole


@pytest.mark.usefixtures("in_this_process")
def test_second_run_annotates_nothing_again(tmp_path: Path) -> None:
    write_clips(tmp_path / "clips", 3)
    onrecord.brief(tmp_path / "clips", tmp_path / "out").close()
    steps: list[str] = []
    onrecord.brief(tmp_path / "clips", tmp_path / "out", report=lambda p: steps.append(p.step)).close()
    assert steps == []


@pytest.mark.usefixtures("in_this_process")
def test_added_files_give_the_same_as_all_at_once(tmp_path: Path, whole: dict[str, list[tuple[object, ...]]]) -> None:
    write_clips(tmp_path / "clips", 5)
    onrecord.brief(tmp_path / "clips", tmp_path / "out").close()
    write_clips(tmp_path / "clips", 7, start=5)
    with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project:
        assert rows(project) == whole


def test_file_that_hung_or_crashed_a_worker_is_tried_again(tmp_path: Path) -> None:
    write_clips(tmp_path / "clips", 1)
    tight = Settings(item_timeout_s=0.001)
    onrecord.brief(tmp_path / "clips", tmp_path / "out", settings=tight).close()
    with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project:
        assert list(project.documents["path"]) == ["clip-000.txt"]


@pytest.mark.usefixtures("in_this_process")
def test_project_keeps_its_codebook_until_it_is_dropped(tmp_path: Path) -> None:
    write_clips(tmp_path / "clips", 2)
    codes = tmp_path / "codes.yaml"
    codes.write_text("- {id: bridge, label: toll bridge, kind: option}\n", encoding="utf-8")
    onrecord.brief(tmp_path / "clips", tmp_path / "out", codebook=codes).close()
    write_clips(tmp_path / "clips", 1, start=2)
    with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project:
        assert list(project.concepts["id"]) == ["bridge"]
        assert len(project.statements) >= 3
    with onrecord.brief(tmp_path / "clips", tmp_path / "out", codebook=Codebook()) as project:
        assert "bridge" not in set(project.concepts["id"])


def test_extractor_that_is_not_installed_is_refused_before_any_work(tmp_path: Path) -> None:
    write_clips(tmp_path / "clips", 1)
    with pytest.raises(InputError, match="tagger-en"):
        onrecord.brief(tmp_path / "clips", tmp_path / "out", settings=Settings(extractor="none-such"))


@pytest.mark.usefixtures("in_this_process")
def test_sentence_that_two_articles_share_stays_body(tmp_path: Path) -> None:
    write_clips(tmp_path / "clips", 2)
    with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project:
        for path, regions in zip(project.documents["path"], project.documents["regions"], strict=True):
            text = (tmp_path / "clips" / path).read_text(encoding="utf-8")
            at = text.index("The bridge was first proposed")
            assert next(r["kind"] for r in regions if r["start"] <= at < r["end"]) == "body"


@pytest.mark.usefixtures("in_this_process")
def test_removed_file_leaves_the_record(tmp_path: Path) -> None:
    write_clips(tmp_path / "clips", 2)
    onrecord.brief(tmp_path / "clips", tmp_path / "out").close()
    (tmp_path / "clips" / "clip-001.txt").unlink()
    with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project:
        assert list(project.documents["path"]) == ["clip-000.txt"]
        assert "Jory Penn" not in set(project.actors["name"])


@pytest.mark.usefixtures("in_this_process")
def test_another_folder_does_not_overwrite_a_project(tmp_path: Path) -> None:
    write_clips(tmp_path / "clips", 1)
    onrecord.brief(tmp_path / "clips", tmp_path / "out").close()
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("Tessa Orme said the harbor was full.\n", encoding="utf-8")
    with pytest.raises(InputError, match="none of its files"):
        onrecord.brief(other, tmp_path / "out")
    with Project.open(tmp_path / "out" / PROJECT_FILE) as project:
        assert list(project.documents["path"]) == ["clip-000.txt"]


@pytest.mark.usefixtures("in_this_process")
def test_folder_with_nothing_to_read_gives_an_honest_empty_dossier(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project:
        assert len(project.documents) == 0
    assert (tmp_path / "out" / "dossier.html").exists()


@pytest.mark.usefixtures("in_this_process")
def test_unknown_table_names_those_there_are(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project, pytest.raises(InputError, match="statements"):
        project.table("opinions")


@pytest.mark.usefixtures("in_this_process")
def test_closed_project_is_one_file(tmp_path: Path) -> None:
    write_clips(tmp_path / "clips", 2)
    onrecord.brief(tmp_path / "clips", tmp_path / "out").close()
    assert [path.name for path in (tmp_path / "out").glob(f"{PROJECT_FILE}*")] == [PROJECT_FILE]


@pytest.mark.usefixtures("in_this_process")
def test_project_closed_after_a_gather_that_failed_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the power of the gather is gone")

    write_clips(tmp_path / "clips", 2)
    with monkeypatch.context() as broken:
        broken.setattr("onrecord.gathering.run.derive_statements", fail)
        with pytest.raises(RuntimeError, match="power of the gather"):
            onrecord.brief(tmp_path / "clips", tmp_path / "out")
    onrecord.brief(tmp_path / "clips", tmp_path / "out").close()
    assert [path.name for path in (tmp_path / "out").glob(f"{PROJECT_FILE}*")] == [PROJECT_FILE]


@pytest.mark.usefixtures("in_this_process")
def test_a_title_once_given_stays_with_the_project_and_its_dossier(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "a.txt").write_text(
        "The ferry\n\nNorrin, 4 May 2031. Dagny Holm said the ferry would stop in June.\n"
    )
    onrecord.brief(tmp_path / "clips", tmp_path / "out", title="Will the ferry stop?").close()
    with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project:
        assert project.title == "Will the ferry stop?"
    assert "Will the ferry stop?" in (tmp_path / "out" / "dossier.html").read_text("utf-8")
