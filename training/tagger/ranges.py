"""Range and second moments of every activation, measured on articles of the training corpus: what 8-bit integers must
span, and which errors go together."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from onrecord.attribution.encoder import batches, pad
from onrecord.attribution.tokens import Unit, units

from .graph import HEAD, Range
from .network import Network

Floats = npt.NDArray[np.float32]
EVERY = 40  # of 840 articles, 21 are read
BATCH_PIECES = 2048
MOST_EXCESS = 16  # columns more a linear map
WORTH = 0.6  # of the whole range: a wider one is not worth the time of its columns
# Cutting the largest components off is dear: with ranges that leave out one value in ten thousand, full F1 on PolNeAR
# dev fell from 70.6 to 66. Unseen text may exceed what 21 articles show.
HEADROOM = 1.05


def read_sample(path: Path, tokenizer: Tokenizer, *, every: int = EVERY) -> list[Unit]:
    """The paragraphs of every so manieth article of a corpus (a line of JSON with a `text` each)."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for number, row in enumerate(rows) if number % every == 0]
    return [unit for text in texts for unit in units(text, tokenizer)]


def activation_ranges(network: Network, sample: Sequence[Unit]) -> dict[str, Range]:
    """The range at every point of `graph.points` that all pieces of the sample need."""
    found: dict[str, tuple[torch.Tensor, torch.Tensor]] = {}  # least and greatest value of each component

    def see(name: str, values: torch.Tensor) -> None:
        low, high = found.get(name, (torch.zeros(values.shape[-1]),) * 2)
        found[name] = torch.minimum(low, values.amin(0)), torch.maximum(high, values.amax(0))

    _watch(network, sample, see)
    return {name: narrow(HEADROOM * low.numpy(), HEADROOM * high.numpy()) for name, (low, high) in found.items()}


def second_moments(network: Network, sample: Sequence[Unit], ranges: Mapping[str, Range]) -> dict[str, Floats]:
    """(columns, columns) mean products of the components at every point, cut to their range, with their excess."""
    totals: dict[str, torch.Tensor] = {}
    counts: dict[str, int] = {}

    def see(name: str, values: torch.Tensor) -> None:
        span = ranges[name]
        excess = [(sign * (values[:, at] - offset)).clamp(0, span.high) for at, sign, offset in span.excess]
        columns = torch.column_stack([values.clamp(span.low, span.high), *excess])
        totals[name] = totals.get(name, torch.zeros(())) + columns.T @ columns
        counts[name] = counts.get(name, 0) + len(columns)

    _watch(network, sample, see)
    return {name: (total / counts[name]).numpy() for name, total in totals.items()}


def _watch(network: Network, sample: Sequence[Unit], see: Callable[[str, torch.Tensor], None]) -> None:
    """Runs the network over the sample and shows (name, (pieces, components)) at every point, without padding."""
    held: list[torch.Tensor] = []

    def hook(name: str) -> Any:
        return lambda _, inputs: see(name, inputs[0][held[-1]])

    maps = {HEAD: network.emit}
    for number, layer in enumerate(network.layers):
        maps |= {f"layers.{number}.{part}": getattr(layer, part) for part in ("qkv", "out", "up", "down")}
    hooks = [module.register_forward_pre_hook(hook(name)) for name, module in maps.items()]
    with torch.no_grad():
        for batch in batches([len(unit) for unit in sample], BATCH_PIECES):
            pieces, features, mask = (torch.from_numpy(array) for array in pad([sample[n] for n in batch]))
            held[:] = [mask > 0]
            network(pieces, features, mask)
    for each in hooks:
        each.remove()


def narrow(low: Floats, high: Floats) -> Range:
    """The narrowest range whose excess takes no more than MOST_EXCESS columns; `low` (at most 0) and `high` (at least
    0) are by component."""
    whole = Range(float(low.min()), float(high.max()))
    best = whole
    for bottom in np.unique(low)[: MOST_EXCESS + 1]:
        for top in np.unique(high)[::-1][: MOST_EXCESS + 1]:
            if top - bottom >= min(best.high - best.low, WORTH * (whole.high - whole.low)) or top <= 0:
                continue
            excess = _excess(low, high, float(bottom), float(top))
            if len(excess) <= MOST_EXCESS:
                best = Range(float(bottom), float(top), excess)
    return best


def _excess(low: Floats, high: Floats, bottom: float, top: float) -> tuple[tuple[int, int, float], ...]:
    """A column for each further `top` that a component rises above `top`, or falls below `bottom`."""
    columns: list[tuple[int, int, float]] = []
    for component in np.flatnonzero(high > top):
        columns += [(int(component), 1, k * top) for k in range(1, math.ceil(high[component] / top))]
    for component in np.flatnonzero(low < bottom):
        depth = bottom - low[component]
        columns += [(int(component), -1, bottom - k * top) for k in range(math.ceil(depth / top))]
    return tuple(columns)
