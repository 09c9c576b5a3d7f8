"""Whether a project still holds what was put into it: database whole, texts as they were read, spans within them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, or_, select

from ..text import sha256
from . import schema


def altered_texts(connection: Connection) -> Iterator[str]:
    """Paths of the articles whose text is not the one that was read, by its SHA-256."""
    d = schema.documents.c
    for row in connection.execution_options(yield_per=100).execute(select(d.path, d.text, d.text_sha256)):
        if sha256(row.text) != row.text_sha256:
            yield row.path


def stray_spans(connection: Connection) -> int:
    """How many regions and mentions end outside their article's text."""
    return sum(
        int(
            connection.execute(
                select(func.count())
                .select_from(table.join(schema.documents, table.c.document_id == schema.documents.c.id))
                .where(or_(table.c.start < 0, table.c.end > func.length(schema.documents.c.text)))
            ).scalar_one()
        )
        for table in (schema.regions, schema.mentions)
    )


def database_faults(connection: Connection) -> list[str]:
    """What SQLite's own examination finds; nothing for PostgreSQL, which keeps its rows sound by itself."""
    if connection.dialect.name != "sqlite":
        return []
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(10)")]
    stray = len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())
    return [line for line in found if line != "ok"] + ([f"{stray} rows point at rows that are gone"] if stray else [])
