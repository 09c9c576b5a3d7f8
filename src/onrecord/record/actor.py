"""Actors and the roles they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .attribution import Mention
from .dates import DateRange
from .span import Passage


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANIZATION = "organization"
    STATE = "state"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Role:
    """An office held: "prime minister" of "Israel", from and to when known, and the passage that says so."""

    title: str
    organization: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    evidence: Passage | None = None


# The attribute of a person who may be two of one name: two introductions as JSON, [[document, start, end], ...]; ""
# once somebody has decided that it is one.
MAYBE_TWO = "maybe_two"
# The attribute that names whom an actor speaks for: the state of an official, the party of its campaign; read off the
# roles, or written by a coder, whose word stands (also "": for nobody).
SPEAKS_FOR = "speaks_for"


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that can speak, across all documents of a project; `attributes` are coders' own notes
    (party: Greens), `known` (a row of the user's table), `MAYBE_TWO` and `SPEAKS_FOR`."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    origin: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Saying:
    """What resolution adds to an attribution: who spoke, through whom, when, and which act of speech it reports.

    `actor_id` is None when the source is missing or stays unresolved; `actor_name` then keeps the words of the source.
    `via` runs from the outermost reporter inwards, as actor ids. Attributions of one act of speech share `cluster`.
    `resolved_by` names the rule that chose the actor (name, surname, role, pronoun, metonym, description). `also` holds
    those who spoke with the actor ("A and B said"), as actor ids.
    """

    attribution_id: str
    actor_id: str | None
    actor_name: str
    via: tuple[str, ...]
    said: DateRange
    cluster: str
    resolved_by: str = ""
    also: tuple[str, ...] = ()
