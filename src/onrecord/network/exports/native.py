"""How DNA 3.1 writes a number, so that a published file comes out byte for byte."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from ..options import Aggregation, Normalization
from ..result import Network
from .ties import two_mode

SIX_PLACES = Decimal("0.000001")


def integer_cells(network: Network) -> bool:
    """Whether DNA writes whole numbers: no normalization, and two-mode or a qualifier that is not an integer."""
    if network.options.normalization is not Normalization.NO:
        return False
    if two_mode(network) or network.options.qualifier_aggregation is Aggregation.IGNORE:
        return True
    scale = network.evidence.scale if network.evidence else None
    if scale is None:  # a network that was not computed from a table: a fraction tells
        return bool(np.all(network.matrix == np.trunc(network.matrix)))
    # An integer weighs what it is, a boolean -1 or 1, a text nothing.
    return scale.values is None or scale.weights is None or not np.array_equal(scale.values, scale.weights)


def native_number(value: float, whole: bool) -> str:
    """`%d` or `%.6f` as Java spells them: half up on the shortest decimal, where Python rounds the binary value."""
    if value != value:
        return "0" if whole else "NaN"
    if whole:
        return str(int(value))
    return str(Decimal(repr(value)).quantize(SIX_PLACES, rounding=ROUND_HALF_UP))
