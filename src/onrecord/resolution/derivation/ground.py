"""Whether two documents are about one matter: what makes a few words in common more than a coincidence."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .alignment import Run
from .reports import stems_of
from .sheet import ReportSheet

FEWEST = 30  # documents that tell which words are rare; in a smaller collection all are about one matter
SAME_MATTER = 0.12  # least share, by weight, of the smaller document's meaning words that the other one has


class CommonGround:
    """Weighs the meaning words that documents have in common by how few documents have them."""

    def __init__(self, sheets: Sequence[ReportSheet]) -> None:
        self._sheets = sheets
        self._stems, counts = np.unique(stems_of(sheets), return_counts=True)
        # Words that a tenth of the documents have say nothing of the matter.
        self._weights = np.maximum(np.log(max(len(sheets), 1) / counts) - math.log(10), 0.0)

    def is_one(self, left: int, right: int, runs: Sequence[Run]) -> bool:
        """Whether the two share enough rare words beside the words of `runs`."""
        if len(self._sheets) < FEWEST:
            return True
        return self.share(left, right, runs) >= SAME_MATTER

    def share(self, left: int, right: int, runs: Sequence[Run]) -> float:
        """Share, by weight, of the lighter document's stems that the other one has; the words of `runs` left out."""
        mine, theirs = self._sheets[left], self._sheets[right]
        alike = [mine.words[run.left : run.left + run.length] for run in runs]
        told = np.concatenate(alike) if alike else np.empty(0, np.uint32)
        one, other = (side.stems[~np.isin(side.stems, told)] for side in (mine, theirs))
        both = self._weight(np.intersect1d(one, other, assume_unique=True))
        light = min(self._weight(one), self._weight(other))
        return both / light if light else 0.0

    def _weight(self, stems: npt.NDArray[np.uint32]) -> float:
        return float(self._weights[np.searchsorted(self._stems, stems)].sum())
