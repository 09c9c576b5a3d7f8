"""What several pages need of one bench: its queue, its codebook, its people; made once, kept while it stays true."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ..errors import OnRecordError
from ..record import Concept, JsonValue
from ..store import schema
from ..workbench.queue import Queue
from ..workbench.seeing import Reader, hidden_from
from ..workbench.statements import StatementIndex, Wanted
from ..workbench.team import assigned_to, given_out
from ..workbench.variables import statement_types
from .access import Account, AccountRole
from .bench import Bench

if TYPE_CHECKING:
    from ..workbench.learning import Learner, Round


def check_storable(value: JsonValue) -> None:
    """ValueError for what JSON lets through and a database does not: NUL signs, half signs, numbers that are none."""
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            raise ValueError("a text holds a sign that no text can hold (NUL or half of a pair)")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a number is none (NaN or infinite)")
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            check_storable(name)
            check_storable(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            check_storable(inner)


def queue_of(bench: Bench) -> Queue:
    with bench.lock:
        queue: Queue | None = bench.notes.get("queue")
        if queue is None:
            store = bench.project.store
            queue = bench.notes["queue"] = (
                Queue(
                    store,
                    assigned=lambda coder: assigned_to(store, coder),
                    all_assigned=lambda: given_out(store),
                    blind=lambda coder: coder not in (store.adjudicators() or ()) and bool(hidden_from(store, coder)),
                )
                if bench.is_team
                else Queue(store)
            )
        return queue


def concepts_of(bench: Bench) -> Mapping[str, Concept]:
    """The codebook by id, in its order."""
    return {concept.id: concept for concept in bench.project.store.concepts()}


def concept_list(bench: Bench) -> list[dict[str, Any]]:
    """The codebook as pickers take it."""
    return [
        {"id": one.id, "label": one.label, "definition": one.definition, "kind": one.kind.value, "rank": one.rank}
        for one in concepts_of(bench).values()
    ]


def type_list(bench: Bench) -> list[dict[str, Any]]:
    """The project's own statement types with their variables, as forms take them."""
    return [
        {
            "id": one.id,
            "label": one.label,
            "variables": [
                {"name": v.name, "type": v.type.value, "label": v.label or v.name, "required": v.required}
                for v in one.variables
            ],
        }
        for one in statement_types(bench.project.store)
    ]


def reader_of(bench: Bench, account: Account) -> Reader:
    """Whose eyes the pages are for: a coder's own in a team, everybody's for adjudicators, admins and at home."""
    return account.name if bench.is_team and not account.may(AccountRole.ADJUDICATOR) else None


def index_of(bench: Bench) -> StatementIndex:
    with bench.lock:
        index: StatementIndex | None = bench.notes.get("statements")
        if index is None:
            index = bench.notes["statements"] = StatementIndex(bench.project.store)
        return index


def warm(bench: Bench) -> None:
    """Loads what the first pages need, while the first of them is on its way."""
    try:
        queue_of(bench).left("")
        queue_of(bench).wait()
        index_of(bench).overview(Wanted())
    except OnRecordError:
        return  # the page that needs it will say what is wrong


def learner_of(bench: Bench) -> Learner:
    from ..workbench.learning import GAP_S, Learner  # with the models' code: not before the first page stands

    def order(reader: Reader, made: Round) -> None:
        """The queue follows what was learned; while anybody codes blind it keeps its own order, which tells nothing."""
        if reader is None and not hidden_from(bench.project.store, ""):
            queue_of(bench).rank(made.priorities())

    with bench.lock:
        learner: Learner | None = bench.notes.get("learner")
        if learner is None:
            learner = bench.notes["learner"] = Learner(bench.project.store, gap_s=GAP_S, then=order)
        return learner


def learnt(bench: Bench, account: Account) -> Round | None:
    """The last finished round of learning for this account's eyes. A coder who codes blind is served by a round that
    read nothing of others."""
    with bench.project.store.reading() as connection:
        if connection.execute(select(schema.decisions.c.number).limit(1)).first() is None:
            return None  # nothing to learn from; the first screen does not wait for the models' code
    reader = reader_of(bench, account)
    return learner_of(bench).round(reader if hidden_from(bench.project.store, reader) else None)


def notice(bench: Bench, account: Account) -> None:
    """Tells the learner that there is something new; it learns in the background."""
    reader = reader_of(bench, account)
    learner_of(bench).notice(reader if hidden_from(bench.project.store, reader) else None)
