"""The overview: statements, matrix, timeline and network of one view, and the view is the address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from ...record import Stance, StatementStatus
from ...workbench.actor_pages import first_roles
from ...workbench.seeing import hidden_from
from ...workbench.statements import Wanted
from ..access import Account
from ..bench import Bench, TheAccount, TheBench
from ..pages import page
from ..shared import concept_list, index_of, reader_of

router = APIRouter()
FIRST = 40  # rows that the page brings with it
DRAWN = 12  # actors in the network
_Many = Annotated[list[Annotated[str, Query(max_length=300)]] | None, Query(max_length=200)]
Sort = Literal["said", "actor", "concept", "stance", "status", "outlet", "reports"]


def asked_view(
    status: Annotated[list[StatementStatus] | None, Query(max_length=200)] = None,
    stance: Annotated[list[Stance] | None, Query(max_length=200)] = None,
    concept: _Many = None,
    actor: _Many = None,
    outlet: _Many = None,
    words: Annotated[str, Query(max_length=200)] = "",
    start: date | None = None,
    end: date | None = None,
) -> Wanted:
    return Wanted(
        tuple(one.value for one in status or ()), tuple(one.value for one in stance or ()), tuple(concept or ()),
        tuple(actor or ()), tuple(outlet or ()), words, start, end,
    )  # fmt: skip


TheView = Annotated[Wanted, Depends(asked_view)]


@router.get("/overview", include_in_schema=False)
def overview(
    request: Request, bench: TheBench, account: TheAccount, view: TheView, sort: Sort = "said", down: bool = True
) -> Response:
    """The page with what it first draws. The script asks for the cells by time once it stands, but for a view that
    has a window."""
    index, wanted = index_of(bench), seen(bench, account, view)
    no_days = replace(wanted, start=None, end=None)
    return page(
        request, "overview.html.j2", here="/overview", codebook=concept_list(bench),
        first={
            "counts": _with_roles(bench, index.overview(no_days, by_time=wanted != no_days)),
            "rows": index.rows(wanted, sort=sort, down=down, limit=FIRST),
        },
    )  # fmt: skip


@router.get("/api/overview")
def counted(bench: TheBench, account: TheAccount, view: TheView) -> dict[str, Any]:
    """Everything the overview draws but the rows: facets, bins over time, the cube of actors and concepts."""
    return _with_roles(bench, index_of(bench).overview(seen(bench, account, view)))


@router.get("/api/statements")
def listed(
    bench: TheBench,
    account: TheAccount,
    view: TheView,
    sort: Sort = "said",
    down: bool = True,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> dict[str, Any]:
    """A stretch of the statements in view."""
    return index_of(bench).rows(seen(bench, account, view), sort=sort, down=down, offset=offset, limit=limit)


def _with_roles(bench: Bench, counts: dict[str, Any]) -> dict[str, Any]:
    """The counts with a role beside the name of each actor who may be drawn."""
    roles = first_roles(bench.project.store, [one["id"] for one in counts["actors"][:DRAWN]])
    return {**counts, "actors": [{**one, "role": roles.get(one["id"], "")} for one in counts["actors"]]}


def seen(bench: Bench, account: Account, view: Wanted) -> Wanted:
    """The view without what this account must not see."""
    return replace(view, without=hidden_from(bench.project.store, reader_of(bench, account)))
