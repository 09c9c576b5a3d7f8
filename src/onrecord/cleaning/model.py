"""Shipped weights -> probability of each block to be article body. Two passes of boosted trees.

The first pass sees each block in its surroundings; the second sees the first one's opinion of the neighbours too
(stacked sequential learning, Cohen and Carvalho, IJCAI 2005).
"""

from __future__ import annotations

import hashlib
import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import ModelError
from .blockwords import BlockWords
from .context import Vector, context_names, context_rows
from .lines import Block
from .surface import Matrix, surface_rows
from .trees import Trees
from .wordodds import WORD_ODDS, Table, odds_rows

_REACH = 4
_OPINION_EVEN = 0.4
_BREAK_EVEN = 0.35
_OFF_STRETCH = 0.4
_PASTED_MORE = 0.2  # in a text of mostly prose the trees are surer of both: lines with attributions are not lost
_WINDOWS = (2, 5, 12)
_TREE_FIELDS = ("feature", "threshold", "left", "right", "value", "roots")


@dataclass(frozen=True, slots=True)
class RegionModel:
    """`first` and `second` are the ensembles of the two passes; `threshold` was chosen on the training pages."""

    table: Table
    first: tuple[Trees, ...]
    second: tuple[Trees, ...]
    threshold: float
    version: str = ""

    def probabilities(self, blocks: Sequence[Block], described: Sequence[BlockWords]) -> npt.NDArray[np.float64]:
        """For each block the probability that it belongs to the article's body: the mean of both passes."""
        rows = first_rows(blocks, described, self.table)
        opinion = mean_probability(self.first, rows)
        return (opinion + mean_probability(self.second, second_rows(rows, opinion))) / 2

    def flags(self, blocks: Sequence[Block], described: Sequence[BlockWords]) -> tuple[list[bool], list[float]]:
        """Whether each block is body, and its probability. Off the main stretch of text a block must be surer."""
        chances = self.probabilities(blocks, described)
        words = np.array([block.words for block in described], dtype=np.float64)
        start, end = _main_stretch(chances, words, _BREAK_EVEN)
        at = np.arange(len(chances))
        threshold = self.threshold + (_PASTED_MORE if _is_pasted(blocks, described) else 0.0)
        wanted = np.where((at >= start) & (at < end), threshold, max(threshold, self.threshold + _OFF_STRETCH))
        return [bool(flag) for flag in chances > wanted], [float(chance) for chance in chances]


def first_rows(blocks: Sequence[Block], described: Sequence[BlockWords], table: Table) -> Matrix:
    """What the first pass sees: float32 array (blocks, number of columns)."""
    surface = surface_rows(blocks, described)
    context = context_rows(surface, [words.solid for words in described])
    odds = odds_rows(described, table)
    mean = odds[:, 0].astype(np.float64)
    near = [_shift(mean, -1), _shift(mean, 1), _mean_near(mean, 3, -1), _mean_near(mean, 3, 1)]
    return np.column_stack([context, odds, *near]).astype(np.float32)


def second_rows(rows: Matrix, opinion: Vector) -> Matrix:
    """What the second pass sees: the first pass's columns and its probabilities of the block and those around."""
    columns: list[Vector] = [opinion]
    columns += [_shift(opinion, offset) for offset in range(-_REACH, _REACH + 1) if offset]
    columns += [_mean_near(opinion, width, side) for width in _WINDOWS for side in (-1, 1)]
    words = np.expm1(rows[:, 0].astype(np.float64))
    start, end = _main_stretch(opinion, words, _OPINION_EVEN)
    at = np.arange(len(opinion))
    inside = ((at >= start) & (at < end)).astype(np.float64)
    columns += [inside, np.clip(at - start, -30, 30), np.clip(end - at, -30, 30)]
    return np.column_stack([rows, *columns]).astype(np.float32)


def n_first_columns() -> int:
    return len(context_names()) + len(WORD_ODDS) + 4


def mean_probability(ensemble: Sequence[Trees], rows: Matrix) -> npt.NDArray[np.float64]:
    total = np.zeros(len(rows))
    for trees in ensemble:
        total += trees.probabilities(rows)
    return total / max(len(ensemble), 1)


def _shift(values: Vector, offset: int) -> Vector:
    out = np.zeros(len(values))
    if offset < 0:
        out[-offset:] = values[:offset]
    elif offset < len(values):
        out[: len(values) - offset] = values[offset:]
    return out


def _mean_near(values: Vector, width: int, side: int) -> Vector:
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    at = np.arange(len(values))
    low, high = (np.maximum(at - width, 0), at) if side < 0 else (at + 1, np.minimum(at + 1 + width, len(values)))
    return np.asarray((total[high] - total[low]) / width)


def _is_pasted(blocks: Sequence[Block], described: Sequence[BlockWords]) -> bool:
    """Whether the text is an article with little around it, and not a page rendered with its menus."""
    prose = sum(words.words for words in described if words.solid)
    return prose >= 0.6 * sum(words.words for words in described) and all(block.indent == 0 for block in blocks)


def _main_stretch(chances: Vector, words: Vector, even: float) -> tuple[int, int]:
    """Start and end of the run of blocks that gathers most probable words; a block of chance `even` counts nothing."""
    gains = (chances - even) * np.minimum(words + 3.0, 60.0)
    total = np.concatenate(([0.0], np.cumsum(gains)))
    lowest = np.minimum.accumulate(total)
    end = int(np.argmax(total - lowest))
    return int(np.argmin(total[: end + 1])), end


def pack(model: RegionModel) -> bytes:
    """The model as the bytes of an .npz archive; the same model always gives the same bytes."""
    arrays: dict[str, npt.NDArray[Any]] = {"table": model.table.astype(np.float16)}
    for name, ensemble in (("first", model.first), ("second", model.second)):
        arrays[f"{name}.size"] = np.array([len(ensemble)])
        for number, trees in enumerate(ensemble):
            for field in _TREE_FIELDS:
                values = getattr(trees, field)
                arrays[f"{name}.{number}.{field}"] = values.astype(np.uint16) if values.dtype == np.int32 else values
            arrays[f"{name}.{number}.ends"] = np.array([trees.baseline, trees.depth])
    arrays["threshold"] = np.array([model.threshold])
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def unpack(data: bytes, *, version: str = "") -> RegionModel:
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return RegionModel(
            table=arrays["table"].astype(np.float32),
            first=_ensemble(arrays, "first"),
            second=_ensemble(arrays, "second"),
            threshold=float(arrays["threshold"][0]),
            version=version,
        )


def _ensemble(arrays: Mapping[str, npt.NDArray[Any]], name: str) -> tuple[Trees, ...]:
    return tuple(_trees(arrays, f"{name}.{number}") for number in range(int(arrays[f"{name}.size"][0])))


def _trees(arrays: Mapping[str, npt.NDArray[Any]], name: str) -> Trees:
    baseline, depth = arrays[f"{name}.ends"]
    return Trees(
        feature=arrays[f"{name}.feature"].astype(np.int32),
        threshold=arrays[f"{name}.threshold"].astype(np.float32),
        left=arrays[f"{name}.left"].astype(np.int32),
        right=arrays[f"{name}.right"].astype(np.int32),
        value=arrays[f"{name}.value"].astype(np.float32),
        roots=arrays[f"{name}.roots"].astype(np.int32),
        baseline=float(baseline),
        depth=int(depth),
    )


@cache
def load_model() -> RegionModel:
    """The shipped model; ModelError when the file is missing or is not the one that the manifest names."""
    folder = files("onrecord.weights")
    try:
        manifest = tomllib.loads((folder / "regions-manifest.toml").read_text(encoding="utf-8"))["regions"]
        data = (folder / manifest["file"]).read_bytes()
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"onrecord/weights: the region model cannot be read ({error}); reinstall onrecord") from error
    if hashlib.sha256(data).hexdigest() != manifest["sha256"]:
        raise ModelError(f"onrecord/weights/{manifest['file']}: not the file of the manifest; reinstall onrecord")
    return unpack(data, version=str(manifest["version"]))
