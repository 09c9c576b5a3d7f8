"""Timeline: dated events, past, planned and conditional, each once with all the passages that tell it."""

from .find import find_events
from .gather import gather_events
from .reading import read_tellings
from .told import Told

__all__ = ["Told", "find_events", "gather_events", "read_tellings"]
