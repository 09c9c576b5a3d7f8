"""Backbones, distances of time slices and polarization as Discourse Network Analyzer 3.1 computed them itself."""

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

from onrecord.network import NetworkOptions, StatementTable
from onrecord.network.choices import chosen
from onrecord.network.measures import (
    Polarization,
    dna_score,
    evaluate_backbone,
    find_backbone,
    measure_polarization,
    nested_backbone,
    polarization_slices,
    slice_distances,
)

DATA = Path(__file__).parents[3] / "shared" / "data" / "dna"
TOLERANCE = 1e-9

pytestmark = pytest.mark.skipif(
    not (DATA / "manifest.json").is_file(), reason="reference outputs of DNA are not in ../shared/data/dna"
)


@cache
def outputs(kind: str) -> list[dict[str, Any]]:
    if not (DATA / "manifest.json").is_file():
        return []
    found = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    return [each for each in found if each["kind"] == kind and each["status"] == "ok"]


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    with tarfile.open(DATA / "outputs.tar.gz") as archive:
        members = [(member.name, archive.extractfile(member)) for member in archive if member.isfile()]
        return {name: content.read() for name, content in members if content is not None}


@pytest.fixture(scope="module")
def tables(files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, StatementTable]:
    from onrecord.network.dna import read_dna

    folder, found = tmp_path_factory.mktemp("dna"), {}
    for name in ("db/sample.dna", "db/rich.dna", "db/camps.dna"):
        path = folder / Path(name).name
        path.write_bytes(files[name])
        found[name] = read_dna(path).table("DNA Statement")
    return found


def rows_of(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8"))))


def backbone_options(asked: Mapping[str, Any]) -> NetworkOptions:
    return chosen(qualifier_aggregation=asked["aggregation"], normalization=asked["normalization"], compat="dna")


def test_nested_backbones_take_the_same_concepts_out_at_the_same_losses(
    files: Mapping[str, bytes], tables: Mapping[str, StatementTable]
) -> None:
    nested = [each for each in outputs("backbone") if each["options"]["method"] == "nested"]
    assert nested
    for output in nested:
        expected = rows_of(files, output["files"][0])
        found = nested_backbone(tables[output["db"]], backbone_options(output["options"]))
        assert [(step.iteration, step.entity, step.n_statements) for step in found.steps] == [
            (int(row["iteration"]), row["entity"], int(row["num_statements"])) for row in expected
        ], output["id"]
        losses = np.array([[step.backbone_loss, step.redundant_loss] for step in found.steps])
        known = np.array([[float(row["backbone_loss"]), float(row["redundant_loss"])] for row in expected])
        assert np.abs(losses - known).max() <= TOLERANCE, output["id"]


def test_given_backbones_lose_as_much(files: Mapping[str, bytes], tables: Mapping[str, StatementTable]) -> None:
    assert outputs("evalbackbone")
    for output in outputs("evalbackbone"):
        asked = output["options"]
        found = evaluate_backbone(
            tables[output["db"]], backbone_options(asked), entities=asked["entities"], penalty=asked["p"]
        )
        (row,) = rows_of(files, output["files"][0])
        assert found.backbone_loss == pytest.approx(float(row["backbone_loss"]), abs=TOLERANCE)
        assert found.redundant_loss == pytest.approx(float(row["redundant_loss"]), abs=TOLERANCE)


def test_the_exact_search_is_never_worse_than_a_recorded_annealing(
    files: Mapping[str, bytes], tables: Mapping[str, StatementTable]
) -> None:
    for output in [each for each in outputs("backbone") if each["options"]["method"] != "nested"]:
        asked = output["options"]
        recorded = [row["entity"] for row in rows_of(files, output["files"][0]) if row["set"] == "backbone"]
        options = backbone_options(asked)
        table = tables[output["db"]]
        found = find_backbone(table, options, size=asked.get("size"), penalty=asked.get("penalty", 0.0))
        given = evaluate_backbone(table, options, entities=recorded, penalty=found.penalty)
        assert found.cost <= given.backbone_loss + TOLERANCE


def test_distances_between_time_slices_are_the_same(
    files: Mapping[str, bytes], tables: Mapping[str, StatementTable]
) -> None:
    compared = [each for each in outputs("timewindow") if "distance" in each["options"]]
    assert compared
    for output in compared:
        asked = {**output["options"]}
        del asked["statement_type"]
        distance = asked.pop("distance")
        asked["network_type"], asked["qualifier_aggregation"] = asked.pop("network"), asked.pop("aggregation")
        found = slice_distances(tables[output["db"]], chosen(**asked, compat="dna"), distance=distance)
        (name,) = [name for name in output["files"] if name.endswith(".distance.csv")]
        expected = np.loadtxt(io.StringIO(files[name].decode("utf-8")), delimiter=",")
        assert np.abs(found.distances - expected).max() <= TOLERANCE, output["id"]


def test_recorded_divisions_have_the_recorded_score_and_ours_is_no_smaller(
    files: Mapping[str, bytes], tables: Mapping[str, StatementTable]
) -> None:
    assert outputs("polarization")
    for output in outputs("polarization"):
        searched = ("algorithm", "normalize", "iterations")
        asked = {name: value for name, value in output["options"].items() if name not in searched}
        options = chosen(normalization="average", compat="dna", **asked)
        slices = polarization_slices(tables[output["db"]], options)
        ours = measure_polarization(tables[output["db"]], options)
        largest = [ours] if isinstance(ours, Polarization) else list(ours.slices)
        recorded = rows_of(files, output["files"][0])
        assert len(slices) == len(recorded) == len(largest)
        normalize = output["options"].get("normalize", False)
        for part, one, row in zip(slices, largest, recorded, strict=True):
            camps = {}
            for member in row["members"].split(" | "):
                name, camp = member.rsplit("=", 1)
                camps[name] = int(camp)
            labels = [camps[actor] for actor in part.actors]
            score = dna_score(part.congruence, part.conflict, labels, normalize=normalize)
            assert score == pytest.approx(float(row["final_max_q"]), rel=1e-12), output["id"]
            best = one.dna_score_normalized if normalize else one.dna_score
            assert best >= score - TOLERANCE * (1 + abs(score))


def test_matrices_fed_to_dnas_polarization_are_the_same(
    files: Mapping[str, bytes], tables: Mapping[str, StatementTable]
) -> None:
    assert outputs("polmatrices")
    for output in outputs("polmatrices"):
        options = chosen(normalization="average", compat="dna", **output["options"])
        slices = polarization_slices(tables[output["db"]], options)
        for kind in ("congruence", "conflict"):
            cells = np.zeros((len(slices), len(slices[0].actors), len(slices[0].actors)))
            for row in rows_of(files, f"{output['id']}.{kind}.csv"):
                actors = slices[int(row["window"]) - 1].actors
                if row["row"] != row["col"]:
                    place = int(row["window"]) - 1, actors.index(row["row"]), actors.index(row["col"])
                    cells[place] = float(row["value"])
            found = np.array([getattr(part, kind) for part in slices])
            assert np.abs(found - cells).max() <= TOLERANCE, output["id"]


def test_the_two_camps_of_the_camps_database_are_found_with_the_extreme_score(
    tables: Mapping[str, StatementTable],
) -> None:
    found = measure_polarization(tables["db/camps.dna"])
    assert isinstance(found, Polarization)
    assert found.members() == (("Camp1-A", "Camp1-B", "Camp1-C"), ("Camp2-D", "Camp2-E", "Camp2-F"))
    assert found.polarization == pytest.approx(1, abs=1e-12)
    assert found.dna_score == pytest.approx(45)
    assert found.dna_score_normalized == pytest.approx(0.25)
