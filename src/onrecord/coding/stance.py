"""The stance of a speaker toward a concept, from the words of cue and content, with negation and conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..record import AttributionKind, Span, Stance
from .stance_words import NEGATORS, UNDOES, acts, polarity
from .words import Token, tokens

_ACCEPTS = r"(?:back|support|accept|vote for|agree to|endorse|live with|sign)"
_MODAL = r"(?:could|would|might|will|can)"
_CONDITION = re.compile(
    r"\b(?:only if|unless|provided(?: that)?|providing that|on (?:the )?condition|conditional (?:on|upon)"
    r"|as long as|so long as|subject to|in exchange for|in return for|not (?:\w+ ){0,3}without"
    r"|until (?:there|it|we|they|the) \w+ (?:is|has|have|are)"
    rf"|{_MODAL} (?:\w+ ){{0,3}}{_ACCEPTS}\b[^.;]*\bif\b"
    rf"|if\b[^.;]*\b{_MODAL} (?:\w+ ){{0,2}}{_ACCEPTS}"
    rf"|(?:never|not) (?:\w+ ){{0,3}}{_ACCEPTS} (?:an?|any) (?:\w+ ){{1,5}}(?:that|which))\b",
    re.IGNORECASE,
)
_IN_FAVOR = re.compile(
    r"\b(?:in favou?r of|(?:speaks?|spoke|speaking|came out|voted?) for|all for|committed to|looks? forward to"
    r"|positively inclined|(?:call|push|press|lobb|campaign)\w* for"
    r"|(?:should|must|need(?:s|ed)? to|ha(?:s|ve) to|ought to)(?! (?:not|never)\b))\b",
    re.IGNORECASE,
)
_RULES_OUT = re.compile(
    r"\b(?:rul(?:e|es|ed|ing) (?:it |that |this )?out|tie[sd]? (?:\w+ ){0,3}hands|no (?:need|reason|benefit)"
    r"|little to no|not what we|(?:must|will|would|should|shall|can) (?:not|never)"
    r"|(?:won|wouldn|shouldn|mustn|can|couldn)[’']t|cannot"
    r"|(?:spoke|speaks?|came out|voted?|is|are|was|were|be|stands?) against"
    r"|too (?:far|much|early|late|expensive))\b",
    re.IGNORECASE,
)
_FIRST_PERSON_WILL = re.compile(
    r"(?<!not what )\b(?:we|I) (?:(?!not|never)\w+ )?(?:want|hope|need|seek|accept|agree)\b", re.IGNORECASE
)
# Who admits a thing does not argue for it.
_CONCEDES = re.compile(r"\b(?:admit\w*|acknowledg\w*|conced\w*|grant(?:s|ed)?)\b", re.IGNORECASE)
# What stands after these is the option not taken.
_PASSED_OVER = re.compile(r"(?:rather than|instead of|as opposed to|, not)\s+(?:[\w’'-]+\s+){0,5}$", re.IGNORECASE)
_NEGATION_REACH = 3  # words before a stance word in which a negator turns it
_CLEAR = 1.0


@dataclass(frozen=True, slots=True)
class StanceReading:
    """A stance and how clear the words are, from 0 (no sign at all) to 1."""

    stance: Stance
    clarity: float


def read_stance(
    text: str,
    *,
    cue: Sequence[Span],
    content: Sequence[Span],
    concept: Span | None,
    kind: AttributionKind,
    others: Sequence[Span] = (),
) -> StanceReading:
    """The stance that cue and content show toward the concept.

    `concept` is where the concept is named, inside or before the content; None when it is only pointed back to.
    A cue that is itself a stance ("slammed", "backs") decides; else the words said of the concept are weighed, nearer
    ones more. `others` are spans inside the content in which somebody else's saying is reported: their words are not
    the speaker's. No sign of stance gives neutral with clarity 0.
    """
    if kind is AttributionKind.NO_COMMENT:
        return StanceReading(Stance.NEUTRAL, _CLEAR)
    own = [part for span in content for part in _without(span, others)]
    content_text = " ".join(span.of(text) for span in own)
    cue_text = " ".join(span.of(text) for span in cue)
    if _CONDITION.search(content_text):
        return StanceReading(Stance.CONDITIONAL, 0.8)
    if _CONCEDES.search(cue_text):
        return StanceReading(Stance.NEUTRAL, 0.4)
    weight_of_cue = _weigh(
        [token for span in cue for token in tokens(text, span.start, span.end)], None, polarity() | acts()
    )
    total = 1.5 * (weight_of_cue + len(_IN_FAVOR.findall(cue_text)) - len(_RULES_OUT.findall(cue_text)))
    for span in own:
        # A concept named before the content ("such a pact") is near all of it.
        near = concept if concept is not None and span.overlaps(concept) else None
        total += _weigh(tokens(text, span.start, span.end), near, polarity())
    total += len(_IN_FAVOR.findall(content_text)) - 1.2 * len(_RULES_OUT.findall(content_text))
    total += len(_FIRST_PERSON_WILL.findall(content_text))
    if kind is AttributionKind.PLANNED and total == 0.0:
        total = 0.5  # who plans or arranges a thing is for it unless the words say otherwise
    if concept is not None and _PASSED_OVER.search(text, max(0, concept.start - 60), concept.start):
        total = -abs(total) or -0.5
    return _reading(total, kind)


def _reading(total: float, kind: AttributionKind) -> StanceReading:
    if kind is AttributionKind.ASKED and abs(total) < 1.0:
        return StanceReading(Stance.NEUTRAL, 0.4)
    if abs(total) < 0.35:
        return StanceReading(Stance.NEUTRAL, 0.0 if total == 0.0 else 0.2)
    return StanceReading(Stance.SUPPORT if total > 0 else Stance.OPPOSE, min(_CLEAR, 0.35 + abs(total) / 3))


def _without(span: Span, others: Sequence[Span]) -> list[Span]:
    """The parts of a span that lie in none of the others."""
    parts, start = [], span.start
    for other in sorted(others):
        if other.end <= start or other.start >= span.end:
            continue
        if other.start > start:
            parts.append(Span(start, other.start))
        start = max(start, other.end)
    return [*parts, Span(start, span.end)] if start < span.end else parts


def _weigh(found: Sequence[Token], concept: Span | None, table: dict[str, int]) -> float:
    """Sum of signed stance words, turned by a negator shortly before, weaker with distance from the concept."""
    total = 0.0
    undone = concept is not None and any(
        token.lower in UNDOES and 0 <= concept.start - token.span.end <= 25 for token in found
    )
    for number, token in enumerate(found):
        sign = table.get(token.stem, 0)
        if undone and token.lower in ("no", "never", "nothing"):
            sign = -1  # "without the bridge there is no future"
        if not sign or (concept is not None and concept.start <= token.span.start < concept.end):
            continue
        if undone and token.lower in UNDOES:
            continue
        before = [item.lower for item in found[max(0, number - _NEGATION_REACH) : number]]
        if any(word in NEGATORS or word.endswith("n't") for word in before):
            sign = -sign
        distance = (
            0 if concept is None else min(abs(token.span.start - concept.end), abs(concept.start - token.span.end))
        )
        total += sign / (1.0 + distance / 120)
    return -total if undone else total
