"""Statement table and options in, network out. Read `network` first."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from .admission import admitted
from .axes import Axis, Scale, axis_of, codes_at, levels_at_hand, scale_of
from .choices import chosen
from .evidence import Evidence
from .filtering import Filtered, filtered
from .matrices import Counts, Matrix, two_mode
from .normalization import dna_one_mode, one_mode, two_mode_normalized
from .options import Aggregation, Kernel, NetworkError, NetworkOptions, NetworkType, Normalization, TimeWindow
from .result import Network, NetworkSeries
from .table import Codes, StatementTable

Attributes = Mapping[str, Mapping[str, str | int | float]]


def network(table: StatementTable, options: NetworkOptions | None = None, /, **changes: Any) -> Network | NetworkSeries:
    """The network of a table, or with `time_window` or `kernel` its networks over time.

    Options are those of `NetworkOptions`, given as such or by keyword; strings stand for the choices they name. Raises
    `NetworkError` for an option, a value or a combination that is not offered; `compat="dna"` replaces it as DNA does
    and says so in `warnings`.
    """
    prepared = prepared_for(table, chosen(options, **changes))
    if prepared.options.kernel is not Kernel.NO:
        from .kernels import kernel_series

        return kernel_series(prepared)
    if prepared.options.time_window is not TimeWindow.NO:
        from .windows import window_series

        return window_series(prepared)
    return network_of(prepared, slice(None))


@dataclass(frozen=True)
class Prepared:
    """Filtered statements with the places of their values on the axes of the whole network, in order of time."""

    source: Filtered
    row_axis: Axis
    column_axis: Axis
    scale: Scale
    row: Codes
    column: Codes
    level: Codes
    ids: npt.NDArray[np.int64]
    times: npt.NDArray[np.int64]
    warnings: tuple[str, ...]

    @property
    def options(self) -> NetworkOptions:
        return self.source.options


def networks_over_time(
    table: StatementTable, options: NetworkOptions | None = None, /, **changes: Any
) -> Iterator[Network]:
    """The windows of `network(..., time_window=...)` one after another, for series that fit into no memory at once."""
    prepared = prepared_for(table, chosen(options, **changes))
    if prepared.options.time_window is TimeWindow.NO or prepared.options.kernel is not Kernel.NO:
        raise NetworkError("networks_over_time gives time windows; name a time_window and leave out kernel")
    from .windows import each_window

    return each_window(prepared)


def prepared_for(table: StatementTable, options: NetworkOptions) -> Prepared:
    """What a network is counted from: options checked against each other and the table, statements filtered."""
    if not isinstance(table, StatementTable):
        raise TypeError(
            f"a StatementTable is needed, not {type(table).__name__}; table_from_frame makes one of a frame"
        )
    asked, warnings = admitted(table, options)
    return prepare(filtered(table, asked), warnings)


def prepare(source: Filtered, warnings: tuple[str, ...] = ()) -> Prepared:
    """Labels and codes. With isolates: all entities of the table (DNA: of the dates and documents asked for)."""
    options, rows = source.options, source.rows
    labelled = rows
    if options.isolates:
        labelled = source.original if options.compat else None  # type: ignore[assignment]
    row_axis, column_axis = axis_of(source.variable1, labelled), axis_of(source.variable2, labelled)
    of_document = options.compat is not None and options.qualifier_document
    scale = scale_of(source.qualifier, rows if of_document else source.original, whole_width=options.compat is None)
    level = np.zeros(len(rows), dtype=np.int32)
    if source.qualifier is not None:
        level = codes_at(scale.places, source.qualifier, rows)
    if source.n_blank:
        used = [options.variable1, options.variable2]
        if source.qualifier is not None and options.qualifier_aggregation is not Aggregation.IGNORE:
            used.append(str(options.qualifier))
        warnings = (*warnings, f"{source.n_blank} statements that lack {' or '.join(used)} are left out")
    return Prepared(
        source,
        row_axis,
        column_axis,
        scale,
        codes_at(row_axis.places, source.variable1, rows),
        codes_at(column_axis.places, source.variable2, rows),
        level,
        source.table.ids[rows],
        source.table.times[rows],
        (*warnings, *source.warnings),
    )


def network_of(
    prepared: Prepared,
    part: slice,
    *,
    bounds: tuple[datetime, datetime, datetime] | None = None,
    aggregation: Aggregation | None = None,
    warnings: tuple[str, ...] = (),
) -> Network:
    """The network of the statements at the positions `part`; `bounds` are start, middle and stop of a window."""
    options = prepared.options
    if aggregation is not None:
        options = dataclasses.replace(options, qualifier_aggregation=aggregation)
    row, column, level = prepared.row[part], prepared.column[part], prepared.level[part]
    rows, row_frequency = _shown(row, len(prepared.row_axis), all_shown=options.isolates)
    columns, column_frequency = _shown(column, len(prepared.column_axis), all_shown=options.isolates)
    scale = prepared.scale
    if options.compat and options.qualifier_document and bounds is not None:
        level, scale = levels_at_hand(level, scale)
    counts = Counts(
        _renumbered(row, rows, len(prepared.row_axis)),
        _renumbered(column, columns, len(prepared.column_axis)),
        level,
        len(rows),
        len(columns),
        scale,
    )
    row_labels, column_labels = prepared.row_axis.at(rows), prepared.column_axis.at(columns)
    row_attributes = attributes_of(prepared.source.table, options.variable1, row_labels, row_frequency)
    if options.network_type is NetworkType.ONEMODE:
        matrix, column_labels, column_attributes = one_mode_matrix(counts, options), row_labels, row_attributes
    else:
        matrix = two_mode_matrix(counts, options)
        column_attributes = attributes_of(prepared.source.table, options.variable2, column_labels, column_frequency)
    if options.normalize_to_one:
        matrix = summing_to_one(matrix, signed=options.compat is not None)
    ids = prepared.ids[part]
    said = (*prepared.warnings, *warnings) if bounds is None else warnings
    start, middle, stop = bounds or (None, None, None)
    return Network(
        rows=row_labels,
        columns=column_labels,
        matrix=matrix,
        options=options,
        n_statements=len(ids),
        statements=ids,
        start=start,
        middle=middle,
        stop=stop,
        row_attributes=row_attributes,
        column_attributes=column_attributes,
        warnings=said if len(ids) else (*said, "no statements"),
        evidence=Evidence(row, column, level, rows, columns, scale),
    )


def one_mode_matrix(counts: Counts, options: NetworkOptions) -> Matrix:
    compute = dna_one_mode if options.compat else one_mode
    return compute(counts, options.qualifier_aggregation, options.normalization)


def two_mode_matrix(counts: Counts, options: NetworkOptions) -> Matrix:
    """Two-mode, divided by the number of statements of a row or column (combine: by its number of cells)."""
    aggregation, normalization = options.qualifier_aggregation, options.normalization
    matrix = two_mode(counts, aggregation)
    if normalization is Normalization.NO:
        return matrix
    if aggregation is not Aggregation.COMBINE:
        return two_mode_normalized(matrix, normalization, two_mode(counts, Aggregation.IGNORE))
    cells = (matrix > 0).astype(np.float64)
    if normalization is Normalization.PROMINENCE and options.compat and counts.n_rows == counts.n_columns:
        cells = cells.T  # DNA reads the transposed cell; where the matrix is not square, it fails
    return two_mode_normalized(matrix, normalization, cells)


def summing_to_one(matrix: Matrix, *, signed: bool) -> Matrix:
    """Divided by the sum of all cells: of their sizes, or with their signs as in DNA. All zero stays so."""
    total = float(matrix.sum() if signed else np.abs(matrix).sum())
    return matrix / total if total else matrix


def _shown(codes: Codes, n: int, *, all_shown: bool) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Places that are rows (or columns) of the matrix, and how many statements each has."""
    frequency = np.bincount(codes, minlength=n)
    places = np.arange(n) if all_shown else np.flatnonzero(frequency)
    return places, frequency[places]


def _renumbered(codes: Codes, places: npt.NDArray[np.int64], n: int) -> Codes:
    if len(places) == n:
        return codes
    numbers = np.empty(n, dtype=np.int32)
    numbers[places] = np.arange(len(places), dtype=np.int32)
    return numbers[codes]


def attributes_of(
    table: StatementTable, variable: str, labels: tuple[str, ...], frequency: npt.NDArray[np.int64]
) -> Attributes:
    known, colors = table.attributes.get(variable, {}), table.colors.get(variable, {})
    if not known and not colors:
        return {label: {"frequency": n} for label, n in zip(labels, frequency.tolist(), strict=True)}
    found: dict[str, dict[str, str | int | float]] = {}
    for label, n in zip(labels, frequency.tolist(), strict=True):
        attributes: dict[str, str | int | float] = {**known.get(label, {})}
        if label in colors:
            attributes["color"] = colors[label]
        attributes["frequency"] = n
        found[label] = attributes
    return found
