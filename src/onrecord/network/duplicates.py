"""Which statements are repetitions: same variable1, variable2 and qualifier within one document, day, week, ...

The first in order of time stays. Weeks are ISO weeks of their year and months are months of their year; DNA compares
bare week and month numbers, so that January 2015 and January 2017 count as one (`compat="dna"`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .options import Compat, Duplicates
from .ordering import Rows
from .table import Kind, StatementTable, Variable

Keys = npt.NDArray[np.int64]
DAY = 86_400
_MAX = 2**62
BOXED = (-128, 127)  # Java keeps one object for each of these integers; DNA compares objects


def without_duplicates(
    table: StatementTable, rows: Rows, variables: Sequence[Variable], *, scope: Duplicates, compat: Compat | None = None
) -> Rows:
    """Those of `rows` (in order of time) that no earlier one repeats: equal in all `variables` and in `scope`."""
    if scope is Duplicates.INCLUDE or not len(rows):
        return rows
    columns: list[npt.NDArray[np.integer]] = [variable.codes[rows] for variable in variables]
    sizes = [max(len(variable.levels), 1) for variable in variables]
    if scope is not Duplicates.ACROSS_RANGE:
        within = _scope(table, rows, scope, compat)
        columns.append(within)
        sizes.append(int(within.max()) + 1)
    first = _first_of_each(_joined(columns, sizes))
    if compat:
        for variable in variables:
            first |= _never_equal(variable)[variable.codes[rows]]
    return rows[first]


def _scope(table: StatementTable, rows: Rows, scope: Duplicates, compat: Compat | None) -> npt.NDArray[np.integer]:
    if scope is Duplicates.DOCUMENT:
        return table.documents[rows]
    days = table.times[rows] // DAY
    if scope is Duplicates.DAY:
        found = days
    elif scope is Duplicates.WEEK:
        found = (days + 3) // 7  # 1970-01-01 was a Thursday
        if compat:
            found = _iso_week_number(found)
    else:
        unit = "Y" if scope is Duplicates.YEAR else "M"
        found = days.astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64)
        if compat and scope is Duplicates.MONTH:
            found = found % 12
    return found - found.min()  # type: ignore[no-any-return]


def _iso_week_number(weeks: Keys) -> Keys:
    """1-53 of weeks counted since the one of 1970-01-01: a week belongs to the year of its Thursday."""
    thursdays = (weeks * 7).astype("datetime64[D]")
    first = thursdays.astype("datetime64[Y]").astype("datetime64[D]")
    numbers: Keys = (thursdays - first).astype(np.int64) // 7 + 1
    return numbers


def _joined(columns: Sequence[npt.NDArray[np.integer]], sizes: Sequence[int]) -> Keys:
    """One number a row, equal where all columns are; rows of many wide columns are renumbered on the way."""
    joined, room = columns[0].astype(np.int64), sizes[0]
    for column, size in zip(columns[1:], sizes[1:], strict=True):
        if room * size >= _MAX:
            joined = np.unique(joined, return_inverse=True)[1].astype(np.int64)
            room = len(joined)
        joined *= size
        joined += column
        room *= size
    return joined


def _first_of_each(keys: Keys) -> npt.NDArray[np.bool_]:
    """Mask of the positions where a key occurs for the first time."""
    n, first = len(keys), np.zeros(len(keys), dtype=np.bool_)
    if int(keys.max()) < _MAX // n:  # sorting values is several times as fast as sorting positions
        ordered = np.sort(keys * n + np.arange(n))
        key = ordered // n
        begins = np.ones(n, dtype=np.bool_)
        np.not_equal(key[1:], key[:-1], out=begins[1:])
        first[ordered[begins] - key[begins] * n] = True
    else:
        first[np.unique(keys, return_index=True)[1]] = True
    return first


def _never_equal(variable: Variable) -> npt.NDArray[np.bool_]:
    """Levels that DNA takes for different from themselves: integers beyond a byte."""
    if variable.kind is not Kind.INTEGER:
        return np.zeros(max(len(variable.levels), 1), dtype=np.bool_)
    return np.array([not BOXED[0] <= int(level) <= BOXED[1] for level in variable.levels], dtype=np.bool_)
