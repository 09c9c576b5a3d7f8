"""Statements as lists show them, with the words they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from ..dossier.wording import date_words, one_line
from ..store import Store, schema
from ..store.values import date_range
from .articles import outlet_of


def shown_statements(store: Store, ids: Sequence[str]) -> list[dict[str, Any]]:
    """These statements, in this order; those that are gone are left out."""
    s, a, d, p = schema.statements, schema.attributions, schema.documents, schema.publications
    query = (
        select(
            s, a.c.content, d.c.text, d.c.outlet, p.c.outlet.label("found"),
        )
        .join(a, a.c.id == s.c.attribution_id, isouter=True)
        .join(d, d.c.id == s.c.document_id)
        .join(p, p.c.document_id == s.c.document_id, isouter=True)
        .where(s.c.id.in_(list(ids)))
    )  # fmt: skip
    with store.reading() as connection:
        rows = {row.id: row for row in connection.execute(query)}
    return [_row(rows[identifier]) for identifier in ids if identifier in rows]


def _row(row: Any) -> dict[str, Any]:
    said = date_range(row.said_from, row.said_to, row.said_precision)
    words = " … ".join(row.text[start:end] for start, end in row.content or ())
    return {
        "id": row.id,
        "attribution": row.attribution_id,
        "document": row.document_id,
        "actor": row.actor_id or f"words:{row.actor_name}",
        "name": one_line(row.actor_name, 80),
        "concept": row.concept_id,
        "stance": row.stance,
        "status": row.status,
        "said": date_words(said) if said.known else "no date",
        "exact": said.is_day,
        "outlet": outlet_of(row) or "outlet not known",
        "passage": one_line(words, 400),
        "n_reports": row.n_reports,
        "origin": row.origin,
    }
