"""The key below a picture: samples of what is encoded, and the list of numbered labels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .labels import text_size
from .style import INK, INK_2, PAPER, RULE, RULE_2, SMALL, SMALLEST, STANCE_COLORS, STANCE_DASHES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW = 13.0
LINE = 9.0
EDGE = 6.0
SAMPLE = 22.0


def _columns(listed: list[str], width: float) -> tuple[int, float]:
    """Number and width of the columns of the list."""
    if not listed:
        return 1, width
    widest = max(text_size(text, SMALLEST)[0] for text in listed) + 12
    count = max(1, int((width - 2 * EDGE) / widest))
    return count, (width - 2 * EDGE) / count


def key_height(listed: list[str], width: float) -> float:
    """Points that the key and the list take below the picture."""
    count, _ = _columns(listed, width)
    rows = math.ceil(len(listed) / count)
    return 2 * ROW + (rows * LINE + 6 if rows else 0)


def draw_key(
    axes: Axes, width: float, height: float, entries: list[tuple[str, str]], listed: list[str], *, top: float = 0.0
) -> None:
    """Samples from left to right under a hairline at `top`, two rows at most; then the list in columns."""
    axes.plot([EDGE, width - EDGE], [top - 2, top - 2], color=RULE, linewidth=0.6)
    x, y = EDGE, top - 2 - ROW * 0.62
    for kind, words in entries:
        wide = (0.0 if kind == "note" else SAMPLE if kind not in ("actor", "concept") else 11.0) + 4
        wide += text_size(words, SMALL)[0] + 10
        if x > EDGE and x + wide > width - EDGE:
            x, y = EDGE, y - ROW * 0.85
        x_text = x + _sample(axes, kind, x, y)
        axes.text(x_text, y, words, ha="left", va="center", fontsize=SMALL, color=INK_2)
        x += wide
    count, column = _columns(listed, width)
    rows = math.ceil(len(listed) / count)
    for index, text in enumerate(listed):
        place, row = divmod(index, rows)
        axes.text(
            EDGE + place * column, top - 2 * ROW - 2 - row * LINE, text,
            ha="left", va="center", fontsize=SMALLEST, color=INK,
        )  # fmt: skip


def _sample(axes: Axes, kind: str, x: float, y: float) -> float:
    """Draw one sample; the width it takes."""
    from matplotlib.patches import Circle, Rectangle

    if kind == "actor":
        axes.add_patch(Circle((x + 4, y), 3.2, facecolor=INK, edgecolor=PAPER, linewidth=0.6))
        return 11.0
    if kind == "concept":
        axes.add_patch(Rectangle((x + 1, y - 3), 6, 6, facecolor=PAPER, edgecolor=INK, linewidth=1.2))
        return 11.0
    if kind == "note":
        return 0.0
    stance = None if kind == "plain" else kind
    color = RULE_2 if stance is None else STANCE_COLORS[stance]
    axes.plot(
        [x, x + SAMPLE - 4], [y, y], color=color, linewidth=1.6, linestyle=STANCE_DASHES[stance], dash_capstyle="butt"
    )
    return SAMPLE
