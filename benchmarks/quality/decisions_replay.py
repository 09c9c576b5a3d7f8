"""A coder who says what the gold standard says, card after card, in the order that a policy asks for."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.quality.decisions_tasks import Task
from onrecord.coding.learning import (
    Candidates,
    Examples,
    Judgement,
    Learned,
    Left,
    Next,
    describe,
    fit,
    prepare,
    word_vectors,
)
from onrecord.record import Stance

AGAIN_EVERY, AGAIN_SHARE = 5, 0.1  # cards between two rounds of learning: five, or a tenth of those decided
Vectorize = Callable[[Sequence[str]], npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Coded:
    """A card that mattered: statements accepted before it, and whether the first of three proposals had the concept
    right, any had, and the stance (of the gold concept) was right; the last two the same for the machine without
    learning, `None` where it proposed nothing."""

    n_before: int
    concept: bool
    in_list: bool
    stance: bool
    machine_concept: bool
    machine_stance: bool | None


@dataclass(frozen=True, slots=True)
class Replay:
    """`matters` by card in the order asked; `checks` are (cards, true recall, estimate)."""

    matters: npt.NDArray[np.bool_]
    n_matter: int
    n_candidates: int
    checks: tuple[tuple[int, float, Left], ...] = ()
    coded: tuple[Coded, ...] = ()

    def cards_to(self, recall: float) -> int:
        """Cards until this share of what matters is found."""
        return int(np.searchsorted(np.cumsum(self.matters), int(np.ceil(recall * self.n_matter)))) + 1


class Vectors:
    """Sentence vectors of a corpus, each text once."""

    def __init__(self, vectorize: Vectorize) -> None:
        self._vectorize, self._known = vectorize, dict[str, npt.NDArray[np.float32]]()

    def of(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        new = sorted({text for text in texts if text not in self._known})
        self._known.update(zip(new, self._vectorize(new), strict=True))
        return np.array([self._known[text] for text in texts], np.float32)


def in_reading_order(task: Task) -> Replay:
    return _fixed(task, range(len(task.candidates)))


def in_random_order(task: Task, seed: int) -> Replay:
    order = list(range(len(task.candidates)))
    random.Random(seed).shuffle(order)
    return _fixed(task, order)


def by_machine(task: Task) -> Replay:
    """No model: what the coder that ships reads in a passage, its best score first, then reading order."""
    best = [max((score for _, score in c.suggested.values()), default=0.0) for c in task.candidates]
    return _fixed(task, sorted(range(len(best)), key=lambda row: -best[row]))


def by_likeness(task: Task, vectors: Vectors) -> Replay:
    """The learner's first guess for ever: likeness to the codebook, nothing learned."""
    guess = prepared(task, vectors).first_guess
    return _fixed(task, sorted(range(len(guess)), key=lambda row: -guess[row]))


def _fixed(task: Task, order: Sequence[int]) -> Replay:
    matters = np.array([task.candidates[row].id in task.gold for row in order])
    return Replay(matters, task.n_matter, len(matters))


def prepared(task: Task, vectors: Vectors) -> Candidates:
    """As the workbench does it: sentence vectors in English, the collection's own words in other languages."""
    texts = [candidate.text for candidate in task.candidates]
    described = [describe(concept) for concept in task.codebook]
    both = vectors.of(texts + described) if task.language == "en" else word_vectors(texts + described)
    return prepare(task.candidates, task.codebook, vectors=both[: len(texts)], concept_vectors=both[len(texts) :])


def by_learner(task: Task, vectors: Vectors, *, policy: str = "shipped", until: float = 0.97) -> Replay:
    """Learns on the way. Policies: `shipped` (likeliest first, one in twenty by lot), `likeliest` (no lots),
    `uncertain` (nearest to even odds first)."""
    candidates = prepared(task, vectors)
    said = {c.id: c.suggested for c in task.candidates}
    judged: list[Judgement] = []
    learned: Learned | None = None
    checks: list[tuple[int, float, Left]] = []
    coded: list[Coded] = []
    while len(judged) < len(candidates):
        learned = fit(candidates, Examples.of(candidates, judged), before=learned)
        n_found = sum(bool(judgement.codes) for judgement in judged)
        left = learned.left()
        if left is not None:
            checks.append((len(judged), n_found / task.n_matter, left))
        if n_found >= until * task.n_matter:
            break
        step = max(AGAIN_EVERY, int(AGAIN_SHARE * len(judged)))
        cards = _cards(learned, policy, step)
        if policy == "shipped":
            coded += _coded(task, learned, [card.id for card in cards], n_found, said)
        judged += [Judgement(card.id, task.gold.get(card.id, {}), card.by_lot) for card in cards]
    return Replay(
        np.array([bool(judgement.codes) for judgement in judged]), task.n_matter, len(candidates), tuple(checks),
        tuple(coded),
    )  # fmt: skip


def _cards(learned: Learned, policy: str, n: int) -> list[Next]:
    if policy == "shipped":
        return learned.order(n)
    rows = learned.undecided
    logits = learned.matter.logits[rows]
    worth = logits if policy == "likeliest" else -np.abs(logits)
    return [Next(learned.candidates.ids[row], False) for row in rows[np.argsort(-worth, kind="stable")][:n]]


def _coded(
    task: Task,
    learned: Learned,
    ids: Sequence[str],
    n_found: int,
    said: Mapping[str, Mapping[str, tuple[Stance, float]]],
) -> list[Coded]:
    ids = [identifier for identifier in ids if identifier in task.gold]
    if not ids:
        return []
    rows = np.array([learned.candidates.row_of[identifier] for identifier in ids])
    first = [next(iter(task.gold[identifier])) for identifier in ids]
    concepts = np.array([learned.candidates.concept_of[concept] for concept in first])
    stances = learned.codes.stances(rows, concepts).argmax(1)
    found = []
    for identifier, concept, stance, proposals in zip(ids, first, stances, learned.suggest(ids, n=3), strict=True):
        gold, machine = task.gold[identifier], said[identifier]
        best = max(machine, key=lambda c: machine[c][1], default=None)
        found.append(
            Coded(
                n_found,
                proposals[0].concept_id in gold,
                any(proposal.concept_id in gold for proposal in proposals),
                tuple(Stance)[stance] is gold[concept],
                best in gold,
                machine[concept][0] is gold[concept] if concept in machine else None,
            )
        )
    return found
