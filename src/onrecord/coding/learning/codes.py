"""Which concept and which stance: two rankers over what a passage has in common with those already coded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .candidates import STANCES, Candidates, Ints
from .estimating import Array, ranker, ridge, softmax
from .examples import Examples

_RIDGE = 2.0
_NEAREST = 3
_MOST_CASES = 600  # the latest codes, from which the rankers learn; all are looked up
# Where the weights start, and are pulled to: likeness to the description, shared words, the machine's score, likeness
# to coded passages (nearest; mean of the three nearest), ridge regression, the document's codes, the speaker's, how
# common the concept is.
_CONCEPT_START = np.array([4.0, 3.0, 1.0, 4.0, 2.0, 1.0, 1.0, 0.5, 0.3])
# The machine's reading, ridge regression, stances of this speaker on this concept, of the speaker, on the concept, of
# the nearest passages, how common the stance is.
_STANCE_START = np.array([1.0, 1.0, 1.5, 0.5, 0.5, 0.5, 0.5])
_PULL = 1.0


@dataclass(frozen=True, slots=True)
class Codes:
    """Ranks concepts for a row, and stances for a row with a concept. Made by `fit_codes`."""

    candidates: Candidates
    examples: Examples
    concept_weights: Array
    stance_weights: Array
    concept_ridge: Array
    stance_ridge: Array

    def concepts(self, rows: Ints) -> Array:
        """(rows, concepts) share of belief that a row which matters is about each."""
        features = _concept_features(
            self.candidates, self.examples, rows, self.candidates.vectors[rows] @ self.concept_ridge
        )
        return softmax(features @ self.concept_weights)

    def stances(self, rows: Ints, concepts: Ints, *, speakers: Ints | None = None) -> Array:
        """(rows, stances) share of belief, in the order of `STANCES`. `speakers` where they are better known."""
        who = self.candidates.speakers[rows] if speakers is None else speakers
        learned = self.candidates.vectors[rows].astype(np.float64) @ self.stance_ridge
        features = _stance_features(self.candidates, self.examples, rows, concepts, who, learned)
        return softmax(features @ self.stance_weights)


def fit_codes(candidates: Candidates, examples: Examples) -> Codes:
    """The rankers of the examples; without any, what the codebook's words and the machine's reading say."""
    rows, concepts, stances = examples.coded
    n_concepts = len(candidates.concepts)
    vectors = candidates.vectors[rows].astype(np.float64)
    by_concept = np.zeros((vectors.shape[1], n_concepts))
    by_stance = np.zeros((vectors.shape[1], len(STANCES)))
    made = Codes(candidates, examples, _CONCEPT_START, _STANCE_START, by_concept, by_stance)
    if len(rows) < 5 or not n_concepts:
        return made
    by_concept, concept_left_out = ridge(vectors, np.eye(n_concepts)[concepts], penalty=_RIDGE)
    sides = np.eye(len(STANCES))[stances]
    by_stance, rows_left_out = ridge(vectors, sides - sides.mean(0), penalty=_RIDGE)
    latest = np.arange(len(rows))[-_MOST_CASES:]
    features = _concept_features(candidates, examples, rows[latest], concept_left_out[latest], leave_out=True)
    chosen = np.zeros((len(latest), n_concepts))
    for case, row in enumerate(rows[latest]):
        chosen[case, concepts[rows == row]] = 1
    chosen /= chosen.sum(1, keepdims=True)
    concept_weights = ranker(features, chosen, penalty=np.full(len(_CONCEPT_START), _PULL), pull=_CONCEPT_START)
    signs = _stance_features(
        candidates, examples, rows[latest], concepts[latest], candidates.speakers[rows[latest]], rows_left_out[latest],
        leave_out=True,
    )  # fmt: skip
    stance_weights = ranker(signs, sides[latest], penalty=np.full(len(_STANCE_START), _PULL), pull=_STANCE_START)
    return Codes(candidates, examples, concept_weights, stance_weights, by_concept, by_stance)


def _concept_features(
    candidates: Candidates, examples: Examples, rows: Ints, learned: Array, *, leave_out: bool = False
) -> Array:
    """(rows, concepts, features); with `leave_out` a row's own codes are not looked up."""
    coded, concepts, _ = examples.coded
    n_concepts = len(candidates.concepts)
    nearest, mean = np.zeros((len(rows), n_concepts)), np.zeros((len(rows), n_concepts))
    in_document, by_speaker = np.zeros((len(rows), n_concepts)), np.zeros((len(rows), n_concepts))
    common = np.bincount(concepts, minlength=n_concepts).astype(np.float64)
    if len(coded):
        like = np.asarray(candidates.vectors[rows] @ candidates.vectors[coded].T, np.float64)
        own = rows[:, None] == coded[None] if leave_out else np.zeros(like.shape, bool)
        like[own] = 0.0
        for concept in np.unique(concepts):
            columns = np.sort(like[:, concepts == concept], axis=1)[:, ::-1][:, :_NEAREST]
            nearest[:, concept] = np.maximum(columns[:, 0], 0)
            mean[:, concept] = np.maximum(columns.sum(1), 0) / _NEAREST
        member = np.eye(n_concepts)[concepts]
        same_document = (candidates.documents[rows][:, None] == candidates.documents[coded][None]) & ~own
        in_document = np.log1p(same_document.astype(np.float64) @ member)
        who = candidates.speakers[rows]
        same_speaker = (who[:, None] == candidates.speakers[coded][None]) & (who >= 0)[:, None] & ~own
        by_speaker = np.log1p(same_speaker.astype(np.float64) @ member)
    counts = (
        common[None] - np.array([np.bincount(concepts[coded == r], minlength=n_concepts) for r in rows]) * leave_out
    )
    return np.stack(
        [
            candidates.likeness(rows), candidates.shared_words(rows), candidates.machine[rows].toarray(), nearest, mean,
            learned, in_document, by_speaker, np.log1p(counts),
        ], axis=-1,
    )  # fmt: skip


def _stance_features(
    candidates: Candidates,
    examples: Examples,
    rows: Ints,
    concepts: Ints,
    speakers: Ints,
    learned: Array,
    *,
    leave_out: bool = False,
) -> Array:
    """(rows, stances, features)."""
    coded, of_concept, stances = examples.coded
    n_stances = len(STANCES)
    machine = np.zeros((len(rows), n_stances))
    for case, (row, concept) in enumerate(zip(rows, concepts, strict=True)):
        read = candidates.machine_stance[row].get(int(concept))
        if read is not None:
            machine[case, read[0]] = read[1]
    sides = np.eye(n_stances)[stances]
    if len(coded):
        like = np.maximum(candidates.vectors[rows] @ candidates.vectors[coded].T, 0).astype(np.float64) ** 4
        own = rows[:, None] == coded[None] if leave_out else np.zeros(like.shape, bool)
        same_concept = (concepts[:, None] == of_concept[None]) & ~own
        same_speaker = (speakers[:, None] == candidates.speakers[coded][None]) & (speakers >= 0)[:, None] & ~own
        share = (sides.sum(0) + 0.5) / (len(sides) + 0.5 * n_stances)
        looked_up = [
            _lean(weights.astype(np.float64), sides, share)
            for weights in (same_speaker & same_concept, same_speaker, same_concept, like * ~own)
        ]
        common = np.log(share)[None].repeat(len(rows), 0)
    else:
        looked_up, common = [np.zeros((len(rows), n_stances))] * 4, np.zeros((len(rows), n_stances))
    return np.stack([machine, learned, *looked_up, common], axis=-1)


def _lean(weights: Array, sides: Array, share: Array) -> Array:
    """Log of the weighted share of each stance with one case's worth of the overall share, less the log of that."""
    shares = (weights @ sides + share) / (weights.sum(1, keepdims=True) + 1)
    return np.asarray(np.log(shares) - np.log(share), np.float64)
