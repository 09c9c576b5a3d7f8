"""Articles a second of the per-document steps, and memory, as the folder grows.

    python -m benchmarks.scale.throughput [--sizes 100 1000] [--data ../shared/data]

Articles of about 700 words are made from the paragraphs of PolNeAR's training articles, no two alike. Measured is
reading, cleaning and attribution on all cores, each document committed to the store; gathering is timed apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from os import getpid
from pathlib import Path

from benchmarks.measure import Measure, print_measures
from benchmarks.speed.brief import tree_memory

COMMAND = "python -m benchmarks.scale.throughput"
DATA = Path("../shared/data")
MIN_RATE, WORDS = 5.0, 700


def write_articles(folder: Path, n: int, data: Path) -> None:
    """`n` text files of about 700 words: paragraphs drawn from random articles (seeded), so that no two are alike."""
    with gzip.open(data / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    draw = random.Random(7)
    for number in range(n):
        paragraphs: list[str] = []
        while sum(len(p.split()) for p in paragraphs) < WORDS:
            source = [p for p in draw.choice(texts).split("\n") if len(p.split()) > 8]
            if source:
                start = draw.randrange(len(source))
                paragraphs += source[start : start + 6]
        (folder / f"{number:05}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


class _MemoryWatch(threading.Thread):
    """Samples the memory of this process and its workers; `peak` in bytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak, self._stop_asked = 0, threading.Event()

    def run(self) -> None:
        while not self._stop_asked.wait(0.5):
            self.peak = max(self.peak, tree_memory(getpid()))

    def stop(self) -> int:
        self._stop_asked.set()
        self.join()
        return self.peak


def measure_size(n: int, data: Path) -> tuple[float, float, float]:
    """(articles a second of the per-document steps, peak gigabytes meanwhile, seconds of gathering)."""
    from onrecord.engine.local import LocalEngine
    from onrecord.pipeline import annotate_new_documents, gather, read_new_files
    from onrecord.settings import Settings
    from onrecord.store import open_store

    settings = Settings()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "clips"
        folder.mkdir()
        write_articles(folder, n, data)
        with (
            open_store(Path(scratch) / "project.onrecord", create=True) as store,
            LocalEngine(settings.workers, settings.item_timeout_s) as engine,
        ):
            watch = _MemoryWatch()
            watch.start()
            started = time.perf_counter()
            read_new_files(folder, store, engine, settings, lambda progress: None)
            annotate_new_documents(store, engine, settings, lambda progress: None)
            seconds = time.perf_counter() - started
            peak = watch.stop()
            print(
                f"    {n:,} articles: {n / seconds:.1f}/s, {peak / 1e9:.2f} GB; gathering ...",
                file=sys.stderr,
                flush=True,
            )
            started = time.perf_counter()
            gather(store, engine, None, lambda progress: None)
            return n / seconds, peak / 1e9, time.perf_counter() - started


def measure(sizes: Sequence[int] = (100, 1000), *, data: Path = DATA) -> list[Measure]:
    if not (data / "polnear").is_dir():
        return []
    rows: list[Measure] = []
    for n in sizes:
        rate, gigabytes, gathering = measure_size(n, data)
        command = f"{COMMAND} --sizes {n}"
        rows.append(
            Measure(
                f"per-document steps, {n:,} articles", f">= {MIN_RATE:g}/s", f"{rate:.1f}/s", rate >= MIN_RATE, command
            )
        )
        rows.append(Measure("  memory of all processes", "flat", f"{gigabytes:.2f} GB", None, command))
        rows.append(Measure("  gathering, whole collection", "", f"{gathering:.1f} s", None, command))
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--data", type=Path, default=DATA)
    arguments = parser.parse_args()
    sys.exit(0 if print_measures(measure(arguments.sizes, data=arguments.data)) else 1)
