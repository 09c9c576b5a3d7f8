"""The best label sequence under first-order transitions, for many paragraphs at once (Viterbi 1967)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .labels import FORBIDDEN, Matrix

Labels = npt.NDArray[np.int64]


def best_labels(emissions: list[Matrix], steps: Matrix, start: Matrix, stop: Matrix | None = None) -> list[Labels]:
    """For each (words, labels) array of scores the label of every word on the highest-scoring path."""
    answer: list[Labels] = [np.empty(0, np.int64)] * len(emissions)
    order = sorted((n for n in range(len(emissions)) if len(emissions[n])), key=lambda n: -len(emissions[n]))
    # Paragraphs of like length go together, so that little time is spent on padding.
    for begin in range(0, len(order), 16):
        chosen = order[begin : begin + 16]
        for number, labels in zip(chosen, _best(emissions, chosen, steps, start, stop), strict=True):
            answer[number] = labels
    return answer


def _best(
    emissions: list[Matrix], chosen: list[int], steps: Matrix, start: Matrix, stop: Matrix | None
) -> list[Labels]:
    lengths = np.array([len(emissions[n]) for n in chosen])
    longest, size = int(lengths.max()), len(start)
    scores = np.zeros((longest, len(chosen), size), np.float32)
    for row, number in enumerate(chosen):
        scores[: lengths[row], row] = emissions[number]
    back = np.zeros((longest, len(chosen), size), np.int64)
    alpha = start + scores[0]
    ends = np.where((lengths == 1)[:, None], alpha, FORBIDDEN * longest)
    for t in range(1, longest):
        moves = alpha[:, :, None] + steps
        back[t] = moves.argmax(1)
        alpha = moves.max(1) + scores[t]
        ends = np.where((lengths == t + 1)[:, None], alpha, ends)
    if stop is not None:
        ends = ends + stop
    found = []
    for row, length in enumerate(lengths.tolist()):
        labels = np.zeros(length, np.int64)
        labels[-1] = ends[row].argmax()
        for t in range(length - 1, 0, -1):
            labels[t - 1] = back[t, row, labels[t]]
        found.append(labels)
    return found


def probabilities(scores: Matrix) -> Matrix:
    """Row-wise softmax."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    result: Matrix = shifted / shifted.sum(-1, keepdims=True)
    return result
