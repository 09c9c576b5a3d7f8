"""Weights for the worth of inner voices, from `inner_voices.tsv`: 497 of them, judged by hand.

They were drawn from 170 articles of unmarked news and 110 of PolNeAR train, as version 3 of the tagger found them with
low thresholds. Worth is what a careful reader would mark: somebody other than the outer speaker who says, holds,
demands or agrees to something there; not a mere plan or a deed, nobody in particular, an address ("you say"), nor words
cut so badly that they mean something else. The file names the places only: the texts are in the corpora.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.attribution.calibration import OperatingPoint
from onrecord.attribution.drafts import Draft
from onrecord.attribution.inner_voices import inner_features
from onrecord.attribution.tagger import Tagger

FILE = Path(__file__).with_name("inner_voices.tsv")
NESTED = 0.25  # least score of a draft that is worth a judgment
# Least worth that is reported. At 0.25 full F1 of PolNeAR dev with inner voices counted is 0.700 instead of 0.696 and
# none of the nested ones of the invented articles is lost; at 0.5 it is 0.707 and four of thirteen are.
LEAST_WORTH = {OperatingPoint.REVIEW: 0.15, OperatingPoint.DEFAULT: 0.25, OperatingPoint.UNATTENDED: 0.6}
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Places = dict[tuple[str, str], dict[int, bool]]  # (corpus, article) -> where a cue starts -> whether it is worth it


def judged_places(path: Path = FILE) -> Places:
    places: Places = defaultdict(dict)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            places[row["corpus"], row["article"]][int(row["cue starts"])] = row["worth"] == "1"
    return places


def judged_inner(tagger: Tagger, data: Path) -> tuple[Floats, Bools]:
    """Features of the inner voices that this tagger finds at judged places, and the judgments."""
    from .teach import examples  # late: it needs torch, which fitting does without

    lenient = tagger.at(OperatingPoint.DEFAULT)
    lenient.thresholds = replace(lenient.thresholds, nested=NESTED)
    places = judged_places()
    texts = [
        (places[corpus, each.id], each.text)
        for corpus in ("polnear", "news")
        for each in examples(data, corpus)
        if (corpus, each.id) in places
    ]
    values: list[tuple[float, ...]] = []
    worth: list[bool] = []
    for (here, text), reading in zip(texts, lenient.read_many([text for _, text in texts]), strict=True):
        for draft in _inner(reading.drafts):
            if draft.cue[0].start in here:
                values.append(inner_features(text, draft))
                worth.append(here[draft.cue[0].start])
    return np.array(values), np.array(worth)


def _inner(drafts: list[Draft]) -> list[Draft]:
    return [draft for draft in drafts if draft.outer is not None]
