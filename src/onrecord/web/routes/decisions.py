"""The one way in for every decision, and the ways back: undo, redo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, HTTPException
from pydantic import Field, JsonValue, field_validator

from ...record import Decision, Verdict
from ...store import journal
from ...workbench.deciding import Outcome, decide, redo, undo
from ...workbench.seeing import hidden_from
from ..access import Account, AccountRole
from ..bench import Bench, TheAccount, TheBench
from ..fields import Id, Strict
from ..shared import check_storable, learnt, notice, queue_of, reader_of
from ..turn import decision_words, left_fields

router = APIRouter()


class DecisionIn(Strict):
    """A decision as a page sends it. `id` is made in the browser, so that a repeated request means the same one."""

    id: Id
    subject: str = Field(max_length=300, pattern=r"^[^\x00-\x1f]*$")
    verdict: Verdict
    values: dict[str, JsonValue] = Field(default_factory=dict, max_length=40)
    supersedes: Id | None = None

    @field_validator("values")
    @classmethod
    def _as_every_database_keeps_them(cls, values: dict[str, JsonValue]) -> dict[str, JsonValue]:
        check_storable(values)
        return values


class DecisionsIn(Strict):
    decisions: list[DecisionIn] = Field(max_length=500)


class Nothing(Strict):
    """An empty body."""


@router.post("/api/decisions")
def take(given: DecisionsIn, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Stores decisions, all or none. One sent again changes nothing. What comes back is on disk."""
    now = datetime.now(UTC)
    made = [
        Decision(one.id, one.subject, one.verdict, account.name, now, one.values, one.supersedes)
        for one in given.decisions
    ]
    _refuse_beyond(bench, account, made)
    reader = reader_of(bench, account)
    closed = hidden_from(bench.project.store, reader)
    outcome = decide(bench.project.store, made, blind=bool(closed))
    notice(bench, account)
    return {
        "stored": [one.id for one in made],
        "left": left_fields(queue_of(bench).left(account.name), learnt(bench, account)),
        "conflicts": [
            {"subject": other.subject, "coder": other.coder, "words": decision_words(other)}
            for other in outcome.others
            if other.subject in outcome.disputed
        ],
    }


def _refuse_beyond(bench: Bench, account: Account, made: Sequence[Decision]) -> None:
    """A coder's word is about things; only an adjudicator's settles or takes back what others decided."""
    if account.may(AccountRole.ADJUDICATOR):
        return
    if any("adjudicates" in one.values for one in made):
        raise HTTPException(403, "Only an adjudicator settles what coders differ on.")
    if bench.is_team and any(one.subject.startswith(("concept:", "type:")) for one in made):
        raise HTTPException(403, "In a team adjudicators and admins change the codebook; tell one what is missing.")
    withdrawn = [one.supersedes for one in made if one.supersedes is not None]
    if not withdrawn:
        return
    with bench.project.store.reading() as connection:
        others = [one for one in journal.decisions_by_id(connection, withdrawn) if one.coder != account.name]
    if others:
        raise HTTPException(403, "This decision is another coder's; only that coder or an adjudicator takes it back.")


@router.post("/api/undo")
def take_back(_: Nothing, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Withdraws the last decision of this coder that stands, with all made in the same act."""
    return {"undone": _what_became(bench, undo(bench.project.store, account.name))}


@router.post("/api/redo")
def do_again(_: Nothing, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Brings back what this coder withdrew last."""
    return {"redone": _what_became(bench, redo(bench.project.store, account.name))}


def _what_became(bench: Bench, outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None or not outcome.stored:
        return None
    with bench.project.store.reading() as connection:
        first = journal.decisions_by_id(connection, [outcome.stored[0].supersedes or ""])
        while first and first[0].verdict is Verdict.WITHDRAW:
            first = journal.decisions_by_id(connection, [first[0].supersedes or ""])
    n = len(outcome.stored)
    words = decision_words(first[0]) if first else "a decision"
    return {"id": outcome.stored[0].id, "words": words if n == 1 else f"{words}, {n} decisions"}
