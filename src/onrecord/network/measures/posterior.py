"""What draws of a Markov chain say: means, shortest intervals, and whether the chains agree.

Draws have shape (chains, draws, ...); every summary has the shape of the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .spectra import Floats

CONVERGED = 1.01  # R-hat and effective size asked for by Vehtari et al. 2021
ENOUGH = 400.0


@dataclass(frozen=True)
class Estimate:
    """Posterior means and standard deviations, highest density intervals from `lower` to `upper`, and diagnostics.

    `effective`: how many independent draws the draws are worth; `r_hat`: near 1 where the chains agree.
    """

    mean: Floats
    sd: Floats
    lower: Floats
    upper: Floats
    effective: Floats
    r_hat: Floats


def estimate(draws: Floats, *, level: float = 0.95) -> Estimate:
    """Summaries of draws; `level` is the mass within the intervals."""
    pooled = draws.reshape(-1, *draws.shape[2:])
    lower, upper = highest_density(pooled, level)
    flat = draws.reshape(*draws.shape[:2], -1)
    effective = np.array([effective_size(flat[:, :, place]) for place in range(flat.shape[2])])
    r_hat = np.array([split_r_hat(flat[:, :, place]) for place in range(flat.shape[2])])
    shape = draws.shape[2:]
    return Estimate(
        pooled.mean(axis=0), pooled.std(axis=0, ddof=1), lower, upper, effective.reshape(shape), r_hat.reshape(shape)
    )


def highest_density(draws: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """The shortest interval with `level` of the draws (first axis).

    Chen & Shao 1999 (Journal of Computational and Graphical Statistics 8: 69-92).
    """
    ordered = np.sort(draws, axis=0)
    inside = min(max(int(np.floor(level * len(ordered))), 1), len(ordered) - 1)
    widths = ordered[inside:] - ordered[: len(ordered) - inside]
    first = widths.argmin(axis=0)[None]
    lower = np.take_along_axis(ordered, first, axis=0)[0]
    upper = np.take_along_axis(ordered, first + inside, axis=0)[0]
    return lower, upper


def split_r_hat(draws: Floats) -> float:
    """R-hat of one quantity, draws (chains, draws): the larger of bulk and tail, on ranks of half chains.

    Vehtari, Gelman, Simpson, Carpenter & Bürkner 2021 (Bayesian Analysis 16: 667-718). nan for constant draws.
    """
    halves = _halves(draws)
    folded = np.abs(halves - np.median(halves))
    return max(_r_hat(_ranked(halves)), _r_hat(_ranked(folded)))


def effective_size(draws: Floats) -> float:
    """Bulk effective sample size of one quantity, draws (chains, draws); the same paper. nan for constant draws."""
    halves = _ranked(_halves(draws))
    chains, n = halves.shape
    if n < 4 or np.ptp(halves) == 0:
        return float("nan")
    centered = halves - halves.mean(axis=1, keepdims=True)
    padded = np.fft.rfft(centered, n=2 * n, axis=1)
    covariances = np.fft.irfft(padded * np.conj(padded), axis=1)[:, :n] / n
    within = float(covariances[:, 0].mean() * n / (n - 1))
    pooled = within * (n - 1) / n
    if chains > 1:
        pooled += float(halves.mean(axis=1).var(ddof=1))
    correlations = 1.0 - (within - covariances.mean(axis=0) * n / (n - 1)) / pooled
    correlations[0] = 1.0
    # Geyer 1992: sums of neighbouring pairs are positive and fall; the first that is not is noise.
    pairs = correlations[: n - n % 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs <= 0)
    pairs = np.minimum.accumulate(pairs[: ends[0]] if len(ends) else pairs)
    time = max(-1.0 + 2.0 * float(pairs.sum()), 1.0 / np.log10(chains * n))
    return float(chains * n / time)


def _halves(draws: Floats) -> Floats:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, draws.shape[1] - half :]])


def _ranked(draws: Floats) -> Floats:
    from scipy.special import ndtri
    from scipy.stats import rankdata

    ranks = rankdata(draws, method="average").reshape(draws.shape)
    scores: Floats = ndtri((ranks - 0.375) / (draws.size + 0.25))
    return scores


def _r_hat(draws: Floats) -> float:
    n = draws.shape[1]
    within = float(draws.var(axis=1, ddof=1).mean())
    if within == 0:
        return float("nan")
    between = float(draws.mean(axis=1).var(ddof=1)) if len(draws) > 1 else 0.0
    return float(np.sqrt((n - 1) / n + between / within))
