"""The project's memory: SQLite by default, PostgreSQL for teams, one schema. Knows no stage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .store import Store

__all__ = ["Store", "open_store"]


def open_store(location: str | Path, *, create: bool = False, only_read: bool = False) -> Store:
    """The project at a path (SQLite) or a `postgresql://` URL; made there when `create` is set and there is none.

    With `only_read` a file that may not be written is opened as it lies. An older schema is upgraded after a backup.
    StoreError says what keeps the project from being opened.
    """
    from .opening import open_store  # SQLAlchemy: kept away from `import onrecord.store`

    return open_store(location, create=create, only_read=only_read)


def __getattr__(name: str) -> object:
    if name == "Store":
        from .store import Store

        return Store
    raise AttributeError(name)
