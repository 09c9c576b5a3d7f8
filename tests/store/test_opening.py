from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from onrecord.errors import StoreError
from onrecord.store import location, open_store, opening
from onrecord.store.schema import metadata

from .invented import DECISION, full_project
from .postgres import Cluster

NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "{last}"
def upgrade():
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("section", sa.String(), nullable=False, server_default="news"))
"""
LAST = opening.known_revisions()[-1]
BROKEN = NEXT + "    raise RuntimeError('a mistake in the migration')\n"


@pytest.fixture
def upgrade_onrecord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """From the call on, onrecord is a later version that knows one migration more."""

    def upgrade(migration: str) -> None:
        folder = tmp_path / "later" / "migrations"
        shutil.copytree(opening.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        last = opening.known_revisions()[-1]
        (folder / "versions" / "9999_next.py").write_text(migration.replace("{last}", last))
        monkeypatch.setattr(opening, "MIGRATIONS", folder)

    return upgrade


def test_migrations_make_the_very_schema_that_the_code_writes_to(place: str) -> None:
    with open_store(place, create=True) as store, store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": opening.VERSION_TABLE})
        assert compare_metadata(context, metadata) == []


def test_project_that_is_not_there_is_made_only_when_asked(place: str) -> None:
    with pytest.raises(StoreError, match="onrecord brief"):
        open_store(place)
    open_store(place, create=True).close()
    open_store(place).close()


def test_store_leaves_one_file_behind(sqlite_place: Path) -> None:
    with open_store(sqlite_place, create=True) as store:
        full_project(store)
    assert [path.name for path in sqlite_place.parent.iterdir()] == [sqlite_place.name]
    with closing(sqlite3.connect(sqlite_place)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_upgrade_keeps_everything_and_a_backup_from_before(place: str, upgrade_onrecord: Callable[[str], None]) -> None:
    with open_store(place, create=True) as store:
        full_project(store)
        documents = list(store.documents())
    upgrade_onrecord(NEXT)
    with open_store(place) as store:
        assert list(store.documents()) == documents
        assert store.decisions() == [DECISION]
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT DISTINCT section FROM documents").scalars().all() == ["news"]
        with pytest.raises(ValueError, match="never changes"), store._writing() as connection:
            connection.exec_driver_sql("UPDATE documents SET text = 'x'")
        if place.startswith("postgresql"):
            with store.reading() as connection:
                count = connection.exec_driver_sql(f"SELECT count(*) FROM onrecord_backup_{LAST}.documents").scalar()
            assert count == 2
            return
    with closing(sqlite3.connect(f"{place}.backup-{LAST}")) as connection:
        assert connection.execute("SELECT version_num FROM onrecord_version").fetchall() == [(LAST,)]
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (2,)


def test_upgrade_that_fails_changes_nothing(place: str, upgrade_onrecord: Callable[[str], None]) -> None:
    with open_store(place, create=True) as store:
        full_project(store)
    with pytest.MonkeyPatch.context() as later:
        later.setattr(opening, "MIGRATIONS", opening.MIGRATIONS)  # what it is now comes back at the end
        upgrade_onrecord(BROKEN)
        with pytest.raises(RuntimeError, match="a mistake"):
            open_store(place)
    with open_store(place) as store:
        assert store.n_documents == 2


def test_backup_never_takes_the_place_of_an_older_one(tmp_path: Path, upgrade_onrecord: Callable[[str], None]) -> None:
    place = tmp_path / "project.onrecord"
    open_store(place, create=True).close()
    older = tmp_path / f"project.onrecord.backup-{LAST}"
    older.write_text("precious")
    upgrade_onrecord(NEXT)
    open_store(place).close()
    assert older.read_text() == "precious"
    assert (tmp_path / f"project.onrecord.backup-{LAST}-2").exists()


def test_project_of_a_newer_onrecord_is_refused_unread(place: str) -> None:
    with open_store(place, create=True) as store, store._writing() as connection:
        connection.exec_driver_sql("UPDATE onrecord_version SET version_num = '9000'")
    with pytest.raises(StoreError, match=r"newer onrecord .* pip install --upgrade onrecord"):
        open_store(place)


def test_database_of_something_else_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    import psycopg

    url = cluster.new_project()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE recipes (name text)")
    path = tmp_path / "recipes.db"
    with closing(sqlite3.connect(path)) as recipes:
        recipes.execute("CREATE TABLE recipes (name text)")
    for place in (url, path):
        with pytest.raises(StoreError, match="not an onrecord project"):
            open_store(place, create=True)


def test_places_that_cannot_hold_a_project_are_refused_with_what_to_do(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear editor, the barrier is a mistake.")
    damaged = tmp_path / "damaged.onrecord"
    damaged.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    cases = [
        (letter, "it is no SQLite file"),
        (damaged, "damaged"),
        (tmp_path, "is a folder"),
        (tmp_path / "none" / "project.onrecord", "no such folder"),
        ("mysql://desk@localhost/press", "starts with postgresql://"),
        ("postgresql://desk@localhost:port/press", "not a database URL"),
        (f"postgresql://desk:secret@/press?host={tmp_path}", "cannot be reached"),
    ]
    for place, words in cases:
        with pytest.raises(StoreError, match=words) as error:
            open_store(place, create=True)
        assert "secret" not in str(error.value)
    assert letter.read_text().startswith("Dear editor")


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder, while this process has no rights beyond those of an ordinary user."""
    if os.geteuid() != 0:
        yield Path(tempfile.mkdtemp())
        return
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    os.seteuid(0)
    shutil.rmtree(folder)


def test_read_only_project_and_folder_are_refused(unprivileged: Path) -> None:
    path = unprivileged / "project.onrecord"
    open_store(path, create=True).close()
    path.chmod(0o444)
    unprivileged.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)
    for place in (path, unprivileged / "new.onrecord"):
        with pytest.raises(StoreError, match="read-only"):
            open_store(place, create=True)


def test_a_project_that_may_only_be_read_is_read_as_it_lies(unprivileged: Path) -> None:
    folder = unprivileged / "on a share, 100%?"
    folder.mkdir()
    path = folder / "project.onrecord"
    with open_store(path, create=True) as store:
        store.set_meta("title", "The pact")
    path.chmod(0o444)
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)
    with open_store(path, only_read=True) as store:
        assert (store.location, store.get_meta("title")) == (str(path), "The pact")
        with pytest.raises(StoreError, match="read-only"):
            store.set_meta("title", "Another")
    assert [one.name for one in folder.iterdir()] == [path.name]


def test_a_project_that_may_only_be_read_is_refused_while_a_journal_holds_what_it_lacks(unprivileged: Path) -> None:
    path = unprivileged / "project.onrecord"
    open_store(path, create=True).close()
    (unprivileged / "project.onrecord-wal").write_bytes(b"unfinished")
    path.chmod(0o444)
    unprivileged.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)
    with pytest.raises(StoreError, match="copy both"):
        open_store(path, only_read=True)


def test_project_on_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "_file_system", lambda folder: "nfs4")
    with pytest.raises(StoreError, match="network drive"):
        open_store(tmp_path / "project.onrecord", create=True)
