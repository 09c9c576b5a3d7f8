"""The reader: one article with its regions, marks and margin; coding by hand."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import select
from starlette.responses import RedirectResponse, Response

from ...store import schema
from ...workbench.articles import article
from ...workbench.margin import margin, sisters
from ...workbench.seeing import Reader
from ..bench import Bench, TheAccount, TheBench
from ..pages import page
from ..shared import concept_list, concepts_of, reader_of, type_list

router = APIRouter()


@router.get("/read", include_in_schema=False)
def first(request: Request, bench: TheBench) -> Response:
    """Leads to the article read last, else to the first."""
    last = request.cookies.get("onrecord_article", "")
    d = schema.documents
    query = select(d.c.id).where(d.c.present).order_by(d.c.path, d.c.position, d.c.id).limit(1)
    with bench.project.store.reading() as connection:
        known = connection.execute(select(d.c.id).where(d.c.id == last, d.c.present)).scalar()
        found = known or connection.execute(query).scalar()
    if found is None:
        return RedirectResponse("/documents", 303)
    return RedirectResponse(f"/read/{found}", 303)


@router.get("/read/{document}", include_in_schema=False)
def read(document: str, request: Request, bench: TheBench, account: TheAccount) -> Response:
    shown = reader_answer(bench, document, reader_of(bench, account))
    neighbours = _neighbours(bench, document)
    response = page(
        request, "reader.html.j2", here="/read", article=shown["article"], sisters=shown["sisters"],
        reader={**shown, "concepts": concept_list(bench), "types": type_list(bench), **neighbours},
    )  # fmt: skip
    response.set_cookie("onrecord_article", document, httponly=True, samesite="strict", path="/read")
    return response


@router.get("/api/reader/{document}")
def again(document: str, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """The article, its margin and its sister articles, as they stand now."""
    return reader_answer(bench, document, reader_of(bench, account))


def reader_answer(bench: Bench, document: str, reader: Reader) -> dict[str, Any]:
    store = bench.project.store
    return {
        "article": article(store, document, reader=reader),
        "margin": margin(store, document, concepts=concepts_of(bench), reader=reader),
        "sisters": sisters(store, document),
    }


def _neighbours(bench: Bench, document: str) -> dict[str, Any]:
    d = schema.documents
    with bench.project.store.reading() as connection:
        own = connection.execute(select(d.c.path, d.c.position, d.c.id).where(d.c.id == document)).one()
        place = (own.path, own.position, own.id)
        after = (d.c.path > own.path) | ((d.c.path == own.path) & (d.c.position > own.position))
        before = (d.c.path < own.path) | ((d.c.path == own.path) & (d.c.position < own.position))
        order = (d.c.path, d.c.position, d.c.id)
        following = connection.execute(select(d.c.id).where(d.c.present, after).order_by(*order).limit(1)).scalar()
        previous = connection.execute(
            select(d.c.id).where(d.c.present, before).order_by(*(column.desc() for column in order)).limit(1)
        ).scalar()
    return {"next": following, "previous": previous, "place": place[2]}
