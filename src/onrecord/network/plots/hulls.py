"""Rounded hulls around camps, with their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .labels import Box, text_size
from .style import LABEL, group_color, group_ink

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = npt.NDArray[np.float64]
MARGIN = 7.0  # points between a node and the hull
HullWords = Mapping[int, tuple[Box, str]]


def outline(centers: Floats, radii: Floats, margin: float = MARGIN) -> Floats:
    """Corners of the hull around discs, counterclockwise; round where it turns."""
    from scipy.spatial import ConvexHull

    angles = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    ring = np.column_stack([np.cos(angles), np.sin(angles)])
    cloud = (centers[:, None, :] + (radii[:, None, None] + margin) * ring[None, :, :]).reshape(-1, 2)
    corners: Floats = cloud[ConvexHull(cloud).vertices]
    return corners


def hull_label_boxes(
    centers: Floats,
    radii: Floats,
    camps: npt.NDArray[np.int64],
    names: Mapping[int, str],
    page: tuple[float, float],
) -> dict[int, tuple[Box, str]]:
    """Camp -> (box of its name, name): above its hull, or below where the page ends."""
    found: dict[int, tuple[Box, str]] = {}
    for camp in sorted(names):
        corners = outline(centers[camps == camp], radii[camps == camp])
        width, height = text_size(names[camp], LABEL, bold=True)
        top = corners[np.argmax(corners[:, 1])]
        bottom = corners[np.argmin(corners[:, 1])]
        above = top[1] + 2 + height <= page[1]
        y = top[1] + 2 if above else max(bottom[1] - 2 - height, 0.0)
        x = float(np.clip((top if above else bottom)[0] - width / 2, 1.0, page[0] - width - 1))
        found[camp] = ((x, float(y), x + width, float(y) + height), names[camp])
    return found


def draw_hulls(axes: Axes, centers: Floats, radii: Floats, camps: npt.NDArray[np.int64], words: HullWords) -> None:
    from matplotlib.patches import Polygon

    for camp, (box, name) in words.items():
        corners = outline(centers[camps == camp], radii[camps == camp])
        color = group_color(camp)
        axes.add_patch(Polygon(corners, closed=True, facecolor=color, edgecolor="none", alpha=0.09, zorder=0))
        axes.add_patch(Polygon(corners, closed=True, facecolor="none", edgecolor=color, linewidth=0.7, zorder=1))
        axes.text(
            (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, name,
            ha="center", va="center", fontsize=LABEL, fontweight="bold", color=group_ink(camp), zorder=6,
        )  # fmt: skip
