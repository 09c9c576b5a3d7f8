"""Seconds and memory of networks as the statements grow from ten thousand to ten million.

    python -m benchmarks.scale.networks [--sizes 10000 100000 1000000 10000000]

Statements as in `benchmarks.speed.networks`: 500 organizations, 200 concepts, five statements a document, so that only
the number of statements grows. Each figure is of one fresh process. `growth` is the exponent of a line through the
logarithms of CPU seconds from 100,000 statements on: 1 is linear.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import sys
from collections.abc import Sequence

from benchmarks.measure import Measure, print_measures
from benchmarks.speed.networks import run_task

COMMAND = "python -m benchmarks.scale.networks"
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
TASKS = {"one_mode_average_s": "one-mode, average", "duplicates_document_s": "without duplicates in a document"}
MAX_GROWTH = 1.15  # sorting adds a logarithm
_FIXED = 100_000  # below, the 500 by 500 result costs more than the statements


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float | None:
    """Least-squares slope of log CPU seconds over log statements; None for less than two sizes."""
    points = [(math.log(n), math.log(s)) for n, s in zip(sizes, seconds, strict=True) if n >= _FIXED]
    if len(points) < 2:
        return None
    mean_x, mean_y = (sum(each) / len(points) for each in zip(*points, strict=True))
    slope: float = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    return slope


def measure(sizes: Sequence[int] = SIZES[:3]) -> list[Measure]:
    rows = []
    command = f"{COMMAND} --sizes {' '.join(map(str, sizes))}"
    context = multiprocessing.get_context("spawn")
    for task, words in TASKS.items():
        cpu_seconds = []
        for n in sizes:
            with context.Pool(1) as pool:
                taken, worked, megabytes = pool.apply(run_task, (task, n))
            cpu_seconds.append(worked)
            result = f"{taken:.3f} s, {worked:.3f} CPU s, {worked / n * 1e9:.0f} ns each, {megabytes:.0f} MB"
            rows.append(Measure(f"{words}, {n:,} statements", "", result, None, command))
            print(f"    {rows[-1].name}: {result}", file=sys.stderr, flush=True)
        slope = growth(sizes, cpu_seconds)
        if slope is not None:
            rows.append(Measure(f"{words}: growth", f"<= {MAX_GROWTH}", f"{slope:.2f}", slope <= MAX_GROWTH, command))
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    sys.exit(0 if print_measures(measure(parser.parse_args().sizes)) else 1)
