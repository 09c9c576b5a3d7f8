"""Seconds and memory of networks from a statement table in memory, beside what numpy and scipy need at the least.

    python -m benchmarks.speed.networks [--statements 1000000] [--runs 3] [--json]

Invented statements: 500 organizations and 200 concepts of Zipf frequencies, five statements a document, ten years.
Each figure is the median of `--runs` processes of one call each, so that nothing is kept from call to call.

one_mode_average_s      one-mode congruence network, average normalization
duplicates_document_s   the same, without repetitions within a document
windows_s               the same in 108 windows of twelve months, of the first 10,000 statements
polarization_s          camps of 60 actors in 100 windows of six months, of 10,000 statements
peak_memory_mb          largest resident memory of any of these processes, the table included
columns_read_s          numpy alone: reading the columns once, the least that any answer costs
bare_product_s          scipy alone: the sparse incidence matrix from ready codes, and its product
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from benchmarks.measure import Measure, print_measures

if TYPE_CHECKING:
    from onrecord.network import StatementTable

COMMAND = "python -m benchmarks.speed.networks"
ORGANIZATIONS, CONCEPTS, PER_DOCUMENT, YEARS = 500, 200, 5, 10
WINDOW_STATEMENTS, WINDOWS = 10_000, 108
ACTORS, SLICES = 60, 100
AVERAGE: dict[str, Any] = {
    "network_type": "onemode",
    "qualifier_aggregation": "congruence",
    "normalization": "average",
}
ZIPF = 0.6
SEED = 20
DATES: dict[str, Any] = {"start_date": "2010-01-01", "stop_date": "2019-12-31"}
WORDS = {
    "one_mode_average_s": "{n:,} statements, one-mode, average",
    "duplicates_document_s": "{n:,} statements, without duplicates in a document",
    "windows_s": "{windowed:,} statements in 108 windows of a year",
    "polarization_s": "camps of 60 actors in 100 windows",
    "peak_memory_mb": "peak memory at {n:,} statements",
}
_START, _YEAR = 1_262_304_000, 31_556_952  # 2010-01-01
GOALS = {
    "one_mode_average_s": 1.0,
    "duplicates_document_s": 3.0,
    "windows_s": 0.5,
    "polarization_s": 10.0,
    "peak_memory_mb": 1000.0,
}


def made_table(n: int, *, organizations: int = ORGANIZATIONS, years: float = YEARS, seed: int = SEED) -> StatementTable:
    """`n` statements document by document, as a database gives them; documents come in no order of time."""
    from onrecord.network import Kind, StatementTable, Variable

    draw = np.random.default_rng(seed)
    documents = np.arange(n, dtype=np.int32) // PER_DOCUMENT
    n_documents = int(documents[-1]) + 1
    moments = draw.integers(_START, _START + int(years * _YEAR), n_documents)
    starts = np.arange(n, dtype=np.int64) % PER_DOCUMENT * 400

    def entities(name: str, size: int) -> Variable:
        share = 1.0 / np.arange(1, size + 1) ** ZIPF
        codes = draw.choice(size, n, p=share / share.sum()).astype(np.int32)
        return Variable(Kind.TEXT, codes, tuple(f"{name} {number:03}" for number in range(size)))

    return StatementTable(
        ids=np.arange(1, n + 1, dtype=np.int64),
        times=moments[documents],
        documents=documents,
        document_ids=tuple(range(1, n_documents + 1)),
        variables={
            "organization": entities("Organization", organizations),
            "concept": entities("Concept", CONCEPTS),
            "agreement": Variable(Kind.BOOLEAN, (draw.random(n) < 0.6).astype(np.int32), (0, 1)),
        },
        spans=np.column_stack([starts, starts + 300]),
    )


def one_mode(n: int) -> Callable[[], object]:
    from onrecord.network import network

    table = made_table(n)
    return lambda: network(table, **AVERAGE)


def duplicates(n: int) -> Callable[[], object]:
    from onrecord.network import network

    table = made_table(n)
    return lambda: network(table, duplicates="document", **AVERAGE)


def windows(n: int) -> Callable[[], object]:
    from onrecord.network import NetworkSeries, network

    table = made_table(min(n, WINDOW_STATEMENTS))

    def run() -> object:
        series = network(table, time_window="months", window_size=12, **DATES, **AVERAGE)
        if not isinstance(series, NetworkSeries) or len(series) < WINDOWS:
            raise SystemExit(f"fewer than {WINDOWS} windows")
        return series

    return run


def polarization(n: int) -> Callable[[], object]:
    from onrecord.network.measures import PolarizationSeries, measure_polarization

    table = made_table(min(n, WINDOW_STATEMENTS), organizations=ACTORS)

    def run() -> object:
        series = measure_polarization(table, time_window="months", window_size=6, **DATES)
        if not isinstance(series, PolarizationSeries) or len(series.slices) < SLICES:
            raise SystemExit(f"fewer than {SLICES} windows")
        return series

    return run


def columns_read(n: int) -> Callable[[], object]:
    table = made_table(n)
    columns: list[npt.NDArray[np.integer]] = [variable.codes for variable in table.variables.values()]
    columns += [table.times, table.documents]
    return lambda: [int(column.sum()) for column in columns]


def bare_product(n: int) -> Callable[[], object]:
    from scipy.sparse import coo_array

    table = made_table(n)
    row, column, level = (table.variables[name].codes for name in ("organization", "concept", "agreement"))
    shape = (ORGANIZATIONS, 2 * CONCEPTS)

    def run() -> object:
        incidence = coo_array((np.ones(n), (row, column * 2 + level)), shape=shape).tocsr()
        return (incidence @ incidence.T).toarray()

    return run


TASKS = {
    "one_mode_average_s": one_mode,
    "duplicates_document_s": duplicates,
    "windows_s": windows,
    "polarization_s": polarization,
    "columns_read_s": columns_read,
    "bare_product_s": bare_product,
}


def run_task(task: str, n: int) -> tuple[float, float, float]:
    """Seconds and CPU seconds of one call, and the peak megabytes of the process that made the table and called."""
    call = TASKS[task](n)
    started, worked = time.perf_counter(), time.process_time()
    call()
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - worked
    return seconds, cpu_seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def figures(n: int, *, runs: int = 3) -> dict[str, float]:
    """Name -> median seconds (`..._cpu_s`: of all cores; `..._spread_s`: largest less smallest), ratios of CPU seconds,
    megabytes of the largest process."""
    found: dict[str, float] = {"statements": n}
    peak = 0.0
    context = multiprocessing.get_context("spawn")
    for task in TASKS:
        seconds, cpu_seconds = [], []
        for _ in range(runs):
            with context.Pool(1) as pool:  # a process each: no cache is warm, and memory is its own
                taken, worked, megabytes = pool.apply(run_task, (task, n))
            seconds.append(taken)
            cpu_seconds.append(worked)
            peak = max(peak, megabytes)
        name = task.removesuffix("_s")
        found[task] = statistics.median(seconds)
        found[f"{name}_cpu_s"] = statistics.median(cpu_seconds)
        found[f"{name}_spread_s"] = max(seconds) - min(seconds)
    found["peak_memory_mb"] = peak
    for task in ("one_mode_average", "duplicates_document"):
        for bound in ("columns_read", "bare_product"):
            found[f"{task}_to_{bound}"] = found[f"{task}_cpu_s"] / found[f"{bound}_cpu_s"]
    return found


def measure(n: int = 1_000_000, *, runs: int = 3) -> list[Measure]:
    found, command = figures(n, runs=runs), f"{COMMAND} --statements {n}"
    rows = []
    for key, words in WORDS.items():
        unit, goal = ("MB" if key.endswith("_mb") else "s"), GOALS[key]
        value = f"{found[key]:.0f} MB"
        if unit == "s":
            value = f"{found[key]:.3f} s ({found[key.removesuffix('_s') + '_cpu_s']:.3f} CPU s)"
        name = words.format(n=n, windowed=min(n, WINDOW_STATEMENTS))
        rows.append(Measure(name, f"< {goal:g} {unit}", value, found[key] < goal, command))
    for task, words in (("one_mode_average", "one-mode"), ("duplicates_document", "without duplicates")):
        ratio = found[f"{task}_to_columns_read"]
        rows.append(Measure(f"  {words}, to reading the columns once", "", f"{ratio:.0f} times", None, command))
        ratio = found[f"{task}_to_bare_product"]
        rows.append(Measure(f"  {words}, to scipy's sparse product alone", "", f"{ratio:.2f} times", None, command))
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    arguments = parser.parse_args()
    if arguments.json:
        print(json.dumps(figures(arguments.statements, runs=arguments.runs)))
        sys.exit(0)
    sys.exit(0 if print_measures(measure(arguments.statements, runs=arguments.runs)) else 1)
