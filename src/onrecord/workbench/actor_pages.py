"""Actors as their pages show them: a page of the list, one actor whole, its mentions and sayings with their words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Integer, Select, case, cast, func, literal, select

from ..dossier.wording import date_words, one_line
from ..errors import UnknownId
from ..record import MAYBE_TWO, SPEAKS_FOR, ActorKind
from ..store import Store, schema
from ..store.actors import spoke_beside
from ..store.listed import listed
from ..store.searching import holds, rows_with
from ..store.values import batches, date_range
from .articles import outlet_of
from .cards import role_words
from .concept_pages import open_to
from .seeing import Reader

Seen = TypeVar("Seen")
AROUND = 70  # characters of the text shown on either side of a mention
SORTS = ("sayings", "mentions", "name")


def actor_rows(
    store: Store,
    *,
    words: str = "",
    kind: str = "",
    sort: str = "sayings",
    offset: int = 0,
    limit: int = 100,
    reader: Reader = None,
) -> tuple[list[dict[str, Any]], int]:
    """A stretch of the list, the most quoted first, and how many there are; `words` are looked for in names and
    aliases. Articles that the reader codes blind are left out of the counts and of the order."""
    a, y, m = schema.actors, schema.sayings, schema.actor_mentions
    wanted = _wanted(words, kind)
    column = {"sayings": y.c.actor_id, "mentions": m.c.actor_id}.get(sort)
    query: Select[Any] = select(a)
    if column is not None:
        used = select(column.label("actor_id"), func.count().label("n")).group_by(column)
        uses = (open_sayings(used, reader) if sort == "sayings" else used).subquery()
        query = select(a, func.coalesce(uses.c.n, 0).label("n")).outerjoin(uses, uses.c.actor_id == a.c.id)
        query = query.order_by(func.coalesce(uses.c.n, 0).desc(), a.c.name, a.c.id)
    else:
        query = query.order_by(func.lower(a.c.name), a.c.id)
    with store.reading() as connection:
        count = connection.execute(select(func.count()).select_from(a).where(wanted)).scalar_one()
        rows = connection.execute(query.where(wanted).limit(limit).offset(offset)).all()
        ids = [row.id for row in rows]
        known = {sort: {row.id: row.n for row in rows}} if column is not None else {}
        n_mentions, n_sayings, n_statements = (
            known.get(name) or _counts(connection, table, ids, reader)
            for name, table in (("mentions", m), ("sayings", y), ("statements", schema.statements))
        )
    return [
        {
            "id": row.id,
            "name": row.name,
            "kind": row.kind,
            "role": role_words(row.roles),
            "aliases": [alias for alias in row.aliases if alias != row.name],
            "n_mentions": n_mentions.get(row.id, 0),
            "n_sayings": n_sayings.get(row.id, 0),
            "n_statements": n_statements.get(row.id, 0),
            "by_hand": row.origin.startswith("coder:"),
            "doubtful": bool(row.attributes.get(MAYBE_TWO)),
        }
        for row in rows
    ], int(count)


def first_roles(store: Store, actor_ids: Iterable[str]) -> dict[str, str]:
    """Actor id -> its first role in words, "" for none; unknown ids are left out."""
    return {row.id: role_words(row.roles) for row in rows_with(store, schema.actors, "id", actor_ids)}


def kind_counts(store: Store, words: str = "") -> dict[str, int]:
    a = schema.actors
    with store.reading() as connection:
        found = {
            row[0]: int(row[1])
            for row in connection.execute(select(a.c.kind, func.count()).where(_wanted(words, "")).group_by(a.c.kind))
        }
    return {kind.value: found.get(kind.value, 0) for kind in ActorKind}


def actor_sheet(store: Store, actor_id: str, reader: Reader = None) -> dict[str, Any]:
    """One actor with all that is known of it, and how much rests on it; `doubts` are two introductions that may be
    those of two persons, until somebody splits the actor or empties its attribute `MAYBE_TWO`; `speaks_for` is
    a name. UnknownId for any other id."""
    a, t = schema.actors, schema.statements
    with store.snapshot(), store.reading() as connection:
        row = connection.execute(select(a).where(a.c.id == actor_id)).first()
        if row is None:
            raise UnknownId(f"actor {actor_id}")
        counts = {
            name: _counts(connection, table, [actor_id], reader).get(actor_id, 0)
            for name, table in (("n_mentions", schema.actor_mentions), ("n_sayings", schema.sayings))
        }
        besides = select(func.count()).select_from(schema.sayings).where(spoke_beside(actor_id))
        counts["n_sayings"] += int(connection.execute(open_sayings(besides, reader)).scalar_one())
        stated = connection.execute(
            select(t.c.status, func.count()).where(t.c.actor_id == actor_id, open_to(reader, t)).group_by(t.c.status)
        ).all()
        evidence = [role["evidence"] for role in row.roles if role.get("evidence")]
        doubted = [(str(one[0]), int(one[1]), int(one[2])) for one in json.loads(row.attributes.get(MAYBE_TWO) or "[]")]
        shown = _quoted(connection, [*(tuple(each) for each in evidence), *doubted])
        n_articles = connection.execute(
            select(func.count(func.distinct(schema.actor_mentions.c.document_id))).where(
                schema.actor_mentions.c.actor_id == actor_id
            )
        ).scalar_one()
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "aliases": list(row.aliases),
        "roles": [
            {**role, "evidence": shown.get(tuple(role["evidence"])) if role.get("evidence") else None}
            for role in row.roles
        ],
        "attributes": {
            name: text for name, text in row.attributes.items() if text and name not in (MAYBE_TWO, SPEAKS_FOR)
        },
        "speaks_for": row.attributes.get(SPEAKS_FOR) or "",
        "doubts": [shown[one] for one in doubted] if all(one in shown for one in doubted) else [],
        "origin": row.origin,
        **counts,
        "n_articles": int(n_articles),
        "n_statements": sum(n for _, n in stated),
        "n_accepted": sum(n for status, n in stated if status == "accepted"),
    }


def actor_mentions(store: Store, actor_id: str, *, offset: int = 0, limit: int = 50) -> dict[str, Any]:
    """Where an actor is mentioned, each with the words around it, article by article."""
    m = schema.actor_mentions
    mine = m.c.actor_id == actor_id
    with store.reading() as connection:
        count = connection.execute(select(func.count()).select_from(m).where(mine)).scalar_one()
        rows = connection.execute(
            select(m.c.document_id, m.c.start, m.c.end, m.c.type)
            .where(mine)
            .order_by(m.c.document_id, m.c.start)
            .limit(limit)
            .offset(offset)
        ).all()
        shown = _quoted(connection, [(row.document_id, row.start, row.end) for row in rows])
    return {
        "count": int(count),
        "offset": offset,
        "rows": [{**shown[row.document_id, row.start, row.end], "type": row.type} for row in rows],
    }


def actor_sayings(
    store: Store, actor_id: str, *, reader: Reader = None, offset: int = 0, limit: int = 50
) -> dict[str, Any]:
    """What an actor is reported to have said, the latest first; articles that the reader codes blind are left out."""
    y, a, d, p = schema.sayings, schema.attributions, schema.documents, schema.publications
    query = (
        select(
            y.c.attribution_id, y.c.said_from, y.c.said_to, y.c.said_precision, y.c.resolved_by, a.c.document_id,
            a.c.content, a.c.cue, d.c.text, d.c.outlet, p.c.outlet.label("found"),
        )
        .select_from(y.join(a, a.c.id == y.c.attribution_id).join(d, d.c.id == a.c.document_id))
        .outerjoin(p, p.c.document_id == d.c.id)
    )  # fmt: skip
    with store.snapshot(), store.reading() as connection:
        count, chosen = _latest(connection, actor_id, reader, offset, limit)
        shown = query.where(y.c.attribution_id.in_(chosen))
        rows = {row.attribution_id: row for row in connection.execute(shown)}
    return {"count": count, "offset": offset, "rows": [_saying(rows[one]) for one in chosen]}


def _latest(connection: Connection, actor_id: str, reader: Reader, offset: int, limit: int) -> tuple[int, list[str]]:
    """How many sayings an actor has, alone or beside others, and a stretch of them, the latest first, those without a
    day last. Read from an index: only the stretch is looked at, however many there are."""
    y = schema.sayings.c
    alone, beside = (
        open_sayings(select(y.attribution_id, y.said_to, y.position).where(speaks), reader)
        for speaks in (y.actor_id == actor_id, spoke_beside(actor_id))
    )
    fellows = connection.execute(beside).all()
    counts = select(func.count(), func.count(y.said_to)).where(y.actor_id == actor_id)
    count, n_dated = connection.execute(open_sayings(counts, reader)).one()
    first = 0 if fellows else offset  # with others between them, all up to the stretch are put in order
    wanted = offset + limit - first
    dated = alone.where(y.said_to.is_not(None)).order_by(y.said_to.desc(), y.position)
    rows = list(connection.execute(dated.offset(first).limit(wanted))) if first < n_dated else []
    if len(rows) < wanted:
        undated = alone.where(y.said_to.is_(None)).order_by(y.position)
        rows += connection.execute(undated.offset(max(0, first - n_dated)).limit(wanted - len(rows))).all()
    if fellows:
        rows += fellows
        rows.sort(key=lambda row: (row.said_to is None, -row.said_to.toordinal() if row.said_to else 0, row.position))
    return count + len(fellows), [row.attribution_id for row in rows[offset - first : offset - first + limit]]


class _Tried(Exception):
    pass


def tried(store: Store, act: Callable[[], None], look: Callable[[], Seen]) -> Seen:
    """What `look` sees after `act`; then all of it is taken back."""
    found: list[Seen] = []
    try:
        with store.transaction():
            act()
            found.append(look())
            raise _Tried
    except _Tried:
        return found[0]


def _saying(row: Any) -> dict[str, Any]:
    said = date_range(row.said_from, row.said_to, row.said_precision)
    return {
        "attribution": row.attribution_id,
        "document": row.document_id,
        "outlet": outlet_of(row) or "outlet not known",
        "said": date_words(said) if said.known else "no date",
        "cue": one_line(" … ".join(row.text[start:end] for start, end in row.cue), 60),
        "words": one_line(" … ".join(row.text[start:end] for start, end in row.content), 400),
        "by": row.resolved_by,
    }


def _quoted(
    connection: Connection, passages: Sequence[tuple[str, int, int]]
) -> dict[tuple[str, int, int], dict[str, Any]]:
    """Passage -> its words with a little before and after, cut by the database, and the article they stand in."""
    d, p = schema.documents, schema.publications
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    heads: dict[str, Any] = {}
    for batch in batches({document for document, _, _ in passages}):
        query = select(d.c.id, d.c.title, d.c.path, d.c.outlet, p.c.outlet.label("found"))
        heads |= {
            r.id: r for r in connection.execute(query.outerjoin(p, p.c.document_id == d.c.id).where(d.c.id.in_(batch)))
        }
    marks = _marks(connection, heads)
    cut = _cut(connection, passages)
    for document, start, end in passages:
        head = heads.get(document)
        if head is None:
            continue
        first, words = max(0, start - AROUND), cut[document, start, end]
        found[document, start, end] = {
            "passage": [document, start, end],
            "document": document,
            "attribution": next((mark for mark, a, b in marks.get(document, ()) if a < end and start < b), ""),
            "title": one_line(head.title or head.path, 90),
            "outlet": outlet_of(head) or "outlet not known",
            "before": _before(words[: start - first], whole=first == 0),
            "words": words[start - first : end - first],
            "after": _after(words[end - first :], whole=len(words) < end - first + AROUND),
        }
    return found


def _cut(connection: Connection, passages: Sequence[tuple[str, int, int]]) -> dict[tuple[str, int, int], str]:
    """Passage -> its words with those around it, all cut out of their texts by one query."""
    d = schema.documents.c
    wanted = listed(connection, passages, document=str, start=int, end=int)
    start, end = cast(wanted.c.start, Integer), cast(wanted.c.end, Integer)
    first = case((start > AROUND, start - AROUND), else_=0)
    query = select(wanted.c.document, start, end, func.substr(d.text, first + 1, end - first + AROUND))
    rows = connection.execute(query.join(schema.documents, d.id == wanted.c.document))
    return {(document, start, end): words for document, start, end, words in rows}


def _marks(connection: Connection, documents: Iterable[str]) -> dict[str, list[tuple[str, int, int]]]:
    """Document id -> (attribution, start, end) of sources, then of contents: where the reader can be opened."""
    a = schema.attributions
    sources: dict[str, list[tuple[str, int, int]]] = {}
    contents: dict[str, list[tuple[str, int, int]]] = {}
    for batch in batches(documents):
        query = select(a.c.id, a.c.document_id, a.c.source, a.c.content).where(a.c.document_id.in_(batch))
        for row in connection.execute(query):
            sources.setdefault(row.document_id, []).extend((row.id, start, end) for start, end in row.source)
            contents.setdefault(row.document_id, []).extend((row.id, start, end) for start, end in row.content)
    return {one: sources.get(one, []) + contents.get(one, []) for one in {*sources, *contents}}


def _before(words: str, *, whole: bool) -> str:
    """The end of a paragraph from a whole word on, with "…" where it was cut."""
    paragraph = words.rpartition("\n")[2]
    return paragraph if whole or paragraph != words else f"… {paragraph.partition(' ')[2]}"


def _after(words: str, *, whole: bool) -> str:
    paragraph = words.partition("\n")[0]
    return paragraph if whole or paragraph != words else f"{paragraph.rpartition(' ')[0]} …"


def _wanted(words: str, kind: str) -> Any:
    a = schema.actors
    condition: ColumnElement[bool] = literal(True)
    words = words.replace("\x00", "")
    if words.strip():
        condition = holds(words, a.c.name, a.c.aliases)
    return condition & (a.c.kind == kind) if kind else condition


def _counts(connection: Connection, table: Any, ids: Sequence[str], reader: Reader) -> Mapping[str, int]:
    query = select(table.c.actor_id, func.count()).where(table.c.actor_id.in_(list(ids))).group_by(table.c.actor_id)
    if table is schema.sayings:
        query = open_sayings(query, reader)
    elif table is schema.statements:
        query = query.where(open_to(reader, table))
    return {row[0]: row[1] for row in connection.execute(query)}


def open_sayings(query: Any, reader: Reader) -> Any:
    """Sayings in articles that this reader may see; other coders move them between actors in the others."""
    if reader is None:
        return query
    a = schema.attributions
    return query.where(schema.sayings.c.attribution_id.in_(select(a.c.id).where(open_to(reader, a))))
