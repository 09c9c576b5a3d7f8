"""Who is meant: names, titles, pronouns and descriptions to one actor per person, organization, state or group."""

from .gather import gather_actors, stream_actors
from .resolve import read_actors, resolve_actors
from .result import ActorResolution, DocumentActors, Speaker
from .sheet import Sheet

__all__ = [
    "ActorResolution",
    "DocumentActors",
    "Sheet",
    "Speaker",
    "gather_actors",
    "read_actors",
    "resolve_actors",
    "stream_actors",
]
