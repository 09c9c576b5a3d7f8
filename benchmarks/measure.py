"""One measured number beside its goal: the row every benchmark returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """`ok` is None where no goal is set; `command` repeats the measurement."""

    name: str
    goal: str
    result: str
    ok: bool | None
    command: str


def print_measures(measures: Iterable[Measure]) -> bool:
    """Prints goal beside result, a line each; True when no goal is missed."""
    rows = list(measures)
    widths = [max([len(getattr(row, field)) for row in rows] + [6]) for field in ("name", "goal", "result")]
    for row in rows:
        mark = {True: "reached", False: "MISSED", None: ""}[row.ok]
        print(f"{row.name:<{widths[0]}}  {row.goal:>{widths[1]}}  {row.result:>{widths[2]}}  {mark:<8} {row.command}")
    return all(row.ok is not False for row in rows)
