"""Networks over time: one for each time window, or for each run of so many statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np

from .compute import Prepared, network_of
from .options import Aggregation, NetworkError, NetworkOptions, NetworkType, TimeWindow
from .result import Network, NetworkSeries
from .spans import Seconds, Spans, begin_of, dna_spans, later, spans

_EPOCH = datetime(1970, 1, 1)
_MAX_GB = 8


def window_series(prepared: Prepared) -> NetworkSeries:
    """All windows in order of time. Duplicates were removed before, over the whole range, as in DNA."""
    found, first, last, warnings = _windows(prepared)
    _check_memory(prepared, last - first)
    networks = tuple(_networks(prepared, found, first, last))
    return NetworkSeries(networks, prepared.options, (*prepared.warnings, *warnings))


def each_window(prepared: Prepared) -> Iterator[Network]:
    """The same, one at a time; what is to be known of the whole series is said of none."""
    found, first, last, _ = _windows(prepared)
    return _networks(prepared, found, first, last)


def _windows(prepared: Prepared) -> tuple[Spans, Seconds, Seconds, tuple[str, ...]]:
    """Windows, first statement and one after the last of each, and what to know."""
    if prepared.options.time_window is TimeWindow.EVENTS:
        return _of_events(prepared)
    found, warnings = _of_time(prepared)
    first = np.searchsorted(prepared.times, found.start, "left")
    last = np.searchsorted(prepared.times, found.stop, "right")
    outside = np.ones(len(prepared.times), dtype=np.bool_)
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        outside[begin:end] = False
    if outside.any():
        warnings += (f"{int(outside.sum())} of {len(outside)} statements are in no window",)
    return found, first, last, warnings


def _of_time(prepared: Prepared) -> tuple[Spans, tuple[str, ...]]:
    options, start, stop = prepared.options, prepared.source.start, prepared.source.stop
    unit, size = options.time_window, options.window_size
    if options.compat:
        found = dna_spans(start, stop, unit, size)
    else:
        begin = start if options.start_date is not None else begin_of(start, unit)
        end = stop + 1
        if options.stop_date is None:
            end = begin_of(stop, unit)
            end = int(later(np.array([end], dtype=np.int64), unit, 1)[0])
        found = spans(begin, end, unit, size, indent=options.indent_time)
    if not len(found):
        return found, (f"no window of {size} {unit} fits between {_moment(start)} and {_moment(stop)}",)
    return found, ()


def _of_events(prepared: Prepared) -> tuple[Spans, Seconds, Seconds, tuple[str, ...]]:
    """Runs of consecutive statements. Those said at the same second as the first or last are in the window too, and a
    window that would repeat the one before is left out; DNA draws among them at random."""
    times, size = prepared.times, prepared.options.window_size
    warnings: tuple[str, ...] = ()
    n = len(times)
    if prepared.options.compat:
        half = size // 2
        middle = np.arange(half, max(n - half, half))
        first, last = middle - half, middle + half + 1
        if len(middle) and (times[1:] == times[:-1]).any():
            warnings = (
                "several statements share a second: DNA draws at random which of them "
                "a window holds; here their order decides",
            )
    else:
        middle = np.arange(max(n - size + 1, 0))
        first = np.searchsorted(times, times[middle], "left")
        last = np.searchsorted(times, times[middle + size - 1], "right")
        new = np.ones(len(middle), dtype=np.bool_)
        new[1:] = (first[1:] != first[:-1]) | (last[1:] != last[:-1])
        first, last, middle = first[new], last[new], (first[new] + last[new] - 1) // 2
    if not len(middle):
        warnings = (f"no window of {size} statements fits: there are {n}",)
    clipped = np.zeros(len(middle), dtype=np.bool_)
    return Spans(times[first], times[middle], times[last - 1], clipped), first, last, warnings


def _networks(prepared: Prepared, found: Spans, first: Seconds, last: Seconds) -> Iterator[Network]:
    aggregation = prepared.options.qualifier_aggregation
    both = aggregation is Aggregation.CONGRUENCE_AND_CONFLICT
    shown = (Aggregation.CONGRUENCE, Aggregation.CONFLICT) if both else (None,)
    known = _documents_range(prepared)
    for at in range(len(found)):
        start, middle, stop = (_moment(int(each[at])) for each in (found.start, found.middle, found.stop))
        warnings = []
        if found.clipped[at]:
            warnings.append("clipped: the range of dates ends inside this window")
        if not prepared.options.compat and known is not None:
            if start < known[0] <= stop:
                warnings.append(f"documents begin on {known[0]:%Y-%m-%d}, inside this window")
            if start <= known[1] < stop:
                warnings.append(f"documents end on {known[1]:%Y-%m-%d}, inside this window")
        for each in shown:
            yield network_of(
                prepared,
                slice(int(first[at]), int(last[at])),
                bounds=(start, middle, stop),
                aggregation=each,
                warnings=tuple(warnings),
            )


def _documents_range(prepared: Prepared) -> tuple[datetime, datetime] | None:
    """Days between which documents are known, where windows may reach beyond them."""
    times = prepared.source.table.times
    if prepared.options.time_window is TimeWindow.EVENTS or not len(times):
        return None
    known = prepared.source.table.documents_range or (int(times.min()), int(times.max()))
    first, last = _moment(known[0]), _moment(known[1])
    return first.replace(hour=0, minute=0, second=0), last.replace(hour=23, minute=59, second=59)


def _check_memory(prepared: Prepared, sizes: Seconds) -> None:
    options: NetworkOptions = prepared.options
    n_rows, n_columns = len(prepared.row_axis), len(prepared.column_axis)
    if options.network_type is NetworkType.ONEMODE:
        n_columns = n_rows
    if not options.isolates:
        cells = float((np.minimum(sizes, n_rows).astype(float) * np.minimum(sizes, n_columns)).sum())
    else:
        cells = float(len(sizes)) * n_rows * n_columns
    if cells * 8 / 1e9 > _MAX_GB:
        raise NetworkError(
            f"{len(sizes):,} windows take up to {cells * 8 / 1e9:.0f} GB, more than {_MAX_GB}; choose a longer unit, "
            "narrow the dates, raise minimum_frequency, leave out isolates, or take them one by one: networks_over_time"
        )


def _moment(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)
