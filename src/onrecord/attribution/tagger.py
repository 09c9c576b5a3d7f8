"""The extractor that ships with onrecord: a document and its regions in, attributions and mentions out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np

from ..record import Annotation, Attribution, AttributionKind, AttributionType, Document, Mention, Region, Span
from ..text import stable_id
from ..weights import FOLDER, Manifest, open_manifest
from .assembly import Linking, assemble, stretches
from .backing import backing
from .calibration import UNFITTED, features, score_of
from .continuation import join_paragraphs
from .drafts import Draft, Stretch
from .encoder import Encoder, Scores
from .kinds import kind_of_draft
from .labels import ENTITY_LABELS, AttributionRole, Matrix, hard_transitions
from .mentions import agree, names, source_mentions
from .nesting import READINGS, clauses, floor, keep_inner, nested_under
from .nominal import nominal
from .refusals import refusals, without_tail
from .signatures import signed
from .subjects import with_fronted, with_objects, with_subjects, without_stamps
from .surface import Surface, read_surface
from .tokens import Unit, paragraph_units, units
from .verbatim import Marks, verbatim
from .viterbi import best_labels, marginals

NAME = "tagger-en"


@dataclass(frozen=True, slots=True)
class Decoding:
    """What turns scores into attributions: transitions learned with the network, weights and thresholds fitted on
    held-out articles."""

    steps: Matrix
    start: Matrix
    stop: Matrix
    linking: Linking
    weights: tuple[float, ...] = UNFITTED
    thresholds: dict[AttributionKind, float] = field(default_factory=dict)
    nested_threshold: float = 0.5

    @classmethod
    def of(cls, settings: Any) -> Decoding:
        learned = settings["decoding"]
        fitted = settings.get("calibration", {})
        return cls(
            steps=np.array(learned["steps"], np.float32),
            start=np.array(learned["start"], np.float32),
            stop=np.array(learned["stop"], np.float32),
            linking=Linking(distance=tuple(learned["pointer_distance"])),
            weights=tuple(fitted.get("weights", UNFITTED)),
            thresholds={AttributionKind(k): v for k, v in fitted.get("thresholds", {}).items()},
            nested_threshold=fitted.get("nested_threshold", 0.5),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """Drafts of one text with the scores of their units: what the last steps and the calibration start from."""

    marks: Marks
    units: list[Unit]
    scores: list[Scores]
    drafts: list[Draft]


class Tagger:
    """Finds attributions and names in English text. Stateless between documents; safe to call again and again."""

    def __init__(self, manifest: Manifest) -> None:
        self.origin = manifest.origin
        self.decoding = Decoding.of(manifest.settings)
        self._encoder = Encoder(manifest)
        self._name_steps = hard_transitions(ENTITY_LABELS)

    def annotate(self, document: Document, regions: Sequence[Region]) -> Annotation:
        """Attributions and mentions of the headline, subhead and body regions, in text order; of the whole text
        when there are no regions. What other regions put inside a sentence is read over."""
        attributions: list[Attribution] = []
        mentions: dict[Span, Mention] = {}
        for surface in read_surface(document, regions).parts():
            reading = self.read(surface.text)
            named = agree(document.text, self._names(document.id, surface, reading), within=surface.origins)
            found = self._attributions(document, surface, reading)
            others = source_mentions(document.text, found, named)
            mentions.update({mention.span: mention for mention in (*others, *named)})
            attributions += found
        ordered = sorted(mentions.values(), key=lambda m: (m.start, m.end))
        return Annotation(document.id, tuple(attributions), tuple(ordered))

    def read(self, text: str) -> Reading:
        """Drafts of a text: outermost attributions, quotations joined over paragraphs, then the nested ones."""
        marks = Marks(text)
        found = list(units(text, self._encoder.tokenizer))
        scores = self._encoder.scores(found)
        parts = self._stretches(found, scores)
        drafts = assemble(text, found, parts, scores, linking=self.decoding.linking)
        drafts = with_subjects(text, join_paragraphs(marks, drafts, _orphans(parts)))
        drafts = without_stamps(text, with_fronted(text, drafts))
        drafts = signed(text, drafts)
        drafts += refusals(text, drafts)
        drafts = [without_tail(text, split_refusal(text, draft)) for draft in drafts]
        drafts = [draft for draft in drafts if draft.content]
        drafts += nominal(text, drafts)
        drafts += self._nested(marks, drafts)
        return Reading(marks, found, scores, drafts)

    def spans(self, text: str) -> list[Stretch]:
        """Source, cue and content as tagged, before they are assembled: what span benchmarks measure."""
        found = list(units(text, self._encoder.tokenizer))
        parts = self._stretches(found, self._encoder.scores(found))
        return [stretch for number in range(len(found)) for stretch in parts[number]]

    def _stretches(self, found: Sequence[Unit], scores: Sequence[Scores]) -> dict[int, list[Stretch]]:
        decoding = self.decoding
        transitions = decoding.steps, decoding.start, decoding.stop
        labels = best_labels([s.roles for s in scores], *transitions)
        shares = marginals([s.roles for s in scores], *transitions)
        return {n: stretches(n, found[n], labels[n], shares[n]) for n in range(len(found))}

    def _nested(self, marks: Marks, drafts: Sequence[Draft]) -> list[Draft]:
        """Inner voices of `drafts`: of their contents, and of the contents found in those."""
        found: list[Draft] = []
        reading = list(drafts)
        for _ in range(READINGS):
            reading = self._inner(marks, reading)
            found += reading
        threshold = self.decoding.nested_threshold
        kept = [d for d in found if keep_inner(marks, d) and self._score(marks, d) >= floor(marks, d, threshold)]
        return nested_under(marks, kept + backing(marks.text, drafts, kept), drafts)

    def _inner(self, marks: Marks, drafts: Sequence[Draft]) -> list[Draft]:
        inner_units: list[Unit] = []
        owners: list[int] = []
        for number, start, end in clauses(marks.text, drafts):
            for unit in paragraph_units(marks.text, self._encoder.tokenizer, start, end):
                inner_units.append(unit)
                owners.append(number)
        scores = self._encoder.scores(inner_units)
        parts = self._stretches(inner_units, scores)
        found: list[Draft] = []
        for n, unit in enumerate(inner_units):
            drafted = assemble(marks.text, [unit], {0: parts[n]}, [scores[n]], linking=self.decoding.linking)
            drafted = with_subjects(marks.text, drafted, unit.words[0][0])
            for draft in with_objects(marks.text, drafted, unit.words[-1][1]):
                found.append(replace(draft, outer=owners[n]))
        return found

    def _score(self, marks: Marks, draft: Draft) -> float:
        quoted = any(marks.inside(s.start, s.end) for s in draft.content)
        return score_of(features(marks.text, draft, quoted=quoted), self.decoding.weights)

    def _names(self, document_id: str, surface: Surface, reading: Reading) -> list[Mention]:
        labels = best_labels([s.names for s in reading.scores], *self._name_steps)
        found: list[Mention] = []
        for unit, chosen, scores in zip(reading.units, labels, reading.scores, strict=True):
            found += names(document_id, surface, unit, chosen, scores.names)
        return found

    def _attributions(self, document: Document, surface: Surface, reading: Reading) -> list[Attribution]:
        kept: dict[int, Attribution] = {}
        for number, draft in enumerate(reading.drafts):
            made = self._attribution(document, surface, reading, draft, kept)
            if made is not None:
                kept[number] = made
        return sorted(kept.values(), key=lambda a: (min((*a.source, *a.cue, *a.content)), a.cue))

    def _attribution(
        self, document: Document, surface: Surface, reading: Reading, draft: Draft, kept: dict[int, Attribution]
    ) -> Attribution | None:
        """The attribution of a draft; None when its score, or its outer one's, is under the threshold of its kind."""
        text = surface.text
        score = self._score(reading.marks, draft)
        kind = kind_of_draft(text, draft)
        parent = kept.get(draft.outer) if draft.outer is not None else None
        if score < self.decoding.thresholds.get(kind, 0.0) or (draft.outer is not None and parent is None):
            return None
        content = [(s.start, s.end) for s in draft.content]
        type_, quote = (AttributionType.DIRECT, content) if draft.verbatim else verbatim(reading.marks, content)
        cue_spans = _spans(surface, ((s.start, s.end) for s in draft.cue))
        content_spans = _spans(surface, content)
        identity = [f"{s.start}:{s.end}" for s in (*cue_spans, *content_spans)]
        return Attribution(
            id=stable_id("att", document.id, *identity),
            document_id=document.id,
            type=type_,
            kind=kind,
            source=_spans(surface, ((s.start, s.end) for s in draft.source)),
            cue=cue_spans,
            content=content_spans,
            quote=_spans(surface, quote),
            parent=parent.id if parent else None,
            origin=self.origin,
            score=score,
        )


def _spans(surface: Surface, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(sorted(span for start, end in ranges for span in surface.spans(start, end)))


def _orphans(parts: dict[int, list[Stretch]]) -> list[Stretch]:
    """Contents of units in which no cue was found."""
    found: list[Stretch] = []
    for stretches_here in parts.values():
        if not any(s.role is AttributionRole.CUE for s in stretches_here):
            found += [s for s in stretches_here if s.role is AttributionRole.CONTENT]
    return found


def split_refusal(text: str, draft: Draft) -> Draft:
    """A cue "declined to comment" without content becomes "declined" + "to comment", as the corpus has it; of any other
    refusal the last word becomes the content."""
    last = draft.cue[-1]
    words = text[last.start : last.end]
    at = words.rfind(" to ") if " to " in words else words.rfind(" ")
    if draft.content or at < 0 or not _refuses(text, draft):
        return draft
    cue = replace(last, end=last.start + at)
    content = replace(last, role=AttributionRole.CONTENT, start=last.start + at + 1)
    return replace(draft, cue=(*draft.cue[:-1], cue), content=(content,))


def _refuses(text: str, draft: Draft) -> bool:
    return kind_of_draft(text, draft) is AttributionKind.NO_COMMENT


@cache
def load_tagger() -> Tagger:
    """The tagger of the weights in the package; loaded once a process. Raises `ModelError` for damaged weights."""
    return Tagger(open_manifest(NAME, folder=FOLDER))
