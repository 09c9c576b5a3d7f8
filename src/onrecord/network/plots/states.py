"""The states of a debate: when it was in which, and how far its slices lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .canvas import MARGIN, POINTS, Canvas, says_so
from .labels import text_size
from .picture import Link, Mark, Picture
from .style import INK, INK_2, INK_3, PAGE_WIDTH, PAPER, RULE, RULE_2, SMALL, group_color, group_ink, house_style
from .timeaxis import day_words, draw_time_axis, time_axis
from .wording import counted, decimals, plain

if TYPE_CHECKING:
    from ..measures.phases import PhaseTransitions, SliceDistances

LEFT, RIGHT, FOOT = 78.0, 10.0, 26.0
ROW, STRIP = 22.0, 34.0
EACH_CELL = 30  # up to so many slices every cell is a mark; more are one image
NEAR = (31, 58, 66)  # of the heat map, deep teal; far is paper


def plot_states(
    transitions: PhaseTransitions, *, width: float = PAGE_WIDTH, title: str = "", link: Link | None = None
) -> Picture:
    """One row a state, a bar from slice to slice where the debate is in it; below, how well each slice fits its state.

    Slices without a network are hatched: nothing is known of them.
    """
    name = title or "States of the debate over time"
    middles = transitions.slices.middles
    n_states = transitions.states.n_states
    if not n_states:
        return says_so(width, name, "No slice has a network.")
    with house_style():
        height = FOOT + STRIP + ROW * n_states + 24
        told = f"{n_states} states in {len(middles)} slices, {len(transitions.phases)} phases."
        canvas = Canvas(width * POINTS, height, name, told, link)
        inset = (canvas.width - RIGHT - LEFT) / (2 * len(middles))  # half a slice at both ends
        axis = time_axis(middles, LEFT + inset, canvas.width - RIGHT - inset)
        xs = [axis.x(middle) for middle in middles if middle is not None]
        edges = _edges(xs)
        top = FOOT + STRIP + 14 + ROW * n_states
        heights = [top - ROW * (state + 0.5) for state in range(n_states)]
        for state, y in enumerate(heights):
            count = sum(one == state for one in transitions.sequence)
            canvas.text(0, y, f"State {state + 1}", group_ink(state), fontweight="bold")
            canvas.text(LEFT - 6, y, f"{count}", INK_3, fontsize=SMALL, ha="right")
            canvas.line([LEFT, canvas.width - RIGHT], [y, y], RULE, linewidth=0.5, zorder=0)
        for index, known in enumerate(transitions.sequence):
            if known is None:
                x, wide = edges[index][0], edges[index][1] - edges[index][0]
                canvas.box(x, top - ROW * n_states, wide, ROW * n_states, "none", hatch="////", edgecolor=RULE)
        for one, other in pairwise(transitions.phases):
            if other.first > one.last + 1:  # nothing is known of the way between
                continue
            x = edges[other.first][0]
            canvas.line([x, x], [heights[one.state], heights[other.state]], RULE_2, linewidth=0.7, zorder=1)
        for phase in transitions.phases:
            start, end = edges[phase.first][0], edges[phase.last][1]
            dates = "–".join(day_words(when) for when in (phase.starts, phase.ends) if when)
            text = f"State {phase.state + 1}, {dates}: {counted(phase.last - phase.first + 1, 'slice')}"
            mark = Mark("state", (str(phase.state + 1), dates), phase.last - phase.first + 1, text)
            canvas.box(start, heights[phase.state] - 5, end - start, 10, group_color(phase.state), mark, zorder=2)
        _silhouettes(canvas, transitions, edges)
        draw_time_axis(canvas, axis, FOOT)
    return canvas.picture


def _silhouettes(canvas: Canvas, transitions: PhaseTransitions, edges: list[tuple[float, float]]) -> None:
    values = transitions.states.silhouettes
    base = FOOT + STRIP * 0.42
    unit = STRIP * 0.5
    canvas.text(0, base + 4, "fit (silhouette)", INK_3, fontsize=SMALL)
    canvas.line([LEFT, canvas.width - RIGHT], [base, base], RULE_2, linewidth=0.5)
    for place, value in zip(transitions.slices.used, values.tolist(), strict=True):
        left, right = edges[place]
        thick = max((right - left) * 0.6, 0.6)
        reach = float(np.clip(value, -0.8, 1.0)) * unit
        canvas.box(
            (left + right - thick) / 2, min(base, base + reach), thick, abs(reach), INK_2 if value >= 0 else INK_3
        )


def plot_distances(
    slices: SliceDistances,
    *,
    states: Sequence[int] | None = None,
    width: float = 130.0,
    title: str = "",
    link: Link | None = None,
) -> Picture:
    """Every slice against every slice, the darker the nearer; states as strips at the sides and frames on the diagonal.

    `states`: of each compared slice (`PhaseTransitions.states.labels`). A square of `width` millimetres.
    """
    name = title or "Distances between time slices"
    n = len(slices.used)
    if not n:
        return says_so(width, name, "No slice has a network.")
    near = 1.0 - slices.normalized()
    middles = [slices.middles[place] for place in slices.used]
    with house_style():
        side = width * POINTS
        strip = 6.0 if states is not None else 0.0
        head = 14.0 if states is not None else 4.0
        left, foot = 46.0, 44.0
        size = side - 2 * MARGIN - left - strip - 4
        furthest = plain(round(float(slices.distances.max(initial=0.0)), 2))
        told = f"{n} slices; largest distance {furthest} ({slices.distance})."
        canvas = Canvas(side, size + foot + strip + head, name, told, link)
        cell = size / n
        dates = [day_words(when) if when else str(i + 1) for i, when in enumerate(middles)]
        _cells(canvas, near, slices, dates, (left, foot, size))
        every = max(1, int(np.ceil(11 / cell)))
        for index in range(0, n, every):
            y = foot + size - (index + 0.5) * cell
            canvas.text(left - 4, y, dates[index], INK_2, fontsize=SMALL * 0.86, ha="right")
        if states is not None:
            _strips(canvas, list(states), dates, (left, foot, size), strip)
        _gradient(canvas, furthest, left)
    return canvas.picture


def _cells(
    canvas: Canvas,
    near: npt.NDArray[np.float64],
    slices: SliceDistances,
    dates: list[str],
    place: tuple[float, float, float],
) -> None:
    left, foot, size = place
    n = len(near)
    cell = size / n
    if n > EACH_CELL:
        shades = np.array([_shade(value) for value in near.ravel()]).reshape(n, n, 3)
        box = (left, left + size, foot, foot + size)
        canvas.axes.imshow(shades, extent=box, interpolation="nearest", aspect="auto", zorder=1)
        canvas.reset()
        return
    for i in range(n):
        for j in range(n):
            red, green, blue = _shade(float(near[i, j]))
            text = f"{dates[i]} and {dates[j]}: distance {decimals(float(slices.distances[i, j]))}"
            mark = Mark("cell", (dates[i], dates[j]), float(slices.distances[i, j]), text)
            color = f"#{red:02x}{green:02x}{blue:02x}"
            canvas.box(left + j * cell, foot + size - (i + 1) * cell, cell, cell, color, mark, antialiased=False)


def _strips(
    canvas: Canvas, states: list[int], dates: list[str], place: tuple[float, float, float], strip: float
) -> None:
    left, foot, size = place
    cell = size / len(states)
    starts = [0, *(i for i in range(1, len(states)) if states[i] != states[i - 1]), len(states)]
    for first, last in pairwise(starts):
        color, span = group_color(states[first]), (last - first) * cell
        x, y = left + first * cell, foot + size - last * cell
        text = f"State {states[first] + 1}: {dates[first]} to {dates[last - 1]}"
        mark = Mark("state", (str(states[first] + 1), dates[first], dates[last - 1]), last - first, text)
        canvas.box(x, foot + size + 2, span, strip - 1, color, mark)
        words = f"State {states[first] + 1}"
        if text_size(words, SMALL)[0] < span:
            canvas.text(
                x + span / 2, foot + size + strip + 8, words, group_ink(states[first]), fontsize=SMALL, ha="center"
            )
        canvas.box(left + size + 2, y, strip - 1, span, color)
        canvas.box(x, y, span, span, "none", edgecolor=color, linewidth=1.2, zorder=3)


def _gradient(canvas: Canvas, furthest: str, left: float) -> None:
    y, wide = 14.0, 90.0
    for step in range(30):
        red, green, blue = _shade(1 - step / 29)
        canvas.box(left + 26 + step * wide / 30, y - 3, wide / 30 + 0.2, 7, f"#{red:02x}{green:02x}{blue:02x}")
    canvas.text(left, y, "near 0", INK_2, fontsize=SMALL)
    canvas.text(left + 26 + wide + 5, y, f"{furthest} far", INK_2, fontsize=SMALL)
    canvas.line([left + 26, left + 26 + wide, left + 26 + wide, left + 26, left + 26],
                [y - 3, y - 3, y + 4, y + 4, y - 3], INK, linewidth=0.4)  # fmt: skip


def _shade(near: float) -> tuple[int, int, int]:
    """Between paper (far) and deep teal (near)."""
    share = float(np.clip(near, 0.0, 1.0))
    paper = tuple(int(PAPER[i : i + 2], 16) for i in (1, 3, 5))
    red, green, blue = (round(p + (d - p) * share) for p, d in zip(paper, NEAR, strict=True))
    return red, green, blue


def _edges(xs: list[float]) -> list[tuple[float, float]]:
    """From where to where each slice reaches: halfway to its neighbors."""
    if len(xs) == 1:
        return [(xs[0] - 8, xs[0] + 8)]
    half = [(b - a) / 2 for a, b in pairwise(xs)]
    return [(x - before, x + after) for x, before, after in zip(xs, [half[0], *half], [*half, half[-1]], strict=True)]
