"""Fits the score and the thresholds on PolNeAR dev: `python -m training.tagger.calibrate [FOLDER]`.

The score is a logistic regression of `calibration.FEATURES` on whether the draft is a gold attribution (Platt 1999,
with more than one feature). Each kind's threshold is the one with the best full-attribution F1; kinds with few
examples share one. Writes both into the manifest, beside the figures.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.attribution.calibration import features
from onrecord.attribution.kinds import kind_of_draft
from onrecord.attribution.tagger import NAME, Tagger
from onrecord.record import AttributionKind
from onrecord.weights import FOLDER, open_manifest

from .export import toml

Floats = npt.NDArray[np.float64]
RIDGE = 1.0
MIN_COVER = 0.5
FEW = 60  # drafts of a kind below which it takes the common threshold


@dataclass(frozen=True, slots=True)
class Judged:
    """One draft: its features, its kind, whether it matched a gold attribution."""

    values: tuple[float, ...]
    kind: AttributionKind
    right: bool


def judged(tagger: Tagger, path: Path) -> tuple[list[Judged], int]:
    """Outermost drafts of all articles, and the number of gold attributions."""
    found: list[Judged] = []
    n_gold = 0
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            reading = tagger.read(row["text"])
            gold = [
                [_characters(a.get(role) or ()) for role in ("source", "cue", "content")] for a in row["attributions"]
            ]
            n_gold += len(gold)
            drafts = [d for d in reading.drafts if d.outer is None]
            pairs = []
            for n, draft in enumerate(drafts):
                mine = [
                    _characters((s.start, s.end) for s in part) for part in (draft.source, draft.cue, draft.content)
                ]
                for g, roles in enumerate(gold):
                    both = [(a, b) for a, b in zip(roles, mine, strict=True) if a]
                    if all(len(a & b) >= MIN_COVER * max(len(a), len(b)) for a, b in both):
                        pairs.append((-sum(len(a & b) / len(a | b) for a, b in both), g, n))
            used: set[int] = set()
            right: set[int] = set()
            for _, g, n in sorted(pairs):
                if g not in used and n not in right:
                    used.add(g)
                    right.add(n)
            for n, draft in enumerate(drafts):
                quoted = any(reading.marks.inside(s.start, s.end) for s in draft.content)
                values = features(row["text"], draft, quoted=quoted)
                found.append(Judged(values, kind_of_draft(row["text"], draft), n in right))
    return found, n_gold


def _characters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}


def fit(rows: list[Judged]) -> Floats:
    """Ridge logistic regression by Newton's method; the intercept is not shrunk."""
    x = np.array([r.values for r in rows])
    y = np.array([r.right for r in rows], float)
    shrink = np.full(x.shape[1], RIDGE)
    shrink[0] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-(x @ weights)))
        gradient = x.T @ (y - p) - shrink * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(shrink + 1e-6)
        weights += np.linalg.solve(curvature, gradient)
    return weights


def thresholds(rows: list[Judged], scores: Floats, n_gold: int) -> dict[AttributionKind, float]:
    """The threshold of each kind that gives the best F1 over all kinds, found kind by kind."""
    chosen = dict.fromkeys(AttributionKind, 0.3)
    kinds = np.array([r.kind.value for r in rows])
    right = np.array([r.right for r in rows])
    for _ in range(3):
        for kind in AttributionKind:
            mine = kinds == kind.value
            if mine.sum() < FEW:
                continue
            others = np.zeros(len(rows), bool)
            for other in AttributionKind:
                if other is not kind:
                    others |= (kinds == other.value) & (scores >= chosen[other])
            best = max(np.arange(0.05, 0.7, 0.05), key=lambda t: _f1(others | (mine & (scores >= t)), right, n_gold))
            chosen[kind] = round(float(best), 2)
    return chosen


def _f1(kept: npt.NDArray[np.bool_], right: npt.NDArray[np.bool_], n_gold: int) -> float:
    return float(2 * (kept & right).sum() / (kept.sum() + n_gold))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--nested-threshold", type=float, default=0.35, help="by eye on contents of train and dev")
    given = parser.parse_args()
    path = given.folder / f"{NAME}.toml"
    rows, n_gold = judged(Tagger(open_manifest(NAME, folder=given.folder)), given.data / "polnear/dev.jsonl.gz")
    weights = fit(rows)
    scores = 1 / (1 + np.exp(-(np.array([r.values for r in rows]) @ weights)))
    chosen = thresholds(rows, scores, n_gold)
    settings = tomllib.loads(path.read_text(encoding="utf-8"))
    settings["calibration"] = {
        "fitted_on": "PolNeAR dev",
        "weights": [float(w) for w in weights],
        "nested_threshold": given.nested_threshold,
        "thresholds": {kind.value: value for kind, value in chosen.items()},
    }
    kept = np.array([s >= chosen[r.kind] for s, r in zip(scores, rows, strict=True)])
    right = np.array([r.right for r in rows])
    full, brier = _f1(kept, right, n_gold), float(np.mean((scores - right) ** 2))
    settings["scores"] = {"polnear_dev_full_attribution_f1": round(full, 4), "polnear_dev_brier": round(brier, 4)}
    path.write_text(toml(settings), encoding="utf-8")
    print(f"{len(rows)} drafts, {n_gold} gold; full F1 {_f1(np.ones(len(rows), bool), right, n_gold):.4f} -> "
          f"{full:.4f}; Brier {brier:.4f}")  # fmt: skip
    for low in np.arange(0, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1)
        if inside.any():
            print(f"  score {low:.1f}-{low + 0.1:.1f}: {inside.sum():5d} drafts, {right[inside].mean():.3f} right")
    print(chosen)


if __name__ == "__main__":
    main()
