"""Networks counted by plain loops over statements, straight from the formulas: slow, short and independent.

`rows` are (second, document, row label, column label, qualifier value), already filtered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product
from math import sqrt
from typing import Any

Row = tuple[int, str, str, str, Any]
Matrix = dict[tuple[str, str], float]


def counted(rows: Sequence[Row]) -> Counter[tuple[str, str, Any]]:
    return Counter((row, column, value) for _, _, row, column, value in rows)


def similarity(one: Any, other: Any, width: float | None) -> float:
    """1 for equal values; numbers fall off linearly to 0 at `width`."""
    if width is None:
        return float(one == other)
    return 1 - abs(one - other) / width if width else 1.0


def one_mode(
    rows: Sequence[Row], labels: Sequence[str], aggregation: str, normalization: str, *, width: float | None, dna: bool
) -> Matrix:
    x = counted(rows)
    columns, values = sorted({c for _, c, _ in x}), sorted({v for _, _, v in x}, key=str)
    if normalization == "jaccard" and not dna:
        x = Counter(dict.fromkeys(x, 1))
        if aggregation == "ignore":
            x = Counter(dict.fromkeys(((r, c, values[0]) for r, c, _ in x), 1))
    n = Counter(row for _, _, row, _, _ in rows)

    def meet(a: str, b: str, weight: Any) -> float:
        return sum(
            x[a, c, k] * x[b, c, m] * weight(k, m)
            for c in columns for k, m in product(values, values) if x[a, c, k] and x[b, c, m]
        )  # fmt: skip

    def unmatched(a: str, b: str) -> float:
        return sum(
            x[a, c, k] * (not x[b, c, k]) + x[b, c, k] * (not x[a, c, k]) for c in columns for k in values
        )  # fmt: skip

    def agree(a: str, b: str) -> float:
        return meet(a, b, lambda k, m: similarity(k, m, width))

    def disagree(a: str, b: str) -> float:
        if dna and width is None:
            return unmatched(a, b)
        return meet(a, b, lambda k, m: 1 - similarity(k, m, width))

    def shared(a: str, b: str) -> float:
        return meet(a, b, lambda k, m: 1)

    alike = shared if aggregation == "ignore" else agree
    cell = {
        "ignore": shared,
        "congruence": agree,
        "conflict": disagree,
        "subtract": lambda a, b: agree(a, b) - disagree(a, b),
    }[aggregation]

    def divisor(a: str, b: str) -> float:
        if normalization == "average":
            return (n[a] + n[b]) / 2
        if normalization == "cosine":
            return n[a] * n[b] if dna else sqrt(alike(a, a) * alike(b, b))
        if normalization == "jaccard":
            if dna:
                return unmatched(a, b) + meet(a, b, lambda k, m: k == m)
            return alike(a, a) + alike(b, b) - alike(a, b)
        return 1.0

    return {(a, b): cell(a, b) / divisor(a, b) if a != b and divisor(a, b) else 0.0 for a, b in product(labels, labels)}


def two_mode(
    rows: Sequence[Row], labels: tuple[Sequence[str], Sequence[str]], aggregation: str, normalization: str, values: Any
) -> Matrix:
    """`values` are all qualifier values in order; booleans weigh -1 and 1 in a difference."""
    x = counted(rows)
    weights = {value: value if set(values) != {0, 1} else 2 * value - 1 for value in values}

    def cell(a: str, c: str) -> float:
        found = [(place, value) for place, value in enumerate(values) if x[a, c, value]]
        if aggregation == "combine":
            return sum(2 ** (len(values) - 1 - place) for place, _ in found)
        return sum(x[a, c, value] * (weights[value] if aggregation == "subtract" else 1) for _, value in found)

    by_row, by_column = Counter(row for _, _, row, _, _ in rows), Counter(column for *_, column, _ in rows)
    divisor = {"no": lambda a, c: 1, "activity": lambda a, c: by_row[a], "prominence": lambda a, c: by_column[c]}
    return {
        (a, c): cell(a, c) / divisor[normalization](a, c) if divisor[normalization](a, c) else 0.0
        for a, c in product(*labels)
    }
