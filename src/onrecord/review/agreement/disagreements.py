"""What coders disagree on: pairs of values ranked by how often they are confused, with the units to open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations

from .ratings import MISSING, Ratings, Value


@dataclass(frozen=True, slots=True)
class Confusion:
    """Units on which one coder said `left` and another `right` (in the order of the values), within one `topic`."""

    left: Value
    right: Value
    topic: str
    units: tuple[str, ...]
    n_disagreements: int

    def in_words(self, word: Callable[[Value], str] = str, *, topic: Callable[[str], str] = str) -> str:
        """ "12 of 19 disagreements are neutral against oppose on *retirement age*"."""
        noun = "disagreement is" if self.n_disagreements == 1 else "disagreements are"
        on = f" on *{topic(self.topic)}*" if self.topic else ""
        return f"{len(self.units)} of {self.n_disagreements} {noun} {word(self.left)} against {word(self.right)}{on}"


def disagreeing_units(ratings: Ratings) -> tuple[str, ...]:
    """The units on which not all coders that coded them agree, in order."""
    return tuple(unit for number, unit in enumerate(ratings.units) if len(_given(ratings, number)) > 1)


def confusions(ratings: Ratings, topics: Mapping[str, str] | None = None) -> tuple[Confusion, ...]:
    """Pairs of confused values by topic (a unit's concept, say), the most frequent first; without topics, by pair.

    A unit with three values by three coders counts in three pairs, but once in `n_disagreements`.
    """
    found: dict[tuple[int, int, str], list[str]] = {}
    n_disagreements = 0
    for number, unit in enumerate(ratings.units):
        given = _given(ratings, number)
        n_disagreements += len(given) > 1
        for left, right in combinations(given, 2):
            found.setdefault((left, right, (topics or {}).get(unit, "")), []).append(unit)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Confusion(ratings.values[left], ratings.values[right], topic, tuple(units), n_disagreements)
        for (left, right, topic), units in ranked
    )


def _given(ratings: Ratings, unit: int) -> list[int]:
    return sorted({int(code) for code in ratings.codes[:, unit] if code != MISSING})
