"""What is drawn of a network, laid out: places and sizes of nodes and labels, ties with their stance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..exports.ties import Node, Ties, nodes_of, stance_of, ties_of, two_mode
from ..options import Aggregation
from ..result import Network
from .hulls import MARGIN
from .labels import Box, Placed, Surroundings, choices_for, place_labels, text_size, wrapped
from .layout import spread, stress_layout, tie_lengths
from .style import LABEL, MM

Floats = npt.NDArray[np.float64]
POINTS = 72 * MM  # a millimetre in points
EDGE = 4.0  # points of the page that stay free


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn, in points of the page: nodes with places and sizes, ties that pass the threshold."""

    nodes: tuple[Node, ...]
    ties: Ties
    stances: tuple[str | None, ...]
    camps: npt.NDArray[np.int64]  # -1: none
    hulls: bool
    centers: Floats
    radii: Floats
    width: float
    height: float


def places_of(network: Network, *, seed: int = 0) -> Floats:
    """Places of all nodes in [0, 1], for files that hold positions: as in the picture without camps."""
    scene = scene_of(network, {}, 0.0, 200.0, 150.0, seed)
    places: Floats = np.round(scene.centers / (scene.width, scene.height), 6)
    return places


def scene_of(
    network: Network,
    camps: Mapping[str, int | None],
    threshold: float,
    width: float,
    height: float | None,
    seed: int,
) -> Scene:
    nodes, ties = nodes_of(network), ties_of(network)
    keep = np.abs(ties.weights) > threshold
    keep &= ties.sources != ties.targets
    kept = np.flatnonzero(keep)
    kept = kept[np.argsort(np.abs(ties.weights[kept]), kind="stable")]  # the strongest on top
    ties = Ties(ties.sources[kept], ties.targets[kept], ties.weights[kept])
    n = len(nodes)
    high = height if height is not None else min(width * 1.25, max(0.5 * width, 10.5 * np.sqrt(n) + 0.30 * width))
    page = (width * POINTS, high * POINTS)
    groups = np.array([-1 if (camp := camps.get(node.label)) is None else camp for node in nodes], np.int64)
    radii = _radii(nodes, page)
    hulls = not two_mode(network) and bool((groups >= 0).any())
    pull = np.zeros((n, n))
    # Two-mode, a conflict about a concept binds to it as much as support does.
    pull[ties.sources, ties.targets] = np.abs(ties.weights) if two_mode(network) else ties.weights
    lengths = tie_lengths(np.maximum(pull, pull.T))
    alone = np.flatnonzero((lengths == 0).all(axis=1) & (~hulls | (groups < 0)))
    rest = np.setdiff1d(np.arange(n), alone)
    centers = np.zeros((n, 2))
    centers[alone], floor = _in_rows([nodes[index] for index in alone.tolist()], page[0])
    room = (EDGE, floor + EDGE, page[0] - EDGE, page[1] - EDGE)
    if hulls:  # room for the hull and its name above
        room = (room[0] + MARGIN, room[1] + MARGIN, room[2] - MARGIN, room[3] - MARGIN - LABEL * 1.6)
    points = stress_layout(
        lengths[np.ix_(rest, rest)],
        groups=groups[rest] if hulls else None,
        seed=seed,
        aspect=(room[2] - room[0]) / (room[3] - room[1]),
    )
    centers[rest] = spread(points, radii[rest], room, gap=3.0, stretch=1.7 if hulls else 1.35)
    stances = tuple(_shown_stance(network, weight) for weight in ties.weights.tolist())
    return Scene(nodes, ties, stances, groups, hulls, centers, radii, *page)


def _in_rows(nodes: list[Node], width: float) -> tuple[Floats, float]:
    """Places of nodes without ties, in rows at the foot of the page with room for a label each; and their height."""
    places: list[tuple[float, float]] = []
    x, row = 10.0, 0
    for node in nodes:
        wide = text_size(wrapped(node.label, lines=1), LABEL)[0] + 26
        if x > 10 and x + wide > width:
            x, row = 10.0, row + 1
        places.append((x, float(row)))
        x += wide
    rows = row + 1 if nodes else 0
    found = np.array([(x, 12 + 16 * (rows - 1 - row)) for x, row in places], float).reshape(-1, 2)
    return found, 16.0 * rows + (6.0 if rows else 0.0)


def _shown_stance(network: Network, weight: float) -> str | None:
    aggregation = network.options.qualifier_aggregation
    if not two_mode(network) and aggregation is Aggregation.CONGRUENCE:
        return None  # all ties are of one kind; a stance color would say nothing
    return stance_of(weight, aggregation)


def _radii(nodes: tuple[Node, ...], page: tuple[float, float]) -> Floats:
    counts = np.array([count_of(node) for node in nodes], float)
    if not len(counts):
        return counts
    largest = float(np.clip(0.11 * np.sqrt(page[0] * page[1] / len(counts)), 3.2, 11.0))
    radii: Floats = np.maximum(largest * np.sqrt(counts / max(counts.max(), 1.0)), 2.2)
    return radii


def count_of(node: Node) -> float:
    value = node.attributes.get("frequency", 1)
    return float(value) if isinstance(value, int | float | np.number) else 1.0


def labels_of(scene: Scene, size: float, taken: list[Box]) -> tuple[list[str], list[Placed | None], dict[int, int]]:
    """Texts and places of the labels; labels without room are replaced by numbers."""
    few = len(scene.nodes) <= 20
    texts = [wrapped(node.label, width=26 if few else 24, lines=4 if few else 3) for node in scene.nodes]
    counts = [count_of(node) for node in scene.nodes]
    order = sorted(range(len(texts)), key=lambda index: (-counts[index], scene.nodes[index].label))
    starts, ends = scene.centers[scene.ties.sources], scene.centers[scene.ties.targets]
    page = (2.0, 2.0, scene.width - 2.0, scene.height - 2.0)
    around = Surroundings(scene.centers, scene.radii, page, np.column_stack([starts, ends]), taken)
    choices = [choices_for(index, text_size(text, size), around) for index, text in enumerate(texts)]
    placed = place_labels(choices, order)
    numbers: dict[int, int] = {}
    for _ in range(8):
        missing = [index for index, place in enumerate(placed) if place is None and index not in numbers]
        if not missing:
            break
        numbers.update({index: number for number, index in enumerate(missing, len(numbers) + 1)})
        # Numbers first, as they must stand close; the long labels then arrange themselves around them.
        for index in missing:
            texts[index] = str(numbers[index])
            choices[index] = choices_for(index, text_size(texts[index], size), around)
        order = [*numbers, *(index for index in order if index not in numbers)]
        placed = place_labels(choices, order)
    return texts, placed, numbers
