"""Invented debates of any size, for pictures: actors with words of a harbour, two camps, stances that mostly follow."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from onrecord.network.options import Aggregation, NetworkOptions, NetworkType, Normalization
from onrecord.network.result import Network

WORDS = (
    "harbour union ministry ports pilots guild green quay dredging council fisheries board coastal tariff office "
    "northern island chamber league transport workers alliance shipping insurers navy treaty committee"
).split()


def debate(n_actors: int, n_concepts: int, *, words: tuple[int, int] = (1, 4), density: float = 0.2) -> Network:
    """Two-mode, support minus opposition. `words`: how many a label has, from and below."""
    rng = np.random.default_rng(n_actors * 1000 + n_concepts)
    actors = _names(rng, n_actors, words, set())
    concepts = _names(rng, n_concepts, (words[0] + 2, words[1] + 3), set(actors))
    camps, sides = rng.integers(0, 2, n_actors) * 2 - 1, rng.choice([-1, 1], n_concepts)
    spoke = rng.random((n_actors, n_concepts)) < density
    turned = np.where(rng.random((n_actors, n_concepts)) < 0.1, -1, 1)
    matrix = camps[:, None] * sides[None, :] * turned * spoke * rng.geometric(0.4, (n_actors, n_concepts))
    counts = np.abs(matrix)
    return Network(
        actors, concepts, matrix.astype(float), NetworkOptions(qualifier_aggregation=Aggregation.SUBTRACT),
        int(counts.sum()), np.arange(int(counts.sum())),
        row_attributes={a: {"frequency": int(n)} for a, n in zip(actors, counts.sum(axis=1), strict=True)},
        column_attributes={c: {"frequency": int(n)} for c, n in zip(concepts, counts.sum(axis=0), strict=True)},
    )  # fmt: skip


def congruence(two_mode: Network) -> Network:
    """One-mode of the same actors: who agrees, by average activity."""
    matrix = np.maximum(two_mode.matrix @ two_mode.matrix.T, 0)
    np.fill_diagonal(matrix, 0)
    spoken = np.abs(two_mode.matrix).sum(axis=1)
    matrix = matrix / np.maximum((spoken[:, None] + spoken[None, :]) / 2, 1)
    asked = NetworkOptions(
        network_type=NetworkType.ONEMODE,
        qualifier_aggregation=Aggregation.CONGRUENCE,
        normalization=Normalization.AVERAGE,
    )
    actors = two_mode.rows
    return Network(
        actors, actors, matrix, asked, two_mode.n_statements, two_mode.statements,
        row_attributes=two_mode.row_attributes,
    )  # fmt: skip


def months(n: int) -> list[datetime]:
    return [datetime(2029, 1, 15) + timedelta(days=30) * i for i in range(n)]


def _names(rng: np.random.Generator, n: int, words: tuple[int, int], taken: set[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    while len(found) < n:
        name = " ".join(rng.choice(WORDS, size=int(rng.integers(*words)))).title()
        if name not in taken:
            found.setdefault(name)
        words = (words[0], words[1] + 1) if len(found) > 20 else words  # more words before names run out
    return tuple(found)
