"""Words beside the nodes, so that none covers another, nor a node, and few ties.

A greedy choice among places around each node, then exchanges (Christensen, Marks & Shieber 1995, An empirical study of
algorithms for point-feature label placement, ACM Transactions on Graphics 14). Boxes are (left, bottom, right, top).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from .style import families

Floats = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]
GAPS = (2.2, 4.5, 8.0, 14.0, 22.0, 32.0, 44.0)  # points between node and box, nearest first
LEADER_FROM = 8.0  # from here on a thin line says whose label it is
PAD = (1.2, 0.6)
ASCENT, DESCENT = 0.80, 0.24  # of a line, in sizes of type: capitals and tails
LEADING = 1.16  # from line to line, in sizes of type
# Places around a node: side (1 right, -1 left, 2 above, -2 below), shift along it in half boxes, and distaste: a reader
# looks right first, then above, left and below; corners last.
SIDES = (
    (1, 0.0, 0.0), (1, 0.6, 1.2), (1, -0.6, 1.2), (-1, 0.0, 0.8), (-1, 0.6, 1.8), (-1, -0.6, 1.8),
    (2, 0.0, 0.4), (2, 0.5, 1.0), (2, -0.5, 1.2), (2, 0.95, 1.2), (2, -0.95, 1.6),
    (-2, 0.0, 0.7), (-2, 0.5, 1.2), (-2, -0.5, 1.4), (-2, 0.95, 1.4), (-2, -0.95, 1.8),
)  # fmt: skip
SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label lies: its box, and whether it needs a line to its node."""

    box: Box
    leader: bool


@cache
def _measuring() -> Any:
    from matplotlib.backends.backend_agg import RendererAgg

    # Ten times the size: hinting at 72 dpi would round every letter to whole points.
    return RendererAgg(16, 16, 720)


@lru_cache(maxsize=8192)
def text_size(text: str, size: float, *, bold: bool = False) -> tuple[float, float]:
    """Width and height in points of one or more lines, as they are drawn."""
    from matplotlib.font_manager import FontProperties

    font = FontProperties(family=list(families()), size=size, weight="bold" if bold else "normal")
    lines = text.split("\n")
    with warnings.catch_warnings():
        # What no font has is noted by the picture when it is written.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        widths = [_measuring().get_text_width_height_descent(line, font, False)[0] / 10 for line in lines]
    # A viewer may draw an SVG in a wider font of the same kind.
    return max(widths) * 1.03, size * (LEADING * (len(lines) - 1) + ASCENT + DESCENT)


def wrapped(label: str, *, width: int = 24, lines: int = 3) -> str:
    """At most so many lines of about so many letters; what does not fit ends in an ellipsis."""
    rows: list[str] = [""]
    for word in " ".join(label.split()).split(" "):
        while len(word) > width:  # a word longer than a line is cut
            word, rest = word[: width - 1] + "-", word[width - 1 :]
            rows.append(word) if rows[-1] else rows.__setitem__(-1, word)
            word = rest
        if not rows[-1]:
            rows[-1] = word
        elif len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += " " + word
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], rows[lines - 1][: width - 1].rstrip(" ,;.") + "…"]
    return "\n".join(rows)


@dataclass(frozen=True, slots=True)
class Choices:
    """Where one label may lie: boxes (k, 4), what each costs, its line to the node (k, 4; without length: none)."""

    boxes: Floats
    costs: Floats
    leaders: Floats

    @property
    def led(self) -> npt.NDArray[np.bool_]:
        found: npt.NDArray[np.bool_] = (self.leaders[:, :2] != self.leaders[:, 2:]).any(axis=1)
        return found


@dataclass(frozen=True)
class Surroundings:
    """What labels must and should keep clear of.

    `centers` (n, 2) and `radii` of the nodes, `page` and `taken` boxes: never covered. `segments` (m, 4), the ties: as
    little as can be.
    """

    centers: Floats
    radii: Floats
    page: Box
    segments: Floats
    taken: Sequence[Box] = ()


def place_labels(choices: Sequence[Choices], order: Sequence[int]) -> list[Placed | None]:
    """A place for each label so that no two boxes meet and no line runs under a box, or None where there is no room.

    The first in `order` chooses first.
    """
    chosen: list[int | None] = [None] * len(choices)
    current, lines = np.zeros((len(choices), 4)), np.zeros((len(choices), 4))
    held = np.zeros(len(choices), bool)
    for sweep in range(SWEEPS):
        changed = False
        for index in order:
            mine = choices[index]
            if not len(mine.boxes):
                continue
            held[index] = False
            free = ~_overlapping(mine.boxes, current[held]).any(axis=1)
            free &= (_lengths_inside(mine.boxes, lines[held]) < 0.1).all(axis=1)
            free &= (_lengths_inside(current[held], mine.leaders) < 0.1).all(axis=0)
            best = int(np.argmin(np.where(free, mine.costs, np.inf))) if free.any() else None
            changed |= best != chosen[index]
            chosen[index] = best
            if best is not None:
                current[index], lines[index], held[index] = mine.boxes[best], mine.leaders[best], True
        if sweep and not changed:
            break
    return [
        None if best is None else Placed(_box(choice.boxes[best]), bool(choice.led[best]))
        for best, choice in zip(chosen, choices, strict=True)
    ]


def choices_for(index: int, size: tuple[float, float], around: Surroundings) -> Choices:
    """Places for the label of node `index`: none covers a node or a taken box or leaves the page."""
    centers, radii, page = around.centers, around.radii, around.page
    width, height = size[0] + 2 * PAD[0], size[1] + 2 * PAD[1]
    side, shift, taste = np.array(SIDES).T
    gap, place = np.repeat(GAPS, len(SIDES)), np.tile(np.arange(len(SIDES)), len(GAPS))
    side, shift, taste = side[place], shift[place], taste[place]
    beside = np.abs(side) == 1
    reach = radii[index] + gap
    x = centers[index, 0] + np.where(beside, side * (reach + width / 2), shift * width / 2)
    y = centers[index, 1] + np.where(beside, shift * height / 2, np.sign(side) * (reach + height / 2))
    boxes = np.column_stack([x - width / 2, y - height / 2, x + width / 2, y + height / 2])
    inside = (boxes[:, 0] >= page[0]) & (boxes[:, 1] >= page[1]) & (boxes[:, 2] <= page[2]) & (boxes[:, 3] <= page[3])
    if around.taken:
        inside &= ~_overlapping(boxes, np.array(around.taken)).any(axis=1)
    near_x = np.clip(centers[None, :, 0], boxes[:, 0, None], boxes[:, 2, None])
    near_y = np.clip(centers[None, :, 1], boxes[:, 1, None], boxes[:, 3, None])
    to_nodes = np.hypot(near_x - centers[None, :, 0], near_y - centers[None, :, 1]) - radii[None, :]
    own = to_nodes[:, index].copy()
    to_nodes[:, index] = np.inf
    nearest = to_nodes.min(axis=1, initial=np.inf)
    # Nearer to another node than to its own: the reader would take it for the other's, unless a line says whose it is.
    mistaken = np.maximum(own + 2.0 - nearest, 0.0)
    led = own >= LEADER_FROM
    inside &= (nearest > 0.3) & (own > -0.5) & (led | (mistaken < 4.0))
    cost = 0.30 * gap + taste + np.where(led, 0.4, 1.5) * mistaken
    leaders = _leaders(centers[index], float(radii[index]), boxes, led)
    inside &= ~_met(np.delete(centers, index, axis=0), np.delete(radii, index), leaders).any(axis=1)
    boxes, cost = boxes[inside], cost[inside] + 0.09 * _lengths_inside(boxes[inside], around.segments).sum(axis=1)
    return Choices(boxes, cost, leaders[inside])


def _leaders(center: Floats, radius: float, boxes: Floats, led: npt.NDArray[np.bool_]) -> Floats:
    """(k, 4): from the rim of the node to the nearest point of each box; a point where none is needed."""
    ends = np.clip(center, boxes[:, :2], boxes[:, 2:])
    way = ends - center
    starts = center + way * (radius / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9))[:, None]
    lines: Floats = np.column_stack([np.where(led[:, None], starts, ends), ends])
    return lines


def _met(centers: Floats, radii: Floats, lines: Floats) -> npt.NDArray[np.bool_]:
    """(lines, nodes): which lines run through which nodes; lines without length through none."""
    start, way = lines[:, None, :2], (lines[:, 2:] - lines[:, :2])[:, None, :]
    length = (way**2).sum(axis=2)
    along = np.clip(((centers[None] - start) * way).sum(axis=2) / np.maximum(length, 1e-9), 0.0, 1.0)
    nearest = start + along[:, :, None] * way
    gaps = np.hypot(*(centers[None] - nearest).transpose(2, 0, 1))
    found: npt.NDArray[np.bool_] = (gaps < radii[None] + 0.5) & (length > 0)
    return found


def _overlapping(boxes: Floats, others: Floats) -> npt.NDArray[np.bool_]:
    """(n, m): which boxes share more than an edge with which others."""
    a, b = boxes[:, None, :], others[None, :, :]
    found: npt.NDArray[np.bool_] = (
        (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2]) & (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
    )
    return found


def _lengths_inside(boxes: Floats, segments: Floats) -> Floats:
    """(boxes, segments): how much of each segment lies in each box (Liang & Barsky 1984)."""
    start, way = segments[:, :2], segments[:, 2:] - segments[:, :2]
    enter, leave = np.zeros((len(boxes), len(segments))), np.ones((len(boxes), len(segments)))
    for axis in (0, 1):
        step = np.where(np.abs(way[:, axis]) < 1e-9, 1e-9, way[:, axis])[None, :]
        one = (boxes[:, axis, None] - start[None, :, axis]) / step
        two = (boxes[:, axis + 2, None] - start[None, :, axis]) / step
        enter = np.maximum(enter, np.minimum(one, two))
        leave = np.minimum(leave, np.maximum(one, two))
    inside: Floats = np.maximum(leave - enter, 0.0) * np.hypot(way[:, 0], way[:, 1])[None, :]
    return inside


def _box(row: Floats) -> Box:
    left, bottom, right, top = row.tolist()
    return left, bottom, right, top
