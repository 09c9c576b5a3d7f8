"""Every job of a folder of DNA outputs, run by onrecord in compat mode and compared.

    python -m benchmarks.quality.dna FOLDER [--json] [--databases FOLDER] [--only TEXT]

FOLDER holds `manifest.json` and `outputs.tar.gz`, or the outputs unpacked. The databases are looked for in it, then in
`--databases` (default ../shared/data/dna). Deterministic outputs are equal (within 1e-9; native files byte by byte but
for random positions), different or unsupported. DNA's random searches and DNA's recorded crashes are counted apart:
see `verdicts.py`. `--json`: the last line is an object with the totals. Exits with 1 unless all is well.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from . import FOLDER
from .comparing import compare_folder
from .verdicts import BAD, Verdict


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality.dna", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument("--databases", type=Path, default=FOLDER, help="where databases lie that FOLDER lacks")
    parser.add_argument("--only", default="", help="only outputs whose id contains this")
    arguments = parser.parse_args()
    found = compare_folder(arguments.folder, databases=arguments.databases, only=arguments.only)
    for result in found.results:
        if result.verdict in BAD:
            print(f"{result.verdict.value:<12} {result.id}: {result.why}")
    print(f"{'kind':<24}" + "".join(f"{verdict.value:>13}" for verdict in Verdict))
    for kind, counts in sorted(found.by_kind().items()):
        print(f"{kind:<24}" + "".join(f"{counts[verdict]:>13}" for verdict in Verdict))
    totals = found.totals()
    print(f"{'all':<24}" + "".join(f"{totals[verdict]:>13}" for verdict in Verdict))
    if arguments.json:
        print(json.dumps(found.summary()))
    return 1 if any(totals[verdict] for verdict in BAD) else 0


if __name__ == "__main__":
    sys.exit(main())
