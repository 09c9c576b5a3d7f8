"""What a merger of actors would come to, told from what is there: nothing is written, so nobody has to wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, or_, select

from ..record import Saying, Statement
from ..review import derive_statements
from ..review.codebook import RECODING, Recoding
from ..store import Store, acts, schema
from ..store.actors import actor_of, spoke_beside
from ..store.searching import rows_with
from ..store.values import batches
from .actor_pages import actor_sheet, open_sayings
from .seeing import Reader, hidden_from


def merged_sheet(store: Store, into: str, gone: Sequence[str], reader: Reader = None) -> dict[str, Any]:
    """The sheet of the one actor that these would become. UnknownId for any other id."""
    ids = list(dict.fromkeys((into, *gone)))
    y, m = schema.sayings.c, schema.actor_mentions.c
    with store.snapshot(), store.reading() as connection:
        sheets = [actor_sheet(store, one, reader) for one in ids]
        articles = select(func.count(func.distinct(m.document_id))).where(m.actor_id.in_(ids))
        n_articles = int(connection.execute(articles).scalar_one())
        others = or_(y.actor_id.is_(None), y.actor_id.not_in(ids))
        spoken = select(func.count()).where(or_(y.actor_id.in_(ids), or_(*map(spoke_beside, ids)) & others))
        n_sayings = int(connection.execute(open_sayings(spoken, reader)).scalar_one())
        meeting = _meeting_acts(connection, ids)
        before = _stated(connection, meeting, ids)
        after = [one for one in _restated(store, connection, meeting, ids) if one.actor_id == into]
        closed = hidden_from(store, reader)
    change = Counter(one.status.value for one in after if one.document_id not in closed)
    change.subtract(status for status, document_id in before if document_id not in closed)
    names = list(sheets[0]["aliases"])
    for each in sheets[1:]:
        names += [one for one in (each["name"], *each["aliases"]) if one not in (sheets[0]["name"], *names)]
    return {
        **sheets[0],
        "aliases": names,
        "n_mentions": sum(each["n_mentions"] for each in sheets),
        "n_sayings": n_sayings,
        "n_articles": n_articles,
        "n_statements": sum(each["n_statements"] for each in sheets) + sum(change.values()),
        "n_accepted": sum(each["n_accepted"] for each in sheets) + change["accepted"],
    }


def _meeting_acts(connection: Connection, ids: Collection[str]) -> set[str]:
    """Acts of speech (clusters) in which several of the actors speak, or one of them together with others: there
    statements may become one."""
    y = schema.sayings.c
    several = select(y.cluster).where(y.actor_id.in_(ids)).group_by(y.cluster)
    several = several.having(func.count(func.distinct(y.actor_id)) > 1)
    beside = select(y.cluster).where(or_(*map(spoke_beside, ids)))
    return {*connection.execute(several).scalars(), *connection.execute(beside).scalars()}


def _stated(connection: Connection, clusters: Collection[str], ids: Collection[str]) -> list[tuple[str, str]]:
    """Status and article of the actors' statements on these acts."""
    t, y = schema.statements.c, schema.sayings.c
    query = select(t.status, t.document_id).join(schema.sayings, y.attribution_id == t.attribution_id)
    return [
        (row.status, row.document_id)
        for batch in batches(sorted(clusters))
        for row in connection.execute(query.where(y.cluster.in_(batch), t.actor_id.in_(ids)))
    ]


def _restated(
    store: Store, connection: Connection, clusters: Collection[str], ids: Sequence[str]
) -> tuple[Statement, ...]:
    """The statements of these acts, were the actors the first of them."""
    found = acts.load_acts(connection, clusters)
    into = rows_with(store, schema.actors, "id", ids[:1])
    return derive_statements(
        found.attributions,
        sayings=_as_one(found.sayings, ids),
        suggestions=found.suggestions,
        decisions=found.decisions,
        actors=[*found.actors, *map(actor_of, into)],
        derivations=found.derivations,
        adjudicators=store.adjudicators(),
        recoding=Recoding.from_json(store.get_meta(RECODING)),
    )


def _as_one(sayings: Mapping[str, Saying], ids: Sequence[str]) -> dict[str, Saying]:
    def meant(actor_id: str | None) -> str | None:
        return ids[0] if actor_id in ids else actor_id

    return {
        identifier: replace(
            one,
            actor_id=meant(one.actor_id),
            also=tuple(
                dict.fromkeys(other for each in one.also if (other := meant(each)) and other != meant(one.actor_id))
            ),
        )
        for identifier, one in sayings.items()
    }
