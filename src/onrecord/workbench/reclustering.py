"""Decisions on which reports tell one act of speech, at once."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from ..record import Decision, Verdict
from ..review.values import items_in
from ..store import Store, edits
from ..store.schema import sayings
from ..text import stable_id


def apply(store: Store, connection: Connection, made: Decision) -> set[str]:
    """Joins the clusters of reports that are `together`, and cuts those that are `severed` out of theirs."""
    if made.verdict is not Verdict.EDIT:
        return set()
    was: dict[str, str] = {}
    touched: set[str] = set()
    together = [str(each) for each in items_in(made.values.get("together"))]
    clusters = sorted(set(_clusters(connection, together).values()))
    for cluster in clusters[1:]:
        touched |= _put(connection, _members(connection, cluster), clusters[0], was)
    touched |= _members(connection, clusters[0]) if clusters else set()
    for pair in items_in(made.values.get("severed")):
        first, second = (str(each) for each in items_in(pair))
        found = _clusters(connection, [first, second])
        if len(set(found.values())) == 1 and len(found) == 2:
            touched |= _members(connection, found[first])
            _put(connection, {second}, stable_id("cluster", second, made.id), was)
    edits.keep_before(connection, made.id, {"clusters": was})
    return touched


def take_back(store: Store, connection: Connection, made: Decision) -> set[str]:
    """Puts the reports back into the clusters they were in."""
    was = edits.take_before(connection, made.id).get("clusters", {})
    touched = set(was)
    for attribution_id, cluster in was.items():
        touched |= _members(connection, _clusters(connection, [attribution_id]).get(attribution_id, ""))
        _put(connection, {attribution_id}, cluster, {})
    return touched


def _clusters(connection: Connection, attribution_ids: Iterable[str]) -> dict[str, str]:
    query = select(sayings.c.attribution_id, sayings.c.cluster)
    found = connection.execute(query.where(sayings.c.attribution_id.in_(list(attribution_ids))))
    return {row.attribution_id: row.cluster for row in found}


def _members(connection: Connection, cluster: str) -> set[str]:
    return set(connection.execute(select(sayings.c.attribution_id).where(sayings.c.cluster == cluster)).scalars())


def _put(connection: Connection, attribution_ids: set[str], cluster: str, was: dict[str, str]) -> set[str]:
    for identifier, before in _clusters(connection, attribution_ids).items():
        was.setdefault(identifier, before)
    here = sayings.c.attribution_id.in_(sorted(attribution_ids))
    connection.execute(update(sayings).where(here).values(cluster=cluster))
    return attribution_ids
