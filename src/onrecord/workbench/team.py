"""Work given out to coders: stratified samples with overlap, from a seed; blind until released; progress by coder."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Select, func, insert, select, update

from ..errors import InputError
from ..store import Store, schema
from .accounts import coders as all_coders
from .articles import outlet_of

STRATA = ("outlet", "year", "month")


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles given out together. `n_shared` of them go to every coder of the batch."""

    id: str
    name: str
    blind: bool
    released: bool
    seed: int | None
    made_by: str
    made_at: str
    n_documents: int
    n_shared: int
    coders: tuple[str, ...]


def assign(
    store: Store,
    coders: Sequence[str],
    *,
    made_by: str,
    name: str = "",
    overlap: float = 0.15,
    blind: bool = True,
    stratify: Sequence[str] = ("outlet", "year"),
    seed: int = 1,
    count: int | None = None,
) -> Batch:
    """Gives articles that nobody has yet to `coders`, and says which batch they are.

    A sample of `count` articles (all, by default) is drawn in proportion to the strata; a share `overlap` of it goes to
    every coder, the rest in turn to one each. The same articles, coders, strata and seed give the same batch.
    InputError: no articles left, unknown coders or strata, an overlap outside 0 to 1.
    """
    _check(store, coders, overlap, stratify, count)
    chance = random.Random(seed)
    free = _free_documents(store, stratify)
    if not free:
        raise InputError("every article is given out already; add articles first")
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for identifier, stratum in free:
        groups[stratum].append(identifier)
    for found in groups.values():
        chance.shuffle(found)
    wanted = len(free) if count is None else min(count, len(free))
    order = _in_proportion(groups, wanted)
    n_shared = round(overlap * len(order)) if len(coders) > 1 else 0
    shared = set(
        _in_proportion({key: [one for one in found if one in set(order)] for key, found in groups.items()}, n_shared)
    )
    rows = []
    turn = 0
    batch = f"batch-{uuid4().hex[:12]}"
    for position, document in enumerate(order):
        given = coders if document in shared else [coders[turn % len(coders)]]
        turn += document not in shared
        rows += [{"batch": batch, "coder": one, "subject": document, "position": position} for one in given]
    made = Batch(
        batch, name.strip() or f"{len(order)} articles, seed {seed}", blind, False, seed, made_by,
        datetime.now(UTC).isoformat(timespec="seconds"), len(order), n_shared, tuple(coders),
    )  # fmt: skip
    with store.transaction(), store.reading() as connection:
        connection.execute(
            insert(schema.batches).values(
                id=made.id,
                name=made.name,
                kind="documents",
                blind=blind,
                released=False,
                seed=seed,
                made_by=made_by,
                made_at=made.made_at,
                settings={"overlap": overlap, "stratify": list(stratify), "coders": list(coders), "n_shared": n_shared},
            )
        )
        for start in range(0, len(rows), 2_000):
            connection.execute(insert(schema.assignments), rows[start : start + 2_000])
    return made


def batches(store: Store) -> list[Batch]:
    b, a = schema.batches, schema.assignments
    with store.reading() as connection:
        counts = {
            row.batch: (row.n, row.given)
            for row in connection.execute(
                select(
                    a.c.batch, func.count(func.distinct(a.c.subject)).label("n"), func.count().label("given")
                ).group_by(a.c.batch)
            )
        }
        rows = connection.execute(select(b).order_by(b.c.made_at, b.c.id)).all()
    return [
        Batch(
            row.id, row.name, row.blind, row.released, row.seed, row.made_by, row.made_at,
            counts.get(row.id, (0, 0))[0],
            int(row.settings.get("n_shared", 0)), tuple(row.settings.get("coders", ())),
        )
        for row in rows
    ]  # fmt: skip


def release(store: Store, batch: str) -> None:
    """Ends blindness: from now on its coders see each other's words. It cannot be closed again."""
    b = schema.batches
    with store.transaction(), store.reading() as connection:
        if not connection.execute(update(b).where(b.c.id == batch).values(released=True)).rowcount:
            raise InputError(f"there is no batch {batch!r}; reload the page")


def assigned_to(store: Store, coder: str) -> frozenset[str] | None:
    """The articles given to a coder; None for one who was given none."""
    a = schema.assignments
    with store.reading() as connection:
        found = frozenset(connection.execute(select(a.c.subject).where(a.c.coder == coder)).scalars())
    return found or None


def given_out(store: Store) -> frozenset[str]:
    """Every article that was given to somebody."""
    with store.reading() as connection:
        return frozenset(connection.execute(select(schema.assignments.c.subject).distinct()).scalars())


def progress(store: Store) -> list[dict[str, Any]]:
    """A line a coder: articles given, suggestions in them, how many suggestions decided in all, and when last."""
    a, s, t, d = schema.assignments, schema.suggestions, schema.attributions, schema.decisions
    given_articles = select(a.c.coder, func.count(func.distinct(a.c.subject))).group_by(a.c.coder)
    in_them = (
        select(a.c.coder, func.count(func.distinct(s.c.id)))
        .join(t, t.c.document_id == a.c.subject)
        .join(s, s.c.attribution_id == t.c.id)
        .group_by(a.c.coder)
    )
    on_suggestions = (
        select(d.c.coder, func.count(func.distinct(d.c.subject)))
        .where(d.c.verdict.in_(("accept", "reject", "edit")), d.c.subject.like("sug-%"))
        .group_by(d.c.coder)
    )
    with store.reading() as connection:
        given, waiting = _pairs(connection, given_articles), _pairs(connection, in_them)
        decided = _pairs(connection, on_suggestions)
        last = _pairs(connection, select(d.c.coder, func.max(d.c.decided_at)).group_by(d.c.coder))
    return [
        {
            "name": one.name, "role": one.role, "active": one.active, "n_articles": given.get(one.name, 0),
            "n_suggestions": waiting.get(one.name, 0), "n_decided": decided.get(one.name, 0),
            "last": last.get(one.name),
        }
        for one in all_coders(store)
    ]  # fmt: skip


def _pairs(connection: Connection, query: Select[Any]) -> dict[str, Any]:
    return {row[0]: row[1] for row in connection.execute(query)}


def _check(store: Store, coders: Sequence[str], overlap: float, stratify: Sequence[str], count: int | None) -> None:
    known = {one.name for one in all_coders(store) if one.active and one.role != "reader"}
    if unknown := [one for one in coders if one not in known]:
        there = ", ".join(sorted(known)) or "none"
        raise InputError(f"{', '.join(unknown)}: no active coder of that name; there are {there}")
    if not coders or len(set(coders)) != len(coders):
        raise InputError("name each coder once, and at least one")
    if not 0 <= overlap <= 1:
        raise InputError(f"overlap is {overlap}; give a share from 0 to 1")
    if wrong := [one for one in stratify if one not in STRATA]:
        raise InputError(f"{', '.join(wrong)}: cannot stratify by that; there are {', '.join(STRATA)}")
    if count is not None and count < 1:
        raise InputError(f"{count} articles cannot be given out; give a number from 1")


def _free_documents(store: Store, stratify: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    d, p = schema.documents, schema.publications
    taken = select(schema.assignments.c.subject)
    query = (
        select(d.c.id, d.c.outlet, p.c.outlet.label("found"), p.c.published_from)
        .outerjoin(p, p.c.document_id == d.c.id)
        .where(d.c.present, d.c.id.not_in(taken))
        .order_by(d.c.path, d.c.position, d.c.id)
    )
    made = []
    with store.reading() as connection:
        for row in connection.execute(query):
            day = row.published_from
            parts = {
                "outlet": outlet_of(row),
                "year": str(day.year) if day else "",
                "month": day.strftime("%Y-%m") if day else "",
            }
            made.append((row.id, tuple(parts[name] for name in stratify)))
    return made


def _in_proportion(groups: dict[tuple[str, ...], list[str]], count: int) -> list[str]:
    """`count` items, from each group its share (largest remainders), groups in order of their key."""
    total = sum(map(len, groups.values()))
    if not total or not count:
        return []
    exact = {key: count * len(found) / total for key, found in groups.items()}
    take = {key: int(share) for key, share in exact.items()}
    for key in sorted(groups, key=lambda one: (take[one] - exact[one], one))[: count - sum(take.values())]:
        take[key] += 1
    return [one for key in sorted(groups) for one in groups[key][: take[key]]]
