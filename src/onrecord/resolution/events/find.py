"""From the dated words of a whole collection to its events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...record import NO_CORRECTIONS, Actor, Annotated, Corrections, DateRange, Event, Span
from ..dates import DateMention
from .gather import gather_events
from .reading import read_tellings


def find_events(
    articles: Sequence[Annotated],
    dates_by_document: Mapping[str, Sequence[DateMention]],
    actors_in: Mapping[str, Sequence[tuple[Span, str]]],
    *,
    published: Mapping[str, DateRange] | None = None,
    actors: Sequence[Actor] = (),
    corrections: Corrections = NO_CORRECTIONS,
) -> tuple[Event, ...]:
    """Dated clauses, named days and deeds told in headlines as events, earliest first, those without a day last.

    `published` gives publications as inferred; without it each document's own date counts. `actors` lets pronouns be
    told by name. Tellings of one event are merged (see `gather_events`). What is only said on a day, told in furniture
    or captions, or dated worse than to about a year is left out.
    """
    names = {actor.id: actor for actor in actors}
    tellings = [
        told
        for article in articles
        for told in read_tellings(
            article,
            dates_by_document.get(article.document.id, ()),
            actors_in.get(article.document.id, ()),
            published=(published or {}).get(article.document.id, article.document.published),
            actors=names,
        )
    ]
    return gather_events(tellings, corrections=corrections)
