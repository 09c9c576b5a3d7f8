"""A table of known actors given to a run stays with the project, and is never fetched from anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import brief
from onrecord.errors import InputError

pytestmark = pytest.mark.usefixtures("in_this_process")
TABLE = """id,name,kind,aliases,office,organization,from,to
Q1,Ottilie Brandvold,person,Otti,prime minister,Kallvik,2030-01-01,2033-12-31
"""
ARTICLE = """Kallvik's prime minister said on Monday that the ferry line would stay.

The rain went on in Kallvik all week.
"""


def brief_of(folder: Path, out: Path, **options: object) -> list[str]:
    with brief(folder, out, **options) as project:  # type: ignore[arg-type]
        return [saying.actor_name for saying in project.store.sayings()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "clips"
    made.mkdir()
    (made / "2031-05-06_gull.txt").write_text(f"Published: 6 May 2031\n\n{ARTICLE}", encoding="utf-8")
    return made


def test_the_holder_of_an_office_is_known_from_the_table_also_in_later_runs(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "known.csv"
    table.write_text(TABLE, encoding="utf-8")
    assert "Ottilie Brandvold" not in brief_of(folder, tmp_path / "a")
    assert "Ottilie Brandvold" in brief_of(folder, tmp_path / "a", actors=table)
    (folder / "2031-05-07_gull.txt").write_text("Published: 7 May 2031\n\nNothing new was said.", encoding="utf-8")
    assert "Ottilie Brandvold" in brief_of(folder, tmp_path / "a")
    table.write_text(TABLE.splitlines()[0] + "\n", encoding="utf-8")
    assert "Ottilie Brandvold" not in brief_of(folder, tmp_path / "a", actors=table)


def test_a_table_that_cannot_be_used_is_refused_before_anything_changes(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "known.csv"
    table.write_text("id,nome\n1,x\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"known\.csv"):
        brief_of(folder, tmp_path / "a", actors=table)
