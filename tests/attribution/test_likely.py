"""Spans by their own probability, against sums over every label sequence."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribution.labels import FORBIDDEN, ROLE_LABELS, hard_transitions
from onrecord.attribution.likely import _passes, best_disjoint, likely_labels, span_probabilities

STEPS, START = hard_transitions(ROLE_LABELS)
STOP = np.zeros(len(ROLE_LABELS), np.float32)


def spans_of(labels: tuple[int, ...]) -> set[tuple[int, int, int]]:
    found, begin = set(), None
    for at, label in enumerate((*labels, 0)):
        if begin is not None and (label == 0 or label % 2 == 1):
            found.add((begin, at, (labels[begin] - 1) // 2))
            begin = None
        if label % 2 == 1:
            begin = at
    return found


def by_enumeration(scores: np.ndarray) -> dict[tuple[int, int, int], float]:
    weights: dict[tuple[int, int, int], float] = {}
    total = 0.0
    for labels in product(range(len(ROLE_LABELS)), repeat=len(scores)):
        score = START[labels[0]] + sum(scores[n, label] for n, label in enumerate(labels))
        score += sum(STEPS[a, b] for a, b in pairwise(labels))
        if score < FORBIDDEN / 2:
            continue
        total += np.exp(score)
        for span in spans_of(labels):
            weights[span] = weights.get(span, 0.0) + np.exp(score)
    return {span: weight / total for span, weight in weights.items()}


@given(st.integers(1, 4), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_a_span_is_as_probable_as_all_sequences_that_hold_it(n_words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 2, (n_words, len(ROLE_LABELS))).astype(np.float32)
    [(forward, backward, total)] = _passes([scores], STEPS, START, STOP)
    found = {(b, e, role): p for b, e, role, p in span_probabilities(scores, forward, backward, total, STEPS, STOP)}
    expected = {span: p for span, p in by_enumeration(scores).items() if p > 0.021}
    assert {span: found[span] for span in expected} == pytest.approx(expected, abs=1e-4)


def test_spans_are_chosen_for_their_sum_not_one_by_one() -> None:
    spans = [(0, 4, 0, 0.6), (0, 2, 1, 0.5), (2, 4, 2, 0.5)]
    assert best_disjoint(spans, (0.1, 0.1, 0.1)) == spans[1:]
    assert best_disjoint(spans, (0.1, 0.45, 0.45)) == spans[:1]


def test_a_higher_threshold_marks_less_and_the_batch_does_not_matter() -> None:
    draw = np.random.default_rng(3)
    batch = [draw.normal(0, 1.5, (n, len(ROLE_LABELS))).astype(np.float32) for n in (3, 17, 9, 1)]
    low = likely_labels(batch, STEPS, START, STOP, thresholds=(0.1,) * 3)
    high = likely_labels(batch, STEPS, START, STOP, thresholds=(0.6,) * 3)
    assert sum(int((labels > 0).sum()) for labels in high) < sum(int((labels > 0).sum()) for labels in low)
    alone = [likely_labels([scores], STEPS, START, STOP, thresholds=(0.1,) * 3)[0] for scores in batch]
    assert [labels.tolist() for labels in alone] == [labels.tolist() for labels in low]
