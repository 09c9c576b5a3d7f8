"""Jobs in order, each computed, compared and judged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.errors import OnRecordError

from . import crashes, measures, natives, networks, searches
from .reference import Job, Reference, opened
from .requests import UnknownOption
from .verdicts import Result, Results, Verdict

Comparison = Callable[[Reference, Job], str]
DETERMINISTIC: dict[str, Comparison] = {
    "network": networks.compare,
    "timewindow": networks.compare,
    "native": natives.compare,
    "barplot": measures.compare_barplot,
    "backbone": measures.compare_nested,
    "evalbackbone": measures.compare_evaluation,
    "polmatrices": measures.compare_polarization_matrices,
}
RANDOM: dict[str, Comparison] = {"backbone": searches.check_backbone, "polarization": searches.check_polarization}


def compare_folder(folder: Path, *, databases: Path | None = None, only: str = "") -> Results:
    """All jobs of a folder's manifest whose id contains `only`."""
    with opened(folder, databases or folder) as reference:
        return Results(tuple(judge(reference, job) for job in reference.jobs if only in job.id))


def judge(reference: Reference, job: Job) -> Result:
    """The verdict on one job. A comparison gives "" or says what differs."""
    if job.failed:
        verdict, why = crashes.judge(reference, job)
        return Result(job.id, job.kind, verdict, why)
    comparison = (DETERMINISTIC if job.deterministic else RANDOM).get(job.kind)
    good, bad = (Verdict.EQUAL, Verdict.DIFFERENT) if job.deterministic else (Verdict.POSSIBLE, Verdict.IMPOSSIBLE)
    if comparison is None:
        return Result(job.id, job.kind, Verdict.UNSUPPORTED, f"no function for {job.kind}")
    try:
        why = comparison(reference, job)
    except (OnRecordError, UnknownOption, ImportError) as error:
        return Result(job.id, job.kind, Verdict.UNSUPPORTED, str(error))
    except Exception as error:  # a crash of ours is a difference to be shown, not the end of the run
        return Result(job.id, job.kind, bad, f"{type(error).__name__}: {error}")
    return Result(job.id, job.kind, bad if why else good, why)
