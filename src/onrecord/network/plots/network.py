"""The picture of a network: actors and concepts with their stances, or actors with their camps."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..exports.ties import two_mode
from ..options import Aggregation
from ..result import Network
from .drawing import draw_labels, draw_nodes, draw_ties
from .hulls import draw_hulls, hull_label_boxes
from .keys import draw_key, key_height
from .picture import Link, Picture, new_figure
from .scene import POINTS, Scene, count_of, labels_of, scene_of
from .style import INK_3, LABEL, PAGE_WIDTH, SMALL, SMALLEST, house_style
from .wording import counted, span

PLAIN = {Aggregation.CONGRUENCE: "congruence", Aggregation.IGNORE: "shared concepts"}


def plot_network(
    network: Network,
    *,
    camps: Mapping[str, int | None] | None = None,
    camp_names: Mapping[int, str] | None = None,
    threshold: float = 0.0,
    width: float = PAGE_WIDTH,
    height: float | None = None,
    seed: int = 0,
    title: str = "",
    link: Link | None = None,
) -> Picture:
    """Actors as discs, concepts as squares, area by number of statements; ties as wide as their weight.

    Support is blue and solid, opposition orange and dashed, both purple. `camps`: label -> camp; its members get its
    color and, in a one-mode network, a hull. Ties with an absolute weight up to `threshold` are left out, nodes never.
    A label without room gets a number and stands in a list below. `width` and `height` in millimetres.
    """
    scene = scene_of(network, camps or {}, threshold, width, height, seed)
    picture = _empty_picture(network, scene, title)
    shown = set(scene.camps.tolist()) - {-1} if scene.hulls else set()
    names = {camp: (camp_names or {}).get(camp, f"Camp {_letter(camp)}") for camp in sorted(shown)}
    if not scene.nodes:
        return _nothing(picture)
    with house_style():
        size = LABEL if len(scene.nodes) <= 40 else SMALL if len(scene.nodes) <= 80 else SMALLEST
        hull_words = hull_label_boxes(scene.centers, scene.radii, scene.camps, names, (scene.width, scene.height))
        texts, placed, numbers = labels_of(scene, size, [box for box, _ in hull_words.values()])
        listed = [f"{number}  {' '.join(scene.nodes[node].label.split())}" for node, number in numbers.items()]
        entries = _key(network, scene)
        below = key_height(entries, listed, scene.width)
        picture.figure = new_figure(scene.width / POINTS, (scene.height + below) / POINTS)
        axes = picture.figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, scene.width), ylim=(-below, scene.height))
        axes.axis("off")
        draw_hulls(axes, scene.centers, scene.radii, scene.camps, hull_words)
        draw_ties(axes, picture, network, scene, link)
        draw_nodes(axes, picture, network, scene, link)
        draw_labels(axes, picture, scene, texts, placed, size)
        draw_key(axes, scene.width, entries, listed)
    shortened = sum("…" in text for text in texts)
    if shortened:
        picture.notes.append(f"{counted(shortened, 'label')} shortened; SVG shows all whole when pointed at")
    if numbers:
        picture.notes.append(
            f"{counted(len(numbers), 'label')} without room in the picture: numbered, and listed below it"
        )
    return picture


def _key(network: Network, scene: Scene) -> list[tuple[str, str]]:
    """(kind of sample, words) for what the picture shows and does not say."""
    rows = [("actor", network.options.variable1)]
    if two_mode(network):
        rows.append(("concept", network.options.variable2))
    words = (
        {"support": "supports", "oppose": "opposes", "both": "both"}
        if two_mode(network)
        else {"support": "agrees", "oppose": "disagrees"}
    )
    rows += [(stance, words[stance]) for stance in ("support", "oppose", "both") if stance in scene.stances]
    if None in scene.stances:
        rows.append(("plain", "speaks on" if two_mode(network) else PLAIN[network.options.qualifier_aggregation]))
    counts = [count_of(node) for node in scene.nodes if "frequency" in node.attributes]
    if counts:
        rows.append(("note", f"area: {span(min(counts), max(counts))} statements"))
    if len(scene.ties) and network.options.qualifier_aggregation is not Aggregation.COMBINE:
        sizes = np.abs(scene.ties.weights)
        rows.append(("note", f"width: weight {span(float(sizes.min()), float(sizes.max()))}"))
    return rows


def _letter(camp: int) -> str:
    return chr(ord("A") + camp) if 0 <= camp < 26 else str(camp + 1)


def _empty_picture(network: Network, scene: Scene, title: str) -> Picture:
    first, second = network.options.variable1, network.options.variable2
    kind = f"{first} by {second}" if two_mode(network) else f"{first} through {second}"
    size = ", ".join(
        counted(n, noun)
        for n, noun in ((len(scene.nodes), "node"), (len(scene.ties), "tie"), (network.n_statements, "statement"))
    )
    return Picture(
        new_figure(scene.width / POINTS, 20),
        title or f"Network of {kind}",
        f"{size}. Every node and tie is in the edge list of the same network.",
    )


def _nothing(picture: Picture) -> Picture:
    """An empty network says so; it is no empty figure."""
    with house_style():
        axes = picture.figure.add_axes((0, 0, 1, 1))
        axes.axis("off")
        axes.text(0.5, 0.5, "No statements in this range.", ha="center", va="center", color=INK_3)
    return picture
