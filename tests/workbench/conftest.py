from __future__ import annotations

from tests.store.conftest import cluster, place, sqlite_place, store

__all__ = ["cluster", "place", "sqlite_place", "store"]
