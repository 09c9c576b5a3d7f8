"""Reliability data: what every coder said of every unit, missing values allowed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]
Value = Hashable
MISSING = -1


class Level(StrEnum):
    """How values differ: by being another, by rank, by distance, by proportion."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Coders x units. `codes[i, u]` is the place of coder i's value for unit u in `values`, -1 where there is none.

    `values` lists the categories that could be chosen, in rank order where rank matters; numbers for interval and
    ratio.
    """

    coders: tuple[str, ...]
    units: tuple[str, ...]
    values: tuple[Value, ...]
    codes: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        if self.codes.shape != (len(self.coders), len(self.units)):
            raise ValueError(
                f"codes of shape {self.codes.shape} for {len(self.coders)} coders, {len(self.units)} units"
            )
        if self.codes.size and not MISSING <= self.codes.min() <= self.codes.max() < len(self.values):
            raise ValueError(f"codes run from {self.codes.min()} to {self.codes.max()}, values are {len(self.values)}")

    def counts(self) -> Counts:
        """Units x values: how many coders gave a unit each value."""
        tally = np.zeros((len(self.units), len(self.values)))
        coder, unit = np.nonzero(self.codes != MISSING)
        np.add.at(tally, (unit, self.codes[coder, unit]), 1.0)
        return tally

    def chosen(self, units: npt.NDArray[np.int64]) -> Ratings:
        """These units in this order, repeated where a number repeats: what resampling needs."""
        names = tuple(self.units[number] for number in units)
        return Ratings(self.coders, names, self.values, self.codes[:, units])

    def pairable(self) -> Ratings:
        """The units that two coders or more gave a value."""
        return self.chosen(np.flatnonzero((self.codes != MISSING).sum(axis=0) >= 2))

    def between(self, first: str, second: str) -> Ratings:
        """Two coders, and the units that both gave a value."""
        rows = [self.coders.index(first), self.coders.index(second)]
        pair = Ratings((first, second), self.units, self.values, self.codes[rows])
        return pair.pairable()

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Coders two by two, in their order, that share a unit."""
        given = self.codes != MISSING
        return tuple(
            (self.coders[i], self.coders[j])
            for i in range(len(self.coders))
            for j in range(i + 1, len(self.coders))
            if bool((given[i] & given[j]).any())
        )


def ratings_of(by_coder: Mapping[str, Mapping[str, Value]], *, values: Sequence[Value] | None = None) -> Ratings:
    """Ratings from coder -> unit -> value. `values` fixes categories and their order; without it they are those met,
    sorted (numbers by size, the rest by their text)."""
    coders = tuple(by_coder)
    units = tuple(dict.fromkeys(unit for given in by_coder.values() for unit in given))
    listed = (
        tuple(values) if values is not None else _sorted({v for given in by_coder.values() for v in given.values()})
    )
    place = {value: number for number, value in enumerate(listed)}
    column = {unit: number for number, unit in enumerate(units)}
    codes = np.full((len(coders), len(units)), MISSING, dtype=np.int64)
    for row, coder in enumerate(coders):
        for unit, value in by_coder[coder].items():
            if value not in place:
                raise ValueError(f"{coder} gave unit {unit} the value {value!r}, which is not among {listed}")
            codes[row, column[unit]] = place[value]
    return Ratings(coders, units, listed, codes)


def ratings_of_rows(rows: Sequence[Sequence[Value | None]], *, values: Sequence[Value] | None = None) -> Ratings:
    """Ratings from one row a coder, one column a unit, None for missing; coders and units are numbered from 1."""
    return ratings_of(
        {
            f"coder {number}": {f"{unit}": value for unit, value in enumerate(row, 1) if value is not None}
            for number, row in enumerate(rows, 1)
        },
        values=values,
    )


def _sorted(found: Iterable[Any]) -> tuple[Value, ...]:
    listed = list(found)
    if all(isinstance(value, int | float) for value in listed):
        return tuple(sorted(listed))
    return tuple(sorted(listed, key=str))
