"""Weights as whole numbers, rounded so that the products lose least (Frantar et al. 2023, GPTQ)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
DAMPING = 0.01  # of the mean second moment, so that rare components do not swing the others
BLOCK = 64


def rounded(weight: Array, moment: Array | None, *, top: int) -> tuple[Array, Array]:
    """Whole numbers from -`top` to `top` of the shape of `weight` (in, out), and the scale of each column.

    `moment` (in, in) is the second moment of the input. One row after the other is rounded, and the error is made good
    by the rows to come as far as their inputs go together. Without it each weight goes to its nearest number.
    """
    scale = best_scale(weight, top)
    if moment is None:
        return np.clip(np.round(weight / scale), -top, top).astype(np.int8), scale
    damped = moment.astype(np.float64) + DAMPING * np.trace(moment) / len(moment) * np.eye(len(moment))
    factor = np.linalg.cholesky(np.linalg.inv(damped)).T.astype(np.float32)  # upper triangle
    rest = weight.astype(np.float32)
    small = np.zeros(weight.shape, np.int8)
    for begin in range(0, len(rest), BLOCK):  # the rows of a block at once, those after it block by block
        end = min(begin + BLOCK, len(rest))
        errors = np.zeros((end - begin, rest.shape[1]), np.float32)
        for row in range(begin, end):
            number = np.clip(np.round(rest[row] / scale), -top, top)
            small[row] = number
            errors[row - begin] = (rest[row] - number * scale) / factor[row, row]
            rest[row + 1 : end] -= factor[row, row + 1 : end, None] * errors[row - begin]
        rest[end:] -= factor[begin:end, end:].T @ errors
    return small, scale


def best_scale(weight: Array, top: int) -> Array:
    """The scale of each column that loses least: cutting off the largest weights may serve the others."""
    widest = np.maximum(np.abs(weight).max(0), 1e-12)
    best, least = widest / top, np.full(len(widest), np.inf)
    for share in np.linspace(0.7, 1, 13):
        scale = widest * share / top
        nearest = np.clip(np.round(weight / scale), -top, top) * scale
        loss = ((nearest - weight) ** 2).sum(0)
        best, least = np.where(loss < least, scale, best), np.minimum(loss, least)
    result: Array = best.astype(np.float32)
    return result
