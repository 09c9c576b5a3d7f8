from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from onrecord.network import Kind, NetworkError, Variable
from onrecord.network.eventlist import dna_event_list, event_list, write_event_list

from .made_databases import harbor
from .made_tables import HARBOR, table_of


def test_one_line_a_statement_in_order_with_all_that_is_known() -> None:
    frame = event_list(harbor().table())
    assert frame["statement_id"].tolist() == [1, 2, 3]
    assert frame["organization"].tolist() == ["Pilots", "Pilots", "Greens"]
    assert frame["agreement"].tolist() == [1, 1, 0]
    assert frame["time"].tolist() == [pd.Timestamp(2021, 5, 3, 9, 30)] * 3
    assert frame["text"].tolist()[2] == "The greens do not."
    assert frame["coder"].tolist() == ["Ines", "Ines", "Admin"]
    assert frame["document_title"].tolist() == ["Dredging"] * 3


def test_statements_with_blank_variables_are_listed() -> None:
    assert event_list(harbor().table())["person"].tolist() == ["", "", ""]


def test_duplicates_and_lists_count_as_for_networks() -> None:
    table = table_of(HARBOR)
    assert len(event_list(table)) == 10
    kept = event_list(table, duplicates="document", qualifier_aggregation="subtract")
    assert len(kept) == 9
    assert set(event_list(table, exclude_values={"organization": ["Port"]})["organization"]) == {"Pilots", "Greens"}


def test_the_usual_variables_need_not_be_there() -> None:
    table = table_of(HARBOR)
    other = dataclasses.replace(table, variables={"speaker": table.variables["organization"]})
    assert len(event_list(other)) == 10
    with pytest.raises(NetworkError, match="organization"):
        event_list(other, duplicates="document")


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_files_lose_nothing(tmp_path: Path, ending: str) -> None:
    table = table_of([(3, "d;1", 'The "Port"', "a;b\nc", 1), (5, "d2", "Ćmy, bees", "x", 0)])
    path = tmp_path / f"events{ending}"
    write_event_list(table, path)
    if ending == ".csv":
        found = pd.read_csv(path, parse_dates=["time"])
    elif ending == ".jsonl":
        found = pd.read_json(path, lines=True, dtype=False)
        found["time"] = pd.to_datetime(found["time"])
    else:
        found = pd.read_parquet(path)
    expected = event_list(table)
    assert list(found.columns) == list(expected.columns)
    for column in expected.columns:
        assert [str(value) for value in found[column]] == [str(value) for value in expected[column]]


def test_dnas_dialect_quotes_texts_and_turns_semicolons_and_quotes(tmp_path: Path) -> None:
    table = table_of([(3, "d1", 'The "Port"', "a;b", 1)])
    table = dataclasses.replace(table, texts=["one;\ntwo"], spans=np.array([[4, 12]]), entity_ids={"coder": {"Ada": 7}})
    table = dataclasses.replace(table, coders=Variable(Kind.TEXT, np.zeros(1, dtype=np.int32), ("Ada",)))
    write_event_list(table, tmp_path / "x.csv", compat="dna")
    head, row = (tmp_path / "x.csv").read_bytes().decode().split("\n", 1)
    assert head.startswith('"statement_id";"time";"organization";"concept";"agreement";"start_position"')
    assert row == '101;2020-01-04 00:00:00;"The \'Port\'";"a,b";1;4;12;"one,\ntwo";7;d1;"";"";"Post";"";""'
    assert dna_event_list(table).endswith(row)


def test_other_endings_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=r"\.jsonl"):
        write_event_list(table_of(HARBOR), tmp_path / "x.xlsx")
    with pytest.raises(NetworkError, match=r"use \.csv"):
        write_event_list(table_of(HARBOR), tmp_path / "x.parquet", compat="dna")
    with pytest.raises(NetworkError, match="cannot be written"):
        write_event_list(table_of(HARBOR), tmp_path / "none" / "x.csv")


def test_a_variable_called_like_a_column_keeps_apart() -> None:
    table = table_of(HARBOR)
    renamed = dataclasses.replace(table, variables={**table.variables, "time": table.variables["concept"]})
    assert {"time", "time (variable)"} <= set(event_list(renamed).columns)
