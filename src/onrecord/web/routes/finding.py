"""Type-to-search: actors for the pickers, and everything by name for the palette."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import func, select

from ...store import schema
from ...store.searching import holds
from ...workbench.cards import role_words
from ...workbench.seeing import closed_documents, hidden_from
from ..bench import TheAccount, TheBench
from ..shared import reader_of

router = APIRouter()
_Words = Annotated[str, Query(max_length=200)]


@router.get("/api/people")
def people(
    bench: TheBench, account: TheAccount, q: _Words = "", limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> list[dict[str, Any]]:
    """Actors whose name or alias holds the words, the most quoted first; closed articles are not counted."""
    a, t, own = schema.actors, schema.sayings, schema.attributions
    counted = select(t.c.actor_id, func.count().label("n")).group_by(t.c.actor_id)
    if hidden_from(bench.project.store, reader_of(bench, account)):
        counted = counted.join(own, own.c.id == t.c.attribution_id).where(own.c.document_id.not_in(closed_documents()))
    uses = counted.subquery()
    query = select(a, func.coalesce(uses.c.n, 0).label("n")).outerjoin(uses, uses.c.actor_id == a.c.id)
    if words := q.strip():
        query = query.where(holds(words, a.c.name, a.c.aliases))
    with bench.project.store.reading() as connection:
        rows = connection.execute(query.order_by(func.coalesce(uses.c.n, 0).desc(), a.c.name).limit(limit)).all()
    return [
        {"id": row.id, "name": row.name, "kind": row.kind, "note": role_words(row.roles), "uses": row.n} for row in rows
    ]


@router.get("/api/find")
def find(bench: TheBench, account: TheAccount, q: _Words = "") -> list[dict[str, str]]:
    """Actors, concepts and articles by name, a few of each."""
    words = q.strip()
    if not words:
        return []
    c, d = schema.concepts, schema.documents
    with bench.project.store.reading() as connection:
        concepts = connection.execute(select(c.c.id, c.c.label).where(holds(words, c.c.label)).limit(6)).all()
        documents = connection.execute(
            select(d.c.id, d.c.title, d.c.outlet).where(d.c.present, holds(words, d.c.title)).limit(6)
        ).all()
    return [
        *(
            {"label": one["name"], "kind": "actor", "href": f"/actors#{one['id']}"}
            for one in people(bench, account, q, 6)
        ),
        *({"label": row.label, "kind": "concept", "href": f"/codebook#{row.id}"} for row in concepts),
        *({"label": row.title, "kind": row.outlet or "article", "href": f"/read/{row.id}"} for row in documents),
    ]
