"""Fits the score and the operating points on PolNeAR dev: `python -m training.tagger.calibrate [FOLDER]`.

The score is a logistic regression of `calibration.FEATURES` on whether the draft is a gold attribution (Platt 1999,
with more than one feature), bent by a rising curve through bins of equal mass. The curve is fitted on answers of
regressions that had not seen the article, so that it makes good what the regression overrates. All figures printed
are for articles that the model measured had not seen (ten folds of articles). Writes weights, curve and thresholds
into the manifest, beside the figures.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.attribution.calibration import FEATURES, OperatingPoint, features, on_curve
from onrecord.attribution.kinds import kind_of_draft
from onrecord.attribution.tagger import NAME, Tagger
from onrecord.record import AttributionKind
from onrecord.weights import FOLDER, open_manifest

from .inner import LEAST_WORTH, judged_inner
from .manifest import toml

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Curve = list[tuple[float, float]]
RIDGE = 1.0
MIN_COVER = 0.5
FEW = 60  # drafts of a kind below which it takes the common threshold
FOLDS, INNER_FOLDS = 10, 5
KNOTS = 6  # of the curve; 4 to 10 give the same error
LEAST_RISE = 1e-3  # between two knots, so that different answers stay different scores
SPEECH = FEATURES.index("speech")
UNATTENDED_PRECISION = 0.9
REVIEW_BETA = 2.0  # recall counts twice as much as precision
NESTED = {OperatingPoint.REVIEW: 0.2, OperatingPoint.DEFAULT: 0.35, OperatingPoint.UNATTENDED: 0.7}  # by eye: no gold


@dataclass(frozen=True, slots=True)
class Judged:
    """Outermost drafts of all articles, a row each: features, kind, article, whether it matched a gold attribution;
    and the number of gold attributions."""

    x: Floats
    kinds: npt.NDArray[np.str_]
    articles: npt.NDArray[np.int64]
    right: Bools
    n_gold: int


def judged(tagger: Tagger, path: Path) -> Judged:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    values: list[tuple[float, ...]] = []
    kinds: list[str] = []
    articles: list[int] = []
    right: list[bool] = []
    readings = tagger.read_many([row["text"] for row in rows])
    for article, (row, reading) in enumerate(zip(rows, readings, strict=True)):
        text, drafts = row["text"], [draft for draft in reading.drafts if draft.outer is None]
        gold = [[a.get(role) or () for role in ("source", "cue", "content")] for a in row["attributions"]]
        mine = [
            [[(s.start, s.end) for s in part] for part in (draft.source, draft.cue, draft.content)] for draft in drafts
        ]
        matched = matches(gold, mine)
        for number, draft in enumerate(drafts):
            quoted = any(reading.marks.inside(s.start, s.end) for s in draft.content)
            values.append(features(text, draft, quoted=quoted))
            kinds.append(kind_of_draft(text, draft).value)
            articles.append(article)
            right.append(number in matched)
    n_gold = sum(len(row["attributions"]) for row in rows)
    return Judged(np.array(values), np.array(kinds), np.array(articles), np.array(right), n_gold)


Parts = Sequence[Sequence[Sequence[int]]]  # spans of source, cue and content


def matches(gold: Sequence[Parts], mine: Sequence[Parts]) -> set[int]:
    """Numbers of `mine` that match one of `gold`, one to one, the closest first: each part shares half of the
    characters of the longer side; an absent gold part asks nothing."""
    sides = [[[_characters(part) for part in parts] for parts in side] for side in (gold, mine)]
    pairs = []
    for g, theirs in enumerate(sides[0]):
        for n, parts in enumerate(sides[1]):
            both = [(a, b) for a, b in zip(theirs, parts, strict=True) if a]
            if all(len(a & b) >= MIN_COVER * max(len(a), len(b)) for a, b in both):
                pairs.append((-sum(len(a & b) / len(a | b) for a, b in both), g, n))
    used: set[int] = set()
    right: set[int] = set()
    for _, g, n in sorted(pairs):
        if g not in used and n not in right:
            used.add(g)
            right.add(n)
    return right


def _characters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}


def fit(x: Floats, right: Bools) -> Floats:
    """Ridge logistic regression by Newton's method; the intercept is not shrunk."""
    shrink = np.full(x.shape[1], RIDGE)
    shrink[0] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = answer(x, weights)
        gradient = x.T @ (right - p) - shrink * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(shrink + 1e-6)
        weights += np.linalg.solve(curvature, gradient)
    return weights


def answer(x: Floats, weights: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
    return result


def fit_with_curve(x: Floats, right: Bools, articles: npt.NDArray[np.int64]) -> tuple[Floats, Curve]:
    """Weights, and the curve of what their answers were worth on articles left out."""

    def fitted(seen: Floats, wanted: Bools, _: npt.NDArray[np.int64]) -> Predict:
        inner = fit(seen, wanted)
        return lambda left_out: answer(left_out, inner)

    unseen = crossed(x, right, articles, INNER_FOLDS, fitted)
    curve: Curve = [(0.0, 0.0)]
    for part in np.array_split(np.argsort(unseen, kind="stable"), KNOTS):
        at, height = float(unseen[part].mean()), float(right[part].mean())
        if at > curve[-1][0]:
            curve.append((at, max(height, curve[-1][1] + LEAST_RISE)))
    curve = [(at, min(height, 1 - LEAST_RISE)) for at, height in curve]
    return fit(x, right), [*curve, (1.0, 1.0)]


def scores(x: Floats, weights: Floats, curve: Curve) -> Floats:
    return np.array([on_curve(float(value), curve) for value in answer(x, weights)])


Predict = Callable[[Floats], Floats]


def crossed(
    x: Floats,
    right: Bools,
    articles: npt.NDArray[np.int64],
    n_folds: int,
    fitted: Callable[[Floats, Bools, npt.NDArray[np.int64]], Predict],
) -> Floats:
    """What a model fitted on the other folds of articles answers for each row."""
    fold = np.random.default_rng(1).permutation(articles.max() + 1)[articles] % n_folds
    found = np.zeros(len(x))
    for number in range(n_folds):
        out = fold == number
        if out.any():
            found[out] = fitted(x[~out], right[~out], articles[~out])(x[out])
    return found


def unseen_scores(rows: Judged) -> Floats:
    """The score of each draft by a model that did not see its article."""

    def fitted(x: Floats, right: Bools, articles: npt.NDArray[np.int64]) -> Predict:
        weights, curve = fit_with_curve(x, right, articles)
        return lambda left_out: scores(left_out, weights, curve)

    return crossed(rows.x, rows.right, rows.articles, FOLDS, fitted)


def reliability(found: Floats, right: Bools, n_bins: int = 10) -> list[tuple[float, float, int]]:
    """(mean score, share right, number) of bins of equal mass, from the lowest score to the highest."""
    bins = np.array_split(np.argsort(found, kind="stable"), n_bins)
    return [(float(found[b].mean()), float(right[b].mean()), len(b)) for b in bins if len(b)]


def calibration_error(found: Floats, right: Bools, n_bins: int = 10) -> float:
    """Expected calibration error: the mean distance of score and share right (Naeini et al. 2015; equal masses)."""
    return sum(abs(p - share) * n for p, share, n in reliability(found, right, n_bins)) / max(len(found), 1)


def ranked(found: Floats, right: Bools) -> float:
    """The probability that a right one scores higher than a wrong one (area under the ROC curve)."""
    order = np.argsort(np.argsort(found, kind="stable"), kind="stable") + 1
    n_right = int(right.sum())
    return float((order[right].sum() - n_right * (n_right + 1) / 2) / max(n_right * (len(right) - n_right), 1))


def best_thresholds(rows: Judged, found: Floats) -> dict[AttributionKind, float]:
    """The threshold of each kind that gives the best F1 over all kinds, found kind by kind."""
    chosen = dict.fromkeys(AttributionKind, 0.3)
    for _ in range(3):
        for kind in AttributionKind:
            mine = rows.kinds == kind.value
            if mine.sum() < FEW:
                continue
            others = kept(rows, found, chosen) & ~mine
            best = max(np.arange(0.05, 0.7, 0.05), key=lambda t: f_score(others | (mine & (found >= t)), rows))
            chosen[kind] = round(float(best), 2)
    return chosen


def kept(rows: Judged, found: Floats, chosen: dict[AttributionKind, float]) -> Bools:
    least = np.array([chosen[AttributionKind(kind)] for kind in rows.kinds])
    result: Bools = found >= least
    return result


def common_threshold(rows: Judged, found: Floats, point: OperatingPoint) -> float:
    """One threshold for all kinds: with the best F2 for the review desk, the lowest with the wanted precision for use
    unattended."""
    steps = np.arange(0.05, 0.96, 0.01)
    if point is OperatingPoint.REVIEW:
        return round(float(max(steps, key=lambda t: f_score(found >= t, rows, beta=REVIEW_BETA))), 2)
    sure = [t for t in steps if rows.right[found >= t].mean() >= UNATTENDED_PRECISION] if len(found) else []
    return round(float(min(sure, default=0.95)), 2)


def f_score(held: Bools, rows: Judged, *, beta: float = 1.0) -> float:
    return float((1 + beta**2) * (held & rows.right).sum() / (held.sum() + beta**2 * rows.n_gold))


def precision_recall(held: Bools, rows: Judged) -> tuple[float, float]:
    right = int((held & rows.right).sum())
    return right / max(int(held.sum()), 1), right / max(rows.n_gold, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "--least-said", type=float, default=0.0,
        help="least threshold of kind said: full F1 is nearly flat there, and other outlets and years are harder",
    )  # fmt: skip
    given = parser.parse_args()
    path = given.folder / f"{NAME}.toml"
    tagger = Tagger(open_manifest(NAME, folder=given.folder))
    rows = judged(tagger, given.data / "polnear/dev.jsonl.gz")
    inner_x, worth = judged_inner(tagger, given.data)
    unseen_worth = crossed(
        inner_x, worth, np.arange(len(worth)), FOLDS, lambda x, y, _: partial(answer, weights=fit(x, y))
    )
    weights, curve = fit_with_curve(rows.x, rows.right, rows.articles)
    unseen = unseen_scores(rows)
    chosen = {point: dict.fromkeys(AttributionKind, common_threshold(rows, unseen, point)) for point in OperatingPoint}
    chosen[OperatingPoint.DEFAULT] = best_thresholds(rows, unseen)
    said = chosen[OperatingPoint.DEFAULT][AttributionKind.SAID]
    chosen[OperatingPoint.DEFAULT][AttributionKind.SAID] = max(said, given.least_said)
    speech = rows.x[:, SPEECH] > 0
    figures = {
        "polnear_dev_full_attribution_f1": f_score(kept(rows, unseen, chosen[OperatingPoint.DEFAULT]), rows),
        "polnear_dev_brier": float(np.mean((unseen - rows.right) ** 2)),
        "polnear_dev_calibration_error": calibration_error(unseen, rows.right),
        "polnear_dev_calibration_error_speech": calibration_error(unseen[speech], rows.right[speech]),
    }
    figures |= {
        "inner_voices_judged": len(worth),
        "inner_voices_worth_it": float(worth.mean()),
        "inner_voices_auc": ranked(unseen_worth, worth),
        "inner_voices_calibration_error": calibration_error(unseen_worth, worth),
    }
    for point, values in chosen.items():
        precision, recall = precision_recall(kept(rows, unseen, values), rows)
        figures |= {f"polnear_dev_{point}_precision": precision, f"polnear_dev_{point}_recall": recall}
    settings = tomllib.loads(path.read_text(encoding="utf-8"))
    settings["calibration"] = {
        "fitted_on": "PolNeAR dev",
        "weights": [float(w) for w in weights],
        "curve": [[round(x, 4), round(y, 4)] for x, y in curve],
        "points": {
            point.value: {
                "nested": NESTED[point], "inner": LEAST_WORTH[point],
                **{kind.value: least for kind, least in values.items()},
            }
            for point, values in chosen.items()
        },
        "inner": [float(w) for w in fit(inner_x, worth)],
    }  # fmt: skip
    settings["scores"] = {name: round(value, 4) for name, value in figures.items()}
    path.write_text(toml(settings), encoding="utf-8")
    print(f"{len(rows.x)} drafts, {rows.n_gold} gold; full F1 of all {f_score(np.ones(len(rows.x), bool), rows):.4f}")
    for name, value in settings["scores"].items():
        print(f"  {name:<45} {value:.4f}")
    for p, share, n in reliability(unseen, rows.right):
        print(f"  score {p:.2f}: {share:.3f} right of {n}")
    for name, values in settings["calibration"]["points"].items():
        print(f"  {name}: {values}")


if __name__ == "__main__":
    main()
