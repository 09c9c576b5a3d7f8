"""Dated events: what happened, is planned, or hangs on a condition, each told once with all its passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..record import Annotated, Event, EventKind, Passage, Span
from ..text import sentences, stable_id
from .dates import DateKind, DateMention


def find_events(
    articles: Sequence[Annotated],
    dates_by_document: Mapping[str, Sequence[DateMention]],
    actors_in: Mapping[str, Sequence[tuple[Span, str]]],
) -> tuple[Event, ...]:
    """Dated clauses of the articles as events, earliest first."""
    events: list[Event] = []
    for article in articles:
        document = article.document
        mentions = [
            one for one in dates_by_document.get(document.id, ()) if one.kind is DateKind.POINT and one.dates.known
        ]
        if not mentions:
            continue
        for sentence in sentences(document.text):
            dated = next((one for one in mentions if sentence.contains(one.span)), None)
            if dated is None:
                continue
            actors = tuple(
                dict.fromkeys(actor for span, actor in actors_in.get(document.id, ()) if sentence.contains(span))
            )
            passage = Passage(document.id, sentence.start, sentence.end)
            anchor = dated.span.of(document.text)
            events.append(
                Event(
                    stable_id("event", document.id, dated.start),
                    sentence.of(document.text),
                    dated.dates,
                    EventKind.PAST,
                    actors,
                    (passage,),
                    anchor,
                )
            )
    return tuple(events)
