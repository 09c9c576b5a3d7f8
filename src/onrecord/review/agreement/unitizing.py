"""Krippendorff's alpha for unitizing: do coders mark the same stretches, and give them the same value?

Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the reliability of unitizing textual continua: further
developments, Quality & Quantity 50(6), as restated in Krippendorff (2019), Content Analysis, 4th ed., section 12.6.
A continuum is counted in whatever unit the caller chooses; `wording.py` gives words, so that a space more or less is
no disagreement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .coefficient import MIN_UNITS, Coefficient, percentiles
from .ratings import Counts

NO_UNITS = "no coder marked anything"
NO_OVERLAP = "no stretch was marked by two coders"
_ONE_VALUE = "everything that counts here has one value, so chance cannot be told from skill"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch `[start, end)` of a continuum that a coder marked, and the value given to it."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Continuum:
    """One document as several coders unitized it: coder -> stretches in order, not overlapping. A coder who read it
    and marked nothing stands here with none."""

    length: int
    marks: Mapping[str, Sequence[Marked]]

    def __post_init__(self) -> None:
        for coder, stretches in self.marks.items():
            reached = 0
            for stretch in stretches:
                if not reached <= stretch.start < stretch.end <= self.length:
                    raise ValueError(f"{coder} marked {stretch}: stretches are ordered, apart and within {self.length}")
                reached = stretch.end


@dataclass(frozen=True, slots=True)
class UnitizingAlphas:
    """`binary`: marked or not (|u alpha); `nominal`: boundaries and values, gaps counted (u alpha); `coding`: values
    where two coders marked (cu alpha); `per_value`: the same for each value ((k)u alpha)."""

    binary: Coefficient
    nominal: Coefficient
    coding: Coefficient
    per_value: Mapping[str, Coefficient] = field(default_factory=dict)


def unitizing_alphas(
    continua: Sequence[Continuum], *, resamples: int = 0, confidence: float = 0.95, seed: int = 0
) -> UnitizingAlphas:
    """The family of alphas over continua that two coders or more unitized; with intervals over continua drawn with
    replacement when `resamples` is positive and there are `MIN_UNITS` of them or more."""
    shared = [each for each in continua if len(each.marks) >= 2 and each.length]
    values = tuple(sorted({m.value for each in shared for marks in each.marks.values() for m in marks}))
    tallies = [_tally(each, values) for each in shared]
    found = _alphas(tallies, values)
    if resamples < 1 or len(tallies) < MIN_UNITS:
        return found
    draw = np.random.default_rng(seed)
    drawn = [
        _alphas([tallies[i] for i in draw.integers(0, len(tallies), len(tallies))], values) for _ in range(resamples)
    ]

    def bounded(one: Coefficient, again: list[Coefficient]) -> Coefficient:
        if one.value is None:
            return one
        told = [each.value for each in again if each.value is not None]
        return replace(one, interval=percentiles(told, resamples=resamples, confidence=confidence))

    return UnitizingAlphas(
        bounded(found.binary, [each.binary for each in drawn]),
        bounded(found.nominal, [each.nominal for each in drawn]),
        bounded(found.coding, [each.coding for each in drawn]),
        {
            # A draw may lack a value that few articles hold: it says nothing about that value.
            value: bounded(one, [each.per_value[value] for each in drawn if value in each.per_value])
            for value, one in found.per_value.items()
        },
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Tally:
    """Of one continuum: lengths on which two coders' values meet (last row and column: gaps); and what pairs of a unit
    with itself would add to chance, over all and over the part that another coder marked too."""

    meeting: Counts
    own: Counts
    own_shared: Counts


def _tally(continuum: Continuum, values: Sequence[str]) -> _Tally:
    place = {value: number for number, value in enumerate(values)}
    gap = len(values)
    cuts = {0, continuum.length}
    for marks in continuum.marks.values():
        cuts.update(end for each in marks for end in (each.start, each.end))
    edges = np.array(sorted(cuts))
    lengths = np.diff(edges).astype(float)
    n_coders = len(continuum.marks)
    value_at = np.full((n_coders, len(lengths)), gap)
    spans: list[tuple[int, int, int, int]] = []
    for coder, marks in enumerate(continuum.marks.values()):
        for each in marks:
            first, last = np.searchsorted(edges, [each.start, each.end])
            value_at[coder, first:last] = place[each.value]
            spans.append((coder, int(first), int(last), place[each.value]))
    meeting = np.zeros((gap + 1, gap + 1))
    for i in range(n_coders):
        for j in range(n_coders):
            if i != j:
                np.add.at(meeting, (value_at[i], value_at[j]), lengths / (n_coders - 1))
    own, own_shared = np.zeros(gap + 1), np.zeros(gap)
    n_marking = (value_at != gap).sum(axis=0)
    own[gap] = float((lengths * (value_at == gap)).sum())  # a gap is no unit: each of its atoms pairs with itself only
    for _coder, first, last, value in spans:
        own[value] += lengths[first:last].sum() ** 2
        own_shared[value] += (lengths[first:last] * (n_marking[first:last] >= 2)).sum() ** 2
    return _Tally(meeting, own, own_shared)


def _alphas(tallies: Sequence[_Tally], values: Sequence[str]) -> UnitizingAlphas:
    n = len(tallies)
    names = ("|u-alpha (marked or not)", "u-alpha (boundaries and values)", "cu-alpha (values where two marked)")
    if not tallies or not values:
        reason = NO_UNITS if tallies else "no document was read by two coders"
        binary, nominal, coding = (Coefficient(name, None, n, reason) for name in names)
        return UnitizingAlphas(binary, nominal, coding)
    meeting = np.sum([each.meeting for each in tallies], axis=0)
    own = np.sum([each.own for each in tallies], axis=0)
    gap = len(values)
    marked = np.append(np.zeros(gap, dtype=int), 1)
    collapsed = np.zeros((2, 2))
    np.add.at(collapsed, (marked[:, None], marked[None, :]), meeting)
    binary = _alpha(names[0], collapsed, np.array([own[:gap].sum(), own[gap]]), n)
    nominal = _alpha(names[1], meeting, own, n)
    inner = meeting[:gap, :gap]
    own_shared = np.sum([each.own_shared for each in tallies], axis=0)
    if not inner.sum():
        return UnitizingAlphas(binary, nominal, Coefficient(names[2], None, n, NO_OVERLAP))
    return UnitizingAlphas(
        binary, nominal, _alpha(names[2], inner, own_shared, n), _per_value(inner, own_shared, values, n)
    )


def _alpha(name: str, meeting: Counts, own: Counts, n: int) -> Coefficient:
    expected = _expected(meeting, own)
    by_chance = 0.0 if expected is None else float(expected.sum() - np.trace(expected))
    if by_chance <= 1e-9:
        return Coefficient(name, None, n, _ONE_VALUE)
    return Coefficient(name, 1 - float(meeting.sum() - np.trace(meeting)) / by_chance, n)


def _expected(meeting: Counts, own: Counts) -> Counts | None:
    """Meeting lengths by chance, pairs of a unit with itself left out; None when nothing but such pairs is there."""
    total = meeting.sum()
    free = total - own.sum() / total
    if free <= 1e-9:
        return None
    return np.asarray((np.outer(meeting.sum(axis=1), meeting.sum(axis=0)) - np.diag(own)) / free)


def _per_value(meeting: Counts, own: Counts, values: Sequence[str], n: int) -> dict[str, Coefficient]:
    expected = _expected(meeting, own)
    found: dict[str, Coefficient] = {}
    for k, value in enumerate(values):
        name = f"(k)u-alpha ({value})"
        met = meeting[:, k].sum()
        if not met:
            found[value] = Coefficient(name, None, n, f"no two coders marked a stretch of which one said {value}")
            continue
        by_chance = 0.0 if expected is None else float(expected[:, k].sum() - expected[k, k])
        if expected is None or by_chance <= 1e-9:
            found[value] = Coefficient(name, None, n, "no other value meets it by chance")
            continue
        observed = float((met - meeting[k, k]) / met)
        found[value] = Coefficient(name, 1 - observed * float(expected[:, k].sum()) / by_chance, n)
    return found
