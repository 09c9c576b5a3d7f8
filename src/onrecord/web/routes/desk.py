"""The review desk: its page, the cards that follow, and the articles they stand in."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from ...errors import InputError
from ...record import Stance
from ...workbench.articles import article
from ...workbench.queue import Filter
from ..bench import TheAccount, TheBench
from ..fields import Asked, Left, Words
from ..pages import page
from ..shared import concept_list, learnt, queue_of, reader_of, type_list
from ..turn import card_list, desk_answer, left_fields

router = APIRouter()
AHEAD = 10  # cards on their way before they are needed
WITH = 2  # articles that the page brings with it; the script asks for the others once the first card stands


def asked_filter(
    concept: Asked = None,
    actor: Asked = None,
    document: Asked = None,
    stance: Annotated[Stance | None, Left] = None,
    words: Words = "",
) -> Filter:
    return Filter(concept, actor, document, stance, words)


TheFilter = Annotated[Filter, Depends(asked_filter)]


@router.get("/review", include_in_schema=False)
def review(request: Request, bench: TheBench, account: TheAccount, wanted: TheFilter) -> Response:
    found = desk_answer(bench, account, wanted, AHEAD)
    documents = list(dict.fromkeys(card["document"]["id"] for card in found["cards"]))[:WITH]
    return page(
        request,
        "review.html.j2",
        here="/review",
        desk={
            **found,
            "articles": [article(bench.project.store, one, reader=reader_of(bench, account)) for one in documents],
            "concepts": concept_list(bench),
            "types": type_list(bench),
        },
    )


@router.get("/api/desk")
def desk(
    bench: TheBench,
    account: TheAccount,
    wanted: TheFilter,
    count: Annotated[int, Query(ge=1, le=50)] = AHEAD,
    without: Annotated[list[str] | None, Query(max_length=1000)] = None,
) -> dict[str, Any]:
    """The next cards, and how much is left."""
    return desk_answer(bench, account, wanted, count, without or ())


@router.get("/api/left")
def left(bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """How much is left to decide."""
    return left_fields(queue_of(bench).left(account.name), learnt(bench, account))


@router.get("/api/shown")
def shown(bench: TheBench, account: TheAccount, wanted: TheFilter) -> list[dict[str, Any]]:
    """Every suggestion under a filter, one line each: what a bulk decision lists before it is made. At most 200."""
    if wanted == Filter():
        raise InputError("bulk decisions need a filter: choose a concept, a speaker or an article first")
    found = card_list(bench, account, queue_of(bench).next(account.name, 200, wanted=wanted))
    return [
        {
            "id": card["id"], "name": card["speaker"]["name"], "stance": card["stance"],
            "concept": card["concept"]["label"], "kind": card["concept"]["kind"], "content": card["content"][:160],
            "score": card["score"],
        }
        for card in found
    ]  # fmt: skip


@router.get("/api/cards/{suggestion}")
def one_card(suggestion: str, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """The card of a suggestion, also of a decided one."""
    queue = queue_of(bench)
    return card_list(bench, account, [queue.bundle_of(suggestion)])[0]


@router.get("/api/articles/{document}")
def one_article(document: str, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """An article with its regions and marks; spans in code points."""
    return article(bench.project.store, document, reader=reader_of(bench, account))
