"""Values as bytes for the project's cache and for workers, and back, without the danger that pickles have.

A project may come by mail, so nothing but plain data is ever read back: classes of onrecord that hold values, numpy
arrays, and a few containers. Anything else is refused before it is made.
"""

from __future__ import annotations

import io
import pickle
import zlib
from dataclasses import fields, is_dataclass
from typing import Any

# A class is admitted when it is defined in one of these rooms (values, no functions) ...
_ROOMS = ("onrecord.record.", "onrecord.resolution.", "onrecord.coding.", "onrecord.summarizing")
# ... or is one of these.
_ADMITTED = frozenset(
    {
        ("collections", "Counter"),
        ("collections", "OrderedDict"),
        ("datetime", "date"),
        ("datetime", "timedelta"),
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        ("numpy._core.numeric", "_frombuffer"),
        ("numpy.core.numeric", "_frombuffer"),
        ("numpy._core.multiarray", "_reconstruct"),
        ("numpy.core.multiarray", "_reconstruct"),
    }
)


class UnreadableValue(Exception):
    """Bytes that hold something else than `pack` writes; the cache entry is to be made again."""


def pack(value: object) -> bytes:
    """The value as bytes; equal values that are built alike give equal bytes."""
    written = io.BytesIO()
    _Writer(written, protocol=5).dump(value)
    return zlib.compress(written.getbuffer(), 1)


def unpack(packed: bytes) -> Any:
    """The value that `pack` was given. Raises `UnreadableValue`."""
    try:
        return _Reader(io.BytesIO(zlib.decompress(packed))).load()
    except UnreadableValue:
        raise
    except Exception as error:
        raise UnreadableValue(f"not a packed value: {error}") from error


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """A dataclass as its class and its fields: several times quicker to read back than by way of its state."""
        names = _fields_of(type(value))
        return NotImplemented if names is None else (type(value), tuple([getattr(value, name) for name in names]))


def _fields_of(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass that its class is called with, in order; None for any other class."""
    if kind not in _fields:
        called = fields(kind) if is_dataclass(kind) else ()
        usable = bool(called) and all(field.init and not field.kw_only for field in called)
        _fields[kind] = tuple(field.name for field in called) if usable else None
    return _fields[kind]


_fields: dict[type, tuple[str, ...] | None] = {}


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        known = _known.get((module, name))
        if known is None:
            known = _known[module, name] = self._admitted(module, name)
        return known

    def _admitted(self, module: str, name: str) -> Any:
        if (module, name) in _ADMITTED:
            return super().find_class(module, name)
        if module.startswith(_ROOMS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise UnreadableValue(f"{module}.{name} is not among the values that are kept")


_known: dict[tuple[str, str], Any] = {}  # what was admitted in this process
