"""Which documents may share text: winnowed fingerprints and the postings that join them.

Schleimer, Wilkerson, Aiken: Winnowing (SIGMOD 2003). With windows of 6 words and 4 windows a choice, every run of 9
shared words shares a fingerprint. Measured on synthetic reuse of news: finds a copy cut to a third, and a fifth of the
sentences kept in another article, where MinHash of whole documents finds none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

GRAM = 6  # words a fingerprint
WINDOW = 4  # fingerprints of which the least is kept
MOST_DOCUMENTS = 50  # a fingerprint in more documents than this is furniture or a set phrase
FEW_DOCUMENTS = 6  # a single shared fingerprint makes candidates only when it is this rare
_BASE = np.uint64(0x9E3779B97F4A7C15)

Prints = tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]  # hashes and word positions, in text order
Posting = tuple[int, int]  # index of a text, word position in it
Pair = tuple[int, int]


class Seed(NamedTuple):
    """A shared fingerprint: its word positions in the left and right document, and how many documents have it."""

    left: int
    right: int
    n_documents: int


def grams(word_hashes: npt.NDArray[np.uint64], length: int) -> npt.NDArray[np.uint64]:
    """One hash for every run of `length` words, in text order; none for a shorter text."""
    n_grams = len(word_hashes) - length + 1
    if n_grams < 1:
        return np.empty(0, np.uint64)
    mixed = np.zeros(n_grams, np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(length):
            mixed = mixed * _BASE + word_hashes[offset : offset + n_grams] + np.uint64(1)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
    return mixed


def fingerprints(word_hashes: npt.NDArray[np.uint64]) -> Prints:
    """Hashes and word positions of the chosen 6-word windows, in text order; none for fewer than 6 words."""
    hashed = grams(word_hashes, GRAM)
    if not len(hashed):
        chosen = np.empty(0, np.intp)
    elif len(hashed) <= WINDOW:
        chosen = np.array([int(hashed.argmin())])
    else:
        windows = np.lib.stride_tricks.sliding_window_view(hashed, WINDOW)
        chosen = np.unique(windows.argmin(axis=1) + np.arange(len(windows)))
    return hashed[chosen], chosen.astype(np.int32)


def every_gram(word_hashes: npt.NDArray[np.uint64], length: int) -> Prints:
    """Like `fingerprints`, but all windows of `length` words: for short texts such as quotations."""
    hashed = grams(word_hashes, length)
    return hashed, np.arange(len(hashed), dtype=np.int32)


def postings(prints: Sequence[Prints], *, most: int = MOST_DOCUMENTS) -> Iterator[list[Posting]]:
    """For each fingerprint that 2 to `most` texts share: where it first stands in each of them, texts in order."""
    if not prints:
        return
    hashes = np.concatenate([hashed for hashed, _ in prints])
    positions = np.concatenate([places for _, places in prints])
    owners = np.repeat(np.arange(len(prints), dtype=np.int32), [len(hashed) for hashed, _ in prints])
    order = np.lexsort((positions, owners, hashes))
    hashes, positions, owners = hashes[order], positions[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.empty(0, np.intp)
    ends = np.r_[starts[1:], len(hashes)] if len(hashes) else np.empty(0, np.intp)
    shared = ends - starts > 1
    for start, end in zip(starts[shared].tolist(), ends[shared].tolist(), strict=True):
        first_place: dict[int, int] = {}
        for owner, place in zip(owners[start:end].tolist(), positions[start:end].tolist(), strict=True):
            first_place.setdefault(owner, place)
        if 2 <= len(first_place) <= most:
            yield list(first_place.items())


def candidate_pairs(prints: Sequence[Prints]) -> Mapping[Pair, list[Seed]]:
    """Pairs of documents (left index below right) with the places of the fingerprints they share.

    A pair needs two shared fingerprints, or one that at most `FEW_DOCUMENTS` documents have.
    """
    seeds: dict[Pair, list[Seed]] = defaultdict(list)
    for members in postings(prints):
        for index, (left, left_place) in enumerate(members):
            for right, right_place in members[index + 1 :]:
                seeds[left, right].append(Seed(left_place, right_place, len(members)))
    return {
        pair: sorted(found)
        for pair, found in sorted(seeds.items())
        if len(found) > 1 or found[0].n_documents <= FEW_DOCUMENTS
    }
