"""Krippendorff's alpha for any number of coders, missing values and four levels of measurement."""

from __future__ import annotations

import numpy as np

from .coefficient import Coefficient, nothing_varies, too_few
from .ratings import Counts, Level, Ratings


def krippendorff_alpha(ratings: Ratings, *, level: Level = Level.NOMINAL) -> Coefficient:
    """1 - observed / expected disagreement over coincidences of values within units.

    Krippendorff (2011), Computing Krippendorff's alpha-reliability; (2019), Content Analysis, 4th ed., ch. 12.
    Interval and ratio need numbers as values; ratio needs them not negative.
    """
    name = f"Krippendorff's alpha ({level.value})"
    paired = ratings.pairable()
    reason = too_few(paired)
    if reason:
        return Coefficient(name, None, 0, reason)
    # coincidences: ordered pairs of codings within a unit, weighed by 1 / (its coders - 1)
    observed = paired.met_values(paired.weights / (paired.n_coded() - 1))
    totals = observed.sum(axis=0)
    n = totals.sum()
    expected = (np.outer(totals, totals) - np.diag(totals)) / (n - 1)
    distance = _distances(paired, totals, level)
    by_chance = float((expected * distance).sum())
    if by_chance <= 0.0:
        return Coefficient(name, None, paired.n_units, nothing_varies(paired))
    return Coefficient(name, 1 - float((observed * distance).sum()) / by_chance, paired.n_units)


def _distances(ratings: Ratings, totals: Counts, level: Level) -> Counts:
    """Squared differences between values."""
    n_values = len(ratings.values)
    if level is Level.NOMINAL:
        return 1.0 - np.eye(n_values)
    if level is Level.ORDINAL:
        # the codings between two ranks, and half of those on either: the distance of their mean ranks
        middle = np.cumsum(totals) - totals / 2
        return np.asarray((middle[:, None] - middle[None, :]) ** 2)
    numbers = _numbers(ratings, level)
    apart = numbers[:, None] - numbers[None, :]
    if level is Level.RATIO:
        together = numbers[:, None] + numbers[None, :]
        apart = np.divide(apart, together, out=np.zeros_like(apart), where=together > 0)
    return np.asarray(apart**2)


def _numbers(ratings: Ratings, level: Level) -> Counts:
    try:
        numbers = np.array([float(value) for value in ratings.values])  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise ValueError(f"{level.value} alpha needs numbers as values, not {ratings.values}") from error
    if level is Level.RATIO and (numbers < 0).any():
        raise ValueError(f"ratio alpha needs values from 0 upwards, not {numbers.min()}")
    return numbers
