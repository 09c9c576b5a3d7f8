"""A job's options, which are named as in rDNA, as ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .reference import Job

_RENAMED = {"network": "network_type", "aggregation": "qualifier_aggregation"}
_NOT_OURS = ("statement_type", "exclude_variables", "exclude_values", "format", "distance")


class UnknownOption(Exception):
    """The manifest has an option that no part of the benchmark reads."""


def network_options(job: Job, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Keyword options of `network` for a job, in compat mode."""
    found: dict[str, Any] = {"compat": "dna"}
    for name, value in job.options.items():
        if name not in (*_NOT_OURS, *without):
            found[_RENAMED.get(name, name)] = value
    if "exclude_values" in job.options:
        found["exclude_values"] = _by_variable(job.options)
    return found


def _by_variable(options: Mapping[str, Any]) -> dict[str, list[str]]:
    """rDNA names variables and values in two lists of one length."""
    if isinstance(options["exclude_values"], Mapping):
        return {name: list(values) for name, values in options["exclude_values"].items()}
    found: dict[str, list[str]] = {}
    for variable, value in zip(options["exclude_variables"], options["exclude_values"], strict=True):
        found.setdefault(variable, []).append(value)
    return found


def only(job: Job, *names: str) -> dict[str, Any]:
    """The job's options of these names; UnknownOption when it has others."""
    unknown = [name for name in job.options if name not in names]
    if unknown:
        raise UnknownOption(f"the option {unknown[0]!r} is unknown to the benchmark for {job.kind}")
    return dict(job.options)
