"""Process: what the texts say each option takes, from whom, by when, and what it can do without."""

from .find import find_requirements, read_requirements
from .gather import gather_requirements
from .naming import ConceptNames

__all__ = ["ConceptNames", "find_requirements", "gather_requirements", "read_requirements"]
