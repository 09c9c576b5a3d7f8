"""Positions of actors on one dimension or two, with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from .canvas import POINTS, Canvas, says_so
from .labels import DESCENT, PAD, Surroundings, choices_for, place_labels, text_size, wrapped
from .picture import Link, Mark, Picture
from .style import INK, INK_2, INK_3, LABEL, PAGE_WIDTH, PAPER, RULE, RULE_2, SMALL, group_color, house_style
from .wording import counted, decimals

if TYPE_CHECKING:
    from ..measures.scaling import Scaling

ROW, HEAD, FOOT = 13.0, 20.0, 28.0


def plot_scaling(
    scaling: Scaling,
    *,
    camps: Mapping[str, int | None] | None = None,
    width: float = PAGE_WIDTH,
    title: str = "",
    link: Link | None = None,
) -> Picture:
    """One dimension: a row an actor, from one end to the other; two: a map. Lines are the intervals of `scaling`.

    `camps` color the discs. Labels of the map never cover one another; one without room is left out, and noted.
    """
    name = title or "Positions of actors"
    n, dimensions = scaling.positions.mean.shape
    if not n:
        return says_so(width, name, "No actor has enough answers.")
    colors = [INK if (camp := (camps or {}).get(actor)) is None else group_color(camp) for actor in scaling.actors]
    with house_style():
        if dimensions == 1:
            return _rows(scaling, colors, width, name, link)
        return _map(scaling, colors, width, name, link)


def _rows(scaling: Scaling, colors: list[str], width: float, name: str, link: Link | None) -> Picture:
    found = scaling.positions
    means, lows, highs = found.mean[:, 0], found.lower[:, 0], found.upper[:, 0]
    order = np.argsort(-means, kind="stable").tolist()
    texts = [wrapped(actor, width=46, lines=1) for actor in scaling.actors]
    canvas = Canvas(width * POINTS, HEAD + ROW * len(order) + FOOT, name, _told(scaling), link)
    room = min(max(text_size(text, LABEL)[0] for text in texts) + 12, canvas.width * 0.5)
    left, right = room + 6, canvas.width - 46
    low, high = float(lows.min()), float(highs.max())
    unit = (right - left) / ((high - low) or 1.0)

    def x(value: float) -> float:
        return left + (value - low) * unit

    _ruler(canvas, low, high, x)
    canvas.text(canvas.width - 2, canvas.height - 7, "answers", INK_3, fontsize=SMALL, ha="right")
    for place, index in enumerate(order):
        y = canvas.height - HEAD - ROW * (place + 0.5)
        mark = _mark(scaling, index)
        canvas.text(0, y, texts[index])
        canvas.line([x(float(lows[index])), x(float(highs[index]))], [y, y], RULE_2, linewidth=1.6)
        canvas.disc(x(float(means[index])), y, 2.8, colors[index], mark, edgecolor=PAPER, linewidth=0.5, zorder=3)
        canvas.text(canvas.width - 2, y, str(scaling.n_answers[index]), INK_3, fontsize=SMALL, ha="right")
    return canvas.picture


def _map(scaling: Scaling, colors: list[str], width: float, name: str, link: Link | None) -> Picture:
    positions = scaling.positions
    low, high = positions.lower[:, :2].min(axis=0), positions.upper[:, :2].max(axis=0)
    span = np.maximum(high - low, 1e-9)
    canvas = Canvas(width * POINTS, width * POINTS * float(np.clip(span[1] / span[0], 0.5, 1.1)) + FOOT, name, "", link)
    canvas.picture.description = _told(scaling)
    bottom, left, right, top = FOOT + 4.0, 34.0, canvas.width - 8, canvas.height - 16
    unit = min((right - left) / span[0], (top - bottom) / span[1])  # one scale for both
    spots = (positions.mean[:, :2] - low) * unit + (left, bottom)
    for value in _steps(float(low[0]), float(high[0])):
        x = float((value - low[0]) * unit) + left
        canvas.line([x, x], [bottom, top], RULE, linewidth=0.5, zorder=0)
        canvas.text(x, bottom - 10, decimals(value, 1), INK_2, fontsize=SMALL, ha="center")
    for value in _steps(float(low[1]), float(high[1])):
        y = float((value - low[1]) * unit) + bottom
        canvas.line([left, right], [y, y], RULE, linewidth=0.5, zorder=0)
        canvas.text(left - 5, y, decimals(value, 1), INK_2, fontsize=SMALL, ha="right")
    canvas.text(right, 5, "first dimension →", INK_3, fontsize=SMALL, ha="right")
    canvas.text(0, top + 8, "second dimension ↑", INK_3, fontsize=SMALL)
    for index in range(len(scaling.actors)):
        from_x, from_y = ((positions.lower[index, :2] - low) * unit + (left, bottom)).tolist()
        to_x, to_y = ((positions.upper[index, :2] - low) * unit + (left, bottom)).tolist()
        x, y = spots[index].tolist()
        canvas.line([from_x, to_x], [y, y], RULE_2, linewidth=0.5, alpha=0.45, zorder=1)
        canvas.line([x, x], [from_y, to_y], RULE_2, linewidth=0.5, alpha=0.45, zorder=1)
        canvas.disc(x, y, 3.0, colors[index], _mark(scaling, index), edgecolor=PAPER, linewidth=0.6, zorder=3)
    _name_spots(canvas, scaling, spots, (left, bottom, canvas.width, canvas.height))
    return canvas.picture


def _name_spots(
    canvas: Canvas, scaling: Scaling, spots: np.ndarray[tuple[int, ...], np.dtype[np.float64]], page: tuple[float, ...]
) -> None:
    size = LABEL if len(spots) <= 40 else SMALL
    texts = [wrapped(actor, width=30, lines=1) for actor in scaling.actors]
    box = (page[0], page[1], page[2], page[3])
    around = Surroundings(spots, np.full(len(spots), 3.0), box, np.zeros((0, 4)))
    choices = [choices_for(index, text_size(text, size), around) for index, text in enumerate(texts)]
    order = sorted(range(len(spots)), key=lambda index: -scaling.n_answers[index])
    placed = place_labels(choices, order)
    for index, (text, place, (x, y)) in enumerate(zip(texts, placed, spots.tolist(), strict=True)):
        if place is None:
            continue
        mark = _mark(scaling, index)
        left, bottom, right, top = place.box
        if place.leader:
            canvas.line([x, float(np.clip(x, left, right))], [y, float(np.clip(y, bottom, top))], RULE_2, linewidth=0.4)
        y_line = bottom + PAD[1] + size * DESCENT
        canvas.picture.words(canvas.axes, left + PAD[0], y_line, text, of=mark, fontsize=size, color=INK)
        canvas.picture.label_boxes.append((scaling.actors[index], place.box))
    missing = sum(place is None for place in placed)
    if missing:
        canvas.picture.notes.append(f"{counted(missing, 'label')} without room; SVG shows all when pointed at")


def _mark(scaling: Scaling, index: int) -> Mark:
    found = scaling.positions
    where = ", ".join(
        f"{decimals(float(m))} ({decimals(float(low))} to {decimals(float(high))})"
        for m, low, high in zip(found.mean[index], found.lower[index], found.upper[index], strict=True)
    )
    actor = scaling.actors[index]
    return Mark(
        "point",
        (actor,),
        float(found.mean[index, 0]),
        f"{actor}: {where}, {counted(scaling.n_answers[index], 'answer')}",
    )


def _ruler(canvas: Canvas, low: float, high: float, x: Callable[[float], float]) -> None:
    for value in _steps(low, high):
        canvas.line([x(value)] * 2, [FOOT - 4, canvas.height - HEAD + 4], RULE, linewidth=0.5, zorder=0)
        canvas.text(x(value), FOOT - 12, decimals(value, 1), INK_2, fontsize=SMALL, ha="center")


def _steps(low: float, high: float) -> list[float]:
    """Round values within the range, four to eight of them."""
    power = 10.0 ** np.floor(np.log10(max(high - low, 1e-9) / 4))
    step = next(power * n for n in (1, 2, 5, 10) if (high - low) / (power * n) <= 6)
    first = np.ceil(low / step - 1e-9)
    return [float(n * step) for n in np.arange(first, np.floor(high / step + 1e-9) + 1)]


def _told(scaling: Scaling) -> str:
    n, dimensions = scaling.positions.mean.shape
    order = np.argsort(scaling.positions.mean[:, 0], kind="stable")
    ends = f"{scaling.actors[order[0]]} and {scaling.actors[order[-1]]}"
    return f"{counted(n, 'actor')}, {counted(dimensions, 'dimension')}; {ends} stand farthest apart on the first."
