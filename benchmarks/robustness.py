"""Reading under attack: 2,000 damaged or hostile inputs; no crash, no hang, a clear line each.

    python benchmarks/robustness.py [-n 2000] [--seed 7] [--seconds 20] [--memory-mb 1500] [--verbose]

Each input is written to a folder of its own and read in a worker process that may use `--memory-mb` of address space;
the worker is killed after `--seconds` of processor time. Counted: crashes (the process died or an error came out of the
reading room), hangs, and answers that break the contract (no reason, several lines, a text that cannot be stored, spans
out of bounds).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.hostile_inputs import HostileInput, hostile_inputs
from benchmarks.measure import Measure, print_measures
from onrecord.reading import list_files, read_file
from onrecord.record import Document, FileReport, FileStatus
from onrecord.text import sha256

MIB = 1024 * 1024
N_INPUTS = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """What one input came to: reports, processor seconds taken, and what was wrong ("" when nothing)."""

    reports: tuple[FileReport, ...]
    seconds: float
    fault: str = ""


def read_all(folder: Path) -> tuple[list[FileReport], str]:
    """Every report for the entries of a folder, and the first breach of the contract."""
    sources, reports = list_files(folder)
    fault = ""
    for source in sources:
        documents, report = read_file(source)
        reports.append(report)
        fault = fault or _document_fault(documents, report)
    return reports, fault or _report_fault(reports)


def _document_fault(documents: tuple[Document, ...], report: FileReport) -> str:
    if (report.status is FileStatus.READ) != bool(documents) or report.n_documents != len(documents):
        return f"{report.status.value} with {len(documents)} documents"
    for document in documents[:50]:
        text = document.text
        said = (text, document.title, document.outlet, document.byline, document.url, document.path)
        if any("\x00" in words or any("\ud800" <= sign <= "\udfff" for sign in words) for words in said if words):
            return "a NUL or lone surrogate in a document"
        if document.text_sha256 != sha256(text) or "\r" in text:
            return "text and identity disagree"
        at = 0
        for region in document.layout:
            if not at <= region.start < region.end <= len(text):
                return "layout regions overlap or lie outside the text"
            at = region.end
        if document.published_evidence and not document.published_evidence.of(text).strip():
            return "evidence of the date lies outside the text"
    return ""


def _report_fault(reports: list[FileReport]) -> str:
    if not reports:
        return "no report"
    for report in reports:
        if report.status is not FileStatus.READ and not report.reason.strip():
            return "no reason given"
        if "\n" in report.reason or "Traceback" in report.reason or len(report.reason) > 400:
            return "a reason that is not one clear line"
    return ""


def _work(pipe: Connection, memory_mb: int) -> None:
    """The worker: reads folders sent through the pipe until it is closed."""
    limit = memory_mb * MIB
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    while True:
        try:
            folder = pipe.recv()
        except EOFError:
            return
        began = time.process_time()
        try:
            reports, fault = read_all(folder)
        except BaseException as error:
            reports, fault = [], f"crash: {type(error).__name__}: {error}"
        pipe.send(Answer(tuple(reports[:2000]), time.process_time() - began, fault))


class Reader:
    """A worker process that is replaced when it dies or hangs."""

    def __init__(self, *, seconds: float, memory_mb: int) -> None:
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._memory_mb), daemon=True)
        self._process.start()
        theirs.close()

    def read(self, folder: Path) -> Answer:
        self._pipe.send(folder)
        began = time.perf_counter()
        cpu_began = self._cpu_seconds()
        try:
            while not self._pipe.poll(0.2):
                # Processor time, so that other work on the machine is not taken for a hang; a sleeper is found by the
                # wall clock in the end.
                waited = time.perf_counter() - began
                if self._cpu_seconds() - cpu_began > self._seconds or waited > 15 * self._seconds:
                    fault = f"hang: more than {self._seconds:.0f} s"
                    break
            else:
                answer = self._pipe.recv()
                assert isinstance(answer, Answer)
                return answer
        except (EOFError, ConnectionError):
            fault = "crash: the process died"
        self.close()
        self._start()
        return Answer((), time.perf_counter() - began, fault)

    def _cpu_seconds(self) -> float:
        """Processor time of the worker so far, from /proc; the wall clock where there is none."""
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return time.perf_counter()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def measure() -> list[Measure]:
    """The full exam: 2,000 inputs at full size."""
    return run(N_INPUTS)


def run(
    n: int,
    *,
    seed: int = 7,
    seconds: float = 20,
    memory_mb: int = 1500,
    small: bool = False,
    verbose: bool = False,
    every: int = 1,
) -> list[Measure]:
    """Reads `n` inputs, of the generator's list every `every`-th, and returns the counts beside their goals."""
    faults: list[tuple[HostileInput, str]] = []
    outcomes: Counter[str] = Counter()
    slowest = (0.0, "")
    reader = Reader(seconds=seconds, memory_mb=memory_mb)
    root = Path(tempfile.mkdtemp(prefix="onrecord-robustness-"))
    n_read = 0
    try:
        for number, hostile in enumerate(islice(hostile_inputs(n * every, seed=seed, small=small), 0, None, every)):
            folder = root / str(number)
            folder.mkdir()
            hostile.write(folder)
            answer = reader.read(folder)
            n_read += 1
            slowest = max(slowest, (answer.seconds, hostile.name))
            outcomes.update(report.status.value for report in answer.reports)
            if answer.fault:
                faults.append((hostile, answer.fault))
            if verbose:
                for report in answer.reports[:6]:
                    print(
                        f"{answer.seconds:6.2f}s {hostile.family:18} {report.status.value:7} {report.path[-60:]!r}"
                        f" {report.reason}"
                    )
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        reader.close()
        shutil.rmtree(root, ignore_errors=True)
    for hostile, fault in faults:
        print(f"FAULT {hostile.family}: {hostile.name}: {fault}")
    counted = Counter(fault.split(":")[0] for _, fault in faults)
    crashes, hangs = counted.pop("crash", 0), counted.pop("hang", 0)
    command = f"python benchmarks/robustness.py -n {n} --seed {seed}"
    told = ", ".join(f"{count} {status}" for status, count in sorted(outcomes.items()))
    return [
        Measure(f"crashes on {n_read} hostile inputs", "0", str(crashes), crashes == 0, command),
        Measure(f"hangs beyond {seconds:.0f} s", "0", str(hangs), hangs == 0, command),
        Measure("unclear or unsound answers", "0", str(counted.total()), counted.total() == 0, command),
        Measure("reports", "", told, None, command),
        Measure("slowest input", f"{seconds:.0f} s", f"{slowest[0]:.1f} s {slowest[1]}", None, command),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="damaged and hostile inputs: no crash, no hang, a clear line each")
    parser.add_argument("-n", type=int, default=N_INPUTS)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--memory-mb", type=int, default=1500)
    parser.add_argument("--small", action="store_true", help="cut the bombs and long texts down, as the tests do")
    parser.add_argument("--verbose", action="store_true", help="print every report")
    arguments = parser.parse_args()
    measures = run(
        arguments.n, seed=arguments.seed, seconds=arguments.seconds, memory_mb=arguments.memory_mb,
        small=arguments.small, verbose=arguments.verbose,
    )  # fmt: skip
    return 0 if print_measures(measures) else 1


if __name__ == "__main__":
    sys.exit(main())
