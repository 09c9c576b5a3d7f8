"""What can be supported or opposed, and the codes of attributions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ..coding import concepts_of, word_weights
from ..record import Annotated, Attribution, Codebook, Concept, Stance, Statement, Suggestion
from ..review.codebook import Recoding, edited_codebook, kept_concepts
from ..store import Store
from ..summarizing import bare
from .laying import given_codebook
from .sheets import Firsts, Sheets
from .work import Work

KEPT = 512  # articles kept in memory while passages are paired


def concepts_in(work: Work, ids: Sequence[str]) -> tuple[tuple[Concept, ...], Codebook, Recoding, dict[str, float]]:
    """The codebook as given or proposed; the same as coders changed it, with what became of its concepts; the
    weights of the words by which they are found."""
    wording = Sheets(work.store, "wording", ids)
    found = work.codebook
    if found is None or not len(found):
        found = concepts_of(Firsts(wording))
    given = kept_concepts(found, work.decisions, before=given_codebook(work.store))
    concepts, recoding = edited_codebook(given, work.decisions)
    return given, concepts, recoding, word_weights(concepts, (stems for _, stems in wording))


def codes_in(work: Work, ids: Sequence[str]) -> tuple[list[Attribution], list[Suggestion], list[Attribution]]:
    """The suggestions of all documents and the attributions that they or decisions rest on, bare of their parts;
    refusals to comment."""
    attributions: list[Attribution] = []
    suggestions: list[Suggestion] = []
    refusals: list[Attribution] = []
    for document_id, page in Sheets(work.store, "codes", ids).items():
        if document_id in work.decided:
            for article in work.store.annotated([document_id]):
                attributions += map(bare, article.annotation.attributions)
        else:
            attributions += page.attributions
        suggestions += page.suggestions
        refusals += page.refusals
    return attributions, suggestions, refusals


def attributions_of(work: Work, statements: Iterable[Statement]) -> AttributionsById:
    """The attributions by id: at hand where an actor stands on both sides of a concept, else read when asked."""
    held: dict[tuple[str | None, str], dict[Stance, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in statements:
        held[one.actor_id, one.concept_id][one.stance].append(one.attribution_id)
    two_sided = [
        identifier
        for (actor_id, _), sides in held.items()
        if actor_id is not None and Stance.SUPPORT in sides and Stance.OPPOSE in sides
        for side in (Stance.SUPPORT, Stance.OPPOSE)
        for identifier in sides[side]
    ]
    return AttributionsById(work.store, work.store.attributions(two_sided))


class AttributionsById:
    """Attributions by id, those not at hand read from the project."""

    def __init__(self, store: Store, at_hand: Mapping[str, Attribution]) -> None:
        self._at_hand, self._store = dict(at_hand), store

    def __getitem__(self, identifier: str) -> Attribution:
        if identifier not in self._at_hand:
            self._at_hand |= self._store.attributions([identifier])
        return self._at_hand[identifier]


class Articles:
    """The articles gathered by id, those last asked for in memory."""

    def __init__(self, store: Store, ids: Sequence[str]) -> None:
        self._store, self._known = store, frozenset(ids)
        self.get = lru_cache(KEPT)(self._read)

    def _read(self, document_id: str) -> Annotated | None:
        return next(self._store.annotated([document_id]), None) if document_id in self._known else None
