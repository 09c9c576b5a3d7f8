"""The overview: statements, matrix, timeline and network of one view, and the view is the address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from ...workbench.seeing import hidden_from
from ...workbench.statements import FACETS, Wanted
from ..access import Account
from ..bench import Bench, TheAccount, TheBench
from ..pages import page
from ..shared import concept_list, index_of, reader_of

router = APIRouter()
_Many = Annotated[list[Annotated[str, Query(max_length=300)]] | None, Query(max_length=200)]


def asked_view(
    status: _Many = None,
    stance: _Many = None,
    concept: _Many = None,
    actor: _Many = None,
    outlet: _Many = None,
    words: Annotated[str, Query(max_length=200)] = "",
    start: date | None = None,
    end: date | None = None,
) -> Wanted:
    return Wanted(
        tuple(status or ()), tuple(stance or ()), tuple(concept or ()), tuple(actor or ()), tuple(outlet or ()),
        words, start, end,
    )  # fmt: skip


TheView = Annotated[Wanted, Depends(asked_view)]
Sort = Literal["said", "actor", "concept", "stance", "status", "outlet", "reports"]


@router.get("/overview", include_in_schema=False)
def overview(request: Request, bench: TheBench, account: TheAccount) -> Response:
    """The page with what it first draws. A view that cannot be read never keeps it from opening: its script asks again
    and says what is wrong."""
    asked = request.query_params
    status, stance, concept, actor, outlet = (tuple(asked.getlist(name))[:200] for name in FACETS)
    view = Wanted(status, stance, concept, actor, outlet, asked.get("words", "")[:200])
    return page(
        request, "overview.html.j2", here="/overview", modules=("overview",), codebook=concept_list(bench),
        first=index_of(bench).overview(seen(bench, account, view)),
    )  # fmt: skip


@router.get("/api/overview")
def counted(bench: TheBench, account: TheAccount, view: TheView) -> dict[str, Any]:
    """Everything the overview draws but the rows: facets, bins over time, the cube of actors and concepts."""
    return index_of(bench).overview(seen(bench, account, view))


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


def seen(bench: Bench, account: Account, view: Wanted) -> Wanted:
    """The view without what this account must not see."""
    return replace(view, without=hidden_from(bench.project.store, reader_of(bench, account)))
