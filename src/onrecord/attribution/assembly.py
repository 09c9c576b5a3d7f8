"""Stretches into attributions: every cue is one; sources and contents go to the cue they belong to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ..text import sentences
from .drafts import Draft, Stretch
from .encoder import Scores
from .kinds import is_speech
from .labels import ROLES, AttributionRole, Matrix, runs
from .tokens import Unit
from .viterbi import Labels

LENDING_GAP = 3  # words
TOUCHING = 2  # words between a source and its cue across what was taken for a sentence end
_MARKS = frozenset('"“”‘«»')
_RESUMES = re.compile(r",\s[\"“](?=[a-z])")
_CLOSING = {"“": "”", '"': '"', "«": "»"}
_NEGATED = re.compile(r"\b(?:not|never|without)\b|n[’']t\b", re.IGNORECASE)
_RELATIVES = frozenset({"who", "which"})
_PARTICIPLE = re.compile(r"\w+ing\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Linking:
    """How a stretch finds its cue: `same_sentence` where both share a sentence, less `per_word` for each word in
    between, plus `pointer` times the learned pointer's log-probability. `distance` are the pointer's own terms.

    Calibrated on PolNeAR dev: nearness alone 67.7 full F1, with a tenth of the pointer 67.8, the pointer alone 66.6.
    """

    distance: tuple[float, float] = (0.0, 0.0)
    same_sentence: float = 4.0
    per_word: float = 0.1
    pointer: float = 0.1
    speech: float = 2.0


def stretches(number: int, unit: Unit, labels: Labels, shares: Matrix) -> list[Stretch]:
    """The runs of one unit's labels; `shares` are the label probabilities by word."""
    found = []
    for kind, first, last in runs(labels):
        label = 1 + 2 * kind
        share = float(np.add.reduce(shares[first:last, label] + shares[first:last, label + 1]) / (last - first))
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
        parts = _resumed(text, found.get(number, ()), unit)
        cues = [part for part in parts if part.role is AttributionRole.CUE]
        if not cues:
            continue
        start, end = unit.words[0][0], unit.words[-1][1]
        starts = [s.start for s in sentences(text, start, end)] or [start]
        chosen: dict[int, list[Stretch]] = {}
        for part in parts:
            if part.role is not AttributionRole.CUE:
                owner = _cue_of(text, part, cues, starts, scores[number], linking, end)
                if owner is not None:
                    chosen.setdefault(owner, []).append(part)
        _hand_on(text, cues, chosen, starts)
        _rejoin(text, cues, chosen)
        here = _lend([_draft(cue, chosen.get(n, [])) for n, cue in enumerate(cues)])
        drafts += _share(text, here, starts, [p for p in parts if p.role is AttributionRole.SOURCE])
    return drafts


def _cue_of(
    text: str,
    part: Stretch,
    cues: Sequence[Stretch],
    starts: Sequence[int],
    scores: Scores,
    linking: Linking,
    end: int,
) -> int | None:
    """The number of the cue with the best score for `part`. Only a content with quotation marks may belong to a cue of
    another sentence; None where nothing fits. (99.8 % of PolNeAR's sources share the sentence of their cue; leaving out
    such contents raised full F1 on dev by 0.3.)"""
    is_content = part.role is AttributionRole.CONTENT
    quoted = is_content and not _MARKS.isdisjoint(text[part.start : part.end])
    choice = is_content and len(cues) > 1
    pointer = linking.pointer * _pointer(part, cues, scores, linking) if choice else np.zeros(len(cues))
    # A content of several sentences touches the sentence of its first and of its last word.
    mine = {bisect_right(starts, part.start), bisect_right(starts, max(part.end - 1, part.start))}
    best, best_score = None, -np.inf
    for n, cue in enumerate(cues):
        if quoted and _spoken(text, part, cue, end):
            continue
        speaks = quoted and is_speech(text[cue.start : cue.end])
        together = bisect_right(starts, cue.start) in mine
        if not (quoted or together or (not is_content and gap(cue, part) <= TOUCHING)):
            continue
        score = (
            float(pointer[n])
            - linking.per_word * gap(cue, part)
            + linking.same_sentence * together
            + (linking.speech if speaks else 0.0)
        )
        if score > best_score:
            best, best_score = n, score
    return best


def _hand_on(text: str, cues: Sequence[Stretch], chosen: dict[int, list[Stretch]], starts: Sequence[int]) -> None:
    """Gives a quotation that stands as a sentence of its own to the speaker quoted last before it, rather than to a
    cue in between that tells of no words ("... ," she said. He did not suggest delay. "We go on.")."""
    for n, parts in list(chosen.items()):
        words = text[cues[n].start : cues[n].end]
        if is_speech(words) and not _NEGATED.search(words):
            continue
        for part in list(parts):
            if part.role is not AttributionRole.CONTENT or text[part.start] not in _MARKS or part.start not in starts:
                continue
            sentence = bisect_right(starts, part.start)
            if bisect_right(starts, cues[n].start) >= sentence:
                continue
            if any(_is_quoted(text, other) for other in parts if other is not part and other.start < part.start):
                continue
            speakers = [
                (max(o.end for o in others if _is_quoted(text, o)), m)
                for m, others in chosen.items()
                if m != n and any(_is_quoted(text, o) and o.end <= part.start for o in others)
                and cues[m].end <= part.start
            ]  # fmt: skip
            if speakers:
                parts.remove(part)
                chosen[max(speakers)[1]].append(part)


def _spoken(text: str, part: Stretch, cue: Stretch, end: int) -> bool:
    """Whether the cue stands inside the quotation that `part` opens: then it is the speaker's own word, and tells of
    something else. `end` is where the unit ends; a quotation that nobody closed holds no cue."""
    closing = _CLOSING.get(text[part.start])
    if closing is None or cue.start < part.end or closing in text[part.start + 1 : cue.start]:
        return False
    after = text[cue.end : end]
    if closing == '"':
        return after.count('"') % 2 == 1
    return after.find(closing) >= 0 and "“" not in after[: after.find(closing)]


def _resumed(text: str, parts: Sequence[Stretch], unit: Unit) -> list[Stretch]:
    """The parts, with a content cut in two where an interrupted quotation goes on inside it ("We go," she said, waving
    at the old gates, "and soon": what she waves at is no part of her words)."""
    cut: list[Stretch] = []
    broken_off = False
    for part in parts:
        resume = _RESUMES.search(text, part.start, part.end) if broken_off and not _is_quoted(text, part) else None
        if resume and part.role is AttributionRole.CONTENT:
            at = next(n for n in range(part.first, part.last) if unit.words[n][1] > resume.end() - 1)
            cut.append(replace(part, end=resume.start(), last=at - 1))
            cut.append(replace(part, start=resume.end() - 1, first=at))
            broken_off = False
            continue
        cut.append(part)
        if part.role is AttributionRole.CONTENT:
            broken_off = _is_quoted(text, part) and text[part.end - 2 : part.end - 1] == ","
    return cut


def _rejoin(text: str, cues: Sequence[Stretch], chosen: dict[int, list[Stretch]]) -> None:
    """Gives the second half of a quotation that its speaker interrupts ("We go," she said, waving at X, "and soon")
    to the cue of the first, whatever other cue is near."""
    owners = [(p, n) for n, parts in chosen.items() for p in parts if _is_quoted(text, p)]
    owners.sort(key=lambda owner: owner[0].start)
    for (first, n), (second, m) in pairwise(owners):
        goes_on = text[first.end - 2 : first.end - 1] == "," and text[second.start + 1].islower()
        between = text[first.end : second.start]
        if n == m or not goes_on or not between.endswith(", ") or not first.end <= cues[n].start < second.start:
            continue
        if not any(n != k and not text[cue.end : second.start].strip(" ,:") for k, cue in enumerate(cues)):
            chosen[m].remove(second)
            chosen[n].append(second)


def _is_quoted(text: str, part: Stretch) -> bool:
    return part.role is AttributionRole.CONTENT and text[part.start] in _MARKS


def _pointer(part: Stretch, cues: Sequence[Stretch], scores: Scores, linking: Linking) -> Matrix:
    """The learned log-probability of each cue, averaged over the words of `part`. For contents alone: a source that
    two cues share was learned with the later of them."""
    query = scores.query[part.first : part.last]
    heads = np.array([cue.first for cue in cues])
    apart = heads[None] - np.arange(part.first, part.last)[:, None]
    raw = query @ scores.key[heads].T / np.sqrt(query.shape[1])
    raw = raw + linking.distance[0] * np.log1p(np.abs(apart)) + linking.distance[1] * (apart < 0)
    shifted = raw - raw.max(1, keepdims=True)
    result: Matrix = (shifted - np.log(np.exp(shifted).sum(1, keepdims=True))).mean(0)
    return result


def _draft(cue: Stretch, parts: Sequence[Stretch]) -> Draft:
    """One source at most, the nearest: keeping them all cost 0.6 full F1 on PolNeAR dev."""
    sources = sorted((p for p in parts if p.role is AttributionRole.SOURCE), key=lambda p: gap(cue, p))
    contents = tuple(p for p in parts if p.role is AttributionRole.CONTENT)
    return Draft((cue,), tuple(sources[:1]), contents)


def gap(a: Stretch, b: Stretch) -> int:
    """Words between two stretches of one unit."""
    return max(a.first - b.last, b.first - a.last, 0)


def _lend(drafts: list[Draft]) -> list[Draft]:
    """A cue left without content takes an adjacent one from a cue that has several ("..." he stated and added ...)."""
    for n, draft in enumerate(drafts):
        if draft.content:
            continue
        lenders = [
            (gap(draft.cue[0], part), m, part)
            for m, other in enumerate(drafts)
            if len(other.content) > 1
            for part in other.content
        ]
        nearest = min(lenders, key=lambda lender: lender[:2], default=None)
        if nearest is not None and nearest[0] <= LENDING_GAP:
            _, m, part = nearest
            drafts[n] = replace(draft, content=(part,))
            drafts[m] = replace(drafts[m], content=tuple(p for p in drafts[m].content if p is not part))
    return drafts


def _share(text: str, drafts: Sequence[Draft], starts: Sequence[int], sources: Sequence[Stretch]) -> list[Draft]:
    """Cues without a source take that of the cue before in the sentence, or else of the one after ("Citing X, he
    said Y"). A "who" that ends with its clause hands on to the one it stands for ("Oda, who spoke in Haven, said")."""
    shared: list[Draft] = list(drafts)
    sentence = [bisect_right(starts, draft.cue[0].start) for draft in drafts]
    for n, draft in enumerate(shared):
        if not draft.source and n and sentence[n] == sentence[n - 1] and shared[n - 1].source:
            source = shared[n - 1].source
            if text[: draft.cue[0].start].rstrip().endswith(","):
                source = _antecedent(text, source, sources)
            shared[n] = replace(draft, source=source, shared=True)
    for n in range(len(shared) - 2, -1, -1):
        draft, after = shared[n], shared[n + 1]
        if not draft.source and after.source and not after.shared and sentence[n] == sentence[n + 1]:
            cue = draft.cue[0]
            if _PARTICIPLE.match(text[cue.start : cue.end]) and cue.end < after.source[0].start:
                shared[n] = replace(draft, source=after.source, shared=True)
    return shared


def _antecedent(text: str, source: tuple[Stretch, ...], sources: Sequence[Stretch]) -> tuple[Stretch, ...]:
    pronoun = source[0]
    if text[pronoun.start : pronoun.end].casefold() not in _RELATIVES:
        return source
    before = [s for s in sources if s.end <= pronoun.start and gap(s, pronoun) <= TOUCHING]
    return (max(before, key=lambda s: s.end),) if before else source
