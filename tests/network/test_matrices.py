"""Cells of one-mode and two-mode networks against loops, printed tables, networkx and scipy."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite
from scipy.spatial.distance import cosine

from onrecord.network import Network, NetworkError, StatementTable, network
from onrecord.network import matrices as matrices_module
from onrecord.network import normalization as normalization_module
from onrecord.network import products as products_module

from . import looped
from .made_tables import HARBOR, statement_rows, table_of

QUALIFIER = {"agreement": 4, "salience": 5, "frame": 6}
AGGREGATIONS = ("ignore", "congruence", "conflict", "subtract")
NORMALIZATIONS = ("no", "average", "jaccard", "cosine")


def computed(table: StatementTable, **options: Any) -> Network:
    found = network(table, **options)
    assert isinstance(found, Network)
    return found


def cells(found: Network) -> dict[tuple[str, str], float]:
    return {
        (row, column): float(found.matrix[i, j])
        for i, row in enumerate(found.rows)
        for j, column in enumerate(found.columns)
    }


def kept(rows: list[tuple[Any, ...]], qualifier: str, aggregation: str) -> list[looped.Row]:
    at = QUALIFIER[qualifier]
    return [
        (row[0], row[1], row[2], row[3], row[at])
        for row in rows
        if row[2] and row[3] and (aggregation == "ignore" or row[at] != "")
    ]


def width_of(rows: list[tuple[Any, ...]], qualifier: str) -> float | None:
    values = [row[QUALIFIER[qualifier]] for row in rows]
    return {"agreement": 1.0, "frame": None}.get(qualifier, None if qualifier == "frame" else max(values) - min(values))


@pytest.fixture(params=["few", "dense", "sparse"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the three ways of counting."""
    if request.param != "few":
        monkeypatch.setattr(products_module, "_FEW_PAIRS", -1)
    if request.param == "sparse":
        monkeypatch.setattr(matrices_module, "_DENSE_CELLS", 0)
        monkeypatch.setattr(products_module, "_BLOCK", 4)
        monkeypatch.setattr(normalization_module, "_LARGE", 0)
    return str(request.param)


@pytest.mark.parametrize("compat", [None, "dna"])
@pytest.mark.parametrize("qualifier", QUALIFIER)
def test_one_mode_cells_are_those_counted_by_loops(way: str, qualifier: str, compat: str | None) -> None:
    @settings(max_examples=25, deadline=None)
    @given(statement_rows(), st.sampled_from(AGGREGATIONS), st.sampled_from(NORMALIZATIONS))
    def check(rows: list[tuple[Any, ...]], aggregation: str, normalization: str) -> None:
        width = width_of(rows, qualifier)
        if compat and width == 0 and aggregation != "ignore":
            return  # 0 / 0 in DNA
        found = computed(
            table_of(rows),
            network_type="onemode",
            qualifier=qualifier,
            qualifier_aggregation=aggregation,
            normalization=normalization,
            compat=compat,
        )
        used = kept(rows, qualifier, aggregation)
        expected = looped.one_mode(used, found.rows, aggregation, normalization, width=width, dna=compat is not None)
        assert set(found.rows) == {row[2] for row in used}
        assert cells(found) == pytest.approx(expected, abs=1e-9)

    check()


@settings(max_examples=80, deadline=None)
@given(
    statement_rows(),
    st.sampled_from(["ignore", "combine", "subtract"]),
    st.sampled_from(["no", "activity", "prominence"]),
    st.sampled_from(["agreement", "salience"]),
)
def test_two_mode_cells_are_those_counted_by_loops(
    rows: list[tuple[Any, ...]], aggregation: str, normalization: str, qualifier: str
) -> None:
    normalization = "no" if aggregation == "combine" else normalization
    found = computed(
        table_of(rows), qualifier=qualifier, qualifier_aggregation=aggregation, normalization=normalization
    )
    values = [0, 1] if qualifier == "agreement" else sorted({row[5] for row in rows})
    used = kept(rows, qualifier, aggregation)
    expected = looped.two_mode(used, (found.rows, found.columns), aggregation, normalization, values)
    assert cells(found) == pytest.approx(expected, abs=1e-9)


def test_a_printed_table_comes_out_cell_by_cell() -> None:
    found = computed(table_of(HARBOR), qualifier_aggregation="subtract")
    assert found.rows == ("Greens", "Pilots", "Port")
    assert found.columns == ("dredging", "tariff")
    assert found.matrix.tolist() == [[-2, -1], [2, -1], [1, 1]]
    assert computed(table_of(HARBOR), qualifier_aggregation="combine").matrix.tolist() == [[2, 2], [1, 2], [3, 1]]
    shares = computed(table_of(HARBOR), normalization="activity").matrix
    assert shares.tolist() == [[2 / 3, 1 / 3], [2 / 3, 1 / 3], [3 / 4, 1 / 4]]
    one_mode = computed(table_of(HARBOR), network_type="onemode", qualifier_aggregation="congruence")
    assert one_mode.matrix.tolist() == [[0, 1, 2], [1, 0, 4], [2, 4, 0]]
    conflict = computed(table_of(HARBOR), network_type="onemode", qualifier_aggregation="conflict")
    assert conflict.matrix.tolist() == [[0, 4, 5], [4, 0, 3], [5, 3, 0]]
    average = computed(
        table_of(HARBOR), network_type="onemode", qualifier_aggregation="congruence", normalization="average"
    )
    assert average.matrix[0].tolist() == [0, 1 / 3, 2 / 3.5]


def _projection(rows: list[tuple[Any, ...]]) -> tuple[nx.Graph, set[tuple[str, str]]]:
    graph = nx.Graph()
    graph.add_edges_from((("row", row[2]), ("column", row[3])) for row in rows if row[2] and row[3])
    return graph, {("row", row[2]) for row in rows if row[2] and row[3]}


@settings(max_examples=40, deadline=None)
@given(statement_rows())
def test_jaccard_and_shared_concepts_are_those_of_networkx(rows: list[tuple[Any, ...]]) -> None:
    graph, nodes = _projection(rows)
    assume(nodes)  # networkx refuses an empty graph
    jaccard = computed(table_of(rows), network_type="onemode", normalization="jaccard")
    peer = bipartite.overlap_weighted_projected_graph(graph, nodes, jaccard=True)
    for (a, b), value in cells(jaccard).items():
        edge = peer.get_edge_data(("row", a), ("row", b), {"weight": 0.0})
        assert value == pytest.approx(edge["weight"])
    across = computed(table_of(rows), network_type="onemode", duplicates="acrossrange")
    peer = bipartite.weighted_projected_graph(graph, nodes)
    for (a, b), value in cells(across).items():
        assert value == peer.get_edge_data(("row", a), ("row", b), {"weight": 0})["weight"]


@settings(max_examples=40, deadline=None)
@given(statement_rows())
def test_cosine_is_that_of_scipy(rows: list[tuple[Any, ...]]) -> None:
    table = table_of(rows)
    profiles = computed(table)
    found = computed(table, network_type="onemode", normalization="cosine")
    for i in range(len(found.rows)):
        for j in range(i):
            assert found.matrix[i, j] == pytest.approx(1 - cosine(profiles.matrix[i], profiles.matrix[j]), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(statement_rows(), st.sampled_from(["jaccard", "cosine"]), st.sampled_from(["agreement", "salience"]))
def test_cosine_and_jaccard_stay_within_bounds_and_difference_stays_difference(
    rows: list[tuple[Any, ...]], normalization: str, qualifier: str
) -> None:
    congruence, conflict, subtract = (
        computed(
            table_of(rows),
            network_type="onemode",
            qualifier=qualifier,
            qualifier_aggregation=aggregation,
            normalization=normalization,
        ).matrix
        for aggregation in ("congruence", "conflict", "subtract")
    )
    for matrix in (congruence, conflict):
        assert (matrix > -1e-9).all()
        assert (matrix < 1 + 1e-9).all()
    assert subtract == pytest.approx(congruence - conflict, abs=1e-9)


def test_two_entities_with_one_profile_have_cosine_and_jaccard_of_one() -> None:
    rows = [(1, "d", org, concept, 1) for org in ("Ants", "Bees") for concept in ("honey", "honey", "wax")]
    for normalization in ("cosine", "jaccard"):
        for aggregation in ("ignore", "congruence", "subtract"):
            found = computed(
                table_of(rows),
                network_type="onemode",
                qualifier_aggregation=aggregation,
                normalization=normalization,
            )
            assert found.matrix[0, 1] == pytest.approx(1.0)


def test_an_integer_scale_is_as_wide_as_in_the_whole_table_whatever_the_dates() -> None:
    rows = [(1, "d1", "Ants", "wax", 1, 0), (1, "d1", "Bees", "wax", 1, 1), (90, "d2", "Ants", "wax", 1, 4)]
    options: dict[str, Any] = {
        "network_type": "onemode",
        "qualifier": "salience",
        "qualifier_aggregation": "congruence",
        "stop_date": "2020-01-31",
    }
    assert computed(table_of(rows), **options).matrix[0, 1] == 0.75
    assert computed(table_of(rows), compat="dna", **options).matrix[0, 1] == 0.0


def test_a_matrix_that_fits_into_no_memory_is_refused() -> None:
    with pytest.raises(NetworkError, match="minimum_frequency"):
        matrices_module.check_size(10**6, 10**6)


def test_more_levels_than_a_number_can_code_are_refused_in_combine() -> None:
    rows = [(1, "d", "Ants", "wax", 1, level) for level in range(60)]
    with pytest.raises(NetworkError, match="combine numbers the combinations of at most 53"):
        computed(table_of(rows), qualifier="salience", qualifier_aggregation="combine")


@settings(max_examples=60, deadline=None)
@given(
    statement_rows(),
    st.sampled_from(AGGREGATIONS),
    st.sampled_from(NORMALIZATIONS),
    st.sampled_from(list(QUALIFIER)),
    st.sampled_from([None, "dna"]),
    st.randoms(use_true_random=False),
)
def test_one_mode_is_symmetric_and_knows_no_order_of_rows_nor_names(
    rows: list[tuple[Any, ...]], aggregation: str, normalization: str, qualifier: str, compat: str | None, random: Any
) -> None:
    options: dict[str, Any] = {
        "network_type": "onemode",
        "qualifier": qualifier,
        "qualifier_aggregation": aggregation,
        "normalization": normalization,
        "compat": compat,
    }
    found = computed(table_of(rows), **options)
    assert np.array_equal(found.matrix, found.matrix.T, equal_nan=True)
    assert not np.diagonal(found.matrix).any()
    shuffled = list(rows)
    random.shuffle(shuffled)
    other = computed(table_of(shuffled), **options)
    assert other.rows == found.rows
    assert np.array_equal(other.matrix, found.matrix, equal_nan=True)  # to the last bit
    renamed = [(day, document, name and f"{len(name)}{name[::-1]}", *rest) for day, document, name, *rest in rows]
    relabelled = computed(table_of(renamed), **options)
    order = [relabelled.rows.index(f"{len(name)}{name[::-1]}") for name in found.rows]
    assert relabelled.matrix[np.ix_(order, order)] == pytest.approx(found.matrix, nan_ok=True)
