"""What `open`, `serve` and `team` say when they cannot: which project, what is wrong, and the next command."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.errors import OnRecordError
from onrecord.project import Project
from tests.dossier.invented import invented_material
from tests.made_project import make_project
from tests.store.postgres import Cluster

PASSWORD = "correct horse battery"
Told = Callable[..., str]


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(make_project(tmp_path, invented_material()))


@pytest.fixture
def told() -> Iterator[Told]:
    """What a command says: its output, or the error that ends it."""

    def run(*words: str, password: str = PASSWORD) -> str:
        done = CliRunner().invoke(app, list(words), env={"ONRECORD_PASSWORD": password})
        assert done.exception is None or isinstance(done.exception, (OnRecordError, SystemExit)), done.exception
        return str(done.exception) if isinstance(done.exception, OnRecordError) else done.output

    return run


def test_what_is_no_project_is_named_with_how_to_make_one(told: Told, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no project", encoding="utf-8")
    assert "make one with: onrecord brief" in told("open", str(tmp_path / "nowhere.onrecord"))
    assert "make one with: onrecord brief" in told("open", str(tmp_path))
    assert "give the project.onrecord that brief wrote" in told("open", str(tmp_path / "notes.txt"))


def test_a_server_that_cannot_be_reached_is_named_without_the_password(told: Told) -> None:
    said = told("open", "postgresql://maria:topsecret@127.0.0.1:1/pact")
    assert "cannot be reached" in said
    assert "topsecret" not in said


def test_a_port_that_is_taken_is_said_with_what_to_do(told: Told, place: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = told("open", place, "--port", port, "--no-browser")
    assert port in said
    assert "--port" in said


def test_a_team_is_not_served_without_an_admin_nor_opened_past_its_accounts(told: Told, place: str) -> None:
    assert f"onrecord team add {place} NAME --role admin" in told("serve", place)
    told("team", "add", place, "olga", "--role", "admin")
    assert f"onrecord serve {place}" in told("open", place, "--no-browser")


def test_passwords_are_not_taken_in_the_open_from_other_computers(told: Told, place: str) -> None:
    told("team", "add", place, "olga", "--role", "admin")
    assert "--public-url" in told("serve", place, "--host", "0.0.0.0")
    assert "https://" in told("serve", place, "--public-url", "coding.example.org")


def test_accounts_that_cannot_be_are_refused_with_what_is_allowed(told: Told, place: str) -> None:
    assert "at least 10" in told("team", "add", place, "ana", password="short")
    told("team", "add", place, "ana")
    assert "already" in told("team", "add", place, "ANA")
    assert "reader, coder, adjudicator, admin" in told("team", "add", place, "ben", "--role", "boss")
    assert "there are ana" in told("team", "change", place, "ben", "--off")


def test_accounts_and_batches_are_listed_and_a_batch_is_released_by_what_is_listed(told: Told, place: str) -> None:
    assert "team add" in told("team", "list", place)
    told("team", "add", place, "ana")
    told("team", "assign", place, "ana")
    listed = told("team", "list", place)
    batch = next(line.partition(":")[0] for line in listed.splitlines() if line.startswith("batch-"))
    assert "blind" in listed
    assert batch in told("team", "release", place, "batch-7")
    assert "released" in told("team", "release", place, batch)
    with Project.open(place) as project:
        assert project.store.n_documents


def test_a_folder_goes_on_record_in_postgresql_and_becomes_a_teams_there(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cluster: Cluster
) -> None:
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "ferry.txt").write_text("Mara Quill said that the ferries were full.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    url = cluster.new_project()
    assert "1 article" in told("brief", "clips", "-o", url, "-j", "1")
    assert "may sign in as coder" in told("team", "add", url, "ana")
    assert "onrecord team add postgresql://" in told("serve", url).replace("'", "")
    assert [path.name for path in (tmp_path / "clips-onrecord").iterdir()] == ["dossier.html"]
