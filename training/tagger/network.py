"""The network: a six-layer uncased BERT with case, paragraph and quotation features, three heads, and a CRF.

Devlin et al. 2019 (encoder), Wang et al. 2020 (MiniLM, the starting weights), Lafferty et al. 2001 (CRF).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.attribution.labels import ENTITY_LABELS, ROLE_LABELS, hard_transitions
from onrecord.attribution.tokens import N_FEATURES

N_ROLES, N_NAMES = len(ROLE_LABELS), len(ENTITY_LABELS)


@dataclass(frozen=True, slots=True)
class Shape:
    vocabulary: int = 30522
    hidden: int = 384
    heads: int = 12
    layers: int = 6
    inner: int = 1536
    positions: int = 512
    pointer: int = 64
    dropout: float = 0.1


class Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.n_heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.n_heads, hidden // self.n_heads).permute(2, 0, 3, 1, 4)
        scores = qkv[0] @ qkv[1].transpose(-1, -2) / math.sqrt(hidden // self.n_heads) + mask
        mixed = (scores.softmax(-1) @ qkv[2]).transpose(1, 2).reshape(batch, length, hidden)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):  # type: ignore[misc]
    """(pieces, features, mask) -> emissions (roles, then names) and pointer vectors (query, then key), a piece each."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.token_type = nn.Parameter(torch.zeros(shape.hidden))
        self.features = nn.Embedding(N_FEATURES, shape.hidden)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.dropout = nn.Dropout(shape.dropout)
        self.emit = nn.Linear(shape.hidden, N_ROLES + N_NAMES)
        self.point = nn.Linear(shape.hidden, 2 * shape.pointer)
        self.distance = nn.Parameter(torch.tensor([-1.0, 0.0]))  # per log(1 + words apart); per cue before the word
        steps, start = hard_transitions(ROLE_LABELS)
        self.register_buffer("forbidden", torch.from_numpy(steps))
        self.register_buffer("forbidden_start", torch.from_numpy(start))
        self.steps = nn.Parameter(torch.zeros(N_ROLES, N_ROLES))
        self.start = nn.Parameter(torch.zeros(N_ROLES))
        self.stop = nn.Parameter(torch.zeros(N_ROLES))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        x = self.encode(pieces, features, mask)
        return self.emit(x), self.point(x)

    def encode(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, hidden) vectors, from which all heads read."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(place)[None] + self.token_type + self.features(features)
        x = self.dropout(self.norm(x))
        bias = ((1.0 - mask) * -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        dropped: Tensor = self.dropout(x)
        return dropped

    def pointer_scores(self, vectors: Tensor) -> Tensor:
        """(batch, word, candidate) score of each word as the head of each; `vectors` are by word."""
        query, key = vectors.split(self.shape.pointer, dim=-1)
        scores = query @ key.transpose(1, 2) / math.sqrt(self.shape.pointer)
        place = torch.arange(vectors.shape[1], device=vectors.device)
        apart = (place[None] - place[:, None]).float()
        return scores + self.distance[0] * torch.log1p(apart.abs()) + self.distance[1] * (apart < 0).float()


class Syntax(nn.Module):  # type: ignore[misc]
    """A head for training only: each word's syntactic head (dot product, Dozat & Manning 2017) and relation to it.

    What a clause spans is what a content spans; the heads learn it side by side (Strubell et al. 2018).
    """

    def __init__(self, shape: Shape, n_relations: int, size: int = 128) -> None:
        super().__init__()
        self.size = size
        self.arcs = nn.Linear(shape.hidden, 2 * size)
        self.relations = nn.Linear(shape.hidden, n_relations)

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """(batch, words, hidden) -> scores (batch, word, head) and (batch, word, relation)."""
        query, key = self.arcs(words).split(self.size, dim=-1)
        return query @ key.transpose(1, 2) / math.sqrt(self.size), self.relations(words)


def crf_loss(network: Network, emissions: Tensor, labels: Tensor, moves: Tensor, mask: Tensor) -> Tensor:
    """Mean cross-entropy a word between the label sequences that are held true and the network's.

    `emissions` and `labels` (batch, words, roles), the latter the probability of each label (a single 1 where it was
    marked by hand); `moves` (batch, words, roles, roles) that of the step which leads to the word; mask (batch, words).
    """
    steps = network.steps + network.forbidden
    start = network.start + network.forbidden_start
    held = mask.float()
    last = held.sum(1).long() - 1
    ends = labels.gather(1, last[:, None, None].expand(-1, 1, labels.shape[-1]))[:, 0]
    score = ((labels * emissions).sum(-1) * held).sum(1) + ((moves[:, 1:] * steps).sum((-1, -2)) * held[:, 1:]).sum(1)
    score = score + (labels[:, 0] * start).sum(-1) + (ends * network.stop).sum(-1)
    alpha = start + emissions[:, 0]
    for t in range(1, emissions.shape[1]):
        stepped = torch.logsumexp(alpha[:, :, None] + steps[None], 1) + emissions[:, t]
        alpha = torch.where(mask[:, t, None], stepped, alpha)
    return (torch.logsumexp(alpha + network.stop, 1) - score).sum() / held.sum()


def load_encoder(network: Network, tensors: dict[str, Tensor]) -> None:
    """Fills the encoder from a Hugging Face BERT checkpoint's tensors; the heads keep their start."""
    own = {k.removeprefix("bert."): v for k, v in tensors.items()}
    with torch.no_grad():
        network.words.weight.copy_(own["embeddings.word_embeddings.weight"])
        network.positions.weight.copy_(own["embeddings.position_embeddings.weight"])
        network.token_type.copy_(own["embeddings.token_type_embeddings.weight"][0])
        _norm(network.norm, own, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            at = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [own[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                getattr(layer.out, kind).copy_(own[f"{at}attention.output.dense.{kind}"])
                getattr(layer.up, kind).copy_(own[f"{at}intermediate.dense.{kind}"])
                getattr(layer.down, kind).copy_(own[f"{at}output.dense.{kind}"])
            _norm(layer.norm1, own, f"{at}attention.output.LayerNorm")
            _norm(layer.norm2, own, f"{at}output.LayerNorm")


def _norm(norm: nn.LayerNorm, tensors: dict[str, Tensor], name: str) -> None:
    norm.weight.copy_(tensors[f"{name}.weight"])
    norm.bias.copy_(tensors[f"{name}.bias"])
