from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from onrecord.errors import InputError, StoreError
from onrecord.store import location, open_store, opening
from onrecord.store.schema import metadata

from .invented import DECISION, full_project
from .postgres import Cluster

NEXT = '''
import sqlalchemy as sa
from alembic import op
revision = "0002"
down_revision = "0001"
def upgrade():
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("section", sa.String(), nullable=False, server_default="news"))
'''
BROKEN = NEXT + "    raise RuntimeError('a mistake in the migration')\n"


@pytest.fixture
def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a later onrecord that knows one revision more."""
    folder = tmp_path / "migrations"
    shutil.copytree(opening.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_next.py").write_text(NEXT)
    monkeypatch.setattr(opening, "MIGRATIONS", folder)
    return folder


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


def test_upgrade_keeps_everything_and_a_backup_from_before(place: str, later_version: Path) -> None:
    current = later_version.parent / "current"
    later = (later_version / "versions" / "0002_next.py").rename(later_version.parent / "0002_next.py")
    with open_store(place, create=True) as store:
        full_project(store)
        documents = list(store.documents())
    later.rename(later_version / "versions" / "0002_next.py")
    with open_store(place) as store:
        assert list(store.documents()) == documents
        assert store.decisions() == [DECISION]
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT DISTINCT section FROM documents").scalars().all() == ["news"]
            if not place.startswith("postgresql"):
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        with pytest.raises(ValueError, match="never changes"), store._writing() as connection:
            connection.exec_driver_sql("UPDATE documents SET text = 'x'")
    assert not current.exists()
    if place.startswith("postgresql"):
        with open_store(place) as store, store.reading() as connection:
            n_documents = connection.exec_driver_sql("SELECT count(*) FROM onrecord_backup_0001.documents").scalar()
        assert n_documents == 2
    else:
        backup = Path(f"{place}.backup-0001")
        with closing(sqlite3.connect(backup)) as connection:
            assert connection.execute("SELECT version_num FROM onrecord_version").fetchall() == [("0001",)]
            assert connection.execute("SELECT count(*) FROM documents").fetchone() == (2,)
