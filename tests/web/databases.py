"""The invented debate in PostgreSQL: copied once out of its SQLite file, then a database of its own for each test."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from sqlalchemy import delete, insert, select

from onrecord.store import open_store
from onrecord.store.schema import metadata
from tests.store.postgres import Cluster

# What these test, and what of it goes through SQL, is tested on both databases; browsers see no difference.
BOTH = frozenset(("test_desk", "test_overview", "test_pages", "test_team"))
BROWSER = frozenset(("browser", "page", "served"))


class Databases:
    """Copies of one project: `new()` gives the address of a fresh one."""

    def __init__(self, cluster: Cluster, project_file: Path) -> None:
        self._cluster = cluster
        self._numbers = count(1)
        self._run("CREATE DATABASE template_demo")
        with (
            open_store(project_file) as source,
            open_store(self._address("template_demo"), create=True) as target,
            source.reading() as reading,
            target.transaction(),
            target.reading() as writing,
        ):
            for table in metadata.sorted_tables:
                if table.name != "decisions":  # it takes no deletion, and is empty
                    writing.execute(delete(table))
                if rows := [dict(row._mapping) for row in reading.execute(select(table))]:
                    writing.execute(insert(table), rows)

    def new(self) -> str:
        name = f"demo_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE template_demo")
        return self._address(name)

    def _address(self, name: str) -> str:
        return f"postgresql://onrecord@/{name}?host={self._cluster.folder}"

    def _run(self, command: str) -> None:
        import psycopg

        with psycopg.connect(f"host={self._cluster.folder} user=onrecord dbname=postgres", autocommit=True) as made:
            made.execute(command)  # type: ignore[arg-type]
