"""Learning while people code: what they decided, what the learner makes of it, and the thread in which it learns.

`relearn` reads a project and learns once; `Learner` does so in the background, every few decisions, and is asked for
the last round by the desk. The machine's suggestions are read, never changed: what the learner proposes has rows and an
origin of its own. A coder who codes blind is served by a round that has read none of others' words on closed articles.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock, Thread

from sqlalchemy import func, select

from ..coding.learning import Examples, Learned, Left, Next, Proposal, fit
from ..record import Suggestion
from ..store import Store, schema
from ..store.learned import add_learned
from ..text import stable_id
from .judging import judgements
from .passages import Passages, read_passages
from .seeing import Reader

EVERY = 5  # decisions between two rounds, and a twentieth of all once that is more
GAP_S = 5.0  # between two rounds in the workbench, so that a team's decisions do not keep a core busy
PORTION = 20_000  # passages that the first round reads; the rest follows in as many at a time, with the rounds
RECORDED = 100  # candidates whose first proposal each round puts on record, as those that may be shown next
RANKED = 5_000  # attributions whose suggestions are ranked anew each round: more than are decided between two
MIN_CODED = 5  # statements accepted, before which concepts and stances are not learned
MIN_CHANCE = 0.5  # that a candidate matters, for a proposal of it to be one on record

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """One round of learning, from the decisions up to the journal's row `number`. Candidates are attributions."""

    learned: Learned
    passages: Passages
    number: int

    @property
    def origin(self) -> str:
        return self.learned.origin

    @property
    def n_decisions(self) -> int:
        return self.learned.n_decisions

    @property
    def has_learned(self) -> bool:
        """Whether enough was coded for proposals to follow from decisions; before, they are the codebook's words."""
        return len(self.learned.examples.coded[0]) >= MIN_CODED

    def left(self) -> Left | None:
        """How many attributions that nobody has decided on matter, and the recall so far; None while too early, or
        while not all passages have been read."""
        return self.learned.left() if self.passages.whole else None

    def order(self, n: int | None = None) -> list[Next]:
        """The attributions to ask about next: the likeliest to matter first, one in twenty by lot."""
        return self.learned.order(n)

    def proposals(self, attribution_ids: Sequence[str], *, n: int = 3) -> dict[str, tuple[Proposal, ...]]:
        """Concepts with stances for each of these attributions, the likeliest first; unknown ones are left out."""
        known = [one for one in dict.fromkeys(attribution_ids) if one in self.learned.candidates.row_of]
        return dict(zip(known, self.learned.suggest(known, n=n), strict=True))

    def chance(self, attribution_id: str) -> float | None:
        """How likely it is that an attribution matters; None for one that was not there."""
        known = attribution_id in self.learned.candidates.row_of
        return self.learned.chance(attribution_id) if known else None

    def priorities(self) -> dict[str, float]:
        """Suggestion id -> how likely it is accepted (its attribution matters, and is about its concept): what
        `Queue.rank` takes. 0 for those decided on, and beyond the next `RANKED` attributions."""
        pairs = self.passages.suggestions
        nearest = {each.id for each in self.order(RANKED)}
        ranked = {identifier: pair for identifier, pair in pairs.items() if pair[0] in nearest}
        accepted = dict(zip(ranked, self.learned.acceptance(list(ranked.values())), strict=True))
        return {identifier: accepted.get(identifier, 0.0) for identifier in pairs}

    def suggestions(self, n: int = RECORDED) -> list[Suggestion]:
        """The first proposals for the next `n` attributions where they are likely, as suggestions of the learner."""
        chances = {each.id: self.learned.chance(each.id) for each in self.order(n)}
        likely = [identifier for identifier, chance in chances.items() if chance >= MIN_CHANCE]
        return [
            Suggestion(
                stable_id("sug", identifier, found[0].concept_id, found[0].stance, "learner"),
                identifier,
                found[0].concept_id,
                found[0].stance,
                round(chances[identifier] * found[0].score, 4),
                self.origin,
            )
            for identifier, found in self.proposals(likely, n=1).items()
            if found
        ]


def relearn(
    store: Store,
    *,
    reader: Reader = None,
    before: Round | None = None,
    limit: int | None = None,
    pause: Callable[[], None] | None = None,
) -> Round | None:
    """Learns from all decisions that the reader may see; None where there is no concept or nothing to code.

    Sentence vectors are made once for a passage and kept; the first round of a large project takes a while, unless it
    is limited to about so many passages. `pause` is called between portions of vectors, to leave time to others.
    `before` saves reading what did not change.
    """
    number = last_number(store)
    with store.snapshot():
        known = before.passages if before is not None else None
        passages = read_passages(store, reader=reader, before=known, limit=limit)
        if passages is None:
            return None
        made = judgements(store, passages, reader=reader)
    unchanged = before.learned.candidates if before is not None and passages is before.passages else None
    candidates = unchanged or passages.prepare(store, pause=pause)
    learned = fit(candidates, Examples.of(candidates, made), before=None if before is None else before.learned)
    return Round(learned, passages, number)


def record(store: Store, made: Round) -> int:
    """Puts what the round proposes on record, for ever, with its origin; returns how many proposals are new."""
    with store.transaction(), store.reading() as connection:
        return add_learned(connection, made.suggestions())


def last_number(store: Store) -> int:
    """The number of the journal's last row; 0 when nothing is decided."""
    with store.reading() as connection:
        return int(connection.execute(select(func.max(schema.decisions.c.number))).scalar() or 0)


class _Stopped(Exception):
    """The workbench closes."""


class Learner:
    """The rounds of a running workbench, a reader each. Safe to share between threads; never blocks who asks.

    `then` is called with each round in the thread that learned, before anybody is given it.
    """

    def __init__(
        self,
        store: Store,
        *,
        every: int = EVERY,
        gap_s: float = 0.0,
        portion: int = PORTION,
        then: Callable[[Reader, Round], None] | None = None,
    ) -> None:
        self._store = store
        self._every = every
        self._gap_s = gap_s
        self._portion = portion
        self._then = then or (lambda reader, made: None)
        self._stopped = False
        self._limits: dict[Reader, int] = {}
        self._ended: dict[Reader, float] = {}
        self._lock = Lock()
        self._rounds: dict[Reader, Round | None] = {}
        self._threads: dict[Reader, Thread] = {}
        self._failed: dict[Reader, str] = {}

    def round(self, reader: Reader = None) -> Round | None:
        """The last round that ended, at once; starts the next one behind it when enough was decided since."""
        self.notice(reader)
        with self._lock:
            return self._rounds.get(reader)

    def notice(self, reader: Reader = None) -> None:
        """Call after a decision: starts a round in the background when it is time and none is under way."""
        number = last_number(self._store)
        with self._lock:
            known = self._rounds.get(reader)
            busy = reader in self._threads and self._threads[reader].is_alive()
            if busy or self._stopped or time.monotonic() - self._ended.get(reader, -self._gap_s) < self._gap_s:
                return
            since = known.number if known else 0
            if reader in self._rounds and number - since < max(self._every, since // 20):
                return
            thread = Thread(target=self._learn, args=(reader,), name="learning", daemon=True)
            self._threads[reader] = thread
        thread.start()

    def failure(self, reader: Reader = None) -> str | None:
        """Why the last round came to nothing, in words; None when it ended well."""
        with self._lock:
            return self._failed.get(reader)

    def stop(self, seconds: float = 3.0) -> None:
        """No further round begins; the one under way is left within moments: what it kept serves the next one."""
        self._stopped = True
        for thread in list(self._threads.values()):
            thread.join(seconds)

    def wait(self, reader: Reader = None, seconds: float | None = None) -> Round | None:
        """The round under way when it has ended (for tests and for `onrecord` on the command line)."""
        with self._lock:
            thread = self._threads.get(reader)
        if thread is not None:
            thread.join(seconds)
        with self._lock:
            return self._rounds.get(reader)

    def _learn(self, reader: Reader) -> None:
        """One round, and more of them while there are passages that none has read."""
        while self._learn_once(reader) and not self._stopped:
            time.sleep(self._gap_s)

    def _pause(self) -> None:
        if self._stopped:
            raise _Stopped
        time.sleep(self._gap_s / 20)

    def _learn_once(self, reader: Reader) -> bool:
        with self._lock:
            before = self._rounds.get(reader)
            limit = self._limits.setdefault(reader, self._portion)
        try:
            made = relearn(self._store, reader=reader, before=before, limit=limit, pause=self._pause)
            if made is not None:
                record(self._store, made)
                self._then(reader, made)
        except _Stopped:
            return False
        except Exception as error:  # a thread has nobody to raise to: the desk shows it, the log has it whole
            log.exception("learning from the decisions failed")
            with self._lock:
                self._failed[reader] = str(error)
                self._rounds.setdefault(reader, None)
                self._ended[reader] = time.monotonic()
            return False
        with self._lock:
            self._rounds[reader] = made
            self._ended[reader] = time.monotonic()
            self._failed.pop(reader, None)
            if made is None or made.passages.whole:
                return False
            self._limits[reader] = limit + self._portion
            return True
