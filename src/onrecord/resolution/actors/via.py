"""Through whom a statement reaches the outlet: the speakers of enclosing attributions, and outlets cited beside it."""

from __future__ import annotations

from collections.abc import Mapping

from ...record import ActorKind
from .gazetteer import plain
from .lexicon import outlet_like
from .reader import Reading
from .result import Speaker

_MAX_DEPTH = 6


def via_chains(reading: Reading, speakers: Mapping[str, Speaker]) -> dict[str, tuple[str, ...]]:
    """Attribution id to the actors between its speaker and the outlet, outermost first; direct reports are left out.

    The enclosing attributions give the chain; an outlet cited in the same sentence ("officials said, Harbour News
    reported") stands outermost. The outlet that published the document is never its own reporter.
    """
    sources = {source.attribution_id: source for source in reading.sheet.sources}
    speaks_elsewhere = {index for source in reading.sheet.sources for index in source.head.names}
    found: dict[str, tuple[str, ...]] = {}
    for attribution_id, source in sources.items():
        own = speakers.get(attribution_id)
        chain: list[str] = []
        for index in source.cited:
            resolved = reading.named.get(index)
            if resolved is not None and index not in speaks_elsewhere and _may_report(reading, resolved.actor_id):
                chain.append(resolved.actor_id)
        enclosing: list[str] = []
        parent, depth = source.parent, 0
        while parent is not None and parent in sources and depth < _MAX_DEPTH:
            speaker = speakers.get(parent)
            if speaker is not None and speaker.actor_id is not None:
                enclosing.append(speaker.actor_id)
            parent, depth = sources[parent].parent, depth + 1
        chain += reversed(enclosing)
        cleaned = [
            actor_id
            for actor_id in dict.fromkeys(chain)
            if not (own is not None and actor_id == own.actor_id) and not _is_own_outlet(reading, actor_id)
        ]
        if cleaned:
            found[attribution_id] = tuple(cleaned)
    return found


def _may_report(reading: Reading, actor_id: str) -> bool:
    draft = reading.to.book.drafts[actor_id]
    return draft.kind is ActorKind.ORGANIZATION and (reading.is_outlet(actor_id) or outlet_like(plain(draft.name)))


def _is_own_outlet(reading: Reading, actor_id: str) -> bool:
    outlet = reading.sheet.outlet
    return outlet is not None and plain(outlet).removeprefix("the ") == plain(
        reading.to.book.drafts[actor_id].name
    ).removeprefix("the ")
