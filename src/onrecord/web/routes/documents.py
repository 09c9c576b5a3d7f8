"""The list of articles: outlet, day, how much is decided; and every file that was not read, with its reason."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import ColumnElement, func, select
from starlette.responses import Response

from ...dossier.wording import date_words, one_line
from ...record import FileStatus
from ...store import schema
from ...store.places import BY_HAND_FROM
from ...store.searching import holds
from ...store.values import date_range
from ...workbench.articles import outlet_of
from ...workbench.seeing import Reader, hidden_from
from ..bench import Bench, TheAccount, TheBench
from ..fields import PageNumber, Words
from ..pages import page
from ..shared import reader_of

router = APIRouter()
PAGE = 100


@router.get("/documents", include_in_schema=False)
def documents(
    request: Request, bench: TheBench, account: TheAccount, words: Words = "", number: PageNumber = 1
) -> Response:
    rows, count = document_rows(bench, words, number, reader_of(bench, account))
    store = bench.project.store
    f = schema.files
    with store.reading() as connection:
        # Asked of the database: a large project has tens of thousands of files, all but a few of them read.
        wrong = connection.execute(
            select(f.c.path, f.c.status, f.c.reason).where(f.c.status != FileStatus.READ.value).order_by(f.c.path)
        ).all()
        paths = dict(
            connection.execute(
                select(schema.steps.c.document_id, schema.documents.c.path)
                .join(schema.documents, schema.documents.c.id == schema.steps.c.document_id)
                .where(schema.steps.c.error.is_not(None))
            ).all()
        )
    failed = [(paths.get(identifier, identifier), reason) for identifier, reason in store.failures().items()]
    return page(
        request, "documents.html.j2", here="/documents", rows=rows, count=count, words=words, number=number,
        n_pages=max(1, -(-count // PAGE)), first=(number - 1) * PAGE + 1,
        wrong=[(one.path, one.status, one.reason) for one in wrong], failed=failed,
    )  # fmt: skip


@router.get("/api/documents")
def listed(bench: TheBench, account: TheAccount, words: Words = "", number: PageNumber = 1) -> dict[str, Any]:
    """A page of the list of articles, by path; `words` are looked for in title, outlet and path."""
    rows, count = document_rows(bench, words, number, reader_of(bench, account))
    return {"rows": rows, "count": count, "page_size": PAGE}


def document_rows(bench: Bench, words: str, number: int, reader: Reader = None) -> tuple[list[dict[str, Any]], int]:
    d, p, a, s = schema.documents, schema.publications, schema.attributions, schema.statements
    wanted: ColumnElement[bool] = d.c.present.is_(True)
    if words.strip():
        wanted = wanted & holds(words, d.c.title, d.c.outlet, d.c.path)
    query = (
        select(
            d.c.id, d.c.path, d.c.title, d.c.outlet, d.c.n_chars, d.c.language, p.c.outlet.label("found"),
            p.c.published_from, p.c.published_to, p.c.published_precision, p.c.basis,
        )
        .outerjoin(p, p.c.document_id == d.c.id)
        .where(wanted)
        .order_by(d.c.path, d.c.position, d.c.id)
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    )  # fmt: skip
    closed = hidden_from(bench.project.store, reader)
    with bench.project.store.reading() as connection:
        count = connection.execute(select(func.count()).select_from(d).where(wanted)).scalar_one()
        rows = connection.execute(query).all()
        ids = [row.id for row in rows]
        machine_only = a.c.position < BY_HAND_FROM  # what coders add to a closed article is not told by a count
        attributed = _counts(connection, a, ids, a.c.document_id.not_in(closed) | machine_only if closed else None)
        stated = _counts(connection, s, ids)
        accepted = _counts(connection, s, ids, s.c.status == "accepted")
    made = []
    for row in rows:
        day = (
            date_range(row.published_from, row.published_to, row.published_precision)
            if row.published_precision
            else None
        )
        made.append(
            {
                "id": row.id,
                "path": row.path,
                "title": one_line(row.title or row.path, 110),
                "outlet": outlet_of(row) or "not known",
                "published": date_words(day) if day else "no date",
                "n_chars": row.n_chars,
                "language": row.language or "",
                "n_attributions": attributed.get(row.id, 0),
                "n_statements": None if row.id in closed else stated.get(row.id, 0),
                "n_accepted": None if row.id in closed else accepted.get(row.id, 0),
            }
        )
    return made, int(count)


def _counts(connection: Any, table: Any, ids: list[str], condition: Any = None) -> dict[str, int]:
    query = select(table.c.document_id, func.count()).where(table.c.document_id.in_(ids))
    if condition is not None:
        query = query.where(condition)
    return {row[0]: row[1] for row in connection.execute(query.group_by(table.c.document_id))}
