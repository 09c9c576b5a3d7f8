"""Reliability data: what every coder said of every unit, missing values allowed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]
Value = Hashable
MISSING = -1
_NONE: Counts = np.ones(0)


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
    ratio. `weights` says how often each unit counts: once, but where like units are folded into one.
    """

    coders: tuple[str, ...]
    units: tuple[str, ...]
    values: tuple[Value, ...]
    codes: npt.NDArray[np.int64]
    weights: Counts = field(default_factory=lambda: _NONE)

    def __post_init__(self) -> None:
        if self.weights is _NONE:
            object.__setattr__(self, "weights", np.ones(len(self.units)))
        if self.codes.shape != (len(self.coders), len(self.units)):
            raise ValueError(
                f"codes of shape {self.codes.shape} for {len(self.coders)} coders, {len(self.units)} units"
            )
        if self.codes.size and not MISSING <= self.codes.min() <= self.codes.max() < len(self.values):
            raise ValueError(f"codes run from {self.codes.min()} to {self.codes.max()}, values are {len(self.values)}")

    def n_coded(self) -> Counts:
        """By unit: how many coders gave it a value."""
        return np.asarray((self.codes != MISSING).sum(axis=0), dtype=float)

    def chosen_values(self, per_coding: Counts) -> Counts:
        """By value: the sum of `per_coding` (given by unit) over all codings with that value."""
        return np.asarray(
            sum(
                np.bincount(row[row != MISSING], weights=per_coding[row != MISSING], minlength=len(self.values))
                for row in self.codes
            )
        )

    def met_values(self, per_pair: Counts) -> Counts:
        """Values x values: the sum of `per_pair` (given by unit) over ordered pairs of codings by different coders."""
        n_values = len(self.values)
        table = np.zeros(n_values * n_values)
        for i, first in enumerate(self.codes):
            for second in self.codes[i + 1 :]:
                both = (first != MISSING) & (second != MISSING)
                cell = first[both] * n_values + second[both]
                table += np.bincount(cell, weights=per_pair[both], minlength=n_values * n_values)
        square = table.reshape(n_values, n_values)
        return np.asarray(square + square.T)

    def chosen(self, units: npt.NDArray[np.int64]) -> Ratings:
        """These units in this order, repeated where a number repeats: what resampling needs."""
        names = tuple(self.units[number] for number in units)
        return Ratings(self.coders, names, self.values, self.codes[:, units], self.weights[units])

    @property
    def n_units(self) -> int:
        return round(float(self.weights.sum()))

    def folded(self) -> Ratings:
        """Units that all coders coded alike as one, with their number as its weight: what makes resampling fast."""
        if not self.units:
            return self
        _, first, place = np.unique(self.codes, axis=1, return_index=True, return_inverse=True)
        weights = np.bincount(place.reshape(-1), weights=self.weights).astype(float)
        return replace(self.chosen(first), weights=weights)

    def pairable(self) -> Ratings:
        """The units that two coders or more gave a value."""
        return self.chosen(np.flatnonzero((self.codes != MISSING).sum(axis=0) >= 2))

    def between(self, first: str, second: str) -> Ratings:
        """Two coders, and the units that both gave a value."""
        rows = [self.coders.index(first), self.coders.index(second)]
        pair = Ratings((first, second), self.units, self.values, self.codes[rows], self.weights)
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
