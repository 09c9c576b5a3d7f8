"""Invented articles for the tests of actor resolution: sources given by their words, in the order of their cues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.record import (
    Actor,
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    DateRange,
    Document,
    EntityKind,
    Mention,
    MentionType,
    Region,
    RegionKind,
    Span,
)
from onrecord.resolution.actors import ActorResolution
from onrecord.text import sha256

Saying = tuple[str, str] | tuple[str, str, int]


def article(
    text: str,
    *says: Saying,
    name: str = "a",
    published: date | None = None,
    outlet: str | None = None,
    names: Sequence[tuple[str, EntityKind]] = (),
    furniture: str = "",
) -> Annotated:
    """An article with these attributions: (source, cue) or (source, cue, number of the enclosing one).

    The source is the last one before its cue in the cue's paragraph, else the first after it; "" gives none. `names`
    are what a tagger would mark, everywhere in the text; `furniture` is marked as such.
    """
    attributions: list[Attribution] = []
    at = 0
    for number, (source, cue, *enclosing) in enumerate(says):
        cue_at = text.find(cue, at)
        assert cue_at >= 0, cue
        found = max(text.rfind(source, at, cue_at), text.rfind(source, 0, cue_at)) if source else -1
        if source and (found < 0 or "\n" in text[found:cue_at]):
            found = text.find(source, cue_at)
        assert not source or found >= 0, source
        at = cue_at + len(cue)
        attributions.append(
            Attribution(
                f"{name}{number}",
                name,
                AttributionType.INDIRECT,
                AttributionKind.SAID,
                (Span(found, found + len(source)),) if source else (),
                (Span(cue_at, at),),
                (Span(at, min(len(text), at + 20)),),
                parent=f"{name}{enclosing[0]}" if enclosing else None,
            )
        )
    mentions = []
    for words, entity in names:
        start = text.find(words)
        while start >= 0:
            mentions.append(Mention(name, start, start + len(words), MentionType.NAME, entity))
            start = text.find(words, start + 1)
    regions = [Region(RegionKind.BODY, 0, len(text))]
    if furniture:
        begin = text.index(furniture)
        end = begin + len(furniture)
        parts = (RegionKind.BODY, 0, begin), (RegionKind.FURNITURE, begin, end), (RegionKind.BODY, end, len(text))
        regions = [Region(kind, low, high) for kind, low, high in parts if low < high]
    day = DateRange.day(published) if published else DateRange()
    document = Document(name, (name,), text, sha256(text), outlet=outlet, published=day)
    annotation = Annotation(name, tuple(attributions), tuple(sorted(mentions, key=lambda mention: mention.start)))
    return Annotated(document, tuple(regions), annotation)


def speaker_names(result: ActorResolution) -> list[str]:
    """Speakers in the order of their attributions' ids, unresolved ones as "?"."""
    names = {actor.id: actor.name for actor in result.actors}
    return ["?" if s.actor_id is None else names[s.actor_id] for _, s in sorted(result.speakers.items())]


def actor_named(result: ActorResolution, name: str) -> Actor:
    """The one actor of this name."""
    [actor] = [actor for actor in result.actors if actor.name == name]
    return actor


def via_names(result: ActorResolution, attribution_id: str) -> list[str]:
    """The names of an attribution's reporters, outermost first."""
    names = {actor.id: actor.name for actor in result.actors}
    return [names[actor_id] for actor_id in result.via.get(attribution_id, ())]
