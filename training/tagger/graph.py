"""The network as an ONNX graph of fused operators, with 8-bit weights and activations or with plain floats.

Every activation has a fixed range (see `ranges`), not one of the batch at hand: the answer for a paragraph does not
depend on what is read beside it, and no pass over the activations is needed to find their range. The few components
that are far larger than all others (those of [CLS] above all) are split over several columns: what exceeds the range
stands in a column of its own with the same weights (after Zhao et al. 2019, outlier channel splitting). Weights take
seven bits a column, symmetric: processors without VNNI add pairs of products in 16 bits, which eight would overflow.
What rounding one weight loses the later weights of its column make good (see `rounding`).
Word embeddings take eight bits a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from onrecord.attribution.tokens import MAX_PIECES

from .rounding import rounded

Array = npt.NDArray[Any]
MICROSOFT = "com.microsoft"  # onnxruntime's own operators
WEIGHT_TOP, EMBEDDING_TOP = 63, 127
MASKED = -1e4
EPSILON = 1e-12
# The vectors that matrices multiply, by name, are quantized with the range of their name.
HEAD = "head"


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`. `excess` are columns for what lies beyond: (component, sign, offset) stands for the
    positive part of sign x (component - offset)."""

    low: float
    high: float
    excess: tuple[tuple[int, int, float], ...] = ()


def points(n_layers: int) -> list[str]:
    """The names of all activations that a range is needed for: the inputs of the linear maps."""
    return [f"layers.{n}.{part}" for n in range(n_layers) for part in ("qkv", "out", "up", "down")] + [HEAD]


def graph(
    state: Mapping[str, Array],
    *,
    n_layers: int,
    n_heads: int,
    ranges: Mapping[str, Range] | None,
    moments: Mapping[str, Array] | None = None,
) -> onnx.ModelProto:
    """(pieces, features, mask) -> (emissions, vectors), each (units, pieces, ...); in floats when there are no
    `ranges`. `state` are the tensors of `network.Network` by name, `moments` the second moments of each point's
    components and excess; without them weights are rounded each by itself."""
    made = _Graph(state, ranges, moments or {})
    x = made.embedding()
    for number in range(n_layers):
        x = made.layer(x, f"layers.{number}", n_heads)
    x = made.quantized(x, HEAD)
    for head, output in (("emit", "emissions"), ("point", "vectors")):
        made.node("Identity", [made.linear(x, HEAD, head)], name=output)
    sizes = {"emissions": len(state["emit.bias"]), "vectors": len(state["point.bias"])}
    inputs = {"pieces": TensorProto.INT64, "features": TensorProto.INT64, "mask": TensorProto.FLOAT}
    model = helper.make_model(
        helper.make_graph(
            made.nodes, "tagger",
            [helper.make_tensor_value_info(name, kind, ["units", "pieces"]) for name, kind in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["units", "pieces", size])
             for name, size in sizes.items()],
            made.constants,
        ),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)], ir_version=8,
    )  # fmt: skip
    onnx.checker.check_model(model)
    return model


@dataclass(slots=True)
class _Graph:
    state: Mapping[str, Array]
    ranges: Mapping[str, Range] | None
    moments: Mapping[str, Array]
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)
    steps: dict[str, tuple[str, str]] = field(default_factory=dict)  # name -> its scale and zero point

    def constant(self, name: str, values: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], *, name: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **attributes))
        return name

    def embedding(self) -> str:
        """Word, place and feature vectors, summed and normalized."""
        words = self.state["words.weight"]
        if self.ranges is None:
            vectors = self.node("Gather", [self.constant("words", words), "pieces"], name="words.found")
        else:
            scale = np.maximum(np.abs(words).max(1, keepdims=True) / EMBEDDING_TOP, 1e-12).astype(np.float32)
            small = np.round(words / scale).astype(np.int8)
            rows = self.node("Gather", [self.constant("words", small), "pieces"], name="words.small")
            floats = self.node("Cast", [rows], name="words.cast", to=TensorProto.FLOAT)
            scales = self.node("Gather", [self.constant("words.scale", scale), "pieces"], name="words.scales")
            vectors = self.node("Mul", [floats, scales], name="words.found")
        places = self.state["positions.weight"][: MAX_PIECES + 2] + self.state["token_type"]
        length = self.node("Shape", ["pieces"], name="length", start=1, end=2)
        start = self.constant("zero", np.zeros(1, np.int64))
        here = self.node("Slice", [self.constant("places", places), start, length], name="places.found")
        features = self.node(
            "Gather", [self.constant("features.weight", self.state["features.weight"]), "features"],
            name="features.found",
        )  # fmt: skip
        self.node("Cast", ["mask"], name="mask.whole", to=TensorProto.INT32)
        total = self.node("Add", [vectors, features], name="embedding.partly")
        return self.norm(self.node("Add", [total, here], name="embedding"), "norm")

    def layer(self, x: str, name: str, n_heads: int) -> str:
        mixed = self.attention(self.quantized(x, f"{name}.qkv"), f"{name}.qkv", n_heads)
        mixed = self.linear(self.quantized(mixed, f"{name}.out"), f"{name}.out", f"{name}.out")
        x = self.norm(self.node("Add", [x, mixed], name=f"{name}.mixed"), f"{name}.norm1")
        inner = self.linear(self.quantized(x, f"{name}.up"), f"{name}.up", f"{name}.up")
        inner = self.node("Gelu", [inner], name=f"{name}.gelu", domain=MICROSOFT)
        inner = self.linear(self.quantized(inner, f"{name}.down"), f"{name}.down", f"{name}.down")
        return self.norm(self.node("Add", [x, inner], name=f"{name}.added"), f"{name}.norm2")

    def norm(self, x: str, name: str) -> str:
        weights = [self.constant(f"{name}.{part}", self.state[f"{name}.{part}"]) for part in ("weight", "bias")]
        return self.node("LayerNormalization", [x, *weights], name=f"{name}.done", axis=-1, epsilon=EPSILON)

    def quantized(self, x: str, point: str) -> str:
        """`x` in whole numbers from 0 to 255 over the range of `point`, with the columns of its excess; as it is
        without ranges."""
        if self.ranges is None:
            return x
        span = self.ranges[point]
        scale = np.float32((span.high - span.low) / 255)
        zero = np.uint8(np.clip(round(-span.low / float(scale)), 0, 255))
        self.steps[point] = (
            self.constant(f"{point}.step", np.array(scale)), self.constant(f"{point}.zero", np.array(zero)),
        )  # fmt: skip
        codes = self.node("QuantizeLinear", [x, *self.steps[point]], name=f"{point}.codes")
        if not span.excess:
            return codes
        at, sign, offset = (np.array(column) for column in zip(*span.excess, strict=True))
        chosen = self.node("Gather", [x, self.constant(f"{point}.at", at)], name=f"{point}.chosen", axis=-1)
        signed = self.node(
            "Mul", [chosen, self.constant(f"{point}.sign", sign.astype(np.float32))], name=f"{point}.signed"
        )
        shift = self.constant(f"{point}.shift", (-sign * offset).astype(np.float32))
        beyond = self.node("Relu", [self.node("Add", [signed, shift], name=f"{point}.moved")], name=f"{point}.beyond")
        more = self.node("QuantizeLinear", [beyond, *self.steps[point]], name=f"{point}.more")
        return self.node("Concat", [codes, more], name=f"{point}.all", axis=-1)

    def weight(self, name: str, point: str) -> Array:
        """(in, out), with a row for each column of excess."""
        weight: Array = self.state[f"{name}.weight"].T
        excess = self.ranges[point].excess if self.ranges else ()
        rows = [sign * weight[component] for component, sign, _ in excess]
        return np.vstack([weight, *rows]) if rows else weight

    def linear(self, x: str, point: str, name: str) -> str:
        """`x` times the weight plus the bias of `name`, in floats."""
        weight, bias = self.weight(name, point), self.constant(f"{name}.bias", self.state[f"{name}.bias"])
        if self.ranges is None:
            product = self.node("MatMul", [x, self.constant(f"{name}.weight", weight)], name=f"{name}.product")
            return self.node("Add", [product, bias], name=f"{name}.done")
        small, scale, zero = self._small(weight, name, point)
        step, offset = self.steps[point]
        return self.node(
            "MatMulIntegerToFloat", [x, small, step, scale, offset, zero, bias], name=f"{name}.done", domain=MICROSOFT
        )

    def attention(self, x: str, name: str, n_heads: int) -> str:
        weight, bias = self.weight(name, name), self.constant(f"{name}.bias", self.state[f"{name}.bias"])
        given: dict[str, Any] = {"num_heads": n_heads, "mask_filter_value": MASKED, "domain": MICROSOFT}
        if self.ranges is None:
            inputs = [x, self.constant(f"{name}.weight", weight), bias, "mask.whole"]
            return self.node("Attention", inputs, name=f"{name}.done", **given)
        small, scale, zero = self._small(weight, name, name)
        step, offset = self.steps[name]
        return self.node(
            "QAttention", [x, small, bias, step, scale, "mask.whole", offset, zero], name=f"{name}.done", **given
        )

    def _small(self, weight: Array, name: str, point: str) -> tuple[str, str, str]:
        """(in, out) weights as constants: whole numbers, a scale a column, zero points."""
        small, scale = rounded(weight, self.moments.get(point), top=WEIGHT_TOP)
        return (
            self.constant(f"{name}.small", small), self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zeros", np.zeros(len(scale), np.int8)),
        )  # fmt: skip
