"""How sure an attribution is: a logistic model of the tagger's probabilities, fitted on held-out articles."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .drafts import Draft, Stretch
from .kinds import is_speech

FEATURES = (
    "one", "cue", "content", "source", "no_source", "speech", "content_words", "shared", "nested", "quoted",
)  # fmt: skip
# Before any fit: an even mean of the three roles' log odds.
UNFITTED = (0.0, 0.4, 0.3, 0.3, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0)


def features(text: str, draft: Draft, *, quoted: bool) -> tuple[float, ...]:
    """Numbers in the order of FEATURES."""
    cue = " ".join(text[s.start : s.end] for s in draft.cue)
    n_words = sum(text.count(" ", s.start, s.end) + 1 for s in draft.content)
    return (
        1.0, _log_odds(draft.cue), _log_odds(draft.content), _log_odds(draft.source),
        float(not draft.source), float(is_speech(cue)), math.log1p(n_words), float(draft.shared),
        float(draft.outer is not None), float(quoted),
    )  # fmt: skip


def score_of(values: Sequence[float], weights: Sequence[float]) -> float:
    """The probability that a careful reader would mark it, from 0 to 1, in four decimals."""
    total = sum(value * weight for value, weight in zip(values, weights, strict=True))
    return round(1 / (1 + math.exp(-max(min(total, 30.0), -30.0))), 4)


def _log_odds(stretches: Sequence[Stretch]) -> float:
    if not stretches:
        return 0.0
    share = sum(s.probability for s in stretches) / len(stretches)
    share = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))
