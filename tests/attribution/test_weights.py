from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.weights import open_manifest


def write(folder: Path, *, sha: str | None = None) -> None:
    (folder / "toy.bin").write_bytes(b"weights")
    digest = sha or hashlib.sha256(b"weights").hexdigest()
    (folder / "toy.toml").write_text(f'version = 3\n[files.network]\nfile = "toy.bin"\nsha256 = "{digest}"\n')


def test_manifest_names_version_and_checked_files(tmp_path: Path) -> None:
    write(tmp_path)
    manifest = open_manifest("toy", folder=tmp_path)
    assert manifest.origin == "toy 3"
    assert manifest.files == {"network": tmp_path / "toy.bin"}


def test_damaged_weights_are_refused_with_the_way_out(tmp_path: Path) -> None:
    write(tmp_path, sha="0" * 64)
    with pytest.raises(ModelError, match=r"toy\.bin: damaged.*reinstall"):
        open_manifest("toy", folder=tmp_path)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"toy\.toml: the weights"):
        open_manifest("toy", folder=tmp_path)
    write(tmp_path)
    (tmp_path / "toy.bin").unlink()
    with pytest.raises(ModelError, match=r"toy\.bin: missing"):
        open_manifest("toy", folder=tmp_path)


@pytest.mark.parametrize("manifest", ["version =", "version = 1\n", 'files = "x"\nversion = 1'])
def test_unreadable_manifest_is_told_from_a_missing_one(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "toy.toml").write_text(manifest)
    with pytest.raises(ModelError, match="manifest"):
        open_manifest("toy", folder=tmp_path)
