"""Sayings of one speaker told in a reporter's words: which of them report one act of speech."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from .derivation.tokens import STOPWORDS
from .sayings import NEGATED, POSTED, SayingTable, Words

PARAPHRASE = 0.72  # least share, by weight, of the shorter content's stems that the longer one holds
PARAPHRASE_STEMS = 4  # that both contents hold
PARAPHRASE_DAYS = 7  # a view held all year is told in the same words again and again
LIKELY = 0.38  # the same share where no other act of the speaker in these days comes near
LIKELY_STEMS = 3
LIKELY_DAYS = 3
AHEAD = 0.15  # by which the likeliest act must lead the next
POSTED_SHARE = 0.1  # the same for two reports of a post
POSTED_STEMS = 1
FARTHEST = 24  # sayings of one speaker with a stem in common, counted from one of them in order of days, that it meets
_STEMS = 2_000_000  # of sayings looked at together: bounds memory
_BLOCK = 50_000  # sayings looked at together: bounds memory
_TOO_LONG = 3.0  # times the weight of the shorter content; a speech that long holds most words anyway

_Pair = tuple[float, int, int]


class Weights:
    """How much a word's checksum says: the logarithm of how many sayings there are for one that holds its stem."""

    def __init__(self, table: SayingTable) -> None:
        self._stems, counts = np.unique(table.stems, return_counts=True)
        self._logs = np.log1p(len(table) / counts)
        self._whole = np.zeros(len(table))  # the weight of each saying
        for start in range(0, len(table), _BLOCK):
            here = np.arange(start, min(start + _BLOCK, len(table)))
            owners, stems = _spread(table.stems, table.stem_ends, here)
            self._whole[here] = np.bincount(owners, self.of(stems.astype(np.uint32)), len(here))
        self._empty = {zlib.crc32(word.encode()) for word in STOPWORDS}
        self._articles = {zlib.crc32(word.encode()) for word in ("a", "an", "the")}

    def of(self, stems: Words) -> npt.NDArray[np.float64]:
        return self._logs[np.searchsorted(self._stems, stems)]

    def overlap(self, left: Words, right: Words) -> float:
        """Share of the lighter set's weight that both have; halved when the heavier is more than three times as
        heavy."""
        shared = float(self.of(np.intersect1d(left, right, assume_unique=True)).sum())
        light, heavy = sorted((float(self.of(left).sum()), float(self.of(right).sum())))
        if light == 0:
            return 0.0
        return shared / light * (0.5 if heavy > _TOO_LONG * light else 1.0)

    def overlaps(
        self, lefts: npt.NDArray[np.int64], rights: npt.NDArray[np.int64], shared: npt.NDArray[np.float64]
    ) -> npt.NDArray[np.float64]:
        """`overlap` of many pairs of sayings, of whose common stems the weight is `shared`."""
        light, heavy = (
            np.minimum(self._whole[lefts], self._whole[rights]),
            np.maximum(self._whole[lefts], self._whole[rights]),
        )
        share = np.divide(shared, light, out=np.zeros(len(shared)), where=light > 0)
        return np.where(heavy > _TOO_LONG * light, 0.5 * share, share)

    def n_meaning(self, words: Collection[int]) -> int:
        """How many of the words carry meaning."""
        return sum(word not in self._empty for word in words)

    def core(self, words: Sequence[int]) -> tuple[int, ...]:
        """A short quotation without an article at its start: "a grave mistake" and "grave mistake" are one."""
        return tuple(words[1:] if words and words[0] in self._articles else words)


def near_pairs(table: SayingTable, weights: Weights) -> Iterator[tuple[float, int, int, int]]:
    """Overlap, stems in common, and two sayings of one known speaker, told within `PARAPHRASE_DAYS`, that share a
    telling stem.

    Prefix filtering (Chaudhuri, Ganti, Kaushik, ICDE 2006): who shares much of the lighter set's weight shares one of
    its rarest stems, so only these are looked up.
    """
    sizes = np.diff(table.stem_ends)
    told = np.flatnonzero((table.actor >= 0) & (sizes >= POSTED_STEMS))
    told = told[np.argsort(table.actor[told], kind="stable")]
    if not len(told):
        return
    # Some million stems at once, no actor in two lots: all of a large collection would fill the memory.
    many = np.cumsum(sizes[told]) // _STEMS
    actors = table.actor[told]
    cuts = np.flatnonzero(many[1:] != many[:-1]) + 1
    cuts = np.unique(np.searchsorted(actors, actors[cuts]))
    for members in np.split(told, cuts[cuts > 0]):
        yield from _near_pairs(table, weights, np.sort(members))


def _near_pairs(
    table: SayingTable, weights: Weights, members: npt.NDArray[np.int64]
) -> Iterator[tuple[float, int, int, int]]:
    """`near_pairs` of some sayings: all those of some actors."""
    place, stems = _spread(table.stems, table.stem_ends, members)
    owners = members[place]
    logs = weights.of(stems.astype(np.uint32))
    order = np.lexsort((table.end[owners], stems, table.actor[owners]))
    owners, stems, logs = owners[order], stems[order], logs[order]
    key = (table.actor[owners].astype(np.int64) << 32) | stems
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]][: len(key)])
    ends = np.r_[starts[1:], len(key)]
    group = np.repeat(np.arange(len(starts)), ends - starts)
    posted = (table.flags[owners] & POSTED).astype(np.bool_)
    telling = _telling(owners, logs, np.where(posted, POSTED_SHARE, LIKELY))
    rows = np.flatnonzero(telling & (ends[group] - starts[group] > 1))
    for block in range(0, len(rows), _BLOCK):
        here = rows[block : block + _BLOCK]
        low = np.maximum(starts[group[here]], here - FARTHEST)
        high = np.minimum(ends[group[here]], here + FARTHEST + 1)
        counts = high - low
        at = np.repeat(low - np.r_[0, np.cumsum(counts)[:-1]], counts) + np.arange(counts.sum())
        one, other = np.repeat(owners[here], counts), owners[at]
        apart = one != other
        joined = np.unique((np.minimum(one, other) << 32 | np.maximum(one, other))[apart])
        yield from _met(table, weights, np.stack((joined >> 32, joined & 0xFFFFFFFF), 1))


def _met(table: SayingTable, weights: Weights, pairs: npt.NDArray[np.int64]) -> Iterator[tuple[float, int, int, int]]:
    """Overlap and stems in common of those pairs of one speaker's sayings that may be one, in order."""
    pairs = pairs[table.days_apart(pairs[:, 0], pairs[:, 1]) <= PARAPHRASE_DAYS]
    posted, negated = ((table.flags & bit).astype(np.bool_) for bit in (POSTED, NEGATED))
    figures = table.has_figures()
    pairs = pairs[negated[pairs[:, 0]] == negated[pairs[:, 1]]]
    least = np.where(posted[pairs[:, 0]] & posted[pairs[:, 1]], POSTED_STEMS, LIKELY_STEMS)
    for start in range(0, len(pairs), _BLOCK):
        lefts, rights = pairs[start : start + _BLOCK].T
        mine, theirs = (_spread(table.stems, table.stem_ends, side) for side in (lefts, rights))
        # Stems are sorted within a saying, so pair and stem in one number are sorted too.
        one, other = ((pair << 32) | stem for pair, stem in (mine, theirs))
        both = np.intersect1d(one, other, assume_unique=True)
        shared = np.bincount(both >> 32, minlength=len(lefts))
        met = np.asarray(np.bincount(both >> 32, weights.of(_stems(both)), len(lefts)), np.float64)
        overlap = weights.overlaps(lefts, rights, met)
        enough = np.flatnonzero(shared >= least[start : start + _BLOCK])
        looked_at = (table.document[lefts] == table.document[rights]) | (figures[lefts] & figures[rights])
        columns = (overlap, shared, lefts, rights, looked_at)
        for alike, n, left, right, look in zip(*(column[enough].tolist() for column in columns), strict=True):
            if not look or (table.may_be_one(left, right) and table.agree(left, right)):
                yield alike, n, left, right


def _stems(joined: npt.NDArray[np.int64]) -> Words:
    """The stems of pairs and stems in one number."""
    return (joined & 0xFFFFFFFF).astype(np.uint32)


def _spread(
    values: Words, ends: npt.NDArray[np.int64], owners: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The values of each of `owners`, one after the other, with the place in `owners` that each belongs to."""
    sizes = ends[owners + 1] - ends[owners]
    place = np.repeat(np.arange(len(owners)), sizes)
    at = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(ends[owners], sizes)
    return place, values[at].astype(np.int64)


def _telling(
    owners: npt.NDArray[np.int64], logs: npt.NDArray[np.float64], least: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Which entries are among the rarest stems of their saying: those before the share that a link needs is left."""
    order = np.lexsort((-logs, owners))
    mine, heavy = owners[order], logs[order]
    total = np.cumsum(heavy)
    first = np.r_[True, mine[1:] != mine[:-1]][: len(mine)]
    before = np.maximum.accumulate(np.where(first, np.r_[0, total[:-1]][: len(total)], 0.0))
    whole = np.bincount(mine, heavy)
    ahead = total - heavy - before  # weight of the rarer stems of the same saying
    found = np.zeros(len(owners), np.bool_)
    found[order] = ahead <= (1 - least[order]) * whole[mine]
    return found


def paraphrase_links(pairs: Iterable[tuple[float, int, int, int]]) -> Iterator[_Pair]:
    """Sayings whose contents have nearly all their meaning words in common."""
    for overlap, shared, left, right in pairs:
        if overlap >= PARAPHRASE and shared >= PARAPHRASE_STEMS:
            yield overlap, left, right


def likely_links(
    table: SayingTable, pairs: Iterable[tuple[float, int, int, int]], act_of: Callable[[int], int]
) -> Iterator[_Pair]:
    """Sayings that one act of their speaker, as known so far (`act_of` an index), explains and no other one does.

    A reporter's summary shares few words with what was said. But a person seldom speaks on one matter twice in two
    days: where one act is clearly nearest, and is so from both sides, it is meant.
    """
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for overlap, shared, left, right in pairs:
        posts = table.has(left, POSTED) and table.has(right, POSTED)
        enough = overlap >= POSTED_SHARE if posts else overlap >= LIKELY
        if not enough or shared < (POSTED_STEMS if posts else LIKELY_STEMS):
            continue
        if table.told_apart(left, right) > LIKELY_DAYS or (table.is_quoted(left) and table.is_quoted(right)):
            continue  # two quotations without words in common are two sayings
        near[left].append((overlap, right))
        near[right].append((overlap, left))
    for mine, found in sorted(near.items()):
        own = act_of(mine)
        overlap, other = max(found, key=lambda one: (act_of(one[1]) != own, one[0], -one[1]))
        act = act_of(other)
        second = max((share for share, index in found if act_of(index) != act), default=0.0)
        # Another report of mine's article that is nearer to that act is the one that tells it.
        here = table.document[mine]
        rival = max(
            (
                share
                for share, index in near[other]
                if table.document[index] == here and act_of(index) not in (own, act)
            ),
            default=0.0,
        )
        if act != own and overlap - second >= min(AHEAD, overlap / 2) and overlap > rival:
            yield overlap, mine, other
