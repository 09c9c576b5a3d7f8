"""How long `onrecord brief` takes on a small folder, how much memory, and how long `import onrecord` takes.

    python -m benchmarks.speed.brief [FOLDER] [--runs 5]

FOLDER is five articles or so (default ../shared/seeds). Wall time and peak memory of the whole process tree, medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Measure, print_measures

COMMAND = "python -m benchmarks.speed.brief"
SEEDS = Path("../shared/seeds")
MAX_SECONDS, MAX_GB, MAX_IMPORT_SECONDS = 15.0, 1.5, 0.2
_POLL_S = 0.05


def tree_memory(pid: int) -> int:
    """Bytes of private and shared memory that a process and its descendants hold now (proportional set size)."""
    total, pending = 0, [pid]
    while pending:
        current = pending.pop()
        try:
            rollup = Path(f"/proc/{current}/smaps_rollup").read_text()
            total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024
            for task in Path(f"/proc/{current}/task").iterdir():
                pending += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):  # ended meanwhile
            continue
    return total


def run_brief(folder: Path, out: Path) -> tuple[float, int]:
    """Seconds and peak bytes of one fresh `onrecord brief`."""
    started, peak = time.perf_counter(), 0
    command = [sys.executable, "-m", "onrecord", "brief", str(folder), "-o", str(out), "--json"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            time.sleep(_POLL_S)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - started, peak


def import_seconds() -> float:
    """Seconds that `import onrecord` adds to a bare interpreter."""
    code = "import time; t = time.perf_counter(); import onrecord; print(time.perf_counter() - t)"
    return float(subprocess.check_output([sys.executable, "-c", code], text=True))


def measure(folder: Path = SEEDS, *, runs: int = 5) -> list[Measure]:
    imports = statistics.median(import_seconds() for _ in range(runs))
    rows = [
        Measure(
            "import onrecord", f"< {MAX_IMPORT_SECONDS} s", f"{imports:.3f} s", imports < MAX_IMPORT_SECONDS, COMMAND
        )
    ]
    if not folder.is_dir():
        return rows
    with tempfile.TemporaryDirectory() as scratch:
        figures = [run_brief(folder, Path(scratch) / str(run)) for run in range(runs)]
    seconds = statistics.median(figure[0] for figure in figures)
    gigabytes = statistics.median(figure[1] for figure in figures) / 1e9
    spread = f"{min(f[0] for f in figures):.1f}-{max(f[0] for f in figures):.1f}"
    rows.append(
        Measure(
            "brief, five articles",
            f"< {MAX_SECONDS:g} s",
            f"{seconds:.1f} s ({spread})",
            seconds < MAX_SECONDS,
            COMMAND,
        )
    )
    rows.append(Measure("  peak memory", f"< {MAX_GB} GB", f"{gigabytes:.2f} GB", gigabytes < MAX_GB, COMMAND))
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=SEEDS)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    sys.exit(0 if print_measures(measure(arguments.folder, runs=arguments.runs)) else 1)
