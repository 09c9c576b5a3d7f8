"""Values as bytes for the project's cache and for workers, and back, without the danger that pickles have.

A project may come by mail, so nothing but plain data is ever read back: classes of onrecord that hold values, numpy
arrays, and a few containers. Anything else is refused before it is made.
"""

from __future__ import annotations

import io
import pickle
import zlib
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
    return zlib.compress(pickle.dumps(value, protocol=5), 1)


def unpack(packed: bytes) -> Any:
    """The value that `pack` was given. Raises `UnreadableValue`."""
    try:
        return _Reader(io.BytesIO(zlib.decompress(packed))).load()
    except UnreadableValue:
        raise
    except Exception as error:
        raise UnreadableValue(f"not a packed value: {error}") from error


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _ADMITTED:
            return super().find_class(module, name)
        if module.startswith(_ROOMS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise UnreadableValue(f"{module}.{name} is not among the values that are kept")
