"""The key below a picture: samples of what is encoded, and the list of numbered labels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .canvas import MIDDLE
from .labels import text_size
from .style import INK, INK_2, PAPER, RULE, RULE_2, SMALL, SMALLEST, STANCE_COLORS, STANCE_DASHES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW = 13.0
LINE = 9.0
EDGE = 6.0
SAMPLE, DOT = 22.0, 11.0  # widths of a line and of a node


def _columns(listed: list[str], width: float) -> tuple[int, float]:
    """Number and width of the columns of the list."""
    if not listed:
        return 1, width
    widest = max(text_size(text, SMALLEST)[0] for text in listed) + 12
    count = max(1, int((width - 2 * EDGE) / widest))
    return count, (width - 2 * EDGE) / count


def key_height(entries: list[tuple[str, str]], listed: list[str], width: float) -> float:
    """Points that the key and the list take below the picture."""
    count, _ = _columns(listed, width)
    rows = math.ceil(len(listed) / count)
    return 10 + ROW * len(_in_rows(entries, width)) + (rows * LINE + 6 if rows else 0)


def draw_key(axes: Axes, width: float, entries: list[tuple[str, str]], listed: list[str], *, top: float = 0.0) -> None:
    """Samples from left to right under a hairline at `top`; then the list in columns."""
    axes.plot([EDGE, width - EDGE], [top - 2, top - 2], color=RULE, linewidth=0.6)
    y = top - 2 - ROW * 0.62
    for row in _in_rows(entries, width):
        x = EDGE
        for kind, words, wide in row:
            x_text = x + _sample(axes, kind, x, y)
            axes.text(x_text, y - MIDDLE * SMALL, words, ha="left", va="baseline", fontsize=SMALL, color=INK_2)
            x += wide
        y -= ROW
    count, column = _columns(listed, width)
    rows = math.ceil(len(listed) / count)
    y -= 3
    for index, text in enumerate(listed):
        place, line = divmod(index, rows)
        axes.text(EDGE + place * column, y - line * LINE, text, ha="left", va="baseline", fontsize=SMALLEST, color=INK)


def _in_rows(entries: list[tuple[str, str]], width: float) -> list[list[tuple[str, str, float]]]:
    """Entries with their widths, broken into rows where the page ends."""
    rows: list[list[tuple[str, str, float]]] = [[]]
    x = EDGE
    for kind, words in entries:
        sample = 0.0 if kind == "note" else DOT if kind in ("actor", "concept") else SAMPLE
        wide = sample + text_size(words, SMALL)[0] + 14
        if rows[-1] and x + wide > width - EDGE:
            rows.append([])
            x = EDGE
        rows[-1].append((kind, words, wide))
        x += wide
    return rows


def _sample(axes: Axes, kind: str, x: float, y: float) -> float:
    """Draw one sample; the width it takes."""
    from matplotlib.patches import Circle, Rectangle

    if kind == "actor":
        axes.add_patch(Circle((x + 4, y), 3.2, facecolor=INK, edgecolor=PAPER, linewidth=0.6))
        return DOT
    if kind == "concept":
        axes.add_patch(Rectangle((x + 1, y - 3), 6, 6, facecolor=PAPER, edgecolor=INK, linewidth=1.2))
        return DOT
    if kind == "note":
        return 0.0
    stance = None if kind == "plain" else kind
    color = RULE_2 if stance is None else STANCE_COLORS[stance]
    axes.plot(
        [x, x + SAMPLE - 4], [y, y], color=color, linewidth=1.6, linestyle=STANCE_DASHES[stance], dash_capstyle="butt"
    )
    return SAMPLE
