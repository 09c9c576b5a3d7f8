"""The verbatim runs that two texts share, grown from shared fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHORTEST = 6  # words
GAP = 12  # words that may differ inside one shared passage
BRIDGE = 4  # words that must agree again after a difference


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """`length` equal words from word `left` of one text and word `right` of the other."""

    left: int
    right: int
    length: int


def shared_runs(left: Sequence[object], right: Sequence[object], seeds: Iterable[tuple[int, int]]) -> list[Run]:
    """Maximal runs of at least `SHORTEST` equal words that hold a seed or follow one within `GAP` words, in order."""
    found: set[Run] = set()
    along: dict[int, list[Run]] = {}  # the runs found, by how much further they lie in the right text
    n_along = 0
    for left_place, right_place in seeds:
        if n_along != len(found):
            along, n_along = _by_offset(found), len(found)
        if any(_covers(run, left_place) for run in along.get(right_place - left_place, ())):
            continue
        run = _grow(left, right, left_place, right_place)
        if run is None or run.length < SHORTEST:
            continue
        found.add(run)
        _follow(left, right, run, found, forward=True)
        _follow(left, right, run, found, forward=False)
    return sorted(found)


def _by_offset(runs: Iterable[Run]) -> dict[int, list[Run]]:
    found: dict[int, list[Run]] = {}
    for run in runs:
        found.setdefault(run.right - run.left, []).append(run)
    return found


def _covers(run: Run, left_place: int) -> bool:
    return 0 <= left_place - run.left < run.length


def _grow(left: Sequence[object], right: Sequence[object], left_place: int, right_place: int) -> Run | None:
    if left[left_place] != right[right_place]:
        return None  # two windows with one hash
    first_left, first_right = left_place, right_place
    while first_left > 0 and first_right > 0 and left[first_left - 1] == right[first_right - 1]:
        first_left -= 1
        first_right -= 1
    length = left_place - first_left
    longest = min(len(left) - first_left, len(right) - first_right)
    while length < longest and left[first_left + length] == right[first_right + length]:
        length += 1
    return Run(first_left, first_right, length)


def _follow(left: Sequence[object], right: Sequence[object], run: Run, found: set[Run], *, forward: bool) -> None:
    """Adds the runs that go on after (before) `run`, where a few words were changed, dropped or put in."""
    while True:
        following = _next(left, right, run) if forward else _previous(left, right, run)
        if following is None or following in found:
            return
        found.add(following)
        run = following


def _next(left: Sequence[object], right: Sequence[object], run: Run) -> Run | None:
    left_end, right_end = run.left + run.length, run.right + run.length
    ahead, across = left[left_end : left_end + GAP + BRIDGE], right[right_end : right_end + GAP + BRIDGE]
    for left_skip, right_skip in _meetings(ahead, across):
        grown = _grow(left, right, left_end + left_skip, right_end + right_skip)
        if grown is not None and grown.length >= SHORTEST and grown.left >= left_end and grown.right >= right_end:
            return grown
    return None


def _previous(left: Sequence[object], right: Sequence[object], run: Run) -> Run | None:
    behind = left[max(run.left - GAP - BRIDGE, 0) : run.left][::-1]
    across = right[max(run.right - GAP - BRIDGE, 0) : run.right][::-1]
    for left_skip, right_skip in _meetings(behind, across):
        grown = _grow(left, right, run.left - 1 - left_skip, run.right - 1 - right_skip)
        if grown is not None and grown.length >= SHORTEST and grown.left + grown.length <= run.left:
            return grown
    return None


def _meetings(left: Sequence[object], right: Sequence[object]) -> list[tuple[int, int]]:
    """Places of two short stretches from which `BRIDGE` words agree, at most `GAP` words in, the nearest first."""
    if set(left).isdisjoint(right):
        return []
    places: dict[object, list[int]] = {}
    for place in range(len(right) - BRIDGE + 1):
        places.setdefault(right[place], []).append(place)
    found = [
        (here + there, here, there)
        for here in range(len(left) - BRIDGE + 1)
        for there in places.get(left[here], ())
        if 0 < here + there <= GAP and left[here : here + BRIDGE] == right[there : there + BRIDGE]
    ]
    return [(here, there) for _, here, there in sorted(found)]


def passages(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """Runs grouped where at most `GAP` words lie between them on either side: one passage each, in order."""
    groups: list[list[Run]] = []
    for run in sorted(runs):
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and 0 <= run.left - (last.left + last.length) <= GAP
            and 0 <= run.right - (last.right + last.length) <= GAP
        ):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [tuple(group) for group in groups]
