"""The stance of a speaker toward a concept, from the words of cue and content, with negation and conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..record import AttributionKind, Span, Stance
from .composing import compose
from .matching import heads
from .stance_words import NEGATORS, NEUTRAL_FORMS, UNDOES, acts, polarity
from .words import Token, tokens

_ACCEPTS = r"(?:back|support|accept|vote for|agree to|endorse|live with|sign)"
_MODAL = r"(?:could|would|might|will|can)"
_CONDITION = re.compile(
    r"\b(?:only if|unless|provided(?: that)?|providing that|on (?:the )?condition(?! of anonymity)"
    r"|conditional (?:on|upon)"
    r"|as long as|so long as|subject to|in exchange for|in return for|not (?:\w+ ){0,3}without"
    r"|without (?:\w+ ){1,6}?(?:\w+, )?(?:we|I|they|he|she|it) (?:will|would|can|could|shall) (?:not|never)"
    r"|until (?:there|it|we|they|the) \w+ (?:is|has|have|are)"
    rf"|{_MODAL} (?:\w+ ){{0,3}}{_ACCEPTS}\b[^.;]*\bif\b"
    rf"|{_MODAL} (?:\w+ ){{0,2}}{_ACCEPTS}\b[^.;]*\bbut (?:not|only)\b"
    rf"|if\b[^.;]*\b{_MODAL} (?:\w+ ){{0,2}}{_ACCEPTS}"
    rf"|(?:never|not) (?:\w+ ){{0,3}}{_ACCEPTS} (?:an?|any) (?:\w+ ){{1,5}}(?:that|which))\b",
    re.IGNORECASE,
)
_IN_FAVOR = re.compile(
    r"\b(?:in favou?r of|(?:speaks?|spoke|speaking|came out|voted?) for|all for|committed to|looks? forward to"
    r"|(?:positively|favou?rably|well) (?:inclined|disposed)|(?:call|push|press|lobb|campaign)\w* for"
    r"|(?:should|must|need(?:s|ed)? to|ha(?:s|ve) to|ought to)(?! (?:not|never|go|fail|stop|end|fall)\b))\b",
    re.IGNORECASE,
)
_RULES_OUT = re.compile(
    r"\b(?:rul(?:e|es|ed|ing) (?:it |that |this )?out|tie[sd]? (?:\w+ ){0,3}hands|no (?:need|reason|benefit)"
    r"|(?:little|no) (?:\w+ ){0,2}(?:benefit|value|use|point|reason)|not what (?:we|I|they) (?:want|need|asked)"
    r"|(?:must|should|ha(?:s|ve) to) (?:go|fail|stop|end|fall)\b|(?:must|will|would|should|shall|can) (?:not|never)"
    r"(?! (?:be afraid|fear|hesitate|delay|wait|miss|fail|lose|reject|block|oppose|stand))"
    r"|(?:won|wouldn|shouldn|mustn|can|couldn)[’']t|cannot|(?:do|does|did)(?: not|n[’']t) want"
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
# Both sides at once, or none.
_NO_SIDE = re.compile(
    r"\b(?:stop(?:s|ped|ping)? (?:\w+ )?short of|take(?:s|n)? no (?:side|position|stance)"
    r"|(?:no|any) (?:opinion|view|position) (?:on|about)"
    r"|(?:declin\w+|refus\w+) to (?:take|say|comment|endorse or)|not (?:yet )?(?:decided|made up|said|say)"
    r"|undecided|on the fence"
    r"|(?:n[’']t|not) (?:yet )?(?:made up|decided|said|say)|(?:stay|remain)\w* neutral|for and against|pros and cons"
    r"|(?:the )?good and (?:the )?bad|benefits? and (?:its |the )?(?:dangers?|risks?|costs?|harms?)"
    r"|advantages and|mixed feelings|of two minds|both sides|whether or not)\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"\b(?:ask|wonder|question|know|say|said|decid|debat|discuss|stud|consider|see|clear)\w*[^.;,]{0,40}?\b(?:whether|if)\b[^.;]*$",
    re.I,
)
_RHETORICAL = re.compile(
    r"\b(?:who (?:needs?|wants?)|what(?:[’']s| is) the (?:point|use|good)"
    r"|why (?:should|would|do|must) (?:we|anyone|anybody)"
    r"|how can (?:we|anyone|anybody|they))\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    rf"\b(?:such an?|any such|this|that|the)\s+(?:(?:kind|sort|type) of\s+)?(?:\w+\s+)?(?:{'|'.join(heads())})\b",
    re.IGNORECASE,
)
# "urged the council to stop it"; not "it is time", nor "it would take a year".
_IT = re.compile(r"(?<=[a-z] )(?:it|them)(?=[.,;:!?”\"]|$)", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied)|dismiss\w*|reject\w*|disput\w+|mock\w*|refut\w+|rebut\w*)\b", re.IGNORECASE
)
_NO_SUCH = re.compile(r"\b(?:no|not|never|without|n[’']t)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;][\"”’]*\s+|\.{3,}|…")
_CLAUSE_END = re.compile(r",\s+|\s+(?=(?:but|while|whereas|although|though|yet(?! to))\b)")
_NEGATION_REACH = 3  # words before a stance word in which a negator turns it
_OTHER_SENTENCE = 0.4
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
    rivals: Sequence[Span] = (),
) -> StanceReading:
    """The stance that cue and content show toward the concept.

    `concept` is where the concept is named, inside or before the content; None when it is only pointed back to.
    A cue that is itself a stance ("slammed", "backs") decides; else the words said of the concept are weighed, nearer
    ones more. `others` are spans inside the content in which somebody else's saying is reported: their words are not
    the speaker's. `rivals` are places where other concepts are named: what stands in their sentence or clause is said
    of them. No sign of stance gives neutral with clarity 0.
    """
    if kind is AttributionKind.NO_COMMENT:
        return StanceReading(Stance.NEUTRAL, _CLEAR)
    if concept is not None and any(other.overlaps(concept) for other in others):
        return StanceReading(Stance.NEUTRAL, 0.2)  # what somebody else is reported to think of it
    own = [part for span in content for part in _without(span, others)]
    said_of_it, shares_cue = _said_of(text, own, concept, rivals)
    content_text = " ".join(span.of(text) for span in said_of_it)
    cue_text = " ".join(span.of(text) for span in cue)
    told = f"{cue_text} {content_text}" if shares_cue and cue and content and cue[0].start < content[0].start else ""
    if _CONDITION.search(content_text) or _CONDITION.search(told):
        return StanceReading(Stance.CONDITIONAL, 0.8)
    if _CONCEDES.search(cue_text):
        return StanceReading(Stance.NEUTRAL, 0.4)
    named_here = concept is not None and any(span.overlaps(concept) for span in said_of_it)
    if concept is not None and not named_here:
        concept = _taken_up(text, said_of_it) or concept
        named_here = any(span.overlaps(concept) for span in said_of_it)
    side = _side_taken(text, cue, said_of_it, concept, shares_cue)
    if side is not None and side.stance is not None:
        return StanceReading(side.stance, 0.4)
    total = 0.0
    composed = side.total if side is not None else None
    if shares_cue and composed is None:
        found = [token for span in cue for token in tokens(text, span.start, span.end)]
        weight = _weigh(found, None, polarity() | acts())
        total += 1.5 * (weight + len(_IN_FAVOR.findall(cue_text)) - len(_RULES_OUT.findall(cue_text)))
    for span in said_of_it:
        # A concept named before the content ("such a pact") is near all of it; one named in a sentence, near that.
        near = concept if concept is not None and span.overlaps(concept) else None
        if near is not None and composed is not None:
            total += composed
        else:
            total += _signs(text, span, near) * (_OTHER_SENTENCE if named_here and near is None else 1.0)
    if kind is AttributionKind.PLANNED and total == 0.0:
        total = 0.5  # who plans or arranges a thing is for it unless the words say otherwise
    if concept is not None and _PASSED_OVER.search(text, max(0, concept.start - 60), concept.start):
        total = -abs(total) or -0.5
    return _reading(total, kind)


@dataclass(frozen=True, slots=True)
class _Side:
    """What the clause that names the concept says: a stance outright, or a sum; both None where it says nothing."""

    stance: Stance | None = None
    total: float | None = None


def _taken_up(text: str, said_of_it: Sequence[Span]) -> Span | None:
    """The words that take up a concept named before: "such a treaty", "the idea"."""
    for pattern in (_POINTS, _IT):
        found = (pattern.search(text, span.start, span.end) for span in said_of_it)
        if (first := next((match for match in found if match is not None), None)) is not None:
            return Span(*first.span())
    return None


def _side_taken(
    text: str, cue: Sequence[Span], said_of_it: Sequence[Span], concept: Span | None, shares_cue: bool
) -> _Side | None:
    """What the clause that names the concept, with the cue where it belongs to it, says; None where none names it."""
    piece = next((span for span in said_of_it if concept is not None and span.overlaps(concept)), None)
    if piece is None or concept is None:
        return None
    start = piece.start
    before = [span for span in cue if span.end <= piece.start]
    if shares_cue and before and not _SENTENCE_END.search(text, before[-1].end, piece.start):
        start = before[0].start
    words = text[start : piece.end]
    if _NO_SIDE.search(words) or _WHETHER.search(text, start, concept.start):
        return _Side(Stance.NEUTRAL)
    if "?" in text[concept.end : piece.end + 1]:
        return _Side(Stance.OPPOSE if _RHETORICAL.search(words) else Stance.NEUTRAL)
    return _Side(total=compose(tokens(text, start, piece.end), concept, cue if shares_cue else ()))


def read_argument_stance(text: str, *, cue: Sequence[Span], concept: Span) -> StanceReading:
    """Whether a speaker uses an argument (support) or denies it (oppose), from the cue and the words before it."""
    before = text[max(0, concept.start - 40) : concept.start]
    denied = _DENIES.search(" ".join(span.of(text) for span in cue)) or _NO_SUCH.search(before)
    return StanceReading(Stance.OPPOSE if denied else Stance.SUPPORT, 0.5)


def _said_of(text: str, own: Sequence[Span], concept: Span | None, rivals: Sequence[Span]) -> tuple[list[Span], bool]:
    """The sentences and clauses of the content that speak of the concept, and whether the cue does so too."""
    kept: list[Span] = []
    shares_cue = True
    for number, sentence in enumerate(piece for span in own for piece in _split(text, span, _SENTENCE_END)):
        named = concept is not None and sentence.overlaps(concept)
        contested = any(sentence.overlaps(rival) for rival in rivals)
        if not contested:
            kept.append(sentence)
        elif named and concept is not None:
            clauses = _split(text, sentence, _CLAUSE_END)
            clause = next(piece for piece in clauses if piece.overlaps(concept))
            # "rejects the full barrage, backs a pilot": a later clause with a verb of its own leaves the cue behind.
            if clause != clauses[0] or number:
                shares_cue = not any(token.stem in acts() for token in tokens(text, clause.start, clause.end))
            kept.append(clause)
    return kept, shares_cue


def _split(text: str, span: Span, pattern: re.Pattern[str]) -> list[Span]:
    ends = [match.end() for match in pattern.finditer(text, span.start, span.end)]
    starts = [span.start, *ends]
    return [Span(a, b) for a, b in zip(starts, [*ends, span.end], strict=True) if a < b]


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


def _signs(text: str, span: Span, concept: Span | None) -> float:
    words = span.of(text)
    phrases = (
        len(_IN_FAVOR.findall(words)) - 1.2 * len(_RULES_OUT.findall(words)) + len(_FIRST_PERSON_WILL.findall(words))
    )
    return phrases + _weigh(tokens(text, span.start, span.end), concept, polarity())


def _weigh(found: Sequence[Token], concept: Span | None, table: dict[str, int]) -> float:
    """Sum of signed stance words, turned by a negator shortly before, weaker with distance from the concept."""
    total = 0.0
    undone = concept is not None and any(
        token.lower in UNDOES and 0 <= concept.start - token.end <= 25 for token in found
    )
    for number, token in enumerate(found):
        sign = 0 if token.lower in NEUTRAL_FORMS else table.get(token.stem, 0)
        if undone and token.lower in ("no", "never", "nothing"):
            sign = -1  # "without the bridge there is no future"
        if not sign or (concept is not None and concept.start <= token.start < concept.end):
            continue
        if undone and token.lower in UNDOES:
            continue
        before = [item.lower for item in found[max(0, number - _NEGATION_REACH) : number]]
        if any(word in NEGATORS or word.endswith("n't") for word in before):
            sign = -sign
        distance = 0 if concept is None else min(abs(token.start - concept.end), abs(concept.start - token.end))
        total += sign / (1.0 + distance / 120)
    return -total if undone else total
