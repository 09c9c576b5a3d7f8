"""A network as DNA 3.1 computes it beside the right one, and which of DNA's rules make the difference.

All deviations, with their reasons: docs/explanation/dna-differences.md.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .axes import scale_of
from .choices import chosen
from .compute import network
from .duplicates import BOXED
from .filtering import Filtered, filtered
from .options import (
    Aggregation,
    Duplicates,
    Kernel,
    NetworkOptions,
    NetworkType,
    Normalization,
    TimeWindow,
)
from .result import Network, NetworkSeries
from .table import Kind, StatementTable

TOLERANCE = 1e-9
_TEXTS = (Kind.TEXT, Kind.LONG)


@dataclass(frozen=True, slots=True)
class Deviation:
    """A rule of DNA's that applies to the options asked for: what DNA does, what is done here."""

    option: str
    dna: str
    here: str

    def __str__(self) -> str:
        return f"{self.option}: DNA {self.dna}; here {self.here}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that differs. `window` counts from 1; a network or label that one side lacks counts as 0."""

    row: str
    column: str
    here: float
    dna: float
    window: int | None = None


@dataclass(frozen=True)
class Replication:
    """Both computations. `cells` are all that differ, the largest difference first; `deviations` say why.

    Windows are compared only where both have as many; else `cells` is None.
    """

    here: Network | NetworkSeries
    dna: Network | NetworkSeries
    cells: tuple[Cell, ...] | None
    deviations: tuple[Deviation, ...]

    @property
    def same(self) -> bool:
        return self.cells == ()


def compare_with_dna(table: StatementTable, options: NetworkOptions | None = None, /, **changes: Any) -> Replication:
    """The network of `options` right and as DNA computes it, what differs, and why.

    Where both are equal there are no deviations, though some rule may apply. NetworkError for options that have no
    right result (DNA's own: `network(..., compat="dna")`).
    """
    asked = dataclasses.replace(chosen(options, **changes), compat=None)
    theirs = dataclasses.replace(asked, compat="dna")
    here, dna = network(table, asked), network(table, theirs)
    cells = _cells(here, dna)
    deviations = () if cells == () else tuple(_deviations(filtered(table, asked), filtered(table, theirs)))
    return Replication(here, dna, cells, deviations)


def _cells(here: Network | NetworkSeries, dna: Network | NetworkSeries) -> tuple[Cell, ...] | None:
    if isinstance(here, Network) and isinstance(dna, Network):
        found = list(_differing(here, dna, None))
    elif isinstance(here, NetworkSeries) and isinstance(dna, NetworkSeries):
        if len(here.networks) != len(dna.networks):
            return None
        pairs = zip(here.networks, dna.networks, strict=True)
        found = [cell for number, pair in enumerate(pairs, 1) for cell in _differing(*pair, number)]
    else:
        return None
    return tuple(sorted(found, key=lambda cell: (-abs(cell.here - cell.dna), cell.window or 0, cell.row, cell.column)))


def _differing(here: Network, dna: Network, window: int | None) -> Iterator[Cell]:
    rows = list(dict.fromkeys([*here.rows, *dna.rows]))
    columns = list(dict.fromkeys([*here.columns, *dna.columns]))
    ours, theirs = _spread(here, rows, columns), _spread(dna, rows, columns)
    apart = ~(np.isclose(ours, theirs, rtol=0, atol=TOLERANCE, equal_nan=True))
    if here.options.network_type is NetworkType.ONEMODE:
        apart &= np.triu(np.ones(apart.shape, dtype=np.bool_))
    for row, column in np.argwhere(apart).tolist():
        yield Cell(rows[row], columns[column], float(ours[row, column]), float(theirs[row, column]), window)


def _spread(found: Network, rows: list[str], columns: list[str]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The matrix on more labels, 0 where it has none."""
    place = {label: number for number, label in enumerate(rows)}
    across = {label: number for number, label in enumerate(columns)}
    spread = np.zeros((len(rows), len(columns)))
    spread[np.ix_([place[each] for each in found.rows], [across[each] for each in found.columns])] = found.matrix
    return spread


def _deviations(here: Filtered, dna: Filtered) -> Iterator[Deviation]:
    """Rules that apply to the options and to the table at hand."""
    options = here.options
    yield from _of_statements(here, dna)
    if options.kernel is not Kernel.NO:
        yield from _of_kernels(here)
        return
    if options.time_window is not TimeWindow.NO:
        yield from _of_windows(options)
    if options.network_type is NetworkType.ONEMODE:
        yield from _of_one_mode(here)


def _of_statements(here: Filtered, dna: Filtered) -> Iterator[Deviation]:
    options = here.options
    counted = f"{len(dna.rows):,} statements", f"{len(here.rows):,}"
    if not np.array_equal(here.rows, dna.rows):
        if options.duplicates in (Duplicates.WEEK, Duplicates.MONTH):
            unit = options.duplicates.value
            yield Deviation(
                f"duplicates={unit}",
                f"compares bare {unit} numbers, whatever the year, and keeps {counted[0]}",
                f"a {unit} is one of its year: {counted[1]}",
            )
        qualifier = here.qualifier
        if qualifier is not None and qualifier.kind is Kind.INTEGER and _beyond(qualifier.levels):
            yield Deviation(
                f"duplicates={options.duplicates.value}",
                f"never finds integers beyond {BOXED[0]} to {BOXED[1]} equal, and keeps {counted[0]}",
                f"equal numbers are equal: {counted[1]}",
            )
    if options.isolates and len(here.original) < here.table.n:
        yield Deviation("isolates", "shows entities within the dates and documents asked for", "all of the table")


def _beyond(levels: tuple[str | int, ...]) -> bool:
    return any(not BOXED[0] <= int(level) <= BOXED[1] for level in levels)


def _of_one_mode(here: Filtered) -> Iterator[Deviation]:
    options, qualifier = here.options, here.qualifier
    aggregation = options.qualifier_aggregation
    if options.normalization is Normalization.COSINE:
        yield Deviation(
            "normalization=cosine",
            "divides by the product of both numbers of statements",
            "it is the cosine of the angle between both profiles",
        )
    if options.normalization is Normalization.JACCARD:
        yield Deviation(
            "normalization=jaccard",
            "divides by unmatched statements plus products of matched ones",
            "it is what both hold by what either holds",
        )
    if qualifier is None or aggregation is Aggregation.IGNORE:
        return
    if qualifier.kind in _TEXTS and aggregation is not Aggregation.CONGRUENCE:
        yield Deviation(
            f"qualifier_aggregation={aggregation.value}",
            "counts every statement that the other lacks as conflict, also on concepts the other never spoke of",
            "conflict is between different values on one concept",
        )
    if qualifier.kind is Kind.INTEGER:
        narrow = scale_of(qualifier, here.original, whole_width=False).width
        wide = scale_of(qualifier, here.original, whole_width=True).width
        if narrow != wide or narrow == 0:
            yield Deviation(
                f"qualifier={options.qualifier}",
                f"measures agreement on a scale of width {narrow:g}, that of the dates asked for",
                f"on that of the whole table, {wide:g}",
            )


def _of_windows(options: NetworkOptions) -> Iterator[Deviation]:
    size, unit = options.window_size, options.time_window
    if unit is TimeWindow.EVENTS:
        yield Deviation(
            "time_window=events",
            f"takes {2 * (size // 2) + 1} statements, and draws at random among those of one second",
            f"{size}, with all those of the same second as the first or last",
        )
        return
    yield Deviation(
        f"time_window={unit.value}",
        f"reaches {size // 2} units to either side of points counted from the first document",
        f"windows are {size} units long and follow the calendar, or start_date",
    )


def _of_kernels(here: Filtered) -> Iterator[Deviation]:
    options, qualifier = here.options, here.qualifier
    one_mode = options.network_type is NetworkType.ONEMODE
    if options.kernel is Kernel.TRIANGULAR:
        yield Deviation("kernel=triangular", "lets weights grow from 0 to 2 over the window", "they fall to both sides")
    unit = options.time_window.value
    yield Deviation(
        f"kernel={options.kernel.value}",
        "begins with the first statement that is left",
        f"slices follow the calendar's {unit}",
    )
    yield Deviation(f"time_window={unit}", f"counts distances in whole {unit}, cut off", "they are exact to the second")
    if options.window_size % 2:
        yield Deviation(f"window_size={options.window_size}", f"takes {options.window_size + 1}", "as asked")
    if qualifier is not None and options.qualifier_aggregation is not Aggregation.IGNORE:
        name = f"qualifier={options.qualifier}"
        if qualifier.kind is Kind.INTEGER:
            yield Deviation(name, "sorts integers as texts and counts their rank", "their value counts")
        elif qualifier.kind in _TEXTS:
            yield Deviation(name, "takes all texts for equal", "only equal ones agree")
    if options.normalization is not Normalization.NO:
        told = "multiplies by a sum of reciprocal counts of the whole period" if one_mode else "does nothing"
        name = f"normalization={options.normalization.value}"
        yield Deviation(name, told, "it is computed from the weights in the slice")
    if one_mode:
        yield Deviation("network_type=onemode", "keeps the diagonal", "it is 0")
    if options.normalize_to_one:
        yield Deviation("normalize_to_one", "divides by the sum of cells with their signs", "by the sum of their sizes")
