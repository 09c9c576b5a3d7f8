"""Ties, nodes and labels of a scene, drawn; each tie and node is a mark that can lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..exports.ties import Node, two_mode
from ..options import Aggregation
from ..result import Network
from .labels import DESCENT, LEADING, PAD, Placed
from .picture import Link, Mark, Picture
from .scene import Scene, count_of
from .style import INK, INK_2, PAPER, RULE_2, STANCE_COLORS, STANCE_DASHES, group_color
from .wording import counted, signed

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_ties(axes: Axes, picture: Picture, network: Network, scene: Scene, link: Link | None) -> None:
    from matplotlib.lines import Line2D

    ties = scene.ties
    largest = float(np.abs(ties.weights).max(initial=0.0)) or 1.0
    faint = 0.85 if len(ties) < 3 * len(scene.nodes) else 0.6
    # Many ties are drawn thinner, so that the ground between them is still seen.
    broad = 2.6 * float(np.clip((120 / max(len(ties), 1)) ** 0.35, 0.35, 1.0))
    triples = zip(ties.sources.tolist(), ties.targets.tolist(), ties.weights.tolist(), scene.stances, strict=True)
    for i, j, weight, stance in triples:
        way = scene.centers[j] - scene.centers[i]
        unit = way / (np.hypot(*way) or 1.0)
        start, end = scene.centers[i] + unit * scene.radii[i], scene.centers[j] - unit * scene.radii[j]
        share = abs(weight) / largest
        coded = network.options.qualifier_aggregation is Aggregation.COMBINE  # a code has no size
        line = Line2D(
            [start[0], end[0]],
            [start[1], end[1]],
            color=STANCE_COLORS[stance],
            linestyle=STANCE_DASHES[stance],
            linewidth=1.2 if coded else 0.4 + broad * np.sqrt(share),
            alpha=faint if stance or coded else 0.25 + (faint - 0.1) * share,
            zorder=2,
            dash_capstyle="butt",
            solid_capstyle="butt",
        )
        axes.add_line(line)
        picture.mark(line, _tie_mark(network, scene, i, j, weight, stance), link)


def _tie_mark(network: Network, scene: Scene, i: int, j: int, weight: float, stance: str | None) -> Mark:
    one, other = scene.nodes[i].label, scene.nodes[j].label
    verbs = {"support": "supports", "oppose": "opposes", "both": "supports and opposes"}
    if two_mode(network):
        said = verbs.get(stance or "", "speaks on")
        text = f"{one} {said} {other}"
    else:
        said = {"support": "agrees with", "oppose": "disagrees with"}.get(stance or "", "and")
        text = f"{one} {said} {other}"
    shown = "" if network.options.qualifier_aggregation is Aggregation.COMBINE else f": {signed(weight)}"
    return Mark("tie", (one, other), weight, text + shown)


def draw_nodes(axes: Axes, picture: Picture, network: Network, scene: Scene, link: Link | None) -> None:
    from matplotlib.patches import Circle, Rectangle

    shape: Any
    for node, (x, y), radius, camp in zip(
        scene.nodes, scene.centers.tolist(), scene.radii.tolist(), scene.camps.tolist(), strict=True
    ):
        color = group_color(camp) if camp >= 0 else INK
        if node.mode == 0:
            shape = Circle((x, y), radius, facecolor=color, edgecolor=PAPER, linewidth=0.8, zorder=4)
        else:
            half = radius * np.sqrt(np.pi) / 2  # the same area as a disc
            shape = Rectangle(
                (x - half, y - half), 2 * half, 2 * half, facecolor=PAPER, edgecolor=color, linewidth=1.3, zorder=4
            )
        axes.add_patch(shape)
        picture.mark(shape, node_mark(node), link)


def node_mark(node: Node) -> Mark:
    count = node.attributes.get("frequency")
    said = f": {counted(count_of(node), 'statement')}" if count is not None else ""
    return Mark("node", (node.label,), count_of(node), f"{node.label}{said}")


def draw_labels(
    axes: Axes, picture: Picture, scene: Scene, texts: list[str], placed: list[Placed | None], size: float
) -> None:

    for node, text, place, (x, y), radius in zip(
        scene.nodes, texts, placed, scene.centers.tolist(), scene.radii.tolist(), strict=True
    ):
        if place is None:
            continue
        left, bottom, right, top = place.box
        if place.leader:
            end = (np.clip(x, left, right), np.clip(y, bottom, top))
            way = np.array(end) - (x, y)
            start = np.array([x, y]) + way / (np.hypot(*way) or 1.0) * radius
            axes.plot([start[0], end[0]], [start[1], end[1]], color=RULE_2, linewidth=0.4, zorder=3)
        ha, at = ("left", left + PAD[0]) if left >= x else ("right", right - PAD[0]) if right <= x else ("center", 0.0)
        at = (left + right) / 2 if ha == "center" else at
        mark = node_mark(node)
        lines = text.split("\n")
        for row, line in enumerate(lines):
            y_line = bottom + PAD[1] + size * (DESCENT + LEADING * (len(lines) - 1 - row))
            color = INK if node.mode == 0 else INK_2
            picture.words(axes, at, y_line, line, of=mark, ha=ha, fontsize=size, color=color)
        picture.label_boxes.append((node.label, place.box))
