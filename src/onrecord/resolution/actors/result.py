"""What actor resolution gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...record import Actor, Mention, Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke in one attribution.

    `actor_id` is None when the source is missing or stays unresolved; `actor_name` then keeps its words ("" when
    there is no source). `resolved_by` names the rule (name, surname, first name, appositive, office, pronoun, quote,
    metonym, description, document, unresolved, none), `score` is how far to trust it, from 0 to 1. `also` holds the
    other actors of a joint source ("Haddad and Brandt said").
    """

    actor_id: str | None
    actor_name: str
    resolved_by: str
    score: float
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentActors:
    """What one document says of actors: its speakers and reporters by attribution id, its mentions in text order.
    `located` are mentions of states as lands ("a fair in Norway"), where nobody acts."""

    document_id: str
    speakers: Mapping[str, Speaker]
    via: Mapping[str, tuple[str, ...]]
    mentions: tuple[tuple[Mention, str], ...]
    located: tuple[tuple[Mention, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ActorResolution:
    """One actor per person, organization, state or group over all documents, and who speaks in each attribution.

    `via` lists, outermost first, the actors through whom an attribution reaches the outlet; attributions that come
    straight from their source are left out. `mentions` gives each document's mentions in text order, without those of
    states as mere lands, which only `Actor.mentions` has. `part_of` leads from a body or people of a state or party
    (its army, "Danish officials", "Democrats") to the state or party.
    """

    actors: tuple[Actor, ...] = ()
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    via: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mentions: Mapping[str, tuple[tuple[Span, str], ...]] = field(default_factory=dict)
    part_of: Mapping[str, str] = field(default_factory=dict)
