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


def shared_runs(left: Sequence[str], right: Sequence[str], seeds: Iterable[tuple[int, int]]) -> list[Run]:
    """Maximal runs of at least `SHORTEST` equal words that hold a seed or follow one within `GAP` words, in order."""
    found: set[Run] = set()
    for left_place, right_place in seeds:
        if any(_covers(run, left_place, right_place) for run in found):
            continue
        run = _grow(left, right, left_place, right_place)
        if run is None or run.length < SHORTEST:
            continue
        found.add(run)
        _follow(left, right, run, found, forward=True)
        _follow(left, right, run, found, forward=False)
    return sorted(found)


def _covers(run: Run, left_place: int, right_place: int) -> bool:
    offset = left_place - run.left
    return right_place - run.right == offset and 0 <= offset < run.length


def _grow(left: Sequence[str], right: Sequence[str], left_place: int, right_place: int) -> Run | None:
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


def _follow(left: Sequence[str], right: Sequence[str], run: Run, found: set[Run], *, forward: bool) -> None:
    """Adds the runs that go on after (before) `run`, where a few words were changed, dropped or put in."""
    while True:
        following = _next(left, right, run) if forward else _previous(left, right, run)
        if following is None or following in found:
            return
        found.add(following)
        run = following


def _next(left: Sequence[str], right: Sequence[str], run: Run) -> Run | None:
    left_end, right_end = run.left + run.length, run.right + run.length
    for total in range(1, GAP + 1):
        for left_skip in range(total + 1):
            place, other = left_end + left_skip, right_end + total - left_skip
            if left[place : place + BRIDGE] == right[other : other + BRIDGE] and place + BRIDGE <= len(left):
                grown = _grow(left, right, place, other)
                if (
                    grown is not None
                    and grown.length >= SHORTEST
                    and grown.left >= left_end
                    and grown.right >= right_end
                ):
                    return grown
    return None


def _previous(left: Sequence[str], right: Sequence[str], run: Run) -> Run | None:
    for total in range(1, GAP + 1):
        for left_skip in range(total + 1):
            place, other = run.left - 1 - left_skip, run.right - 1 - (total - left_skip)
            if place - BRIDGE + 1 < 0 or other - BRIDGE + 1 < 0:
                continue
            if left[place - BRIDGE + 1 : place + 1] == right[other - BRIDGE + 1 : other + 1]:
                grown = _grow(left, right, place, other)
                if grown is not None and grown.length >= SHORTEST and grown.left + grown.length <= run.left:
                    return grown
    return None


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
