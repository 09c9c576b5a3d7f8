"""All ways to divide a few objects into groups."""

from __future__ import annotations

from functools import lru_cache
from math import comb, factorial

import numpy as np
import numpy.typing as npt

Partitions = npt.NDArray[np.int8]


def count_partitions(n: int, groups: int) -> int:
    """The number of ways to divide n objects into exactly so many groups (Stirling number of the second kind)."""
    onto = sum((1 - 2 * (j % 2)) * comb(groups, j) * int((groups - j) ** n) for j in range(groups + 1))
    return onto // factorial(groups)


@lru_cache(maxsize=8)
def all_partitions(n: int, groups: int) -> Partitions:
    """Every division of n objects into exactly so many groups, one a row: labels in order of first appearance.

    Rows are sorted; 0 rows when there are more groups than objects.
    """
    rows = np.zeros((1, n), dtype=np.int8)
    used = np.ones(1, dtype=np.int8)
    for place in range(1, n):
        width = np.minimum(used + 1, groups)  # the next object joins a group in use or opens one
        parent = np.repeat(np.arange(len(rows)), width)
        label = np.arange(len(parent)) - np.repeat(np.cumsum(width, dtype=np.int64) - width, width)
        rows = rows[parent]
        rows[:, place] = label
        used = np.maximum(used[parent], label + 1).astype(np.int8)
        able = used + (n - place - 1) >= groups
        rows, used = rows[able], used[able]
    rows = rows[used == groups] if n else rows[:0]
    rows.setflags(write=False)
    return rows
