"""Who or what is spoken for and against: bars to both sides of one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .canvas import POINTS, Canvas, says_so
from .labels import text_size, wrapped
from .picture import Link, Mark, Picture
from .style import (
    INK,
    INK_2,
    INK_3,
    LABEL,
    NEUTRAL,
    OPPOSE,
    PAGE_WIDTH,
    PAPER,
    RULE,
    SMALL,
    SUPPORT,
    group_color,
    house_style,
)
from .wording import counted

if TYPE_CHECKING:
    from ..measures.barplot import Barplot

ROW, LOW_ROW, THICK, HEAD = 23.0, 19.0, 10.5, 22.0


def plot_barplot(
    bars: Barplot, *, most: int = 40, width: float = PAGE_WIDTH, title: str = "", link: Link | None = None
) -> Picture:
    """One row an entity, the most spoken of first: opposition to the left, support to the right, with their numbers.

    An integer qualifier is stacked outward from the middle, darker the farther from 0, and 0 itself stands in a column
    of its own; words are stacked to the right. `most` rows are drawn, a note tells how many are left out.
    """
    bars = bars.by_total()
    name = title or f"Statements by {bars.variable}"
    left_out = max(0, len(bars.entities) - most)
    entities, counts = bars.entities[:most], bars.counts[:most]
    if not entities or not counts.sum():
        return says_so(width, name, "No statements in this range.")
    with house_style():
        labels = [wrapped(entity, width=38, lines=2) for entity in entities]
        row = ROW if any("\n" in label for label in labels) else LOW_ROW
        sides, zero = _sides(bars)
        canvas = Canvas(width * POINTS, HEAD + row * len(labels) + 6, name, _description(bars, entities), link)
        text_room = max(text_size(label, LABEL)[0] for label in labels) + 12
        text_room = min(text_room, canvas.width * 0.45)
        totals = np.array([[sum(row[k] for k in levels) for levels in sides] for row in counts.tolist()])
        rooms = [26.0 if side_total.any() else 0.0 for side_total in totals.T]
        zero_room = 46.0 if zero is not None else 0.0
        free = canvas.width - text_room - sum(rooms) - zero_room - 10
        unit = free / max(float(totals.max(axis=0).sum()), 1.0)
        middle = text_room + rooms[0] + unit * float(totals[:, 0].max())
        _head(canvas, bars, middle, rooms, zero is not None)
        for index, (entity, label) in enumerate(zip(entities, labels, strict=True)):
            y = canvas.height - HEAD - row * (index + 0.5)
            canvas.line([0, canvas.width], [y - row / 2] * 2, RULE, linewidth=0.5, zorder=0)
            _label(canvas, label, y)
            for side, levels in enumerate(sides):
                _stack(canvas, bars, entity, counts[index], levels, side, middle, y, unit)
            if zero is not None:
                count = int(counts[index, zero])
                mark = Mark("bar", (entity, "0"), count, f"{entity}, neutral: {counted(count, 'statement')}")
                canvas.text(
                    canvas.width - 6, y, str(count) if count else "·", NEUTRAL, mark, fontsize=SMALL, ha="right"
                )
        canvas.line([middle, middle], [4, canvas.height - HEAD + 2], INK, linewidth=0.9)
    if left_out:
        canvas.picture.notes.append(f"{counted(left_out, bars.variable)} with fewer statements not shown")
    return canvas.picture


def _sides(bars: Barplot) -> tuple[tuple[list[int], list[int]], int | None]:
    """Columns of `counts` to the left and to the right, from the middle outward; the column of a neutral 0."""
    numbers = [level for level in bars.levels if isinstance(level, int)]
    if bars.qualifier is None or len(numbers) < len(bars.levels):
        return ([], list(range(len(bars.levels)))), None
    if bars.levels == (0, 1):
        return ([0], [1]), None
    below = [index for index, level in enumerate(numbers) if level < 0]
    above = [index for index, level in enumerate(numbers) if level > 0]
    return (below[::-1], above), numbers.index(0) if 0 in numbers else None


def _stack(
    canvas: Canvas,
    bars: Barplot,
    entity: str,
    counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    levels: list[int],
    side: int,
    middle: float,
    y: float,
    unit: float,
) -> None:
    sign = -1 if side == 0 else 1
    x = middle
    for place, level in enumerate(levels):
        count = int(counts[level])
        if not count:
            continue
        color, alpha = _paint(bars, level, side, place, len(levels))
        mark = Mark(
            "bar",
            (entity, str(bars.levels[level])),
            count,
            f"{entity}, {_said(bars, level)}: {counted(count, 'statement')}",
        )
        start = x if sign > 0 else x - count * unit
        canvas.box(start, y - THICK / 2, count * unit, THICK, color, mark, alpha=alpha, edgecolor=PAPER, linewidth=0.5)
        x += sign * count * unit
    total = int(sum(counts[level] for level in levels))
    if total:
        color = (OPPOSE, SUPPORT)[side] if _signed(bars) else INK_2
        canvas.text(x + sign * 4, y, f"{total:,}", color, fontsize=SMALL, ha="left" if sign > 0 else "right")


def _signed(bars: Barplot) -> bool:
    return bars.qualifier is not None and all(isinstance(level, int) for level in bars.levels)


def _paint(bars: Barplot, level: int, side: int, place: int, of: int) -> tuple[str, float]:
    if not _signed(bars):
        return (INK_2 if bars.qualifier is None else group_color(level)), 0.9
    # Levels from the middle outward get darker; a boolean has one, and is full.
    return (OPPOSE, SUPPORT)[side], 0.9 if of == 1 else 0.4 + 0.5 * place / (of - 1)


def _said(bars: Barplot, level: int) -> str:
    value = bars.levels[level]
    if bars.qualifier is None:
        return "all"
    if bars.levels == (0, 1):
        return ("opposed", "supported")[level]
    return f"{bars.qualifier} {value}".replace("-", "−")


def _label(canvas: Canvas, label: str, y: float) -> None:
    lines = label.split("\n")
    for row, line in enumerate(lines):
        canvas.text(0, y + (len(lines) - 1) * 4.6 - row * 9.2, line, fontsize=LABEL)


def _head(canvas: Canvas, bars: Barplot, middle: float, rooms: list[float], zero: bool) -> None:
    y = canvas.height - 9
    canvas.text(0, y, bars.variable, INK_3, fontsize=SMALL)
    if _signed(bars):
        names = ("opposes", "supports") if bars.levels == (0, 1) else (f"{bars.qualifier} −", f"{bars.qualifier} +")
        if rooms[0]:
            canvas.text(middle - 5, y, f"← {names[0]}", OPPOSE, fontsize=SMALL, ha="right", fontweight="bold")
        if rooms[1]:
            canvas.text(middle + 5, y, f"{names[1]} →", SUPPORT, fontsize=SMALL, fontweight="bold")
        if zero:
            canvas.text(canvas.width - 6, y, "neutral", NEUTRAL, fontsize=SMALL, ha="right")
    elif bars.qualifier is None:
        canvas.text(middle + 5, y, "statements", INK_2, fontsize=SMALL)
    else:
        x = middle + 5
        for index, level in enumerate(bars.levels):
            canvas.box(x, y - 3, 7, 7, group_color(index), alpha=0.9)
            canvas.text(x + 10, y, str(level), INK_2, fontsize=SMALL)
            x += 22 + text_size(str(level), SMALL)[0]
    canvas.line([0, canvas.width], [canvas.height - HEAD + 2] * 2, INK, linewidth=0.7)


def _description(bars: Barplot, entities: tuple[str, ...]) -> str:
    total = int(bars.counts.sum())
    return f"{total:,} statements on {len(bars.entities)} {bars.variable}s; most on {entities[0]}."
