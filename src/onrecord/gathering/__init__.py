"""From annotated documents to the record: maps that read one document each, and gathers over what they found.

No gather holds texts. Each map's result is small and kept in the project under a version made of all that the map read,
so that adding ten articles to a hundred thousand maps ten and gathers anew.
"""

from __future__ import annotations

from .laying import given_codebook, lay_decisions
from .run import gather
from .work import KNOWN_ACTORS, UNREAD, Progress, Report

__all__ = ["KNOWN_ACTORS", "UNREAD", "Progress", "Report", "gather", "given_codebook", "lay_decisions"]
