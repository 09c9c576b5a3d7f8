"""The exported graph against the network in torch: the same numbers in floats, nearly the same in eight bits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install -e '.[train]'")
onnxruntime = pytest.importorskip("onnxruntime")

from training.tagger.graph import Range, graph  # noqa: E402
from training.tagger.network import Network, Shape  # noqa: E402
from training.tagger.ranges import MOST_EXCESS, activation_ranges, narrow  # noqa: E402

from onrecord.attribution.encoder import pad  # noqa: E402
from onrecord.attribution.tokens import Unit  # noqa: E402

SHAPE = Shape(vocabulary=50, hidden=32, heads=4, layers=2, inner=64, pointer=8)


@pytest.fixture(scope="module")
def network() -> Any:
    torch.manual_seed(5)
    made = Network(SHAPE)
    with torch.no_grad():
        for tensor in made.parameters():
            tensor.normal_(0, 0.3)
        made.layers[0].up.bias[7] = 40.0  # one neuron far larger than all others, as trained networks have
    return made.eval()


def unit(length: int, seed: int) -> Unit:
    draw = np.random.default_rng(seed)
    pieces = draw.integers(0, SHAPE.vocabulary, length)
    return Unit([(n, n + 1) for n in range(length)], pieces, draw.integers(0, 41, length), np.arange(length))


UNITS = [unit(length, length) for length in (3, 9, 17, 40, 41)]


def answers(network: Any, folder: Path, ranges: dict[str, Range] | None, units: list[Unit]) -> list[np.ndarray]:
    state = {name: tensor.detach().numpy() for name, tensor in network.state_dict().items()}
    path = folder / "network.onnx"
    path.write_bytes(graph(state, n_layers=2, n_heads=4, ranges=ranges).SerializeToString())
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    given = dict(zip(("pieces", "features", "mask"), pad(units), strict=True))
    found = np.concatenate(session.run(None, given), axis=-1)
    return [found[row, : len(each)] for row, each in enumerate(units)]


def in_torch(network: Any, units: list[Unit]) -> list[np.ndarray]:
    with torch.no_grad():
        found = torch.cat(network(*(torch.from_numpy(array) for array in pad(units))), dim=-1).numpy()
    return [found[row, : len(each)] for row, each in enumerate(units)]


def test_graph_in_floats_computes_what_the_network_computes(network: Any, tmp_path: Path) -> None:
    for mine, theirs in zip(answers(network, tmp_path, None, UNITS), in_torch(network, UNITS), strict=True):
        assert np.abs(mine - theirs).max() < 1e-3


def test_graph_in_eight_bits_stays_near_the_network(network: Any, tmp_path: Path) -> None:
    ranges = activation_ranges(network, UNITS)
    theirs = np.concatenate(in_torch(network, UNITS))
    mine = np.concatenate(answers(network, tmp_path, ranges, UNITS))
    assert np.sqrt(((mine - theirs) ** 2).mean()) < 0.05 * theirs.std()


def test_answer_for_a_unit_does_not_depend_on_its_batch(network: Any, tmp_path: Path) -> None:
    ranges = activation_ranges(network, UNITS)
    together = answers(network, tmp_path, ranges, UNITS)
    for each, found in zip(UNITS, together, strict=True):
        (alone,) = answers(network, tmp_path, ranges, [each])
        assert np.array_equal(alone, found)


def test_components_far_out_are_split_and_lose_nothing() -> None:
    low, high = np.full(40, -1.0), np.full(40, 2.0)
    high[3], low[5] = 7.0, -2.5
    span = narrow(low, high)
    assert (span.low, span.high) == (-1.0, 2.0)
    assert span.excess == ((3, 1, 2.0), (3, 1, 4.0), (3, 1, 6.0), (5, -1, -1.0))
    for component, value in ((3, 6.9), (3, -0.5), (5, -2.4), (5, 1.5)):
        parts = [min(max(sign * (value - offset), 0), span.high) * sign for at, sign, offset in span.excess
                 if at == component]  # fmt: skip
        assert sum(parts) + min(max(value, span.low), span.high) == pytest.approx(value)


def test_ranges_never_take_more_columns_than_allowed() -> None:
    draw = np.random.default_rng(1)
    span = narrow(-np.exp(draw.normal(size=400)), np.exp(2 * draw.normal(size=400)))
    assert len(span.excess) <= MOST_EXCESS
