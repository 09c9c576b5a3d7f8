"""What all tensions are made with: weights of words, how much two passages share, the pair itself."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from ...record import Attribution, AttributionType, DateRange, Passage, Tension, TensionKind
from ...text import stable_id
from ..derivation.sentence import sentence_around

_CLIP = 90  # code points of a quotation shown in a reason


def pair_of(left: Passage, right: Passage, reason: str, score: float, kind: TensionKind) -> Tension:
    """A tension between two passages; those of one document in text order."""
    left, right = sorted((left, right)) if left.document_id == right.document_id else (left, right)
    return Tension(stable_id("tension", left, right), left, right, reason, round(min(max(score, 0.0), 1.0), 4), kind)


def sentence_of(attribution: Attribution, text: str) -> Passage:
    """From the sentence in which the attribution starts to the one in which its content ends."""
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start = sentence_around(text, first).start
    return Passage(attribution.document_id, start, max(sentence_around(text, max(last - 1, first)).end, last))


def plainness(attribution: Attribution) -> float:
    """Verbatim words leave least room for the reporter's or the machine's reading."""
    return {AttributionType.DIRECT: 1.0, AttributionType.MIXED: 0.7}.get(attribution.type, 0.3) * attribution.score


def nested(one: Attribution, other: Attribution) -> bool:
    """Whether the contents of two attributions share words of one text."""
    return one.document_id == other.document_id and any(a.overlaps(b) for a in one.content for b in other.content)


def word_weights(contexts: Sequence[frozenset[str]]) -> dict[str, float]:
    """Rare stems weigh more: the logarithm of how many contexts there are for one that holds the stem."""
    counts = Counter(stem for context in contexts for stem in context)
    return {stem: math.log(1 + len(contexts) / count) for stem, count in counts.items()}


def overlap(
    left: frozenset[str],
    right: frozenset[str],
    weights: Mapping[str, float],
    *,
    of: Callable[[Iterable[float]], float] = min,
) -> float:
    """Weight of the stems in both for that of the lighter set (with `of=max` the heavier one); 0 when it is empty."""
    whole = of(sum(weights.get(stem, 1.0) for stem in sorted(side)) for side in (left, right))
    return sum(weights.get(stem, 1.0) for stem in sorted(left & right)) / whole if whole else 0.0


def clip(words: str) -> str:
    """The words, cut between two of them when they are long."""
    return words if len(words) <= _CLIP else words[: _CLIP - 1].rsplit(" ", 1)[0] + " …"


def when(dates: DateRange) -> str:
    """A day or range in words for a reason; "" when it is not known on both sides."""
    if not (dates.start and dates.end):
        return ""
    if dates.start == dates.end:
        return f"on {dates.start.day} {dates.start:%B %Y}"
    if (dates.start.year, dates.start.month) == (dates.end.year, dates.end.month):
        return f"in {dates.start:%B %Y}"
    return f"between {dates.start:%B %Y} and {dates.end:%B %Y}"
