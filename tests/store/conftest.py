from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store import Store, open_store

from .postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new project can be made: every test that asks for it runs on both databases."""
    if request.param == "sqlite":
        return str(tmp_path / "project.onrecord")
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_project()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place, create=True) as store:
        yield store


@pytest.fixture
def sqlite_place(tmp_path: Path) -> Path:
    return tmp_path / "project.onrecord"
