"""What teachers think of every word: `python -m training.tagger.teach --teacher FOLDER --teacher FOLDER --to SOFT.npz`.

The mean of the label probabilities of several exported taggers (an ensemble) over corpora, for `train --taught`: one
small network learns what several together know (Hinton et al. 2015), of marked articles and of unmarked ones
(self-training). For a CRF the cross-entropy to a mixture of teachers needs only the probability of each label at each
word and of each step between neighboring labels.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from onrecord.attribution.encoder import Encoder, Scores, batches
from onrecord.attribution.labels import ROLE_LABELS
from onrecord.attribution.tokens import Unit, units
from onrecord.weights import open_manifest

from .corpus import Example, polnear
from .news import news

IGNORE = -100
BATCH_WORDS = 8192
FIELDS = ("starts", "labels", "moves", "heads")
Halves = npt.NDArray[np.float16 | np.float32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Soft:
    """Of one text, by word: where it starts; `labels` (words, labels) probabilities; `moves` (words, labels, labels)
    probabilities of the step that leads to it; `heads` where the first word of its cue starts, IGNORE for none."""

    starts: npt.NDArray[np.int64]
    labels: Halves
    moves: Halves
    heads: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Teacher:
    encoder: Encoder
    steps: Tensor
    start: Tensor
    stop: Tensor
    distance: tuple[float, float]

    @classmethod
    def of(cls, folder: Path, name: str = "tagger-en") -> Teacher:
        manifest = open_manifest(name, folder=folder)
        learned = manifest.settings["decoding"]
        steps, start, stop = (torch.tensor(learned[key]) for key in ("steps", "start", "stop"))
        away, before = learned["pointer_distance"]
        return cls(Encoder(manifest), steps, start, stop, (away, before))


def posterior(emissions: Sequence[Floats], teacher: Teacher) -> list[tuple[Floats, Floats]]:
    """For each (words, labels) array of scores the probability of every label and of every step, over all paths: the
    derivatives of the log of the sum over all paths (Eisner 2016)."""
    lengths = torch.tensor([len(scores) for scores in emissions])
    longest = int(lengths.max())
    local = torch.zeros(len(emissions), longest, len(teacher.start))
    for row, scores in enumerate(emissions):
        local[row, : len(scores)] = torch.from_numpy(np.ascontiguousarray(scores))
    edges = (teacher.steps + local[:, 1:, None, :]).requires_grad_()
    first = (teacher.start + local[:, 0]).requires_grad_()
    alpha = first
    for t in range(1, longest):
        alpha = torch.where((lengths > t)[:, None], torch.logsumexp(alpha[:, :, None] + edges[:, t - 1], 1), alpha)
    total = torch.logsumexp(alpha + teacher.stop, 1).sum()
    by_edge, by_first = torch.autograd.grad(total, (edges, first), allow_unused=True)
    moves = np.zeros((len(emissions), longest, *teacher.steps.shape), np.float32)
    if by_edge is not None:
        moves[:, 1:] = by_edge.numpy()
    labels = moves.sum(2)
    labels[:, 0] = by_first.numpy()
    return [(labels[row, :n], moves[row, :n]) for row, n in enumerate(lengths.tolist())]


def pointed(scores: Scores, distance: tuple[float, float]) -> Floats:
    """(words, words) probability that the cue of the one begins at the other."""
    place = np.arange(len(scores.query))
    apart = (place[None] - place[:, None]).astype(np.float32)
    raw = scores.query @ scores.key.T / np.sqrt(scores.query.shape[1])
    raw = raw + distance[0] * np.log1p(np.abs(apart)) + distance[1] * (apart < 0)
    raw = np.exp(raw - raw.max(1, keepdims=True))
    shares: Floats = raw / raw.sum(1, keepdims=True)
    return shares


def opinions(text: str, teachers: Sequence[Teacher]) -> Soft:
    """What the teachers on average think of each word of a text."""
    here = [u for u in units(text, teachers[0].encoder.tokenizer, known=teachers[0].encoder.known) if u.words]
    labels = [np.zeros((len(u.words), len(ROLE_LABELS)), np.float32) for u in here]
    moves = [np.zeros((len(u.words), len(ROLE_LABELS), len(ROLE_LABELS)), np.float32) for u in here]
    points = [np.zeros((len(u.words),) * 2, np.float32) for u in here]
    for teacher in teachers:
        scores = teacher.encoder.scores(here)
        for chosen in batches([len(u.words) for u in here], BATCH_WORDS):
            found = posterior([scores[n].roles for n in chosen], teacher)
            for n, (by_label, by_move) in zip(chosen, found, strict=True):
                labels[n] += by_label / len(teachers)
                moves[n] += by_move / len(teachers)
        for n in range(len(here)):
            points[n] += pointed(scores[n], teacher.distance)
    starts = [np.array([w[0] for w in u.words], np.int64) for u in here]
    heads = [_heads(u, label, point) for u, label, point in zip(here, labels, points, strict=True)]
    size = len(ROLE_LABELS)
    nothing = np.zeros(0, np.int64)
    return Soft(
        np.concatenate([nothing, *starts]),
        np.concatenate([np.zeros((0, size), np.float32), *labels]).astype(np.float16),
        np.concatenate([np.zeros((0, size, size), np.float32), *moves]).astype(np.float16),
        np.concatenate([nothing, *heads]),
    )


def _heads(unit: Unit, labels: Floats, points: Floats) -> npt.NDArray[np.int64]:
    """Where the cue of each word that is likely source or content starts."""
    cue = ROLE_LABELS.index("B-cue")
    part = 1 - labels[:, 0] - labels[:, cue] - labels[:, cue + 1]
    starts = np.array([w[0] for w in unit.words], np.int64)
    best = (points * (labels[:, cue] > 0.3)[None]).argmax(1)
    known = (part > 0.5) & (labels[best, cue] > 0.3)
    return np.where(known, starts[best], IGNORE)


def save(found: Iterator[tuple[str, Soft]], path: Path) -> None:
    rows = list(found)
    arrays: dict[str, Any] = {
        "ids": np.array([name for name, _ in rows]),
        "sizes": np.array([len(soft.starts) for _, soft in rows]),
    }
    for key in FIELDS:
        arrays[key] = np.concatenate([getattr(soft, key) for _, soft in rows])
    np.savez(path, **arrays)


def load(path: Path) -> dict[str, Soft]:
    """What `save` wrote, by the example's id."""
    with np.load(path) as held:
        arrays = {key: held[key] for key in held.files}
    found: dict[str, Soft] = {}
    begin = 0
    for name, size in zip(arrays["ids"].tolist(), arrays["sizes"].tolist(), strict=True):
        found[name] = Soft(*(arrays[key][begin : begin + size] for key in FIELDS))
        begin += size
    return found


def examples(data: Path, corpus: str) -> Iterator[Example]:
    return polnear(data / "polnear/train.jsonl.gz") if corpus == "polnear" else news(data)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--teacher", type=Path, action="append", required=True, help="a folder that export wrote")
    parser.add_argument("--corpus", choices=("polnear", "news"), default="news")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--articles", type=int, help="only so many, for a trial")
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    taught_by = [Teacher.of(folder) for folder in given.teacher]
    chosen = islice(examples(given.data, given.corpus), given.articles)
    save(((each.id, opinions(each.text, taught_by)) for each in chosen), given.to)
