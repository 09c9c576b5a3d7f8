"""A checkpoint as int8 ONNX with its manifest: `python -m training.tagger.export training/runs/tagger/final.pt`."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from onrecord.attribution.labels import ROLE_LABELS, hard_transitions
from onrecord.attribution.tokens import open_tokenizer
from onrecord.weights import FOLDER

from .graph import graph
from .manifest import toml
from .network import Network, Shape
from .ranges import activation_ranges, read_sample, second_moments

NAME = "tagger-en"
EVERY_MOMENT = 2  # of the sample's paragraphs, for second moments


def export(checkpoint: Path, folder: Path, *, settings: dict[str, Any], tokenizer: Path, sample: Path | None) -> Path:
    """Writes the network, the tokenizer and the manifest; returns the manifest's path. `sample` is a corpus for the
    ranges of 8-bit integers; None keeps 32-bit floats."""
    network = load(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{NAME}.onnx"
    ranges, moments = None, None
    if sample is not None:
        read = read_sample(sample, open_tokenizer(str(tokenizer)))
        ranges = activation_ranges(network, read)
        moments = second_moments(network, read[::EVERY_MOMENT], ranges)
    state = {name: tensor.detach().float().numpy() for name, tensor in network.state_dict().items()}
    shape = network.shape
    made = graph(state, n_layers=shape.layers, n_heads=shape.heads, ranges=ranges, moments=moments)
    target.write_bytes(made.SerializeToString(deterministic=True))
    shutil.copy(tokenizer, folder / f"{NAME}-tokenizer.json")
    steps, start = hard_transitions(ROLE_LABELS)
    decoding = {
        "steps": (network.steps.detach().numpy() + steps).tolist(),
        "start": (network.start.detach().numpy() + start).tolist(),
        "stop": network.stop.detach().numpy().tolist(),
        "pointer_distance": network.distance.detach().numpy().tolist(),
    }
    files = {"network": target, "tokenizer": folder / f"{NAME}-tokenizer.json"}
    manifest = {
        **settings,
        "files": {
            role: {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for role, path in files.items()
        },
        "decoding": decoding,
    }
    path = folder / f"{NAME}.toml"
    path.write_text(toml(manifest), encoding="utf-8")
    return path


def load(checkpoint: Path) -> Network:
    """The network of a checkpoint, as deep and wide as it was saved. What was saved for training only is left out."""
    saved = torch.load(checkpoint, weights_only=True, map_location="cpu")
    n_layers = 1 + max(int(name.split(".")[1]) for name in saved if name.startswith("layers."))
    inner, hidden = saved["layers.0.up.weight"].shape
    network = Network(replace(Shape(), layers=n_layers, inner=inner, hidden=hidden))
    network.load_state_dict({name: saved[name] for name in network.state_dict()})
    network.eval()
    return network


def settings_of(path: Path) -> dict[str, Any]:
    """The hand-kept part of the manifest: version, data and licences, calibration."""
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--settings", type=Path, default=Path(__file__).parent / "manifest.json")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--plain", action="store_true", help="keep 32-bit floats")
    given = parser.parse_args()
    print(
        export(
            given.checkpoint, given.to, settings=settings_of(given.settings),
            tokenizer=given.checkpoint.parent / "tokenizer.json",
            sample=None if given.plain else given.data / "polnear/train.jsonl.gz",
        )
    )  # fmt: skip
