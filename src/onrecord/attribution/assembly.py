"""Stretches into attributions: every cue is one; sources and contents go to the cue they belong to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..text import sentences
from .drafts import Draft, Stretch
from .encoder import Scores
from .labels import ROLES, AttributionRole, Matrix, runs
from .tokens import Unit
from .viterbi import Labels, probabilities


@dataclass(frozen=True, slots=True)
class Linking:
    """How a stretch finds its cue: the learned pointer's log-probability, plus `same_sentence` where stretch and cue
    share a sentence, less `per_word` for each word in between. `distance` are the pointer's own learned terms."""

    distance: tuple[float, float] = (0.0, 0.0)
    same_sentence: float = 4.0
    per_word: float = 0.05
    pointer: float = 1.0


def stretches(text: str, number: int, unit: Unit, labels: Labels, roles: Matrix) -> list[Stretch]:
    """The runs of one unit's labels, without quotation marks that the run does not pair and without edge stops."""
    shares = probabilities(roles)
    found = []
    for kind, first, last in runs(labels):
        label = 1 + 2 * kind
        share = float((shares[first:last, label] + shares[first:last, label + 1]).mean())
        start, end = unit.words[first][0], unit.words[last - 1][1]
        found.append(Stretch(ROLES[kind], start, end, number, first, last, share))
    return found


def assemble(
    text: str,
    units: Sequence[Unit],
    found: Mapping[int, Sequence[Stretch]],
    scores: Sequence[Scores],
    *,
    linking: Linking,
) -> list[Draft]:
    """Drafts in text order. A cue that finds no source of its own takes that of the cue before it in the sentence
    ("He said X and promised Y"); contents without any cue in their unit are left out (see `continuation`)."""
    drafts: list[Draft] = []
    for number, unit in enumerate(units):
        parts = found.get(number, ())
        cues = [part for part in parts if part.role is AttributionRole.CUE]
        if not cues:
            continue
        start, end = unit.words[0][0], unit.words[-1][1]
        starts = [s.start for s in sentences(text, start, end)] or [start]
        chosen: dict[int, list[Stretch]] = {}
        for part in parts:
            if part.role is not AttributionRole.CUE:
                chosen.setdefault(_cue_of(part, cues, starts, scores[number], linking), []).append(part)
        here = [_draft(cue, chosen.get(n, [])) for n, cue in enumerate(cues)]
        drafts += _share(here, starts)
    return drafts


def _cue_of(part: Stretch, cues: Sequence[Stretch], starts: Sequence[int], scores: Scores, linking: Linking) -> int:
    """The number of the cue with the best score for `part`."""
    query = scores.query[part.first : part.last]
    heads = np.array([cue.first for cue in cues])
    words = np.arange(part.first, part.last)
    raw = query @ scores.key[heads].T / np.sqrt(query.shape[1])
    apart = heads[None] - words[:, None]
    raw = raw + linking.distance[0] * np.log1p(np.abs(apart)) + linking.distance[1] * (apart < 0)
    shifted = raw - raw.max(1, keepdims=True)
    pointer = (shifted - np.log(np.exp(shifted).sum(1, keepdims=True))).mean(0)
    # A content of several sentences touches the sentence of its first and of its last word.
    mine = {bisect_right(starts, part.start), bisect_right(starts, max(part.end - 1, part.start))}
    best, best_score = 0, -np.inf
    for n, cue in enumerate(cues):
        gap = max(cue.first - part.last, part.first - cue.last, 0)
        score = linking.pointer * float(pointer[n]) - linking.per_word * gap
        score += linking.same_sentence * (bisect_right(starts, cue.start) in mine)
        if score > best_score:
            best, best_score = n, score
    return best


def _draft(cue: Stretch, parts: Sequence[Stretch]) -> Draft:
    sources = tuple(p for p in parts if p.role is AttributionRole.SOURCE)
    contents = tuple(p for p in parts if p.role is AttributionRole.CONTENT)
    return Draft((cue,), sources, contents)


def _share(drafts: Sequence[Draft], starts: Sequence[int]) -> list[Draft]:
    shared: list[Draft] = []
    for draft in drafts:
        before = shared[-1] if shared else None
        if not draft.source and before is not None and before.source:
            here, there = (bisect_right(starts, d.cue[0].start) for d in (draft, before))
            if here == there:
                draft = replace(draft, source=before.source, shared=True)
        shared.append(draft)
    return shared
