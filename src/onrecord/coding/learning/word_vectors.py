"""Passages in other languages as vectors: from the collection's own words and parts of words, without any weights.

The sentence vectors that ship know English. Latent semantic analysis (Deerwester et al. 1990) of words, pairs of words
and parts of words, hashed, knows nothing beforehand and any language that parts words by white space.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from .estimating import one_thread
from .vectors import Vectors, unit

SIZE = 192
_BUCKETS = 2**16
_PART = 4  # letters in a part of a word
_SPARE = 20  # directions more than wanted, so that the wanted ones are exact enough
_SEED = 11
_WORD = re.compile(r"\w+")


def word_vectors(texts: Sequence[str], *, size: int = SIZE) -> Vectors:
    """(texts, at most `size`) vectors of length one; a text with nothing in common with others is zeros. They are only
    comparable with each other: give passages and descriptions of concepts together."""
    if not texts:
        return np.zeros((0, size), np.float32)
    rows = _weighed(texts)
    width = min(size, len(texts))
    # Randomized range finder with one power step (Halko, Martinsson and Tropp 2011, doi 10.1137/090771806).
    drawn = np.random.default_rng(_SEED).standard_normal((len(texts), width + _SPARE)).astype(np.float32)
    with one_thread():
        basis, _ = np.linalg.qr(rows @ (rows.T @ (rows @ (rows.T @ drawn))))
        left, strength, _ = np.linalg.svd((rows.T @ basis).T, full_matrices=False)
    return unit((basis @ left)[:, :width] * strength[:width])


def _weighed(texts: Sequence[str]) -> Any:
    """Sparse (texts, buckets): each feature once a text, by how rare it is; rows of length one."""
    from scipy.sparse import csr_matrix, diags

    found = [sorted({zlib.crc32(feature.encode()) % _BUCKETS for feature in _features(text)}) for text in texts]
    columns = np.array([column for one in found for column in one], np.int64)
    at = np.repeat(np.arange(len(texts)), [len(one) for one in found])
    counts = np.bincount(columns, minlength=_BUCKETS)
    weights = np.where(counts > 1, np.log((1 + len(texts)) / (1 + counts)) + 1, 0).astype(np.float32)
    matrix = csr_matrix((weights[columns], (at, columns)), shape=(len(texts), _BUCKETS))
    lengths = np.sqrt(np.bincount(at, weights=weights[columns].astype(np.float64) ** 2, minlength=len(texts)))
    return diags((1 / np.maximum(lengths, 1e-9)).astype(np.float32)) @ matrix


def _features(text: str) -> Iterator[str]:
    words = _WORD.findall(text.casefold())
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(words))
    for word in words:
        framed = f"#{word}#"
        yield from (framed[start : start + _PART] for start in range(max(1, len(framed) - _PART + 1)))
