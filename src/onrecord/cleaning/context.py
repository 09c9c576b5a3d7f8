"""Each block among its neighbours: rows of the surface widened by what stands around and where prose lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .surface import SURFACE, Matrix

Vector = npt.NDArray[np.floating[Any]]
_NEAR = (-3, -2, -1, 1, 2, 3)
_NEAR_COLUMNS = (
    "words", "stop_share", "final", "capitals", "bullet", "credit", "prompt", "topic", "long_indent", "gap",
    "separators", "copyright",
)  # fmt: skip
_ADJACENT_COLUMNS = ("quote", "reporting", "digits", "question", "colon", "link", "picture", "address", "seen_count")
_WINDOWS = (2, 5, 15)
_COSTS = (4.0, 10.0, 25.0)  # words that one block without prose costs a run of text


def context_names() -> tuple[str, ...]:
    names = list(SURFACE)
    names += [f"{name}{offset:+d}" for offset in _NEAR for name in _NEAR_COLUMNS]
    names += [f"{name}{offset:+d}" for offset in (-1, 1) for name in _ADJACENT_COLUMNS]
    names += [
        f"{what}_{width}{side}" for width in _WINDOWS for side in "<>" for what in ("prose", "density", "prompts")
    ]
    names += ["at", "at_words", "prose_above", "prose_below", "to_prose_above", "to_prose_below"]
    for cost in _COSTS:
        names += [f"in_run_{cost:g}", f"from_run_start_{cost:g}", f"from_run_end_{cost:g}"]
    names += ["n_blocks", "prose_share", "n_prose", "indent_up", "indent_down", "same_indent_prose", "length_ratio"]
    names += ["shelter", "shelter_run", "comments_above", "comments_near", "from_headline", "headline_topic"]
    return tuple(names)


def context_rows(surface: Matrix, solid: Sequence[bool]) -> Matrix:
    """float32 array (blocks, len(context_names())) from the surface rows and the flags of prose blocks."""
    n_blocks = len(surface)
    column = {name: surface[:, index] for index, name in enumerate(SURFACE)}
    words = np.expm1(column["words"])
    prose = np.where(np.asarray(solid, dtype=bool), words, 0.0)
    columns: list[Vector] = [surface[:, index] for index in range(surface.shape[1])]
    columns += [_shifted(column[name], offset) for offset in _NEAR for name in _NEAR_COLUMNS]
    columns += [_shifted(column[name], offset) for offset in (-1, 1) for name in _ADJACENT_COLUMNS]
    for width in _WINDOWS:
        for side in (-1, 1):
            near_words = _window(words, width, side)
            near_prose = _window(prose, width, side)
            columns += [np.log1p(near_prose), near_prose / (near_words + 1), _window(column["prompt"], width, side)]
    columns += _position(words, prose)
    for cost in _COSTS:
        columns += _longest_run(words, prose, cost)
    indent = column["indent"]
    same_indent = np.array([prose[indent == value].sum() for value in indent]) / (prose.sum() + 1)
    mean_prose = words[prose > 0].mean() if (prose > 0).any() else 1.0
    columns += [
        np.full(n_blocks, np.log1p(n_blocks)),
        np.full(n_blocks, prose.sum() / (words.sum() + 1)),
        np.full(n_blocks, np.log1p((prose > 0).sum())),
        indent - _shifted(indent, -1),
        indent - _shifted(indent, 1),
        same_indent,
        words / mean_prose,
    ]
    columns += _shelter(column["long_indent"], prose, words)
    comments = column["comment"]
    columns += [np.minimum(np.cumsum(comments), 10), _window(comments, 6, -1) + comments + _window(comments, 6, 1)]
    columns += _from_headline(column, words, prose)
    return np.column_stack(columns).astype(np.float32)


def _shifted(values: Vector, offset: int) -> Vector:
    """The value `offset` blocks further on; -1 beyond either end."""
    out = np.full(len(values), -1.0)
    if offset < 0:
        out[-offset:] = values[:offset]
    elif offset < len(values):
        out[: len(values) - offset] = values[offset:]
    return out


def _window(values: Vector, width: int, side: int) -> Vector:
    """Sum over the `width` blocks before (side -1) or behind (side 1) each block, itself left out."""
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    at = np.arange(len(values))
    if side < 0:
        return np.asarray(total[at] - total[np.maximum(at - width, 0)])
    return np.asarray(total[np.minimum(at + 1 + width, len(values))] - total[at + 1])


def _position(words: Vector, prose: Vector) -> list[Vector]:
    n_blocks = len(words)
    before = np.cumsum(prose) - prose
    at = np.arange(n_blocks)
    above = np.maximum.accumulate(np.where(prose > 0, at, -100))
    above = np.concatenate(([-100], above[:-1]))
    below = np.minimum.accumulate(np.where(prose > 0, at, n_blocks + 100)[::-1])[::-1]
    below = np.concatenate((below[1:], [n_blocks + 100]))
    return [
        at / max(n_blocks - 1, 1),
        (np.cumsum(words) - words) / (words.sum() + 1),
        before / (prose.sum() + 1),
        (prose.sum() - before - prose) / (prose.sum() + 1),
        np.minimum(at - above, 30),
        np.minimum(below - at, 30),
    ]


def _longest_run(words: Vector, prose: Vector, cost: float) -> list[Vector]:
    """Whether the block lies in the stretch with most prose for its breaks (maximum subarray), and how far off."""
    start, end = _run(words, prose, cost)
    at = np.arange(len(words))
    inside = (at >= start) & (at < end)
    return [inside.astype(np.float64), np.clip(at - start, -30, 30), np.clip(at - (end - 1), -30, 30)]


def _run(words: Vector, prose: Vector, cost: float) -> tuple[int, int]:
    gains = np.where(prose > 0, words, -cost)
    total = np.concatenate(([0.0], np.cumsum(gains)))
    lowest = np.minimum.accumulate(total)
    end = int(np.argmax(total - lowest))
    return int(np.argmin(total[: end + 1])), end


def _shelter(long_indent: Vector, prose: Vector, words: Vector) -> list[Vector]:
    """Least indent on the way to the nearest prose of the article's depth, and to the main run of prose.

    A rendered page indents by nesting: what is reached without coming out of the article's box belongs to it.
    """
    anchors = np.flatnonzero((prose > 0) & (long_indent == 0))
    start, end = _run(words, prose, _COSTS[1])
    columns: list[Vector] = []
    for seeds in (anchors, np.arange(start, end)):
        best = np.full(len(words), -20.0)
        for order in (np.arange(len(words)), np.arange(len(words))[::-1]):
            is_seed = np.zeros(len(words), dtype=bool)
            is_seed[seeds] = True
            low = -20.0
            for index in order:
                low = 0.0 if is_seed[index] else min(low, float(long_indent[index]))
                best[index] = max(best[index], low)
        columns.append(best)
    return columns


def _from_headline(column: dict[str, Vector], words: Vector, prose: Vector) -> list[Vector]:
    """How many blocks lie between the block and the likeliest headline: short, unstopped, on the topic, above prose."""
    below = _window(prose, 12, 1)
    fit = column["topic"] * np.log1p(np.minimum(words, 15)) * np.minimum(below / 80.0, 1.0)
    fit = np.where((prose > 0) | (words < 3) | (words > 25) | (column["credit"] > 0) | (column["final"] > 0), -1.0, fit)
    best = int(np.argmax(fit)) if len(fit) else 0
    at = np.arange(len(words))
    return [np.clip(at - best, -30, 60), np.full(len(words), fit[best] if len(fit) else -1.0)]
