"""UCINET DL, read back by a parser that takes nothing but what UCINET's guide describes."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings

from onrecord.network.exports.ucinet import edgelist_dl, matrix_dl, matrix_dl_of_dna
from onrecord.network.options import NetworkType
from onrecord.network.result import Network

from .made_networks import odd_networks, one_mode, two_mode

HEADER = re.compile(r"dl (?:n = (\d+)|nr = (\d+), nc = (\d+)), format = (fullmatrix|edgelist1|edgelist2)")


def read_dl(text: str) -> tuple[list[str], list[str], npt.NDArray[np.float64]]:
    """Row labels, column labels, matrix. Fails on anything out of order."""
    lines = iter(text.removesuffix("\n").split("\n"))
    head = HEADER.fullmatch(next(lines))
    assert head
    one, n_rows, n_columns, layout = head.groups()
    shape = (int(one), int(one)) if one else (int(n_rows), int(n_columns))
    assert (layout == "edgelist2") <= (one is None)
    assert next(lines) == ("labels:" if one else "row labels:")
    rows = [read_label(next(lines)) for _ in range(shape[0])]
    columns = rows
    if not one:
        assert next(lines) == "col labels:"
        columns = [read_label(next(lines)) for _ in range(shape[1])]
    assert next(lines) == "data:"
    matrix = np.zeros(shape)
    if layout == "fullmatrix":
        for i in range(shape[0]):
            cells = next(lines).split(" ") if shape[1] else [next(lines)]
            matrix[i] = [float(cell) for cell in cells if cell]
    else:
        for line in lines:
            source, target, weight = line.split(" ")
            assert matrix[int(source) - 1, int(target) - 1] == 0
            matrix[int(source) - 1, int(target) - 1] = float(weight)
    assert list(lines) == []
    return rows, columns, matrix


def read_label(line: str) -> str:
    found = re.fullmatch(r'"([^"\n\r]+)"', line)
    assert found, line
    return found.group(1)


@pytest.mark.parametrize("spell", [matrix_dl, edgelist_dl])
@given(network=odd_networks())
@settings(max_examples=30, deadline=None)
def test_strict_parser_reads_matrix_and_distinct_labels_back(spell: object, network: Network) -> None:
    text, notes = spell(network)  # type: ignore[operator]
    rows, columns, matrix = read_dl(text)
    assert np.array_equal(matrix, network.matrix)
    assert len(set(rows)) == len(network.rows)
    assert len(set(columns)) == len(network.columns)
    same = rows == list(network.rows) and columns == list(network.columns)
    assert same is (notes == [])


def test_two_mode_list_numbers_rows_and_columns_apart() -> None:
    text, _ = edgelist_dl(two_mode())
    assert text.splitlines()[0] == "dl nr = 4, nc = 3, format = edgelist2"
    assert text.splitlines()[-1] == "4 3 4"


def test_one_mode_list_goes_both_ways() -> None:
    assert edgelist_dl(one_mode())[0].splitlines()[-8:-6] == ["1 2 1.5", "2 1 1.5"]


def test_dna_strips_quotes_and_apostrophes_and_puts_a_blank_before_each_cell() -> None:
    text = matrix_dl_of_dna(two_mode())
    assert text.splitlines()[4] == '"Pilots Guild"'
    assert text.splitlines()[9] == '"Ban dark ships"'
    assert text.endswith("data:\n 2 0 -1\n 0 3 0\n -2 1 0\n 0 0 4")


def test_one_mode_has_one_list_of_labels() -> None:
    text, _ = matrix_dl(one_mode())
    assert text.count("labels:") == 1
    assert one_mode().options.network_type is NetworkType.ONEMODE
