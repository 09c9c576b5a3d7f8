"""Sentences as vectors: 384 numbers each, of length one, from fixed weights that ship with the package."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ...errors import ModelError
from ...weights import Manifest, open_manifest

Vectors = npt.NDArray[np.float32]
SIZE = 384
MAX_PIECES = 128  # word pieces a passage; what is longer is cut, as where the weights come from
BATCH_PIECES = 1024
_NAME = "sentences-en"


def sentence_vectors(texts: Sequence[str]) -> Vectors:
    """(texts, 384) vectors; the product of two is their likeness, from -1 to 1. One does not depend on the others.

    Mean of the last layer's states of MiniLM-L6 (Wang et al. 2020; Reimers and Gurevych 2019), about 8,000 word pieces
    a second on one core. Raises `ModelError` for damaged weights.
    """
    found = np.zeros((len(texts), SIZE), np.float32)
    if not texts:
        return found
    session, tokenizer = _network()
    pieces = [_cut(each.ids) for each in tokenizer.encode_batch(list(texts))]
    for batch in _batches([len(each) for each in pieces]):
        longest = max(len(pieces[row]) for row in batch)
        ids = np.zeros((len(batch), longest), np.int64)
        mask = np.zeros((len(batch), longest), np.float32)
        for place, row in enumerate(batch):
            ids[place, : len(pieces[row])] = pieces[row]
            mask[place, : len(pieces[row])] = 1
        states = session.run(None, {"pieces": ids, "mask": mask})[0]
        found[batch] = np.einsum("ups,up->us", states, mask) / mask.sum(1, keepdims=True)
    return unit(found)


def vectors_origin() -> str:
    """Which weights make the vectors (`sentences-en 1`); vectors of another origin cannot be compared."""
    return _manifest().origin


def unit(vectors: Vectors) -> Vectors:
    """The same rows with length one; a row of zeros stays."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), np.float32)


@cache
def _manifest() -> Manifest:
    return open_manifest(_NAME)


@cache
def _network() -> tuple[Any, Any]:
    import onnxruntime  # heavy: only when vectors are made
    from tokenizers import Tokenizer

    manifest = _manifest()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.enable_cpu_mem_arena = False
    try:
        session = onnxruntime.InferenceSession(
            str(manifest.files["network"]), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime raises classes of its own that are not exported
        raise ModelError(f"{manifest.files['network']}: onnxruntime cannot load it ({error})") from error
    tokenizer = Tokenizer.from_file(str(manifest.files["tokenizer"]))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return session, tokenizer


def _cut(pieces: list[int]) -> list[int]:
    return pieces if len(pieces) <= MAX_PIECES else [*pieces[: MAX_PIECES - 1], pieces[-1]]


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Positions in `lengths`, near-equal lengths together."""
    batches: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if not batches or (len(batches[-1]) + 1) * lengths[row] > BATCH_PIECES:
            batches.append([])
        batches[-1].append(row)
    return batches
