"""Spans of source, cue and content on pre-tokenised text in CofeNet's format: exact, begin and overlap F1 by role.

    python -m benchmarks.quality.cofenet FILE.jsonl.gz [--json]

A line of FILE is {tokens, labels (BIO)}. Tokens are set as running text, read by the tagger without its thresholds'
help (all outermost attributions), and its spans are laid back on the tokens. Published exact F1 on PolNeAR's test part
(Wang et al., COLING 2022): BERT-base 81.1 / 74.0 / 68.9, best 83.2 / 75.3 / 72.9 (source / cue / content).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from onrecord.attribution import load_tagger
from onrecord.attribution.labels import ROLES
from onrecord.attribution.running_text import join
from onrecord.attribution.tagger import Tagger

COMMAND = "python -m benchmarks.quality.cofenet"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
GOALS = {"source": 0.84, "cue": 0.76, "content": 0.73}
Spans = dict[str, set[tuple[int, int]]]


def gold_spans(labels: list[str]) -> Spans:
    spans: Spans = {role.value: set() for role in ROLES}
    start, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            spans[kind].add((start, at))
            kind = ""
        if label != "O" and not kind:
            start, kind = at, label[2:]
    return spans


def predicted_spans(tokens: list[str], *, tagger: Tagger | None = None) -> Spans:
    """The tagger's spans as token ranges; the shipped tagger's when none is given."""
    text, places = join(tokens)
    spans: Spans = {role.value: set() for role in ROLES}
    for stretch in (tagger or load_tagger()).spans(text):
        covered = [n for n, (b, e) in enumerate(places) if b < stretch.end and stretch.start < e]
        if covered:
            spans[stretch.role.value].add((covered[0], covered[-1] + 1))
    return spans


def scores(rows: Iterator[dict[str, Any]], *, tagger: Tagger | None = None) -> dict[str, float]:
    """`ROLE_exact_f1`, `ROLE_begin_f1`, `ROLE_overlap_f1` (and their precision and recall)."""
    counts: dict[str, list[int]] = {}

    def add(name: str, found: int, gold: int, right: int, predicted: int) -> None:
        total = counts.setdefault(name, [0, 0, 0, 0])
        for n, value in enumerate((found, gold, right, predicted)):
            total[n] += value

    for row in rows:
        gold, predicted = gold_spans(row["labels"]), predicted_spans(row["tokens"], tagger=tagger)
        for role in gold:
            g, p = gold[role], predicted[role]
            add(f"{role}_exact", len(g & p), len(g), len(g & p), len(p))
            begins = len({b for b, _ in g} & {b for b, _ in p})
            add(f"{role}_begin", begins, len(g), begins, len(p))
            add(f"{role}_overlap", _touching(g, p), len(g), _touching(p, g), len(p))
    values: dict[str, float] = {}
    for name, (found, n_gold, right, n_predicted) in counts.items():
        precision, recall = right / max(n_predicted, 1), found / max(n_gold, 1)
        values[f"{name}_p"], values[f"{name}_r"] = precision, recall
        values[f"{name}_f1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {name: round(value, 4) for name, value in values.items()}


def _touching(spans: set[tuple[int, int]], others: set[tuple[int, int]]) -> int:
    return sum(any(b < e2 and b2 < e for b2, e2 in others) for b, e in spans)


def read(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def measure() -> list[Measure]:
    """Exact F1 by role on CofeNet's validation file; empty without the corpus."""
    path = DATA / "polnear/cofenet_protocol/valid.jsonl.gz"
    if not path.exists():
        return []
    values = scores(read(path))
    return [
        Measure(
            f"CofeNet valid: {role} exact", f"{goal:.2f} F1", f"{values[f'{role}_exact_f1']:.3f} F1",
            values[f"{role}_exact_f1"] >= goal, f"{COMMAND} {path}",
        )
        for role, goal in GOALS.items()
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--json", action="store_true", help="only the last line, as JSON: measure -> value")
    given = parser.parse_args()
    if given.file is None:
        print_measures(measure())
        return
    values = scores(read(given.file))
    if not given.json:
        for name in (f"{role.value}_{how}" for role in ROLES for how in ("exact", "begin", "overlap")):
            print(f"{name:<16} P {values[name + '_p']:.3f}  R {values[name + '_r']:.3f}  F1 {values[name + '_f1']:.3f}")
    print(json.dumps(values))


if __name__ == "__main__":
    main()
