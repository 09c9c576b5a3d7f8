"""What several pages need of one bench: its queue, its codebook, its people; made once, kept while it stays true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import OnRecordError
from ..record import Concept
from ..workbench.queue import Queue
from ..workbench.seeing import Reader
from ..workbench.statements import StatementIndex, Wanted
from ..workbench.team import assigned_to, given_out
from .access import Account, AccountRole
from .bench import Bench


def queue_of(bench: Bench) -> Queue:
    with bench.lock:
        queue: Queue | None = bench.notes.get("queue")
        if queue is None:
            store = bench.project.store
            queue = bench.notes["queue"] = (
                Queue(store, assigned=lambda coder: assigned_to(store, coder), all_assigned=lambda: given_out(store))
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
        index_of(bench).overview(Wanted())
    except OnRecordError:
        return  # the page that needs it will say what is wrong
