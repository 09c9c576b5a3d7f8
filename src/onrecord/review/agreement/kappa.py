"""Agreement beyond chance by Cohen (two coders) and by Scott and Fleiss (shared margins), and the bare percentage."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from .coefficient import Coefficient, nothing_varies, too_few
from .ratings import Counts, Ratings


class Weights(StrEnum):
    """How much of an agreement two different values are: nothing, or less with each rank between them."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


def agreement_weights(n_values: int, weights: Weights) -> Counts:
    """Values x values: 1 on the diagonal, falling with the distance in rank."""
    if weights is Weights.NONE or n_values < 2:
        return np.eye(n_values)
    apart = np.abs(np.subtract.outer(np.arange(n_values), np.arange(n_values))) / (n_values - 1)
    return np.asarray(1.0 - (apart if weights is Weights.LINEAR else apart**2))


def percent_agreement(ratings: Ratings) -> Coefficient:
    """The share of pairs of coders that agree, averaged over units (each unit counts the same)."""
    name, paired = "percent agreement", ratings.pairable()
    reason = too_few(paired)
    if reason:
        return Coefficient(name, None, 0, reason)
    return Coefficient(name, _observed(paired, np.eye(len(paired.values))), paired.n_units)


def cohen_kappa(ratings: Ratings, *, weights: Weights | npt.NDArray[np.float64] = Weights.NONE) -> Coefficient:
    """Cohen's kappa of two coders; weighted when told so, or with a matrix of agreement weights (1 = full agreement).

    Cohen (1960), A coefficient of agreement for nominal scales; (1968), Weighted kappa.
    ValueError for other than two coders.
    """
    if len(ratings.coders) != 2:
        raise ValueError(f"Cohen's kappa compares two coders, not {len(ratings.coders)}; choose them by `between`")
    unweighted = isinstance(weights, Weights) and weights is Weights.NONE
    name, paired = "Cohen's kappa" if unweighted else "Cohen's weighted kappa", ratings.pairable()
    reason = too_few(paired)
    if reason:
        return Coefficient(name, None, 0, reason)
    n_values = len(paired.values)
    matrix = agreement_weights(n_values, weights) if isinstance(weights, Weights) else weights
    table = np.zeros((n_values, n_values))
    np.add.at(table, (paired.codes[0], paired.codes[1]), paired.weights / paired.weights.sum())
    expected = float((np.outer(table.sum(axis=1), table.sum(axis=0)) * matrix).sum())
    return _beyond_chance(name, float((table * matrix).sum()), expected, paired)


def fleiss_kappa(ratings: Ratings) -> Coefficient:
    """Fleiss' kappa; Scott's pi when there are two coders. Units with missing values count with the coders they have.

    Scott (1955), Reliability of content analysis; Fleiss (1971), Measuring nominal scale agreement among many raters;
    with missing values as in Gwet (2014), Handbook of inter-rater reliability, ch. 2.
    """
    name = "Scott's pi" if len(ratings.coders) == 2 else "Fleiss' kappa"
    paired = ratings.pairable()
    reason = too_few(paired)
    if reason:
        return Coefficient(name, None, 0, reason)
    expected = float((shares(ratings) ** 2).sum())
    return _beyond_chance(name, _observed(paired, np.eye(len(paired.values))), expected, paired)


def gwet_ac(ratings: Ratings, *, weights: Weights = Weights.NONE) -> Coefficient:
    """Gwet's AC1, or AC2 with weights: steady where one value is by far the most common.

    Gwet (2008), Computing inter-rater reliability and its variance in the presence of high agreement; (2014), ch. 3-4.
    The number of values counts, so `ratings.values` should list all that could be chosen.
    """
    name = "Gwet's AC1" if weights is Weights.NONE else "Gwet's AC2"
    paired = ratings.pairable()
    reason = too_few(paired)
    if reason:
        return Coefficient(name, None, 0, reason)
    n_values = len(paired.values)
    if n_values < 2:
        return Coefficient(name, None, paired.n_units, nothing_varies(paired))
    matrix = agreement_weights(n_values, weights)
    share = shares(ratings)
    expected = float(matrix.sum()) / (n_values * (n_values - 1)) * float((share * (1 - share)).sum())
    return _beyond_chance(name, _observed(paired, matrix), expected, paired)


def shares(ratings: Ratings) -> Counts:
    """How often each value is chosen, every unit with any coding counting the same."""
    n_coders = ratings.n_coded()
    coded = n_coders > 0
    each = np.divide(ratings.weights, n_coders, out=np.zeros_like(n_coders), where=coded)
    return ratings.chosen_values(each) / float(ratings.weights[coded].sum())


def _observed(ratings: Ratings, matrix: Counts) -> float:
    """The agreement of pairs of coders, averaged over units."""
    n_coders = ratings.n_coded()
    met = ratings.met_values(ratings.weights / (n_coders * (n_coders - 1)))
    return float((met * matrix).sum() / ratings.weights.sum())


def _beyond_chance(name: str, observed: float, expected: float, ratings: Ratings) -> Coefficient:
    if expected >= 1.0 - 1e-12:
        return Coefficient(name, None, ratings.n_units, nothing_varies(ratings))
    return Coefficient(name, (observed - expected) / (1.0 - expected), ratings.n_units)
