"""Every measured number beside its goal.

    python -m benchmarks [--only NAME ...] [--write] [--quick]

NAME is a module below, such as `quality.dates`. `--write` puts the table into `src/onrecord/measured.toml`, from where
the dossier's method section takes its error rates, and into `docs/reference/measured.md`.
Exits with 1 when a floor of `benchmarks/floors.toml` is not held; a floor is lowered only by editing that file.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Measure, print_measures

MODULES = (
    "quality.cofenet",
    "quality.polnear",
    "quality.transfer",
    "quality.calibration",
    "quality.eight_bits",
    "quality.entities",
    "quality.lookup",
    "quality.boilerplate",
    "quality.boilerplate_html",
    "quality.dates",
    "quality.actors",
    "quality.provenance",
    "quality.planted",
    "quality.timeline",
    "quality.stance",
    "quality.decisions",
    "quality.dna",
    "robustness",
    "speed.tagger",
    "speed.brief",
    "speed.networks",
    "speed.workbench",
    "scale.throughput",
    "scale.gathers",
    "scale.networks",
    "scale.coders",
)
SLOW = (
    "quality.decisions", "robustness", "speed.workbench", "scale.throughput", "scale.gathers", "scale.networks",
    "scale.coders",
)  # fmt: skip
ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.toml")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def collect(names: list[str]) -> dict[str, list[Measure]]:
    """Module name -> its measures; a module whose data is missing says so and gives none."""
    found: dict[str, list[Measure]] = {}
    for name in names:
        print(f"... {name}", file=sys.stderr)
        found[name] = list(importlib.import_module(f"benchmarks.{name}").measure())
        if not found[name]:
            print("    nothing measured: its data is not in ../shared/data", file=sys.stderr)
    return found


def broken_floors(found: dict[str, list[Measure]]) -> list[str]:
    """Sentences for the measures that sank below (or rose above) what `floors.toml` allows."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    broken = []
    for module, measures in found.items():
        for measure in measures:
            bound = floors.get(module, {}).get(measure.name.strip())
            number = _NUMBER.search(measure.result)
            if bound is None or number is None:
                continue
            value = float(number.group())
            if value < bound.get("min", value) or value > bound.get("max", value):
                broken.append(f"{module}: {measure.name.strip()} is {measure.result}; the floor is {bound}")
    return broken


def write_tables(found: dict[str, list[Measure]]) -> None:
    """Replaces the rows of the measured modules in the shipped table and in the documentation."""
    target = ROOT / "src" / "onrecord" / "measured.toml"
    kept = tomllib.loads(target.read_text(encoding="utf-8")).get("measure", []) if target.exists() else []
    rows = [row for row in kept if row["module"] not in found]
    today = datetime.now(UTC).date().isoformat()
    for module, measures in found.items():
        rows += [
            {
                "module": module,
                "name": measure.name.strip(),
                "value": measure.result,
                "goal": measure.goal,
                "note": f"{measure.command} ({today})",
            }
            for measure in measures
            if not (measure.name.startswith(" ") and measure.goal == "-")  # a breakdown: printed, not kept
        ]
    order = {name: number for number, name in enumerate(MODULES)}
    rows.sort(key=lambda row: order.get(row["module"], len(order)))
    quoted = (
        "[[measure]]\n" + "".join(f'{key} = "{_escaped(str(value))}"\n' for key, value in row.items()) for row in rows
    )
    target.write_text("# Written by `python -m benchmarks --write`.\n\n" + "\n".join(quoted), encoding="utf-8")
    lines = ["# Measured", "", "Written by `python -m benchmarks --write`.", "", "| what | goal | result | command |"]
    lines += ["|---|---|---|---|"]
    lines += [f"| {row['name']} | {row['goal']} | {row['value']} | `{row['note']}` |" for row in rows]
    (ROOT / "docs" / "reference" / "measured.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", nargs="+", choices=MODULES, metavar="NAME", help=", ".join(MODULES))
    parser.add_argument("--quick", action="store_true", help=f"leave out {' and '.join(SLOW)}")
    parser.add_argument("--write", action="store_true", help="put the results into measured.toml and the docs")
    arguments = parser.parse_args()
    names = arguments.only or [name for name in MODULES if not (arguments.quick and name in SLOW)]
    found = collect(names)
    print_measures([measure for measures in found.values() for measure in measures])
    if arguments.write:
        write_tables(found)
    broken = broken_floors(found)
    for sentence in broken:
        print(f"BELOW THE FLOOR  {sentence}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
