"""A part of DNA's own outputs; all of them: `python -m benchmarks.quality.dna`."""

from __future__ import annotations

import pytest
from benchmarks.quality.dna import FOLDER
from benchmarks.quality.dna.comparing import judge
from benchmarks.quality.dna.reference import opened
from benchmarks.quality.dna.verdicts import BAD

EVERY = 11


@pytest.mark.skipif(not (FOLDER / "manifest.json").exists(), reason=f"no reference outputs at {FOLDER}")
def test_outputs_of_dna_come_out_again() -> None:
    with opened(FOLDER, FOLDER) as reference:
        results = [judge(reference, job) for job in reference.jobs[::EVERY]]
    assert [each for each in results if each.verdict in BAD] == []
