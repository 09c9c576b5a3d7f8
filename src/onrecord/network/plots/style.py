"""How every picture looks: colors, type, sizes. The same tokens as in the dossier; readable in grey and color-blind.

Stance is never told by color alone: support is solid, opposition dashed, both dash-dotted (after Wong 2011, Color
blindness, Nature Methods 8). Sizes are millimetres on paper, type is in points.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

PAPER, TINT = "#fdfdfb", "#f3f3ee"
INK, INK_2, INK_3 = "#17191c", "#454a52", "#636972"
RULE, RULE_2 = "#d8d9d3", "#8d929a"
SUPPORT, OPPOSE, BOTH, NEUTRAL = "#0b5c9e", "#a83c06", "#6b4694", "#595f68"
# CSS variables of the dossier, which has a dark side; the color is what a page without them shows.
TOKENS = {
    PAPER: "paper", TINT: "tint", INK: "ink", INK_2: "ink-2", INK_3: "ink-3", RULE: "rule", RULE_2: "rule-2",
    SUPPORT: "support", OPPOSE: "oppose", BOTH: "cond", NEUTRAL: "neutral",
}  # fmt: skip
# Groups (camps, states, clusters): no stance color, no red against green; the first four are apart in lightness too.
GROUPS = ("#1d4f56", "#c08a1e", "#8e4f7d", "#5f80a3", "#8a5a2b", "#9c9882")
GROUP_INKS = ("#1b4b52", "#865e0c", "#7f4570", "#43628a", "#845426", "#656250")  # the same for words: 4.5 to 1 on paper
DARK_GROUPS = ("#5fa8b0", "#d9a53c", "#c58ab3", "#8fb0d4", "#c08f5c", "#c2beaa")  # both, on the dark ground
GROUP_TOKENS = {
    **{color: f"group-{index}" for index, color in enumerate(GROUPS, 1)},
    **{color: f"group-{index}-ink" for index, color in enumerate(GROUP_INKS, 1)},
}

STANCE_COLORS = {"support": SUPPORT, "oppose": OPPOSE, "both": BOTH, None: RULE_2}
STANCE_DASHES: dict[str | None, Any] = {
    "support": "solid",
    "oppose": (0, (3.2, 1.6)),
    "both": (0, (5, 1.4, 1, 1.4)),
    None: "solid",
}

SANS = ("Noto Sans", "Liberation Sans", "Arial", "Helvetica", "Segoe UI", "Roboto")
# Scripts that the first family lacks are drawn by the first of these that is installed; DejaVu comes with matplotlib.
OTHER_SCRIPTS = ("Noto Sans CJK JP", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Emoji")
CSS_SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'
LABEL, SMALL, SMALLEST = 8.0, 7.0, 6.2
MM = 1 / 25.4
PAGE_WIDTH = 180.0  # two columns of a journal, mm


@cache
def families() -> tuple[str, ...]:
    """The installed families of type, best first, ending with the one that matplotlib carries."""
    from matplotlib.font_manager import fontManager

    installed = set(fontManager.get_font_names())
    text = [family for family in SANS if family in installed][:1]
    return (*text, *(family for family in OTHER_SCRIPTS if family in installed), "DejaVu Sans")


@contextmanager
def house_style() -> Iterator[None]:
    """matplotlib with our settings and nobody else's: a user's matplotlibrc must not change a byte."""
    import matplotlib as mpl

    with mpl.rc_context(), warnings.catch_warnings():
        # Measured for layout more than once; the picture notes it when it is written.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "font.family": list(families()),
                "font.size": LABEL,
                "text.color": INK,
                "text.parse_math": False,
                "axes.edgecolor": INK,
                "axes.labelcolor": INK_2,
                "axes.labelsize": SMALL,
                "axes.linewidth": 0.6,
                "axes.facecolor": "none",
                "axes.spines.top": False,
                "axes.spines.right": False,
                "axes.unicode_minus": True,
                "xtick.color": INK_3,
                "ytick.color": INK_3,
                "xtick.labelcolor": INK_2,
                "ytick.labelcolor": INK_2,
                "xtick.labelsize": SMALL,
                "ytick.labelsize": SMALL,
                "xtick.major.width": 0.6,
                "ytick.major.width": 0.6,
                "xtick.major.size": 3,
                "ytick.major.size": 3,
                "figure.facecolor": PAPER,
                "savefig.facecolor": PAPER,
                "svg.fonttype": "none",
                "svg.hashsalt": "onrecord",
                "pdf.fonttype": 42,
                "path.simplify": False,
                "hatch.linewidth": 0.5,
            }
        )
        yield


def group_color(index: int) -> str:
    return GROUPS[index % len(GROUPS)]


def group_ink(index: int) -> str:
    return GROUP_INKS[index % len(GROUP_INKS)]


def group_variables(*, dark: bool = False) -> str:
    """CSS declarations of the group colors, for a page that holds inline pictures beside its own variables."""
    marks, words = (DARK_GROUPS, DARK_GROUPS) if dark else (GROUPS, GROUP_INKS)
    return "".join(
        f"--group-{index}:{mark};--group-{index}-ink:{word};"
        for index, (mark, word) in enumerate(zip(marks, words, strict=True), 1)
    )
