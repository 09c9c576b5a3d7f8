"""DNA 3.1's own outputs against ours: `python -m benchmarks.quality.dna FOLDER [--json]`."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.measure import Measure

from .comparing import compare_folder
from .verdicts import Verdict

COMMAND = "python -m benchmarks.quality.dna ../shared/data/dna"
FOLDER = Path(os.environ.get("ONRECORD_DATA", "../shared/data")) / "dna"


def measure() -> list[Measure]:
    """Reference outputs reproduced, of those that DNA computes without chance."""
    if not (FOLDER / "manifest.json").exists():
        return []
    found = compare_folder(FOLDER)
    counts = found.totals()
    fixed = counts[Verdict.EQUAL] + counts[Verdict.DIFFERENT] + counts[Verdict.UNSUPPORTED]
    drawn = [each for each in found.results if each.verdict in (Verdict.POSSIBLE, Verdict.IMPOSSIBLE)]
    failed = [each for each in found.results if each.verdict in (Verdict.ANSWERED, Verdict.REFUSED, Verdict.WRONG)]
    return [
        _measure("DNA outputs reproduced within 1e-9", counts[Verdict.EQUAL], fixed),
        _measure("DNA random searches: result possible under our formulas", counts[Verdict.POSSIBLE], len(drawn)),
        _measure("DNA crashes answered or refused clearly", len(failed) - counts[Verdict.WRONG], len(failed)),
    ]


def _measure(name: str, good: int, of: int) -> Measure:
    return Measure(name, f"{of}", f"{good} of {of}", good == of, COMMAND)
