"""Actors at the sides, concepts between them, a line for every side taken: a two-mode network that needs no luck.

Each line ends in a place of its own at the edge of its concept, where its mark stands; so no mark covers another and no
label crosses a line, whatever the data.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH = 1080.0
PORT = 20.0  # from mark to mark
_ROW, _GAP, _TOP = 30.0, 14.0, 34.0
_ACTOR_X, _BOX, _REACH = 250.0, 232.0, 14.0  # one side: where discs stand; width of concepts; mark to edge
_ALONE_X, _ALONE_BOX = 330.0, 360.0  # the same with actors on the left only


@dataclass(frozen=True, slots=True)
class Disc:
    key: str
    x: float
    y: float
    radius: float
    right: bool  # whether the label stands right of it


@dataclass(frozen=True, slots=True)
class Box:
    key: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """From disc to mark; `x`, `y` are the middle of the mark."""

    path: str
    width: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sides:
    height: float
    discs: tuple[Disc, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    centers: tuple[float, float, float]  # of the columns: left actors, concepts, right actors


Link = tuple[str, str, int]  # actor, concept, statements


def draw_sides(links: Sequence[Link], concepts: Sequence[str], right: Mapping[str, bool] | None) -> Sides:
    """`concepts` from top to bottom; `right`: the side of each actor, None: all at the left. Lines as `links`."""
    actor_x, box = (_ACTOR_X, _BOX) if right is not None else (_ALONE_X, _ALONE_BOX)
    box_x = (WIDTH - box) / 2 if right is not None else WIDTH - box
    at_right = {actor: bool(right and right.get(actor)) for actor, _, _ in links}
    tall = {concept: max(2, *_ports(links, concept, at_right)) * PORT for concept in concepts}
    needed = sum(tall.values()) + _GAP * (len(concepts) - 1)
    n_rows = max(sum(side is way for side in at_right.values()) for way in (True, False))
    height = max(needed, n_rows * _ROW)
    gap = _GAP + (height - needed) / len(concepts)
    tops: dict[str, float] = {}
    y = _TOP + (gap - _GAP) / 2
    for concept in concepts:
        tops[concept] = y
        y += tall[concept] + gap
    middles = {concept: tops[concept] + tall[concept] / 2 for concept in concepts}
    places = _actor_places(links, at_right, middles, height)
    spoken = dict.fromkeys((actor for actor, _, _ in links), 0)
    for actor, _, n in links:
        spoken[actor] += n
    largest = max(spoken.values(), default=1)
    radius = {actor: round(max(3.2, 9.0 * math.sqrt(n / largest)), 1) for actor, n in spoken.items()}
    most = max((n for _, _, n in links), default=1)
    ends = _ends(links, at_right, places, tops, tall)
    lines = []
    for index, (actor, _, n) in enumerate(links):
        way = -1.0 if at_right[actor] else 1.0
        x1 = (WIDTH - actor_x if at_right[actor] else actor_x) + way * radius[actor]
        x2 = (box_x + box if at_right[actor] else box_x) - way * _REACH
        y1, y2 = places[actor], ends[index]
        bend = (x2 - x1) * 0.5
        path = f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2 - way * 8:g} {y2:g}"
        lines.append(Line(path, round(1.0 + 1.6 * math.sqrt((n - 1) / max(most - 1, 1)), 1), x2, y2))
    return Sides(
        round(_TOP + height + 6, 1),
        tuple(
            Disc(actor, WIDTH - actor_x if at_right[actor] else actor_x, y, radius[actor], at_right[actor])
            for actor, y in places.items()
        ),
        tuple(Box(concept, box_x, round(tops[concept], 1), box, tall[concept]) for concept in concepts),
        tuple(lines),
        (actor_x, box_x + box / 2, WIDTH - actor_x),
    )


def _ports(links: Sequence[Link], concept: str, at_right: Mapping[str, bool]) -> tuple[int, int]:
    sides = [at_right[actor] for actor, other, _ in links if other == concept]
    return sides.count(False), sides.count(True)


def _actor_places(
    links: Sequence[Link], at_right: Mapping[str, bool], middles: Mapping[str, float], height: float
) -> dict[str, float]:
    """Each actor near the middle of what it speaks on (barycenters, Sugiyama 1981), evenly spaced on its side."""
    reach: dict[str, list[float]] = defaultdict(list)
    for actor, concept, n in links:
        reach[actor] += [middles[concept]] * n
    wanted = {actor: sum(ys) / len(ys) for actor, ys in reach.items()}
    places: dict[str, float] = {}
    for side in (False, True):
        column = sorted((a for a in wanted if at_right[a] is side), key=lambda a: (wanted[a], a))
        step = height / max(len(column), 1)
        places |= {actor: round(_TOP + (row + 0.5) * step, 1) for row, actor in enumerate(column)}
    return places


def _ends(
    links: Sequence[Link],
    at_right: Mapping[str, bool],
    places: Mapping[str, float],
    tops: Mapping[str, float],
    tall: Mapping[str, float],
) -> dict[int, float]:
    """Where each line ends: at each edge of a concept in the order of the actors, so that lines to it do not cross."""
    ends: dict[int, float] = {}
    for concept, top in tops.items():
        for side in (False, True):
            here = [i for i, (actor, other, _) in enumerate(links) if other == concept and at_right[actor] is side]
            here.sort(key=lambda i: (places[links[i][0]], i))
            start = top + (tall[concept] - PORT * len(here)) / 2
            ends |= {index: round(start + PORT * (row + 0.5), 1) for row, index in enumerate(here)}
    return ends
