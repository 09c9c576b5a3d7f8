"""Matrices, series of matrices, and distances between them."""

from __future__ import annotations

import numpy as np

from onrecord.network import Network, NetworkSeries, network
from onrecord.network.measures.distances import Distance, distance_matrix

from .reference import Job, Matrix, Reference, Window
from .requests import network_options

TOLERANCE = 1e-9
# DNA calls the distance of sorted degree shares spectral.
_DISTANCES = {"absdiff": Distance.ABSDIFF, "spectral": Distance.DEGREE}


def compare(reference: Reference, job: Job) -> str:
    found = network(reference.table(job), **network_options(job))
    if f"{job.id}.windows.csv" in job.files:
        networks = found.networks if isinstance(found, NetworkSeries) else (found,)
        said = series_difference(reference.windows(job), networks)
        return said or _distances_differ(reference, job, networks)
    if isinstance(found, NetworkSeries):
        return f"{len(found.networks)} networks instead of one"
    rows, columns, cells = reference.matrix(job)
    if (found.rows, found.columns) != (rows, columns):
        return f"labels {found.rows} {found.columns} instead of {rows} {columns}"
    return cells_difference(found.matrix, cells)


def series_difference(windows: list[Window], networks: tuple[Network, ...]) -> str:
    if len(windows) != len(networks):
        return f"{len(networks)} windows instead of {len(windows)}"
    for number, (window, found) in enumerate(zip(windows, networks, strict=True), 1):
        smoothed = found.options.kernel.value != "no"
        times = tuple("" if each is None else each.isoformat() for each in (found.start, found.middle, found.stop))
        if times != (window.start, window.middle, window.stop):
            return f"window {number}: {times} instead of {(window.start, window.middle, window.stop)}"
        if not smoothed and found.n_statements != window.n_statements:
            return f"window {number}: {found.n_statements} statements instead of {window.n_statements}"
        if found.matrix.shape != window.shape:
            return f"window {number}: {found.matrix.shape} instead of {window.shape}"
        expected = np.zeros(window.shape)
        for (row, column), value in window.cells.items():
            if row not in found.rows or column not in found.columns:
                return f"window {number}: no {row!r} by {column!r}"
            expected[found.rows.index(row), found.columns.index(column)] = value
        if said := cells_difference(found.matrix, expected):
            return f"window {number}: {said}"
    return ""


def cells_difference(found: Matrix, expected: Matrix) -> str:
    if found.shape != expected.shape:
        return f"{found.shape} instead of {expected.shape}"
    if (np.isnan(found) != np.isnan(expected)).any():
        return f"{int(np.isnan(found).sum())} cells without a number instead of {int(np.isnan(expected).sum())}"
    distance = float(np.nan_to_num(np.abs(found - expected)).max(initial=0.0))
    return f"cells differ by up to {distance:.3g}" if distance > TOLERANCE else ""


def _distances_differ(reference: Reference, job: Job, networks: tuple[Network, ...]) -> str:
    if "distance" not in job.options:
        return ""
    rows = reference.rows(job, ".distance.csv")
    expected = np.array([[float(cell) for cell in row] for row in rows])
    found = distance_matrix([each.matrix for each in networks], _DISTANCES[job.options["distance"]])
    said = cells_difference(found, expected)
    return f"distances: {said}" if said else ""
