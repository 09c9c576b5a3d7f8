"""The actors found so far: drafts that grow with each document and are bound into `Actor` values at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from ...record import MAYBE_TWO, Actor, ActorKind, Mention, MentionType, Passage, Role, Span
from ...text import stable_id
from .gazetteer import plain
from .known import KnownActor
from .names import without_possessive
from .offices import same_organization
from .sheet import Sheet
from .titles import TitlePhrase, office_of

ORIGIN = "resolver-en 1"


@dataclass(slots=True)
class Draft:
    """An actor in the making."""

    id: str
    kind: ActorKind
    name: str
    spellings: dict[str, int] | None = None  # None and no dict: most drafts are of unnamed groups of one article
    n_mentions: int = 0
    whole: tuple[ActorKind, str] | None = None
    known: KnownActor | None = None
    doubt: tuple[Passage, Passage] | None = None  # two introductions that may be those of two persons
    owner: tuple[str, str] | None = None  # whose campaign or people it is, and the noun
    homes: dict[str, int] | None = None  # states whose office the words around an office without a state speak of
    campaigns: dict[str, int] | None = None  # whose campaign the words around a post in one speak of, by actor
    roles: dict[tuple[str, str, bool], Role] | None = None

    def spell(self, text: str, times: int = 1) -> None:
        """Counts a spelling of the name."""
        if self.spellings is None:
            self.spellings = {}
        self.spellings[text] = self.spellings.get(text, 0) + times


_Mentions: TypeAlias = tuple[tuple[Mention, str], ...]


def _in_order(mentions: list[tuple[Mention, str]]) -> _Mentions:
    unique = dict.fromkeys(mentions)
    return tuple(sorted(unique, key=lambda entry: (entry[0].start, entry[0].end, entry[1])))


class Book:
    """Drafts by id, in the order of their first mention."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}
        self.muted = False  # while a page is read only to see whom it mentions
        self._ids: dict[tuple[str, ...], str] = {}
        self._referred: set[str] = set()
        self._page: list[tuple[Mention, str]] = []
        self._located: list[tuple[Mention, str]] = []

    def open(self, kind: ActorKind, name: str, *parts: str) -> str:
        """The id of the actor with this kind and these identifying parts; opens its draft when it is new."""
        key = (kind.value, *(parts or (plain(name),)))
        actor_id = self._ids.get(key)
        if actor_id is None:
            actor_id = self._ids[key] = stable_id("act", *key)
            self.drafts[actor_id] = Draft(actor_id, kind, name)
        return actor_id

    def mention(
        self, actor_id: str, document_id: str, span: Span, kind: MentionType, text: str, *, located: bool = False
    ) -> None:
        """Notes a place that names the actor; names also become aliases. `located`: where a state is only a land."""
        draft = self.drafts[actor_id]
        text = without_possessive(" ".join(text.split()))
        noted = self._located if located else self._page
        noted.append((Mention(document_id, span.start, span.end, kind), actor_id))
        if self.muted:
            return
        draft.n_mentions += 1
        if kind is MentionType.NAME:
            draft.spell(text)

    def role(self, actor_id: str, sheet: Sheet, phrase: TitlePhrase, start: int, end: int) -> None:
        """Notes a role with the passage that gives it; the first passage in the order of documents is kept."""
        key = (phrase.title, phrase.organization or "", phrase.former)
        draft = self.drafts[actor_id]
        if draft.roles is None:
            draft.roles = {}
        if key not in draft.roles:
            until = (sheet.published.end or sheet.published.start) if phrase.former else None
            draft.roles[key] = Role(
                phrase.title if until or not phrase.former else f"former {phrase.title}",
                phrase.organization,
                None,
                until,
                Passage(sheet.document_id, start, end),
            )

    def split(self, actor_id: str, new_id: str) -> None:
        """Opens a second actor of the same name and kind."""
        if new_id not in self.drafts:
            old = self.drafts[actor_id]
            self.drafts[new_id] = Draft(new_id, old.kind, old.name)
            self._referred.add(new_id)

    def refer(self, actor_ids: Iterable[str | None]) -> None:
        """Keeps actors that are spoken of without a mention of their own."""
        self._referred.update(actor_id for actor_id in actor_ids if actor_id is not None)

    def belong(self, actor_id: str, whole: str, kind: ActorKind = ActorKind.STATE) -> None:
        """Notes that the actor is a body or the people of a state or party, by its name; the first word stands."""
        self.drafts[actor_id].whole = self.drafts[actor_id].whole or (kind, plain(whole))

    def own(self, actor_id: str, owner: str, noun: str) -> None:
        """Notes whose campaign or people the actor is; the first word stands."""
        if owner != actor_id:
            self.drafts[actor_id].owner = self.drafts[actor_id].owner or (owner, noun)

    def vote_home(self, actor_id: str, state: str) -> None:
        """Counts a place that speaks for the actor's office, or the actor, being this state's."""
        draft = self.drafts[actor_id]
        if draft.homes is None:
            draft.homes = {}
        draft.homes[state] = draft.homes.get(state, 0) + 1

    def vote_campaign(self, actor_id: str, owner: str) -> None:
        """Counts a place that speaks for the actor's post being in this person's campaign."""
        draft = self.drafts[actor_id]
        if draft.campaigns is None:
            draft.campaigns = {}
        draft.campaigns[owner] = draft.campaigns.get(owner, 0) + 1

    def known_id(self, kind: ActorKind, folded: str) -> str | None:
        """The id of the actor of this kind and folded name; None where there is none."""
        return self._ids.get((kind.value, folded))

    def turn_page(self) -> tuple[_Mentions, _Mentions]:
        """The mentions noted since the last turn, in text order: those where the actor acts, and those of lands."""
        page, located = _in_order(self._page), _in_order(self._located)
        self._page.clear()
        self._located.clear()
        return page, located

    def parts(self) -> dict[str, str]:
        """Actor id to the id of the state or party whose body or people it is, where that is an actor, too."""
        found = {}
        for draft in self.drafts.values():
            whole = self._ids.get((draft.whole[0].value, draft.whole[1])) if draft.whole is not None else None
            if whole is not None and whole != draft.id:
                found[draft.id] = whole
        return found

    def actors(self) -> tuple[Actor, ...]:
        """All actors that are mentioned or referred to, those with most mentions first; without the mentions."""
        kept = [draft for draft in self.drafts.values() if draft.n_mentions or draft.id in self._referred]
        kept.sort(key=lambda draft: (-draft.n_mentions, draft.name, draft.id))
        return tuple(map(_bind, kept))


def _bind(draft: Draft) -> Actor:
    spellings = draft.spellings or {}
    aliases = sorted(
        {spelling for spelling in spellings if spelling != draft.name},
        key=lambda spelling: (-spellings[spelling], spelling),
    )
    attributes = {} if draft.known is None else {"known": draft.known.id}
    if draft.doubt is not None:
        attributes[MAYBE_TWO] = json.dumps([[one.document_id, one.start, one.end] for one in draft.doubt])
    return Actor(draft.id, draft.name, draft.kind, tuple(aliases), _roles(draft), (), ORIGIN, attributes)


def _covers(fuller: Role, role: Role) -> bool:
    """True when `fuller` says the same and more: "secretary of defense" beside "secretary"."""
    return (
        fuller.title != role.title
        and fuller.title.startswith(f"{role.title} ")
        and (fuller.valid_to is None) == (role.valid_to is None)
        and (role.organization is None or same_organization(role.organization, fuller.organization or ""))
    )


def _with_known(draft: Draft) -> list[Role]:
    """The roles that the texts give, with the days that the user's table knows for them; then its other offices."""
    roles = list((draft.roles or {}).values())
    for office in draft.known.offices if draft.known is not None else ():
        title, organization = office.phrase.title, office.phrase.organization
        for index, role in enumerate(roles):
            same = role.organization is None or same_organization(role.organization, organization or "")
            if same and office_of(role.title) == office.phrase.office and role.valid_from is None:
                roles[index] = Role(role.title, organization, office.first, office.last, role.evidence)
                break
        else:
            roles.append(Role(title, organization, office.first, office.last))
    return roles


def _roles(draft: Draft) -> tuple[Role, ...]:
    """Roles without those that a fuller one covers ("president" beside "president" of "United States")."""
    roles = _with_known(draft)
    kept = [
        role
        for role in roles
        if role.organization is not None
        or not any(
            other.title == role.title
            and other.organization is not None
            and (other.valid_to is None) == (role.valid_to is None)
            for other in roles
        )
    ]
    kept = [role for role in kept if not any(other is not role and _covers(other, role) for other in kept)]
    unique: list[Role] = []
    for role in kept:
        if not any(
            role.title == other.title
            and (role.valid_to is None) == (other.valid_to is None)
            and same_organization(role.organization or "", other.organization or "")
            for other in unique
        ):
            unique.append(role)
    return tuple(sorted(unique, key=lambda role: (role.valid_to is not None, role.title, role.organization or "")))
