"""What a gather works with: the project, its engine, what coders decided, and whom it tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..engine import Engine
from ..engine.aside import Aside
from ..record import NO_CORRECTIONS, Codebook, Corrections, Decision
from ..store import Store

KNOWN_ACTORS = "known_actors"  # note of the project: the table of actors it was given, as text
UNREAD = "summarize"  # the step under which documents are listed whose maps failed


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is: its name in a user's words, how many are done, of how many."""

    step: str
    n_done: int
    n_total: int


Report = Callable[[Progress], None]


@dataclass(slots=True)
class Work:
    """One gather under way: the project, its engine, and what coders decided. `decided` are the documents with an
    attribution that a decision rests on."""

    store: Store
    engine: Engine
    codebook: Codebook | None
    report: Report
    version: str
    decisions: Sequence[Decision] = ()
    corrections: Corrections = NO_CORRECTIONS
    decided: frozenset[str] = frozenset()
    aside: Aside | None = None

    def rest(self) -> None:
        """Lets the workers go that a map has left idle, where gathers of a large collection need their memory."""
        if self.aside is not None:
            self.engine.rest()

    def step(self, name: str, n_done: int = 0, n_total: int = 1) -> None:
        """Tells that a step has begun, or how far it is."""
        self.report(Progress(name, n_done, n_total))
