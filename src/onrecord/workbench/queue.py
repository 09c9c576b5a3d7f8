"""What is still to decide, in the order in which one decision settles most; kept in memory, brought up to date by rows.

A *bundle* is one act of speech (cluster), one speaker and one concept: all reports of it are decided on one card.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import RLock

from sqlalchemy import func, select

from ..record import AttributionType, Decision, Stance, Verdict
from ..review import is_adjudication, standing
from ..store import Store, schema

MATTERS_FROM = 0.45  # a suggestion below it is counted nowhere, so rejecting it changes no result
Key = tuple[str, str, str]
Tie = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A suggestion in the queue, with what ordering and filters need."""

    id: str
    attribution_id: str
    document_id: str
    actor_id: str | None
    actor_name: str
    concept_id: str
    stance: Stance
    score: float
    directness: int  # 0 direct, 1 mixed, 2 indirect
    n_via: int


@dataclass(slots=True)
class Bundle:
    """All suggestions on one act of speech, one speaker and one concept, the best report first."""

    key: Key
    reports: list[Waiting]
    priority: float = 0.0

    @property
    def first(self) -> Waiting:
        return self.reports[0]

    @property
    def tie(self) -> Tie:
        """What a decision on it would put on record: this speaker, with this stance, on this concept."""
        return self.key[1], self.key[2], self.first.stance.value


@dataclass(frozen=True, slots=True)
class Filter:
    """Which bundles are asked for; None means any. `words` are looked for in the speaker's name."""

    concept: str | None = None
    actor: str | None = None
    document: str | None = None
    stance: Stance | None = None
    words: str = ""
    at_least: float = 0.0

    def takes(self, bundle: Bundle) -> bool:
        first = bundle.first
        return (
            (self.concept is None or first.concept_id == self.concept)
            and (self.actor is None or first.actor_id == self.actor)
            and (self.stance is None or first.stance is self.stance)
            and (self.document is None or any(one.document_id == self.document for one in bundle.reports))
            and (not self.words or self.words.lower() in first.actor_name.lower())
            and first.score >= self.at_least
        )


@dataclass(frozen=True, slots=True)
class Left:
    """How much is decided and how much is left, in bundles (cards): what "left that matter" counts."""

    n_matter: int
    n_left: int
    n_decided: int

    @property
    def n_other(self) -> int:
        return self.n_left - self.n_matter


@dataclass(slots=True)
class _View:
    """One coder's way through the bundles."""

    done: set[Key] = field(default_factory=set)  # bundles with nothing left for this coder
    skipped: dict[Key, None] = field(default_factory=dict)  # at the end, in the order skipped
    decided_ids: set[str] = field(default_factory=set)
    open_ties: Counter[Tie] = field(default_factory=Counter)  # tie -> bundles left that could put it on record
    n_matter: int = 0
    order: list[Key] = field(default_factory=list)
    own: Collection[str] = ()  # articles given to this coder, where only the coder's own word counts
    others: Collection[str] = ()  # articles given to others alone, which this coder is not asked about


class Queue:
    """The bundles of a project. Safe to share between threads; every method first takes in what others have decided.

    `assigned(coder)` gives the articles given to a coder, `all_assigned()` those given to anybody. An article given to
    nobody is everybody's, and what one has decided there nobody else is asked again.
    """

    def __init__(
        self,
        store: Store,
        *,
        assigned: Callable[[str], Collection[str] | None] | None = None,
        all_assigned: Callable[[], Collection[str]] | None = None,
    ) -> None:
        self._store = store
        self._assigned = assigned or (lambda coder: None)
        self._all_assigned = all_assigned or (lambda: ())
        self._lock = RLock()
        self._digest: str | None = None
        self._bundles: dict[Key, Bundle] = {}
        self._of_suggestion: dict[str, Key] = {}
        self._journal: dict[str, list[Decision]] = defaultdict(list)
        self._subject_of: dict[str, str] = {}
        self._last = 0
        self._views: dict[str, _View] = {}
        self._tie_of: dict[str, Tie] = {}  # subject accepted -> the tie that it put on record
        self._on_record: Counter[Tie] = Counter()
        self._priorities: Mapping[str, float] = {}

    # --- asking -------------------------------------------------------------------------------------------------

    def next(
        self, coder: str, count: int, *, wanted: Filter | None = None, without: Collection[str] = ()
    ) -> list[Bundle]:
        """The next bundles for a coder, those that matter first; `without` names suggestions already on screen."""
        with self._lock:
            self._take_in()
            view = self._view(coder)
            left_out = {self._of_suggestion.get(one) for one in without}
            found: list[Bundle] = []
            for bundle in self._way(view):
                if bundle.key in left_out or (wanted is not None and not wanted.takes(bundle)):
                    continue
                found.append(self._open_part(bundle, view))
                if len(found) == count:
                    break
            return found

    def by_lot(self, coder: str, seed: int, *, without: Collection[str] = ()) -> Bundle | None:
        """One bundle left, drawn by lot: decisions on such cards tell how much the order may have missed."""
        with self._lock:
            self._take_in()
            view = self._view(coder)
            left_out = {self._of_suggestion.get(one) for one in without}
            left = [key for key in view.order if key not in view.done and key not in left_out]
            return self._open_part(self._bundles[random.Random(seed).choice(left)], view) if left else None

    def left(self, coder: str) -> Left:
        with self._lock:
            self._take_in()
            view = self._view(coder)
            n_done = len(view.done)
            return Left(view.n_matter, len(view.order) - n_done, n_done)

    def all_left(self, coder: str, wanted: Filter | None = None) -> list[Bundle]:
        """Every bundle left, in order: what a bulk action may be applied to."""
        with self._lock:
            self._take_in()
            return self.next(coder, len(self._bundles) + 1, wanted=wanted)

    def bundle_of(self, suggestion_id: str) -> Bundle:
        """The whole bundle of a suggestion, also of a decided one. KeyError: no such suggestion."""
        with self._lock:
            self._take_in()
            try:
                return self._bundles[self._of_suggestion[suggestion_id]]
            except KeyError:
                raise KeyError(f"suggestion {suggestion_id}") from None

    def matters(self, bundle: Bundle) -> bool:
        """Whether a decision could add a tie or cut one: nobody has yet accepted this speaker with this stance on this
        concept, and the suggestion is sure enough to be counted while it is undecided."""
        with self._lock:
            return self._matters(bundle)

    def word_on(self, subject: str, coder: str) -> Decision | None:
        """The decision of this coder that stands on a subject."""
        with self._lock:
            self._take_in()
            found = standing(self._journal.get(subject, ())).get((subject, coder))
            return None if found is None else found.decision

    def words_on(self, subject: str) -> list[Decision]:
        """Every coder's standing decision on a subject, adjudications last."""
        with self._lock:
            self._take_in()
            made = self._journal.get(subject, [])
            words = [word.decision for word in standing(made).values() if word.decision is not None]
            return [*words, *(one for one in made if is_adjudication(one))]

    def forget(self) -> None:
        """Starts anew: what coders were given has changed."""
        with self._lock:
            self._views.clear()

    def rank(self, priorities: Mapping[str, float]) -> None:
        """Takes a learner's word on how much a decision on each suggestion is worth; replaces the one before."""
        with self._lock:
            self._priorities = dict(priorities)
            for bundle in self._bundles.values():
                bundle.priority = self._worth(bundle)
            self._views.clear()

    # --- keeping up ---------------------------------------------------------------------------------------------

    def _take_in(self) -> None:
        digest = self._store.get_meta("gathered_digest")
        if digest != self._digest or self._digest is None:
            self._load()
            self._digest = digest
        table = schema.decisions
        with self._store.reading() as connection:
            newest = connection.execute(select(func.max(table.c.number))).scalar() or 0
        if newest == self._last:
            return
        new = self._store.decisions_since(self._last)
        self._last = newest
        changed: set[str] = set()
        for one in new:
            subject = one.subject
            if one.verdict is Verdict.WITHDRAW:
                subject = self._subject_of.get(one.supersedes or "", subject)
            self._subject_of[one.id] = subject
            self._journal[subject].append(one)
            changed.add(subject)
        for subject in changed:
            self._settle(subject)
        for coder, view in self._views.items():
            for subject in changed:
                self._reconsider(coder, view, subject)

    def _settle(self, subject: str) -> None:
        """Counts the tie that a subject's decision puts on record: what others could still add to it matters less."""
        before = self._tie_of.pop(subject, None)
        if before is not None:
            self._on_record[before] -= 1
            if not self._on_record[before]:
                for view in self._views.values():
                    view.n_matter += view.open_ties[before]
        key = self._of_suggestion.get(subject)
        words = [word.decision for word in standing(self._journal[subject]).values() if word.decision is not None]
        if key is None or not words or words[-1].verdict is Verdict.REJECT:
            return
        own = next(one for one in self._bundles[key].reports if one.id == subject)
        tie = key[1], words[-1].word("concept", own.concept_id), words[-1].word("stance", own.stance.value)
        self._tie_of[subject] = tie
        self._on_record[tie] += 1
        if self._on_record[tie] == 1:
            for view in self._views.values():
                view.n_matter -= view.open_ties[tie]

    def _load(self) -> None:
        s, a, t = schema.suggestions, schema.attributions, schema.sayings
        query = (
            select(
                s.c.id, s.c.attribution_id, s.c.concept_id, s.c.stance, s.c.score,
                a.c.document_id, a.c.type, t.c.actor_id, t.c.actor_name, t.c.cluster, t.c.via,
            )
            .join(a, a.c.id == s.c.attribution_id)
            .join(t, t.c.attribution_id == s.c.attribution_id)
            .order_by(s.c.position)
        )  # fmt: skip
        kinds = [kind.value for kind in (AttributionType.DIRECT, AttributionType.MIXED, AttributionType.INDIRECT)]
        grouped: dict[Key, list[Waiting]] = defaultdict(list)
        with self._store.reading() as connection:
            for row in connection.execute(query):
                speaker = row.actor_id or f"words:{row.actor_name}"
                waiting = Waiting(
                    row.id, row.attribution_id, row.document_id, row.actor_id, row.actor_name, row.concept_id,
                    Stance(row.stance), row.score, kinds.index(row.type), len(row.via),
                )  # fmt: skip
                grouped[row.cluster, speaker, row.concept_id].append(waiting)
        self._bundles = {}
        self._of_suggestion = {}
        for key, reports in grouped.items():
            reports.sort(key=lambda one: (one.directness, one.n_via, -one.score, one.id))
            bundle = Bundle(key, reports)
            bundle.priority = self._worth(bundle)
            self._bundles[key] = bundle
            self._of_suggestion.update((one.id, key) for one in reports)
        self._journal.clear()
        self._subject_of.clear()
        self._views.clear()
        self._tie_of.clear()
        self._on_record.clear()
        self._last = 0

    def _worth(self, bundle: Bundle) -> float:
        """What one decision is worth: how unsure the machine is, times the reports it settles."""
        learned = [self._priorities[one.id] for one in bundle.reports if one.id in self._priorities]
        unsure = max(learned) if learned else 1.0 - abs(2.0 * bundle.first.score - 1.0)
        return (0.05 + unsure) * (1.0 + math.log(len(bundle.reports)))

    def _view(self, coder: str) -> _View:
        view = self._views.get(coder)
        if view is not None:
            return view
        view = self._views[coder] = _View()
        mine, everyones = self._assigned(coder), frozenset(self._all_assigned())
        view.own = mine or ()
        view.others = everyones - frozenset(view.own)
        for bundle in self._bundles.values():
            if view.others and all(one.document_id in view.others for one in bundle.reports):
                continue
            view.order.append(bundle.key)
        rank_of_actor: Counter[str] = Counter()
        places: dict[Key, tuple[int, float]] = {}
        for key in sorted(view.order, key=lambda one: (-self._bundles[one].priority, one)):
            places[key] = rank_of_actor[key[1]], -self._bundles[key].priority
            rank_of_actor[key[1]] += 1
        view.order.sort(key=lambda key: (*places[key], key))
        for key in view.order:
            self._count(view, self._bundles[key], 1)
        for subject in self._journal:
            self._reconsider(coder, view, subject)
        return view

    def _reconsider(self, coder: str, view: _View, subject: str) -> None:
        key = self._of_suggestion.get(subject)
        if key is None or all(one.document_id in view.others for one in self._bundles[key].reports):
            return
        bundle = self._bundles[key]
        words = standing(self._journal[subject])
        mine = words.get((subject, coder))
        decided = mine is not None and mine.decision is not None
        place = next((one.document_id for one in bundle.reports if one.id == subject), "")
        if not decided and place not in view.own:
            decided = any(word.decision is not None for word in words.values())
        view.decided_ids.discard(subject)
        if decided:
            view.decided_ids.add(subject)
        skipped = mine is not None and any(note.verdict is Verdict.SKIP for note in mine.notes)
        if skipped and not decided:
            view.skipped[key] = None
        else:
            view.skipped.pop(key, None)
        was_done = key in view.done
        is_done = all(one.id in view.decided_ids or one.document_id in view.others for one in bundle.reports)
        if is_done and not was_done:
            view.done.add(key)
            self._count(view, bundle, -1)
        elif was_done and not is_done:
            view.done.discard(key)
            self._count(view, bundle, 1)

    def _count(self, view: _View, bundle: Bundle, change: int) -> None:
        if bundle.first.score < MATTERS_FROM:
            return
        view.open_ties[bundle.tie] += change
        if not self._on_record[bundle.tie]:
            view.n_matter += change

    def _matters(self, bundle: Bundle) -> bool:
        return bundle.first.score >= MATTERS_FROM and not self._on_record[bundle.tie]

    def _way(self, view: _View) -> Iterator[Bundle]:
        """Bundles left: those that matter, the others, those skipped."""
        rest: list[Key] = []
        for key in view.order:
            if key in view.done or key in view.skipped:
                continue
            if self._matters(self._bundles[key]):
                yield self._bundles[key]
            else:
                rest.append(key)
        for key in (*rest, *view.skipped):
            if key not in view.done:
                yield self._bundles[key]

    def _open_part(self, bundle: Bundle, view: _View) -> Bundle:
        """The bundle without what this coder has decided or is not asked about."""
        asked = [one for one in bundle.reports if one.id not in view.decided_ids and one.document_id not in view.others]
        return bundle if len(asked) == len(bundle.reports) else Bundle(bundle.key, asked, bundle.priority)


def suggestion_ids(bundles: Iterable[Bundle]) -> list[str]:
    return [one.id for bundle in bundles for one in bundle.reports]
