"""Which candidates matter: logistic regression on fixed features and on what was decided around a passage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .candidates import Candidates, Ints
from .estimating import Array, logistic, sigmoid
from .examples import Examples

# Chosen on nine debates of a coded corpus with three subsamples each (docs/explanation/learning.md).
_PENALTY = 10.0
_BALANCE = 0.5  # the rarer class weighs more, by this power of how much rarer it is
_DOCUMENT_PRIOR, _NEIGHBOR_PRIOR = 2.0, 1.0  # cards that the mean of all counts for
_REACH = 2  # passages before and after


@dataclass(frozen=True, slots=True)
class Matter:
    """`logits` by row: the higher, the likelier it matters; `chances` the same from 0 to 1. Chances of many rows add up
    to more than what matters among them; `left` puts that right."""

    weights: Array
    logits: Array
    chances: Array


def fit_matter(candidates: Candidates, examples: Examples, *, start: Array | None = None) -> Matter:
    """The model of the examples; without an example of both kinds, the first guess."""
    matters = examples.matters
    n_features = candidates.fixed.shape[1] + 3
    if not 0 < matters.sum() < len(matters):
        return Matter(np.zeros(n_features), candidates.first_guess, sigmoid(candidates.first_guess))
    features = _features(candidates, examples.rows, matters)
    penalty = np.append(np.full(n_features - 1, _PENALTY), 1e-3)
    begin = start if start is not None and len(start) == n_features else np.zeros(n_features)
    weights = logistic(features[examples.rows], matters, weights=_weights(matters), penalty=penalty, start=begin)
    logits = np.asarray(features @ weights, np.float64)
    share = matters.mean()
    # Weighing the classes moved all log-odds by as much.
    return Matter(weights, logits, sigmoid(logits - _BALANCE * np.log((1 - share) / share)))


def _weights(matters: Array) -> Array:
    share = matters.mean()
    weights = np.where(matters > 0, ((1 - share) / share) ** _BALANCE, 1.0)
    return np.asarray(weights / weights.mean(), np.float64)


def _features(candidates: Candidates, rows: Ints, matters: Array) -> npt.NDArray[np.float32]:
    """Fixed features, then the log-odds of what was decided in the document and next to the passage (a row's own
    decision left out), then 1."""
    n, documents = len(candidates), candidates.documents
    judged, positive = np.zeros(n), np.zeros(n)
    judged[rows], positive[rows] = 1, matters
    in_document, judged_in_document = (_by_document(documents, each) - each for each in (positive, judged))
    nearby, judged_nearby = _around(documents, positive), _around(documents, judged)
    share = (matters.sum() + 0.5) / (len(matters) + 1)
    return np.column_stack(
        [
            candidates.fixed,
            _log_odds(in_document, judged_in_document, share, _DOCUMENT_PRIOR),
            _log_odds(nearby, judged_nearby, share, _NEIGHBOR_PRIOR),
            np.ones(n),
        ]
    ).astype(np.float32)


def _by_document(documents: Ints, values: Array) -> Array:
    return np.asarray(np.bincount(documents, weights=values)[documents], np.float64)


def _around(documents: Ints, values: Array) -> Array:
    """By row, the sum over its neighbors in the same document, weaker with distance."""
    total = np.zeros_like(values)
    for step in range(1, _REACH + 1):
        same = (documents[step:] == documents[:-step]) / step
        total[step:] += same * values[:-step]
        total[:-step] += same * values[step:]
    return total


def _log_odds(positive: Array, judged: Array, share: float, prior: float) -> Array:
    """Log-odds of the positive among the judged, with as many cards more at the overall share as `prior` says; less the
    log-odds of that share."""
    odds = (positive + prior * share) / (judged - positive + prior * (1 - share))
    return np.asarray(np.log(odds) - np.log(share / (1 - share)), np.float64)
