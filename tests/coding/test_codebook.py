"""Codebooks from YAML and CSV, and the errors that say what to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.coding import read_codebook
from onrecord.errors import CodebookError
from onrecord.record import ConceptKind

YAML = """
concepts:
  - {id: talks, label: announcement of talks, kind: option, rank: 1}
  - {id: toll, label: toll bridge, kind: option, rank: 2, keywords: [bridge, crossing fee], parent: talks}
"""
CSV = """id,label,kind,rank,keywords
talks,announcement of talks,option,1,
toll,toll bridge,option,2,bridge;crossing fee
"""


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content"), [("book.yaml", YAML), ("book.csv", CSV), ("semicolons.csv", CSV.replace(",", "\t"))]
)
def test_yaml_and_csv_give_the_same_concepts(tmp_path: Path, name: str, content: str) -> None:
    talks, toll = read_codebook(write(tmp_path, name, content))
    assert (talks.id, talks.kind, talks.rank) == ("talks", ConceptKind.OPTION, 1)
    assert toll.keywords == ("bridge", "crossing fee")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.yaml", "concepts: [{id: a}]", "needs both an id and a label"),
        ("a.yaml", "- {id: a, label: A, kind: opinion}", "allowed: option, issue, argument"),
        ("a.yaml", "- {id: a, label: A, rank: first}", "give a whole number"),
        ("a.yaml", "- {id: a, label: A}\n- {id: a, label: B}", "stands twice"),
        ("a.yaml", "- {id: a, label: A, parent: b}", "no id in this codebook"),
        ("a.yaml", "- {id: a, label: A, parent: b}\n- {id: b, label: B, parent: a}", "its own ancestor"),
        ("a.yaml", "- {id: a, label: A, colour: red}", "unknown field 'colour'"),
        ("a.yaml", "a: [", "not valid YAML"),
        ("a.yaml", "", "holds no concept"),
        ("a.csv", "name,label\nx,y\n", "lacks the column id"),
        ("a.txt", "x", "use .yaml, .yml or .csv"),
    ],
)
def test_error_names_the_file_and_says_what_is_allowed(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(CodebookError, match="a\\.") as raised:
        read_codebook(path)
    assert said in str(raised.value)


def test_missing_codebook_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        read_codebook(tmp_path / "none.yaml")
