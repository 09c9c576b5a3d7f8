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


def marginals(emissions: list[Matrix], steps: Matrix, start: Matrix, stop: Matrix) -> list[Matrix]:
    """For each (words, labels) array of scores the probability of every label at every word, over all paths
    (forward-backward; Rabiner 1989)."""
    answer: list[Matrix] = [np.zeros((0, len(start)), np.float32)] * len(emissions)
    order = sorted((n for n in range(len(emissions)) if len(emissions[n])), key=lambda n: -len(emissions[n]))
    for begin in range(0, len(order), 16):
        chosen = order[begin : begin + 16]
        for number, shares in zip(chosen, _marginals(emissions, chosen, steps, start, stop), strict=True):
            answer[number] = shares
    return answer


def _marginals(emissions: list[Matrix], chosen: list[int], steps: Matrix, start: Matrix, stop: Matrix) -> list[Matrix]:
    """In probabilities that are scaled at every word, so that nothing overflows."""
    lengths = np.array([len(emissions[n]) for n in chosen])
    longest, size = int(lengths.max()), len(start)
    local = np.ones((longest, len(chosen), size), np.float32)
    for row, number in enumerate(chosen):
        scores = emissions[number]
        local[: lengths[row], row] = np.exp(scores - scores.max(1, keepdims=True))
    moves, first, last = np.exp(steps - steps.max()), np.exp(start - start.max()), np.exp(stop - stop.max())
    forward = np.zeros_like(local)
    forward[0] = _scaled(first * local[0])
    for t in range(1, longest):
        forward[t] = _scaled((forward[t - 1] @ moves) * local[t])
    backward = np.zeros_like(local)
    for t in range(longest - 1, -1, -1):
        after = _scaled((local[t + 1] * backward[t + 1]) @ moves.T) if t + 1 < longest else np.zeros_like(local[t])
        backward[t] = np.where((lengths == t + 1)[:, None], _scaled(last[None]), after)
    shares = _scaled(forward * backward)
    return [shares[:length, row] for row, length in enumerate(lengths.tolist())]


def _scaled(values: Matrix) -> Matrix:
    total = values.sum(-1, keepdims=True)
    result: Matrix = values / np.maximum(total, np.float32(1e-30))
    return result


def probabilities(scores: Matrix) -> Matrix:
    """Row-wise softmax."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    result: Matrix = shifted / shifted.sum(-1, keepdims=True)
    return result
