"""Actors: the list, and one of them with all that is known."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from sqlalchemy import select
from starlette.responses import RedirectResponse, Response

from ...errors import UnknownId
from ...record import ActorKind, Passage
from ...store import actors as speakers
from ...store import schema
from ...workbench.actor_pages import SORTS, actor_mentions, actor_rows, actor_sayings, actor_sheet, kind_counts
from ...workbench.seeing import hidden_from
from ..access import Account
from ..bench import Bench, TheAccount, TheBench
from ..fields import PageNumber, Words
from ..pages import page
from ..shared import reader_of

router = APIRouter()
PAGE = 100
_Offset = Annotated[int, Query(ge=0, le=10_000_000)]
_Limit = Annotated[int, Query(ge=1, le=200)]
_Kind = Literal["", "person", "organization", "state", "group"]
_Sort = Literal["sayings", "mentions", "name"]


@router.get("/actors", include_in_schema=False)
def actors(
    request: Request,
    bench: TheBench,
    account: TheAccount,
    words: Words = "",
    kind: _Kind = "",
    sort: _Sort = "sayings",
    number: PageNumber = 1,
) -> Response:
    store = bench.project.store
    rows, count = actor_rows(
        store, words=words, kind=kind, sort=sort, offset=(number - 1) * PAGE, limit=PAGE,
        reader=reader_of(bench, account),
    )  # fmt: skip
    kinds = kind_counts(store, words)
    return page(
        request, "actors.html.j2", here="/actors", rows=rows, count=count, words=words, kind=kind, sort=sort,
        sorts=SORTS, number=number, kinds=kinds, n_all=sum(kinds.values()), n_pages=max(1, -(-count // PAGE)),
        first=(number - 1) * PAGE + 1,
    )  # fmt: skip


@router.get("/api/actors")
def listed(
    bench: TheBench,
    account: TheAccount,
    words: Words = "",
    kind: _Kind = "",
    sort: _Sort = "sayings",
    offset: _Offset = 0,
    limit: _Limit = PAGE,
) -> dict[str, Any]:
    """A stretch of the actors; `words` are looked for in names and aliases."""
    rows, count = actor_rows(
        bench.project.store, words=words, kind=kind, sort=sort, offset=offset, limit=limit,
        reader=reader_of(bench, account),
    )  # fmt: skip
    return {"count": count, "offset": offset, "rows": rows}


@router.get("/actors/{actor}", include_in_schema=False)
def one(actor: str, request: Request, bench: TheBench, account: TheAccount) -> Response:
    try:
        sheet = actor_answer(bench, account, actor)
    except UnknownId:
        if (now := _now_called(bench, actor)) is not None:
            return RedirectResponse(f"/actors/{now}", 303)
        raise
    return page(request, "actors_one.html.j2", here="/actors", actor=sheet)


@router.get("/api/actors/{actor}")
def again(actor: str, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """One actor as it stands now, with the first mentions and sayings."""
    return actor_answer(bench, account, actor)


@router.get("/api/actors/{actor}/mentions")
def mentioned(actor: str, bench: TheBench, offset: _Offset = 0, limit: _Limit = 50) -> dict[str, Any]:
    """A stretch of the places where an actor is mentioned."""
    return actor_mentions(bench.project.store, actor, offset=offset, limit=limit)


@router.get("/api/actors/{actor}/sayings")
def said(actor: str, bench: TheBench, account: TheAccount, offset: _Offset = 0, limit: _Limit = 50) -> dict[str, Any]:
    """A stretch of what an actor is reported to have said."""
    return actor_sayings(bench.project.store, actor, reader=reader_of(bench, account), offset=offset, limit=limit)


def actor_answer(bench: Bench, account: Account, actor: str, *, whole: bool = True) -> dict[str, Any]:
    store, reader = bench.project.store, reader_of(bench, account)
    sheet = actor_sheet(store, actor, reader)
    if not whole:
        return sheet
    return {
        **sheet,
        "mentions": actor_mentions(store, actor),
        "sayings": actor_sayings(store, actor, reader=reader),
        "kinds": [kind.value for kind in ActorKind],
        "blind": bool(hidden_from(store, reader)),
    }


def _now_called(bench: Bench, identifier: str) -> str | None:
    """Who stands now for an actor that was merged into another: the one at the place where it was last decided on."""
    d = schema.decisions
    with bench.project.store.reading() as connection:
        rows = connection.execute(
            select(d.c["values"]).where(d.c.subject.startswith("actor:")).order_by(d.c.number.desc()).limit(500)
        ).scalars()
        for values in rows:
            for each in values.get("same") or ():
                if each.get("id") == identifier and each.get("anchor"):
                    found = speakers.actor_at(connection, Passage(*each["anchor"]))
                    return None if found is None or found.id == identifier else found.id
    return None
