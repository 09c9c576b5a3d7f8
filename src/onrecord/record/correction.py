"""What coders corrected, as the gathers take it: anchored at words of the texts, so that it holds when ids change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .actor import Actor, ActorKind, Role
from .dates import DateRange
from .derivation import Derivation
from .span import Passage

# Who is meant: the actor mentioned at a passage (the mention that overlaps it most); else the id of an actor added by
# hand, or a name (the one actor of that name, else the words themselves).
Named: TypeAlias = Passage | str
# What a derivation says, without its id: from document, to kind, to id (else name), relation.
DerivationKey: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """What stands instead of what was found about one actor; None leaves a fact as found."""

    name: str | None = None
    kind: ActorKind | None = None
    aliases: tuple[str, ...] | None = None
    roles: tuple[Role, ...] | None = None
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections that stand, later ones last; a gather respects them over what it finds itself.

    Actors: `same` are groups of passages whose mentions name one actor, `apart` groups in which no two do, `facts` by
    the passage of a mention, `added` are actors made by hand. Attributions, by id: `speakers` (None: nobody),
    `beside` (who spoke with them), `vias` (outermost reporter first), `said`. Documents, by id: `published`, `outlets`
    (None: not known). Chains: `derived` and `not_derived`; `together` are groups of attributions that report one act of
    speech, `severed` pairs that do not. `hidden_events` are passages: an event told there is none.
    """

    same: tuple[tuple[Passage, ...], ...] = ()
    apart: tuple[tuple[Passage, ...], ...] = ()
    facts: Mapping[Passage, ActorFacts] = field(default_factory=dict, hash=False)
    added: tuple[Actor, ...] = ()
    speakers: Mapping[str, Named | None] = field(default_factory=dict, hash=False)
    beside: Mapping[str, tuple[Named, ...]] = field(default_factory=dict, hash=False)
    vias: Mapping[str, tuple[Named, ...]] = field(default_factory=dict, hash=False)
    said: Mapping[str, DateRange] = field(default_factory=dict, hash=False)
    published: Mapping[str, DateRange] = field(default_factory=dict, hash=False)
    outlets: Mapping[str, str | None] = field(default_factory=dict, hash=False)
    derived: tuple[Derivation, ...] = ()
    not_derived: frozenset[DerivationKey] = frozenset()
    together: tuple[tuple[str, ...], ...] = ()
    severed: tuple[tuple[str, str], ...] = ()
    hidden_events: frozenset[Passage] = frozenset()

    def __bool__(self) -> bool:
        return self != NO_CORRECTIONS


def derivation_key(derivation: Derivation) -> DerivationKey:
    """What a derivation says, by which a coder's rejection knows it again."""
    target = derivation.to_id or derivation.to_name
    return derivation.from_document, derivation.to_kind.value, target, derivation.relation.value


NO_CORRECTIONS = Corrections()
