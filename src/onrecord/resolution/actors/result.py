"""What actor resolution gives back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

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


class Affiliation(NamedTuple):
    """Whom an actor speaks for, by id; `former` where only an office that is over ties them."""

    whole: str
    former: bool


@dataclass(frozen=True, slots=True)
class ActorResolution:
    """One actor per person, organization, state or group over all documents, and who speaks in each attribution.

    `via` lists, outermost first, the actors through whom an attribution reaches the outlet; attributions that come
    straight from their source are left out. `mentions` gives each document's mentions in text order, without those of
    states as mere lands, which only `Actor.mentions` has. `part_of` leads from a body or people of a state or party
    (its army, "Danish officials", "Democrats") to the state or party. `affiliations` leads from a person, or from the
    people or campaign of one, to the organization, state or party that the texts' roles tie them to.
    """

    actors: tuple[Actor, ...] = ()
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    via: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mentions: Mapping[str, tuple[tuple[Span, str], ...]] = field(default_factory=dict)
    part_of: Mapping[str, str] = field(default_factory=dict)
    affiliations: Mapping[str, Affiliation] = field(default_factory=dict)

    def camp(self, actor_id: str, *, alone: Collection[str] = (), former: bool = False) -> str:
        """The state, party or body that an actor speaks for, up to the top; itself where there is none, or where it is
        one of `alone`, who speak for themselves. Past offices count only with `former`."""
        seen = {actor_id}
        while actor_id not in alone:
            affiliation = self.affiliations.get(actor_id)
            above = self.part_of.get(actor_id)
            if above is None and affiliation is not None and (former or not affiliation.former):
                above = affiliation.whole
            if above is None or above in seen:
                break
            actor_id = above
            seen.add(above)
        return actor_id
