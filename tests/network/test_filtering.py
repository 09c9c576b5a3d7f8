"""What enters a network: dates, documents, coders, values, blanks and rare entities, in DNA's order."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from onrecord.network import Kind, Network, NetworkError, NetworkOptions, filtered, network

from .made_tables import HARBOR, coded, statement_rows, table_of


def entering(rows: Any = HARBOR, **options: Any) -> list[int]:
    return [int(id) - 101 for id in found(rows, **options).statements]


def found(rows: Any = HARBOR, **options: Any) -> Network:
    result = network(table_of(rows) if isinstance(rows, list | tuple) else rows, **options)
    assert isinstance(result, Network)
    return result


@pytest.mark.parametrize(
    ("start", "stop", "statements"),
    [
        (None, None, list(range(10))),
        ("2020-01-10", "2020-01-10", [4, 5, 6]),
        ("10.01.2020", "10.01.2020 00:00:00", [4, 5, 6]),
        (date(2020, 1, 3), None, [4, 5, 6, 7, 8, 9]),
        (None, datetime(2020, 1, 2), [0, 1, 2, 3]),
        (None, datetime(2020, 1, 1, 23, 59, 59), []),
        ("01.01.1999", "2019-12-31", []),
    ],
)
def test_both_dates_are_within_the_range_and_a_last_day_is_whole(start: Any, stop: Any, statements: list[int]) -> None:
    assert entering(start_date=start, stop_date=stop) == statements


def test_the_magic_dates_of_rdna_mean_all_documents_only_in_compat() -> None:
    options = NetworkOptions(start_date=datetime(1900, 1, 1), stop_date=datetime(2099, 12, 31, 23, 59, 59))
    table = dataclasses.replace(table_of(HARBOR), documents_range=(5, 2_000_000_000))
    assert (filtered(table, options).start, filtered(table, options).stop) == (-2208988800, 4102444799)
    as_dna = filtered(table, dataclasses.replace(options, compat="dna"))
    assert (as_dna.start, as_dna.stop) == (5, 2_000_000_000)


@pytest.mark.parametrize(
    ("values", "invert", "statements"),
    [
        ({"organization": ["Port"]}, False, [0, 1, 2, 3, 6, 7]),
        ({"organization": ["Port"], "concept": ["tariff"]}, False, [0, 2, 3, 6]),
        ({"organization": ["Port", "Greens"]}, True, [2, 3, 4, 5, 7, 8, 9]),
        ({"organization": ["Port"], "concept": ["tariff"]}, True, [5]),
        ({"agreement": ["0"]}, False, [0, 4, 5, 6, 9]),
        ({"agreement": [False]}, False, [0, 4, 5, 6, 9]),
        ({"source": ["Post"]}, False, []),
        ({"organization": []}, True, list(range(10))),
    ],
)
def test_values_are_excluded_by_any_variable_and_kept_by_every_one(
    values: Any, invert: bool, statements: list[int]
) -> None:
    assert entering(exclude_values=values, invert_values=invert) == statements


def test_documents_are_excluded_or_kept_by_their_source() -> None:
    table = table_of(HARBOR)
    sources = coded(Kind.TEXT, ["Post" if row[1] in ("d1", "d4") else "O'Dea's" for row in HARBOR])
    table = dataclasses.replace(table, document_variables={"source": sources})
    assert entering(table, exclude_sources=["O'Dea's"]) == [0, 1, 2, 3, 9]
    assert entering(table, exclude_sources=["Post"], invert_sources=True) == [0, 1, 2, 3, 9]
    with pytest.raises(NetworkError, match="have no variable 'author'; there are: source"):
        entering(table, exclude_authors=["Ada"])


def test_a_misspelled_value_is_warned_of_and_a_misspelled_variable_refused() -> None:
    warnings = found(exclude_values={"concept": ["tarif"]}).warnings
    assert warnings == ("exclude_values['concept']: no statement has 'tarif'; did you mean 'tariff'?",)
    with pytest.raises(NetworkError, match="there is no variable 'nosuch'; there are: organization, concept"):
        found(exclude_values={"nosuch": ["x"]}, compat="dna")
    with pytest.raises(NetworkError, match="variable1='organisation' is not a variable of the statement"):
        found(variable1="organisation")
    with pytest.raises(NetworkError, match="set variable2_document=True"):
        found(variable2="source")
    with pytest.raises(NetworkError, match="start_date=2021"):
        found(start_date="2021-01-01", stop_date="2020-01-01")


def test_a_qualifier_that_is_ignored_need_not_be_there() -> None:
    assert found(qualifier="stance").n_statements == 10
    with pytest.raises(NetworkError, match="qualifier='stance'"):
        found(qualifier="stance", qualifier_aggregation="subtract")


def test_blanks_are_left_out_of_both_variables_and_of_a_used_qualifier() -> None:
    rows = [
        (1, "d", "Ants", "wax", 1, 0, "risk"),
        (1, "d", "", "wax", 1, 0, "risk"),
        (1, "d", "Ants", "", 1, 0, "risk"),
        (1, "d", "Ants", "wax", 1, 0, ""),
    ]
    assert entering(rows, qualifier="frame") == [0, 3]
    assert entering(rows, qualifier="frame", qualifier_aggregation="combine") == [0]
    assert found(rows, qualifier="frame").warnings == ("2 statements that lack organization or concept are left out",)
    warnings = found(rows, qualifier="frame", qualifier_aggregation="combine").warnings
    assert warnings == ("3 statements that lack organization or concept or frame are left out",)


def test_coders_are_summed_with_a_warning_and_kept_apart_on_demand() -> None:
    coders = coded(Kind.TEXT, ["mia" if at % 2 else "li" for at in range(len(HARBOR))])
    table = dataclasses.replace(table_of(HARBOR), coders=coders)
    assert found(table).warnings == ("statements of 2 coders are counted together (li, mia); coders=[...] keeps some",)
    assert entering(table, coders=["mia"]) == [1, 3, 5, 7, 9]
    assert found(table, coders=["mia", "li"]).warnings == ()
    with pytest.raises(NetworkError, match=r"no such coder; there are: li, mia"):
        entering(table, coders=["bo"])
    with pytest.raises(NetworkError, match="does not say who coded"):
        entering(coders=["mia"])


def test_isolates_are_all_entities_of_the_table_and_in_dna_those_of_the_dates() -> None:
    options: dict[str, Any] = {"stop_date": "2020-01-02", "exclude_values": {"organization": ["Greens"]}}
    assert found(**options).rows == ("Pilots",)
    assert found(isolates=True, **options).rows == ("Greens", "Pilots", "Port")
    as_dna = found(isolates=True, compat="dna", **options)
    assert as_dna.rows == ("Greens", "Pilots")
    assert as_dna.matrix.tolist() == [[0, 0], [1, 1]]
    assert as_dna.row_attributes["Greens"] == {"frequency": 0}


def test_labels_are_sorted_as_java_sorts_and_numbers_by_size() -> None:
    names = ["zeta", "Ärzte", '"Free" trade', "Ćmy", "9 bees", "Zoo", "💡 lamp", "\ufb01n"]
    assert found([(1, "d", name, "wax", 1) for name in names]).rows == (
        '"Free" trade', "9 bees", "Zoo", "zeta", "Ärzte", "Ćmy", "💡 lamp", "\ufb01n",
    )  # fmt: skip
    rows = [(1, "d", "Ants", "wax", 1, level) for level in (10, -2, 9)]
    assert found(rows, variable2="salience").columns == ("-2", "9", "10")


def test_every_entity_left_has_the_minimum_frequency() -> None:
    rows = [(1, "d", "Ants", "wax", 1)] * 3 + [(1, "d", "Bees", "honey", 1)] * 2 + [(1, "d", "Bees", "wax", 1)]
    assert found(rows, minimum_frequency=3).rows == ("Ants",)  # honey is rare, and without it Bees are
    assert found(rows, minimum_frequency=2).rows == ("Ants", "Bees")


@settings(max_examples=50, deadline=None)
@given(statement_rows())
def test_a_minimum_frequency_holds_for_rows_and_columns(rows: Any) -> None:
    result = found(rows, minimum_frequency=3)
    assert all(each["frequency"] >= 3 for each in (*result.row_attributes.values(), *result.column_attributes.values()))
    assert result.matrix.sum() == result.n_statements


def test_nodes_carry_attributes_color_and_frequency() -> None:
    table = dataclasses.replace(
        table_of(HARBOR),
        attributes={"organization": {"Port": {"Type": "state"}}},
        colors={"organization": {"Port": "#102030"}},
    )
    result = found(table, network_type="onemode")
    assert result.row_attributes["Port"] == {"Type": "state", "color": "#102030", "frequency": 4}
    assert result.column_attributes == result.row_attributes
    assert result.row_attributes["Greens"] == {"frequency": 3}


def test_a_document_variable_is_refused_without_its_flag_and_used_with_it() -> None:
    table = dataclasses.replace(
        table_of(HARBOR), document_variables={"source": coded(Kind.TEXT, ["Post"] * 6 + [""] * 4)}
    )
    result = found(table, variable2="source", variable2_document=True)
    assert (result.columns, result.n_statements) == (("Post",), 6)
    by_source = found(
        table,
        network_type="onemode",
        qualifier="source",
        qualifier_document=True,
        qualifier_aggregation="congruence",
        duplicates="document",
        compat="dna",
    )
    assert by_source.n_statements == 5  # DNA fails here: the first of each organization and concept in d1 and d2


@settings(max_examples=40, deadline=None)
@given(statement_rows())
def test_the_parts_of_a_split_table_sum_to_the_whole(rows: Any) -> None:
    table = table_of(rows)
    mask = np.arange(table.n) % 3 == 0
    parts = [found(each, isolates=True).matrix for each in (table.taken(mask), table.taken(~mask))]
    assert np.array_equal(found(table, isolates=True).matrix, parts[0] + parts[1])
