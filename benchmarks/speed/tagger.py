"""Words a second from text to attributions, on one core and on two, and what the network alone would reach.

    python -m benchmarks.speed.tagger [FOLDER] [--runs 5] [--json]

FOLDER holds articles as .txt files; without it the articles of PolNeAR dev are read. Everything counts: words, word
pieces, network, decoding, attributions with inner voices, names. A word is what white space separates. One core: CPU
seconds of one process, which other programs on the machine lengthen less than they do wall time. Two processes: each
reads all articles, on a core of its own, at the same time; twice the CPU seconds of one process alone over the mean of
theirs (what they lose to each other: caches, memory). On a machine without other work this is the ratio of wall times.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from onrecord.attribution import load_tagger
from onrecord.attribution.tokens import units
from onrecord.record import Document

COMMAND = "python -m benchmarks.speed.tagger"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
GOAL_WORDS, GOAL_CORES, GOAL_MB = 8_000, 1.9, 30.0
BATCH = 16  # articles a call


@dataclass(frozen=True, slots=True)
class Speed:
    """Medians over the runs, in words a second; `spread` from the slowest to the fastest run of one core."""

    one_core: float
    spread: tuple[float, float]
    network: float
    two_against_one: float


def read(folder: Path | None) -> list[str]:
    if folder is not None:
        return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    path = DATA / "polnear/dev.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def annotate_all(texts: Sequence[str]) -> None:
    documents: list[tuple[Document, Sequence[Any]]] = [
        (Document(f"article-{n}", (f"{n}.txt",), text, ""), ()) for n, text in enumerate(texts)
    ]
    for begin in range(0, len(documents), BATCH):
        load_tagger().annotate_many(documents[begin : begin + BATCH])


def network_alone(texts: Sequence[str]) -> None:
    tagger = load_tagger()
    for begin in range(0, len(texts), BATCH):
        found = [unit for text in texts[begin : begin + BATCH] for unit in units(text, tagger.encoder.tokenizer)]
        tagger.encoder.scores(found)


def _cpu_seconds(task: tuple[int, Sequence[str], float]) -> float:
    """Of one process's reading, which begins at an agreed time so that both really run at once."""
    core, texts, begins_at = task
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    annotate_all(texts[:2])  # loads the weights, and remembers the commonest words
    time.sleep(max(begins_at - time.time(), 0))
    started = time.process_time()
    annotate_all(texts)
    return time.process_time() - started


def speed(texts: Sequence[str], *, runs: int = 5) -> Speed:
    n_words = sum(len(text.split()) for text in texts)
    annotate_all(texts[:2])
    whole, alone, one, two = ([] for _ in range(4))  # type: list[float], list[float], list[float], list[float]
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))
    for _ in range(runs):
        for seconds, work in ((whole, annotate_all), (alone, network_alone)):
            started = time.process_time()
            work(texts)
            seconds.append(time.process_time() - started)
        for times, used in ((one, cores[-1:]), (two, cores[-2:])):
            with get_context("spawn").Pool(len(used)) as pool:
                found = pool.map(_cpu_seconds, [(core, texts, time.time() + 6) for core in used], chunksize=1)
            times.append(statistics.mean(found))
    rates = [n_words / seconds for seconds in whole]
    return Speed(
        statistics.median(rates), (min(rates), max(rates)), n_words / statistics.median(alone),
        statistics.median(2 * alone_s / beside_s for alone_s, beside_s in zip(one, two, strict=True)),
    )  # fmt: skip


def megabytes() -> float:
    """What the weights take on disk."""
    from onrecord.weights import FOLDER

    return sum(path.stat().st_size for path in FOLDER.glob("tagger-en*")) / 1e6


def measure(folder: Path | None = None, *, runs: int = 5) -> list[Measure]:
    texts = read(folder)
    size = megabytes()
    rows = [Measure("tagger: files", f"<= {GOAL_MB:.0f} MB", f"{size:.1f} MB", size <= GOAL_MB, COMMAND)]
    if not texts:
        return rows
    found = speed(texts, runs=runs)
    spread = "-".join(f"{value:,.0f}" for value in found.spread)
    ratio = found.two_against_one
    return [
        Measure("tagger: words a second, one core", f">= {GOAL_WORDS:,}", f"{found.one_core:.0f} ({spread})",
                found.one_core >= GOAL_WORDS, COMMAND),
        Measure("  share of the network's own speed", "", f"{found.one_core / found.network:.2f}", None, COMMAND),
        Measure("tagger: two processes against one", f">= {GOAL_CORES} x", f"{ratio:.2f} x", ratio >= GOAL_CORES,
                COMMAND),
        *rows,
    ]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="only the last line, as JSON: measure -> value")
    given = parser.parse_args()
    if not given.json:
        return 0 if print_measures(measure(given.folder, runs=given.runs)) else 1
    texts = read(given.folder)
    if not texts:
        raise SystemExit(f"no articles: give a folder of .txt files, or put PolNeAR under {DATA}")
    found = speed(texts, runs=given.runs)
    values = {
        "words_per_second_one_core": round(found.one_core),
        "network_words_per_second": round(found.network),
        "share_of_network": round(found.one_core / found.network, 3),
        "two_against_one": round(found.two_against_one, 3),
        "megabytes": round(megabytes(), 2),
    }
    print(json.dumps(values))
    return 0


if __name__ == "__main__":
    sys.exit(main())
