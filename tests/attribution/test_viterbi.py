from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribution.labels import ROLE_LABELS, hard_transitions, runs
from onrecord.attribution.viterbi import best_allowed, best_labels, marginals, probabilities


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**16), st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_best_path_equals_the_best_of_all_paths(seed: int, lengths: list[int]) -> None:
    draw = np.random.default_rng(seed)
    steps, start = (a[:5] for a in hard_transitions(ROLE_LABELS))
    steps, start = steps[:, :5] + draw.normal(size=(5, 5)).astype(np.float32), start[:5]
    stop = draw.normal(size=5).astype(np.float32)
    emissions = [draw.normal(size=(n, 5)).astype(np.float32) for n in lengths]
    for scores, labels in zip(emissions, best_labels(emissions, steps, start, stop), strict=True):

        def total(path: tuple[int, ...], scores: np.ndarray = scores) -> float:
            moves = sum(steps[a, b] for a, b in pairwise(path))
            return float(start[path[0]] + moves + stop[path[-1]] + sum(scores[t, y] for t, y in enumerate(path)))

        best = max(product(range(5), repeat=len(scores)), key=total)
        assert total(tuple(labels)) == pytest.approx(total(best), abs=1e-3)


def test_inside_label_never_follows_another_kind() -> None:
    steps, start = hard_transitions(ROLE_LABELS)
    emissions = np.full((6, 7), -1, np.float32)
    emissions[:, 2] = 3  # every word would like to be inside a source
    (labels,) = best_labels([emissions], steps, start)
    assert labels.tolist() == [1, 2, 2, 2, 2, 2]


def test_runs_of_labels_become_spans_of_words() -> None:
    labels = np.array([0, 1, 2, 1, 3, 0, 5, 6, 6])
    assert runs(labels) == [(0, 1, 3), (0, 3, 4), (1, 4, 5), (2, 6, 9)]
    assert runs(np.array([], np.int64)) == []


def test_empty_input_gives_empty_output() -> None:
    steps, start = hard_transitions(ROLE_LABELS)
    assert best_labels([], steps, start) == []
    assert len(best_labels([np.zeros((0, 7), np.float32)], steps, start)[0]) == 0


def test_probabilities_of_a_word_sum_to_one() -> None:
    assert probabilities(np.array([[1000.0, 0.0], [1.0, 1.0]], np.float32)).sum(1) == pytest.approx([1, 1])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**16), st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_sequence_is_decoded_alike_alone_and_beside_others(seed: int, lengths: list[int]) -> None:
    draw = np.random.default_rng(seed)
    steps, start = (a + draw.normal(size=a.shape).astype(np.float32) for a in hard_transitions(ROLE_LABELS))
    stop = draw.normal(size=len(start)).astype(np.float32)
    emissions = [draw.normal(size=(n, len(start))).astype(np.float32) for n in lengths]
    for decode in (best_labels, marginals):
        together = decode(emissions, steps, start, stop)
        for scores, found in zip(emissions, together, strict=True):
            assert np.array_equal(decode([scores], steps, start, stop)[0], found)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**16), st.integers(1, 12))
def test_allowed_labels_are_the_best_labels_under_hard_transitions(seed: int, length: int) -> None:
    steps, start = hard_transitions(ROLE_LABELS)
    emissions = [np.random.default_rng(seed).normal(size=(length, len(start))).astype(np.float32)]
    assert np.array_equal(best_allowed(emissions, steps, start)[0], best_labels(emissions, steps, start)[0])


def test_shares_of_a_word_are_those_of_all_its_paths() -> None:
    draw = np.random.default_rng(3)
    scores, steps = draw.normal(size=(3, 3)).astype(np.float32), draw.normal(size=(3, 3)).astype(np.float32)
    start, stop = draw.normal(size=3).astype(np.float32), draw.normal(size=3).astype(np.float32)
    shares = np.zeros((3, 3))
    for path in product(range(3), repeat=3):
        total = start[path[0]] + stop[path[-1]] + sum(steps[a, b] for a, b in pairwise(path))
        for t, label in enumerate(path):
            shares[t, label] += np.exp(total + sum(scores[u, y] for u, y in enumerate(path)))
    assert marginals([scores], steps, start, stop)[0] == pytest.approx(shares / shares.sum(1, keepdims=True), abs=1e-5)
