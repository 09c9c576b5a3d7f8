"""A part of DNA's own outputs; all of them: `python -m benchmarks.quality.dna`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from benchmarks.quality.dna import FOLDER
from benchmarks.quality.dna.comparing import judge
from benchmarks.quality.dna.reference import opened
from benchmarks.quality.dna.verdicts import BAD

from onrecord.network.dna import read_dna, write_dna

EVERY = 11


needs_reference = pytest.mark.skipif(
    not (FOLDER / "manifest.json").exists(), reason=f"no reference outputs at {FOLDER}"
)


def columns_of(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Table -> names and types of its columns, in their order."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
        return {
            table: [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({table})")]
            for (table,) in tables
        }


@needs_reference
def test_our_tables_are_those_of_dna(tmp_path: Path) -> None:
    with opened(FOLDER, FOLDER) as reference:
        theirs = reference.path("db/sample.dna")
        write_dna(read_dna(theirs), tmp_path / "ours.dna")
        assert columns_of(tmp_path / "ours.dna") == columns_of(theirs)


@needs_reference
def test_a_database_of_dna_comes_back_whole(tmp_path: Path) -> None:
    with opened(FOLDER, FOLDER) as reference:
        for name in ("db/sample.dna", "db/rich.dna"):
            before = read_dna(reference.path(name))
            write_dna(before, tmp_path / "again.dna", overwrite=True)
            after = read_dna(tmp_path / "again.dna")
            n = len(before.entities)
            assert after.entities[:n] == before.entities
            assert {each.value for each in after.entities[n:]} <= {""}  # DNA wants one for every short text
            for field in ("coders", "documents", "statement_types", "statements", "regexes", "links", "settings"):
                assert getattr(after, field) == getattr(before, field)


@needs_reference
def test_outputs_of_dna_come_out_again() -> None:
    with opened(FOLDER, FOLDER) as reference:
        results = [judge(reference, job) for job in reference.jobs[::EVERY]]
    assert [each for each in results if each.verdict in BAD] == []
