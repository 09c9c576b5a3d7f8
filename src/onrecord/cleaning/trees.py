"""Boosted trees as flat arrays, evaluated for all rows and trees at once by numpy alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .surface import Matrix


@dataclass(frozen=True, slots=True)
class Trees:
    """Node arrays of all trees in one row after another.

    Inner nodes send a row left when `row[feature] <= threshold`. A leaf is its own child on both sides, so that
    `depth` steps from `roots` end in a leaf for every row; `value` is its log-odds.
    """

    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float32]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    roots: npt.NDArray[np.int32]
    baseline: float
    depth: int

    def probabilities(self, rows: Matrix) -> npt.NDArray[np.float64]:
        """For each row the probability of the positive class."""
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        index = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[index, self.feature[at]] <= self.threshold[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        score = self.value[at].sum(axis=1, dtype=np.float64) + self.baseline
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(score, -30.0, 30.0))))
