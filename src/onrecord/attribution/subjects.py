"""Sources the tagger left out: the subject that stands right before an active verb, and whom a "who" stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..text import sentences
from .drafts import Draft, Stretch
from .kinds import is_listed, is_speech
from .labels import AttributionRole

MAX_WORDS = 9
SURE = 0.7  # of a part found by rule, by eye
_CLAUSE = re.compile(
    r"[,;:(\"“]\s*|\s[–—-]+\s|\b(?:that|and|but|while|after|before|as|because|when|if|although|though|since|whether|"
    r"where|until|so|then)\s",
    re.IGNORECASE,
)
# What stands first in a subject: article, possessive, quantity, name, or a bare plural.
_SUBJECT = re.compile(
    r"(?:(?:the|a|an|his|her|their|its|our|my|some|many|several|most|all|both|two|three|few|other|these|those|no|"
    r"\d[\d,.]*)\s+[\w’'.-]+|he|she|they|we|i|[^\W\d_a-z][\w’'.-]+|[a-z]{3,}s)\b[^,;:\"“”()]*$",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|will|would|could|should|may|might|must|can|do|does|did|said|to|"
    r"not|there|it|who|which|what|how|why)\b",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"^(?:(?:has|have|had|will|would|could|may|might|did|does|do)\s+)?(?:(?:not|also|now|long|since|already|\w+ly)\s+)*"
    r"(?!by\b|of\b|in\b|with\b|to\b|the\b|an?\b)[a-z’']+(?:ed|s|t|e|d|k|l|g|w|y)?\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:am|is|are|was|were|be|been|being|get|gets|got)\b(?!\s+\w+ing\b)", re.IGNORECASE)
_NOMINAL = re.compile(
    r"^(?:an?|the|his|her|their|its|this|that|such|any)\s|ing\b|^(?:according|as|so|known|per)\b", re.IGNORECASE
)
_NOMINAL_ONLY = re.compile(
    r"^(?:an?|the|his|her|their|its|this|that|such|any)\s|^(?:according|as|so|known|per)\b", re.IGNORECASE
)
_OBJECT_ENDS = re.compile(
    r"[.;:!?\n“”\"](?=\s|$)|,\s(?:and|but|while|who|which|said|says|according|adding|although|though|after)\b"
)
_ADVERB = re.compile(r"\s+(?:also|\w+ly|then|now|still|later)$")
MIN_OBJECT = 2  # words
MIN_FRONTED = 4
_CLOSING = re.compile(
    r"(?:\s+(?:on|in|at|late|early|earlier|last|this|to|yesterday|today)\b[^.,;:“\"\n]{0,40})?\.?(?=\s|$)"
)
STAMP = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4}\b)?:?\s+(?=\S)")


def with_subjects(text: str, drafts: Sequence[Draft], start: int = 0) -> list[Draft]:
    """`drafts` with the subject as source where there was none; `start` is where the text that was read begins."""
    return [draft if draft.source else _with_subject(text, draft, start) for draft in drafts]


def with_objects(text: str, drafts: Sequence[Draft], end: int) -> list[Draft]:
    """`drafts` with the words after an active verb as content where there was none; `end` is where reading stopped.

    For inner voices alone: at the outermost level it found 20 more on PolNeAR dev, of which 3 are in the gold.
    """
    cues = [s.start for draft in drafts for s in draft.cue]
    return [draft if draft.content else _with_object(text, draft, cues, end) for draft in drafts]


def with_fronted(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts` with the sentence before a closing "..., the mediator has said." as content where there was none."""
    return [draft if draft.content else _with_fronted(text, draft) for draft in drafts]


def _with_fronted(text: str, draft: Draft) -> Draft:
    parts = (*draft.cue, *draft.source)
    begin, end = min(s.start for s in parts), max(s.end for s in parts)
    if not draft.source or not is_speech(text[draft.cue[0].start : draft.cue[-1].end]):
        return draft
    comma = len(text[:begin].rstrip()) - 1
    line = text.rfind("\n", 0, begin) + 1
    first = max([s.start for s in sentences(text, line, end) if s.start <= begin] or [line])
    first = first + (stamp.end() if (stamp := STAMP.match(text[first:comma])) else 0)
    closing = _CLOSING.match(text, end)
    if text[comma] not in ',”"' or closing is None or len(text[first:comma].split()) < MIN_FRONTED:
        return draft
    made = Stretch(AttributionRole.CONTENT, first, comma + (text[comma] != ","), draft.cue[0].unit, 0, 0, SURE)
    return replace(draft, content=(made,))


def without_stamps(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts` whose contents and sources do not begin with the time of a live blog's entry."""

    def bare(part: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
        return tuple(_unstamped(text, stretch) for stretch in part)

    return [replace(draft, content=bare(draft.content), source=bare(draft.source)) for draft in drafts]


def _unstamped(text: str, stretch: Stretch) -> Stretch:
    at_line = stretch.start == 0 or text[stretch.start - 1] == "\n"
    stamp = STAMP.match(text, stretch.start, stretch.end) if at_line else None
    return replace(stretch, start=stamp.end()) if stamp and stamp.end() < stretch.end else stretch


def _with_object(text: str, draft: Draft, cues: Sequence[int], end: int) -> Draft:
    cue = draft.cue[-1]
    words = text[cue.start : cue.end]
    if not draft.source or _PASSIVE.search(words) or _NOMINAL_ONLY.search(words) or not is_listed(words):
        return draft
    stop = _OBJECT_ENDS.search(text, cue.end, end)
    reach = min([stop.start() if stop else end, *(at for at in cues if at > cue.end)])
    words = text[cue.end : reach]
    begin = cue.end + len(words) - len(words.lstrip())
    words = words.strip()
    if len(words.split()) < MIN_OBJECT or not words[0].isalnum():
        return draft
    made = Stretch(AttributionRole.CONTENT, begin, begin + len(words), cue.unit, 0, 0, SURE)
    return replace(draft, content=(made,))


def _taken_for_content(text: str, draft: Draft) -> Draft:
    """A short content right before the active verb, with another one after it, is the subject."""
    cue = draft.cue[0]
    before = [s for s in draft.content if s.start < cue.start]
    words = text[before[0].start : before[0].end]
    near = len(before) == 1 and not text[before[0].end : cue.start].strip() and len(draft.content) > 1
    words = _ADVERB.sub("", words)
    if not near or not 0 < len(words.split()) <= MAX_WORDS or _VERBAL.search(words) or not _SUBJECT.match(words):
        return draft
    source = replace(before[0], role=AttributionRole.SOURCE, end=before[0].start + len(words))
    return replace(draft, source=(source,), content=tuple(s for s in draft.content if s is not before[0]))


def _with_subject(text: str, draft: Draft, start: int) -> Draft:
    cue = draft.cue[0]
    words = text[cue.start : cue.end]
    active = _ACTIVE.match(words) and not _PASSIVE.search(words) and not _NOMINAL.search(words) and is_listed(words)
    if not active:
        return draft
    if any(s.start < cue.start for s in draft.content):
        return _taken_for_content(text, draft)
    begin = max(text.rfind("\n", 0, cue.start) + 1, start)
    begin = max([s.start for s in sentences(text, begin, cue.end) if s.start <= cue.start] or [begin])
    cuts = [m.end() for m in _CLAUSE.finditer(text, begin, cue.start)]
    begin = cuts[-1] if cuts else begin
    subject = text[begin : cue.start].rstrip()
    if not 0 < len(subject.split()) <= MAX_WORDS or _VERBAL.search(subject) or not _SUBJECT.match(subject):
        return draft
    made = Stretch(AttributionRole.SOURCE, begin, begin + len(subject), cue.unit, 0, 0, SURE)
    return replace(draft, source=(made,))
