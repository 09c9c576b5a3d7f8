"""A project's statements as a statement table and as a `.dna` database. The debate is invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.network.dna import read_dna
from onrecord.project import Project

from .dossier.invented import invented_material
from .made_project import make_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with Project.open(make_project(tmp_path_factory.mktemp("debate"), invented_material())) as opened:
        yield opened


def test_statements_for_or_against_are_rows_and_the_others_are_told(project: Project) -> None:
    made = project.statement_table()
    assert made.table.n == len(made.statement_ids) == 13
    assert set(made.table.frame()["agreement"]) == {0, 1}
    assert made.notes[0] == "2 statements are neutral or conditional, and left out"


def test_any_stance_keeps_all_statements_and_offers_no_agreement(project: Project) -> None:
    frame = project.statement_table(any_stance=True).table.frame()
    assert len(frame) == 15
    assert "agreement" not in frame
    assert set(frame["stance"]) == {"support", "oppose", "neutral", "conditional"}
    assert set(frame["position"]) == {1, 0, -1}


def test_a_statement_that_two_papers_report_is_one_row(project: Project) -> None:
    frame = project.statement_table().table.frame()
    mockery = frame[(frame["actor"] == "Olin Barge") & (frame["concept"] == "Bridge over Marlow Sound")]
    assert len(mockery) == 1
    reports = project.statements.set_index("id").loc["x6", "n_reports"]
    assert reports == 2


def test_rows_lead_back_to_the_statements_and_words_of_the_project(project: Project) -> None:
    made = project.statement_table()
    statements = project.statements.set_index("id")
    texts = project.table("documents").set_index("id")
    for row in made.table.frame().to_dict("records"):
        (one,) = made.statements_of([row["id"]])
        assert statements.loc[one, "actor_name"] == row["actor"]
        assert statements.loc[one, "document"] == row["document"]
        assert row["stop"] - row["start"] == len(row["text"])
        assert row["stop"] <= texts.loc[row["document"], "n_chars"]


def test_a_cell_of_the_network_opens_its_statements(project: Project) -> None:
    made = project.statement_table()
    found = project.network(qualifier_aggregation="subtract")
    ids = made.statements_of(found.statements_of("Ada Quill", "Bridge over Marlow Sound"))  # type: ignore[union-attr]
    assert ids == ("x1", "x13")


def test_rough_days_stand_in_the_middle_and_undated_ones_on_the_first_day(project: Project) -> None:
    made = project.statement_table()
    days = {
        made.statement_ids[row["id"] - 1]: row["time"].date().isoformat()
        for row in made.table.frame().to_dict("records")
    }
    assert days["x1"] == "2034-03-02"
    assert days["x9"] == "2034-03-16"  # March 2034
    assert days["x4"] == "2034-02-25"  # 20 February to 3 March
    assert days["x15"] == min(days.values())
    assert "1 statement is without a date, and put on the first day" in made.notes
    assert "6 statements are dated by the middle of a range of days" in made.notes


def test_where_dates_matter_undated_statements_are_left_out_and_told(project: Project) -> None:
    everything = project.network()
    dated = project.network(duplicates="week")
    assert everything.n_statements - dated.n_statements == 1  # type: ignore[union-attr]
    assert "1 statement is without a date, and left out" in dated.warnings
    assert project.network(duplicates="document").n_statements == 13  # type: ignore[union-attr]


def test_persons_organizations_relays_and_outlets_have_columns_of_their_own(project: Project) -> None:
    frame = project.statement_table().table.frame().set_index("actor")
    port = frame.loc["Marlow Port Authority"]
    assert (port["person"], port["organization"], port["via"]) == ("", "Marlow Port Authority", "aides to the mayor")
    sand = frame.loc["Pia Sand"]
    assert (sand["person"], sand["organization"], sand["document_source"]) == ("Pia Sand", "", "Northern Wire")


def test_accepted_only_leaves_the_suggestions_out(project: Project) -> None:
    frame = project.statement_table(accepted_only=True).table.frame()
    assert set(frame["status"]) == {"accepted"}
    assert len(frame) == 6
    notes = "; ".join(project.network().warnings)
    assert "7 of 13 statements are suggested by machine and not yet decided by a person" in notes
    assert "suggested" not in "; ".join(project.network(accepted_only=True).warnings)


def test_kinds_of_actors_are_attributes_of_the_nodes(project: Project) -> None:
    found = project.network()
    assert found.row_attributes["Marlow Port Authority"]["kind"] == "organization"  # type: ignore[union-attr]


def test_a_project_without_positions_says_what_is_missing(tmp_path: Path) -> None:
    with (
        Project.open(tmp_path / "project.onrecord", create=True) as empty,
        pytest.raises(InputError, match=r"no statement to make a network of.*the project has none"),
    ):
        empty.network()


def test_a_dna_database_of_a_project_is_read_back_whole(project: Project, tmp_path: Path) -> None:
    notes = project.write_dna(tmp_path / "sound.dna")
    database = read_dna(tmp_path / "sound.dna")
    texts = {document.text for document in database.documents}
    assert texts == {article.document.text for article in invented_material().articles}
    written = {
        (row["actor"], row["concept"], row["agreement"], row["text"])
        for row in project.statement_table().table.frame().to_dict("records")
    }
    frame = database.table().frame()
    read = {
        (row["person"] or row["organization"], row["concept"], row["agreement"], row["text"])
        for row in frame.to_dict("records")
    }
    assert read == written
    assert set(frame["coder"]) == {"coder:maria", "coder-en 1"}
    assert notes[0] == "2 statements are neutral or conditional, and left out"
    assert "articles without a date, which stand on 1970-01-01: 1 of 6" in notes


def test_articles_of_a_dna_database_keep_outlet_author_and_what_is_known_of_their_day(
    project: Project, tmp_path: Path
) -> None:
    project.write_dna(tmp_path / "sound.dna")
    by_text = {document.text.split("\n")[0]: document for document in read_dna(tmp_path / "sound.dna").documents}
    post = by_text["Mayor wants a bridge over Marlow Sound by 2040"]
    assert (post.source, post.author, post.notes) == ("Sound Post", "Jory Penn", "")
    assert datetime.fromtimestamp(post.date, UTC) == datetime(2034, 3, 3, tzinfo=UTC)
    assert by_text["Save the ferry!"].notes == "The day of publication is not known."
    assert by_text["The tunnel nobody mentions"].notes == "Published between 2034-03-01 and 2034-03-31."


def test_variables_that_coders_noted_are_variables_of_the_table(tmp_path: Path) -> None:
    from dataclasses import replace

    material = invented_material()
    noted = [replace(one, values={"irony": n % 2 == 0, "reach": n}) for n, one in enumerate(material.statements)]
    noted[3] = replace(noted[3], values={"irony": True, "actor": "x"})
    with Project.open(make_project(tmp_path, replace(material, statements=tuple(noted)))) as project:
        made = project.statement_table(any_stance=True)
        frame = made.table.frame()
        assert set(frame["irony"]) == {0, 1}
        assert sorted(set(frame["own actor"])) == ["", "x"]
        assert list(frame["reach"]).count("") == 1
        assert f"reach is noted on 14 of {len(frame)} statements, and blank on the others" in made.notes
        assert project.network(variable2="irony", qualifier=None).matrix.shape[1] == 2
