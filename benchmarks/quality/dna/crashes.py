"""Jobs at which DNA failed: a right result, by another computation, or a clear refusal."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from onrecord.errors import OnRecordError
from onrecord.network import Network, NetworkOptions, network
from onrecord.network.choices import chosen
from onrecord.network.filtering import filtered
from onrecord.network.table import StatementTable

from .networks import cells_difference
from .reference import Job, Matrix, Reference
from .requests import network_options
from .verdicts import Verdict


def judge(reference: Reference, job: Job) -> tuple[Verdict, str]:
    table = reference.table(job)
    try:
        if job.kind == "barplot":
            return _judge_barplot(table, job)
        if job.kind not in ("network", "native"):
            return Verdict.UNSUPPORTED, f"no check of a failed {job.kind}"
        found = network(table, **network_options(job))
    except OnRecordError as error:
        return Verdict.REFUSED, str(error)
    except Exception as error:  # shown as ours, beside DNA's
        return Verdict.WRONG, f"{type(error).__name__}: {error}"
    if not isinstance(found, Network):
        return Verdict.WRONG, "a series instead of one network"
    try:
        said = _independent_difference(table, job, found)
    except Exception as error:  # the check's own limit is a finding on one job, not the end of the run
        return Verdict.WRONG, f"the independent computation failed: {type(error).__name__}: {error}"
    return (Verdict.WRONG, said) if said else (Verdict.ANSWERED, "")


def _judge_barplot(table: StatementTable, job: Job) -> tuple[Verdict, str]:
    from onrecord.network.measures.barplot import barplot

    found = barplot(table, compat="dna", **job.options)
    counts = Counter(_values(table, job.options["variable1"], str(job.options["qualifier"])))
    if job.options["duplicates"] == "acrossrange":
        counts = Counter(dict.fromkeys(counts, 1))
    elif job.options["duplicates"] != "include":
        return Verdict.ANSWERED, ""
    for at, entity in enumerate(found.entities):
        for place, value in enumerate(found.levels):
            if found.counts[at][place] != counts[entity, str(value)]:
                return (
                    Verdict.WRONG,
                    f"{entity!r} {value!r}: {found.counts[at][place]} not {counts[entity, str(value)]}",
                )
    return Verdict.ANSWERED, ""


def _values(table: StatementTable, *names: str) -> list[tuple[str, ...]]:
    columns = [table.variables[name] for name in names]
    rows = zip(*([str(each.levels[code]) for code in each.codes.tolist()] for each in columns), strict=True)
    return [row for row in rows if row[0]]


def _independent_difference(table: StatementTable, job: Job, found: Network) -> str:
    """The same network by loops over statements, or "" where there is none for it (then only clarity is checked)."""
    options = chosen(None, **network_options(job))
    statements = _statements(table, options)
    expected = np.zeros((len(found.rows), len(found.columns)))
    if options.network_type.value == "twomode":
        expected = _two_mode(statements, found, options)
    else:
        expected = _one_mode(statements, found, options)
    return cells_difference(found.matrix, expected)


def _statements(table: StatementTable, options: NetworkOptions) -> list[tuple[str, str, Any]]:
    source = filtered(table, options)
    chosen_variables = (source.variable1, source.variable2, source.qualifier)
    columns: list[list[Any]] = [
        [None] * len(source.rows) if each is None else [each.levels[code] for code in each.codes[source.rows].tolist()]
        for each in chosen_variables
    ]
    return [(str(row), str(column), level) for row, column, level in zip(*columns, strict=True)]


def _two_mode(statements: list[tuple[str, str, Any]], found: Network, options: NetworkOptions) -> Matrix:
    counts = Counter(statements)
    levels = sorted({level for _, _, level in counts}) if options.qualifier != "agreement" else [0, 1]
    expected = np.zeros((len(found.rows), len(found.columns)))
    for i, row in enumerate(found.rows):
        for j, column in enumerate(found.columns):
            held = {level: counts[row, column, level] for level in levels if counts[row, column, level]}
            if options.qualifier_aggregation.value == "combine":
                expected[i, j] = sum(2 ** (len(levels) - 1 - levels.index(level)) for level in held)
            elif options.qualifier_aggregation.value == "subtract":
                expected[i, j] = sum((-n if level == 0 else n) for level, n in held.items())
            else:
                expected[i, j] = sum(held.values())
    if options.normalization.value == "prominence":
        expected = expected / np.maximum((expected > 0).sum(axis=0), 1)
    elif options.normalization.value == "activity":
        expected = expected / np.maximum((expected > 0).sum(axis=1), 1)[:, None]
    return expected


def _one_mode(statements: list[tuple[str, str, Any]], found: Network, options: NetworkOptions) -> Matrix:
    """Texts: agreement is the product of counts at a value; conflict, in DNA, what the other lacks."""
    counts = Counter(statements)
    keys = sorted({(column, level) for _, column, level in counts}, key=str)
    expected = np.zeros((len(found.rows), len(found.rows)))
    for i, one in enumerate(found.rows):
        for j, other in enumerate(found.rows):
            pairs = [(counts[one, *key], counts[other, *key]) for key in keys] if i != j else []
            congruence = sum(mine * theirs for mine, theirs in pairs)
            conflict = sum(mine * (theirs == 0) + theirs * (mine == 0) for mine, theirs in pairs)
            expected[i, j] = {
                "ignore": _shared(counts, keys, one, other) if i != j else 0,
                "congruence": congruence,
                "conflict": conflict,
                "subtract": congruence - conflict,
            }[options.qualifier_aggregation.value]
    return expected


def _shared(counts: Counter[tuple[str, str, Any]], keys: list[tuple[str, Any]], one: str, other: str) -> int:
    """Pairs of statements of both about the same thing."""
    said = [Counter[str](), Counter[str]()]
    for column, level in keys:
        for about, actor in zip(said, (one, other), strict=True):
            about[column] += counts[actor, column, level]
    return sum(n * said[1][column] for column, n in said[0].items())
