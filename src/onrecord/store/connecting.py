"""Connections to a project's database, with one way to read and one way to write on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import NullPool, QueuePool

from ..errors import MissingExtra, StoreError
from .location import Location
from .values import dumps

# How long a writer waits for another one. A gather of 100,000 documents writes for a minute and a half.
_BUSY_S = 300
_LARGE_CACHE_KB = 262_144
# One writer at a time on PostgreSQL too: an advisory lock (any fixed number) held until the transaction ends.
_PG_WRITER_LOCK = "SELECT pg_advisory_xact_lock(7310580227)"


class Database:
    """An engine whose transactions are begun as reads (a snapshot) or as writes (one at a time, waiting in turn)."""

    def __init__(self, location: Location, *, foreign_keys: bool = True, pooled: bool = True) -> None:
        self.location = location
        self.is_sqlite = location.path is not None
        self._engine = _create_engine(location, pooled=pooled)
        if self.is_sqlite:
            event.listen(self._engine, "connect", _pragmas(foreign_keys))
        event.listen(self._engine, "begin", _begin_sqlite if self.is_sqlite else _begin_postgresql)
        self._writer = self._engine.execution_options(onrecord_writes=True)
        self._reader = (
            self._engine
            if self.is_sqlite
            else self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database, whatever others write meanwhile."""
        with self._translated(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction: committed as a whole at the end, or not at all. Others wait."""
        with self._translated(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:  # the caller's rows do not fit together: a programming mistake
            raise ValueError(f"{self.location}: rows that do not fit: {error.orig}") from error
        except DatabaseError as error:
            raise StoreError(f"{self.location}: {_explained(error, self.is_sqlite)}") from error


def _create_engine(location: Location, *, pooled: bool) -> Engine:
    options: dict[str, Any] = {"json_serializer": dumps, "json_deserializer": json.loads}
    if pooled:
        options |= {"poolclass": QueuePool, "max_overflow": 50}  # more threads than a web server starts
    else:
        options |= {"poolclass": NullPool}
    if location.path is None:
        options["pool_pre_ping"] = pooled  # a server that was restarted meanwhile
    else:
        options["connect_args"] = {"timeout": _BUSY_S, "check_same_thread": False}
    try:
        return create_engine(location.url, **options)
    except ModuleNotFoundError as error:
        raise MissingExtra("PostgreSQL needs psycopg; install it with: pip install 'onrecord[postgres]'") from error


def _pragmas(foreign_keys: bool) -> Any:
    def set_pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin below, not by the driver's guess
        # NORMAL in WAL: a killed process loses nothing, a power cut at most the last transactions, never half of one.
        # A project may come by mail: its triggers must not call what reaches out of the file.
        pragmas = ("synchronous=NORMAL", "recursive_triggers=1", "trusted_schema=0")
        for pragma in (*pragmas, f"foreign_keys={int(foreign_keys)}"):
            connection.execute(f"PRAGMA {pragma}")

    return set_pragmas


@contextmanager
def large_cache(connection: Connection) -> Iterator[None]:
    """Inside, SQLite keeps so much of the file in memory that indices of millions of rows are not written page by page
    again and again."""
    if connection.dialect.name != "sqlite":
        yield
        return
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar()
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_LARGE_CACHE_KB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={before}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads first and writes later fails at once when another one wrote in between
    # (457 of 1,200 in a trial with six processes); IMMEDIATE waits its turn (0 of 1,200).
    writes = connection.get_execution_options().get("onrecord_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("onrecord_writes"):
        connection.exec_driver_sql(_PG_WRITER_LOCK)


def _explained(error: DatabaseError, is_sqlite: bool) -> str:
    reason = str(error.orig).strip()
    if not is_sqlite:
        if getattr(error.orig, "sqlstate", None) is None and isinstance(error, OperationalError):
            return f"cannot be reached ({reason}); check the URL and that the server runs"
        return reason
    if "readonly" in reason:
        return "is read-only; make it writable, or copy it to a place where you may write"
    if "locked" in reason:
        return f"another program has been writing for {_BUSY_S} seconds; wait for it to end, then run again"
    if "disk is full" in reason:
        return "the disk is full; make room, then run again: what was finished is kept"
    if "malformed" in reason or "not a database" in reason:
        return f"the file is damaged ({reason}); take a copy from a backup"
    return reason
