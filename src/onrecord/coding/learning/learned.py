"""What one round of learning gives: an order for the desk, codes to suggest, and how much is left."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ...record import Stance
from .candidates import STANCES, Candidates, Ints
from .codes import Codes, fit_codes
from .estimating import one_thread
from .examples import Examples
from .left import Left, estimate_left
from .matter import Matter, fit_matter

ORIGIN = "learner 1"
# One card in so many is drawn by lot among the undecided: without those nobody knows what the model overlooks. It costs
# about half a point of the decisions saved.
AUDIT_EVERY = 20
_BLOCK = 512  # pairs looked up at once


@dataclass(frozen=True, slots=True)
class Next:
    """A candidate to ask about; `by_lot` when it is not the model's choice. Pass that on in its `Judgement`."""

    id: str
    by_lot: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A concept with a stance for a candidate; `score`, from 0 to 1, is the share of belief in the concept times that
    in the stance, given that the candidate matters."""

    concept_id: str
    stance: Stance
    score: float


@dataclass(frozen=True)
class Learned:
    """The models after `n_decisions` judged candidates. Made by `fit`."""

    candidates: Candidates
    examples: Examples
    matter: Matter
    codes: Codes

    @property
    def n_decisions(self) -> int:
        return len(self.examples)

    @property
    def origin(self) -> str:
        """Who suggests: `learner 1 after 40 decisions`."""
        return f"{ORIGIN} after {self.n_decisions} decision{'' if self.n_decisions == 1 else 's'}"

    @cached_property
    def undecided(self) -> Ints:
        free = np.ones(len(self.candidates), bool)
        free[self.examples.rows] = False
        return np.flatnonzero(free)

    def order(self, n: int | None = None) -> list[Next]:
        """The undecided candidates to ask about next, at most `n`: the likeliest to matter first, one in `AUDIT_EVERY`
        by lot. The lot is drawn from the ids, so that it is the same however often it is asked for."""
        rows = self.undecided
        wanted = len(rows) if n is None else min(n, len(rows))
        by_score = (int(row) for row in rows[np.argsort(-self.matter.logits[rows], kind="stable")])
        by_lot = iter(sorted((int(row) for row in rows), key=lambda row: _lot(self.candidates.ids[row])))
        chosen: dict[int, Next] = {}
        for position in range(len(self.examples) + 1, len(self.examples) + wanted + 1):
            lot = position % AUDIT_EVERY == 0
            row = next(row for row in (by_lot if lot else by_score) if row not in chosen)
            chosen[row] = Next(self.candidates.ids[row], lot)
        return list(chosen.values())

    def suggest(self, ids: Sequence[str], *, n: int = 3) -> list[tuple[Proposal, ...]]:
        """At most `n` proposals for each candidate, the likeliest concept first; none without a codebook."""
        rows = np.array([self.candidates.row_of[identifier] for identifier in ids], np.int64)
        if not len(rows) or not self.candidates.concepts:
            return [() for _ in ids]
        shares = self.codes.concepts(rows)
        top = np.argsort(-shares, axis=1, kind="stable")[:, :n]
        flat_rows, flat_concepts = rows.repeat(top.shape[1]), top.ravel().astype(np.int64)
        stances = self.codes.stances(flat_rows, flat_concepts).reshape(*top.shape, -1)
        return [
            tuple(
                Proposal(
                    self.candidates.concepts[concept],
                    STANCES[int(stances[case, place].argmax())],
                    round(float(shares[case, concept] * stances[case, place].max()), 4),
                )
                for place, concept in enumerate(top[case])
            )
            for case in range(len(rows))
        ]

    def acceptance(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """How likely each (candidate, concept) would be accepted: that the candidate matters, times that it is about
        the concept. 0 for a candidate or concept that is not there."""
        found = dict.fromkeys(pairs, 0.0)
        known = [pair for pair in found if pair[0] in self.candidates.row_of and pair[1] in self.candidates.concept_of]
        for start in range(0, len(known), _BLOCK):
            block = known[start : start + _BLOCK]
            rows = np.array([self.candidates.row_of[identifier] for identifier, _ in block], np.int64)
            columns = [self.candidates.concept_of[concept] for _, concept in block]
            shares = self.codes.concepts(rows)[np.arange(len(block)), columns] * self.matter.chances[rows]
            found.update(zip(block, shares.tolist(), strict=True))
        return [found[pair] for pair in pairs]

    def left(self) -> Left | None:
        """How many undecided candidates matter, and the recall so far; None before enough is decided to tell."""
        return estimate_left(
            self.matter.chances[self.undecided], matters=self.examples.matters, by_lot=self.examples.by_lot
        )

    def chance(self, identifier: str) -> float:
        """How likely a candidate matters, from 0 to 1. KeyError: no such candidate."""
        return float(self.matter.chances[self.candidates.row_of[identifier]])


def fit(candidates: Candidates, examples: Examples, *, before: Learned | None = None) -> Learned:
    """Learns from all examples; `before` only saves time."""
    with one_thread():
        start = before.matter.weights if before is not None else None
        return Learned(
            candidates, examples, fit_matter(candidates, examples, start=start), fit_codes(candidates, examples)
        )


def _lot(identifier: str) -> bytes:
    return hashlib.sha256(identifier.encode()).digest()
