"""Whether scores are probabilities: expected calibration error of attributions and of speech, and a reliability table.

    python -m benchmarks.quality.calibration [FILE.jsonl.gz] [--json]

A line of FILE is {text, attributions: [{source, cue, content: [[start, end], ...]}]}. An outermost attribution is right
when each part shares half of the characters of the longer side with those of one gold attribution, one to one. The
error is the mean distance of score and share right over ten bins of equal mass. With FILE the shipped scores of what
the tagger reports are measured. Without FILE PolNeAR dev is read, on which the score was fitted: each article is then
scored by a model fitted on the other folds of articles, and the drafts that no operating point reports count too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from pathlib import Path

import numpy as np
from training.tagger.calibrate import (
    SPEECH,
    Bools,
    Floats,
    calibration_error,
    judged,
    kept,
    matches,
    precision_recall,
    reliability,
    unseen_scores,
)

from benchmarks.measure import Measure, print_measures
from onrecord.attribution import load_tagger
from onrecord.attribution.calibration import OperatingPoint
from onrecord.attribution.kinds import is_speech
from onrecord.record import Document

COMMAND = "python -m benchmarks.quality.calibration"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
GOAL = 0.03
Scored = tuple[Floats, Bools, Bools]  # by attribution: score, right, told by a word of saying


def reported(path: Path) -> Scored:
    """The outermost attributions that the tagger reports on the articles of a file."""
    scores: list[float] = []
    right: list[bool] = []
    speech: list[bool] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    documents = [(Document(f"row-{n}", ("row",), row["text"], ""), ()) for n, row in enumerate(rows)]
    for row, annotation in zip(rows, load_tagger().annotate_many(documents), strict=True):
        text, found = row["text"], [a for a in annotation.attributions if a.parent is None]
        gold = [[a.get(role) or () for role in ("source", "cue", "content")] for a in row["attributions"]]
        mine = [[[(s.start, s.end) for s in part] for part in (a.source, a.cue, a.content)] for a in found]
        matched = matches(gold, mine)
        for number, attribution in enumerate(found):
            scores.append(attribution.score)
            right.append(number in matched)
            speech.append(is_speech(" ".join(span.of(text) for span in attribution.cue)))
    return np.array(scores), np.array(right, bool), np.array(speech, bool)


def errors(scored: Scored) -> dict[str, float]:
    scores, right, speech = scored
    return {
        "calibration_error": calibration_error(scores, right),
        "calibration_error_speech": calibration_error(scores[speech], right[speech]),
        "brier": float(np.mean((scores - right) ** 2)),
    }


def crossed() -> tuple[Scored, dict[str, float]]:
    """PolNeAR dev scored by models that did not see the article; precision and recall of each operating point there."""
    tagger = load_tagger()
    rows = judged(tagger, DATA / "polnear/dev.jsonl.gz")
    unseen = unseen_scores(rows)
    figures: dict[str, float] = {}
    for point in OperatingPoint:
        least = dict(tagger.decoding.calibration.thresholds(point).by_kind)
        precision, recall = precision_recall(kept(rows, unseen, least), rows)
        figures |= {f"{point.value}_precision": precision, f"{point.value}_recall": recall}
    return (unseen, rows.right, rows.x[:, SPEECH] > 0), figures


def measure() -> list[Measure]:
    """Cross-fitted errors on PolNeAR dev beside the goal; empty without the corpus."""
    if not (DATA / "polnear/dev.jsonl.gz").exists():
        return []
    scored, points = crossed()
    found = errors(scored)
    named = {"all attributions": "calibration_error", "speech only": "calibration_error_speech"}
    rows = [
        Measure(f"calibration error, {name}", f"<= {GOAL:.2f}", f"{found[key]:.3f}", found[key] <= GOAL, COMMAND)
        for name, key in named.items()
    ]
    for point in OperatingPoint:
        precision, recall = (points[f"{point.value}_{what}"] for what in ("precision", "recall"))
        rows.append(
            Measure(f"operating point {point.value}", "", f"P {precision:.3f} R {recall:.3f}", None, COMMAND)
        )  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--json", action="store_true", help="only the last line, as JSON: measure -> value")
    given = parser.parse_args()
    if given.file is None and not (DATA / "polnear/dev.jsonl.gz").exists():
        raise SystemExit(f"no articles: name a file, or put PolNeAR under {DATA}")
    scored, points = (reported(given.file), {}) if given.file else crossed()
    values = errors(scored) | points
    if not given.json:
        for score, share, n in reliability(*scored[:2]):
            print(f"score {score:.3f}: {share:.3f} right of {n}")
        if given.file is None:
            print_measures(measure())
    print(json.dumps({name: round(value, 4) for name, value in values.items()}))


if __name__ == "__main__":
    main()
