"""Actors: the list, one of them with all that is known, and the decisions that merge, split and name them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from sqlalchemy import select
from starlette.responses import RedirectResponse, Response

from ...errors import InputError
from ...record import ActorKind, Passage, Role
from ...store import actors as speakers
from ...store import schema
from ...workbench import people
from ...workbench.actor_pages import (
    SORTS,
    actor_mentions,
    actor_rows,
    actor_sayings,
    actor_sheet,
    kind_counts,
    tried,
)
from ...workbench.asking import Request as Asked
from ...workbench.seeing import hidden_from
from ...workbench.statements import Wanted
from ..access import Account
from ..bench import Bench, TheAccount, TheBench
from ..pages import page
from ..shared import index_of, notice, reader_of
from .codebook import Strict
from .overview import seen

router = APIRouter()
PAGE = 100
LISTED = 30  # statements that a preview lists
_Id = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
_PLAIN = r"^[^\x00]*$"  # PostgreSQL holds no text with a null character
_Line = Annotated[str, Field(max_length=300, pattern=_PLAIN)]
_Name = Annotated[str, Field(max_length=60, pattern=_PLAIN)]
_Words = Annotated[str, Query(max_length=200)]
_Offset = Annotated[int, Query(ge=0, le=10_000_000)]
_Limit = Annotated[int, Query(ge=1, le=200)]
_Mention = tuple[_Id, Annotated[int, Field(ge=0, le=2**31)], Annotated[int, Field(ge=1, le=2**31)]]
_Kind = Literal["", "person", "organization", "state", "group"]


class RoleIn(Strict):
    """An office held; days are ISO texts, empty where they are not known."""

    title: Annotated[str, Field(min_length=1, max_length=300, pattern=_PLAIN)]
    organization: _Line = ""
    valid_from: Annotated[str, Field(max_length=10)] = ""
    valid_to: Annotated[str, Field(max_length=10)] = ""
    evidence: _Mention | None = None


class ActorIn(Strict):
    """What a person may say of an actor; what is left out stays as it is."""

    name: _Line | None = None
    kind: ActorKind | None = None
    aliases: Annotated[list[_Line], Field(max_length=200)] | None = None
    roles: Annotated[list[RoleIn], Field(max_length=100)] | None = None
    attributes: (
        Annotated[dict[Annotated[str, Field(max_length=60, pattern=_PLAIN)], _Line], Field(max_length=60)] | None
    ) = None


class Changed(Strict):
    actor: _Id
    values: ActorIn


class NewActor(Strict):
    name: Annotated[str, Field(min_length=1, max_length=300, pattern=_PLAIN)]
    kind: ActorKind = ActorKind.PERSON


class Merger(Strict):
    into: _Id
    actors: list[_Id] = Field(min_length=1, max_length=200)
    preview: bool = True


class Split(Strict):
    """Mentions that are somebody else: an actor on record (`into`), or one by a new name."""

    actor: _Id
    mentions: list[_Mention] = Field(min_length=1, max_length=5_000)
    into: Annotated[str, Field(max_length=200)] = ""
    name: _Line = ""
    preview: bool = True


@router.get("/actors", include_in_schema=False)
def actors(
    request: Request,
    bench: TheBench,
    account: TheAccount,
    words: str = "",
    kind: str = "",
    sort: str = "sayings",
    number: int = 1,
) -> Response:
    kind = kind if kind in {one.value for one in ActorKind} else ""
    sort = sort if sort in SORTS else SORTS[0]
    number, words = min(max(1, number), 100_000), words[:200]
    store = bench.project.store
    rows, count = actor_rows(
        store, words=words, kind=kind, sort=sort, offset=(number - 1) * PAGE, limit=PAGE,
        reader=reader_of(bench, account),
    )  # fmt: skip
    kinds = kind_counts(store, words)
    return page(
        request, "actors.html.j2", here="/actors", rows=rows, count=count, words=words, kind=kind, sort=sort,
        sorts=SORTS, number=number, kinds=kinds, n_all=sum(kinds.values()), n_pages=max(1, -(-count // PAGE)),
        first=(number - 1) * PAGE + 1,
    )  # fmt: skip


@router.get("/api/actors")
def listed(
    bench: TheBench,
    account: TheAccount,
    words: _Words = "",
    kind: _Kind = "",
    sort: Literal["sayings", "mentions", "name"] = "sayings",
    offset: _Offset = 0,
    limit: _Limit = PAGE,
) -> dict[str, Any]:
    """A stretch of the actors; `words` are looked for in names and aliases."""
    rows, count = actor_rows(
        bench.project.store, words=words, kind=kind, sort=sort, offset=offset, limit=limit,
        reader=reader_of(bench, account),
    )  # fmt: skip
    return {"count": count, "offset": offset, "rows": rows}


@router.get("/actors/{actor}", include_in_schema=False)
def one(actor: str, request: Request, bench: TheBench, account: TheAccount) -> Response:
    try:
        sheet = actor_answer(bench, account, actor)
    except KeyError:
        if (now := _now_called(bench, actor)) is not None:
            return RedirectResponse(f"/actors/{now}", 303)
        raise
    return page(request, "actors_one.html.j2", here="/actors", actor=sheet)


@router.get("/api/actors/{actor}")
def again(actor: str, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """One actor as it stands now, with the first mentions and sayings."""
    return actor_answer(bench, account, actor)


@router.get("/api/actors/{actor}/mentions")
def mentioned(actor: str, bench: TheBench, offset: _Offset = 0, limit: _Limit = 50) -> dict[str, Any]:
    """A stretch of the places where an actor is mentioned."""
    return actor_mentions(bench.project.store, actor, offset=offset, limit=limit)


@router.get("/api/actors/{actor}/sayings")
def said(actor: str, bench: TheBench, account: TheAccount, offset: _Offset = 0, limit: _Limit = 50) -> dict[str, Any]:
    """A stretch of what an actor is reported to have said."""
    return actor_sayings(bench.project.store, actor, reader=reader_of(bench, account), offset=offset, limit=limit)


@router.post("/api/actors")
def added(given: NewActor, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Makes an actor by hand."""
    name = " ".join(given.name.split())
    if not name:
        raise InputError("an actor needs a name")
    identifier = people.add_actor(bench.project.store, Asked(account.name), name, kind=given.kind)
    notice(bench, account)
    return {"id": identifier}


@router.post("/api/actors/change")
def changed(given: Changed, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Renames an actor, or says its kind, aliases, roles and attributes."""
    store, values = bench.project.store, given.values
    known = people.actor(store, given.actor)
    attributes = values.attributes
    if attributes is not None:
        # Attributes add up in the journal: an empty one takes the earlier one away.
        said = {name.strip(): text.strip() for name, text in attributes.items() if name.strip()}
        attributes = dict.fromkeys(known.attributes, "") | said
    people.edit_actor(
        store,
        Asked(account.name),
        known.id,
        name=None if values.name is None else " ".join(values.name.split()),
        kind=values.kind,
        aliases=None if values.aliases is None else [" ".join(one.split()) for one in values.aliases],
        roles=None if values.roles is None else [_role(one) for one in values.roles],
        attributes=attributes,
    )
    notice(bench, account)
    return {"id": known.id}


@router.post("/api/actors/merge")
def merged(given: Merger, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """What a merger brings together; with `preview` false it is made. The first actor keeps its name."""
    store = bench.project.store
    gone = [one for one in dict.fromkeys(given.actors) if one != given.into]

    def act() -> None:
        people.merge_actors(store, Asked(account.name), given.into, gone)

    if not given.preview:
        act()
        notice(bench, account)
        return {"id": given.into}
    before = [actor_answer(bench, account, people.actor(store, one).id, whole=False) for one in (given.into, *gone)]
    found = index_of(bench).rows(seen(bench, account, Wanted(actor=tuple(gone))), limit=LISTED)
    return {
        "into": before[0],
        "gone": before[1:],
        "after": tried(store, act, lambda: actor_answer(bench, account, given.into, whole=False)),
        "kinds_differ": len({one["kind"] for one in before}) > 1,
        "n_statements": found["count"],
        "statements": found["rows"],
    }


@router.post("/api/actors/split")
def split(given: Split, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """What becomes of mentions that are somebody else; with `preview` false it is done."""
    store, name = bench.project.store, " ".join(given.name.split())
    actor = people.actor(store, given.actor)
    into = people.actor(store, given.into) if given.into else None
    if into is not None and into.id == actor.id:
        raise InputError("that is the same actor; choose another one, or give a new name")
    if into is None and not name:
        raise InputError("say who it is: choose an actor, or give a new name")
    places = [Passage(*one) for one in dict.fromkeys(given.mentions) if one[1] < one[2]]
    before = actor_answer(bench, account, actor.id, whole=False)
    if len(places) >= before["n_mentions"]:
        raise InputError("these are all mentions of this actor: rename it, or merge it with the other one, instead")

    def act() -> None:
        people.split_actor(
            store, Asked(account.name), actor.id, places, into=into.id if into else None, name=None if into else name
        )

    def other() -> str:
        with store.reading() as connection:
            found = speakers.actor_at(connection, places[0]) if places else None
        return found.id if found else actor.id

    if not given.preview:
        act()
        notice(bench, account)
        return {"id": other()}

    def look() -> tuple[dict[str, Any] | None, dict[str, Any]]:
        return _sheet_or_none(bench, account, actor.id), actor_answer(bench, account, other(), whole=False)

    left, moved = tried(store, act, look)
    return {
        "before": before,
        "left": left,
        "other": {**moved, "is_new": into is None, "name": into.name if into else name},
        "n_chosen": len(places),
    }


# --- what they share -----------------------------------------------------------------------------------------------


def actor_answer(bench: Bench, account: Account, actor: str, *, whole: bool = True) -> dict[str, Any]:
    store, reader = bench.project.store, reader_of(bench, account)
    sheet = actor_sheet(store, actor, reader)
    if not whole:
        return sheet
    return {
        **sheet,
        "mentions": actor_mentions(store, actor),
        "sayings": actor_sayings(store, actor, reader=reader),
        "kinds": [kind.value for kind in ActorKind],
        "blind": bool(hidden_from(store, reader)),
    }


def _sheet_or_none(bench: Bench, account: Account, actor: str) -> dict[str, Any] | None:
    try:
        return actor_answer(bench, account, actor, whole=False)
    except KeyError:
        return None


def _now_called(bench: Bench, identifier: str) -> str | None:
    """Who stands now for an actor that was merged into another: the one at the place where it was last decided on."""
    d = schema.decisions
    with bench.project.store.reading() as connection:
        rows = connection.execute(
            select(d.c["values"]).where(d.c.subject.startswith("actor:")).order_by(d.c.number.desc()).limit(500)
        ).scalars()
        for values in rows:
            for each in values.get("same") or ():
                if each.get("id") == identifier and each.get("anchor"):
                    found = speakers.actor_at(connection, Passage(*each["anchor"]))
                    return None if found is None or found.id == identifier else found.id
    return None


def _role(given: RoleIn) -> Role:
    days: list[date | None] = []
    for words in (given.valid_from, given.valid_to):
        try:
            days.append(date.fromisoformat(words) if words else None)
        except ValueError as error:
            raise InputError(f"{words!r} is no day; write it as 2031-05-04") from error
    if days[0] and days[1] and days[0] > days[1]:
        raise InputError(f"{given.title} ends before it begins")
    place = Passage(*given.evidence) if given.evidence and given.evidence[1] < given.evidence[2] else None
    return Role(" ".join(given.title.split()), given.organization.strip() or None, days[0], days[1], place)
