"""Who is meant: names, titles, pronouns and descriptions to one actor per person, organization, state or group."""

from .resolve import resolve_actors
from .result import ActorResolution, Speaker

__all__ = ["ActorResolution", "Speaker", "resolve_actors"]
