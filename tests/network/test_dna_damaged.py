from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from onrecord.network.dna import DnaError, opening, read_dna, write_dna

from .made_databases import harbor


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_dna(harbor(), tmp_path / "harbor.dna")
    return tmp_path / "harbor.dna"


def change(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"<?xml version='1.0'?><discourse/>", "DNA 1"),
        (b'{"type": "mysql"}', "connection profile"),
        (b"statement_id;time", "not a .dna database"),
    ],
)
def test_other_files_are_named_for_what_they_are(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "x.dna").write_bytes(content)
    with pytest.raises(DnaError, match=words) as refused:
        read_dna(tmp_path / "x.dna")
    assert "x.dna" in str(refused.value)


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DnaError, match="no such file"):
        read_dna(tmp_path / "x.dna")
    with pytest.raises(DnaError, match="is a folder"):
        read_dna(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("version", "words"), [("2.0 beta 25", "DNA 2.0 beta 25.*import"), ("4.0", "versions 3.x"), ("", "unknown version")]
)
def test_other_versions_say_what_to_do(path: Path, version: str, words: str) -> None:
    change(path, f"UPDATE SETTINGS SET Value = '{version}'")
    with pytest.raises(DnaError, match=f"(?i){words}"):
        read_dna(path)


def test_databases_of_other_programs_are_refused(tmp_path: Path) -> None:
    change(tmp_path / "x.dna", "CREATE TABLE songs (title TEXT)")
    with pytest.raises(DnaError, match="not one of DNA"):
        read_dna(tmp_path / "x.dna")


def test_missing_tables_and_columns_are_named(path: Path) -> None:
    change(path, "ALTER TABLE DOCUMENTS RENAME COLUMN Section TO Part")
    with pytest.raises(DnaError, match=r"DOCUMENTS.*Section"):
        read_dna(path)
    change(path, "DROP TABLE VARIABLELINKS")
    with pytest.raises(DnaError, match="VARIABLELINKS are missing"):
        read_dna(path)


def test_values_that_dna_does_not_write_are_refused(path: Path) -> None:
    change(path, "UPDATE DOCUMENTS SET Text = X'00ff'")
    with pytest.raises(DnaError, match="does not write"):
        read_dna(path)


def test_a_file_in_use_is_refused_after_a_while(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_PATIENCE_S", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DnaError, match="another program"):
        read_dna(path)
    other.execute("ROLLBACK")
    other.close()
    assert read_dna(path).documents


@pytest.mark.parametrize("place", range(100, 24_000, 3_000))
def test_damage_is_told_or_harmless(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place : place + 200] = b"\xa5" * 200
    path.write_bytes(content)
    with contextlib.suppress(DnaError):  # and no other error
        read_dna(path)


def test_a_file_cut_off_is_told(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9_000])
    with pytest.raises(DnaError, match="damaged"):
        read_dna(path)


def test_reading_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    read_dna(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
