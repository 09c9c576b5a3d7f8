from __future__ import annotations

import dataclasses
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.network import Kind
from onrecord.network.dna import (
    CodedSpan,
    CodedType,
    DnaDatabase,
    DnaError,
    TextDocument,
    compose,
    hash_password,
    password_fits,
    read_dna,
    write_dna,
)

from .made_databases import HARBOR_TEXT, databases, harbor

AT = datetime(2022, 1, 1)


def words(database: DnaDatabase) -> list[str]:
    texts = {each.id: each.text for each in database.documents}
    return [texts[each.document][each.start : each.stop] for each in database.statements]


def raw(path: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(query).fetchall()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(database=databases())
def test_nothing_is_lost_on_the_way_out_and_back(tmp_path: Path, database: DnaDatabase) -> None:
    path = tmp_path / "debate.dna"
    write_dna(database, path, overwrite=True)
    found = read_dna(path)
    assert found == database
    assert found.warnings == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), pieces=st.lists(st.sampled_from(["a", "\r\n", "\n", "🚢"]), min_size=1, max_size=10))
def test_carriage_returns_go_and_spans_keep_their_words(tmp_path: Path, data: st.DataObject, pieces: list[str]) -> None:
    first = data.draw(st.integers(0, len(pieces) - 1))
    last = data.draw(st.integers(first + 1, len(pieces)))
    start, stop = len("".join(pieces[:first])), len("".join(pieces[:last]))
    text = "".join(pieces)
    database = compose([TextDocument("t", text, AT)], [CodedType([CodedSpan("t", start, stop, {"agreement": 0})])])
    path = tmp_path / "debate.dna"
    write_dna(database, path, overwrite=True)
    found = read_dna(path)
    assert found.documents[0].text == text.replace("\r\n", "\n")
    assert words(found) == [text[start:stop].replace("\r\n", "\n")]


@pytest.mark.parametrize(("start", "stop"), [(1, 2), (1, 3), (2, 3)])
def test_half_a_line_end_becomes_a_whole_one(tmp_path: Path, start: int, stop: int) -> None:
    span = CodedSpan("t", start, stop, {"agreement": 1})
    write_dna(compose([TextDocument("t", "a\r\nb", AT)], [CodedType([span])]), tmp_path / "x.dna")
    assert words(read_dna(tmp_path / "x.dna")) == ["\n"]


def test_positions_in_the_file_are_utf16_units(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    before_ship = HARBOR_TEXT.index("\n")
    assert raw(path, "SELECT Start, Stop FROM STATEMENTS ORDER BY ID") == [
        (0, before_ship + 1),
        (0, before_ship + 1),
        (before_ship + 2, len(HARBOR_TEXT) + 1),
    ]


def test_every_statement_has_one_row_for_every_variable(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    assert raw(path, "SELECT COUNT(*) FROM DATASHORTTEXT") == [(9,)]
    assert raw(path, "SELECT COUNT(*) FROM DATABOOLEAN") == [(3,)]
    assert raw(path, "SELECT COUNT(*) FROM ENTITIES WHERE Value = ''") == [(3,)]
    described = raw(path, "SELECT COUNT(*) FROM ENTITIES e JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId")
    assert raw(path, "SELECT COUNT(*) FROM ATTRIBUTEVALUES") == described
    assert raw(path, "PRAGMA foreign_key_check") == []
    assert raw(path, "SELECT COUNT(*) FROM CODERRELATIONS") == [(2,)]


def test_columns_stand_in_dnas_order(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    columns = [row[1] for row in raw(path, "PRAGMA table_info(CODERS)")]
    assert columns[5:9] == ["Refresh", "FontSize", "Password", "PopupWidth"]


def test_what_another_program_counted_in_code_points_is_read_so_and_said(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    ship = HARBOR_TEXT.index("🚢")
    with sqlite3.connect(path) as connection:  # as UTF-16 units, the first would cut the ship in two
        connection.execute("UPDATE STATEMENTS SET Start = ?, Stop = ? WHERE ID = 1", (ship, ship + 1))
        connection.execute("UPDATE STATEMENTS SET Stop = Stop - 1 WHERE ID > 1")
        connection.execute("UPDATE STATEMENTS SET Start = Start - 1 WHERE ID = 3")
    found = read_dna(path)
    assert words(found) == ["🚢", *words(harbor())[1:]]
    assert any("code points" in warning for warning in found.warnings)


def test_texts_with_carriage_returns_are_read_as_dnas_editor_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE DOCUMENTS SET Text = REPLACE(Text, char(10), char(13, 10))")
    found = read_dna(path)
    assert found.documents == harbor().documents
    assert words(found) == words(harbor())
    assert any("line ends" in warning for warning in found.warnings)


def test_a_half_surrogate_in_the_file_is_one_unreadable_character(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE DOCUMENTS SET Text = CAST(X'61eda0bd62' AS TEXT) WHERE ID = 2")
    found = read_dna(path)
    assert found.documents[1].text == "a\ufffdb"
    assert any("no characters" in warning for warning in found.warnings)


def test_a_statement_without_its_value_is_read_as_none_and_not_written_as_agreement(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM DATABOOLEAN WHERE StatementId = 2")
    found = read_dna(path)
    assert found.statements[1].values[-1] is None
    assert any("lack a value" in warning for warning in found.warnings)
    with pytest.raises(DnaError, match=r"drop_incomplete=True"):
        found.table()
    assert found.table(drop_incomplete=True).ids.tolist() == [1, 3]
    with pytest.raises(DnaError, match=r"fill="):
        write_dna(found, tmp_path / "again.dna")
    write_dna(found, tmp_path / "again.dna", fill={"agreement": 0})
    assert read_dna(tmp_path / "again.dna").statements[1].values[-1] == 0


def test_statements_of_lost_documents_are_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE STATEMENTS SET DocumentId = 99 WHERE ID = 2")
    found = read_dna(path)
    assert [each.id for each in found.statements] == [1, 3]
    assert any("1 statements (2)" in warning for warning in found.warnings)


def test_database_becomes_a_statement_table() -> None:
    table = harbor().table()
    organization = table.variables["organization"]
    assert [organization.levels[code] for code in organization.codes] == ["Pilots", "Pilots", "Greens"]
    assert table.variables["agreement"].kind is Kind.BOOLEAN
    assert table.texts == ["The pilots 🚢 want the harbor dredged."] * 2 + ["The greens do not."]
    assert table.attributes["organization"]["Greens"] == {"Type": "party", "Alias": "", "Notes": "", "Seats": "12"}
    assert table.colors["organization"]["Greens"] == "#00aa00"
    assert table.documents_range == (1620034200, 1622505600)
    assert table.coders is not None
    assert [table.coders.levels[code] for code in table.coders.codes] == ["Ines", "Ines", "Admin"]


def test_unknown_statement_type_is_refused_with_the_labels_there_are() -> None:
    with pytest.raises(DnaError, match=r"'Story'.*'DNA Statement'"):
        harbor().table("Story")


def test_long_labels_are_shortened_apart_and_said() -> None:
    long = ["x" * 200, "x" * 201]
    statements = [CodedSpan("t", 0, 1, {"concept": concept, "agreement": 1}) for concept in long]
    database = compose([TextDocument("t", "text", AT, title="y" * 300)], [CodedType(statements)])
    concepts = [each.values[2] for each in database.statements]
    assert len(set(concepts)) == 2
    assert max(len(str(concept)) for concept in concepts) <= 190
    assert "3 labels were shortened" in database.warnings[0]


@pytest.mark.parametrize(
    ("change", "words_of_error"),
    [
        ({"text": "half \ud83d"}, "surrogate"),
        ({"title": "t" * 191}, "at most 190"),
        ({"text": "short"}, "statement 1 at"),
        ({"coder": 7}, "coder 7, who is not there"),
        ({"id": 2}, "used twice"),
    ],
)
def test_what_dna_cannot_hold_is_refused_before_anything_is_written(
    tmp_path: Path, change: dict[str, object], words_of_error: str
) -> None:
    database = harbor()
    first = dataclasses.replace(database.documents[0], **change)  # type: ignore[arg-type]
    broken = dataclasses.replace(database, documents=(first, *database.documents[1:]))
    with pytest.raises(DnaError, match=words_of_error):
        write_dna(broken, tmp_path / "x.dna")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    with pytest.raises(DnaError, match="exists already"):
        write_dna(harbor(), path)
    write_dna(harbor(), path, overwrite=True)


def test_a_file_that_is_open_elsewhere_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    (tmp_path / "harbor.dna-journal").write_bytes(b"in the middle of a transaction")
    with pytest.raises(DnaError, match="open in another program"):
        write_dna(harbor(), path, overwrite=True)


def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "harbor.dna"
    write_dna(harbor(), path)
    code = (
        "import sys; from tests.network.made_databases import harbor; from onrecord.network.dna import write_dna\n"
        "database = harbor(); print('go', flush=True)\n"
        f"while True: write_dna(database, {str(path)!r}, overwrite=True)"
    )
    root = Path(__file__).parents[2]
    for wait in (0.004, 0.013):
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=root)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(wait)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert words(read_dna(path)) == words(harbor())


def test_password_fits_its_digest_only() -> None:
    digest = hash_password("harbor", salt=bytes(range(16)))
    assert len(digest) == 64
    assert password_fits("harbor", digest)
    assert not password_fits("Harbor", digest)
    assert not password_fits("harbor", "no digest")
    assert hash_password("harbor") != digest
