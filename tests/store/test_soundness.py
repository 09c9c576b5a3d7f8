from __future__ import annotations

import pytest
from sqlalchemy import Connection, update

from onrecord.store import Store, schema

from .invented import full_project


def test_a_project_as_it_was_made_has_no_faults(store: Store) -> None:
    full_project(store)
    assert store.faults() == []


def test_a_text_changed_behind_the_program_is_named(store: Store) -> None:
    full_project(store)
    document = next(store.documents())
    changed = update(schema.documents).where(schema.documents.c.id == document.id).values(text=document.text[::-1])
    with pytest.raises(ValueError, match="never changes"), store._writing() as connection:
        connection.execute(changed)
    with store._writing() as connection:
        allow_changes(connection)
        connection.execute(changed)
    (fault,) = store.faults()
    assert document.path in fault
    assert "not the one that was read" in fault


def allow_changes(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ALTER TABLE documents DISABLE TRIGGER USER")
        return
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'documents'"
    for name in list(connection.exec_driver_sql(names).scalars()):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def test_a_region_beyond_its_article_is_counted(store: Store) -> None:
    full_project(store)
    with store._writing() as connection:
        connection.execute(update(schema.regions).values(end=10_000_000))
    (fault,) = store.faults()
    assert "end outside their article" in fault
