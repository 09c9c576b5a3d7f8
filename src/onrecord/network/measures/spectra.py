"""Spectra of networks: eigenvalues of the normalized Laplacian, and the degree sequence that DNA uses in their place.

F. R. K. Chung, Spectral Graph Theory, AMS 1997 (normalized Laplacian); J. Kunegis et al., Spectral analysis of signed
graphs for clustering, prediction and visualization, SDM 2010 (signed Laplacian).
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def laplacian_spectrum(matrix: Floats, *, signed: bool = False) -> Floats:
    """Eigenvalues of the normalized Laplacian I - D^-1/2 A D^-1/2, largest first, each within [0, 2].

    `matrix` is (n, n) and symmetric, or a stack (..., n, n). Negative weights count as absent; with `signed` they stay
    and D holds sums of absolute weights. A node without ties has eigenvalue 0. Self-ties are left out.
    """
    weights = np.array(matrix, dtype=np.float64)
    diagonal = np.arange(weights.shape[-1])
    weights[..., diagonal, diagonal] = 0.0
    if not signed:
        np.maximum(weights, 0.0, out=weights)
    strength = np.abs(weights).sum(axis=-1)
    tied = strength > 0
    scale = np.zeros_like(strength)
    np.divide(1.0, np.sqrt(strength, where=tied, out=np.ones_like(strength)), out=scale, where=tied)
    weights *= -scale[..., :, None]
    weights *= scale[..., None, :]
    weights[..., diagonal, diagonal] = tied
    found: Floats = np.asarray(np.linalg.eigvalsh(weights)[..., ::-1], dtype=np.float64)
    return np.clip(found, 0.0, 2.0)


def bipartite_spectrum(matrix: Floats, *, signed: bool = False) -> Floats:
    """Eigenvalues of the normalized Laplacian of a two-mode network, largest first: 1 + s and 1 - s for every singular
    value s of the matrix scaled by the roots of its row and column sums; nodes without ties give 0."""
    weights = np.array(matrix, dtype=np.float64) if signed else np.maximum(matrix, 0.0)
    found = np.zeros(sum(weights.shape))
    rows, columns = np.abs(weights).sum(axis=1), np.abs(weights).sum(axis=0)
    kept = weights[np.ix_(rows > 0, columns > 0)]
    if kept.size:
        scaled = kept / np.sqrt(np.outer(rows[rows > 0], columns[columns > 0]))
        singular = np.linalg.svd(scaled, compute_uv=False)
        rest = sum(kept.shape) - 2 * len(singular)
        values = np.concatenate([1 + singular, np.ones(rest), 1 - singular])
        found[: len(values)] = np.sort(np.clip(values, 0.0, 2.0))[::-1]
    return found


def degree_sequence(matrix: Floats) -> Floats:
    """Row sums without negative cells, as shares of their total, largest first; zeros for an empty network.

    `matrix` is (n, m), or a stack (..., n, m).
    What DNA 3.1 computes under the name of normalized Laplacian eigenvalues. Rows are summed from left to right and the
    total is exact (DNA compensates it), so that equal losses stay exactly equal: nested backbones hang on ties.
    """
    if matrix.size == 0:
        return np.zeros(matrix.shape[:-1])
    sums = np.add.accumulate(np.maximum(matrix, 0.0), axis=-1)[..., -1]
    totals = np.array([math.fsum(row) for row in sums.reshape(-1, sums.shape[-1])]).reshape(*sums.shape[:-1], 1)
    ordered = np.sort(sums, axis=-1)[..., ::-1]
    shares: Floats = np.divide(ordered, totals, out=np.zeros_like(ordered), where=totals > 0)
    return shares
