"""A dendrogram: who is joined to whom, and how far apart they then are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ...errors import InputError
from .canvas import POINTS, Canvas, says_so
from .labels import text_size, wrapped
from .picture import Link, Mark, Picture
from .style import INK, INK_2, INK_3, LABEL, PAGE_WIDTH, RULE, SMALL, group_color, house_style
from .wording import decimals

METHODS = ("average", "complete", "single", "ward")
FOOT, HEAD = 26.0, 6.0


def plot_dendrogram(
    distances: npt.NDArray[np.float64],
    labels: Sequence[str],
    *,
    method: str = "average",
    groups: Sequence[int | None] | None = None,
    width: float = PAGE_WIDTH,
    title: str = "",
    link: Link | None = None,
) -> Picture:
    """Leaves at the right, one row each; a branch has the color of its group where all its leaves are of one.

    `distances` is square and symmetric. Branches are ordered so that neighbors are near (Bar-Joseph et al. 2001).
    """
    if method not in METHODS:
        raise InputError(f"method={method!r}: a dendrogram joins by {', '.join(METHODS)}")
    if distances.shape != (len(labels), len(labels)):
        raise ValueError(f"{distances.shape} distances for {len(labels)} labels")
    name = title or "Dendrogram"
    if len(labels) < 2:
        return says_so(width, name, "Fewer than two to compare.")
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    joined = linkage(squareform(distances, checks=False), method=method, optimal_ordering=len(labels) <= 400)
    leaves: list[int] = leaves_list(joined).tolist()
    with house_style():
        n = len(labels)
        size, row = (LABEL, 13.0) if n <= 60 else (SMALL * 0.9, 8.4)
        texts = [wrapped(label, width=44, lines=1) for label in labels]
        room = min(max(text_size(text, size)[0] for text in texts) + 14, width * POINTS * 0.5)
        tallest = float(joined[-1, 2]) or 1.0
        told = f"{n} entities joined by {method} linkage, the last at distance {decimals(tallest)}."
        canvas = Canvas(width * POINTS, FOOT + row * n + HEAD, name, told, link)
        right = canvas.width - room
        unit = (right - 12) / tallest
        _ruler(canvas, right, unit, tallest)
        places = np.zeros(n)
        for place, leaf in enumerate(leaves):
            places[leaf] = canvas.height - HEAD - row * (place + 0.5)
        kinds: list[int | None] = list(groups) if groups is not None else [None] * n
        _branches(canvas, joined, places, kinds, labels, right, unit)
        for leaf in leaves:
            color = INK if kinds[leaf] is None else group_color(kinds[leaf] or 0)
            mark = Mark("node", (labels[leaf],), 0.0, labels[leaf])
            canvas.text(right + 9, places[leaf], texts[leaf], INK, mark, fontsize=size)
            canvas.disc(right + 4, places[leaf], 2.2 if n <= 60 else 1.5, color)
    return canvas.picture


def _branches(
    canvas: Canvas,
    joined: npt.NDArray[np.float64],
    places: npt.NDArray[np.float64],
    kinds: list[int | None],
    labels: Sequence[str],
    right: float,
    unit: float,
) -> None:
    """Every joining as a bracket: two lines from its parts to its height, and one between them."""
    heights, ys, sizes = [0.0] * len(places), places.tolist(), [1] * len(places)
    names, kinds = [labels[leaf] for leaf in range(len(places))], list(kinds)
    for one, other, height, _ in joined.tolist():
        i, j = int(one), int(other)
        kind = kinds[i] if kinds[i] == kinds[j] else None
        xs = [right - heights[i] * unit, right - height * unit, right - height * unit, right - heights[j] * unit]
        text = f"{sizes[i]} with {names[i]} and {sizes[j]} with {names[j]} join at {decimals(height)}"
        mark = Mark("branch", (names[i], names[j]), height, text)
        color = INK_3 if kind is None else group_color(kind)
        style = {"linewidth": 0.9 if kind is None else 1.3, "solid_joinstyle": "miter"}
        canvas.line(xs, [ys[i], ys[i], ys[j], ys[j]], color, mark, **style)
        heights.append(height)
        ys.append((ys[i] + ys[j]) / 2)
        sizes.append(sizes[i] + sizes[j])
        names.append(names[i])
        kinds.append(kind)


def _ruler(canvas: Canvas, right: float, unit: float, tallest: float) -> None:
    power = 10.0 ** np.floor(np.log10(tallest / 4))
    step = next(power * n for n in (1, 2, 5, 10) if tallest / (power * n) <= 5)
    for value in np.arange(0, tallest + step * 1e-6, step).tolist():
        x = right - value * unit
        canvas.line([x, x], [FOOT - 4, canvas.height], RULE, linewidth=0.5, zorder=0)
        places = max(0, int(-np.floor(np.log10(step))))
        canvas.text(x, FOOT - 12, decimals(value, places), INK_2, fontsize=SMALL, ha="center")
    canvas.text(right, 5, "distance at which they join", INK_3, fontsize=SMALL, ha="right")
