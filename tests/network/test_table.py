"""Statement tables from DataFrames and files, their order, merging, and what is refused."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import (
    Kind,
    Network,
    NetworkError,
    StatementTable,
    Variable,
    merge_tables,
    network,
    read_table,
    table_from_frame,
    write_event_list,
)
from onrecord.network.ordering import chronological

from .made_tables import HARBOR, coded, statement_rows, table_of


def frame(**more: Any) -> pd.DataFrame:
    columns: dict[str, Any] = {
        "id": [7, 8, 9],
        "time": ["2020-03-01", "2020-01-05T14:09:00", "2020-02-01 10:00:00"],
        "document": ["b", "a", "b"],
        "document_source": ["Post", "Times", None],
        "organization": ["Pilots, retired", None, 'The "Port"'],
        "concept": ["dredging", "tariff", "NA"],
        "agreement": [True, False, True],
        "salience": [3, -1, 3],
    }
    return pd.DataFrame({name: column for name, column in {**columns, **more}.items() if column is not None})


def values_of(table: StatementTable) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.frame().to_dict("records")
    return rows


def test_a_frame_becomes_a_table_with_kinds_read_from_its_values() -> None:
    table = table_from_frame(frame())
    assert {name: each.kind for name, each in table.variables.items()} == {
        "organization": Kind.TEXT,
        "concept": Kind.TEXT,
        "agreement": Kind.BOOLEAN,
        "salience": Kind.INTEGER,
    }
    assert set(table.document_variables) == {"source", "id"}
    assert table.times[1] == int((datetime(2020, 1, 5, 14, 9) - datetime(1970, 1, 1)).total_seconds())
    first = values_of(table)[0]
    assert (first["id"], first["organization"], first["agreement"]) == (8, "", 0)


def test_integers_of_zero_and_one_are_a_boolean_unless_said_otherwise() -> None:
    assert table_from_frame(frame(agreement=[1, 0, 1])).variables["agreement"].kind is Kind.BOOLEAN
    asked = table_from_frame(frame(agreement=[1, 0, 1]), kinds={"agreement": "integer"})
    assert asked.variables["agreement"].kind is Kind.INTEGER
    assert table_from_frame(frame(salience=["03", "1", "1"])).variables["salience"].kind is Kind.TEXT
    assert table_from_frame(frame(salience=[1.5, 2, 3])).variables["salience"].kind is Kind.TEXT
    assert table_from_frame(frame(salience=["-3", "1", "1"])).variables["salience"].kind is Kind.INTEGER


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"time": None}, "there is no column 'time'; there are: id, document"),
        ({"document": None}, "there is no column 'document'"),
        ({"id": [7, 7, 9]}, "holds the same id twice"),
        ({"id": [7, 7.5, 9]}, "'id' is not a whole number in 1 rows, first in row 2 \\(7.5\\)"),
        ({"time": ["2020-03-01", "soon", None]}, "'time' has no date in 1 rows, first in row 3"),
        (
            {"time": ["2020-03-01", "soon", "then"]},
            "'time' is not a date such as .* in 2 rows, first in row 2 \\('soon'",
        ),
        ({"time": [20160101, 20160102, 20160103]}, "holds numbers such as 20160101, which are no seconds since 1970"),
        ({"time": [1577836800000, 0, 0]}, "holds numbers such as 1577836800000"),
        ({"time": ["now", "2020-03-01", "today"]}, "'time' is not a date such as .* in 2 rows, first in row 1"),
        ({"document": ["a", None, "b"]}, "'document' names no document in 1 rows, first in row 2"),
        ({"agreement": [True, None, True]}, "'agreement' has no value in 1 rows, first in row 2"),
        ({"salience": [1, None, 5]}, "'salience' has no value in 1 rows, first in row 2"),
        ({"concept": [["wax"], ["oil"], ["wax"]]}, "'concept' holds lists or other values"),
    ],
)
def test_what_cannot_be_read_is_named_by_column_and_row(columns: dict[str, Any], said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        table_from_frame(frame(**columns))


@pytest.mark.parametrize(
    "day", ["2020-03-01", "01.03.2020", "1.3.2020 00:00", "20200301", datetime(2020, 3, 1), pd.Timestamp("2020-03-01")]
)
def test_dates_are_read_in_the_ways_people_write_them(day: Any) -> None:
    table = table_from_frame(frame(time=[day, "2020-03-01T00:00:00", day]))
    assert set(table.times.tolist()) == {1583020800}


def test_whole_numbers_with_gaps_and_mixed_cells_keep_their_values() -> None:
    table = table_from_frame(frame(salience=[1.0, 4.0, 1.0], concept=[3, "wax", None]))
    assert table.variables["salience"].levels == (1, 4)
    assert [row["concept"] for row in values_of(table)] == ["wax", "", "3"]
    one_document = table_from_frame(frame(document=[2, 2, "x"]))
    assert one_document.document_ids == ("2", "x")
    assert table_from_frame(frame().set_axis(["id", "time", "document", 4, 5, 6, 7, 8], axis=1)).variables.keys() >= {
        "7"
    }


def test_kinds_that_do_not_fit_their_values_are_refused() -> None:
    with pytest.raises(NetworkError, match="'concept' is neither true nor false, 1 nor 0"):
        table_from_frame(frame(), kinds={"concept": "boolean"})
    with pytest.raises(NetworkError, match="no column 'stance'"):
        table_from_frame(frame(), kinds={"stance": "boolean"})
    with pytest.raises(NetworkError, match=r"kinds.*'truth'.*short text, long text, integer, boolean"):
        table_from_frame(frame(), kinds={"agreement": "truth"})


def test_zones_are_dropped_and_the_wall_clock_counts() -> None:
    zoned = pd.to_datetime(["2020-03-01 23:30"] * 3).tz_localize("Europe/Warsaw")
    for column in (zoned, ["2020-03-01T23:30:00+01:00", "2020-03-01T23:30:00Z", "2020-03-01 23:30"]):
        table = table_from_frame(frame(time=column))
        assert {str(row["time"]) for row in values_of(table)} == {"2020-03-01 23:30:00"}
    assert table_from_frame(frame(time=[10**9, 10**9 + 1, 5])).times.tolist() == [10**9, 10**9 + 1, 5]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet", ";csv"])
def test_a_file_gives_the_table_it_was_written_from(suffix: str, tmp_path: Path) -> None:
    table = table_from_frame(frame())
    path = tmp_path / f"statements.{suffix[1:]}"
    if suffix == ".parquet":
        table.frame().to_parquet(path)
    else:
        table.frame().to_csv(path, sep={".csv": ",", ".tsv": "\t", ";csv": ";"}[suffix], index=False)
    again = read_table(path)
    assert values_of(again) == values_of(table)
    assert [each.kind for each in again.variables.values()] == [each.kind for each in table.variables.values()]
    assert network(again).rows == network(table).rows  # type: ignore[union-attr]


def test_files_that_are_no_tables_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=r"gone\.csv: there is no such file"):
        read_table(tmp_path / "gone.csv")
    with pytest.raises(NetworkError, match=r"picture\.png: not a table"):
        read_table(tmp_path / "picture.png")
    for name, content in (("broken.parquet", b"PAR1"), ("empty.csv", b""), ("odd.csv", b"\xff\xfe\x00")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NetworkError, match=name):
            read_table(tmp_path / name)


def test_rows_longer_than_the_header_are_refused_and_never_shifted(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    for more in ((",extra", ",extra"), (",extra", ""), ("", ",extra")):
        rows = [f"{name},wax,{n},2020-03-01{more[n]}" for n, name in enumerate(("Guild", "Union"))]
        path.write_text("\n".join(["organization,concept,document,time", *rows]))
        with pytest.raises(NetworkError, match=r"ragged.csv: cannot be read as a table \(.*(more cells|saw 5)"):
            read_table(path)


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(NetworkError, match="two columns 'concept'"):
        table_from_frame(pd.concat([frame(), frame()[["concept"]]], axis=1))


def test_an_event_list_is_a_table_again(tmp_path: Path) -> None:
    table = table_from_frame(
        frame(start=[0, 5, 9], stop=[4, 8, 12], text=["a", "b", "c"], organization=["Guild", "Union", "Union"])
    )
    path = tmp_path / "events.csv"
    for compat in (None, "dna"):
        write_event_list(table, path, compat=compat)
        again = read_table(path).frame()
        assert again[table.frame().columns].to_dict("records") == values_of(table)


def test_columns_may_have_names_of_their_own(tmp_path: Path) -> None:
    renamed = frame().rename(columns={"time": "day", "document": "article"})
    table = table_from_frame(renamed, time="day", document="article", document_variables=["salience"])
    assert "salience" in table.document_variables
    path = tmp_path / "own.csv"
    renamed.to_csv(path, index=False)
    assert read_table(path, time="day", document="article").n == 3


def test_columns_of_different_length_are_a_mistake() -> None:
    table = table_of(HARBOR)
    with pytest.raises(ValueError, match="concept has 2 values for 10 statements"):
        dataclasses.replace(table, variables={"concept": coded(Kind.TEXT, ["wax", "honey"])})


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_statements_are_ordered_by_time_document_span_and_id(data: st.DataObject) -> None:
    n, n_documents = data.draw(st.integers(0, 12)), data.draw(st.integers(1, 5))
    small = st.lists(st.integers(0, 3), min_size=n, max_size=n)
    documents = data.draw(st.lists(st.integers(0, n_documents - 1), min_size=n, max_size=n).map(sorted))
    by_document = data.draw(st.booleans())
    moments = data.draw(st.lists(st.integers(-2, 2), min_size=max(n, n_documents), max_size=max(n, n_documents)))
    times = [moments[documents[at]] if by_document else moments[at] for at in range(n)]
    if data.draw(st.booleans()):
        times = [time * 2**55 for time in times]
    starts, stops = data.draw(small), data.draw(small)
    names = data.draw(st.permutations([f"d{at}" for at in range(n_documents)] if n % 2 else list(range(n_documents))))
    ids = data.draw(st.permutations(range(n)))
    found = chronological(
        np.array(times, dtype=np.int64),
        np.array(documents, dtype=np.int32),
        tuple(names),
        np.array([starts, stops], dtype=np.int64).T.reshape(n, 2),
        np.array(ids, dtype=np.int64),
    )
    expected = sorted(range(n), key=lambda at: (times[at], names[documents[at]], starts[at], stops[at], ids[at]))
    assert found.tolist() == expected


def test_an_empty_table_gives_an_empty_network() -> None:
    table = table_of(HARBOR).taken(np.zeros(len(HARBOR), dtype=np.bool_))
    for kind in ("onemode", "twomode"):
        found = network(table, network_type=kind)
        assert isinstance(found, Network)
        assert found.matrix.shape == (0, 0)
        assert found.warnings == ("no statements",)


@settings(max_examples=40, deadline=None)
@given(statement_rows(), st.integers(0, 25))
def test_a_split_table_merged_again_gives_the_same_networks(rows: Any, cut: int) -> None:
    table = table_of(rows)
    first, second = np.arange(table.n) < cut, np.arange(table.n) >= cut
    merged = merge_tables([table.taken(second), table.taken(first)])
    for options in (
        {"network_type": "onemode", "qualifier_aggregation": "subtract", "normalization": "average"},
        {"duplicates": "document", "qualifier": "salience", "qualifier_aggregation": "subtract"},
    ):
        one, other = (network(each, **options) for each in (table, merged))
        assert isinstance(one, Network)
        assert isinstance(other, Network)
        assert one.rows == other.rows
        assert np.array_equal(one.matrix, other.matrix)


def test_tables_that_do_not_match_are_not_merged() -> None:
    table = table_of(HARBOR)
    with pytest.raises(NetworkError, match="share statement ids"):
        merge_tables([table, table])
    with pytest.raises(NetworkError, match="no table to merge"):
        merge_tables([])
    other = dataclasses.replace(table, variables={**table.variables, "concept": coded(Kind.INTEGER, [1] * 10)})
    with pytest.raises(NetworkError, match="'concept' is short text in one table and integer in another"):
        merge_tables([table, other])


def test_merged_tables_share_documents_and_keep_what_all_have() -> None:
    table = table_of(HARBOR)
    spoken = dataclasses.replace(
        table,
        coders=Variable(Kind.TEXT, np.zeros(10, dtype=np.int32), ("mia",)),
        texts=[f"text {at}" for at in range(10)],
        documents_range=(0, 9),
        attributes={"organization": {"Port": {"Type": "state"}}},
    )
    other = dataclasses.replace(spoken, ids=table.ids + 100, documents_range=(5, 20))
    merged = merge_tables([spoken, other])
    assert merged.document_ids == table.document_ids
    assert merged.documents_range == (0, 20)
    assert merged.texts is not None
    assert len(merged.texts) == 20
    assert merged.coders is not None
    assert merged.attributes["organization"] == {"Port": {"Type": "state"}}
    assert merge_tables([spoken, dataclasses.replace(other, coders=None, texts=None)]).texts is None


def test_a_frame_is_not_a_table_and_the_error_says_how_to_make_one() -> None:
    with pytest.raises(TypeError, match="table_from_frame"):
        network(frame())  # type: ignore[arg-type]
