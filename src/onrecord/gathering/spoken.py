"""Which acts of speech the attributions of a collection report, and on which days they were said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from ..record import DateRange, Derivation
from ..resolution.clusters import join_acts
from ..resolution.resolve import allows, sharpness
from ..resolution.sayings import SayingTable, Told
from ..summarizing import NAMED, Page, RangeRow, range_of
from .sheets import Sheets
from .work import Work

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The day and the act of speech of every attribution, column by column: some fifty bytes for each beside its id."""

    ids: Sequence[str]
    places: Mapping[str, tuple[int, int]]  # of each document, where its attributions begin and end
    ranges: Sequence[DateRange]
    days: Ints  # the number of each one's range of days
    acts: npt.NDArray[np.bytes_]

    def of(self, document_id: str) -> dict[str, tuple[DateRange, str]]:
        """Attribution id -> days and act, of one document."""
        start, end = self.places[document_id]
        days, acts = self.days[start:end].tolist(), self.acts[start:end].tolist()
        return {
            identifier: (self.ranges[number], act.decode())
            for identifier, number, act in zip(self.ids[start:end], days, acts, strict=True)
        }


def spoken_in(work: Work, ids: Sequence[str], derivations: Sequence[Derivation]) -> Spoken:
    """The days and the act of speech of each attribution: reports of one act share its day, and what a coder said of
    either stands."""
    table = SayingTable.of(_told(work, ids))
    acts = join_acts(table, derivations=derivations, corrections=work.corrections)
    ends = list(accumulate(table.sizes))
    places = dict(zip(table.documents, zip([0, *ends][: len(ends)], ends, strict=True), strict=True))
    shared = Spoken(table.ids, places, table.ranges, _shared_days(table, acts.roots()), acts.names())
    return _corrected(shared, work.corrections.said)


def _told(work: Work, ids: Sequence[str]) -> Iterator[Told]:
    """The sheet of each document's attributions, with their speakers and days."""
    known: dict[str, str] = {}  # equal ids and ranges are one value in memory
    days: dict[RangeRow, DateRange] = {}
    corrected = work.corrections.said
    walks = (Sheets(work.store, step, ids) for step in ("sayings", "said", NAMED))
    for sheet, said, named in zip(*walks, strict=True):
        dated: dict[str, DateRange] = {}
        for identifier, *row in said:
            key = row[0], row[1], row[2]
            if key not in days:
                days[key] = range_of(key)
            dated[identifier] = corrected.get(identifier, days[key])
        speakers = {
            identifier: None if actor_id is None else known.setdefault(actor_id, actor_id)
            for identifier, actor_id, *_ in Page(*named).speakers
        }
        yield sheet, speakers, dated


def _shared_days(table: SayingTable, roots: Ints) -> Ints:
    """What `share_days` finds, by the numbers of the ranges: they are few."""
    sharp = [sharpness(one) for one in table.ranges]
    rank_of = {one: rank for rank, one in enumerate(sorted(set(sharp)))}
    ranks = np.array([rank_of[one] for one in sharp], np.int32)
    order = np.lexsort((np.arange(len(roots)), ranks[table.days], roots))
    first = order[np.r_[True, np.diff(roots[order]) != 0][: len(order)]]
    best = np.zeros(len(roots), np.int32)  # of each act, by its root
    best[roots[first]] = table.days[first]
    pairs = table.days.astype(np.int64) << 32 | best[roots]
    different, which = np.unique(pairs, return_inverse=True)
    chosen = [
        own if not allows(table.ranges[own], table.ranges[other]) else other
        for own, other in ((int(pair) >> 32, int(pair) & 0xFFFFFFFF) for pair in different)
    ]
    return np.array(chosen, np.int32)[which]


def _corrected(found: Spoken, said: Mapping[str, DateRange]) -> Spoken:
    """With the days that coders gave."""
    if not said:
        return found
    ranges, days = list(found.ranges), found.days.copy()
    for place, identifier in enumerate(found.ids):
        if identifier in said:
            days[place] = len(ranges)
            ranges.append(said[identifier])
    return replace(found, ranges=ranges, days=days)
