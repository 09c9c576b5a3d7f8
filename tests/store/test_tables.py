from __future__ import annotations

import csv
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from onrecord.errors import InputError, StoreError
from onrecord.record import Annotation
from onrecord.store import Store, open_store, tables
from onrecord.store.columns import TABLES, ColumnType
from onrecord.store.table_files import guarded
from onrecord.store.tables import export_rows, export_tables, table_frame

from .invented import FERRY, GULL, add, annotate, full_project

REPOSITORY = Path(__file__).parents[2]
SCORER = REPOSITORY.parent / "shared" / "tools" / "score_polnear.py"


@pytest.fixture
def project(sqlite_place: Path) -> Iterator[Store]:
    with open_store(sqlite_place, create=True) as store:
        full_project(store)
        yield store


def rows_of(store: Store, table: str) -> list[dict[str, Any]]:
    return list(export_rows(store, table))


def test_every_table_has_its_columns_in_order(store: Store) -> None:
    full_project(store)
    for table, columns in TABLES.items():
        rows = rows_of(store, table)
        assert rows, table
        for row in rows:
            assert list(row) == [column.name for column in columns]


def test_reference_names_every_table_and_column_in_order() -> None:
    reference = (REPOSITORY / "docs" / "reference" / "tables.md").read_text(encoding="utf-8")
    for table, columns in TABLES.items():
        section = reference.split(f"\n## `{table}`\n")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == [column.name for column in columns], table


def test_attribution_row_joins_what_resolution_found(store: Store) -> None:
    gathered = full_project(store)
    mixed = next(row for row in rows_of(store, "attributions") if row["actor"])
    size = len(FERRY)
    assert mixed == {
        "id": gathered.sayings[1].attribution_id,
        "document": mixed["document"],
        "type": "mixed",
        "kind": "said",
        "source": [[0, 3]],
        "cue": [[3, 4]],
        "content": [[4, 6], [7, size]],
        "quote": [[5, 6]],
        "actor": "p-2",
        "actor_name": "Ilse Brandt",
        "also": ["p-1"],
        "via": [],
        "parent": None,
        "said_from": None,
        "said_to": "2031-12-01",
        "said_precision": "range",
        "cluster": "c-1",
        "origin": "tagger-en 1",
        "score": 0.9,
    }


def test_publication_found_by_gathering_goes_before_the_documents_own(store: Store) -> None:
    add(store, "Untouched by gathering.", "c.txt")
    full_project(store)
    dates = ("published_from", "published_to", "published_precision", "published_basis")
    assert [[row[name] for name in ("path", *dates)] for row in rows_of(store, "documents")] == [
        ["a/gull.txt", "2031-05-01", "2031-05-31", "month", "sister"],
        ["b/ferry.txt", "2031-05-03", "2031-05-03", "day", "text"],
        ["c.txt", None, None, "unknown", "none"],
    ]


def test_nested_values_are_plain_and_named(store: Store) -> None:
    full_project(store)
    brandt, courier = rows_of(store, "actors")
    ferry = next(row["id"] for row in rows_of(store, "documents") if row["path"] == "b/ferry.txt")
    harbour_master, engineer = brandt["roles"]
    assert harbour_master["evidence"] == {"document": ferry, "start": 0, "end": 7}
    assert (harbour_master["valid_from"], engineer["evidence"]) == ("2029-01-01", None)
    assert brandt["mentions"][0] == {"document": ferry, "start": 0, "end": 3, "type": "name"}
    assert (courier["aliases"], courier["roles"], courier["mentions"]) == ([], [], [])
    assert rows_of(store, "events")[0]["evidence"][0] == {"document": ferry, "start": 0, "end": 7}
    assert rows_of(store, "decisions")[0]["values"] == {"stance": "support", "memo": "“must come”"}


def test_run_that_stopped_before_gathering_says_null_and_not_nothing(store: Store) -> None:
    annotate(store, add(store, FERRY, "a.txt"))
    inner, outer = rows_of(store, "attributions")
    assert inner["source"] == []
    assert inner["parent"] == outer["id"]
    for name in ("actor", "actor_name", "via", "said_from", "said_to", "said_precision", "cluster"):
        assert outer[name] is None


def test_what_rests_on_a_document_that_is_gone_is_left_out(store: Store) -> None:
    full_project(store)
    store.forget_missing(["a/gull.txt"])
    (gull,) = rows_of(store, "documents")
    assert {row["document"] for row in rows_of(store, "attributions")} == {gull["id"]}
    assert [row["id"] for row in rows_of(store, "suggestions")] == ["s-0"]
    assert [row["id"] for row in rows_of(store, "statements")] == ["n-0"]
    assert len(rows_of(store, "decisions")) == 1


def test_jsonl_holds_the_rows_one_a_line(project: Store, tmp_path: Path) -> None:
    counts = export_tables(project, tmp_path / "out", format="jsonl")
    assert list(counts) == list(TABLES)
    for table, n_rows in counts.items():
        lines = (tmp_path / "out" / f"{table}.jsonl").read_text(encoding="utf-8").split("\n")
        assert lines.pop() == ""
        assert [json.loads(line) for line in lines] == rows_of(project, table)
        assert len(lines) == n_rows


def test_csv_holds_the_rows_with_nested_values_as_json(project: Store, tmp_path: Path) -> None:
    export_tables(project, tmp_path / "out", format="csv")
    for table, columns in TABLES.items():
        with (tmp_path / "out" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            cells = list(csv.DictReader(file))
        expected = [{c.name: as_cell(row[c.name], c.type) for c in columns} for row in rows_of(project, table)]
        assert [
            {name: json.loads(c) if c[:1] in "[{" and c else c for name, c in row.items()} for row in cells
        ] == expected


def as_cell(value: Any, kind: ColumnType) -> Any:
    if value is None:
        return ""
    return value if kind.nested else str(value)


def test_parquet_holds_the_rows_with_days_as_dates(project: Store, tmp_path: Path) -> None:
    export_tables(project, tmp_path / "out", format="parquet")
    for table in TABLES:
        read = pq.read_table(tmp_path / "out" / f"{table}.parquet").to_pylist(maps_as_pydicts="strict")
        assert [{name: plain(value) for name, value in row.items()} for row in read] == rows_of(project, table)


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def test_parquet_of_an_empty_project_is_typed_all_the_same(sqlite_place: Path, tmp_path: Path) -> None:
    with open_store(sqlite_place, create=True) as store:
        assert set(export_tables(store, tmp_path / "empty", format="parquet").values()) == {0}
        full_project(store)
        export_tables(store, tmp_path / "full", format="parquet")
    for table in TABLES:
        empty, full = (pq.read_schema(tmp_path / folder / f"{table}.parquet") for folder in ("empty", "full"))
        assert empty.equals(full)
        assert "null" not in {str(kind) for kind in empty.types}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_no_cell_is_taken_for_a_formula_and_the_guard_can_be_undone(text: str, cell: str) -> None:
    assert guarded(text) == cell
    assert re.sub(r"^'('*[=+\-@\t\r])", r"\1", cell) == text


def test_csv_guards_texts_of_articles_but_no_numbers(sqlite_place: Path, tmp_path: Path) -> None:
    with open_store(sqlite_place, create=True) as store:
        add(store, FERRY, "a.txt", title="=cmd|' /C calc'!A0", outlet="-5")
        export_tables(store, tmp_path / "out", format="csv")
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["title"], row["outlet"], row["n_chars"]) == ("'=cmd|' /C calc'!A0", "'-5", str(len(FERRY)))


def test_export_that_fails_leaves_the_last_one_whole(
    project: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_tables(project, tmp_path / "out", format="jsonl")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    add(project, "A third article.", "z.txt")

    def break_down(*_: object) -> Iterator[dict[str, Any]]:
        raise OSError(28, "No space left on device", "statements.jsonl")
        yield {}

    monkeypatch.setitem(tables.ROWS, "statements", break_down)
    with pytest.raises(StoreError, match="No space left"):
        export_tables(project, tmp_path / "out", format="jsonl")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_unknown_tables_and_formats_are_refused_with_those_there_are(project: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there are documents, attributions"):
        list(export_rows(project, "articles"))
    with pytest.raises(InputError, match="jsonl, csv, parquet"):
        export_tables(project, tmp_path, format="xlsx")  # type: ignore[arg-type]
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="give another folder"):
        export_tables(project, tmp_path / "file", format="csv")


def test_frame_has_typed_columns_also_when_empty(project: Store, sqlite_place: Path) -> None:
    statements = table_frame(project, "statements")
    assert list(statements["n_reports"]) == [1, 2]
    assert statements["said_to"].isna().tolist() == [True, False]
    assert statements["said_to"][1] == pd.Timestamp("2031-12-01")
    assert statements["via"][0] == ["p-1"]
    project.replace_statements([])
    empty = table_frame(project, "statements")
    assert empty.dtypes.equals(statements.dtypes)
    assert table_frame(project, "concepts")["rank"].tolist() == [2, pd.NA]


@pytest.mark.skipif(not SCORER.exists(), reason="../shared/tools is not there")
def test_exported_jsonl_is_what_the_scorer_of_attributions_reads(sqlite_place: Path, tmp_path: Path) -> None:
    gold = []
    with open_store(sqlite_place, create=True) as store:
        for text, name in ((FERRY, "ferry"), (GULL, "gull")):
            found = add(store, text, f"press/{name}.txt")
            annotation: Annotation = annotate(store, found)
            sides = [
                {
                    role: [[span.start, span.end] for span in getattr(each, role)]
                    for role in ("source", "cue", "content")
                }
                for each in annotation.attributions
            ]
            gold.append({"id": name, "text": text, "attributions": sides})
        export_tables(store, tmp_path / "out", format="jsonl")
    with gzip.open(tmp_path / "gold.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in gold)
    done = subprocess.run(
        [sys.executable, SCORER, tmp_path / "out", tmp_path / "gold.jsonl.gz", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    scores = json.loads(done.stdout.splitlines()[-1])
    assert scores["documents_found"] == 1
    assert scores["attribution_f1"] == scores["span_source_f1"] == scores["token_content_f1"] == 1
    assert "0 with a text of another length" in done.stdout
