"""Documents -> pairs that share text: copies, cuts and updates of one article. Direction stays unknown.

Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): hashes of six words, the smallest of every four kept. Any
nine words in common are therefore found, and a text of 700 words leaves some 300 fingerprints.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..record import Document, Region, RegionKind
from ..text import fold

_GRAM = 6  # words
_WINDOW = 4  # grams
_MIN_SHARED = 2  # one fingerprint in common can be a stock phrase
_MAX_POSTING = 50  # documents; a fingerprint in more of them joins each to the first one only
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")

Hashes = npt.NDArray[np.uint64]
Pairs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two documents and the share (0 to 1) of each one's body that stands in the other too."""

    left_id: str
    right_id: str
    left_share: float
    right_share: float

    @property
    def share(self) -> float:
        """The common part of the one that has relatively more of it: 1.0 when one holds the whole other."""
        return max(self.left_share, self.right_share)


def find_near_duplicates(
    documents: Sequence[tuple[Document, tuple[Region, ...]]], *, min_share: float = 0.25
) -> tuple[NearDuplicate, ...]:
    """Pairs with `share >= min_share`, in the order of the documents; only body text is compared.

    Time and memory grow with the number of words. `left_id` is the document that was given first.
    """
    prints = [_fingerprints(_body_words(document, regions)) for document, regions in documents]
    sizes = np.array([len(found) for found in prints], dtype=np.int64)
    found: list[NearDuplicate] = []
    for (left, right), shared in _shared_counts(prints):
        shares = shared / sizes[left], shared / sizes[right]
        if max(shares) >= min_share:
            left_id, right_id = documents[left][0].id, documents[right][0].id
            if left_id != right_id:
                found.append(NearDuplicate(left_id, right_id, round(shares[0], 4), round(shares[1], 4)))
    return tuple(found)


def _body_words(document: Document, regions: Iterable[Region]) -> list[str]:
    body = " ".join(document.text[r.start : r.end] for r in regions if r.kind is RegionKind.BODY)
    return _TOKEN.findall(fold(body))


def _fingerprints(tokens: Sequence[str]) -> Hashes:
    """Distinct winnowed hashes, sorted; a text shorter than one gram has none."""
    if len(tokens) < _GRAM:
        return np.empty(0, dtype=np.uint64)
    words = _mixed(np.fromiter(map(_crc, tokens), dtype=np.uint64, count=len(tokens)))
    n_grams = len(words) - _GRAM + 1
    grams = np.zeros(n_grams, dtype=np.uint64)
    for offset in range(_GRAM):
        grams = _mixed(grams + words[offset : offset + n_grams])
    lowest = grams
    if n_grams > _WINDOW:
        n_windows = n_grams - _WINDOW + 1
        lowest = grams[:n_windows]
        for offset in range(1, _WINDOW):
            lowest = np.minimum(lowest, grams[offset : offset + n_windows])
    return np.unique(lowest)


def _crc(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _mixed(values: Hashes) -> Hashes:
    """Spread over all 64 bits (the finalizer of SplitMix64), so that the smallest hash is a fair draw."""
    with np.errstate(over="ignore"):
        values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _shared_counts(prints: Sequence[Hashes]) -> list[tuple[tuple[int, int], int]]:
    """((left, right), number of common fingerprints) for every pair of positions with at least two."""
    if not prints:
        return []
    hashes = np.concatenate(prints)
    owners = np.repeat(np.arange(len(prints)), [len(found) for found in prints])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.empty(0, int)
    sizes = np.diff(np.append(starts, len(hashes)))
    keys: list[Pairs] = []
    for size in np.unique(sizes[sizes > 1]):
        members = owners[starts[sizes == size][:, None] + np.arange(size)]
        if size <= _MAX_POSTING:
            left, right = np.triu_indices(int(size), k=1)
            keys.append((members[:, left] * len(prints) + members[:, right]).ravel())
        else:
            keys.append((members[:, :1] * len(prints) + members[:, 1:]).ravel())
    if not keys:
        return []
    pairs, counts = np.unique(np.concatenate(keys), return_counts=True)
    enough = counts >= _MIN_SHARED
    return [
        ((int(pair) // len(prints), int(pair) % len(prints)), int(count))
        for pair, count in zip(pairs[enough], counts[enough], strict=True)
    ]
