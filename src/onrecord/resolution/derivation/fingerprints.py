"""Which documents may share text: winnowed fingerprints and the postings that join them.

Schleimer, Wilkerson, Aiken: Winnowing (SIGMOD 2003). With windows of 6 words and 4 windows a choice, every run of 9
shared words shares a fingerprint. Measured on synthetic reuse of news: finds a copy cut to a third, and a fifth of the
sentences kept in another article, where MinHash of whole documents finds none.

Nothing here compares all with all: fingerprints of one document are dropped at once, those of many join neighbors only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

GRAM = 6  # words a fingerprint
WINDOW = 4  # fingerprints of which the least is kept
MOST_DOCUMENTS = 30  # documents of one fingerprint that are all paired; of more, each is paired with the next one only
FEW_DOCUMENTS = 6  # a single shared fingerprint makes candidates only when it is this rare
RARE = 12  # documents that may have a fingerprint before it counts as a set phrase or standing matter; in a large
RARE_SHARE = 1 / 500  # collection this share of them
EDGE = 3  # words beside a common fingerprint that most likely belong to the same set phrase
MOSTLY_COMMON = 0.2  # share of a document's fingerprints that makes common ones a text reprinted widely
GOES_ON = 3  # words beside a shared fingerprint that must be alike too, before or after it
_ROWS = 2_000_000  # pairs looked at together: bounds memory
_PARTS = 8  # of the range of hashes, looked at one after the other: bounds memory
_BASE = np.uint64(0x9E3779B97F4A7C15)

Hashes = npt.NDArray[np.uint64]
Prints = tuple[Hashes, npt.NDArray[np.int32]]  # hashes and word positions, in text order
Posting = tuple[int, int]  # index of a text, word position in it
_Table = tuple[Hashes, npt.NDArray[np.int32], npt.NDArray[np.int32]]  # hash, owner, place; by hash, then owner


class Seed(NamedTuple):
    """A shared fingerprint: its word positions in the left and right document, and how many documents have it."""

    left: int
    right: int
    n_documents: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two documents (left index below right) and the fingerprints that they share."""

    left: int
    right: int
    seeds: list[Seed]


def grams(word_hashes: npt.NDArray[np.unsignedinteger], length: int) -> Hashes:
    """One hash for every run of `length` words, in text order; none for a shorter text."""
    words = word_hashes.astype(np.uint64, copy=False)
    n_grams = len(words) - length + 1
    if n_grams < 1:
        return np.empty(0, np.uint64)
    mixed = np.zeros(n_grams, np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(length):
            mixed = mixed * _BASE + words[offset : offset + n_grams] + np.uint64(1)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
    return mixed


def fingerprints(word_hashes: npt.NDArray[np.unsignedinteger]) -> Prints:
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


class AllPrints(NamedTuple):
    """The fingerprints of many texts, text after text: hashes, word positions, and how many each text has."""

    hashes: Hashes
    places: npt.NDArray[np.int32]
    sizes: npt.NDArray[np.int64]

    @classmethod
    def of(cls, prints: Iterable[Prints]) -> AllPrints:
        hashes, places = bytearray(), bytearray()
        sizes: list[int] = []
        for hashed, found in prints:
            hashes += hashed.data
            places += found.data
            sizes.append(len(hashed))
        return cls(np.frombuffer(hashes, np.uint64), np.frombuffer(places, np.int32), np.array(sizes, np.int64))


class Pieces(NamedTuple):
    """The words of many texts, text after text, and where each starts, the end of the last one included."""

    words: npt.NDArray[np.unsignedinteger]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, words: Sequence[npt.NDArray[np.unsignedinteger]]) -> Pieces:
        whole = np.concatenate(words) if words else np.empty(0, np.uint32)
        return cls(whole, np.cumsum([0, *map(len, words)]))


def every_gram_of(pieces: Pieces, length: int) -> AllPrints:
    """Like `fingerprints` of each text, but all windows of `length` words: for short texts such as quotations."""
    hashes = grams(pieces.words, length)
    sizes = np.maximum(np.diff(pieces.starts) - (length - 1), 0)
    first = np.repeat(pieces.starts[:-1], sizes)
    places = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return AllPrints(hashes[first + places], places.astype(np.int32), sizes)


def shared_table(prints: AllPrints) -> _Table:
    """Every fingerprint that two texts or more have, with each owner's first place of it; by hash, then owner."""
    hashes, places, sizes = prints
    owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    parts: list[_Table] = []
    part_of = (hashes & np.uint64(_PARTS - 1)).astype(np.uint8)
    for part in range(_PARTS):
        here = np.flatnonzero(part_of == part)
        parts.append(_repeated(hashes[here], owners[here], places[here]))
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))  # type: ignore[return-value]


def _repeated(hashes: Hashes, owners: npt.NDArray[np.int32], places: npt.NDArray[np.int32]) -> _Table:
    # Nearly all fingerprints are unique: dropping them first makes the sort by owner and place a small one.
    ordered = np.sort(hashes)
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    kept = np.isin(hashes, twice)
    hashes, owners, places = hashes[kept], owners[kept], places[kept]
    order = np.lexsort((places, owners, hashes))
    hashes, owners, places = hashes[order], owners[order], places[order]
    first = np.r_[True, (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])][: len(hashes)]
    hashes, owners, places = hashes[first], owners[first], places[first]
    _, where, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    several = counts[where] > 1
    return hashes[several], owners[several], places[several]


def _bounds(hashes: Hashes) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]][: len(hashes)])
    return starts, np.diff(np.r_[starts, len(hashes)])


def paired(table: _Table, *, most: int = MOST_DOCUMENTS) -> Iterator[npt.NDArray[np.int32]]:
    """Rows (left, right, left place, right place, owners) for every fingerprint of two texts: all pairs of its owners,
    or neighbors only where there are more than `most`; sorted by left, then right.

    Some million rows at once, no left text in two lots: all rows of a large collection would fill the memory.
    """
    hashes, owners, places = table
    starts, sizes = _bounds(hashes)
    size_of, after = np.repeat(sizes, sizes), np.repeat(starts + sizes, sizes)
    # Owners of one fingerprint stand in ascending order: each is left to those that follow.
    n_following = after - 1 - np.arange(len(hashes))
    n_right = np.where(size_of <= most, n_following, np.minimum(n_following, 1))
    order = np.argsort(owners, kind="stable")
    n_rows = np.r_[0, np.cumsum(n_right[order])]
    borders = np.r_[0, np.flatnonzero(np.diff(owners[order])) + 1, len(order)]  # where another left text begins
    first = 0
    while first < len(order):
        border = np.searchsorted(n_rows[borders], n_rows[first] + _ROWS, side="right") - 1
        last = int(borders[max(border, np.searchsorted(borders, first, side="right"))])
        here = order[first:last]
        first = last
        counts = n_right[here]
        left = np.repeat(here, counts)
        right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = np.empty((len(left), 5), np.int32)
        rows[:, 0], rows[:, 1] = owners[left], owners[right]
        rows[:, 2], rows[:, 3] = places[left], places[right]
        rows[:, 4] = size_of[left]
        if len(rows):
            yield rows[np.lexsort((rows[:, 3], rows[:, 2], rows[:, 1], rows[:, 0]))]


class SharedPrints:
    """The fingerprints that documents have in common, by index: who may share text, and which words all have."""

    def __init__(self, prints: Iterable[Prints], texts: Pieces) -> None:
        self._words, self._word_starts = texts
        found = AllPrints.of(prints)
        self._n_prints = found.sizes
        self._table = shared_table(found)
        hashes, owners, places = self._table
        _, sizes = _bounds(hashes)
        common = np.repeat(sizes, sizes) > max(RARE, int(RARE_SHARE * len(found.sizes)))
        first, last = self._word_starts[owners[common]], self._word_starts[owners[common] + 1] - 1
        self._common = np.zeros(len(self._words), np.bool_)
        for step in range(-EDGE, GRAM + EDGE):
            self._common[np.clip(first + places[common] + step, first, last)] = True

    def common_words(self, index: int) -> npt.NDArray[np.bool_]:
        """Which words of a document stand in or beside a fingerprint that too many documents have."""
        return self._common[self._word_starts[index] : self._word_starts[index + 1]]

    def candidates(self) -> Iterator[Candidate]:
        """Pairs of documents with the places of the fingerprints they share, by left, then right index.

        A pair needs a fingerprint whose words go on alike to one side; two shared fingerprints, or one that at most
        `FEW_DOCUMENTS` documents have; and one that stands beside no common one, unless what it shares makes up much
        of either document (a dispatch that everybody prints).
        """
        for rows in paired(self._table):
            yield from self._candidates(rows)

    def _candidates(self, rows: npt.NDArray[np.int32]) -> Iterator[Candidate]:
        starts = np.flatnonzero(np.r_[True, (rows[1:, :2] != rows[:-1, :2]).any(axis=1)])
        sizes = np.diff(np.r_[starts, len(rows)])
        rarest = np.minimum.reduceat(rows[:, 4], starts)
        shorter = np.minimum(self._n_prints[rows[starts, 0]], self._n_prints[rows[starts, 1]])
        goes_on, telling = self._looked_at(rows)
        likely = np.logical_or.reduceat(goes_on, starts) & ((sizes > 1) | (rarest <= FEW_DOCUMENTS))
        likely &= np.logical_or.reduceat(telling, starts) | (sizes >= MOSTLY_COMMON * shorter)
        for start, size in zip(starts[likely].tolist(), sizes[likely].tolist(), strict=True):
            found = rows[start : start + size].tolist()
            yield Candidate(found[0][0], found[0][1], [Seed(left, right, n) for _, _, left, right, n in found])

    def _looked_at(self, rows: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Whether the words before or after each shared fingerprint are alike too (chance seldom goes on), and whether
        its own words stand beside no common fingerprint."""
        goes_on, telling = np.zeros(len(rows), np.bool_), np.zeros(len(rows), np.bool_)
        last = len(self._words) - 1
        for start in range(0, len(rows), _ROWS):
            part = rows[start : start + _ROWS].astype(np.int64)
            left = self._word_starts[part[:, 0]] + part[:, 2]
            right = self._word_starts[part[:, 1]] + part[:, 3]
            before, after = np.ones(len(part), np.bool_), np.ones(len(part), np.bool_)
            for step in range(GOES_ON):
                one, other = (np.maximum(side - 1 - step, 0) for side in (left, right))
                before &= self._words[one] == self._words[other]
                one, other = (np.minimum(side + GRAM + step, last) for side in (left, right))
                after &= self._words[one] == self._words[other]
            goes_on[start : start + _ROWS] = before | after
            common = np.zeros(len(part), np.bool_)
            for step in range(GRAM):
                common |= self._common[left + step]
            telling[start : start + _ROWS] = ~common
        return goes_on, telling
