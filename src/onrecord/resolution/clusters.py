"""Which attributions report one act of speech: a headline and the sentence below it, a post quoted in three papers.

Precision first: a link needs one speaker (or one who stayed unresolved) and either words of a quotation in common or
nearly all of what was said, on days that can be the same. No cluster ever holds two different known speakers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from ..record import NO_CORRECTIONS, Annotated, Corrections, DateRange, Derivation
from ..text import stable_id
from .links import Link, continuation_links, copied_links, headline_links, quote_links, short_quote_links
from .paraphrases import Weights, likely_links, near_pairs, paraphrase_links
from .sayings import Rows, SayingSheet, SayingTable, tell


def cluster_sayings(
    articles: Sequence[Annotated],
    speakers: Mapping[str, str | None],
    *,
    said: Mapping[str, DateRange],
    derivations: Iterable[Derivation] = (),
    corrections: Corrections = NO_CORRECTIONS,
) -> Mapping[str, str]:
    """What `gather_clusters` finds in `articles`."""
    return gather_clusters(map(tell, articles), speakers, said=said, derivations=derivations, corrections=corrections)


def gather_clusters(
    sheets: Iterable[SayingSheet],
    speakers: Mapping[str, str | None],
    *,
    said: Mapping[str, DateRange],
    derivations: Iterable[Derivation] = (),
    corrections: Corrections = NO_CORRECTIONS,
) -> Mapping[str, str]:
    """Attribution id -> cluster id, for every attribution of `sheets`; one alone is a cluster of its own.

    `speakers` and `said` go by attribution id. A cluster's id depends on its least member's id only. `derivations`
    that show copied text let an unresolved speaker of the copy follow the one of the original. What a person put
    `together` is one cluster, what a person `severed` never is, also not through third reports.
    """
    return join_acts(SayingTable(sheets, speakers, said), derivations=derivations, corrections=corrections).named()


def join_acts(
    table: SayingTable, *, derivations: Iterable[Derivation] = (), corrections: Corrections = NO_CORRECTIONS
) -> Acts:
    """The sayings of a table, joined into acts of speech."""
    weights = Weights(table)
    copied = {
        frozenset((edge.from_document, edge.to_id)) for edge in derivations if edge.to_id is not None and edge.evidence
    }
    acts = Acts(table, corrections)
    pairs = Rows("diii", near_pairs(table, weights))
    acts.join(
        chain(
            quote_links(table, weights, copied),
            short_quote_links(table, weights),
            copied_links(table, weights, copied),
            paraphrase_links(pairs),
            headline_links(table, weights),
            continuation_links(table),
        )
    )
    acts.join(likely_links(table, pairs, acts.root))
    return acts


class Acts:
    """Sayings joined into acts of speech: disjoint sets, none with two known speakers or a pair that a person
    severed."""

    def __init__(self, table: SayingTable, corrections: Corrections) -> None:
        self._ids = table.ids
        self._parent = list(range(len(table)))
        self._actor: list[int] = table.actor.tolist()
        self._apart: dict[int, set[int]] = {}
        index = {identifier: place for place, identifier in enumerate(self._ids)} if corrections else {}
        for one, other in corrections.severed:
            if one in index and other in index:
                self._apart.setdefault(index[one], set()).add(index[other])
                self._apart.setdefault(index[other], set()).add(index[one])
        for group in corrections.together:
            members = [index[identifier] for identifier in group if identifier in index]
            for member in members[1:]:
                self._join(self.root(members[0]), self.root(member))

    def root(self, index: int) -> int:
        """The least index of the act that a saying reports."""
        parent = self._parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def join(self, links: Iterable[Link]) -> None:
        """Joins what `links` tie, the strongest first, where that puts no two known speakers together."""
        strengths, lefts, rights = map(np.asarray, Rows("dii", links).columns)
        order = np.lexsort((rights, lefts, -strengths))
        for left, right in zip(lefts[order].tolist(), rights[order].tolist(), strict=True):
            first, second = sorted((self.root(left), self.root(right)))
            two_speakers = self._actor[first] >= 0 and self._actor[second] >= 0
            if first == second or (two_speakers and self._actor[first] != self._actor[second]):
                continue
            if any(self.root(other) == second for other in self._apart.get(first, ())):
                continue
            self._join(first, second)

    def _join(self, first: int, second: int) -> None:
        if first == second:
            return
        first, second = sorted((first, second))
        self._parent[second] = first
        if self._actor[first] < 0:
            self._actor[first] = self._actor[second]
        if second in self._apart:
            self._apart.setdefault(first, set()).update(self._apart.pop(second))

    def roots(self) -> npt.NDArray[np.int32]:
        """The act of every saying, by the least index of its sayings."""
        return np.fromiter(map(self.root, range(len(self._ids))), np.int32, len(self._ids))

    def names(self) -> npt.NDArray[np.bytes_]:
        """The name of the act of every saying: it depends on the least id in it only."""
        least: dict[int, str] = {}
        for index, identifier in enumerate(self._ids):
            here = self.root(index)
            least[here] = min(least.get(here, identifier), identifier)
        names = np.zeros(len(self._ids), "S20")
        for here, identifier in least.items():
            names[here] = stable_id("cluster", identifier)
        found: npt.NDArray[np.bytes_] = names[self.roots()]
        return found

    def named(self) -> dict[str, str]:
        """Attribution id -> name of its act."""
        return dict(zip(self._ids, map(bytes.decode, self.names().tolist()), strict=True))
