"""The spans that are most often exactly right, in place of the one best label sequence.

A sequence that is best as a whole may hold spans that other good sequences do not share. Here every span's own
probability over all sequences is taken (forward-backward in a linear-chain CRF; Lafferty et al. 2001; spans'
posteriors as Culotta & McCallum 2004), and the spans that do not overlap and have the largest sum of (probability -
threshold) are kept: minimum Bayes risk decoding for F1 over spans (thresholds: Lipton et al. 2014, half of the F1
that can be had).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .labels import Matrix

Labels = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
MIN_PROBABILITY = 0.02  # spans below are not looked at
Found = tuple[int, int, int, float]  # first word, word after the last, number of the role, probability


def likely_labels(
    emissions: Sequence[Matrix], steps: Matrix, start: Matrix, stop: Matrix, *, thresholds: Sequence[float]
) -> list[Labels]:
    """For each (words, labels) array a label a word: O, then B and I of each role. `thresholds`: one a role."""
    answer = [np.zeros(len(scores), np.int64) for scores in emissions]
    order = sorted((n for n in range(len(emissions)) if len(emissions[n])), key=lambda n: -len(emissions[n]))
    for begin in range(0, len(order), 16):
        chosen = order[begin : begin + 16]
        passes = _passes([emissions[n] for n in chosen], steps, start, stop)
        for number, (forward, backward, total) in zip(chosen, passes, strict=True):
            found = span_probabilities(emissions[number], forward, backward, total, steps, stop)
            for first, last, role, _ in best_disjoint(found, thresholds):
                answer[number][first:last] = 2 + 2 * role
                answer[number][first] = 1 + 2 * role
    return answer


def _passes(
    emissions: Sequence[Matrix], steps: Matrix, start: Matrix, stop: Matrix
) -> list[tuple[Floats, Floats, float]]:
    """Log scores of all paths up to and from every word and label, and of all paths; longest sequence first."""
    lengths = np.array([len(scores) for scores in emissions])
    longest, size = int(lengths[0]), len(start)
    local = np.zeros((longest, len(emissions), size))
    for row, scores in enumerate(emissions):
        local[: lengths[row], row] = scores
    moves = np.exp(steps.astype(np.float64))
    forward = np.zeros_like(local)
    forward[0] = start + local[0]
    for t in range(1, longest):
        forward[t] = _multiplied(forward[t - 1], moves) + local[t]
    backward = np.zeros_like(local)
    for t in range(longest - 1, -1, -1):
        if t + 1 < longest:
            backward[t] = _multiplied(local[t + 1] + backward[t + 1], moves.T)
        backward[t][lengths == t + 1] = stop
    found = []
    for row, length in enumerate(lengths.tolist()):
        ends = forward[length - 1, row] + stop
        total = float(ends.max() + np.log(np.exp(ends - ends.max()).sum()))
        found.append((forward[:length, row], backward[:length, row], total))
    return found


def _multiplied(scores: Floats, moves: Floats) -> Floats:
    """log(exp(scores) @ moves), safe against overflow."""
    peak = scores.max(-1, keepdims=True)
    result: Floats = np.log(np.maximum(np.exp(scores - peak) @ moves, 1e-300)) + peak
    return result


def span_probabilities(
    emissions: Matrix, forward: Floats, backward: Floats, total: float, steps: Matrix, stop: Matrix
) -> list[Found]:
    """Every span with its probability of being labelled exactly so, if at least `MIN_PROBABILITY`."""
    n = len(emissions)
    floor = np.log(MIN_PROBABILITY)
    found: list[Found] = []
    for role in range((emissions.shape[1] - 1) // 2):
        begin, inside = 1 + 2 * role, 2 + 2 * role
        opens = np.flatnonzero(forward[:, begin] + backward[:, begin] - total > floor)
        if not len(opens):
            continue
        onward = np.cumsum(steps[inside, inside] + emissions[2:, inside], dtype=np.float64)
        stays = np.concatenate(([0.0, 0.0], onward))
        after_one = _leaving(emissions, backward, steps[begin], stop[begin], inside)
        after_more = _leaving(emissions, backward, steps[inside], stop[inside], inside)
        for first in opens.tolist():
            alone = forward[first, begin] + after_one[first + 1] - total
            if alone > floor:
                found.append((first, first + 1, role, float(np.exp(alone))))
            if first + 2 > n:
                continue
            base = forward[first, begin] + steps[begin, inside] + emissions[first + 1, inside] - total
            more = base + stays[first + 1 : n] - stays[first + 1] + after_more[first + 2 :]
            for at in np.flatnonzero(more > floor).tolist():
                found.append((first, first + 2 + at, role, float(np.exp(more[at]))))
    return found


def _leaving(emissions: Matrix, backward: Floats, steps: Matrix, stop: np.float32, inside: int) -> Floats:
    """At index t the log score of all ends of a path that has left a span before word t (t = n: the text's end)."""
    n = len(emissions)
    leaving = np.full(n + 1, -1e9)
    leaving[n] = stop
    if n > 1:
        onward = steps + emissions[1:] + backward[1:]
        onward[:, inside] = -1e9
        peak = onward.max(1, keepdims=True)
        leaving[1:n] = np.log(np.exp(onward - peak).sum(1)) + peak[:, 0]
    return leaving


def best_disjoint(found: Sequence[Found], thresholds: Sequence[float]) -> list[Found]:
    """Spans without overlap with the largest sum of probability above the threshold (weighted interval scheduling)."""
    spans = sorted((f for f in found if f[3] > thresholds[f[2]]), key=lambda f: (f[1], f[0], f[2]))
    ends = [f[1] for f in spans]
    best = [0.0]
    before: list[int | None] = []
    for n, (first, _, role, probability) in enumerate(spans):
        fitting = bisect_right(ends, first, 0, n)
        taken = best[fitting] + probability - thresholds[role]
        before.append(fitting if taken > best[-1] else None)
        best.append(max(taken, best[-1]))
    chosen: list[Found] = []
    n = len(spans)
    while n:
        fitting_before = before[n - 1]
        if fitting_before is None:
            n -= 1
        else:
            chosen.append(spans[n - 1])
            n = fitting_before
    return chosen[::-1]
