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
    """Row numbers in order. Sorted input costs one pass, and so do documents that are each sorted but not in order."""
    outer: list[_Key] = [times, _ranks(document_ids)[documents] if len(document_ids) else documents]
    inner: list[_Key] = [ids] if spans is None else [spans[:, 0], spans[:, 1], ids]
    if _is_sorted([*outer, *inner]):
        return np.arange(len(ids), dtype=np.int64)
    found = _in_blocks(outer, inner)
    return _order([*outer, *inner]) if found is None else found


def _in_blocks(outer: Sequence[_Key], inner: Sequence[_Key]) -> Rows | None:
    """The order where runs of rows equal in `outer` are sorted by `inner`: that of the runs. None where they are not,
    where a document's rows lie apart, and where runs are too short to be worth it."""
    n = len(outer[0])
    new = np.ones(n, dtype=np.bool_)
    new[1:] = (outer[0][1:] != outer[0][:-1]) | (outer[1][1:] != outer[1][:-1])
    begins = np.flatnonzero(new)
    if len(begins) > n // 2 or not _is_sorted(inner, apart=new[1:]):
        return None
    firsts = [key[begins] for key in outer]
    order = _order(firsts)
    ordered = [key[order] for key in firsts]
    if ((ordered[0][1:] == ordered[0][:-1]) & (ordered[1][1:] == ordered[1][:-1])).any():
        return None
    lengths = np.diff(begins, append=n)[order]
    ends = np.cumsum(lengths)
    return np.repeat(begins[order] - (ends - lengths), lengths) + np.arange(n)


def _order(keys: Sequence[_Key]) -> Rows:
    packed = _packed(keys)
    if len(packed) == 1:
        return np.argsort(packed[0], kind="stable").astype(np.int64, copy=False)
    return np.lexsort(packed[::-1]).astype(np.int64, copy=False)


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


def _is_sorted(keys: Sequence[_Key], *, apart: npt.NDArray[np.bool_] | None = None) -> bool:
    """Whether rows ascend by the keys, the first weighing most; not asked of neighbors that are `apart`."""
    undecided = np.ones(max(len(keys[0]) - 1, 0), dtype=np.bool_) if apart is None else ~apart
    for key in keys:
        later, earlier = key[1:], key[:-1]
        if (undecided & (later < earlier)).any():
            return False
        undecided &= later == earlier
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
