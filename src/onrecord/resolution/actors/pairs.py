"""Two actors meant by one phrase: "both officials", "the two leaders", "neither side"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...record import ActorKind
from .heads import SourceHead
from .nominals import PAIR_WORDS, PAIRED_NOUNS
from .pronouns import NOBODY, REACH_PARAGRAPHS

if TYPE_CHECKING:
    from .reader import Reading

_PERSONS = frozenset("officials leaders men women ministers presidents premiers politicians".split())
_GENDER = {"men": "m", "women": "f"}
_STATE_REACH_PARAGRAPHS = 2
_OFTEN = 3


def is_pair(head: SourceHead) -> bool:
    """True for a phrase that means two actors named before it."""
    opening = head.text.lower().split()[:2]
    counted = bool(opening) and (opening[0] in PAIR_WORDS or opening[-1] == "two")
    return counted and (head.noun in PAIRED_NOUNS or head.text.lower() in ("both", "neither", "the two"))


def pair_meant(head: SourceHead, reading: Reading, *, paragraph: int) -> tuple[str, ...]:
    """The two actors, the one named first leading; () where fewer were named within reach."""
    if head.noun in _PERSONS or head.text.lower() in ("both", "neither", "the two"):
        found = _persons(head, reading, paragraph)
        if found or head.noun in _PERSONS:
            return found
    return _states(head, reading, paragraph)


def _persons(head: SourceHead, reading: Reading, paragraph: int) -> tuple[str, ...]:
    """The two persons heard last; those who hold an office, where the noun names one."""
    gender = _GENDER.get(head.noun, "")
    found: list[str] = []
    titled = {actor_id for actor_id, _ in reading.holdings}
    for place in reversed(reading.heard):
        if paragraph - place.paragraph > REACH_PARAGRAPHS:
            break
        office = gender or place.actor_id in titled or not titled
        if place.actor_id == NOBODY:
            continue
        if place.actor_id not in found and office and not (gender and place.gender and place.gender != gender):
            found.append(place.actor_id)
        if len(found) == 2:
            break
    return tuple(reversed(found)) if len(found) == 2 else ()


def _states(head: SourceHead, reading: Reading, paragraph: int) -> tuple[str, ...]:
    """The two states, or organizations for "sides", that were named last."""
    kinds = {ActorKind.STATE} | ({ActorKind.ORGANIZATION} if head.noun in ("side", "sides", "parties") else set())
    found: list[str] = []
    for kind in (frozenset({ActorKind.STATE}), frozenset(kinds)):
        found = []
        for index in range(reading.names_before(head.start) - 1, -1, -1):
            name = reading.sheet.names[index]
            if paragraph - name.paragraph > _STATE_REACH_PARAGRAPHS:
                break
            actor_id = reading.state_at(index)
            if actor_id is None and index in reading.named:
                actor_id = reading.named[index].actor_id
            if actor_id is None or reading.to.book.drafts[actor_id].kind not in kind or actor_id in found:
                continue
            found.append(actor_id)
            if len(found) == 2:
                return tuple(reversed(found))
    _, ranked = reading.states_named()
    if len(ranked) > 1 and ranked[1][1] >= _OFTEN:
        return tuple(actor_id for actor_id, _ in ranked[:2])  # the article is about the two
    return ()
