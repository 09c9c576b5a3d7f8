"""Points in few dimensions whose distances follow a distance matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .spectra import Floats


@dataclass(frozen=True)
class Embedding:
    """`points` (n, dimensions), centered; `stress` is Kruskal's stress-1: 0 perfect, 0.2 poor."""

    points: Floats
    stress: float


def classical_scaling(distance: Floats, dimensions: int | None = None) -> Floats:
    """Coordinates by Torgerson's classical scaling, (n, dimensions), widest axis first; all real axes when None.

    W. S. Torgerson, Multidimensional scaling: I. Theory and method, Psychometrika 17 (1952). The sign of an axis is set
    so that its largest entry is positive; axes without extent are zero.
    """
    n = len(distance)
    if n == 0:
        return np.zeros((0, dimensions or 0))
    squared = distance**2
    centered = -0.5 * (squared - squared.mean(axis=0)[None, :] - squared.mean(axis=1)[:, None] + squared.mean())
    values, vectors = np.linalg.eigh((centered + centered.T) / 2)
    values, vectors = values[::-1], vectors[:, ::-1]
    real = values > 1e-12 * max(float(values[0]), 1e-300)
    width = int(real.sum()) if dimensions is None else dimensions
    points = np.zeros((n, width))
    usable = min(width, int(real.sum()))
    points[:, :usable] = vectors[:, :usable] * np.sqrt(values[:usable])
    largest = np.abs(points).round(9).argmax(axis=0)
    signs = np.where(points[largest, np.arange(width)] < 0, -1.0, 1.0) if width else np.ones(0)
    return np.asarray(points * signs, dtype=np.float64)


def scale_ranks(distance: Floats, dimensions: int = 2, *, rounds: int = 300) -> Embedding:
    """An embedding whose distances follow the *order* of the given ones (non-metric scaling), from the classical start.

    J. B. Kruskal, Psychometrika 29 (1964); majorization with monotone regression: I. Borg and P. Groenen, Modern
    Multidimensional Scaling, Springer 2005, chapters 8-9. No randomness.
    """
    from scipy.optimize import isotonic_regression
    from scipy.spatial.distance import pdist, squareform

    points = classical_scaling(distance, dimensions)
    n = len(points)
    given = squareform(distance, checks=False)
    if n < 3 or not given.any():
        return Embedding(points, 0.0)
    order = np.lexsort((pdist(points).round(12), given.round(12)))  # ties: in order of what they are now
    best, best_stress = points, np.inf
    for _ in range(rounds):
        current = pdist(points)
        fitted = np.empty_like(current)
        fitted[order] = isotonic_regression(current[order]).x
        stress = float(np.sqrt(((current - fitted) ** 2).sum() / max(float((current**2).sum()), 1e-300)))
        if stress < best_stress:
            gain, best, best_stress = best_stress - stress, points, stress
            if gain < 1e-6:
                break
        fitted *= np.sqrt(len(fitted) / max(float((fitted**2).sum()), 1e-300))
        ratio = np.divide(fitted, current, out=np.zeros_like(current), where=current > 1e-12)
        push = -squareform(ratio)
        np.fill_diagonal(push, -push.sum(axis=1))
        points = push @ points / n
    size = np.sqrt((given**2).sum() / max(float((pdist(best) ** 2).sum()), 1e-300))
    return Embedding(best * size, best_stress)
