from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.errors import InputError
from tests.dossier.invented import invented_material
from tests.made_project import make_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_project(tmp_path_factory.mktemp("sound"), invented_material()))


def run(*words: object) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_codings_go_out_with_their_losses_and_come_back(project: str, tmp_path: Path) -> None:
    printed = run("export", project, "--to", tmp_path / "bridge.qdpx", "--format", "qdpx")
    assert "6 codings on 6 texts" in printed
    assert "suggestions by machine" in printed
    done = json.loads(run("import", project, tmp_path / "bridge.qdpx", "--json"))
    assert (done["n_decisions"], done["n_repeated"], done["coders"]) == (0, 6, ["maria"])
    assert "0 codings by maria on record; 6 were there before" in run("import", project, tmp_path / "bridge.qdpx")


def test_codebook_and_web_annotations_go_out_into_a_folder(project: str, tmp_path: Path) -> None:
    run("export", project, "--to", tmp_path, "--format", "qdc")
    assert "0 new concepts on record" in run("import", project, tmp_path / "codings.qdc")
    told = json.loads(run("export", project, "--to", tmp_path, "--format", "jsonld", "--json"))
    assert told["codings"] == 6
    assert (tmp_path / "codings.qdc").exists()
    assert json.loads((tmp_path / "codings.jsonld").read_text(encoding="utf-8"))["total"] == 6


def test_wrong_endings_are_refused(project: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a file that ends in \.qdpx"):
        run("export", project, "--to", tmp_path / "x.zip", "--format", "qdpx")
    with pytest.raises(InputError, match=r"only \.qdpx and \.qdc can be imported"):
        run("import", project, tmp_path / "x.docx")
