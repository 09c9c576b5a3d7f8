"""What is not offered is refused by name; `compat="dna"` replaces it as DNA does and says so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import (
    Aggregation,
    Duplicates,
    Network,
    NetworkError,
    NetworkOptions,
    Normalization,
    network,
)
from onrecord.network.choices import chosen

from .made_tables import HARBOR, statement_rows, table_of

ROWS = [(*row, 2, "risk") for row in HARBOR]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"aggregation": "ignore"}, "no option 'aggregation'; did you mean qualifier_aggregation"),
        ({"normalization": "averge"}, "normalization='averge' is not offered; allowed: no, average, jaccard"),
        ({"network_type": "bipartite"}, "network_type='bipartite'.*twomode, onemode, eventlist"),
        ({"window_size": 0}, "window_size=0 is not offered; allowed: a whole number from 1"),
        ({"window_size": 2.5}, "window_size=2.5"),
        ({"minimum_frequency": True}, "minimum_frequency=True"),
        ({"isolates": "yes"}, "isolates='yes' is not offered; allowed: True or False"),
        ({"start_date": "31.02.2016"}, "start_date='31.02.2016' is not offered; allowed: a date"),
        ({"stop_date": 2016}, "stop_date=2016"),
        ({"exclude_values": ["Tax"]}, "exclude_values=.*a mapping of variable to values"),
        ({"exclude_values": {"concept": [1.5]}}, "exclude_values\\['concept'\\]"),
        ({"exclude_authors": [3]}, "exclude_authors=.*a list of texts"),
        ({"variable1": ""}, "variable1=''"),
        ({"compat": "DNA 3"}, "compat='DNA 3' is not offered; allowed: 'dna' or None"),
    ],
)
def test_an_option_that_is_not_offered_is_named_with_what_is(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        chosen(**changes)


def test_texts_stand_for_choices_and_numbers_may_be_those_of_numpy() -> None:
    options = chosen(NetworkOptions(isolates=True), qualifier_aggregation="subtract", window_size=np.int64(3))
    assert options.qualifier_aggregation is Aggregation.SUBTRACT
    assert (options.isolates, options.window_size) == (True, 3)
    assert chosen(exclude_values={"concept": "tariff", "agreement": [np.int32(0)]}).exclude_values == {
        "concept": ("tariff",),
        "agreement": (0,),
    }
    assert str(chosen(start_date="2016-12-31T14:09:05").start_date) == "2016-12-31 14:09:05"
    assert str(chosen(stop_date="31.12.2016 14:09").stop_date) == "2016-12-31 14:09:00"


REFUSED: list[tuple[dict[str, Any], str, Aggregation, Normalization]] = [
    ({"qualifier_aggregation": "congruence"}, "is for one-mode", Aggregation.IGNORE, Normalization.NO),
    ({"normalization": "cosine"}, "is for one-mode", Aggregation.IGNORE, Normalization.NO),
    (
        {"network_type": "onemode", "qualifier_aggregation": "combine", "normalization": "average"},
        "combine is for two-mode",
        Aggregation.IGNORE,
        Normalization.AVERAGE,
    ),
    (
        {"network_type": "onemode", "normalization": "prominence"},
        "is for two-mode",
        Aggregation.IGNORE,
        Normalization.NO,
    ),
    (
        {"qualifier_aggregation": "combine", "normalization": "activity"},
        "divided they mean nothing",
        Aggregation.COMBINE,
        Normalization.ACTIVITY,
    ),
    (
        {"qualifier": None, "qualifier_aggregation": "subtract"},
        "needs a qualifier",
        Aggregation.IGNORE,
        Normalization.NO,
    ),
    (
        {"qualifier": "frame", "qualifier_aggregation": "subtract"},
        "needs a boolean or integer",
        Aggregation.SUBTRACT,
        Normalization.NO,
    ),
]


@pytest.mark.parametrize(("changes", "said", "aggregation", "normalization"), REFUSED)
def test_what_does_not_go_together_is_refused_or_replaced_as_in_dna(
    changes: dict[str, Any], said: str, aggregation: Aggregation, normalization: Normalization
) -> None:
    with pytest.raises(NetworkError, match=said):
        network(table_of(ROWS), **changes)
    found = network(table_of(ROWS), compat="dna", **changes)
    assert isinstance(found, Network)
    assert (found.options.qualifier_aggregation, found.options.normalization) == (aggregation, normalization)
    assert any(said in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"network_type": "eventlist"}, "event_list"),
        ({"qualifier_aggregation": "congruence & conflict", "network_type": "onemode"}, "name a time_window"),
        ({"variable2": "organization"}, "variable1 and variable2 are both 'organization'"),
    ],
)
def test_what_has_no_meaning_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        network(table_of(ROWS), **changes)


def test_combine_with_prominence_reads_square_matrices_transposed_in_dna_only() -> None:
    rows = [(1, "d", org, concept, 1) for org, concept in (("Ants", "wax"), ("Ants", "honey"), ("Bees", "wax"))]
    options: dict[str, Any] = {"qualifier_aggregation": "combine", "normalization": "prominence", "compat": "dna"}
    square = network(table_of(rows), **options)
    oblong = network(table_of([*rows, (1, "d", "Ćmy", "wax", 1)]), **options)
    assert isinstance(square, Network)
    assert isinstance(oblong, Network)
    # columns honey, wax hold 1 and 2 cells; DNA divides them by those of the rows Ants, Bees: 2 and 1
    assert square.matrix.tolist() == [[0.5, 1.0], [0.0, 1.0]]
    assert oblong.matrix.tolist() == [[1, 1 / 3], [0, 1 / 3], [0, 1 / 3]]


OPTIONS = st.fixed_dictionaries(
    {
        "network_type": st.sampled_from(["onemode", "twomode"]),
        "qualifier": st.sampled_from(["agreement", "salience", "frame", None]),
        "qualifier_aggregation": st.sampled_from(Aggregation),
        "normalization": st.sampled_from(Normalization),
    },
    optional={
        "variable1": st.sampled_from(["concept", "salience"]),
        "variable2": st.sampled_from(["organization", "frame"]),
        "isolates": st.booleans(),
        "duplicates": st.sampled_from(Duplicates),
        "minimum_frequency": st.integers(1, 4),
        "compat": st.just("dna"),
        "time_window": st.sampled_from(["events", "weeks", "months", "years"]),
        "window_size": st.integers(1, 9),
        "indent_time": st.booleans(),
        "normalize_to_one": st.booleans(),
        "start_date": st.sampled_from(["2020-02-01", "2021-03-05", "2030-01-01", "01.01.1900"]),
        "stop_date": st.sampled_from(["2020-02-28", "2021-03-05", "31.12.2099", "2019-01-01"]),
        "exclude_values": st.just({"organization": ["Ants"], "salience": [0]}),
        "invert_values": st.booleans(),
    },
)


@settings(max_examples=150, deadline=None)
@given(statement_rows(), OPTIONS)
def test_any_options_give_a_network_or_an_error_that_names_one(rows: Any, options: dict[str, Any]) -> None:
    found, said = None, ""
    try:
        found = network(table_of(rows), **options)
    except NetworkError as error:
        said = str(error)
    if found is None:
        assert any(name in said for name in options)
        return
    for each in [found] if isinstance(found, Network) else found.networks[:4]:
        assert each.matrix.shape == (len(each.rows), len(each.columns))
        assert each.matrix.dtype == np.float64
        assert np.isfinite(each.matrix).all() or each.options.compat
        assert list(each.row_attributes) == list(each.rows)
        assert set(each.statements.tolist()) <= set(range(101, 101 + len(rows)))
        if each.rows and each.columns:
            assert len(each.statements_of(each.rows[0], each.columns[-1])) <= each.n_statements
