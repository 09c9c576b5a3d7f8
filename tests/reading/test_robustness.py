"""The short version of `benchmarks/robustness.py`: hostile inputs, no crash, no hang, a clear line each."""

from __future__ import annotations

import sys

import pytest
from benchmarks.hostile_inputs import hostile_inputs
from benchmarks.robustness import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs address-space limits and links")


def test_sixty_hostile_inputs_neither_crash_nor_hang_and_each_has_a_clear_line() -> None:
    faults = [(row.name, row.result) for row in run(60, seed=3, small=True, every=3) if row.ok is False]
    assert faults == []


def test_the_same_seed_gives_the_same_inputs() -> None:
    first = [(hostile.name, hostile.family) for hostile in hostile_inputs(160, seed=5, small=True)]
    assert first == [(hostile.name, hostile.family) for hostile in hostile_inputs(160, seed=5, small=True)]
    assert len({name for name, _ in first}) == 160
