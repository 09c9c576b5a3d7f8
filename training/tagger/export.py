"""A checkpoint as int8 ONNX with its manifest: `python -m training.tagger.export training/runs/tagger/final.pt`."""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch

from onrecord.attribution.labels import ROLE_LABELS, hard_transitions
from onrecord.weights import FOLDER

from .network import Network, Shape

NAME = "tagger-en"


def export(checkpoint: Path, folder: Path, *, settings: dict[str, Any], tokenizer: Path, quantize: bool = True) -> Path:
    """Writes the network, the tokenizer and the manifest; returns the manifest's path."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    logging.getLogger().setLevel(logging.ERROR)
    network = Network(Shape())
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{NAME}.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        plain, prepared = Path(scratch) / "plain.onnx", Path(scratch) / "prepared.onnx"
        example = (torch.ones(2, 7, dtype=torch.long), torch.ones(2, 7, dtype=torch.long), torch.ones(2, 7))
        axes = {0: "units", 1: "pieces"}
        names = ["pieces", "features", "mask", "emissions", "vectors"]
        torch.onnx.export(
            network, example, str(plain), input_names=names[:3], output_names=names[3:],
            dynamic_axes=dict.fromkeys(names, axes), opset_version=17, dynamo=False,
        )  # fmt: skip
        if quantize:
            quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
            quantize_dynamic(
                str(prepared), str(target), per_channel=True, weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            )  # fmt: skip
        else:
            shutil.copy(plain, target)
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


def toml(values: dict[str, Any], prefix: str = "") -> str:
    """TOML of nested dicts of numbers, texts and lists; plain values before tables."""
    rows: list[str] = []
    for key, value in values.items():
        if not isinstance(value, dict):
            rows.append(f"{key} = {_literal(value)}")
    for key, value in values.items():
        if isinstance(value, dict):
            rows += ["", f"[{prefix}{key}]", toml(value, f"{prefix}{key}.").strip("\n")]
    return "\n".join(rows) + "\n"


def _literal(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}" if "e" in f"{value:.6g}" or "." in f"{value:.6g}" else f"{value:.1f}"
    if isinstance(value, list):
        return "[" + ", ".join(_literal(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def settings_of(path: Path) -> dict[str, Any]:
    """The hand-kept part of the manifest: version, data and licences, calibration."""
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--settings", type=Path, default=Path(__file__).parent / "manifest.json")
    parser.add_argument("--plain", action="store_true", help="keep 32-bit floats")
    given = parser.parse_args()
    print(
        export(
            given.checkpoint, given.to, settings=settings_of(given.settings),
            tokenizer=given.checkpoint.parent / "tokenizer.json", quantize=not given.plain,
        )
    )  # fmt: skip
