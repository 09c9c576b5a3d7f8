"""What a debate's network loses when it rests on a subset of its concepts only."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from .distances import Distance, signature, signature_distance, signatures
from .spectra import Floats
from .subnetworks import Mask, Subnetworks

_KEPT = 200_000


class Losses:
    """The distance of subnetworks from the full network, remembered.

    Spectral distances are divided by the length of the full spectrum and `absdiff` by the sum of the full network, so
    that the empty set loses 1, as it does with `degree`.
    """

    def __init__(self, networks: Subnetworks, distance: Distance) -> None:
        self.networks = networks
        self.distance = distance
        everything = np.ones(len(networks.columns), dtype=np.bool_)
        self._full = signature(networks.matrix(everything), distance)
        size = np.abs(self._full).sum() if distance is Distance.ABSDIFF else math.sqrt(float(self._full @ self._full))
        self._unit = 1.0 if distance is Distance.DEGREE or not size else float(size)
        self._known: dict[bytes, float] = {}

    def _of_signature(self, found: Floats) -> float:
        return signature_distance(self._full, found, self.distance) / self._unit

    def of(self, mask: Mask) -> float:
        """The loss of a subset of columns."""
        key = np.packbits(mask).tobytes()
        found = self._known.get(key)
        if found is None:
            found = self._of_signature(signature(self.networks.matrix(mask), self.distance))
            if len(self._known) < _KEPT:
                self._known[key] = found
        return found

    def without_each(self, mask: Mask, columns: npt.NDArray[np.int64]) -> Floats:
        """The losses of a subset less one column, for each of `columns`."""
        stacks = self.networks.without_each(mask, columns)
        return np.array([self._of_signature(row) for stack in stacks for row in signatures(stack, self.distance)])


def penalized(loss: float, size: int, n: int, penalty: float) -> float:
    """The loss as the search sees it: the more of n columns are left out, the smaller."""
    return loss * math.exp(-penalty * (n - size) / n)
