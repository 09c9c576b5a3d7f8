"""Networks as CSV, as frames and graphs, and the one function that writes them."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from onrecord.errors import InputError
from onrecord.network import exports, plots, table_from_frame
from onrecord.network import network as compute
from onrecord.network.exports import (
    DIALECTS,
    Format,
    edges_frame,
    nodes_frame,
    to_frame,
    to_networkx,
    write_network,
)
from onrecord.network.exports.delimited import edgelist_csv, matrix_csv, matrix_csv_of_dna, nodes_csv
from onrecord.network.exports.native import native_number
from onrecord.network.options import Aggregation, NetworkType, Normalization
from onrecord.network.result import Network, NetworkSeries

from .made_networks import ACTORS, ODD, odd_networks, one_mode, options, series, two_mode

ENDINGS = {Format.PAJEK: ".net", Format.EDGELIST: ".csv", Format.NODES: ".csv", Format.R: ".R"}
UNNAMED = {"DIALECTS", "Format", "Link", "Picture", "Written", "window_name"}  # types, and what only tests call
FORBIDDEN_ON_WINDOWS = set('<>:"/\\|?*')


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(odd_networks())
@settings(max_examples=40, deadline=None)
def test_matrix_reads_back_with_every_label_and_digit(network: Network) -> None:
    header, *rows = rows_of(matrix_csv(network))
    assert tuple(header[1:]) == network.columns
    assert tuple(row[0] for row in rows) == network.rows
    read = np.array([[float(cell) for cell in row[1:]] for row in rows]).reshape(network.matrix.shape)
    assert np.array_equal(read, network.matrix)


@given(odd_networks())
@settings(max_examples=40, deadline=None)
def test_edge_list_reads_back_to_the_same_matrix(network: Network) -> None:
    header, *rows = rows_of(edgelist_csv(network))
    assert header[:4] == ["source", "target", "weight", "stance"]
    matrix = np.zeros_like(network.matrix)
    for source, target, weight, *_ in rows:
        i, j = network.rows.index(source), network.columns.index(target)
        matrix[i, j] = float(weight)
        if network.options.network_type is NetworkType.ONEMODE:
            matrix[j, i] = float(weight)
    assert np.array_equal(matrix, network.matrix)


def test_edge_list_carries_the_attributes_of_both_ends() -> None:
    first = next(csv.DictReader(io.StringIO(edgelist_csv(two_mode()))))
    assert first["source"] == "Harbour Union"
    assert first["stance"] == "support"
    assert (first["source.frequency"], first["target.frequency"]) == ("3", "4")
    assert (first["source.Type"], first["target.Type"], first["target.share"]) == ("state", "", "0")


def test_edge_list_of_a_series_names_window_and_bounds() -> None:
    rows = list(csv.DictReader(io.StringIO(edgelist_csv(series(4)))))
    assert {row["window"] for row in rows} == {"1", "4"}  # the second has no ties, the third no nodes
    assert rows[0]["window_middle"] == "2031-09-01T00:00:00"


def test_nodes_have_label_mode_variable_and_attributes() -> None:
    rows = list(csv.DictReader(io.StringIO(nodes_csv(two_mode()))))
    assert [row["mode"] for row in rows] == ["1"] * 4 + ["2"] * 3
    assert rows[4] == {
        "label": "Dredge the east channel", "mode": "2", "variable": "concept",
        "frequency": "4", "color": "", "Type": "", "share": "0",
    }  # fmt: skip


def test_excel_dialect_disarms_formulas_and_plain_leaves_them() -> None:
    network = two_mode(rows=("=1+1", "+x", "-y", "@z"), row_attributes={})
    plain, excel = matrix_csv(network), matrix_csv(network, excel=True)
    assert [row[0] for row in rows_of(plain)][1:] == ["=1+1", "+x", "-y", "@z"]
    assert excel.startswith("\ufeff")
    assert [row[0] for row in rows_of(excel)][1:] == ["'=1+1", "'+x", "'-y", "'@z"]
    assert rows_of(excel)[1][3] == "-1"  # a number stays a number


def test_dna_dialect_uses_semicolons_quotes_every_label_and_ends_without_a_line_break() -> None:
    assert matrix_csv_of_dna(two_mode()).splitlines() == [
        '"";"Dredge the east channel";"Raise the tariff, slowly";"Ban \'dark\' ships"',
        '"Harbour Union";2;0;-1',
        '"Ministry of Ports";0;3;0',
        '"Pilots\' Guild";-2;1;0',
        '"Green Quay";0;0;4',
    ]
    assert not matrix_csv_of_dna(two_mode()).endswith("\n")
    assert matrix_csv_of_dna(one_mode()).splitlines()[1] == '"Harbour Union";0.000000;1.500000;-2.000000;0.000000'


@pytest.mark.parametrize(
    ("value", "spelled"),
    [(0.1234565, "0.123457"), (-0.0000005, "-0.000001"), (2.5, "2.500000"), (1e-9, "0.000000"), (4 / 9, "0.444444")],
)
def test_dna_rounds_half_up_on_the_decimal_not_on_the_binary_value(value: float, spelled: str) -> None:
    assert native_number(value, whole=False) == spelled


def test_cells_that_are_no_numbers_stay_in_the_matrix_and_are_refused_as_ties() -> None:
    matrix = np.array([[np.nan, 0, 1], [0, 0, 0], [0, 0, 0], [0, 0, 0]])
    assert rows_of(matrix_csv(two_mode(matrix)))[1] == ["Harbour Union", "NaN", "0", "1"]
    with pytest.raises(InputError, match="cells of the network that are not numbers: 1"):
        edgelist_csv(two_mode(matrix))


def test_frame_holds_the_matrix_under_its_labels() -> None:
    frame = to_frame(two_mode())
    assert frame.loc["Pilots' Guild", "Dredge the east channel"] == -2
    assert list(frame.index) == list(ACTORS)


def test_frame_of_a_series_is_long() -> None:
    frame = to_frame(series(4))
    assert list(frame.columns) == ["window", "start", "middle", "stop", "row", "column", "value"]
    assert sorted(set(frame["window"])) == [1, 4]
    assert frame["value"].sum() == 2 * two_mode().matrix.sum()


def test_frames_of_nodes_and_edges_are_twins_of_the_files() -> None:
    nodes, edges = nodes_frame(two_mode()), edges_frame(two_mode())
    assert list(nodes.columns[:3]) == ["label", "mode", "variable"]
    assert pd.isna(nodes.loc[0, "share"])
    assert len(edges) == np.count_nonzero(two_mode().matrix)
    assert nodes_frame(two_mode(np.zeros((0, 0)), rows=(), columns=())).empty


@given(odd_networks())
@settings(max_examples=40, deadline=None)
def test_networkx_graph_has_the_adjacency_of_the_matrix(network: Network) -> None:
    graph = to_networkx(network)
    n = len(network.rows)
    adjacency = nx.to_numpy_array(graph, weight="weight", nodelist=list(graph))
    block = adjacency if network.options.network_type is NetworkType.ONEMODE else adjacency[:n, n:]
    assert np.array_equal(block, network.matrix)
    assert all(data["magnitude"] == abs(data["weight"]) for *_, data in graph.edges(data=True))


def test_networkx_graph_is_bipartite_and_keeps_a_label_of_both_modes_apart() -> None:
    graph = to_networkx(two_mode(columns=("Green Quay", "b", "c"), column_attributes={}))
    assert "Green Quay (concept)" in graph
    assert nx.is_bipartite(graph)
    assert graph.nodes["Green Quay (concept)"] == {"label": "Green Quay", "bipartite": 1, "variable": "concept"}
    assert graph["Harbour Union"]["c"] == {"weight": -1.0, "magnitude": 1.0, "sign": -1, "stance": "oppose"}


def test_combined_weights_say_support_oppose_and_both() -> None:
    combined = two_mode([[1, 2, 3], [0, 0, 0], [0, 0, 0], [0, 0, 0]], options=options(aggregation=Aggregation.COMBINE))
    assert list(edges_frame(combined)["stance"]) == ["support", "oppose", "both"]


@pytest.mark.parametrize(("format", "dialect"), [(f, d) for f, dialects in DIALECTS.items() for d in dialects])
@pytest.mark.parametrize("network", [two_mode(), one_mode(), two_mode(np.zeros((0, 0)), rows=(), columns=())])
def test_every_format_and_dialect_writes_the_same_bytes_twice(
    tmp_path: Path, format: Format, dialect: str, network: Network
) -> None:
    path = tmp_path / f"harbour{ENDINGS.get(format, '.' + format)}"
    first = {f.name: f.read_bytes() for f in write_network(network, path, format=format, dialect=dialect).files}
    again = {f.name: f.read_bytes() for f in write_network(network, path, format=str(format), dialect=dialect).files}
    assert first == again
    assert all(first.values()), first


def test_format_follows_from_the_ending(tmp_path: Path) -> None:
    for name, start in {
        "a.csv": b",",
        "a.GraphML": b"<?xml",
        "a.gexf": b"<?xml",
        "a.net": b"*Ver",
        "a.paj": b"*Net",
    }.items():
        (written,) = write_network(two_mode(), tmp_path / name).files
        assert written.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("name", "format", "dialect", "message"),
    [
        ("a.xlsx", None, None, r"the ending '.xlsx' names no format; end the name in one of .csv, .graphml"),
        ("a.csv", "excel", None, r"there is no format 'excel'; allowed: csv, edgelist, nodes, graphml"),
        ("a.graphml", None, "gephi", r"graphml has no dialect 'gephi'; allowed: plain, visone, dna"),
        ("no/such/a.csv", None, None, r"there is no folder .*; create it first"),
    ],
)
def test_what_cannot_be_written_is_refused_with_what_is_allowed(
    tmp_path: Path, name: str, format: str | None, dialect: str | None, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        write_network(two_mode(), tmp_path / name, format=format, dialect=dialect)


def test_windows_get_one_file_each_with_names_every_system_takes(tmp_path: Path) -> None:
    files = write_network(series(4), tmp_path / "harbour.graphml", dialect="visone").files
    assert [file.name for file in files][:2] == [
        "harbour-001-2031-09-01T000000.graphml",
        "harbour-002-2031-10-01T000000.graphml",
    ]
    assert len(set(files)) == 4
    assert not any(set(file.name) & FORBIDDEN_ON_WINDOWS for file in files)


def test_series_without_windows_writes_nothing(tmp_path: Path) -> None:
    assert write_network(NetworkSeries((), options()), tmp_path / "harbour.csv").files == ()


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_reads_the_export_in_one_line_with_every_odd_label(tmp_path: Path) -> None:
    labels = tuple(label for label in ODD if not set(label) & {"\x00", "\r"})  # R knows no null, and one line end
    matrix = np.arange(3.0 * len(labels)).reshape(-1, 3) - 4.5
    attributes = {label: {"frequency": index, "Type": "NA"} for index, label in enumerate(labels)}
    write_network(two_mode(matrix, rows=labels, row_attributes=attributes), tmp_path / "odd one.R")
    write_network(two_mode(np.zeros((0, 0)), rows=(), columns=()), tmp_path / "empty.R")
    check = (
        f'source("{tmp_path}/odd one.R", chdir = TRUE); source("{tmp_path}/empty.R", chdir = TRUE)\n'
        "stopifnot(dim(empty) == c(0, 0), is.numeric(odd_one_nodes$frequency), odd_one_nodes$Type[1] == 'NA')\n"
        "cat(sum(odd_one), rownames(odd_one), sep = '\\x1f')"
    )
    read = subprocess.run(
        ["Rscript", "-e", check], capture_output=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    total, *names = read.stdout.decode().split("\x1f")
    assert (float(total), tuple(names)) == (matrix.sum(), labels)


def test_a_matrix_that_is_not_symmetric_is_no_one_mode_network() -> None:
    skew = one_mode(matrix=np.array([[0, 1], [0, 0]]), rows=("a", "b"), columns=("a", "b"))
    with pytest.raises(ValueError, match="symmetric"):
        edges_frame(skew)


def test_normalized_networks_of_dna_have_six_decimals() -> None:
    shares = two_mode(two_mode().matrix / 3, options=options(normalization=Normalization.ACTIVITY))
    assert matrix_csv_of_dna(shares).splitlines()[1] == '"Harbour Union";0.666667;0.000000;-0.333333'


def test_the_page_on_files_names_every_format_dialect_and_function() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "network-files.md").read_text(encoding="utf-8")
    for format, dialects in DIALECTS.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{format}` |"))
        assert [dialect for dialect in dialects if f"`{dialect}`" not in row] == []
    assert [name for name in (*exports.__all__, *plots.__all__) if name not in page and name not in UNNAMED] == []


@pytest.mark.parametrize(("qualifier", "cell"), [("agreement", "3"), ("salience", "3.000000"), ("frame", "3")])
def test_dna_writes_decimals_where_the_qualifier_is_an_integer(qualifier: str, cell: str) -> None:
    said = {"document": "d", "concept": "Dredge", "agreement": 1, "salience": 2, "frame": "cost"}
    rows = [
        {**said, "time": f"2031-09-0{day}", "organization": actor}
        for day, actor in enumerate(["Navy", "Guild", "Guild", "Guild"], 1)
    ]
    frame = pd.DataFrame([*rows, {**rows[0], "concept": "Raise", "salience": 4}])
    kinds = {"agreement": "boolean", "salience": "integer"}
    found = compute(
        table_from_frame(frame, kinds=kinds), compat="dna", network_type="onemode",
        qualifier=qualifier, qualifier_aggregation="congruence",
    )  # fmt: skip
    assert isinstance(found, Network)
    assert matrix_csv_of_dna(found).splitlines()[1].split(";")[2] == cell
