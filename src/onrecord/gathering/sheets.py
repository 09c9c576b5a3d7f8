"""What maps found in documents, read from the project on every walk, so that no gather holds all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from ..packing import unpack
from ..store import Store
from ..text import sha256


class Sheets(Collection[Any]):
    """The values of one step, unpacked anew on every walk, in the order of the documents asked for."""

    def __init__(self, store: Store, step: str, ids: Sequence[str]) -> None:
        self._store, self._step, self._ids = store, step, ids

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Any]:
        for _, packed in self._store.summaries(self._step, self._ids):
            yield unpack(packed)

    def __contains__(self, value: object) -> bool:
        return any(value == one for one in self)

    def items(self) -> Iterator[tuple[str, Any]]:
        """Document ids and values."""
        for document_id, packed in self._store.summaries(self._step, self._ids):
            yield document_id, unpack(packed)


class Firsts(Collection[Any]):
    """The first parts of pairs, on every walk."""

    def __init__(self, pairs: Sheets) -> None:
        self._pairs = pairs

    def __len__(self) -> int:
        return len(self._pairs)

    def __iter__(self) -> Iterator[Any]:
        return (first for first, _ in self._pairs)

    def __contains__(self, value: object) -> bool:
        return any(value == one for one in self)


def cut(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """The items in order, `size` at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))


def digest_of(*parts: str) -> str:
    """The version of what was made of all parts."""
    return sha256("\x1f".join(parts))[:24]
