"""Coders' decisions as judgements of attributions: which matter, with which concepts and stances."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import or_, select

from ..coding.learning import Judgement
from ..record import Decision, Stance, Verdict
from ..review import settled
from ..review.hand import is_by_hand, rests_on
from ..store import Store, schema
from ..store.journal import decision_of
from .passages import Passages
from .seeing import Reader, closed_documents

BY_LOT = "lot"  # what the desk writes as `why` into a decision on a card that was drawn by lot


def judgements(store: Store, passages: Passages, *, reader: Reader = None) -> list[Judgement]:
    """What is decided on attributions, in the order in which each was first decided on.

    An attribution matters when a coding of it was accepted; it does not when it was rejected itself, or when all its
    suggestions were rejected and none is open. What coders differ on is left out until it is settled.
    """
    made = _decisions(store, reader)
    words = settled(made, adjudicators=store.adjudicators())
    open_on: dict[str, set[str]] = defaultdict(set)
    for identifier, (attribution, _) in passages.suggestions.items():
        open_on[attribution].add(identifier)
    suggested = {each.id: each.suggested for each in passages.candidates}
    codes: dict[str, dict[str, Stance]] = defaultdict(dict)
    first: dict[str, int] = {}
    refused, in_part = set[str](), set[str]()
    by_lot: set[str] = set()
    place = {decision.id: number for number, decision in enumerate(made)}
    for subject, word in words.items():
        decision = word.decision
        told = _attribution_of(subject, decision, passages)
        if decision is None or told is None:
            continue
        attribution = told
        first[attribution] = min(first.get(attribution, place[decision.id]), place[decision.id])
        if decision.word("why") == BY_LOT:
            by_lot.add(attribution)
        open_on[attribution].discard(subject)
        if decision.verdict is Verdict.REJECT:
            (refused if subject == attribution else in_part).add(attribution)
            continue
        pair = passages.suggestions.get(subject)
        concept = decision.word("concept", pair[1] if pair else "")
        if concept:
            machine = suggested.get(attribution, {}).get(pair[1] if pair else concept)
            stance = decision.word("stance", machine[0].value if machine else Stance.NEUTRAL.value)
            codes[attribution][concept] = Stance(stance)
    return [
        Judgement(attribution, codes.get(attribution, {}), attribution in by_lot)
        for attribution in sorted(first, key=first.__getitem__)
        if attribution in codes or attribution in refused or (attribution in in_part and not open_on[attribution])
    ]


def _attribution_of(subject: str, decision: Decision | None, passages: Passages) -> str | None:
    if subject in passages.suggestions:
        return passages.suggestions[subject][0]
    if decision is not None and is_by_hand(subject):
        return rests_on(decision)
    return None if ":" in subject else subject


def _decisions(store: Store, reader: Reader) -> list[Decision]:
    """The journal that a reader may learn from: in closed articles only the own words."""
    d = schema.decisions
    query = select(d).order_by(d.c.number)
    if reader is not None:
        unseen = d.c.document_id.in_(closed_documents())
        query = query.where(or_(d.c.coder == reader, ~unseen))
    with store.reading() as connection:
        return [decision_of(row) for row in connection.execute(query)]
