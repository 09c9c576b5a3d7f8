"""Seconds and memory of the gathers as a collection grows, step by step, on an invented press.

    python -m benchmarks.scale.gathers [--sizes 1000 5000 20000 100000] [--workers 2] [--keep FOLDER] [--add 10]

The articles come annotated (see `invented`), so that only what follows annotation is measured: the two maps over single
articles, run on all cores, and the gathers. Wall seconds, CPU seconds of all processes, and the peak memory of all
processes together (proportional set size). Then `--add` articles more are put in and gathered again. With `--keep` the
projects stay in a folder and are used again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Measure, print_measures
from benchmarks.scale.invented import invented_articles
from benchmarks.speed.brief import tree_memory

if TYPE_CHECKING:
    from onrecord.gathering import Progress
    from onrecord.record import Annotated
    from onrecord.store import Store

COMMAND = "python -m benchmarks.scale.gathers"
SIZES = (1_000, 5_000)
MAX_MINUTES, MAX_GB, AT = 10.0, 4.0, 100_000
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Step:
    """What one step took."""

    name: str
    wall: float = 0.0
    cpu: float = 0.0
    peak: int = 0


@dataclass(slots=True)
class Watch:
    """Takes the time and the memory of each step that a gather reports; sampled twice a second."""

    steps: list[Step] = field(default_factory=list)
    _started: tuple[float, float] = (0.0, 0.0)
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Watch:
        self._begin("looking for what changed")
        threading.Thread(target=self._sample, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._over.set()

    def report(self, progress: Progress) -> None:
        if progress.step != self.steps[-1].name:
            self._end()
            self._begin(progress.step)

    def _begin(self, name: str) -> None:
        self.steps.append(Step(name))
        self._started = (time.perf_counter(), tree_cpu(os.getpid()))

    def _end(self) -> None:
        wall, cpu = self._started
        self.steps[-1].wall += time.perf_counter() - wall
        self.steps[-1].cpu += tree_cpu(os.getpid()) - cpu

    def _sample(self) -> None:
        while not self._over.wait(0.5):
            here = self.steps[-1]
            here.peak = max(here.peak, tree_memory(os.getpid()))

    @property
    def whole(self) -> Step:
        return Step(
            "all", sum(s.wall for s in self.steps), sum(s.cpu for s in self.steps), max(s.peak for s in self.steps)
        )


def tree_cpu(pid: int) -> float:
    """CPU seconds that a process and its descendants have taken, ended ones that were waited for included."""
    total, pending = 0, [pid]
    while pending:
        current = pending.pop()
        try:
            fields = Path(f"/proc/{current}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:15] if current == pid else fields[11:13]))
            for task in Path(f"/proc/{current}/task").iterdir():
                pending += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):  # ended meanwhile
            continue
    return total / _TICKS


def fill(store: Store, articles: Iterable[Annotated]) -> None:
    """Puts annotated articles into a project, a thousand at a time."""
    from onrecord.record import FileReport, FileStatus

    source = iter(articles)
    while page := list(islice(source, 1_000)):
        with store.transaction():
            for one in page:
                report = FileReport(one.document.path, FileStatus.READ, "", 1)
                store.save_reading(report, "invented", (one.document,))
                store.save_annotation(one.document.id, one.regions, one.annotation, version="invented")


def gather_watched(store: Store, workers: int) -> Watch:
    from onrecord.engine.local import LocalEngine
    from onrecord.pipeline import gather

    with Watch() as watch, LocalEngine(workers) as engine:
        gather(store, engine, None, watch.report)
    return watch


def measure_size(n: int, *, workers: int = 2, add: int = 0, keep: Path | None = None) -> tuple[Watch, Watch | None]:
    """The steps of gathering `n` articles, and of gathering again when `add` more have come."""
    from onrecord.store import open_store

    with tempfile.TemporaryDirectory(dir=keep) as scratch:
        made = (keep or Path(scratch)) / f"invented-{n}.onrecord"
        if not made.exists():
            part = made.with_suffix(".part")
            part.unlink(missing_ok=True)
            with open_store(part, create=True) as store:
                fill(store, invented_articles(n))
            part.replace(made)
        project = Path(scratch) / "project.onrecord"
        shutil.copy(made, project)
        with open_store(project) as store:
            first = gather_watched(store, workers)
            if not add:
                return first, None
            fill(store, islice(invented_articles(n + add), n, None))
            return first, gather_watched(store, workers)


def measure(sizes: Sequence[int] = SIZES, *, workers: int = 2, add: int = 0, keep: Path | None = None) -> list[Measure]:
    found: list[tuple[int, Watch]] = []
    rows: list[Measure] = []
    for n in sizes:
        print(f"... {n:,} articles", file=sys.stderr, flush=True)
        watch, again = measure_size(n, workers=workers, add=add, keep=keep)
        found.append((n, watch))
        print_curve(found)
        command, whole = f"{COMMAND} --sizes {n}", watch.whole
        goal = n >= AT
        rows.append(
            Measure(
                f"gathers, {n:,} articles",
                f"<= {MAX_MINUTES:g} min" if goal else "",
                f"{whole.wall / 60:.1f} min",
                whole.wall / 60 <= MAX_MINUTES if goal else None,
                command,
            )
        )
        rows.append(
            Measure(
                "  memory of all processes",
                f"<= {MAX_GB:g} GB",
                f"{whole.peak / 1e9:.2f} GB",
                whole.peak / 1e9 <= MAX_GB,
                command,
            )
        )
        if again is not None:
            rows.append(
                Measure(f"  {add} articles added", "", f"{again.whole.wall:.1f} s", None, f"{command} --add {add}")
            )
    return rows


def print_curve(found: Sequence[tuple[int, Watch]]) -> None:
    """Milliseconds of CPU an article for every step and size: level where a step is linear."""
    names = list(dict.fromkeys(step.name for _, watch in found for step in watch.steps))
    print(f"{'CPU ms an article (wall s; peak GB)':<36}" + "".join(f"{n:>26,}" for n, _ in found))
    for name in [*names, "all"]:
        line = f"{name:<36}"
        for n, watch in found:
            here = [watch.whole] if name == "all" else [step for step in watch.steps if step.name == name]
            cpu, wall = sum(s.cpu for s in here), sum(s.wall for s in here)
            peak = max((s.peak for s in here), default=0)
            line += f"{1000 * cpu / n:>10.2f} ({wall:>6.1f}; {peak / 1e9:>4.2f})"
        print(line, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--add", type=int, default=0, help="articles to add afterwards")
    parser.add_argument("--keep", type=Path, help="folder for the projects, made once and used again")
    arguments = parser.parse_args()
    measures = measure(arguments.sizes, workers=arguments.workers, add=arguments.add, keep=arguments.keep)
    sys.exit(0 if print_measures(measures) else 1)
