"""One coder's way through the bundles of a project: what is done, skipped, hidden, and what still matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from ..record import Decision, Verdict
from ..review.journal import Standing
from .bundles import MATTERS_FROM, Bundle, Key, Pile, Tie, Waiting


@dataclass(slots=True)
class Record:
    """The ties that accepted suggestions have put on record."""

    tie_of: dict[str, Tie] = field(default_factory=dict)  # subject accepted -> its tie
    n_of: Counter[Tie] = field(default_factory=Counter)

    def put(self, subject: str, tie: Tie | None, views: Iterable[View]) -> None:
        """Sets what a subject puts on record; what views have open for a tie already there matters less."""
        before = self.tie_of.pop(subject, None)
        if before is not None:
            self.n_of[before] -= 1
            if not self.n_of[before]:
                for view in views:
                    view.n_matter += view.open_ties[before]
        if tie is not None:
            self.tie_of[subject] = tie
            self.n_of[tie] += 1
            if self.n_of[tie] == 1:
                for view in views:
                    view.n_matter -= view.open_ties[tie]


@dataclass(slots=True)
class View:
    """One coder's way through the bundles."""

    own: Collection[str] = ()  # articles given to this coder, where only the coder's own word counts
    others: Collection[str] = ()  # articles given to others alone, which this coder is not asked about
    hidden: set[Key] = field(default_factory=set)  # bundles of those alone
    done: set[Key] = field(default_factory=set)  # bundles with nothing left for this coder
    skipped: dict[Key, None] = field(default_factory=dict)  # at the end, in the order skipped
    decided_ids: set[str] = field(default_factory=set)
    open_ties: Counter[Tie] = field(default_factory=Counter)  # tie -> bundles left that could put it on record
    n_matter: int = 0
    record: Record = field(default_factory=Record)  # everybody's, or of the own words alone for who codes blind

    def matters(self, bundle: Bundle) -> bool:
        """Whether a decision on the bundle could add a tie or cut one."""
        return bundle.first.score >= MATTERS_FROM and not self.record.n_of[bundle.tie]

    def reconsider(self, coder: str, subject: str, words: Mapping[tuple[str, str], Standing], pile: Pile) -> None:
        """Takes in what stands on a subject, by subject and coder."""
        key = pile.of_suggestion.get(subject)
        if key is None or key in self.hidden:
            return
        bundle = pile.bundles[key]
        mine = words.get((subject, coder))
        decided = mine is not None and mine.decision is not None
        place = next((one.document_id for one in bundle.reports if one.id == subject), "")
        if not decided and place not in self.own:
            decided = any(word.decision is not None for word in words.values())
        self.decided_ids.discard(subject)
        if decided:
            self.decided_ids.add(subject)
        skipped = mine is not None and any(note.verdict is Verdict.SKIP for note in mine.notes)
        if skipped and not decided:
            self.skipped[key] = None
        else:
            self.skipped.pop(key, None)
        was_done = key in self.done
        is_done = all(one.id in self.decided_ids or one.document_id in self.others for one in bundle.reports)
        if is_done and not was_done:
            self.done.add(key)
            self.count(bundle, -1)
        elif was_done and not is_done:
            self.done.discard(key)
            self.count(bundle, 1)

    def count(self, bundle: Bundle, change: int) -> None:
        """Counts a bundle among those left, or no longer."""
        if bundle.first.score < MATTERS_FROM:
            return
        self.open_ties[bundle.tie] += change
        if not self.record.n_of[bundle.tie]:
            self.n_matter += change

    def way(self, pile: Pile) -> Iterator[Bundle]:
        """Bundles left: those that matter, the others, those skipped."""
        rest: list[Key] = []
        n_matter = self.n_matter
        ahead = (key for key in pile.order if not (key in self.done or key in self.hidden or key in self.skipped))
        while n_matter > 0 and (key := next(ahead, None)) is not None:
            if self.matters(pile.bundles[key]):
                n_matter -= 1
                yield pile.bundles[key]
            else:
                rest.append(key)
        for key in chain(rest, ahead, self.skipped):
            if key not in self.done:
                yield pile.bundles[key]

    def open_part(self, bundle: Bundle) -> Bundle:
        """The bundle without what this coder has decided or is not asked about."""
        asked = [one for one in bundle.reports if one.id not in self.decided_ids and one.document_id not in self.others]
        return bundle if len(asked) == len(bundle.reports) else Bundle(bundle.key, asked)


def tie_of(key: Key, own: Waiting, word: Decision | None) -> Tie | None:
    """What a coder's word on a suggestion puts on record."""
    if word is None or word.verdict is Verdict.REJECT:
        return None
    return key[1], word.word("concept", own.concept_id), word.word("stance", own.stance.value)
