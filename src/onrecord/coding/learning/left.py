"""How much is left: candidates not yet decided that matter, and the share found so far, with an interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .estimating import Array

LEVEL = 0.9  # of the interval
MIN_PASSED = 20  # cards that did not matter, before which nothing is known of what is left
# What the chances of all undecided add up to overstates what is left, by a factor that hangs on the collection: from 1
# (264 concepts in mixed news) to 20 and more (one debate that fills a fiftieth of the articles). Measured at ten points
# each on the way through 31 coded debates (docs/explanation/learning.md), what was left was half of it in the middle of
# all kinds of work, give or take a factor of three; with these numbers nine intervals in ten hold the truth in every
# kind. They are wide until lots have been drawn. Tails are those of Student's t, since other projects are not those.
_LEVEL, _SPREAD, _FREEDOM = -0.65, 1.1, 4.0
_POINTS = 200


@dataclass(frozen=True, slots=True)
class Left:
    """`n_matter` undecided candidates are expected to matter; `recall` is the share found, and nine times in ten it is
    between `low` and `high`."""

    n_matter: float
    recall: float
    low: float
    high: float


def estimate_left(chances: Array, *, matters: Array, by_lot: npt.NDArray[np.bool_]) -> Left | None:
    """What is left among candidates that matter with these `chances`; None before
    `MIN_PASSED` cards did not matter, and while none did.

    `matters` and `by_lot` are by decision, in order: what was decided, and whether the card had been drawn by lot among
    all then undecided. A belief from the model's chances is weighed by what the lots showed: at each draw the chance to
    hit was what was left then over all that was undecided (Bayes; the audit is that of Cormack and Grossman 2016).
    """
    n_found, n_decisions, n_undecided = float(matters.sum()), len(matters), len(chances)
    if n_found == 0 or n_decisions - n_found < MIN_PASSED:
        return None
    counts, belief = _belief(float(chances.sum()), n_undecided)
    found_before = np.cumsum(matters) - matters
    for place in np.flatnonzero(by_lot):
        undecided_then = n_undecided + n_decisions - place
        hit = np.clip((counts + n_found - found_before[place]) / undecided_then, 1e-6, 1 - 1e-6)
        belief = belief * (hit if matters[place] else 1 - hit)
        belief = belief / belief.sum()
    reached = np.cumsum(belief)
    low, middle, high = (
        float(counts[min(int(np.searchsorted(reached, share)), len(counts) - 1)])
        for share in ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)
    )
    return Left(middle, n_found / (n_found + middle), n_found / (n_found + high), n_found / (n_found + low))


def _belief(expected: float, most: int) -> tuple[Array, Array]:
    """Counts from 0 to `most` (all of the first ones, then ever wider apart), and the belief in each."""
    from scipy.special import stdtr  # heavy: only when something is learned

    wide = np.geomspace(1, max(most, 2), _POINTS)
    counts = np.unique(np.round(np.concatenate([np.arange(min(most, 60) + 1), wide])))
    counts = counts[counts <= most]
    edges = (counts[1:] + counts[:-1]) / 2
    center = _LEVEL + np.log(expected + 1)
    below = np.concatenate([[0.0], stdtr(_FREEDOM, (np.log(edges + 1) - center) / _SPREAD), [1.0]])
    belief = np.diff(below) + 1e-12
    return counts, belief / belief.sum()
