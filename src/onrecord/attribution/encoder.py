"""The network at work: units in, scores by word out, by onnxruntime on one thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import ModelError
from ..weights import Manifest
from .labels import ENTITY_LABELS, ROLE_LABELS, Matrix
from .tokens import Unit, open_tokenizer

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
    """Session and tokenizer of one set of weights. Deterministic: one thread, fixed batch order."""

    def __init__(self, manifest: Manifest) -> None:
        import onnxruntime  # heavy: only when a tagger is loaded

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(manifest.files["network"]), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises classes of its own that are not exported
            raise ModelError(f"{manifest.files['network']}: onnxruntime cannot load it ({error})") from error
        self.tokenizer = open_tokenizer(str(manifest.files["tokenizer"]))

    def scores(self, units: Sequence[Unit]) -> list[Scores]:
        """Scores of each unit, in the order given."""
        found: dict[int, Scores] = {}
        order = sorted(range(len(units)), key=lambda n: len(units[n]))
        batch: list[int] = []
        for number in order:
            if batch and (len(batch) + 1) * len(units[number]) > BATCH_PIECES:
                self._run(units, batch, found)
                batch = []
            batch.append(number)
        if batch:
            self._run(units, batch, found)
        return [found[number] for number in range(len(units))]

    def _run(self, units: Sequence[Unit], batch: list[int], found: dict[int, Scores]) -> None:
        longest = max(len(units[n]) for n in batch)
        pieces = np.zeros((len(batch), longest), np.int64)
        features = np.zeros((len(batch), longest), np.int64)
        mask = np.zeros((len(batch), longest), np.float32)
        for row, number in enumerate(batch):
            length = len(units[number])
            pieces[row, :length] = units[number].pieces
            features[row, :length] = units[number].features
            mask[row, :length] = 1
        emissions, vectors = self._session.run(None, {"pieces": pieces, "features": features, "mask": mask})
        n_roles, width = len(ROLE_LABELS), vectors.shape[-1] // 2
        if emissions.shape[-1] != n_roles + len(ENTITY_LABELS):
            raise ModelError("the weights belong to another label set; reinstall onrecord")
        for row, number in enumerate(batch):
            by_word = emissions[row, units[number].first]
            pointer = vectors[row, units[number].first]
            found[number] = Scores(by_word[:, :n_roles], by_word[:, n_roles:], pointer[:, :width], pointer[:, width:])
