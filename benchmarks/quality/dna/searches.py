"""DNA's random searches: whether what they report can be, by our formulas.

A greedy search reports a division and its score: the score must be that of the division. The genetic search reports
the division of another generation than the score (dna-differences.md): the score must be that of some balanced
division. Annealing reports the best set with the losses of the current one: the losses must be those of some admissible
set.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from onrecord.network.choices import chosen
from onrecord.network.measures.backbone import evaluate_backbone
from onrecord.network.measures.dna_camps import dna_score
from onrecord.network.measures.partitions import all_partitions
from onrecord.network.measures.polarization import Slice, polarization_slices

from .measures import backbone_request, polarization_request
from .networks import TOLERANCE
from .reference import Job, Reference


def check_polarization(reference: Reference, job: Job) -> str:
    slices = polarization_slices(reference.table(job), chosen(None, **polarization_request(job)))
    rows = reference.rows(job)[1:]
    if len(rows) != len(slices):
        return f"{len(slices)} slices instead of {len(rows)}"
    for (number, _, _, _, score, _, _, members), part in zip(rows, slices, strict=True):
        camps = dict(each.rsplit("=", 1) for each in members.split(" | ")) if members else {}
        if sorted(camps) != sorted(part.actors):
            return f"slice {number}: actors {sorted(part.actors)} instead of {sorted(camps)}"
        labels = [int(camps[actor]) for actor in part.actors]
        sizes = np.bincount(labels)
        if sizes.max() - sizes.min() > 1:
            return f"slice {number}: camps of {sizes.tolist()} actors"
        if said := _score_differs(part, labels, float(score), job):
            return f"slice {number}: {said}"
    return ""


def _score_differs(part: Slice, labels: list[int], score: float, job: Job) -> str:
    normalize = bool(job.options.get("normalize", False))
    found = dna_score(part.congruence, part.conflict, labels, normalize=normalize)
    if abs(found - score) <= TOLERANCE * max(1.0, abs(score)):
        return ""
    if job.options["algorithm"] != "genetic":
        return f"the reported division scores {found}, not {score}"
    for other in all_partitions(len(labels), max(labels) + 1):
        sizes = np.bincount(other)
        if sizes.max() - sizes.min() <= 1:
            possible = dna_score(part.congruence, part.conflict, other, normalize=normalize)
            if abs(possible - score) <= TOLERANCE * max(1.0, abs(score)):
                return ""
    return f"no balanced division scores {score}"


def check_backbone(reference: Reference, job: Job) -> str:
    rows = reference.rows(job)[1:]
    kept = [entity for where, entity in rows if where == "backbone"]
    rest = [entity for where, entity in rows if where == "redundant"]
    reported = [float(value) for name, value in rows if name.startswith("unpenalized")]
    method = job.options["method"]
    if method == "fixed" and len(kept) != job.options["size"]:
        return f"{len(kept)} entities instead of {job.options['size']}"
    everything = sorted([*kept, *rest])
    sizes = [len(kept)] if method == "fixed" else range(1, len(everything))
    request = backbone_request(job)
    for size in sizes:
        for entities in combinations(everything, size):
            found = evaluate_backbone(reference.table(job), entities=entities, penalty=0.0, **request)
            if np.allclose([found.backbone_loss, found.redundant_loss], reported, rtol=0, atol=TOLERANCE):
                return ""
    return f"no admissible set has the losses {reported}"
