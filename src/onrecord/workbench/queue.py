"""What is still to decide, what one decision settles most first; kept in memory, brought up to date by rows."""

from __future__ import annotations

import logging
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from threading import RLock, Thread

from sqlalchemy import func, select

from ..errors import UnknownId
from ..record import Decision, Verdict
from ..review import is_adjudication, standing
from ..review.hand import is_by_hand
from ..store import Store, schema
from .bundles import MATTERS_FROM, Bundle, Key, Pile, Waiting, in_order, read_pile, suggestion_ids
from .filters import Filter, Left
from .seeing import hidden_from
from .views import Record, View, tie_of

__all__ = ["MATTERS_FROM", "Bundle", "Filter", "Left", "Queue", "Waiting", "suggestion_ids"]

FIRST = 400  # suggestions read at once where somebody waits for the first card
SOON_S = 0.2  # a record that is read in less is read again at once; a larger one behind whoever asks

_NOTHING = Pile({}, {}, {}, Counter(), [], whole=False)

log = logging.getLogger(__name__)


class Queue:
    """The bundles of a project. Safe to share between threads; every method first takes in what others have decided.

    `assigned(coder)` gives the articles given to a coder, `all_assigned()` those given to anybody. An article given to
    nobody is everybody's, and what one has decided there nobody else is asked again. For a coder who is `blind` only
    the own words tell what still matters: the order would else show what others decided.

    All suggestions of a large record take seconds to read. They are read behind whoever asks: at first `next` and
    `left` answer from the few hundred least sure ones, and what a merge of actors changes shows a moment later.
    """

    def __init__(
        self,
        store: Store,
        *,
        assigned: Callable[[str], Collection[str] | None] | None = None,
        all_assigned: Callable[[], Collection[str]] | None = None,
        blind: Callable[[str], bool] | None = None,
    ) -> None:
        self._store = store
        self._assigned = assigned or (lambda coder: None)
        self._all_assigned = all_assigned or (lambda: ())
        self._blind = blind or (lambda coder: False)
        self._lock = RLock()
        self._digest: str | None = None
        self._pile: Pile | None = None
        self._reading: Thread | None = None
        self._stale = False
        self._read_s = 0.0  # what reading the pile took
        self._journal: dict[str, list[Decision]] = defaultdict(list)
        self._subject_of: dict[str, str] = {}
        self._last = 0
        self._views: dict[str, View] = {}
        self._record = Record()
        self._priorities: Mapping[str, float] = {}

    # --- asking -------------------------------------------------------------------------------------------------

    def next(
        self, coder: str, count: int, *, wanted: Filter | None = None, without: Collection[str] = ()
    ) -> list[Bundle]:
        """The next bundles for a coder, those that matter first; `without` names suggestions already on screen."""
        if wanted == Filter():
            wanted = None
        with self._lock:
            pile = self._take_in(whole=wanted is not None or count > FIRST)
            view = self._view(coder, pile)
            left_out = {pile.of_suggestion.get(one) for one in without}
            found: list[Bundle] = []
            for bundle in view.way(pile):
                if bundle.key in left_out or (wanted is not None and not wanted.takes(bundle)):
                    continue
                found.append(view.open_part(bundle))
                if len(found) == count:
                    break
            return found

    def by_lot(self, coder: str, seed: int, *, without: Collection[str] = ()) -> Bundle | None:
        """One bundle left, drawn by lot: decisions on such cards tell how much the order may have missed."""
        with self._lock:
            pile = self._take_in()
            view = self._view(coder, pile)
            left_out = {pile.of_suggestion.get(one) for one in without}

            def is_left(key: Key) -> bool:
                return key not in view.done and key not in view.hidden and key not in left_out

            lot = random.Random(seed)
            drawn = (lot.choice(pile.order) for _ in range(100 if pile.order else 0))
            key = next((one for one in drawn if is_left(one)), None)
            if key is None:  # few are left
                left = [one for one in pile.order if is_left(one)]
                key = lot.choice(left) if left else None
            return None if key is None else view.open_part(pile.bundles[key])

    def left(self, coder: str) -> Left:
        with self._lock:
            pile = self._take_in(whole=False)
            view = self._view(coder, pile)
            n_done = len(view.done)
            return Left(view.n_matter, len(pile.order) - len(view.hidden) - n_done, n_done, pile.whole)

    def bundle_of(self, suggestion_id: str) -> Bundle:
        """The whole bundle of a suggestion, also of a decided one. UnknownId: no such suggestion."""
        with self._lock:
            pile = self._take_in(whole=False)
            if suggestion_id not in pile.of_suggestion:
                pile = self._take_in()
            try:
                return pile.bundles[pile.of_suggestion[suggestion_id]]
            except KeyError:
                raise UnknownId(f"suggestion {suggestion_id}") from None

    def word_on(self, subject: str, coder: str) -> Decision | None:
        """The decision of this coder that stands on a subject."""
        with self._lock:
            self._take_in(whole=False)
            found = standing(self._journal.get(subject, ())).get((subject, coder))
            return None if found is None else found.decision

    def beside(self, bundles: Sequence[Bundle], coder: str) -> list[tuple[bool, list[Decision]]]:
        """For each bundle whether it `matters`, and the `words_on` its first report: all as of one moment."""
        with self._lock:
            view = self._view(coder, self._take_in(whole=False))
            return [(view.matters(one), self._words_on(one.first.id)) for one in bundles]

    def _words_on(self, subject: str) -> list[Decision]:
        made = self._journal.get(subject, [])
        words = [word.decision for word in standing(made).values() if word.decision is not None]
        return [*words, *(one for one in made if is_adjudication(one))]

    def forget(self) -> None:
        """Starts anew: what coders were given has changed."""
        with self._lock:
            self._views.clear()

    def rank(self, priorities: Mapping[str, float]) -> None:
        """Takes a learner's word on how much a decision on each suggestion is worth; replaces the one before. The new
        order is made beside the old one, so that nobody waits for it."""
        kept = dict(priorities)
        with self._lock:
            self._priorities = kept
            pile = self._take_in()
        order = in_order(pile.bundles, kept)
        with self._lock:
            if self._priorities is kept:
                pile.order = order

    def wait(self, seconds: float | None = None) -> None:
        """Until what is being read behind the pages is there."""
        with self._lock:
            reading = self._reading
        if reading is not None:
            reading.join(seconds)

    # --- keeping up ---------------------------------------------------------------------------------------------

    def _take_in(self, *, whole: bool = True) -> Pile:
        """The bundles as they are now; with `whole` not only the first of them. Under the lock."""
        digest = self._store.get_meta("gathered_digest")
        pile = self._pile
        if pile is None or digest != self._digest:
            self._take_in_decisions(_NOTHING)  # first: what is decided from here on is seen to come after the reading
            pile = self._read(None if whole else FIRST)
            self._digest = digest
        elif whole and not pile.whole:
            pile = self._read(None)
        if not pile.whole:
            pile = self._read_behind(pile)
        self._take_in_decisions(pile)
        # While anybody codes blind, cards and their order stay as they were found, whatever others correct.
        if self._stale and not hidden_from(self._store, ""):
            pile = self._read_behind(pile)
        return pile

    def _read(self, first: int | None) -> Pile:
        begun = time.perf_counter()
        pile = read_pile(self._store, priorities=self._priorities, first=first)
        self._read_s = time.perf_counter() - begun
        self._stale = False
        self._put(pile)
        return pile

    def _put(self, pile: Pile) -> None:
        self._pile = pile
        self._views.clear()
        self._record = Record()
        for subject in self._journal:
            self._settle(subject, pile)

    def _read_behind(self, pile: Pile) -> Pile:
        """Reads all bundles: at once where that is quick, else in a thread that puts them in place of these."""
        if pile.whole and self._read_s < SOON_S:
            return self._read(None)
        if self._reading is None or not self._reading.is_alive():
            self._stale = False
            self._reading = Thread(target=self._read_and_put, args=(self._digest,), name="queue", daemon=True)
            self._reading.start()
        return pile

    def _read_and_put(self, digest: str | None) -> None:
        begun = time.perf_counter()
        try:
            priorities = self._priorities
            pile = read_pile(self._store, priorities=priorities)
        except Exception:  # a thread has nobody to raise to; who asks for the whole pile reads it, and is told
            log.exception("the suggestions could not be read")
            return
        took = time.perf_counter() - begun
        with self._lock:
            if self._digest == digest:  # else the record is another one by now, and was read
                self._read_s = took
                self._put(pile)
        time.sleep(min(10.0, 2 * took))  # decisions that follow each other closely share the next reading

    def _take_in_decisions(self, pile: Pile) -> None:
        table = schema.decisions
        with self._store.reading() as connection:
            newest = connection.execute(select(func.max(table.c.number))).scalar() or 0
        if newest == self._last:
            return
        changed: set[str] = set()
        for one in self._store.decisions_since(self._last):
            subject = one.subject
            if one.verdict is Verdict.WITHDRAW:
                subject = self._subject_of.get(one.supersedes or "", subject)
            self._subject_of[one.id] = subject
            self._journal[subject].append(one)
            changed.add(subject)
        if any(_reaches_far(subject, pile) for subject in changed):
            self._stale = True
        self._last = newest
        for subject in changed:
            self._settle(subject, pile)
        for coder, view in self._views.items():
            for subject in changed:
                self._reconsider(coder, view, subject, pile)

    def _settle(self, subject: str, pile: Pile) -> None:
        """Counts the tie that a subject's decision puts on record: what others could still add to it matters less."""
        key = pile.of_suggestion.get(subject)
        if key is None:
            return
        words = {coder: word.decision for (_, coder), word in standing(self._journal[subject]).items() if word.decision}
        own = next(one for one in pile.bundles[key].reports if one.id == subject)
        last = list(words.values())[-1] if words else None
        seeing = [view for view in self._views.values() if view.record is self._record]
        self._record.put(subject, tie_of(key, own, last), seeing)
        for coder, view in self._views.items():
            if view.record is not self._record:
                view.record.put(subject, tie_of(key, own, words.get(coder)), [view])

    def _view(self, coder: str, pile: Pile) -> View:
        view = self._views.get(coder)
        if view is not None:
            return view
        view = View(own=self._assigned(coder) or (), open_ties=pile.open_ties.copy(), record=self._record)
        if self._blind(coder):
            view.record = Record()
            for subject, made in self._journal.items():
                word = standing(made).get((subject, coder))
                key = pile.of_suggestion.get(subject)
                if key is not None and word is not None:
                    own = next(one for one in pile.bundles[key].reports if one.id == subject)
                    view.record.put(subject, tie_of(key, own, word.decision), ())
        view.n_matter = sum(n for tie, n in view.open_ties.items() if not view.record.n_of[tie])
        self._views[coder] = view
        view.others = frozenset(self._all_assigned()) - frozenset(view.own)
        for document in view.others:
            for key in pile.of_document.get(document, ()):
                reports = pile.bundles[key].reports
                if key not in view.hidden and all(one.document_id in view.others for one in reports):
                    view.hidden.add(key)
                    view.count(pile.bundles[key], -1)
        for subject in self._journal:
            self._reconsider(coder, view, subject, pile)
        return view

    def _reconsider(self, coder: str, view: View, subject: str, pile: Pile) -> None:
        if pile.of_suggestion.get(subject) is not None:
            view.reconsider(coder, subject, standing(self._journal[subject]), pile)


def _reaches_far(subject: str, pile: Pile) -> bool:
    """Whether a decision may have changed what suggestions are about: actors, concepts, acts of speech, a speaker."""
    if is_by_hand(subject):
        return False
    return ":" in subject or (pile.whole and subject not in pile.of_suggestion)
