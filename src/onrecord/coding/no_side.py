"""Clauses about a thing that are no view of it: what it takes, what it has not yet got, and what its critics are."""

from __future__ import annotations

from collections.abc import Sequence

from ..record import Span
from .side_words import EFFECTS, NEGATIONS
from .signs import BE
from .words import Token

# Nouns and words of time after which "needs ...", "must be approved by ..." tell what a thing takes, or a deadline.
_ASSENT = frozenset(
    """approval approvals consent assent backing support endorsement ratification majority majorities vote votes
    permission permit permits signature signatures blessing referendum sign-off go-ahead""".split()
)
_TIMES = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday then now next early late mid this year week month spring summer autumn fall winter
    christmas tomorrow tonight noon midnight""".split()
)
_IN_BETWEEN = frozenset("still also first now then both only the a an its end of".split())
_PEOPLE = {"critics": -1, "opponents": -1, "foes": -1, "supporters": 1, "proponents": 1, "backers": 1, "advocates": 1}
_RIGHT = frozenset("right correct vindicated".split())
_WRONG = frozenset("wrong mistaken misguided misled misinformed deluded ignorant".split())
_REACH = 8  # words after the thing in which its critics are told to be right or wrong


def of_people(left: Sequence[Token], cue: Sequence[Span]) -> int:
    """1 where the clause is about supporters of the thing, -1 about its critics ("critics of the levy"), else 0."""
    named = [token for token in left if token.lower not in ("the", "this", "that", "such", "a", "an")]
    if len(named) < 2:
        return 0
    *words, people, joint = named
    told = [token for token in words if not any(span.start <= token.start < span.end for span in cue)]
    if joint.lower not in ("of", "to") or any(token.lower not in ("some", "many", "most", "those") for token in told):
        return 0
    return _PEOPLE.get(people.lower, 0)


def borne_out(right: Sequence[Token]) -> float:
    """1 where the people are told to be right, -1 wrong, 0 where something else is told of them."""
    for place, token in enumerate(right[:_REACH]):
        value = (token.lower in _RIGHT) - (token.lower in _WRONG)
        if value and {word.lower for word in right[:place]} & BE:
            turned = any(word.lower in NEGATIONS or word.lower.endswith("n't") for word in right[:place])
            return float(-value if turned else value)
    return 0.0


def without_what_it_takes(right: list[Token]) -> tuple[list[Token], bool]:
    """The words after the thing less those that tell what it needs ("needs approval by the chamber", "must be approved
    by parliament") or has not yet got ("has yet to win support"), and whether there were any: neither is a side."""
    lower = [token.lower for token in right]
    for place in range(min(4, len(right))):
        if _starts_what_it_takes(right, lower, place):
            end = next((n for n in range(place, len(lower)) if lower[n] == ","), len(lower))
            return right[:place] + right[end:], True
    return right, False


def _starts_what_it_takes(right: Sequence[Token], lower: Sequence[str], place: int) -> bool:
    after = list(lower[place + 1 :])
    if lower[place] == "yet":
        return after[:1] == ["to"]
    if lower[place] in ("needs", "need", "requires", "require", "awaits", "await") and after[:1] != ["to"]:
        return any(word in _ASSENT for word in after[:5])
    if lower[place] not in ("must", "needs", "need", "has", "have"):
        return False
    rest = [n for n in range(place + 1, len(lower)) if lower[n] not in _IN_BETWEEN]
    if lower[place] != "must":
        if not rest or lower[rest[0]] != "to":
            return False
        rest = rest[1:]
    if len(rest) < 3 or lower[rest[0]] != "be" or EFFECTS.get(right[rest[1]].stem, 0) <= 0 or lower[rest[2]] != "by":
        return False
    whom = next((lower[n] for n in rest[3:]), "")
    return bool(whom) and whom not in _TIMES and not whom[0].isdigit()
