"""Which state "the government" or "the country" means, where the words do not say."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from .heads import SourceHead

if TYPE_CHECKING:
    from .reader import Reading

STATE_NOUNS = frozenset("government country nation regime".split())
_REACH_SENTENCES = 3
_CLEAR_TIMES = 2
_SUBJECT_WORDS = 4


class StatePlace(NamedTuple):
    """Where a document names a state, by noun or adjective."""

    start: int
    sentence: int
    position: int
    actor_id: str
    noun: bool


def _start(place: StatePlace) -> int:
    return place.start


def state_meant(head: SourceHead, reading: Reading, *, sentence: int) -> tuple[str, float] | None:
    """The state actor and how sure: the only one that the nearest sentence with a state names before these words; of
    several the last that is not the subject of this very sentence ("Denmark gave *the country* ships" is another); else
    the one that the document names twice as often as any other; None where nothing tells."""
    places, ranked = reading.states_named()
    near: dict[int, list[tuple[int, str, bool]]] = {}
    for place in reversed(places[: bisect_left(places, head.start, key=_start)]):
        back = sentence - place.sentence
        if back > _REACH_SENTENCES:
            break
        near.setdefault(back, []).insert(0, (place.position, place.actor_id, place.noun))
    subject = next((one for position, one, noun in near.get(0, ()) if position < _SUBJECT_WORDS and noun), None)
    for back in sorted(near):
        named = [one for _, one, noun in near[back] if noun] or [one for _, one, _ in near[back]]
        others = [one for one in named if one != subject]
        if others:
            return others[-1], 0.65 if len(set(others)) == 1 and back < 2 else 0.6
    if ranked and (len(ranked) == 1 or ranked[0][1] >= _CLEAR_TIMES * ranked[1][1]):
        return ranked[0][0], 0.6
    return None
