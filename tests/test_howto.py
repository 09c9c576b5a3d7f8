"""The how-to pages do what they say: their Python runs, their settings are there, all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.attribution.language_model.settings import PREFIX, LanguageModelSettings
from onrecord.plugins import CODERS, EXTRACTORS, LOADERS
from onrecord.testing import check_loader

FOLDER = Path(__file__).parents[1] / "docs" / "how-to"
NEEDS = {"use-from-spacy.md": "spacy"}


def blocks(page: str, language: str) -> list[str]:
    text = (FOLDER / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["use-from-spacy.md", "write-an-extractor.md"])
def test_python_of_a_page_runs_from_top_to_bottom(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    if page in NEEDS:
        pytest.importorskip(NEEDS[page])
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page, "exec"), names)
    if page == "use-from-spacy.md":
        assert "Mara Quill" in capsys.readouterr().out


def test_loader_of_the_page_keeps_the_contract(tmp_path: Path) -> None:
    names: dict[str, object] = {}
    for block in blocks("write-an-extractor.md", "python"):
        exec(compile(block, "write-an-extractor.md", "exec"), names)
    path = tmp_path / "sound.notes"
    path.write_text("The ferries\n\nQuill said that the ferries were full.", encoding="utf-8")
    (article,) = check_loader(names["Notes"](), path)  # type: ignore[operator]
    assert article.fields["title"] == "The ferries"


def test_groups_of_entry_points_are_named_as_they_are() -> None:
    named = set(re.findall(r'"(onrecord\.\w+)"', "".join(blocks("write-an-extractor.md", "toml"))))
    assert named <= {EXTRACTORS, LOADERS, CODERS}
    assert {EXTRACTORS, LOADERS} <= named


def test_every_setting_of_the_language_model_is_documented_and_no_other() -> None:
    page = (FOLDER / "use-a-language-model.md").read_text(encoding="utf-8")
    documented = set(re.findall(rf"^\| `({PREFIX}\w+)` \|", page, re.MULTILINE))
    assert documented == {PREFIX + name.upper() for name in LanguageModelSettings.model_fields}


@pytest.mark.parametrize(
    ("name", "shown"), [("url", "`http://127.0.0.1:11434/v1`"), ("timeout_s", "120"), ("passage_chars", "4000")]
)
def test_defaults_of_the_language_model_are_as_documented(name: str, shown: str) -> None:
    page = (FOLDER / "use-a-language-model.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{PREFIX}{name.upper()}`"))
    assert f"default {shown}" in row
    assert str(LanguageModelSettings.model_fields[name].default).removesuffix(".0") == shown.strip("`")
