"""The network at work: units in, scores by word out, by onnxruntime on one thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import ModelError
from ..weights import Manifest
from .labels import ENTITY_LABELS, ROLE_LABELS, Matrix
from .tokens import Ints, Known, Unit, open_tokenizer

# Small batches stay in the cache: 256 word pieces a call were 2.3 times as fast as 4,096 on a busy machine.
BATCH_PIECES = 256


@dataclass(frozen=True, slots=True)
class Scores:
    """By word of one unit: `roles` (words, role labels), `names` (words, entity labels), `query` and `key` vectors
    whose product tells which cue a word belongs to."""

    roles: Matrix
    names: Matrix
    query: Matrix
    key: Matrix


class Encoder:
    """Session and tokenizer of one set of weights. One thread; the scores of a unit do not depend on what else is in
    the batch, since the weights fix the range of every activation."""

    def __init__(self, manifest: Manifest) -> None:
        import onnxruntime  # heavy: only when a tagger is loaded

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graph comes fused; further fusing would only make it slower (SkipLayerNormalization).
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.enable_cpu_mem_arena = False
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(manifest.files["network"]), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises classes of its own that are not exported
            raise ModelError(f"{manifest.files['network']}: onnxruntime cannot load it ({error})") from error
        self.tokenizer = open_tokenizer(str(manifest.files["tokenizer"]))
        self.known: Known = {}

    def scores(self, units: Sequence[Unit]) -> list[Scores]:
        """Scores of each unit, in the order given."""
        found: dict[int, Scores] = {}
        for batch in batches([len(unit) for unit in units]):
            self._run(units, batch, found)
        return [found[number] for number in range(len(units))]

    def _run(self, units: Sequence[Unit], batch: list[int], found: dict[int, Scores]) -> None:
        pieces, features, mask = pad([units[number] for number in batch])
        emissions, vectors = self._session.run(None, {"pieces": pieces, "features": features, "mask": mask})
        n_roles, width = len(ROLE_LABELS), vectors.shape[-1] // 2
        if emissions.shape[-1] != n_roles + len(ENTITY_LABELS):
            raise ModelError("the weights belong to another label set; reinstall onrecord")
        for row, number in enumerate(batch):
            by_word = emissions[row, units[number].first]
            pointer = vectors[row, units[number].first]
            found[number] = Scores(by_word[:, :n_roles], by_word[:, n_roles:], pointer[:, :width], pointer[:, width:])


def batches(lengths: Sequence[int], limit: int = BATCH_PIECES) -> Iterator[list[int]]:
    """Positions in `lengths`, near-equal lengths together, at most `limit` pieces with padding in each."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[number] > limit:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def pad(units: Sequence[Unit]) -> tuple[Ints, Ints, npt.NDArray[np.float32]]:
    """Pieces, features and mask (1 where a piece is) of units, each (units, most pieces)."""
    longest = max(len(unit) for unit in units)
    pieces = np.zeros((len(units), longest), np.int64)
    features = np.zeros((len(units), longest), np.int64)
    mask = np.zeros((len(units), longest), np.float32)
    for row, unit in enumerate(units):
        pieces[row, : len(unit)] = unit.pieces
        features[row, : len(unit)] = unit.features
        mask[row, : len(unit)] = 1
    return pieces, features, mask
