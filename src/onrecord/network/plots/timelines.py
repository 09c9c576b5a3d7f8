"""Over time: how polarized a debate is, and how much is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from .canvas import POINTS, Canvas, says_so
from .picture import Link, Mark, Picture
from .style import INK, INK_2, INK_3, OPPOSE, PAGE_WIDTH, PAPER, RULE, RULE_2, SMALL, SUPPORT, house_style
from .timeaxis import TimeAxis, draw_time_axis, in_words, time_axis
from .wording import counted, decimals

if TYPE_CHECKING:
    from ..measures.polarization import Polarization, PolarizationSeries

Height = Callable[[float], float]
GROUND = {"facecolor": PAPER, "edgecolor": "none", "alpha": 0.8, "pad": 0.6}
LEFT, RIGHT, FOOT = 40.0, 10.0, 26.0


def plot_polarization(
    series: PolarizationSeries,
    *,
    width: float = PAGE_WIDTH,
    height: float = 78.0,
    title: str = "",
    link: Link | None = None,
) -> Picture:
    """Polarization of each slice with its interval as a band, what chance would give, and the statements below.

    A slice without polarization (no camps to be found) leaves a gap; it is not drawn as 0.
    """
    name = title or "Polarization over time"
    slices = series.slices
    if not any(np.isfinite(one.polarization) for one in slices):
        return says_so(width, name, "No slice has camps to be found.")
    with house_style():
        canvas = Canvas(width * POINTS, height * POINTS, name, _told(slices), link)
        axis = time_axis([one.middle for one in slices], LEFT + 6, canvas.width - RIGHT)
        strip = 26.0
        bottom, top = FOOT + strip + 12, canvas.height - 20
        values = [value for one in slices for value in (one.polarization, *(one.interval or ())) if np.isfinite(value)]
        low, high = _nice(min(*values, 0.5), max(*values, 0.6))
        xs = [axis.x(one.middle) for one in slices if one.middle is not None]

        def y(value: float) -> float:
            return bottom + (value - low) / (high - low) * (top - bottom)

        for value in np.arange(round(low * 10), round(high * 10) + 1) / 10:
            canvas.line([LEFT, canvas.width - RIGHT], [y(value)] * 2, RULE, linewidth=0.5, zorder=0)
            canvas.text(LEFT - 5, y(value), decimals(value, 1), INK_2, fontsize=SMALL, ha="right")
        canvas.text(0, canvas.height - 6, "polarization", INK_2, fontsize=SMALL)
        _band(canvas, slices, xs, y)
        _lines(canvas, slices, xs, y)
        _strip(canvas, axis, [(one.middle, one.n_statements) for one in slices], FOOT, strip)
        draw_time_axis(canvas, axis, FOOT)
    return canvas.picture


def _band(canvas: Canvas, slices: Sequence[Polarization], xs: list[float], y: Height) -> None:
    intervals = [one.interval for one in slices]
    for run in _runs([interval is not None for interval in intervals]):
        known = [interval for i in run if (interval := intervals[i]) is not None]
        low, high = [y(interval[0]) for interval in known], [y(interval[1]) for interval in known]
        if len(run) == 1:
            canvas.line([xs[run[0]]] * 2, [low[0], high[0]], RULE_2, linewidth=3)
        else:
            canvas.area([xs[i] for i in run], low, high, RULE, zorder=1)


def _lines(canvas: Canvas, slices: Sequence[Polarization], xs: list[float], y: Height) -> None:
    chances = [one.chance for one in slices]
    for run in _runs([chance is not None for chance in chances]):
        points = [y(chance) for i in run if (chance := chances[i]) is not None]
        canvas.line([xs[i] for i in run], points, INK_3, linewidth=0.8, linestyle=(0, (2, 2)), zorder=2)
        canvas.text(xs[run[-1]], points[-1] - 8, "by chance", INK_3, bbox=GROUND, fontsize=SMALL, ha="right")
    for run in _runs([bool(np.isfinite(one.polarization)) for one in slices]):
        canvas.line([xs[i] for i in run], [y(slices[i].polarization) for i in run], INK, linewidth=1.4, zorder=3)
    small = 1.9 if len(slices) <= 60 else 1.1
    for x, one in zip(xs, slices, strict=True):
        if np.isfinite(one.polarization) and one.middle is not None:
            when = in_words(one.middle)
            interval = f" ({decimals(one.interval[0])}–{decimals(one.interval[1])})" if one.interval else ""
            text = (
                f"{when}: polarization {decimals(one.polarization)}{interval}, {counted(one.n_statements, 'statement')}"
            )
            mark = Mark("point", (one.middle.isoformat(),), one.polarization, text)
            canvas.disc(x, y(one.polarization), small, INK, mark, zorder=4, edgecolor=PAPER, linewidth=0.4)


def plot_activity(
    moments: Sequence[datetime],
    support: Sequence[int],
    oppose: Sequence[int] | None = None,
    *,
    width: float = PAGE_WIDTH,
    height: float = 52.0,
    title: str = "",
    link: Link | None = None,
) -> Picture:
    """Statements of each period as columns: support up, opposition down; without `oppose` one count, in grey.

    `moments` are the beginnings of the periods, in order.
    """
    name = title or "Statements over time"
    down = list(oppose) if oppose is not None else [0] * len(moments)
    if not sum(support) + sum(down):
        return says_so(width, name, "No statements in this range.")
    with house_style():
        total = f"{sum(support) + sum(down):,} statements in {len(moments)} periods."
        canvas = Canvas(width * POINTS, height * POINTS, name, total, link)
        axis = time_axis(list(moments), LEFT + 8, canvas.width - RIGHT - 8)
        top = canvas.height - 18
        unit = (top - FOOT - 4) / (max(support) + max(down))
        base = FOOT + 4 + max(down) * unit
        gap = min((axis.x(b) - axis.x(a) for a, b in pairwise(moments)), default=20.0)
        thick = float(np.clip(gap * 0.78, 0.8, 14.0))
        for moment, up, against in zip(moments, support, down, strict=True):
            x = axis.x(moment) - thick / 2
            words = ("support", "opposition") if oppose is not None else ("all", "")
            for count, sign, color, word in ((up, 1, SUPPORT, words[0]), (against, -1, OPPOSE, words[1])):
                if count:
                    color = color if oppose is not None else INK_2
                    text = f"{in_words(moment)}, {word}: {counted(count, 'statement')}"
                    mark = Mark("column", (moment.isoformat(), word), count, text)
                    canvas.box(
                        x, base if sign > 0 else base - count * unit, thick, count * unit, color, mark, alpha=0.9
                    )
        canvas.line([LEFT, canvas.width - RIGHT], [base, base], INK, linewidth=0.6)
        _scale(canvas, base, unit, max(support), 1)
        if oppose is not None and max(down):
            _scale(canvas, base, unit, max(down), -1)
            canvas.text(LEFT, canvas.height - 6, "↑ supports", SUPPORT, fontsize=SMALL, fontweight="bold")
            canvas.text(LEFT + 54, canvas.height - 6, "↓ opposes", OPPOSE, fontsize=SMALL, fontweight="bold")
        draw_time_axis(canvas, axis, FOOT)
    return canvas.picture


def _scale(canvas: Canvas, base: float, unit: float, most: int, sign: int) -> None:
    step = next(step for n in range(9) for step in (10**n, 2 * 10**n, 5 * 10**n) if most / step <= 4)
    for value in range(0 if sign > 0 else step, most + 1, step):
        y = base + sign * value * unit
        canvas.line([LEFT - 3, LEFT], [y, y], INK, linewidth=0.6)
        canvas.text(LEFT - 5, y, f"{value:,}", INK_2, fontsize=SMALL, ha="right")


def _strip(
    canvas: Canvas, axis: TimeAxis, counts: Sequence[tuple[datetime | None, int]], bottom: float, height: float
) -> None:
    """How many statements each slice rests on: a number from few is weak, and is seen to be."""
    most = max((count for _, count in counts), default=0)
    if not most:
        return
    xs = [axis.x(when) for when, _ in counts if when is not None]
    thick = float(np.clip(min((b - a for a, b in pairwise(xs)), default=6.0) * 0.7, 0.6, 6.0))
    for x, (_, count) in zip(xs, counts, strict=True):
        canvas.box(x - thick / 2, bottom, thick, (height - 6) * count / most, RULE_2)
    canvas.text(LEFT - 5, bottom + height - 8, f"{most:,}", INK_3, fontsize=SMALL, ha="right")
    canvas.text(0, bottom + 2, "statements", INK_3, fontsize=SMALL)


def _runs(present: Sequence[bool]) -> list[list[int]]:
    """Positions that follow one another: a line is drawn along each run, and broken between."""
    runs: list[list[int]] = []
    for index, here in enumerate(present):
        if here and runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        elif here:
            runs.append([index])
    return runs


def _nice(low: float, high: float) -> tuple[float, float]:
    return float(np.floor(low * 10 + 1e-9) / 10), float(min(np.ceil(high * 10 - 1e-9) / 10, 1.0))


def _told(slices: Sequence[Polarization]) -> str:
    known = [one for one in slices if np.isfinite(one.polarization)]
    highest = max(known, key=lambda one: one.polarization)
    when = f" ({in_words(highest.middle)})" if highest.middle else ""
    return f"{len(known)} of {len(slices)} slices; highest {decimals(highest.polarization)}{when}."
