"""Statements counted by actor, concept, stance, status and time at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from .statement_rows import STANCES, STATUSES, Mask, StatementRows, Table, Whole
from .time_bins import bin_of, bins_over


def cube(
    rows: StatementRows, table: Table, without_days: Mask, n_actors: int, n_concepts: int, *, by_time: bool
) -> dict[str, Any]:
    """Bins over time and the cells of the most quoted actors and concepts, of the statements in the mask."""
    dated = without_days & (table.first >= 0) & (table.last >= 0)
    bins = bins_over(table.first[dated], table.last[dated])
    codes = table.columns
    top_actors = _most(codes["actor"][without_days], len(rows.columns["actor"].values), n_actors)
    top_concepts = _most(codes["concept"][without_days], len(rows.columns["concept"].values), n_concepts)
    actor_place = np.full(len(rows.columns["actor"].values) + 1, -1, dtype=np.int64)
    actor_place[top_actors] = np.arange(len(top_actors))
    concept_place = np.full(len(rows.columns["concept"].values) + 1, -1, dtype=np.int64)
    concept_place[top_concepts] = np.arange(len(top_concepts))
    edges = np.array([one["from"] for one in bins], dtype=np.int64)
    place = np.flatnonzero(without_days)
    actors, concepts = actor_place[codes["actor"][place]], concept_place[codes["concept"][place]]
    when = bin_of(table.first[place], table.last[place], edges)
    kept = (actors >= 0) & (concepts >= 0)
    column = when[kept] + 1 if by_time else np.ones(int(kept.sum()), dtype=np.int64)
    shape = (max(1, len(top_actors)), max(1, len(top_concepts)), len(STANCES), len(STATUSES), len(bins) + 2)
    key = np.ravel_multi_index(
        (actors[kept], concepts[kept], codes["stance"][place][kept], codes["status"][place][kept], column), shape
    )
    size = int(np.prod(shape))
    statements = np.bincount(key, minlength=size)
    reports = np.bincount(key, weights=table.reports[place][kept], minlength=size).astype(np.int64)
    filled = np.flatnonzero(statements)
    cells = np.vstack([*np.unravel_index(filled, shape), statements[filled], reports[filled]])
    cells[4] -= 1
    # By status and bin, of all actors and concepts; the first column is of statements without a day.
    at = codes["status"][place] * (len(bins) + 1) + when + 1
    n_statements = np.bincount(at, minlength=2 * (len(bins) + 1)).reshape(2, -1)
    n_reports = np.bincount(at, weights=table.reports[place], minlength=2 * (len(bins) + 1)).reshape(2, -1)
    sums = [
        {"accepted": int(n[0]), "suggested": int(n[1]), "reports": [int(m[0]), int(m[1])]}
        for n, m in zip(n_statements.T, n_reports.T, strict=True)
    ]
    for one, found in zip(bins, sums[1:], strict=True):
        one.update(found)
        one["from"] = date.fromordinal(one["from"]).isoformat()
        one["to"] = date.fromordinal(one["to"]).isoformat()
    return {
        "bins": bins,
        "without_day": sums[0],
        "actors": [
            {
                "id": rows.columns["actor"].values[int(n)],
                "name": rows.name_of(rows.columns["actor"].values[int(n)]),
            }
            for n in top_actors
        ],
        "concepts": [rows.columns["concept"].values[int(n)] for n in top_concepts],
        "stances": list(STANCES),
        "statuses": list(STATUSES),
        "cells": cells.T.tolist(),
        "by_time": by_time,
    }


def _most(codes: Whole, size: int, count: int) -> Whole:
    found = np.bincount(codes, minlength=size)
    order = np.argsort(-found, kind="stable")[:count]
    chosen: Whole = order[found[order] > 0]
    return chosen
