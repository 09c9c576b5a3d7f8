"""The pages on networks do what they say: every command and every line of Python runs, in order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.project import Project

from .dossier.invented import invented_material
from .made_project import make_project

HOWTO = Path(__file__).parents[1] / "docs" / "how-to"
RDNA = (
    "dna_addDocuments dna_addStatement dna_api dna_backbone dna_barplot dna_closeDatabase dna_deleteDocuments "
    "dna_deleteStatements dna_evaluateBackboneSolution dna_getAttributes dna_getDocuments dna_getStatements "
    "dna_getVariables dna_init dna_multiclust dna_network dna_openConnectionProfile dna_openDatabase "
    "dna_phaseTransitions dna_polarization dna_printDetails dna_queryCoders dna_sample dna_saveConnectionProfile "
    "dna_scale1dbin dna_scale1dord dna_scale2dbin dna_scale2dord dna_setAttributes dna_tidygraph autoplot"
).split()


def blocks(page: str, language: str) -> list[str]:
    text = (HOWTO / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the pages speak of: `debate.dna`, `harbor.csv` and the project `clips-onrecord`."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "clips-onrecord").mkdir()
    with Project.open(make_project(folder / "clips-onrecord", invented_material())) as project:
        project.write_dna(folder / "debate.dna")
    (folder / "harbor.csv").write_text(blocks("networks.md", "csv")[0], encoding="utf-8")
    return folder


@pytest.mark.parametrize("page", ["networks.md", "for-dna-users.md"])
def test_commands_of_a_page_run_in_order(page: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    for line in lines:
        program, *words = shlex.split(line, comments=True)
        assert program == "onrecord"
        if words[0] == "network":  # `brief` has tests of its own
            if "debate.dna" in words:
                words += ["--variable1", "person"]  # the invented people belong to no organization
            done = CliRunner().invoke(app, words)
            assert (done.exit_code, done.exception) == (0, None), line


@pytest.mark.parametrize("page", ["networks.md", "for-dna-users.md"])
def test_python_of_a_page_runs_from_top_to_bottom(page: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page, "exec"), names)


def test_every_function_of_rdna_has_a_row() -> None:
    page = (HOWTO / "for-dna-users.md").read_text(encoding="utf-8")
    assert [name for name in RDNA if f"`{name}`" not in page] == []


def test_functions_named_beside_those_of_rdna_are_there() -> None:
    from onrecord import network
    from onrecord.network import exports, measures, plots

    page = (HOWTO / "for-dna-users.md").read_text(encoding="utf-8")
    table = page[page.index("## rDNA, function by function") : page.index("## The program")]
    offered = {name for module in (network, exports, measures, plots) for name in dir(module)} | set(network.__all__)
    called = set(
        re.findall(r"\b((?:plot|write|find|measure|detect|nested|evaluate|to|nodes|edges|event)_\w+)\b", table)
    )
    assert called - {"to_csv", "find_all", "write_dna"} <= offered
    assert len(called) > 12
