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
    """The state actor and how sure; None where nothing tells.

    Where a dateline says in which state the article was filed, that one, if no other is named close by, or it is named
    there as well. Else the only state that the nearest sentence with one names before these words; of several the last
    that is not the subject of this very sentence ("Denmark gave *the country* ships" is another), if no two of them
    stand side by side there; else the one that the document names twice as often as any other.
    """
    places, ranked = reading.states_named()
    home = reading.home()
    near: dict[int, list[StatePlace]] = {}
    for place in reversed(places[: bisect_left(places, head.start, key=_start)]):
        back = sentence - place.sentence
        if back > _REACH_SENTENCES:
            break
        near.setdefault(back, []).insert(0, place)
    if home is not None:
        close = {place.actor_id for found in near.values() for place in found} | {
            actor_id for actor_id, where in reading.homes_meant if sentence - where <= _REACH_SENTENCES
        }
        if not close or home in close:
            reading.homes_meant.append((home, sentence))
            return home, 0.65
    subject = next((one.actor_id for one in near.get(0, ()) if one.position < _SUBJECT_WORDS and one.noun), None)
    for back in sorted(near):
        named = [one for one in near[back] if one.noun] or near[back]
        others = [one for one in named if one.actor_id != subject]
        if not others:
            continue
        told = {one.actor_id for one in others}
        if len(told) > 1 and back and _side_by_side(others[-2:]):
            return _named_most(ranked)
        return others[-1].actor_id, 0.65 if len(told) == 1 and back < 2 else 0.6
    return _named_most(ranked)


def _named_most(ranked: list[tuple[str, int]]) -> tuple[str, float] | None:
    if ranked and (len(ranked) == 1 or ranked[0][1] >= _CLEAR_TIMES * ranked[1][1]):
        return ranked[0][0], 0.6
    return None


_SIDE_BY_SIDE = 16  # code points from "Norway and Denmark"'s first name to the second's, beyond the first's length


def _side_by_side(pair: list[StatePlace]) -> bool:
    """True for two states in one breath ("Norway and Denmark"), neither of which is meant more than the other."""
    return len(pair) == 2 and pair[0].actor_id != pair[1].actor_id and pair[1].start - pair[0].start <= _SIDE_BY_SIDE
