"""Seconds and memory of networks from a statement table in memory, beside what numpy and scipy need at the least.

    python -m benchmarks.speed.networks [--statements 1000000] [--runs 3] [--json]

Invented statements: 500 organizations and 200 concepts of Zipf frequencies, five statements a document, ten years.
Each figure is the median of `--runs` fresh processes, that one first call included (nothing is kept from run to run).
`windows_s` takes at most 10,000 statements in 108 windows of twelve months.
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

if TYPE_CHECKING:
    from onrecord.network import StatementTable

COMMAND = "python -m benchmarks.speed.networks"
ORGANIZATIONS, CONCEPTS, PER_DOCUMENT, YEARS = 500, 200, 5, 10
WINDOW_STATEMENTS, WINDOWS = 10_000, 108
ZIPF = 0.6
SEED = 20
_START, _YEAR = 1_262_304_000, 31_556_952  # 2010-01-01
GOALS = {
    "one_mode_average_s": 1.0,
    "duplicates_document_s": 3.0,
    "windows_s": 0.5,
    "polarization_s": 10.0,
    "peak_memory_mb": 1000.0,
}


def made_table(n: int, *, years: float = YEARS, seed: int = SEED) -> StatementTable:
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
            "organization": entities("Organization", ORGANIZATIONS),
            "concept": entities("Concept", CONCEPTS),
            "agreement": Variable(Kind.BOOLEAN, (draw.random(n) < 0.6).astype(np.int32), (0, 1)),
        },
        spans=np.column_stack([starts, starts + 300]),
    )


def one_mode(n: int) -> Callable[[], object]:
    from onrecord.network import network

    table = made_table(n)
    return lambda: network(
        table, network_type="onemode", qualifier_aggregation="congruence", normalization="average"
    )


def duplicates(n: int) -> Callable[[], object]:
    from onrecord.network import network

    table = made_table(n)
    return lambda: network(
        table,
        network_type="onemode",
        qualifier_aggregation="congruence",
        normalization="average",
        duplicates="document",
    )


def windows(n: int) -> Callable[[], object]:
    from onrecord.network import network

    table = made_table(min(n, WINDOW_STATEMENTS))

    def run() -> object:
        series = network(
            table,
            network_type="onemode",
            qualifier_aggregation="congruence",
            normalization="average",
            time_window="months",
            window_size=12,
        )
        assert len(series.networks) >= WINDOWS  # type: ignore[union-attr]
        return series

    return run


def columns_read(n: int) -> Callable[[], object]:
    """The least that any answer costs: each column that enters is read once."""
    table = made_table(n)
    columns = [variable.codes for variable in table.variables.values()]
    return lambda: [int(column.sum()) for column in (*columns, table.times, table.documents)]


def bare_product(n: int) -> Callable[[], object]:
    """scipy alone: the sparse incidence matrix from ready codes, and its product."""
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
    "columns_read_s": columns_read,
    "bare_product_s": bare_product,
}


def run_task(task: str, n: int) -> tuple[float, float]:
    """Seconds of one call, and the peak megabytes of the process that made the table and called."""
    call = TASKS[task](n)
    started = time.perf_counter()
    call()
    seconds = time.perf_counter() - started
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def figures(n: int, *, runs: int = 3) -> dict[str, float]:
    """Name -> median seconds, and the peak memory of the largest process in megabytes."""
    found: dict[str, float] = {"statements": n}
    peak = 0.0
    context = multiprocessing.get_context("spawn")
    for task in TASKS:
        seconds = []
        for _ in range(runs):
            with context.Pool(1) as pool:  # a process each: no cache is warm, and memory is its own
                taken, megabytes = pool.apply(run_task, (task, n))
            seconds.append(taken)
            peak = max(peak, megabytes)
        found[task] = statistics.median(seconds)
    found["peak_memory_mb"] = peak
    found["one_mode_to_columns_read"] = found["one_mode_average_s"] / found["columns_read_s"]
    found["one_mode_to_bare_product"] = found["one_mode_average_s"] / found["bare_product_s"]
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    arguments = parser.parse_args()
    result: dict[str, Any] = figures(arguments.statements, runs=arguments.runs)
    print(json.dumps(result))
    sys.exit(0)
