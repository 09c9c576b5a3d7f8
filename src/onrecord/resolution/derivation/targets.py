"""Which article of the collection a citation means."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from ...record import Actor, Passage, Publication
from ...text import fold
from .references import Reference
from .reports import stems_of
from .reuse import SharedText, published_on
from .sheet import ReportSheet

ALIKE = 80.0  # least rapidfuzz partial ratio, by words, of a quotation that was typed anew
HELD_WORDS = 0.7  # of its different words that a text must hold before the two are compared
COVERED = 0.4  # least share (by weight) of a citing passage's words that the article cited must hold
ABOVE_OTHERS = 1.4  # and so many times the share that a middling article of the collection holds
BYSTANDERS = 40  # articles enough to know what a middling one holds
PASSAGE_STEMS = 8  # a citing passage with fewer meaning words leads nowhere
EARLIER = timedelta(days=45)  # an article cited without its day is not older than this
MOST_MEANT = 40  # articles of the outlet cited that are looked at, those with most of the passage's words first


class People:
    """Actors by the names they are called; a name that two share leads to neither."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                self._ids[_called(name)].add(actor.id)

    def id_of(self, name: str) -> str | None:
        """The id of the one actor called `name` (a handle after it is left out); None for none or several."""
        found = self._ids.get(_called(name), set())
        return next(iter(found)) if len(found) == 1 else None


def _called(name: str) -> str:
    """A name folded, without a handle and middle initials: "Ada K. Brandt (@adabrandt)" -> "ada brandt"."""
    return " ".join(word for word in fold(name.partition("(@")[0]).split() if not (len(word) == 2 and word[1] == "."))


class _Holders:
    """Which of some articles hold a stem, by its checksum."""

    def __init__(self, sheets: Sequence[ReportSheet], members: Sequence[int]) -> None:
        stems = np.concatenate([sheets[index].stems for index in members])
        owners = np.repeat(np.asarray(members, np.int32), [len(sheets[index].stems) for index in members])
        order = np.argsort(stems, kind="stable")
        self._stems, self._owners = stems[order], owners[order]

    def of(self, stem: int) -> npt.NDArray[np.int32]:
        first, last = np.searchsorted(self._stems, np.array([stem, stem + 1], np.uint64).astype(np.int64))
        return self._owners[first:last]


class Shelf:
    """The articles by id, outlet and words. `outlets` are keys by index, None where unknown."""

    def __init__(
        self,
        sheets: Sequence[ReportSheet],
        publications: Mapping[str, Publication],
        outlets: Sequence[str | None],
        shared: Iterable[SharedText],
    ) -> None:
        self.sheets = sheets
        self.index = {sheet.document_id: index for index, sheet in enumerate(sheets)}
        self._publications = publications
        self._outlets = outlets
        self._of_outlet: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(outlets):
            if key is not None:
                self._of_outlet[key].append(index)
        self._shared: dict[int, dict[int, SharedText]] = defaultdict(dict)
        for pair in shared:
            self._shared[pair.left][pair.right] = self._shared[pair.right][pair.left] = pair
        self._holders: dict[str, _Holders] = {}
        self._stems, self._counts = np.unique(stems_of(sheets), return_counts=True)

    def article_meant(self, index: int, reference: Reference) -> tuple[int, tuple[Passage, ...]] | None:
        """The article of the outlet cited that holds the words cited, and where it holds them; None when none does.

        Shared text is the surest sign, then a quotation, then the matter of the citing sentence.
        """
        ranked: list[tuple[float, int, tuple[Passage, ...]]] = []
        for other, covered in self._choices(index, reference):
            pair = self._shared.get(index, {}).get(other)
            if pair is not None:
                there = tuple(sides[1] if pair.left == index else sides[0] for sides in pair.passages)
                ranked.append((2.0 + pair.n_words, -other, there))
            elif quoted := self._quoted_in(reference, other):
                ranked.append((2.0, -other, quoted))
            elif covered >= COVERED:
                ranked.append((covered, -other, ()))
        if not ranked:
            return None
        _, minus_other, there = max(ranked, key=lambda choice: choice[:2])
        return -minus_other, there

    def _choices(self, index: int, reference: Reference) -> list[tuple[int, float]]:
        """Articles of the outlet cited that may be meant, with how much of the matter they hold."""
        members = self._of_outlet.get(reference.key or "", [])
        if not members:
            return []
        covered = self._covered(index, reference, members)
        quoted: dict[int, int] = defaultdict(int)
        for quotation in reference.quoted:
            for stem in dict.fromkeys(quotation):  # most short words are their own stems
                for other in self._holding(reference.key or "", members, stem):
                    quoted[other] += 1
        best = sorted(quoted, key=lambda other: (-quoted[other], other))[:MOST_MEANT]
        likely = sorted(covered, key=lambda other: (-covered[other], other))[:MOST_MEANT]
        near = [other for other in self._shared.get(index, {}) if self._outlets[other] == reference.key]
        return [
            (other, covered.get(other, 0.0))
            for other in dict.fromkeys([*near, *best, *likely])
            if other != index and self._may_precede(other, index)
        ]

    def _holding(self, key: str, members: Sequence[int], stem: int) -> list[int]:
        if key not in self._holders:
            self._holders[key] = _Holders(self.sheets, members)
        found: list[int] = self._holders[key].of(stem).tolist()
        return found

    def _may_precede(self, other: int, index: int) -> bool:
        earlier = published_on(self.sheets[other], self._publications)
        later = published_on(self.sheets[index], self._publications)
        if earlier.start and later.end and earlier.start > later.end + timedelta(days=1):
            return False
        return not (earlier.end and later.start and earlier.end < later.start - EARLIER)

    def _quoted_in(self, reference: Reference, other: int) -> tuple[Passage, ...]:
        sheet = self.sheets[other]
        found = []
        for quotation in reference.quoted:
            different = np.unique(np.array(quotation, np.uint32))
            if np.isin(different, sheet.words).mean() < HELD_WORDS:
                continue
            alignment = fuzz.partial_ratio_alignment(quotation, sheet.words.tolist(), score_cutoff=ALIKE)
            if alignment is not None and alignment.dest_end > alignment.dest_start:
                span = sheet.span(alignment.dest_start, alignment.dest_end - 1)
                found.append(Passage(sheet.document_id, span.start, span.end))
        return tuple(found)

    def _covered(self, index: int, reference: Reference, members: Sequence[int]) -> dict[int, float]:
        """How much of the meaning words of a citing passage each article holds, rare words weighing more; left out
        where a middling article of the collection holds nearly as much."""
        best: dict[int, float] = {}
        for cited in reference.matter:
            if len(cited) < PASSAGE_STEMS:
                continue
            weights = self._weights(cited)
            whole = sum(weights.values())
            held: dict[int, float] = defaultdict(float)
            for stem, weight in weights.items():
                for other in self._holding(reference.key or "", members, stem):
                    held[other] += weight / whole
            bystanders = [place for place in range(min(len(self.sheets), BYSTANDERS + 2)) if place != index]
            if not any(share >= COVERED for share in held.values()):
                continue
            stems = np.array(list(weights), np.uint32)
            shares = np.array(list(weights.values())) / whole
            usual = {place: float(shares[np.isin(stems, self.sheets[place].stems)].sum()) for place in bystanders}
            for other, share in held.items():
                if share < COVERED:
                    continue
                ordered = sorted([usual[place] for place in bystanders if place != other][:BYSTANDERS])
                if not ordered or share >= ABOVE_OTHERS * ordered[len(ordered) // 2]:
                    best[other] = max(best.get(other, 0.0), share)
        return best

    def _weights(self, cited: Sequence[int]) -> dict[int, float]:
        wanted = np.array(cited, np.uint32)
        places = np.minimum(np.searchsorted(self._stems, wanted), max(len(self._stems) - 1, 0))
        known = self._stems[places] == wanted if len(self._stems) else np.zeros(len(wanted), np.bool_)
        counts = np.where(known, self._counts[places] if len(self._stems) else 1, 1)
        return {
            stem: math.log(1 + len(self.sheets) / count) for stem, count in zip(cited, counts.tolist(), strict=True)
        }
