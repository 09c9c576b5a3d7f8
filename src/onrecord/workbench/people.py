"""Actors as coders mend them: merged, split, renamed, given roles; each a decision that can be undone.

Every function that changes something takes a `Request` and gives the `Outcome` of its decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import uuid4

from ..errors import InputError
from ..record import Actor, ActorKind, JsonValue, Passage, Role, Verdict
from ..store import Store
from ..store import actors as speakers
from .asking import Request
from .deciding import Outcome, decide


def actor(store: Store, actor_id: str) -> Actor:
    """One actor without its mentions. InputError for an unknown id."""
    with store.reading() as connection:
        found = speakers.actor_by_id(connection, actor_id)
    if found is None:
        raise InputError(f"there is no actor {actor_id!r}; it may have been merged: look for its name")
    return found


def merge_actors(store: Store, request: Request, keep: str, others: Sequence[str]) -> Outcome:
    """Makes `others` and `keep` one actor, under the name of `keep`; the other names become its aliases."""
    if keep in others or not others:
        raise InputError("to merge takes two different actors at least")
    for each in (keep, *others):
        actor(store, each)
    values: dict[str, JsonValue] = {"same": [{"id": each} for each in others]}
    return decide(store, [request.decision(f"actor:{keep}", Verdict.EDIT, values)])


def split_actor(
    store: Store,
    request: Request,
    actor_id: str,
    mentions: Sequence[Passage],
    *,
    into: str | None = None,
    name: str | None = None,
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
    return decide(store, [request.decision(f"actor:{actor_id}", Verdict.EDIT, values)])


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
    return decide(store, [request.decision(f"actor:{actor_id}", Verdict.EDIT, facts)])


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
