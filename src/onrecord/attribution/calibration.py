"""How sure an attribution is: a logistic model of the tagger's probabilities and a curve that makes its answer a
probability, both fitted on held-out articles; and the operating points chosen with it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..record import AttributionKind
from .drafts import Draft, Stretch
from .kinds import is_speech

FEATURES = (
    "one", "cue", "content", "source", "no_source", "speech", "content_words", "shared", "nested", "quoted",
)  # fmt: skip
# Before any fit: an even mean of the three roles' log odds, taken as it is.
UNFITTED = (0.0, 0.4, 0.3, 0.3, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0)
OF_INNER = ("nested", "inner")  # thresholds that are of no kind
STRAIGHT = ((0.0, 0.0), (1.0, 1.0))


class OperatingPoint(StrEnum):
    """How sure an attribution must be to be reported."""

    REVIEW = "review"  # for a desk that checks every one: little is missed
    DEFAULT = "default"  # the best balance (F1) on held-out articles
    UNATTENDED = "unattended"  # for use without a check: nine in ten are right


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least score by kind; `nested`, that of a draft found inside a content; `inner`, the least worth of an inner
    voice (see `inner_voices`)."""

    by_kind: Mapping[AttributionKind, float] = field(default_factory=dict)
    nested: float = 0.5
    inner: float = 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """`weights` of FEATURES; `curve` of (logistic answer, share that is right), rising from (0, 0) to (1, 1); `inner`,
    weights of INNER_FEATURES, none where inner voices were not judged."""

    weights: tuple[float, ...] = UNFITTED
    curve: tuple[tuple[float, float], ...] = STRAIGHT
    points: Mapping[OperatingPoint, Thresholds] = field(default_factory=dict)
    inner: tuple[float, ...] = ()

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Calibration:
        """From the `calibration` part of a manifest; unfitted where it says nothing."""
        nested = settings.get("nested_threshold", 0.5)
        given = {"default": settings.get("thresholds", {}), **settings.get("points", {})}
        points = {
            OperatingPoint(name): Thresholds(
                {AttributionKind(kind): least for kind, least in values.items() if kind not in OF_INNER},
                values.get("nested", nested),
                values.get("inner", 0.0),
            )
            for name, values in given.items()
        }
        curve = tuple((float(x), float(y)) for x, y in settings.get("curve", STRAIGHT))
        return cls(tuple(settings.get("weights", UNFITTED)), curve, points, tuple(settings.get("inner", ())))

    def score(self, values: Sequence[float]) -> float:
        """The probability that a careful reader would mark it, from 0 to 1, in four decimals."""
        return round(on_curve(logistic(values, self.weights), self.curve), 4)

    def thresholds(self, point: OperatingPoint) -> Thresholds:
        return self.points.get(point, Thresholds())


def features(text: str, draft: Draft, *, quoted: bool) -> tuple[float, ...]:
    """Numbers in the order of FEATURES."""
    cue = " ".join(text[s.start : s.end] for s in draft.cue)
    n_words = sum(text.count(" ", s.start, s.end) + 1 for s in draft.content)
    return (
        1.0, log_odds(draft.cue), log_odds(draft.content), log_odds(draft.source),
        float(not draft.source), float(is_speech(cue)), math.log1p(n_words), float(draft.shared),
        float(draft.outer is not None), float(quoted),
    )  # fmt: skip


def logistic(values: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(value * weight for value, weight in zip(values, weights, strict=True))
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def on_curve(x: float, curve: Sequence[tuple[float, float]]) -> float:
    """The height of a curve of straight lines at `x` between its first and last point."""
    after = min(max(bisect_right(curve, x, key=lambda point: point[0]), 1), len(curve) - 1)
    (x0, y0), (x1, y1) = curve[after - 1], curve[after]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0) if x1 > x0 else y1


def log_odds(stretches: Sequence[Stretch]) -> float:
    if not stretches:
        return 0.0
    share = sum(s.probability for s in stretches) / len(stretches)
    share = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))
