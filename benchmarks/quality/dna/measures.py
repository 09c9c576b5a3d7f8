"""Barplots, backbones and the matrices of polarization."""

from __future__ import annotations

from typing import Any

import numpy as np

from onrecord.network.choices import chosen
from onrecord.network.measures.backbone import evaluate_backbone, nested_backbone
from onrecord.network.measures.polarization import polarization_slices

from .networks import cells_difference
from .reference import Job, Reference
from .requests import only

BACKBONE_OPTIONS = (
    "method",
    "aggregation",
    "normalization",
    "duplicates",
    "size",
    "iterations",
    "penalty",
    "entities",
    "p",
)
POLARIZATION_OPTIONS = (
    "algorithm", "normalize", "duplicates", "iterations", "time_window", "window_size", "kernel", "indent_time",
)  # fmt: skip


def backbone_request(job: Job) -> dict[str, Any]:
    """Options of the network under a backbone: rDNA's defaults of `dna_network`."""
    options = only(job, *BACKBONE_OPTIONS)
    return {
        "qualifier_aggregation": options.get("aggregation", "subtract"),
        "normalization": options.get("normalization", "average"),
        "duplicates": options.get("duplicates", "include"),
        "compat": "dna",
    }


def compare_nested(reference: Reference, job: Job) -> str:
    found = nested_backbone(reference.table(job), **backbone_request(job))
    expected = reference.rows(job)[1:]
    if len(found.steps) != len(expected):
        return f"{len(found.steps)} steps instead of {len(expected)}"
    for step, row in zip(found.steps, expected, strict=True):
        iteration, entity, backbone_loss, redundant_loss, n_statements = row
        taken, wanted = (step.iteration, step.entity, step.n_statements), (int(iteration), entity, int(n_statements))
        if taken != wanted:
            return f"step {taken} instead of {wanted}"
        losses = np.array([[step.backbone_loss, step.redundant_loss]])
        if said := cells_difference(losses, np.array([[float(backbone_loss), float(redundant_loss)]])):
            return f"step {iteration}: losses {said}"
    return ""


def compare_evaluation(reference: Reference, job: Job) -> str:
    request = backbone_request(job)
    found = evaluate_backbone(
        reference.table(job), entities=job.options["entities"], penalty=float(job.options.get("p", 0)), **request
    )
    expected = np.array([[float(cell) for cell in reference.rows(job)[1]]])
    return cells_difference(np.array([[found.backbone_loss, found.redundant_loss]]), expected)


def polarization_request(job: Job) -> dict[str, Any]:
    options = only(job, *POLARIZATION_OPTIONS)
    asked: dict[str, Any] = {
        name: options[name] for name in ("duplicates", "time_window", "window_size", "kernel") if name in options
    }
    # What is not listed is as in dna_network, which indents (rDNA's dna_polarization does not, by default).
    return {"normalization": "average", "indent_time": options.get("indent_time", True), "compat": "dna", **asked}


def compare_polarization_matrices(reference: Reference, job: Job) -> str:
    slices = polarization_slices(reference.table(job), chosen(None, **polarization_request(job)))
    for name in ("congruence", "conflict"):
        windows = reference.windows(job, f".{name}")
        if len(windows) != len(slices):
            return f"{len(slices)} slices instead of {len(windows)}"
        for number, (window, part) in enumerate(zip(windows, slices, strict=True), 1):
            times = [each.isoformat() for each in (part.start, part.middle, part.stop) if each]
            if times and times != [window.start, window.middle, window.stop]:
                return f"{name} {number}: {times} instead of {[window.start, window.middle, window.stop]}"
            expected = np.zeros(window.shape)
            for (row, column), value in window.cells.items():
                expected[part.actors.index(row), part.actors.index(column)] = value
            if said := cells_difference(getattr(part, name), expected):
                return f"{name} {number}: {said}"
    return ""


def compare_barplot(reference: Reference, job: Job) -> str:
    from onrecord.network.measures.barplot import barplot

    options = only(job, "variable1", "qualifier", "duplicates")
    table = reference.table(job)
    found = barplot(table, compat="dna", **options)
    head, *body = reference.rows(job)
    attributes = [name.removeprefix("attr:") for name in head if name.startswith("attr:")]
    n_values = len(head) - 1 - len(attributes)
    if [str(value) for value in found.levels] != head[1 : 1 + n_values]:
        return f"values {found.levels} instead of {head[1 : 1 + n_values]}"
    if list(found.entities) != [row[0] for row in body]:
        return f"entities {found.entities} instead of {[row[0] for row in body]}"
    expected = np.array([[float(cell) for cell in row[1 : 1 + n_values]] for row in body]).reshape(len(body), n_values)
    if said := cells_difference(np.asarray(found.counts, dtype=np.float64), expected):
        return said
    for entity, *cells in body:
        known = {name.capitalize(): str(value) for name, value in found.attributes[entity].items()}
        known["Color"] = known.get("Color", "").upper()
        for name, value in zip(attributes, cells[n_values:], strict=True):
            if known.get(name, "") != value:
                return f"{name} of {entity!r} is {known.get(name, '')!r} instead of {value!r}"
    return ""
