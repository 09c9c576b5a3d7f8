"""Rows, word odds and boosted trees from pages and mixtures: one model from one set of pages."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.cleaning.blockwords import BlockWords, describe
from onrecord.cleaning.inline import find_inline
from onrecord.cleaning.lines import Block, split_blocks
from onrecord.cleaning.model import RegionModel, first_rows, mean_probability, second_rows
from onrecord.cleaning.trees import Trees
from onrecord.cleaning.wordodds import BUCKETS, Table, buckets

from .mixtures import Article, furniture_of, mix
from .pages import Page, label_blocks

N_GROUPS = 3  # inner folds: word odds and first-pass opinions never come from the text they are used on
_SMOOTHING = 6.0  # pages of doubt before a word counts
_FAR = 15  # blocks; menus further than this from any prose are left out of training, no body is among them
_MENU_WORDS = 6
_MENU_KEPT = 0.5


@dataclass(frozen=True, slots=True)
class Sample:
    """A text in blocks with its labels; `group` is the inner fold, `weight` what the whole text counts."""

    blocks: list[Block]
    described: list[BlockWords]
    labels: npt.NDArray[np.bool_]
    group: int
    weight: float
    kind: str


def read_blocks(text: str) -> tuple[list[Block], list[BlockWords]]:
    """The blocks as `mark_regions` sees them."""
    blocks = split_blocks(text)
    return blocks, [describe(text, block, find_inline(text, block.span)) for block in blocks]


def page_samples(pages: Sequence[Page], seed: int = 0) -> list[Sample]:
    """Each page as rendered, and for half of them once more without indents and bullets."""
    draw = random.Random(seed)
    hosts = sorted({page.host for page in pages})
    group_of = {host: index % N_GROUPS for index, host in enumerate(hosts)}
    samples: list[Sample] = []
    for page in pages:
        samples.append(_sample(page.text, page.body, group_of[page.host], 1.0, "page"))
        if draw.random() < 0.5:
            samples.append(_sample(flat(page.text), page.body, group_of[page.host], 0.5, "flat"))
    return samples


def flat(text: str) -> str:
    """The text as a plain-text field takes it: no indents, no bullets."""
    return "\n".join(line.strip().removeprefix("* ").removeprefix("+ ").strip() for line in text.split("\n"))


def _sample(text: str, body: str, group: int, weight: float, kind: str) -> Sample:
    blocks, described = read_blocks(text)
    labels = np.array(label_blocks(blocks, described, body), dtype=bool)
    return Sample(blocks, described, labels, group, weight, kind)


def mixture_samples(
    pages: Sequence[Sample], articles: Sequence[Article], *, n_samples: int, seed: int, weight: float
) -> list[Sample]:
    """Pasted articles with furniture of the pages of one inner fold each."""
    draw = random.Random(seed)
    pools = [
        [
            furniture_of([words.text for words in sample.described], sample.labels.tolist())
            for sample in pages
            if sample.group == group and sample.kind == "page"
        ]
        for group in range(N_GROUPS)
    ]
    samples: list[Sample] = []
    while len(samples) < n_samples:
        group = len(samples) % N_GROUPS
        text, labels = mix(draw.choice(articles), pools[group], draw)
        blocks, described = read_blocks(text)
        if len(blocks) == len(labels):  # a text that happens to look wrapped is of no use here
            samples.append(Sample(blocks, described, np.array(labels, dtype=bool), group, weight, "mixture"))
    return samples


def word_odds(samples: Sequence[Sample]) -> Table:
    """Log-odds of body for each bucket, from the number of texts in which it stands in body and elsewhere."""
    inside, outside = Counter[int](), Counter[int]()
    for sample in samples:
        if sample.kind != "page":
            continue
        for flag, counter in ((True, inside), (False, outside)):
            lines = [w.text for w, label in zip(sample.described, sample.labels, strict=True) if bool(label) is flag]
            counter.update({bucket for line in lines for bucket in buckets(line)})
    table = np.zeros(BUCKETS, dtype=np.float32)
    prior = sum(inside.values()) / max(sum(outside.values()), 1)
    for bucket in set(inside) | set(outside):
        table[bucket] = np.log(
            (inside[bucket] + _SMOOTHING * prior / (1 + prior)) / (outside[bucket] + _SMOOTHING / (1 + prior)) / prior
        )
    return table


def sample_weights(sample: Sample) -> npt.NDArray[np.float64]:
    """A text counts `weight` in all, its blocks by the square root of their words: the metric counts words by page,
    a reader counts blocks."""
    words = np.array([block.words for block in sample.described], dtype=np.float64)
    total = words[sample.labels].sum() + 50.0
    return np.asarray(sample.weight * np.sqrt(words / total + 1e-3))


def _worth(rows: npt.NDArray[np.float32], sample: Sample, draw: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Which blocks train: all but far-off menus and half of the short lines."""
    solid = np.flatnonzero([words.solid for words in sample.described])
    words = np.array([block.words for block in sample.described])
    at = np.arange(len(words))
    near = np.array([bool(len(solid)) and int(np.abs(solid - index).min()) <= _FAR for index in at])
    keep = near & ((words >= _MENU_WORDS) | (draw.random(len(words)) < _MENU_KEPT))
    return np.asarray(keep | sample.labels | (words >= 10))


def boost(rows: Any, labels: Any, weights: Any, *, seed: int, n_trees: int, leaves: int = 12) -> Trees:
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=n_trees,
        learning_rate=0.1,
        max_leaf_nodes=leaves,
        l2_regularization=5.0,
        min_samples_leaf=30,
        max_features=0.15,
        max_bins=63,
        early_stopping=False,
        random_state=seed,
    )
    model.fit(rows, labels, sample_weight=weights / weights.mean())
    return flatten(model)


def flatten(model: Any) -> Trees:
    """The trees of a fitted scikit-learn model as arrays."""
    parts: list[npt.NDArray[Any]] = [stage[0].nodes for stage in model._predictors]
    roots = np.cumsum([0] + [len(nodes) for nodes in parts[:-1]]).astype(np.int32)
    nodes = np.concatenate(parts)
    offset = np.repeat(roots, [len(part) for part in parts])
    leaf = nodes["is_leaf"].astype(bool)
    own = np.arange(len(nodes))
    # float32 thresholds must not fall below a float32 value that the double threshold lets through
    threshold = np.nextafter(nodes["num_threshold"].astype(np.float32), np.float32(np.inf))
    down = threshold.astype(np.float64) > nodes["num_threshold"]
    threshold = np.where(down, np.nextafter(threshold, np.float32(-np.inf)), threshold)
    return Trees(
        feature=np.where(leaf, 0, nodes["feature_idx"]).astype(np.int32),
        threshold=np.where(leaf, 0.0, threshold).astype(np.float32),
        left=np.where(leaf, own, nodes["left"] + offset).astype(np.int32),
        right=np.where(leaf, own, nodes["right"] + offset).astype(np.int32),
        value=np.where(leaf, nodes["value"], 0.0).astype(np.float32),
        roots=roots,
        baseline=float(np.ravel(model._baseline_prediction)[0]),
        depth=int(nodes["depth"].max()) + 1,
    )


def fit(samples: Sequence[Sample], *, seed: int = 0, n_trees: int = 120, n_members: int = 1) -> RegionModel:
    """Word odds, first pass and second pass; the second learns from opinions that did not see its texts."""
    draw = np.random.default_rng(seed)
    tables = [word_odds([s for s in samples if s.group != group]) for group in range(N_GROUPS)]
    rows = [first_rows(sample.blocks, sample.described, tables[sample.group]) for sample in samples]
    keep = [_worth(found, sample, draw) for found, sample in zip(rows, samples, strict=True)]
    weights = [sample_weights(sample) for sample in samples]

    def gather(wanted: list[int], parts: Sequence[Any]) -> Any:
        return np.concatenate([parts[index][keep[index]] for index in wanted])

    def train(wanted: list[int], parts: Sequence[Any], member: int) -> Trees:
        labels = gather(wanted, [sample.labels for sample in samples])
        return boost(gather(wanted, parts), labels, gather(wanted, weights), seed=seed + member, n_trees=n_trees)

    opinions: list[npt.NDArray[np.float64]] = [np.empty(0)] * len(samples)
    for group in range(N_GROUPS):
        judge = train([i for i, sample in enumerate(samples) if sample.group != group], rows, group)
        for index, sample in enumerate(samples):
            if sample.group == group:
                opinions[index] = judge.probabilities(rows[index])
    everything = list(range(len(samples)))
    first = tuple(train(everything, rows, member) for member in range(n_members))
    widened = [second_rows(found, opinion) for found, opinion in zip(rows, opinions, strict=True)]
    second = tuple(train(everything, widened, 10 + member) for member in range(n_members))
    return RegionModel(table=word_odds(samples), first=first, second=second, threshold=0.4)


def first_opinion(
    model: RegionModel, blocks: Sequence[Block], described: Sequence[BlockWords]
) -> npt.NDArray[np.float64]:
    return mean_probability(model.first, first_rows(blocks, described, model.table))


def with_threshold(model: RegionModel, threshold: float) -> RegionModel:
    return replace(model, threshold=threshold)
