"""How likely an inner voice is one that a reader would miss: a logistic model of its wording and of the tagger's
probabilities, fitted on inner voices judged by hand.

The corpus marks the outermost attribution only, so the score of those says little about what lies inside a content:
"he said he hopes ..." has one voice, "you say ..." and "no one would say ..." report nobody, a plan is seldom a
statement, and "the union says" is one whatever the tagger's doubt.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from ..record import AttributionKind
from .calibration import log_odds
from .drafts import Draft
from .kinds import is_speech, kind_of_draft

INNER_FEATURES = (
    "one", "cue", "source", "content", "speech", "intent", "clause", "pronoun", "addressed", "content_words", "capital",
    "modal", "anyone",
)  # fmt: skip
_PRONOUNS = frozenset("he she they him her them his their its it".split())
_ADDRESSED = frozenset("you i we us our my your".split())  # who speaks in a quotation, and to whom
_MODAL = re.compile(r"\b(?:should|may|might|would|can|could|must|will|if)\b|[’']ll\b", re.IGNORECASE)
_ACT = re.compile(r"threat|promis|pledg|vow|agree|refus|reject|demand|order|propos", re.IGNORECASE)  # done by words
_CLAUSE = re.compile(r"[\"“‘']|(?:that|whether|if)\b", re.IGNORECASE)
_ANYONE = re.compile(r"(?:no|any|every)\s?(?:one|body)\b|(?:any|no|neither|either|people|many of us)\b", re.IGNORECASE)


def inner_features(text: str, draft: Draft) -> tuple[float, ...]:
    """Numbers in the order of INNER_FEATURES."""
    cue, source = (" ".join(text[s.start : s.end] for s in part) for part in (draft.cue, draft.source))
    words = source.strip(" ,\"'“”‘’").casefold()
    n_words = sum(text.count(" ", s.start, s.end) + 1 for s in draft.content)
    intent = kind_of_draft(text, draft) is AttributionKind.PLANNED and not _ACT.search(cue)
    clause = bool(draft.content) and bool(_CLAUSE.match(text, draft.content[0].start))
    return (
        1.0, log_odds(draft.cue), log_odds(draft.source), log_odds(draft.content), float(is_speech(cue)),
        float(intent), float(clause), float(words in _PRONOUNS),
        float(words.split(" ")[0] in _ADDRESSED), math.log1p(n_words),
        float(any(word[:1].isupper() for word in source.split())), float(bool(_MODAL.search(cue))),
        float(bool(_ANYONE.match(words))),
    )  # fmt: skip


def worth(text: str, draft: Draft, weights: Sequence[float]) -> float:
    """The probability that a careful reader would mark the inner voice, in four decimals."""
    total = sum(value * weight for value, weight in zip(inner_features(text, draft), weights, strict=True))
    return round(1 / (1 + math.exp(-max(min(total, 30.0), -30.0))), 4)
