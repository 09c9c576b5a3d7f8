"""The networks that Discourse Network Analyzer 3.1 computed itself, cell by cell."""

from __future__ import annotations

import csv
import io
import json
import tarfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.network import Network, NetworkError, NetworkSeries, StatementTable, network

DATA = Path(__file__).parents[3] / "shared" / "data" / "dna"
TOLERANCE = 1e-9
# Recorded failures of DNA that are asked for wrongly; the others get the result that DNA did not reach.
WRONGLY_ASKED = ("filter/exclude_unknown_variable",)

pytestmark = pytest.mark.skipif(
    not (DATA / "manifest.json").is_file(), reason="reference outputs of DNA are not in ../shared/data/dna"
)


@cache
def outputs() -> list[dict[str, Any]]:
    """Networks and time windows; kernel-smoothed slices are tested beside `kernels`."""
    if not (DATA / "manifest.json").is_file():
        return []
    found: list[dict[str, Any]] = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    return [each for each in found if each["kind"] == "network" and each["deterministic"]]


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    with tarfile.open(DATA / "outputs.tar.gz") as archive:
        members = [(member.name, archive.extractfile(member)) for member in archive if member.isfile()]
        return {name: content.read() for name, content in members if content is not None}


@pytest.fixture(scope="module")
def tables(files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, StatementTable]:
    from onrecord.network.dna import read_dna

    folder, found = tmp_path_factory.mktemp("dna"), {}
    for name, content in files.items():
        if name.endswith(".dna"):
            path = folder / Path(name).name
            path.write_bytes(content)
            found[name] = read_dna(path).table("DNA Statement")
    return found


def options_of(asked: Mapping[str, Any]) -> dict[str, Any]:
    renamed = {"network": "network_type", "aggregation": "qualifier_aggregation"}
    left_out = ("statement_type", "exclude_variables", "exclude_values")
    options = {renamed.get(name, name): value for name, value in asked.items() if name not in left_out}
    excluded: dict[str, list[str]] = {}
    for name, value in zip(asked.get("exclude_variables", ()), asked.get("exclude_values", ()), strict=True):
        excluded.setdefault(name, []).append(value)
    return {**options, "exclude_values": excluded, "compat": "dna"}


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"))))


def check_network(found: Network, expected: list[list[str]], n_statements: int) -> None:
    assert found.columns == tuple(expected[0][1:])
    assert found.rows == tuple(row[0] for row in expected[1:])
    values = np.array([[float(value) for value in row[1:]] for row in expected[1:]]).reshape(found.matrix.shape)
    assert np.abs(found.matrix - values).max(initial=0.0) <= TOLERANCE
    assert found.n_statements == n_statements


def check_series(found: NetworkSeries, cells: list[list[str]], windows: list[list[str]]) -> None:
    header, *rows = windows
    assert header == ["window", "start", "mid", "stop", "num_statements", "nrow", "ncol"]
    for each, row in zip(found, rows, strict=True):
        assert [moment.isoformat() for moment in (each.start, each.middle, each.stop) if moment] == row[1:4]
        assert [each.n_statements, len(each.rows), len(each.columns)] == [int(value) for value in row[4:]]
    expected = {(int(window), row, column): float(value) for window, row, column, value in cells[1:]}
    shown = {
        (number, each.rows[i], each.columns[j]): float(each.matrix[i, j])
        for number, each in enumerate(found, 1)
        for i, j in np.argwhere(each.matrix).tolist()
    }
    assert shown == pytest.approx(expected, abs=TOLERANCE)


@pytest.mark.parametrize("output", outputs(), ids=lambda output: str(output["id"]))
def test_a_reference_of_dna_is_met(
    output: dict[str, Any], files: Mapping[str, bytes], tables: Mapping[str, StatementTable]
) -> None:
    table, options = tables[output["db"]], options_of(output["options"])
    if output["status"] == "error":
        if output["id"].endswith(WRONGLY_ASKED):
            with pytest.raises(NetworkError, match="there is no variable 'nosuch'"):
                network(table, **options)
        else:
            found = network(table, **options)
            assert isinstance(found, Network)
            assert found.n_statements
            assert np.isfinite(found.matrix).all()
        return
    found = network(table, **options)
    contents = [read(files[name]) for name in output["files"]]
    if isinstance(found, NetworkSeries):
        check_series(found, contents[0], contents[1])
    else:
        check_network(found, contents[0], output["filtered_statements"])


def test_a_minority_of_references_differs_by_default_and_all_that_do_for_a_reason(
    tables: Mapping[str, StatementTable], files: Mapping[str, bytes]
) -> None:
    """Sums, counts, activity, prominence and average are DNA's; only cosine, Jaccard, weeks, months and the conflict of
    texts are not."""
    for output in outputs():
        asked = output["options"]
        reasons = (
            output["status"] == "error"
            or asked["normalization"] in ("cosine", "jaccard")
            or asked["duplicates"] in ("week", "month")
            or asked["qualifier"] in ("frame", "source", "salience")
            or asked["isolates"]
            or "time_window" in asked
            or (asked["aggregation"] == "combine" and asked["normalization"] != "no")
        )
        if not reasons:
            found = network(tables[output["db"]], **{**options_of(asked), "compat": None})
            assert isinstance(found, Network)
            check_network(found, read(files[output["files"][0]]), output["filtered_statements"])
