"""Actors as coders see and mend them: found, merged, split, renamed, given roles; each a decision that can be undone.

Every function that changes something takes a `Request` and gives the `Outcome` of its decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import String, cast, func, or_, select

from ..errors import InputError
from ..record import Actor, ActorKind, Decision, JsonValue, Passage, Role, Verdict
from ..store import Store, journal
from ..store import actors as speakers
from ..store.schema import actor_mentions, actors, documents, sayings, statements
from .asking import Request
from .deciding import Outcome, decide, preview

_AROUND = 80  # code points of text on either side of a mention


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in a list, with how often it speaks and is mentioned."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    n_statements: int
    n_sayings: int
    n_mentions: int


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an actor in its article: `before`, `words` and `after` are the article's own."""

    passage: Passage
    title: str
    before: str
    words: str
    after: str
    type: str


def find_actors(
    store: Store, words: str = "", *, kind: ActorKind | None = None, n: int = 50, offset: int = 0
) -> list[ActorRow]:
    """Actors whose name or alias holds all the words, those who make most statements first."""
    n_statements = (
        select(statements.c.actor_id, func.count().label("n")).group_by(statements.c.actor_id).subquery("of_statements")
    )
    query = select(actors, func.coalesce(n_statements.c.n, 0).label("n_statements")).outerjoin(
        n_statements, n_statements.c.actor_id == actors.c.id
    )
    for word in words.lower().split():
        pattern = f"%{_escaped(word)}%"
        query = query.where(
            or_(
                func.lower(actors.c.name).like(pattern, escape="\\"),
                func.lower(cast(actors.c.aliases, String)).like(pattern, escape="\\"),
            )
        )
    if kind is not None:
        query = query.where(actors.c.kind == kind.value)
    order = (func.coalesce(n_statements.c.n, 0).desc(), actors.c.position, actors.c.id)
    with store.reading() as connection:
        rows = connection.execute(query.order_by(*order).limit(n).offset(offset)).all()
        ids = [row.id for row in rows]
        counts = []
        for table in (sayings, actor_mentions):
            counted = select(table.c.actor_id, func.count()).where(table.c.actor_id.in_(ids))
            counts.append(dict(map(tuple, connection.execute(counted.group_by(table.c.actor_id)))))
    return [
        ActorRow(
            row.id,
            row.name,
            ActorKind(row.kind),
            tuple(row.aliases),
            row.n_statements,
            counts[0].get(row.id, 0),
            counts[1].get(row.id, 0),
        )
        for row in rows
    ]


def actor(store: Store, actor_id: str) -> Actor:
    """One actor without its mentions. InputError for an unknown id."""
    with store.reading() as connection:
        found = speakers.actor_by_id(connection, actor_id)
    if found is None:
        raise InputError(f"there is no actor {actor_id!r}; it may have been merged: look for its name")
    return found


def mentions_of(store: Store, actor_id: str, *, n: int = 50, offset: int = 0) -> list[Named]:
    """The places that name an actor, with the words around each."""
    own = actor_mentions.c
    query = (
        select(own.document_id, own.start, own.end, own.type, documents.c.title, documents.c.path, documents.c.text)
        .join(documents, documents.c.id == own.document_id)
        .where(own.actor_id == actor_id, documents.c.present)
        .order_by(own.position)
    )
    with store.reading() as connection:
        rows = connection.execute(query.limit(n).offset(offset)).all()
    return [
        Named(
            Passage(row.document_id, row.start, row.end),
            row.title or row.path,
            row.text[max(0, row.start - _AROUND) : row.start],
            row.text[row.start : row.end],
            row.text[row.end : row.end + _AROUND],
            row.type,
        )
        for row in rows
    ]


def merge_actors(
    store: Store, request: Request, keep: str, others: Sequence[str], *, try_only: bool = False
) -> Outcome:
    """Makes `others` and `keep` one actor, under the name of `keep`; the other names become its aliases."""
    if keep in others or not others:
        raise InputError("to merge takes two different actors at least")
    for each in (keep, *others):
        actor(store, each)
    values: dict[str, JsonValue] = {"same": [{"id": each} for each in others]}
    return _do(store, [request.decision(f"actor:{keep}", Verdict.EDIT, values)], try_only)


def split_actor(
    store: Store,
    request: Request,
    actor_id: str,
    mentions: Sequence[Passage],
    *,
    into: str | None = None,
    name: str | None = None,
    try_only: bool = False,
) -> Outcome:
    """Gives these mentions, with the sayings whose source they are, to another actor: `into`, else a new one.

    A mention in an article in which the actor is not anchored takes all its mentions there along.
    """
    actor(store, actor_id)
    if not mentions:
        raise InputError("choose the mentions that name somebody else")
    if into is not None:
        actor(store, into)
    parted: dict[str, JsonValue] = {"id": into} if into else {"name": name} if name else {}
    places: list[JsonValue] = [[each.document_id, each.start, each.end] for each in mentions]
    values: dict[str, JsonValue] = {"apart": places, "parted": parted}
    return _do(store, [request.decision(f"actor:{actor_id}", Verdict.EDIT, values)], try_only)


def edit_actor(
    store: Store,
    request: Request,
    actor_id: str,
    *,
    name: str | None = None,
    kind: ActorKind | None = None,
    aliases: Sequence[str] | None = None,
    roles: Sequence[Role] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> Outcome:
    """Changes the facts given; roles and aliases stand instead of those there were, attributes are added to them."""
    actor(store, actor_id)
    facts = _facts(name, kind, aliases, roles, attributes)
    if not facts:
        raise InputError("nothing to change: give a name, kind, aliases, roles or attributes")
    return _do(store, [request.decision(f"actor:{actor_id}", Verdict.EDIT, facts)])


def add_actor(
    store: Store,
    request: Request,
    name: str,
    *,
    kind: ActorKind = ActorKind.PERSON,
    aliases: Sequence[str] | None = None,
    roles: Sequence[Role] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> str:
    """Makes an actor that no article names; gives its id."""
    actor_id = f"by-hand-{uuid4().hex[:12]}"
    facts = _facts(name, kind, aliases, roles, attributes)
    decide(store, [request.decision(f"actor:{actor_id}", Verdict.ADD, facts)])
    return actor_id


def actor_history(store: Store, actor_id: str) -> list[Decision]:
    """All decisions on an actor, withdrawals too, oldest first."""
    with store.reading() as connection:
        return journal.decisions_on(connection, [f"actor:{actor_id}"])


def _do(store: Store, decisions: Sequence[Decision], try_only: bool = False) -> Outcome:
    return preview(store, decisions) if try_only else decide(store, decisions)


def _facts(
    name: str | None,
    kind: ActorKind | None,
    aliases: Sequence[str] | None,
    roles: Sequence[Role] | None,
    attributes: Mapping[str, str] | None,
) -> dict[str, JsonValue]:
    facts: dict[str, JsonValue] = {}
    if name is not None:
        if not name.strip():
            raise InputError("an actor needs a name")
        facts["name"] = name.strip()
    if kind is not None:
        facts["kind"] = kind.value
    if aliases is not None:
        facts["aliases"] = list(dict.fromkeys(each.strip() for each in aliases if each.strip()))
    if roles is not None:
        facts["roles"] = [
            {
                "title": each.title,
                "organization": each.organization,
                "valid_from": each.valid_from.isoformat() if each.valid_from else None,
                "valid_to": each.valid_to.isoformat() if each.valid_to else None,
                "evidence": [each.evidence.document_id, each.evidence.start, each.evidence.end]
                if each.evidence
                else None,
            }
            for each in roles
        ]
    if attributes is not None:
        facts["attributes"] = dict(attributes)
    return facts


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
