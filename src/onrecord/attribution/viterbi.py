"""The best label sequence under first-order transitions, for many paragraphs at once (Viterbi 1967)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from .labels import Matrix

Labels = npt.NDArray[np.int64]
# Sequences decoded side by side. All sums run in a fixed order, so that the answer for one does not depend on the rest.
BATCH = 128


def best_labels(emissions: Sequence[Matrix], steps: Matrix, start: Matrix, stop: Matrix | None = None) -> list[Labels]:
    """For each (words, labels) array of scores the label of every word on the highest-scoring path."""
    answer: list[Labels] = [np.empty(0, np.int64)] * len(emissions)
    for chosen in _alike(emissions):
        for number, labels in zip(chosen, _best(emissions, chosen, steps, start, stop), strict=True):
            answer[number] = labels
    return answer


def best_allowed(emissions: Sequence[Matrix], steps: Matrix, start: Matrix) -> list[Labels]:
    """As `best_labels`, for transitions that only forbid (each step scores 0 or FORBIDDEN): where the best label of
    every word by itself makes an allowed sequence, that is the answer."""
    answer: list[Labels] = [scores.argmax(1) if len(scores) else np.empty(0, np.int64) for scores in emissions]
    wrong = [
        number
        for number, labels in enumerate(answer)
        if len(labels) and (start[labels[0]] < 0 or (steps[labels[:-1], labels[1:]] < 0).any())
    ]
    for number, labels in zip(wrong, best_labels([emissions[n] for n in wrong], steps, start), strict=True):
        answer[number] = labels
    return answer


def _alike(emissions: Sequence[Matrix]) -> Iterator[list[int]]:
    """Positions of the sequences that hold anything, those of like length together, so that little time is spent on
    padding."""
    order = sorted((n for n in range(len(emissions)) if len(emissions[n])), key=lambda n: -len(emissions[n]))
    for begin in range(0, len(order), BATCH):
        yield order[begin : begin + BATCH]


def _best(
    emissions: Sequence[Matrix], chosen: list[int], steps: Matrix, start: Matrix, stop: Matrix | None
) -> list[Labels]:
    """`chosen` from the longest to the shortest: at every word only those are touched that still go on."""
    lengths = np.array([len(emissions[n]) for n in chosen])
    longest, size = int(lengths.max()), len(start)
    scores = np.zeros((longest, len(chosen), size), np.float32)
    for row, number in enumerate(chosen):
        scores[: lengths[row], row] = emissions[number]
    running = len(chosen) - np.searchsorted(lengths[::-1], np.arange(longest), side="right")
    back = np.zeros((longest, len(chosen), size), np.int8)
    alpha = start + scores[0]
    into = np.ascontiguousarray(steps.T)  # (to, from): the largest is sought along the last axis
    for t in range(1, longest):
        n = running[t]
        moves = alpha[:n, None, :] + into
        back[t, :n] = origin = moves.argmax(2)
        alpha[:n] = np.take_along_axis(moves, origin[:, :, None], 2)[:, :, 0] + scores[t, :n]
    ends = alpha if stop is None else alpha + stop
    labels = np.zeros((longest, len(chosen)), np.int64)
    rows = np.arange(len(chosen))
    labels[lengths - 1, rows] = ends.argmax(1)
    for t in range(longest - 1, 0, -1):
        n = running[t]
        labels[t - 1, :n] = back[t, rows[:n], labels[t, :n]]
    return [labels[:length, row] for row, length in enumerate(lengths.tolist())]


def marginals(emissions: Sequence[Matrix], steps: Matrix, start: Matrix, stop: Matrix) -> list[Matrix]:
    """For each (words, labels) array of scores the probability of every label at every word, over all paths
    (forward-backward; Rabiner 1989)."""
    answer: list[Matrix] = [np.zeros((0, len(start)), np.float32)] * len(emissions)
    for chosen in _alike(emissions):
        for number, shares in zip(chosen, _marginals(emissions, chosen, steps, start, stop), strict=True):
            answer[number] = shares
    return answer


def _marginals(
    emissions: Sequence[Matrix], chosen: list[int], steps: Matrix, start: Matrix, stop: Matrix
) -> list[Matrix]:
    """In probabilities that are scaled at every word, so that nothing overflows."""
    lengths = np.array([len(emissions[n]) for n in chosen])
    longest, size = int(lengths.max()), len(start)
    local = np.zeros((longest, len(chosen), size), np.float32)
    for row, number in enumerate(chosen):
        local[: lengths[row], row] = emissions[number]
    local = np.exp(local - local.max(2, keepdims=True))
    running = len(chosen) - np.searchsorted(lengths[::-1], np.arange(longest), side="right")
    moves, first, last = np.exp(steps - steps.max()), np.exp(start - start.max()), np.exp(stop - stop.max())
    forward = np.zeros_like(local)
    forward[0] = _scaled(first * local[0])
    for t in range(1, longest):
        n = running[t]
        forward[t, :n] = _scaled(_times(forward[t - 1, :n], moves) * local[t, :n])
    backward = np.zeros_like(local)
    backward[lengths - 1, np.arange(len(chosen))] = _scaled(last[None])
    for t in range(longest - 2, -1, -1):
        n = running[t + 1]
        backward[t, :n] = _scaled(_times(local[t + 1, :n] * backward[t + 1, :n], moves.T))
    shares = _scaled(forward * backward)
    return [shares[:length, row] for row, length in enumerate(lengths.tolist())]


def _times(rows: Matrix, square: Matrix) -> Matrix:
    """rows @ square, each row summed in the same order however many there are (BLAS does not promise that)."""
    total: Matrix = (rows[:, :, None] * square).sum(1)
    return total


def _scaled(values: Matrix) -> Matrix:
    total = values.sum(-1, keepdims=True)
    result: Matrix = values / np.maximum(total, np.float32(1e-30))
    return result


def probabilities(scores: Matrix) -> Matrix:
    """Row-wise softmax."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    result: Matrix = shifted / shifted.sum(-1, keepdims=True)
    return result
