"""Human decisions saved by learning while coding: gold decisions of coded corpora replayed card after card.

    python -m benchmarks.quality.decisions [PATH ...] [--json] [--seeds N] [--policies]

PATH is a SEESAW file (`test.jsonl.gz`), a DEbateNet file, or a folder of one; by default both corpora of
`../shared/data` (or `$ONRECORD_DATA`). `--policies` compares ways to choose the next card too; `--curves` prints how
many cards each tenth of what matters takes. With `--json` the last line is an object with `decisions_saved`.

What is counted
- A *candidate* is every passage of the articles, also those in which nobody says anything: each sentence of SEESAW,
  each claim of DEbateNet. It *matters* when the corpus' coders put a statement with a concept of the codebook on record
  there.
- A *decision* is one card: a candidate shown once and answered as the gold standard says, whether it matters or not.
- *Saved* is 1 - (cards until nine in ten of what matters is found) / (the same in reading order). Samples are four
  fifths of the articles in random order, and that order is the reading order.
- The codebook is known from the start, by labels alone; nothing decided on one sample is used in another.
Rankings hang on nothing of the gold standard but the answers given so far. Speakers come from the gold standard, since
SEESAW names them; they serve stances and concepts, never the order.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.measure import Measure, print_measures
from benchmarks.quality.decisions_replay import (
    Replay,
    Vectors,
    by_learner,
    by_likeness,
    by_machine,
    in_random_order,
    in_reading_order,
)
from benchmarks.quality.decisions_tasks import Task, read_tasks

COMMAND = "python -m benchmarks.quality.decisions"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
CORPORA = ("seesaw", "debatenet_mig15")
RECALL = 0.9
GOAL, TARGET = 0.4, 0.6
SEEDS = 3
POLICIES = ("likeliest", "uncertain")
ORDERS = ("no learning: by the coder that ships", "no learning: by likeness to the codebook", "random order")


@dataclass(slots=True)
class Group:
    """The tasks of one kind in one corpus: for each order the saved share by sample; and the replays learned in."""

    saved: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    by_seed: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    replays: list[Replay] = field(default_factory=list)
    reading: list[Replay] = field(default_factory=list)
    n_tasks: int = 0

    @property
    def result(self) -> float:
        return statistics.fmean(self.saved["shipped"])

    @property
    def spread(self) -> float:
        """Standard deviation over seeds of the mean over tasks."""
        means = [statistics.fmean(values) for values in self.by_seed.values()]
        return statistics.stdev(means) if len(means) > 1 else 0.0


def replay_all(paths: Sequence[Path], *, seeds: int = SEEDS, policies: Sequence[str] = ()) -> dict[str, Group]:
    """ "corpus: kind of task" -> its replays."""
    from onrecord.coding.learning import sentence_vectors

    vectors = Vectors(sentence_vectors)
    groups: dict[str, Group] = defaultdict(Group)
    for task in (task for path in paths for task in read_tasks(path)):
        group = groups[f"{task.corpus}: {task.kind}"]
        group.n_tasks += 1
        print(f"... {task.corpus}: {task.kind} {task.name}", file=sys.stderr)
        for seed in range(seeds):
            _replay(group, task.sample(seed), vectors, seed, policies)
    return dict(groups)


def _replay(group: Group, task: Task, vectors: Vectors, seed: int, policies: Sequence[str]) -> None:
    reading = in_reading_order(task)
    learned = by_learner(task, vectors)
    others = (by_machine(task), by_likeness(task, vectors), in_random_order(task, seed))
    found = {"shipped": learned, **dict(zip(ORDERS, others, strict=True))}
    found |= {policy: by_learner(task, vectors, policy=policy) for policy in policies}
    for name, replay in found.items():
        group.saved[name].append(1 - replay.cards_to(RECALL) / reading.cards_to(RECALL))
    group.by_seed[seed].append(group.saved["shipped"][-1])
    group.replays.append(learned)
    group.reading.append(reading)


def decisions_saved(groups: dict[str, Group]) -> tuple[float, float]:
    """Mean over the kinds of tasks, each counted alike, and its standard deviation over seeds."""
    seeds = sorted({seed for group in groups.values() for seed in group.by_seed})
    means = [
        statistics.fmean(statistics.fmean(group.by_seed[seed]) for group in groups.values() if group.by_seed[seed])
        for seed in seeds
    ]
    return statistics.fmean(means), statistics.stdev(means) if len(means) > 1 else 0.0


def measure(paths: Sequence[Path] = (), *, seeds: int = SEEDS, policies: Sequence[str] = ()) -> list[Measure]:
    """Saved decisions by kind of task, what suggestions get right, and how honest the estimate of recall is."""
    paths = paths or [DATA / corpus for corpus in CORPORA if (DATA / corpus).exists()]
    return rows(replay_all(paths, seeds=seeds, policies=policies)) if paths else []


def rows(groups: dict[str, Group]) -> list[Measure]:
    mean, spread = decisions_saved(groups)
    found = [_row("decisions saved to reach 90%", f">= {GOAL}", f"{mean:.3f} ± {spread:.3f}", mean >= GOAL)]
    for name, group in groups.items():
        share = statistics.fmean(replay.n_matter / replay.n_candidates for replay in group.replays)
        best = statistics.fmean(1 - np.ceil(RECALL * r.n_matter) / r.cards_to(RECALL) for r in group.reading)
        found.append(
            _row(
                f"{name} ({group.n_tasks} tasks)",
                f"best {best:.2f}",
                f"{group.result:.3f} ± {group.spread:.3f}; {share:.0%} matters",
            )
        )
        found += [_row(f"  {other}", "", f"{statistics.fmean(group.saved[other]):.3f}") for other in ORDERS]
        found += [
            _row(f"  policy {other}", "", f"{statistics.fmean(values):.3f}")
            for other, values in group.saved.items()
            if other in POLICIES
        ]
        found += [_per_statement(group), *_codes(group), *_honesty(group)]
    return found


def _row(name: str, goal: str, result: str, ok: bool | None = None) -> Measure:
    return Measure(name, goal, result, ok, COMMAND)


def _per_statement(group: Group) -> Measure:
    def cards(replays: Sequence[Replay]) -> float:
        return statistics.fmean(r.cards_to(RECALL) / np.ceil(RECALL * r.n_matter) for r in replays)

    return _row(
        "  decisions per statement at 90%: learned, reading",
        "",
        f"{cards(group.replays):.1f}, {cards(group.reading):.1f}",
    )


def _codes(group: Group) -> list[Measure]:
    """Concept and stance right at first sight, by statements accepted before, with and without learning."""
    coded = [each for replay in group.replays for each in replay.coded]
    found = []
    for start, end in ((0, 20), (20, 60), (60, 10**9)):
        part = [each for each in coded if start <= each.n_before < end]
        if not part:
            continue
        concept = statistics.fmean(each.concept for each in part)
        in_list = statistics.fmean(each.in_list for each in part)
        machine = statistics.fmean(each.machine_concept for each in part)
        stance = statistics.fmean(each.stance for each in part)
        read = [each for each in part if each.machine_stance is not None]
        lexical = f"{statistics.fmean(bool(each.machine_stance) for each in read):.2f} of {len(read)}" if read else "-"
        edits = statistics.fmean((not each.concept) or (not each.stance) for each in part)
        until = f"to {end}" if end < 10**9 else "on"
        found.append(
            _row(
                f"  after {start} {until} statements: concept first (of three; no model), stance (no model), edits",
                "",
                f"{concept:.2f} ({in_list:.2f}; {machine:.2f}), {stance:.2f} ({lexical}), {edits:.2f}",
            )
        )
    return found


def _honesty(group: Group) -> list[Measure]:
    """How often the interval for recall holds the truth, and what stopping at an estimate comes to."""
    # Ten checks a replay, evenly along the way, so that no replay counts for more.
    checks = [
        replay.checks[round(place)]
        for replay in group.replays
        if replay.checks
        for place in np.linspace(0, len(replay.checks) - 1, 10)
    ]
    if not checks:
        return []
    held = statistics.fmean(left.low <= true <= left.high for _, true, left in checks)
    over = statistics.fmean(left.low > true for _, true, left in checks)
    off = statistics.fmean(left.recall - true for _, true, left in checks)
    stops = [
        next(
            ((true, cards / replay.n_candidates) for cards, true, left in replay.checks if left.recall >= RECALL), None
        )
        for replay in group.replays
    ]
    stopped = [stop for stop in stops if stop is not None]
    text = f"{held:.2f} held, {over:.2f} too high; estimate off by {off:+.2f}"
    found = [_row("  90% interval for recall", "0.90 held", text)]
    if stopped:
        true = [stop[0] for stop in stopped]
        found.append(
            _row(
                "  stopping at an estimate of 90%: true recall (least), cards",
                "",
                f"{statistics.fmean(true):.2f} ({min(true):.2f}), {statistics.fmean(s[1] for s in stopped):.0%} of all"
                f"; {len(stopped)} of {len(stops)} stopped",
            )
        )
    return found


def curves(groups: dict[str, Group]) -> str:
    """Cards, as a share of all candidates, to each tenth of what matters: learned beside reading order."""
    lines = []
    for name, group in groups.items():
        for label, replays in (("learned", group.replays), ("reading", group.reading)):
            shares = [
                statistics.fmean(replay.cards_to(tenth / 10) / replay.n_candidates for replay in replays)
                for tenth in range(1, 10)
            ]
            lines.append(f"{name}, {label}: " + " ".join(f"{share:.3f}" for share in shares))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--policies", action="store_true")
    parser.add_argument("--curves", action="store_true")
    given = parser.parse_args()
    paths = given.paths or [DATA / corpus for corpus in CORPORA if (DATA / corpus).exists()]
    if not paths:
        parser.error(f"no corpus in {DATA}; give the path of a file")
    groups = replay_all(paths, seeds=given.seeds, policies=POLICIES if given.policies else ())
    print_measures(rows(groups))
    if given.curves:
        print(curves(groups))
    if given.json:
        mean, spread = decisions_saved(groups)
        by_kind = {name: round(group.result, 4) for name, group in groups.items()}
        print(json.dumps({"decisions_saved": round(mean, 4), "spread": round(spread, 4), "by_kind": by_kind}))


if __name__ == "__main__":
    main()
