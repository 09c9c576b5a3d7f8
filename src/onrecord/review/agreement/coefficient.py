"""One measure of agreement: a number with its interval, or the reason in words why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from .ratings import Ratings


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the middle `confidence` of the resampled coefficients lies; `n_resamples` counts those that had one."""

    low: float
    high: float
    confidence: float
    n_resamples: int


@dataclass(frozen=True, slots=True)
class Coefficient:
    """`value` is None exactly when `reason` says why. `n_units` counts the units that went into it."""

    name: str
    value: float | None
    n_units: int
    reason: str = ""
    interval: Interval | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.reason):
            raise ValueError(f"{self.name} needs a value or a reason why there is none, not {self.value}/{self.reason}")

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.name} cannot be told: {self.reason}"
        ends = f" [{self.interval.low:.3f}, {self.interval.high:.3f}]" if self.interval else ""
        return f"{self.name} {self.value:.3f}{ends}, {self.n_units} units"


Measure = Callable[[Ratings], Coefficient]
NO_PAIRS = "no unit was coded by two coders"
MIN_UNITS = 5  # fewer units give resamples that are mostly the same few, and an interval that means nothing


def too_few(ratings: Ratings) -> str:
    """Why no coefficient can be computed, or ""."""
    return "" if ratings.units else NO_PAIRS


def nothing_varies(ratings: Ratings) -> str:
    """The words for units that all carry one value: beyond chance nothing can be told."""
    used = np.unique(ratings.codes[ratings.codes >= 0])
    named = f" ({ratings.values[int(used[0])]})" if len(used) == 1 else ""
    return f"every coding has the same value{named}, so chance cannot be told from skill; add units that vary"


def with_interval(
    measure: Measure, ratings: Ratings, *, resamples: int = 1000, confidence: float = 0.95, seed: int = 0
) -> Coefficient:
    """The measure with a percentile bootstrap interval over units drawn with replacement (Efron & Tibshirani 1993).

    No interval where fewer than `MIN_UNITS` units can be drawn, or where more than half the resamples
    have no coefficient.
    """
    found = measure(ratings)
    folded = ratings.pairable().folded()
    n_units = folded.n_units
    if found.value is None or n_units < MIN_UNITS or resamples < 1:
        return found
    draw = np.random.default_rng(seed)
    drawn: list[float] = []
    likely = folded.weights / n_units
    for _ in range(resamples):
        drawn_units = draw.multinomial(n_units, likely).astype(float)  # units drawn with replacement, counted
        again = measure(replace(folded, weights=drawn_units)).value
        if again is not None:
            drawn.append(again)
    return replace(found, interval=percentiles(drawn, resamples=resamples, confidence=confidence))


def percentiles(drawn: list[float], *, resamples: int, confidence: float) -> Interval | None:
    """The interval between the two tails of the resampled values; None when fewer than half of them have one."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; give a share between 0 and 1, such as 0.95")
    if 2 * len(drawn) < resamples:
        return None
    tail = (1 - confidence) / 2
    low, high = np.quantile(np.asarray(drawn), [tail, 1 - tail])
    return Interval(float(low), float(high), confidence, len(drawn))
