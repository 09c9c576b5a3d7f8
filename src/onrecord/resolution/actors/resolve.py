"""Words to actors: the main path of actor resolution."""

from __future__ import annotations

from collections.abc import Iterable

from ...record import NO_CORRECTIONS, Annotated, Corrections
from .gather import gather_actors
from .known import NOTHING_KNOWN, Known
from .result import ActorResolution
from .sheet import Sheet, read_sheet


def resolve_actors(
    articles: Iterable[Annotated], *, known: Known = NOTHING_KNOWN, corrections: Corrections = NO_CORRECTIONS
) -> ActorResolution:
    """One actor per person, organization, state or group over all articles, and the speaker of every attribution.

    The order of `articles` does not matter for who is whom. Ids depend on an actor's kind and canonical name, so that
    they stay the same when articles are added, unless an addition shows a name to be ambiguous.
    """
    sheets = sorted(map(read_actors, articles), key=lambda sheet: sheet.document_id)
    return gather_actors(sheets, known=known, corrections=corrections)


def read_actors(article: Annotated) -> Sheet:
    """What one document contributes, apart from all others: pure, small and picklable."""
    return read_sheet(article)
