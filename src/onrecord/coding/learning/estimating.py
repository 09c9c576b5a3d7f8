"""Small linear models in numpy: logistic regression, ridge regression told leaving each row out, and a ranker."""

from __future__ import annotations

from contextlib import AbstractContextManager

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Rows = npt.NDArray[np.floating]
_STEPS = 6
_FLOOR = 1e-4  # of a row's curvature, so that a sure fit stays solvable


def logistic(rows: Rows, labels: Array, *, weights: Array, penalty: Array, start: Array) -> Array:
    """Coefficients of a logistic regression of weighed rows, with a quadratic `penalty` a coefficient, by Newton's
    method from `start`."""
    found = start.copy()
    for _ in range(_STEPS):
        chance = sigmoid(rows @ found)
        slope = rows.T @ (weights * (chance - labels)) + penalty * found
        bend = np.maximum(weights * chance * (1 - chance), _FLOOR)
        curvature = np.asarray((rows * bend[:, None].astype(rows.dtype)).T @ rows, np.float64) + np.diag(penalty)
        step = np.linalg.solve(curvature, slope)
        found -= step
        if np.abs(step).max() < 1e-3:
            break
    return found


def sigmoid(values: Rows) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -30, 30))), np.float64)


def ridge(rows: Array, targets: Array, *, penalty: float) -> tuple[Array, Array]:
    """(coefficients, predictions of each row by all the others) of ridge regression; one column a target.

    The prediction without a row follows from the fit with it (Allen 1974, doi 10.1080/00401706.1974.10489157).
    """
    inverse = np.linalg.inv(rows.T @ rows + penalty * np.eye(rows.shape[1]))
    found = inverse @ (rows.T @ targets)
    fitted = rows @ found
    leverage = np.minimum(((rows @ inverse) * rows).sum(1), 0.99)[:, None]
    return found, (fitted - leverage * targets) / (1 - leverage)


def ranker(features: Array, chosen: Array, *, penalty: Array, pull: Array) -> Array:
    """Weights of a conditional logit (McFadden 1974): (cases, choices, features) and the share of each choice in each
    case, with a quadratic `penalty` around `pull`, by Newton's method."""
    found = pull.copy()
    for _ in range(_STEPS):
        chance = softmax(features @ found)
        slope = -np.einsum("ic,icf->f", chosen - chance, features) + penalty * (found - pull)
        mean = np.einsum("ic,icf->if", chance, features)
        curvature = np.einsum("ic,icf,icg->fg", chance, features, features, optimize=True) - mean.T @ mean
        step = np.linalg.solve(curvature + np.diag(penalty), slope)
        size = np.abs(step).max()
        found -= step * min(1.0, 2.0 / max(size, 1e-9))
        if size < 1e-3:
            break
    return found


def softmax(values: Rows) -> Array:
    """Shares along the last axis."""
    raised = np.exp(values - values.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float64)


def one_thread() -> AbstractContextManager[object]:
    """A context in which linear algebra uses one thread: several wait for each other on matrices this small, and the
    other cores are for those who code."""
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[object] = threadpool_limits(limits=1)
    return limits
