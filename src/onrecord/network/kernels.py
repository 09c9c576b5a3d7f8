"""Kernel-smoothed slices: at each mid-point in time a network of the statements around it, nearer ones counting more.

A statement at distance u from the mid-point (1 = half a window) has the weight 1/2 (uniform), 3/4 (1 - u^2)
(epanechnikov), 1 - |u| (triangular), each up to |u| = 1, or the density of the normal distribution at u (gaussian); see
Silverman 1986, Density Estimation, table 3.1. A pair of statements weighs the square root of the product of its two
weights, so that a slice whose weights are all z is z times the unsmoothed network of the same statements.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .dna_kernels import dna_kernel_weights, dna_reciprocals, dna_scale, dna_smoothed
from .evidence import Evidence
from .matrices import Matrix, check_size, product
from .normalization import divided
from .options import Aggregation, Kernel, NetworkError, NetworkType, Normalization, TimeWindow
from .products import pairs, shared
from .result import Network, NetworkSeries
from .slices import Slice, distances, dna_distances, dna_slices, moment, shifted, slices
from .smoothing import Weighted, kernel_weights
from .spans import begin_of

if TYPE_CHECKING:
    from .compute import Prepared

Weights = npt.NDArray[np.float64]


def kernel_series(prepared: Prepared, *, for_polarization: bool = False) -> NetworkSeries:
    """One network for each mid-point, one unit of time apart, all with the same labels.

    `normalize_to_one` divides each matrix by the sum of its absolute cells (DNA: of its signed cells). NetworkError for
    units and options that cannot be smoothed. With `compat="dna"` as DNA 3.1 computes them; `for_polarization`: as it
    computes them there, where statements on the bounds of a window stay out and activity is that within the window.
    """
    _check(prepared)
    options = prepared.options
    if options.compat:
        prepared = dataclasses.replace(prepared, scale=dna_scale(prepared.scale))
    activity = dna_reciprocals(prepared, slice(None)) if options.compat and not for_polarization else None
    networks = tuple(_network(prepared, each, activity, for_polarization) for each in _slices(prepared))
    warnings = prepared.warnings
    if not networks:
        warnings = (*warnings, "no slice: the range of dates is shorter than the window, or no statement is left")
    return NetworkSeries(networks, options, warnings)


def _check(prepared: Prepared) -> None:
    options = prepared.options
    if options.time_window in (TimeWindow.NO, TimeWindow.EVENTS):
        raise NetworkError(
            f"kernel={options.kernel.value!r} needs a time_window of seconds, minutes, hours, days, weeks, months or "
            f"years, not {options.time_window.value!r}"
        )
    if options.compat and options.time_window is TimeWindow.SECONDS:
        raise NetworkError("time_window='seconds' with a kernel is empty in DNA 3.1; leave out compat, or take minutes")
    if options.qualifier_aggregation is Aggregation.CONGRUENCE_AND_CONFLICT:
        raise NetworkError("a kernel smooths one network at a time; ask for congruence and for conflict")
    if options.qualifier_aggregation is Aggregation.COMBINE and not options.compat:
        raise NetworkError("qualifier_aggregation=combine numbers combinations and cannot be smoothed; use subtract")


def _slices(prepared: Prepared) -> Iterator[Slice]:
    """By default over the dates asked for, or the calendar units from the first to the last document, so that filters
    and draws of documents leave mid-points where they are. DNA: from the first to the last statement that is left."""
    if not len(prepared.times):
        return iter(())
    options, source = prepared.options, prepared.source
    unit = options.time_window
    if options.compat:
        first, last = max(source.start, int(prepared.times[0])), min(source.stop, int(prepared.times[-1]))
    else:
        first = source.start if options.start_date is not None else begin_of(source.start, unit)
        last = source.stop if options.stop_date is not None else shifted(begin_of(source.stop, unit), 1, unit) - 1
    find = dna_slices if options.compat else slices
    return find(
        first,
        last,
        size=options.window_size,
        unit=unit,
        indent=options.indent_time,
        unbounded=options.kernel is Kernel.GAUSSIAN,
    )


def _network(prepared: Prepared, at: Slice, activity: Matrix | None, for_polarization: bool) -> Network:
    options = prepared.options
    inner = bool(options.compat) and for_polarization and options.kernel is not Kernel.GAUSSIAN
    part = _within(prepared, at, inner=inner)
    measure, weigh = (dna_distances, dna_kernel_weights) if options.compat else (distances, kernel_weights)
    u = measure(prepared.times[part], at.middle, size=options.window_size, unit=options.time_window)
    weights = weigh(options.kernel, u)
    weighted = Weighted(prepared, part, weights)
    if not options.compat:
        matrix = smoothed(weighted)
    else:
        matrix = dna_smoothed(weighted, dna_reciprocals(prepared, part) if for_polarization else activity)
    if options.normalize_to_one:
        total = float(matrix.sum() if options.compat else np.abs(matrix).sum())
        matrix = matrix / total if total else matrix
    return _labelled(prepared, _weighing(part, weights), matrix, at)


def _within(prepared: Prepared, at: Slice, *, inner: bool) -> slice:
    """Positions of the statements of a slice; `inner`: without those half a window away."""
    options, times = prepared.options, prepared.times
    if not inner:
        return slice(int(np.searchsorted(times, at.start, "left")), int(np.searchsorted(times, at.stop, "right")))
    half = (options.window_size + options.window_size % 2) // 2
    first, last = shifted(at.middle, -half, options.time_window), shifted(at.middle, half, options.time_window)
    return slice(int(np.searchsorted(times, first, "right")), int(np.searchsorted(times, last, "left")))


def _weighing(part: slice, weights: Weights) -> slice:
    """The positions whose weight is not 0: weightless ones stand only at the ends of a slice."""
    found = np.flatnonzero(weights > 0)
    return slice(part.start + int(found[0]), part.start + int(found[-1]) + 1) if len(found) else slice(0, 0)


def _labelled(prepared: Prepared, part: slice, matrix: Matrix, at: Slice) -> Network:
    from .compute import attributes_of

    options, table = prepared.options, prepared.source.table
    # Views, no copies: gaussian slices hold every statement each.
    row, column, level = prepared.row[part], prepared.column[part], prepared.level[part]
    n_rows, n_columns = len(prepared.row_axis), len(prepared.column_axis)
    rows, columns = prepared.row_axis.labels, prepared.column_axis.labels
    row_attributes = attributes_of(table, options.variable1, rows, np.bincount(row, minlength=n_rows))
    column_attributes = attributes_of(table, options.variable2, columns, np.bincount(column, minlength=n_columns))
    one_mode = options.network_type is NetworkType.ONEMODE
    ids = prepared.ids[part]
    return Network(
        rows=rows,
        columns=rows if one_mode else columns,
        matrix=matrix,
        options=options,
        n_statements=len(ids),
        statements=ids,
        start=moment(at.start),
        middle=moment(at.middle),
        stop=moment(at.stop),
        row_attributes=row_attributes,
        column_attributes=row_attributes if one_mode else column_attributes,
        warnings=() if len(ids) else ("no statements",),
        evidence=Evidence(row, column, level, np.arange(n_rows), np.arange(n_columns)),
    )


def smoothed(weighted: Weighted) -> Matrix:
    """The matrix of one slice. One-mode: symmetric, diagonal 0.

    Average and activity divide by the weight of an entity's statements. Cosine is that of the weighted profiles, and
    Jaccard their Tanimoto coefficient with the heaviest statement of each cell (Tanimoto 1958).
    """
    options = weighted.prepared.options
    if options.network_type is NetworkType.TWOMODE:
        return _two_mode(weighted, options.qualifier_aggregation, options.normalization)
    return _one_mode(weighted, options.qualifier_aggregation, options.normalization)


def _two_mode(weighted: Weighted, aggregation: Aggregation, normalization: Normalization) -> Matrix:
    check_size(*weighted.shape)
    total = weighted.cells()
    signs = weighted.prepared.scale.weights
    matrix = total if aggregation is Aggregation.IGNORE or signs is None else weighted.cells(signs)
    if normalization is Normalization.ACTIVITY:
        return divided(matrix, np.broadcast_to(total.sum(axis=1)[:, None], matrix.shape))
    if normalization is Normalization.PROMINENCE:
        return divided(matrix, np.broadcast_to(total.sum(axis=0)[None, :], matrix.shape))
    return matrix


def _one_mode(weighted: Weighted, aggregation: Aggregation, normalization: Normalization) -> Matrix:
    scale = weighted.prepared.scale
    jaccard = normalization is Normalization.JACCARD
    array = weighted.profiles(heaviest=jaccard)
    if aggregation is Aggregation.IGNORE:
        if jaccard and scale.size > 1:
            array = weighted.profiles(heaviest=True, levels=False)
            matrix = similarity = product(array, array)
        else:
            matrix = similarity = shared(array, scale)
    else:
        found = pairs(array, scale)
        similarity = found.agreement
        matrix = {
            Aggregation.CONGRUENCE: found.agreement,
            Aggregation.CONFLICT: found.disagreement,
            Aggregation.SUBTRACT: found.agreement - found.disagreement,
        }[aggregation]
    if normalization is Normalization.AVERAGE:
        spoken = weighted.by_row()
        matrix = divided(matrix, (spoken[:, None] + spoken[None, :]) / 2)
    elif normalization is Normalization.COSINE:
        length = np.sqrt(similarity.diagonal())
        matrix = divided(matrix, length[:, None] * length[None, :])
    elif jaccard:
        own = similarity.diagonal()
        matrix = divided(matrix, own[:, None] + own[None, :] - similarity)
    matrix = np.array(matrix)
    np.fill_diagonal(matrix, 0.0)
    return matrix
