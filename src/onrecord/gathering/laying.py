"""Coders' decisions laid over what the machine found, before anything is gathered."""

from __future__ import annotations

from collections.abc import Sequence

from ..record import Codebook, Corrections, Decision
from ..review import settled
from ..review.codebook import GIVEN, given_in
from ..review.corrections import fold_corrections
from ..review.edits import edits_of
from ..review.hand import attributions_by_hand
from ..review.journal import suggested_in
from ..store import Store


def lay_decisions(store: Store, decisions: Sequence[Decision]) -> tuple[Corrections, frozenset[str]]:
    """Lays coders' edits over attributions and regions and adds what they coded by hand; gives what else they
    corrected, and the documents with an attribution that a decision rests on."""
    adjudicators = store.adjudicators()
    words = settled(decisions, adjudicators=adjudicators)
    subjects = {decision.subject for decision in decisions} | {decision.word("attribution") for decision in decisions}
    answered = {str(of["attribution"]) for decision in decisions if (of := suggested_in(decision))}
    document_of = store.machine_attributions(subjects | answered)
    edits = edits_of(
        decisions,
        document_of={one: document for one, document in document_of.items() if one in subjects},
        adjudicators=adjudicators,
        words=words,
    )
    by_hand = attributions_by_hand(words)
    store.replace_edits(edits, by_hand)
    decided = frozenset(document_of.values()) | {one.document_id for one in by_hand}
    return fold_corrections(decisions, adjudicators=adjudicators), decided


def given_codebook(store: Store) -> Codebook:
    """The concepts as a file or the machine gave them, without what coders changed since."""
    return given_in(store.get_meta(GIVEN), store.concepts)
