from __future__ import annotations

from tests.store.conftest import place, sqlite_place, store

__all__ = ["place", "sqlite_place", "store"]
