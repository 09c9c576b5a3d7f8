"""A store, opened: the place checked, the schema made or brought up to date with a backup before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from ..errors import StoreError
from .connecting import Database
from .location import Location, as_it_lies, check_file, parse_location
from .schema import metadata

if TYPE_CHECKING:
    from .store import Store

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "onrecord_version"


def open_store(location: str | Path, *, create: bool = False, only_read: bool = False) -> Store:
    """The project at a path (SQLite) or a `postgresql://` URL; made there when `create` is set and there is none.

    With `only_read` a file that may not be written is opened as it lies; any write to it then fails.

    An older schema is upgraded in one transaction, after a backup (`PROJECT.backup-REVISION` beside the file, the
    schema `onrecord_backup_REVISION` in PostgreSQL). StoreError says what keeps the project from being opened.
    """
    from .store import Store

    place = parse_location(location)
    if only_read:
        place = as_it_lies(place)
    if place.path is not None and not place.frozen:
        check_file(place.path, create=create)
    database = Database(place)
    try:
        _bring_up_to_date(database, create=create)
    except BaseException:
        database.close()
        raise
    return Store(database)


def known_revisions(folder: Path = MIGRATIONS) -> list[str]:
    """Revisions this version of onrecord knows, oldest first: the numbers that begin the migrations' file names."""
    return sorted(path.stem.split("_")[0] for path in (folder / "versions").glob("[0-9]*.py"))


def _bring_up_to_date(database: Database, *, create: bool) -> None:
    known = known_revisions(MIGRATIONS)
    with database.reading() as connection:
        empty, revision = _state(connection, database.location)
    if empty and not create:
        raise StoreError(f"{database.location}: holds no project yet; make one with: onrecord brief FOLDER")
    if revision == known[-1]:
        return
    if revision is not None:
        if revision not in known:
            raise StoreError(
                f"{database.location}: was written by a newer onrecord (schema {revision}; this one knows up to "
                f"{known[-1]}); upgrade with: pip install --upgrade onrecord"
            )
        if database.location.frozen:
            raise StoreError(
                f"{database.location}: was written by an older onrecord (schema {revision}) and is read-only; copy it "
                "to a place where it can be brought up to date"
            )
        _back_up(database, revision)
    elif database.is_sqlite:
        _switch_to_wal(database.location)
    _migrate(database.location)


def _state(connection: Connection, place: Location) -> tuple[bool, str | None]:
    """Whether the database holds nothing at all, and the revision of its schema (None when empty)."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return True, None
    if VERSION_TABLE not in tables:
        kind = "SQLite file" if place.path else "database"
        raise StoreError(f"{place}: not an onrecord project (a {kind} of something else); give another place")
    revision = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return revision is None, revision


def _switch_to_wal(place: Location) -> None:
    """Readers never wait for the writer: kept in the file for ever, so done once."""
    try:
        with closing(sqlite3.connect(str(place.path), timeout=60, isolation_level=None)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error):  # another process is just making the same project
            return
        raise StoreError(f"{place}: cannot be written ({error}); give a place on a local disk") from error
    if mode != "wal":
        raise StoreError(f"{place}: this file system cannot hold SQLite's journal; give a place on a local disk")


def _migrate(place: Location) -> None:
    """All missing migrations, in one transaction. Foreign keys rest: a rebuilt table is dropped for a moment."""
    from alembic import command  # slow to import, and needed once in a schema's life
    from alembic.config import Config

    database = Database(place, foreign_keys=False, pooled=False)
    try:
        with database.writing() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes.update(connection=connection, metadata=metadata, version_table=VERSION_TABLE)
            command.upgrade(config, "head")
            if database.is_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                raise StoreError(f"{place}: {len(broken)} rows point nowhere after the upgrade; nothing was changed")
    finally:
        database.close()


def _back_up(database: Database, revision: str) -> None:
    path = database.location.path
    try:
        if path is None:
            _copy_tables(database, f"onrecord_backup_{revision}")
        else:
            _copy_file(path, path.with_name(f"{path.name}.backup-{revision}"))
    except (sqlite3.Error, OSError, SQLAlchemyError) as error:
        raise StoreError(
            f"{database.location}: no backup could be made before the upgrade ({error}); nothing was changed"
        ) from error


def _copy_file(path: Path, backup: Path) -> None:
    """SQLite's own backup, which also holds what still lies in the journal; an older backup of that name is kept."""
    number = 1
    free = backup
    while free.exists():
        number += 1
        free = backup.with_name(f"{backup.name}-{number}")
    part = free.with_name(f"{free.name}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(str(path))) as source, closing(sqlite3.connect(str(part))) as target:
        source.backup(target)
    part.replace(free)


def _copy_tables(database: Database, schema: str) -> None:
    with database.writing() as connection:
        tables = inspect(connection).get_table_names()
        taken = set(inspect(connection).get_schema_names())
        free = next(name for name in (schema, *(f"{schema}_{n}" for n in range(2, 1000))) if name not in taken)
        connection.exec_driver_sql(f'CREATE SCHEMA "{free}"')
        for table in tables:
            connection.exec_driver_sql(f'CREATE TABLE "{free}"."{table}" AS TABLE "{table}"')
