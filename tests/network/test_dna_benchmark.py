"""The command that holds DNA's outputs against ours, on an invented folder of its form."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

from benchmarks.quality.dna.comparing import compare_folder

from onrecord.network.dna import write_dna

from .made_databases import harbor

ROOT = Path(__file__).parents[2]
MATRIX = '"","dredging","growth"\n"Greens",-1,0\n"Pilots",1,1\n'
NETWORK = {"network": "twomode", "variable1": "organization", "variable2": "concept", "aggregation": "subtract"}


def job(id: str, kind: str = "network", *, status: str = "ok", **options: Any) -> dict[str, Any]:
    files = [f"{id}.csv"] if status == "ok" else []
    return {"id": id, "kind": kind, "db": "db/harbor.dna", "options": options, "status": status, "files": files}


def made_folder(folder: Path, *, packed: bool) -> Path:
    outputs = folder / "outputs"
    (outputs / "db").mkdir(parents=True)
    write_dna(harbor(), outputs / "db" / "harbor.dna")
    (outputs / "right.csv").write_text(MATRIX, encoding="utf-8")
    (outputs / "wrong.csv").write_text(MATRIX.replace("-1", "-1.00000001"), encoding="utf-8")
    (outputs / "other.csv").write_text("", encoding="utf-8")
    jobs = [
        job("right", **NETWORK),
        job("wrong", **NETWORK),
        job("other", "horoscope"),
        job("crashed", status="error", **NETWORK, exclude_variables=["mood"], exclude_values=["x"]),
        job("answered", "barplot", status="error", variable1="concept", qualifier="organization", duplicates="include"),
    ]
    jobs += [
        job(f"crashed {how}", status="error", **{**NETWORK, "network": "onemode", "aggregation": how})
        for how in ("ignore", "congruence")
    ]
    jobs.append(job("crashed file", "native", status="error", **NETWORK, format="graphml"))
    target = outputs
    if packed:
        target = folder / "packed"
        target.mkdir()
        with tarfile.open(target / "outputs.tar.gz", "w:gz") as archive:
            archive.add(outputs, arcname=".")
    (target / "manifest.json").write_text(json.dumps({"outputs": jobs}), encoding="utf-8")
    return target


def test_each_output_is_judged(tmp_path: Path) -> None:
    found = compare_folder(made_folder(tmp_path, packed=False))
    verdicts = {each.id: each.verdict.value for each in found.results}
    assert verdicts == {
        "right": "equal",
        "wrong": "different",
        "other": "unsupported",
        "crashed": "refused",
        "answered": "answered",
        "crashed ignore": "answered",
        "crashed congruence": "answered",
        "crashed file": "answered",
    }
    assert found.results[1].why.startswith("cells differ by up to 1e-08")


def test_the_last_line_holds_the_totals(tmp_path: Path) -> None:
    folder = made_folder(tmp_path, packed=True)
    command = [sys.executable, "-m", "benchmarks.quality.dna", str(folder), "--json"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    totals = json.loads(ended.stdout.splitlines()[-1])
    assert (totals["equal"], totals["different"], totals["unsupported"]) == (1, 1, 1)
    assert totals["crashes"] == {"answered": 4, "refused": 1, "wrong": 0}
    assert totals["by_kind"]["horoscope"] == {"unsupported": 1}
    assert ended.returncode == 1
    assert "different    wrong:" in ended.stdout
