"""What is decided on actors: made by hand, named, merged, split; each with its preview."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from ...errors import InputError, UnknownId
from ...record import MAYBE_TWO, SPEAKS_FOR, ActorKind, Passage, Role
from ...store import actors as speakers
from ...workbench import people
from ...workbench.actor_pages import tried
from ...workbench.asking import Request as Asked
from ...workbench.merging import merged_sheet
from ...workbench.statements import Wanted
from ..access import Account
from ..bench import Bench, TheAccount, TheBench
from ..fields import PLAIN, Id, Line, Strict
from ..shared import index_of, notice, reader_of
from .actors import actor_answer
from .overview import seen

router = APIRouter()
LISTED = 30  # statements that a preview lists
_Mention = tuple[Id, Annotated[int, Field(ge=0, le=2**31)], Annotated[int, Field(ge=1, le=2**31)]]


class RoleIn(Strict):
    """An office held; days are ISO texts, empty where they are not known."""

    title: Annotated[str, Field(min_length=1, max_length=300, pattern=PLAIN)]
    organization: Line = ""
    valid_from: Annotated[str, Field(max_length=10)] = ""
    valid_to: Annotated[str, Field(max_length=10)] = ""
    evidence: _Mention | None = None


class ActorIn(Strict):
    """What a person may say of an actor; what is left out stays as it is."""

    name: Line | None = None
    kind: ActorKind | None = None
    aliases: Annotated[list[Line], Field(max_length=200)] | None = None
    roles: Annotated[list[RoleIn], Field(max_length=100)] | None = None
    attributes: (
        Annotated[dict[Annotated[str, Field(max_length=60, pattern=PLAIN)], Line], Field(max_length=60)] | None
    ) = None


class Changed(Strict):
    actor: Id
    values: ActorIn


class NewActor(Strict):
    name: Annotated[str, Field(min_length=1, max_length=300, pattern=PLAIN)]
    kind: ActorKind = ActorKind.PERSON


class Merger(Strict):
    into: Id
    actors: list[Id] = Field(min_length=1, max_length=200)
    preview: bool = True


class Split(Strict):
    """Mentions that are somebody else: an actor on record (`into`), or one by a new name."""

    actor: Id
    mentions: list[_Mention] = Field(min_length=1, max_length=5_000)
    into: Annotated[str, Field(max_length=200)] = ""
    name: Line = ""
    preview: bool = True


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
        attributes = {name: "" for name in known.attributes if name not in (MAYBE_TWO, SPEAKS_FOR)} | said
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
        "after": merged_sheet(store, given.into, gone, reader_of(bench, account)),
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


def _sheet_or_none(bench: Bench, account: Account, actor: str) -> dict[str, Any] | None:
    try:
        return actor_answer(bench, account, actor, whole=False)
    except UnknownId:
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
