"""Who is meant: names, titles, pronouns and descriptions to one actor per person, organization, state or group."""

from .gather import gather_actors, stream_actors
from .known import NOTHING_KNOWN, Known, KnownActor, KnownOffice, known_actors, parse_known, read_known
from .resolve import read_actors, resolve_actors
from .result import ActorResolution, DocumentActors, Speaker
from .sheet import Sheet

__all__ = [
    "NOTHING_KNOWN",
    "ActorResolution",
    "DocumentActors",
    "Known",
    "KnownActor",
    "KnownOffice",
    "Sheet",
    "Speaker",
    "gather_actors",
    "known_actors",
    "parse_known",
    "read_actors",
    "read_known",
    "resolve_actors",
    "stream_actors",
]
