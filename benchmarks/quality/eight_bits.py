"""What 8-bit integers cost: F1 of the shipped weights beside those of the same checkpoint in 32-bit floats.

    python -m training.tagger.export training/runs/e/final.pt --plain --to training/runs/plain
    python -m benchmarks.quality.eight_bits [FOLDER] [--json]

FOLDER (default training/runs/plain) holds the plain export. Both are read by the same rules, with the shipped score and
thresholds, on PolNeAR dev; exact spans also on CofeNet's validation file. A loss is what the integers cost in points of
F1; below 0 they gain.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from benchmarks.quality import cofenet, polnear
from onrecord.attribution.labels import ROLES
from onrecord.attribution.tagger import NAME, Tagger
from onrecord.record import Document
from onrecord.weights import open_manifest

COMMAND = "python -m benchmarks.quality.eight_bits"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
PLAIN = Path("training/runs/plain")
GOAL = 0.3


def figures(tagger: Tagger) -> dict[str, float]:
    """F1 in points by measure."""
    with gzip.open(DATA / "polnear/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    documents = [(Document(f"row-{n}", ("row",), row["text"], ""), ()) for n, row in enumerate(rows)]
    annotations = iter(tagger.annotate_many(documents))

    def find(_: str) -> list[polnear.Parts]:
        found = [a for a in next(annotations).attributions if a.parent is None]
        return [
            {role.value: [(s.start, s.end) for s in getattr(a, role.value)] for role in ROLES} for a in found
        ]  # fmt: skip

    counts = polnear.evaluate(rows, find)
    wanted = {"full attribution": "full", "speech only": "speech"}
    wanted |= {f"{role.value} spans, exact": f"{role.value} exact" for role in ROLES}
    values = {name: 100 * polnear.f1(*counts[key]) for key, name in wanted.items()}
    exact = cofenet.scores(_cofenet_rows(), tagger=tagger)
    return values | {f"{role.value} exact, CofeNet valid": 100 * exact[f"{role.value}_exact_f1"] for role in ROLES}


def _cofenet_rows() -> Iterator[dict[str, Any]]:
    return cofenet.read(DATA / "polnear/cofenet_protocol/valid.jsonl.gz")


def losses(folder: Path) -> dict[str, tuple[float, float]]:
    """Measure -> (F1 in floats, F1 in integers)."""
    shipped = open_manifest(NAME)
    plain = replace(shipped, files={**shipped.files, "network": open_manifest(NAME, folder=folder).files["network"]})
    floats, integers = figures(Tagger(plain)), figures(Tagger(shipped))
    return {name: (value, integers[name]) for name, value in floats.items()}


def measure(folder: Path = PLAIN) -> list[Measure]:
    """Loss beside the goal; empty without the corpus or the plain export."""
    if not (folder / f"{NAME}.toml").exists() or not (DATA / "polnear/dev.jsonl.gz").exists():
        return []
    rows = []
    for name, (floats, integers) in losses(folder).items():
        loss = floats - integers
        goal = name == "full" or name.endswith("exact")
        rows.append(
            Measure(f"8 bits: loss of {name} F1", f"<= {GOAL} points" if goal else "",
                    f"{loss:+.2f} ({floats:.2f} -> {integers:.2f})", loss <= GOAL if goal else None, COMMAND)
        )  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=PLAIN)
    parser.add_argument("--json", action="store_true", help="only the last line, as JSON: measure -> loss in points")
    given = parser.parse_args()
    if not (given.folder / f"{NAME}.toml").exists():
        raise SystemExit(f"{given.folder}: no plain export; make one as the first lines of this file say")
    if given.json:
        print(json.dumps({name: round(a - b, 2) for name, (a, b) in losses(given.folder).items()}))
    else:
        print_measures(measure(given.folder))


if __name__ == "__main__":
    main()
