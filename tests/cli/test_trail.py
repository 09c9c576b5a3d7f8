from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.errors import StoreError
from tests.dossier.invented import invented_material
from tests.made_project import make_project


def test_trail_writes_a_page_and_prints_the_methods_text(tmp_path: Path) -> None:
    project = make_project(tmp_path, invented_material())
    out = tmp_path / "audit.html"
    words = ["trail", str(project), "-o", str(out), "--text", "--resamples", "100"]
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0
    assert "We read 6 articles" in result.output
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.glob(".*partial")] == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    project = make_project(tmp_path, invented_material())
    with pytest.raises(StoreError, match="give another place with -o"):
        CliRunner().invoke(app, ["trail", str(project), "-o", str(tmp_path / "no" / "a.html")], catch_exceptions=False)
