"""The backbone curve: what is lost when concepts are taken out, one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from .canvas import POINTS, Canvas, says_so
from .labels import text_size, wrapped
from .picture import Link, Mark, Picture
from .style import INK, INK_2, INK_3, LABEL, PAGE_WIDTH, PAPER, RULE, RULE_2, SMALL, house_style
from .wording import decimals

if TYPE_CHECKING:
    from ..measures.backbone import NestedBackbone

HEAD, ROW, FOOT = 30.0, 14.0, 40.0


def plot_backbone(
    nested: NestedBackbone, *, width: float = PAGE_WIDTH, title: str = "", link: Link | None = None
) -> Picture:
    """One row a concept, the one that stays longest on top; a disc for the loss once it is out, a ring for the rest.

    Read from below: the bottom concept goes first and costs least. Where the line turns right the backbone begins.
    """
    name = title or "Backbone: loss as concepts are taken out"
    steps = nested.steps[::-1]
    if not steps:
        return says_so(width, name, "No concepts to take out.")
    with house_style():
        texts = [wrapped(step.entity, width=46, lines=1) for step in steps]
        room = min(max(text_size(text, LABEL)[0] for text in texts) + 14, width * POINTS * 0.5)
        last = nested.steps[-1].entity
        told = f"{len(steps)} concepts; {last} stays longest ({nested.distance} distance)."
        canvas = Canvas(width * POINTS, HEAD + ROW * len(steps) + FOOT, name, told, link)
        left, right = room + 26, canvas.width - 48
        # With the last concept nothing stays: its loss would press all others against the axis, so it is told in words.
        losses = [loss for step in steps[1:] for loss in (step.backbone_loss, step.redundant_loss)]
        most = max([*losses, 1e-9])

        def x(loss: float) -> float:
            return left + loss / most * (right - left)

        ys = [canvas.height - HEAD - ROW * (index + 0.5) for index in range(len(steps))]
        _frame(canvas, x, most, (left, right))
        for y, text, step in zip(ys, texts, steps, strict=True):
            canvas.line([0, canvas.width], [y - ROW / 2] * 2, RULE, linewidth=0.4, zorder=0)
            canvas.text(0, y, text)
            canvas.text(room + 14, y, str(step.iteration), INK_3, fontsize=SMALL, ha="right")
            canvas.text(canvas.width - 2, y, f"{step.n_statements:,}", INK_3, fontsize=SMALL, ha="right")
        canvas.line([x(step.redundant_loss) for step in steps], ys, RULE_2, linewidth=0.9, zorder=1)
        canvas.line([x(step.backbone_loss) for step in steps[1:]], ys[1:], INK, linewidth=0.9, zorder=1)
        for y, step in zip(ys, steps, strict=True):
            said = f"{step.entity}, taken out {step.iteration}.: loss of the backbone {decimals(step.backbone_loss, 3)}"
            rest = f"of what is out {decimals(step.redundant_loss, 3)}"
            ring = Mark("step", (step.entity, "redundant"), step.redundant_loss, f"{said}, {rest}")
            disc = Mark("step", (step.entity, "backbone"), step.backbone_loss, f"{said}, {rest}")
            canvas.disc(x(step.redundant_loss), y, 2.6, PAPER, ring, edgecolor=RULE_2, linewidth=1.0, zorder=2)
            if step is steps[0]:
                words = f"nothing stays: {decimals(step.backbone_loss)} →"
                canvas.text(right, y, words, INK_2, disc, fontsize=SMALL, ha="right")
            else:
                canvas.disc(x(step.backbone_loss), y, 2.8, INK, disc, zorder=3)
    return canvas.picture


def _frame(canvas: Canvas, x: Callable[[float], float], most: float, ends: tuple[float, float]) -> None:
    """Head, key and scale."""
    y = canvas.height - 8
    canvas.text(0, y, "concept", INK_3, fontsize=SMALL)
    canvas.text(ends[0] - 12, y, "out", INK_3, fontsize=SMALL, ha="right")
    canvas.text(canvas.width - 2, y, "statements left", INK_3, fontsize=SMALL, ha="right")
    at, foot = 4.0, 7.0
    canvas.disc(at, foot, 2.8, INK)
    canvas.text(at + 6, foot, "loss of what stays", INK_2, fontsize=SMALL)
    at += 20 + text_size("loss of what stays", SMALL)[0]
    canvas.disc(at, foot, 2.6, PAPER, edgecolor=RULE_2, linewidth=1.0)
    canvas.text(at + 6, foot, "loss of what is out", INK_2, fontsize=SMALL)
    canvas.line([0, canvas.width], [canvas.height - HEAD + 12] * 2, INK, linewidth=0.7)
    power = 10.0 ** np.floor(np.log10(most / 2))
    step = next(power * n for n in (1, 2, 5, 10) if most / (power * n) <= 5)
    places = max(0, int(-np.floor(np.log10(step))))
    for value in np.arange(0, most + step * 1e-6, step).tolist():
        canvas.line([x(value)] * 2, [FOOT - 6, canvas.height - HEAD + 6], RULE, linewidth=0.5, zorder=0)
        canvas.text(x(value), FOOT - 13, decimals(value, places), INK_2, fontsize=SMALL, ha="center")
