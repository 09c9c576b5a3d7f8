"""Actors and who agrees with whom, camps with a ring around them: a one-mode network laid out by its distances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .letters import text_width

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

WIDTH, SIZE = 1080.0, 12.5
_HEAD, _EDGE, _MARGIN = 30.0, 26.0, 16.0
_LEADING = 1.16


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of one label: where each begins, and a thin line to its disc where it stands far."""

    lines: tuple[tuple[float, float, str], ...]
    leader: str


@dataclass(frozen=True, slots=True)
class Point:
    key: str
    x: float
    y: float
    radius: float
    camp: int  # -1: none
    words: Words | None  # None: no room; the table has it


@dataclass(frozen=True, slots=True)
class Thread:
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Ring:
    camp: int
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Rings:
    top: float
    height: float
    points: tuple[Point, ...]
    threads: tuple[Thread, ...]
    rings: tuple[Ring, ...]


def draw_rings(
    actors: Mapping[str, tuple[str, int]], pairs: Sequence[tuple[str, str, float]], camps: Mapping[str, int]
) -> Rings:
    """`actors`: key -> (label, statements). Threads as `pairs`. Same values, same picture."""
    import numpy as np

    from ...network.plots.labels import Surroundings, choices_for, place_labels, wrapped
    from ...network.plots.layout import spread, stress_layout, tie_lengths

    keys = list(actors)
    at = {key: index for index, key in enumerate(keys)}
    weights = np.zeros((len(keys), len(keys)))
    for one, other, weight in pairs:
        weights[at[one], at[other]] = weights[at[other], at[one]] = weight
    groups = np.array([camps.get(key, -1) for key in keys], np.int64)
    counts = np.array([actors[key][1] for key in keys], float)
    radii = np.maximum(11.0 * np.sqrt(counts / counts.max(initial=1.0)), 4.0)
    height = float(np.clip(220 + 17 * len(keys), 300, 640))
    room = (_EDGE + 60, _HEAD + _EDGE, WIDTH - _EDGE - 60, height - _EDGE)
    points = stress_layout(tie_lengths(weights), groups=groups, aspect=(room[2] - room[0]) / (room[3] - room[1]))
    centers = np.round(spread(points, radii, room, gap=26.0, stretch=1.9), 1)
    rings = _rings(centers, radii, groups)
    segments = np.array([[*centers[at[a]], *centers[at[b]]] for a, b, _ in pairs], float).reshape(-1, 4)
    taken = [(ring.x - 30, ring.y - 12, ring.x + 30, ring.y + 4) for ring in rings]
    around = Surroundings(centers, radii + 2.0, (4.0, 4.0, WIDTH - 4.0, height - 4.0), segments, taken)
    texts = [wrapped(actors[key][0], width=26, lines=2).split("\n") for key in keys]
    sizes = [(max(text_width(line, SIZE) for line in text), SIZE * (_LEADING * len(text) - 0.1)) for text in texts]
    order = sorted(range(len(keys)), key=lambda index: (-counts[index], keys[index]))
    placed = place_labels([choices_for(index, size, around) for index, size in enumerate(sizes)], order)
    largest = max((weight for _, _, weight in pairs), default=1.0)
    broad = 4.2 * min(1.0, (40 / max(len(pairs), 1)) ** 0.5)  # many lines are drawn thinner, to see between them
    found = []
    for index, (key, place) in enumerate(zip(keys, placed, strict=True)):
        x, y = centers[index].tolist()
        words = _words(texts[index], place.box, place.leader, (x, y)) if place else None
        found.append(Point(key, x, y, round(float(radii[index]), 1), int(groups[index]), words))
    low = [
        *(y - r for (_, y), r in zip(centers.tolist(), radii.tolist(), strict=True)),
        *(ring.y - 14 for ring in rings),
    ]
    high = [y + r + _MARGIN for (_, y), r in zip(centers.tolist(), radii.tolist(), strict=True)]
    boxes = [place.box for place in placed if place]
    top = round(min([*low, *(box[1] for box in boxes)]) - 4, 1)
    return Rings(
        top,
        round(max([*high, *(box[3] for box in boxes)]) + 4 - top, 1),
        tuple(found),
        tuple(
            Thread(
                "M{:g} {:g}L{:g} {:g}".format(*centers[at[one]], *centers[at[other]]),
                round(0.8 + broad * weight / largest, 1),
            )
            for one, other, weight in pairs
        ),
        rings,
    )


def _words(text: list[str], box: tuple[float, float, float, float], led: bool, center: tuple[float, float]) -> Words:
    left, top, right, bottom = box
    lines = []
    for row, line in enumerate(text):
        width = text_width(line, SIZE)
        x = left + 1 if left >= center[0] else right - width - 1 if right <= center[0] else (left + right - width) / 2
        lines.append((round(x, 1), round(top + SIZE * (0.95 + _LEADING * row), 1), line))
    end = (min(max(center[0], left), right), min(max(center[1], top), bottom))
    leader = f"M{center[0]:g} {center[1]:g}L{end[0]:.1f} {end[1]:.1f}" if led else ""
    return Words(tuple(lines), leader)


def _rings(
    centers: npt.NDArray[np.float64], radii: npt.NDArray[np.float64], groups: npt.NDArray[np.int64]
) -> tuple[Ring, ...]:
    from ...network.plots.hulls import outline

    rings = []
    for camp in sorted(set(groups.tolist()) - {-1}):
        corners = outline(centers[groups == camp], radii[groups == camp], _MARGIN)
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners.tolist()) + "Z"
        top = corners[corners[:, 1].argmin()]
        rings.append(Ring(camp, path, round(float(top[0]), 1), round(float(top[1]) - 7, 1)))
    return tuple(rings)
