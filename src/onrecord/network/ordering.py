"""The order of statements: by time, document id, start, stop and statement id, as DNA sorts them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
_Key = npt.NDArray[np.int64] | npt.NDArray[np.int32]
_MAX = 2**62


def chronological(
    times: npt.NDArray[np.int64],
    documents: npt.NDArray[np.int32],
    document_ids: Sequence[str | int],
    spans: npt.NDArray[np.int64] | None,
    ids: npt.NDArray[np.int64],
) -> Rows:
    """Row numbers in order. Sorted input, the usual case, costs one pass."""
    keys: list[_Key] = [times, _ranks(document_ids)[documents] if len(document_ids) else documents]
    if spans is not None:
        keys += [spans[:, 0], spans[:, 1]]
    keys.append(ids)
    if _is_sorted(keys):
        return np.arange(len(ids), dtype=np.int64)
    return np.lexsort(list(reversed(_packed(keys)))).astype(np.int64, copy=False)


def _ranks(document_ids: Sequence[str | int]) -> npt.NDArray[np.int64]:
    """Rank of each document by its id: numbers by size, then texts by code point."""
    values = np.array(document_ids)
    if values.dtype.kind == "i":
        if (values[1:] > values[:-1]).all():
            return np.arange(len(values), dtype=np.int64)
        order = np.argsort(values, kind="stable")
    else:
        order = np.array(
            sorted(range(len(document_ids)), key=lambda at: (isinstance(document_ids[at], str), document_ids[at])),
            dtype=np.int64,
        )
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def _is_sorted(keys: Sequence[_Key]) -> bool:
    """Whether rows ascend by the keys, the first weighing most."""
    open_ties: npt.NDArray[np.bool_] | None = None
    for key in keys:
        later, earlier = key[1:], key[:-1]
        if open_ties is None:
            if (later < earlier).any():
                return False
            open_ties = later == earlier
        else:
            if (open_ties & (later < earlier)).any():
                return False
            open_ties &= later == earlier
    return True


def _packed(keys: Sequence[_Key]) -> list[npt.NDArray[np.int64]]:
    """The same order in as few 64-bit keys as their ranges allow: a sort by one key is several times as fast."""
    packed: list[npt.NDArray[np.int64]] = []
    room = 1
    for key in keys:
        low, high = int(key.min()), int(key.max())
        size = high - low + 1
        if packed and room * size < _MAX:
            packed[-1] = packed[-1] * size + (key - low)
            room *= size
        else:
            packed.append(key.astype(np.int64) - low if size < _MAX else key.astype(np.int64))
            room = size
    return packed
