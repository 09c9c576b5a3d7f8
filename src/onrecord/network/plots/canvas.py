"""A page in points on which charts are drawn: lines, boxes, words, and marks that lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .picture import Link, Mark, Picture, new_figure
from .style import INK, INK_3, LABEL, MM, house_style

if TYPE_CHECKING:
    from collections.abc import Sequence

POINTS = 72 * MM  # a millimetre in points
MARGIN = 3.0
MIDDLE = 0.35  # from the baseline to the middle of a capital, in sizes of type


class Canvas:
    """The whole figure as one plane in points, origin at the lower left; a margin at both sides stays free.

    Use inside `house_style()`. What is drawn with a `mark` gets its id, its tooltip and what `link` gives.
    """

    def __init__(self, width: float, height: float, title: str, description: str, link: Link | None = None) -> None:
        self.width, self.height, self.link = width - 2 * MARGIN, height, link
        self.picture = Picture(new_figure(width / POINTS, height / POINTS), title, description)
        self.axes = self.picture.figure.add_axes((0, 0, 1, 1))
        self.reset()
        self.axes.axis("off")

    def reset(self) -> None:
        """The plane as it was, after something that changed its limits (an image)."""
        self.axes.set(xlim=(-MARGIN, self.width + MARGIN), ylim=(0, self.height))

    def line(
        self, xs: Sequence[float], ys: Sequence[float], color: str = INK, mark: Mark | None = None, **style: Any
    ) -> None:
        style = {"linewidth": 0.7, "solid_capstyle": "butt", "dash_capstyle": "butt", **style}
        (drawn,) = self.axes.plot(xs, ys, color=color, **style)
        self._mark(drawn, mark)

    def box(
        self, x: float, y: float, width: float, height: float, color: str, mark: Mark | None = None, **style: Any
    ) -> None:
        from matplotlib.patches import Rectangle

        style = {"linewidth": 0, "edgecolor": "none", **style}
        self._mark(self.axes.add_patch(Rectangle((x, y), width, height, facecolor=color, **style)), mark)

    def disc(self, x: float, y: float, radius: float, color: str, mark: Mark | None = None, **style: Any) -> None:
        from matplotlib.patches import Circle

        style = {"linewidth": 0, "edgecolor": "none", **style}
        self._mark(self.axes.add_patch(Circle((x, y), radius, facecolor=color, **style)), mark)

    def area(self, xs: Sequence[float], low: Sequence[float], high: Sequence[float], color: str, **style: Any) -> None:
        from matplotlib.patches import Polygon

        corners = [*zip(xs, low, strict=True), *zip(reversed(xs), reversed(high), strict=True)]
        style = {"linewidth": 0, "edgecolor": "none", **style}
        self.axes.add_patch(Polygon(corners, closed=True, facecolor=color, **style))

    def text(self, x: float, y: float, words: str, color: str = INK, mark: Mark | None = None, **style: Any) -> None:
        """One line whose capitals have their middle at `y`."""
        style = {"fontsize": LABEL, "ha": "left", "va": "baseline", **style}
        self._mark(self.axes.text(x, y - MIDDLE * style["fontsize"], words, color=color, **style), mark)

    def _mark(self, artist: Any, mark: Mark | None) -> None:
        if mark is not None:
            self.picture.mark(artist, mark, self.link)


def says_so(width: float, title: str, words: str) -> Picture:
    """A picture for what has nothing to show: it says why, instead of being empty."""
    with house_style():
        canvas = Canvas(width * POINTS, 44.0, title, words)
        canvas.text(canvas.width / 2, 22.0, words, INK_3, ha="center")
    return canvas.picture
