"""Time cut into days, weeks, months, quarters or years: as many bins as a drawing shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from .statement_rows import Whole

MAX_BINS = 48


def bins_over(first: Whole, last: Whole) -> list[dict[str, Any]]:
    """At most `MAX_BINS` days, weeks, months or quarters (else years) that cover all ranges; ordinals of their ends."""
    if not len(first):
        return []
    start, end = date.fromordinal(int(first.min())), date.fromordinal(int(last.max()))
    for step in ("day", "week", "month", "quarter", "year"):
        made = _steps(start, end, step)
        if len(made) <= MAX_BINS or step == "year":
            return [{"from": a, "to": b, "step": step} for a, b in made]
    return []


def _steps(start: date, end: date, step: str) -> list[tuple[int, int]]:
    days = (end - start).days
    if step in ("day", "week"):
        if days // (1 if step == "day" else 7) > MAX_BINS:
            return [(0, 0)] * (MAX_BINS + 1)
        width = 1 if step == "day" else 7
        begin = start.toordinal() if step == "day" else (start - timedelta(days=start.weekday())).toordinal()
        return [(one, one + width - 1) for one in range(begin, end.toordinal() + 1, width)]
    months = {"month": 1, "quarter": 3, "year": 12}[step]
    month = start.year * 12 + (start.month - 1) // months * months
    made: list[tuple[int, int]] = []
    while True:
        first = date(month // 12, month % 12 + 1, 1)
        following = month + months
        if first > end:
            return made
        if following // 12 > 9999:
            return [*made, (first.toordinal(), date.max.toordinal())]
        made.append((first.toordinal(), date(following // 12, following % 12 + 1, 1).toordinal() - 1))
        month = following


def bin_of(first: Whole, last: Whole, edges: Whole) -> Whole:
    """The bin of each range's last day; -1 without days."""
    if not len(edges):
        return np.full(len(first), -1, dtype=np.int64)
    found = np.searchsorted(edges, last, side="right") - 1
    return np.where((first >= 0) & (last >= 0), found, -1)
