"""A network of fewer layers, cut from a trained one: `python -m training.tagger.shorten FINAL.pt --layers 4 --to DIR`.

Of all ways to leave layers out (their order kept) the one whose loss on a few batches of marked articles is the lowest
before any further training. What is left is trained on by `train --start-from DIR/start.pt` (Fan et al. 2020, Sajjad
et al. 2020: a cut network that is trained on loses little).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from itertools import combinations, islice
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.attribution.tokens import open_tokenizer

from .corpus import polnear
from .export import load
from .network import Network
from .train import collate, loss_of, stream

BATCHES = 12
ARTICLES = 60


def kept(network: Network, chosen: Sequence[int]) -> dict[str, Tensor]:
    """The tensors of the network with only the layers `chosen`, numbered anew."""
    number = {old: new for new, old in enumerate(chosen)}
    tensors: dict[str, Tensor] = {}
    for name, tensor in network.state_dict().items():
        if not name.startswith("layers."):
            tensors[name] = tensor
            continue
        _, old, rest = name.split(".", 2)
        if int(old) in number:
            tensors[f"layers.{number[int(old)]}.{rest}"] = tensor
    return tensors


def loss_without(network: Network, chosen: Iterable[int], batches: Sequence[dict[str, Tensor]]) -> float:
    """Mean loss of the network with only the layers `chosen`."""
    whole = network.layers
    network.layers = nn.ModuleList(whole[n] for n in chosen)
    try:
        with torch.no_grad():
            return sum(float(loss_of(network, batch)[0]) for batch in batches) / len(batches)
    finally:
        network.layers = whole


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--layers", type=int, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    given = parser.parse_args()
    torch.set_num_threads(1)
    long = load(given.checkpoint)
    tokenizer = open_tokenizer(str(given.checkpoint.parent / "tokenizer.json"))
    press = list(islice(polnear(given.data / "polnear/train.jsonl.gz"), ARTICLES))
    read = [collate(batch) for batch in islice(stream(press, tokenizer, random.Random(1)), BATCHES)]
    everything = range(len(long.layers))
    losses = {chosen: loss_without(long, chosen, read) for chosen in combinations(everything, given.layers)}
    best = min(losses, key=lambda chosen: losses[chosen])
    given.to.mkdir(parents=True, exist_ok=True)
    torch.save(kept(long, best), given.to / "start.pt")
    whole_loss = loss_without(long, everything, read)
    print(f"kept layers {best} of {len(everything)}: loss {losses[best]:.4f}, with all {whole_loss:.4f}")
