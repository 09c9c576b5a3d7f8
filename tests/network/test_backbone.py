"""Backbones: which concepts a network rests on, nested, searched, exact and given."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.network import NetworkError, StatementTable, network
from onrecord.network.measures import Distance, evaluate_backbone, find_backbone, nested_backbone

from .made_tables import statement_rows, table_of

Floats = npt.NDArray[np.float64]
SPOKEN = {"qualifier_aggregation": "congruence", "normalization": "average", "duplicates": "include"}


def quarrel(seed: int = 1, concepts: int = 6, actors: int = 7, statements: int = 120) -> StatementTable:
    """Actors and concepts at random, some of each far more often than others."""
    rng = np.random.default_rng(seed)
    return table_of(
        [
            (
                day,
                f"d{day % 40}",
                f"actor {min(int(rng.geometric(0.3)), actors)}",
                f"concept {min(int(rng.geometric(0.35)), concepts)}",
                int(rng.integers(2)),
            )
            for day in range(statements)
        ]
    )


def spectrum_by_networkx(matrix: Floats) -> Floats:
    """Eigenvalues of the normalized Laplacian; nodes without ties give 0, as in networkx."""
    graph = nx.from_numpy_array(np.maximum(matrix, 0))
    return np.sort(np.linalg.eigvalsh(nx.normalized_laplacian_matrix(graph).toarray()))


def loss_by_networkx(table: StatementTable, entities: tuple[str, ...], **options: Any) -> float:
    """Distance of spectra, both networks computed anew from the table, missing rows filled up."""
    full = network(table, network_type="onemode", **options)
    part = network(
        table, network_type="onemode", exclude_values={"concept": list(entities)}, invert_values=True, **options
    )
    matrix = np.zeros_like(full.matrix)
    places = [full.rows.index(label) for label in part.rows]
    matrix[np.ix_(places, places)] = part.matrix
    whole = spectrum_by_networkx(full.matrix)
    return float(np.linalg.norm(whole - spectrum_by_networkx(matrix)) / np.linalg.norm(whole))


def test_a_concept_that_adds_nothing_is_the_first_to_go() -> None:
    rows = [(day, f"d{day}", actor, "levy", int(actor < "D")) for day, actor in enumerate("ABCDEF" * 2)]
    found = nested_backbone(table_of([*rows, (20, "x", "A", "footnote", 1)]), **SPOKEN)
    assert [step.entity for step in found.steps] == ["footnote", "levy"]
    assert found.steps[0].backbone_loss < 0.05
    assert found.steps[0].n_statements == 12
    assert found.steps[-1].backbone_loss == pytest.approx(1)
    assert found.steps[-1].redundant_loss == pytest.approx(0)
    assert found.backbone(1) == ("levy",)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("aggregation", ["congruence", "subtract"])
def test_losses_are_those_of_networks_computed_anew_with_networkx_spectra(seed: int, aggregation: str) -> None:
    table = quarrel(seed)
    options = {**SPOKEN, "qualifier_aggregation": aggregation}
    found = nested_backbone(table, **options)
    kept = sorted(step.entity for step in found.steps)
    gone: list[str] = []
    for step in found.steps:
        candidates = {entity: tuple(other for other in kept if other != entity) for entity in kept}
        losses = {entity: loss_by_networkx(table, rest, **options) for entity, rest in candidates.items() if rest}
        if losses:
            assert losses[step.entity] == pytest.approx(min(losses.values()))
            assert step.backbone_loss == pytest.approx(losses[step.entity])
        kept.remove(step.entity)
        gone.append(step.entity)
        assert step.redundant_loss == pytest.approx(loss_by_networkx(table, tuple(gone), **options))


@given(
    normalization=st.sampled_from(["no", "average", "jaccard", "cosine"]),
    qualifier=st.sampled_from(["agreement", "salience", "frame"]),
    rows=statement_rows(),
)
@settings(deadline=None, max_examples=40)
def test_networks_of_some_concepts_are_those_of_a_table_with_only_them(
    normalization: str, qualifier: str, rows: list[tuple[Any, ...]]
) -> None:
    from onrecord.network.choices import chosen
    from onrecord.network.measures.subnetworks import Subnetworks

    table = table_of(rows)
    asked = {"normalization": normalization, "qualifier": qualifier, "qualifier_aggregation": "congruence"}
    networks = Subnetworks(table, chosen(network_type="onemode", **asked))
    for size in range(1, len(networks.columns) + 1):
        for entities in combinations(networks.columns, size):
            only = {"concept": list(entities)}
            part = network(table, network_type="onemode", exclude_values=only, invert_values=True, **asked)
            places = [networks.rows.index(label) for label in part.rows]
            found = networks.matrix(networks.mask_of(entities))
            assert found[np.ix_(places, places)] == pytest.approx(part.matrix)
            assert np.abs(found).sum() == pytest.approx(np.abs(part.matrix).sum())


def test_the_full_set_loses_nothing_and_the_empty_set_all() -> None:
    table = quarrel()
    everything = nested_backbone(table, **SPOKEN).backbone(6)
    for distance in Distance:
        found = evaluate_backbone(table, entities=everything, distance=distance, **SPOKEN)
        assert found.backbone_loss == pytest.approx(0)
        assert found.redundant_loss == pytest.approx(1)
        assert found.redundant == ()


def test_a_penalty_shrinks_losses_by_what_is_left_out() -> None:
    table = quarrel()
    plain = evaluate_backbone(table, entities=["concept 1", "concept 2"], **SPOKEN)
    fined = evaluate_backbone(table, entities=["concept 2", "concept 1"], penalty=3, **SPOKEN)
    assert fined.backbone_loss == pytest.approx(plain.backbone_loss * np.exp(-3 * 4 / 6))
    assert fined.redundant_loss == pytest.approx(plain.redundant_loss * np.exp(-3 * 2 / 6))


@pytest.mark.parametrize("distance", list(Distance))
def test_few_concepts_are_searched_exactly_and_annealing_arrives_there_too(distance: Distance) -> None:
    table = quarrel(3, concepts=5, statements=120)
    for wanted in ({"size": 3}, {"penalty": 2.0}):
        exact = find_backbone(table, distance=distance, **wanted, **SPOKEN)
        annealed = find_backbone(table, distance=distance, exact_up_to=0, iterations=150, seed=5, **wanted, **SPOKEN)
        assert exact.search.startswith("exact: of all")
        assert exact.trace is None
        assert annealed.search.startswith("annealing: 150 iterations, seed 5, reached by ")
        assert annealed.cost == pytest.approx(exact.cost)
        sets = [
            subset
            for size in ([3] if "size" in wanted else range(1, 5))
            for subset in combinations(sorted((*exact.entities, *exact.redundant)), size)
        ]
        losses = [
            evaluate_backbone(table, entities=one, distance=distance, penalty=exact.penalty, **SPOKEN) for one in sets
        ]
        assert exact.cost == pytest.approx(min(one.backbone_loss for one in losses))


def test_the_same_seed_walks_the_same_way_and_reports_the_best_set_it_met() -> None:
    table = quarrel(4, concepts=9, statements=200)
    walks = [find_backbone(table, exact_up_to=0, iterations=150, seed=seed, **SPOKEN) for seed in (7, 7, 8)]
    assert walks[0].entities == walks[1].entities
    traces = [walk.trace for walk in walks]
    assert traces[0] is not None
    assert traces[1] is not None
    assert traces[2] is not None
    assert traces[0].proposed_cost.tolist() == traces[1].proposed_cost.tolist()
    assert traces[0].proposed_cost.tolist() != traces[2].proposed_cost.tolist()
    assert np.bincount(traces[0].walk).tolist() == [38, 38, 37, 37]
    first = traces[0].walk == 0
    assert (np.diff(traces[0].best_cost[first]) <= 0).all()
    assert (np.diff(traces[0].temperature[first]) < 0).all()
    assert set(traces[0].proposed_size.tolist()) <= set(range(1, 9))
    assert walks[0].cost <= traces[0].best_cost.min() + 1e-12


def test_a_price_keeps_what_saves_more_loss_than_it_costs() -> None:
    table = quarrel(3, concepts=8, statements=200)
    found = find_backbone(table, price=0.01, **SPOKEN)
    assert found.cost == pytest.approx(found.backbone_loss + 0.01 * len(found.entities))
    for entity in found.entities:
        rest = [other for other in found.entities if other != entity]
        if rest:
            assert evaluate_backbone(table, entities=rest, **SPOKEN).backbone_loss >= found.backbone_loss + 0.01 - 1e-9
    assert len(find_backbone(table, price=0.2, **SPOKEN).entities) < len(found.entities)
    free = find_backbone(table, price=0.0, **SPOKEN)
    assert free.cost == free.backbone_loss < found.backbone_loss


def test_a_penalty_that_leaves_all_but_one_concept_is_warned_of() -> None:
    """Nobody shares the footnote, so that leaving it out loses nothing, and nothing times any factor is nothing."""
    opposed = {"x": "AB", "y": "ACD", "z": "BDE"}
    rows = [(1, f"d{who}{what}", who, what, int(who in opposed[what])) for what in opposed for who in "ABCDE"]
    rows += [(2, "e", "A", "x", 0), (2, "e", "C", "y", 1), (2, "e", "F", "z", 1), (3, "n", "A", "footnote", 1)]
    found = find_backbone(table_of(rows), **{**SPOKEN, "normalization": "no"})
    assert found.entities == ("x", "y", "z")
    assert "all but one" in found.warnings[-1]


def test_a_walk_of_fixed_size_never_leaves_it() -> None:
    walk = find_backbone(quarrel(), size=2, exact_up_to=0, iterations=50, compat="dna", **SPOKEN)
    assert walk.trace is not None
    assert set(walk.trace.proposed_size.tolist()) == {2}
    assert len(walk.entities) == 2


def twins() -> StatementTable:
    """Two concepts with the same statements, and one that only one actor speaks of."""
    rows = [(1, "d1", "Ants", "alone", 1)]
    for concept in ("left", "right"):
        rows += [(2, "d2", "Ants", concept, 1), (3, "d3", "Bees", concept, 1), (4, "d4", "Crows", concept, 0)]
    return table_of(rows)


def test_equal_losses_are_told_and_one_concept_goes_at_a_time() -> None:
    found = nested_backbone(twins(), qualifier_aggregation="congruence", normalization="no")
    assert [step.entity for step in found.steps] == ["alone", "left", "right"]
    assert found.steps[0].tied == ("left", "right")
    assert [step.n_statements for step in found.steps] == [6, 3, 0]


def test_dna_takes_all_that_tie_in_one_round_from_last_to_first_each_with_the_loss_of_going_alone() -> None:
    found = nested_backbone(twins(), qualifier_aggregation="congruence", normalization="no", compat="dna")
    assert [(step.iteration, step.entity, step.n_statements) for step in found.steps] == [
        (1, "right", 4),
        (2, "left", 4),
        (3, "alone", 6),
    ]
    assert [step.backbone_loss for step in found.steps] == [0, 0, 0]
    assert found.distance is Distance.DEGREE


def test_what_cannot_be_is_refused_by_name() -> None:
    table = quarrel()
    for message, arguments in (
        ("size=6", {"size": 6}),
        ("penalty=-1", {"penalty": -1.0}),
        ("price=-1", {"price": -1.0}),
        ("one of them", {"price": 0.1, "size": 2}),
        ("iterations=0", {"iterations": 0}),
        ("'euclid' is not offered", {"distance": "euclid"}),
        ("qualifier_aggregation", {"qualifier_aggregation": "add"}),
    ):
        with pytest.raises(NetworkError, match=message):
            find_backbone(table, **arguments)  # type: ignore[arg-type]
    with pytest.raises(NetworkError, match="start_date"):
        nested_backbone(table, time_window="months")
    with pytest.raises(NetworkError, match="network_type='twomode'"):
        nested_backbone(table, network_type="twomode")
    with pytest.raises(NetworkError, match="'concept 99'"):
        evaluate_backbone(table, entities=["concept 99"])
    with pytest.raises(NetworkError, match=r"\['concept 1'\]"):
        evaluate_backbone(table, entities="concept 1")
    with pytest.raises(NetworkError, match="no statement"):
        nested_backbone(table, exclude_values={"concept": ["none such"]}, invert_values=True)
    with pytest.raises(NetworkError, match="size=9"):
        nested_backbone(table).backbone(9)
