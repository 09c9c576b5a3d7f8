"""The extractor that ships with onrecord: a document and its regions in, attributions and mentions out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

import numpy as np

from ..errors import InputError
from ..record import Annotation, Attribution, AttributionKind, AttributionType, Document, Mention, Region, Span
from ..text import stable_id
from ..weights import FOLDER, Manifest, open_manifest
from .assembly import Linking, assemble, stretches
from .backing import backing
from .calibration import Calibration, OperatingPoint, features
from .continuation import join_paragraphs
from .drafts import Draft, Stretch
from .encoder import Encoder, Scores
from .hearsay import hearsay
from .inner_voices import worth
from .kinds import kind_of_draft
from .labels import ENTITY_LABELS, AttributionRole, Matrix, hard_transitions
from .likely import likely_labels
from .mentions import agree, names, source_mentions
from .nesting import READINGS, clauses, floor, keep_inner, nested_under
from .nominal import nominal
from .refusals import refusals, without_tail
from .signatures import signed
from .subjects import with_fronted, with_objects, with_subjects, without_stamps
from .surface import LONGEST_PART, Surface, read_surface
from .tokens import Unit, paragraph_units, units
from .verbatim import Marks, verbatim
from .viterbi import best_allowed, best_labels, marginals

NAME = "tagger-en"
# Source, cue, content: least probability of a span that is given by itself; highest F1 on PolNeAR dev.
SPAN_THRESHOLDS = (0.4, 0.4, 0.35)


@dataclass(frozen=True, slots=True)
class Decoding:
    """What turns scores into attributions: transitions learned with the network, weights and thresholds fitted on
    held-out articles."""

    steps: Matrix
    start: Matrix
    stop: Matrix
    linking: Linking
    calibration: Calibration = field(default_factory=Calibration)

    @classmethod
    def of(cls, settings: Any) -> Decoding:
        learned = settings["decoding"]
        return cls(
            steps=np.array(learned["steps"], np.float32),
            start=np.array(learned["start"], np.float32),
            stop=np.array(learned["stop"], np.float32),
            linking=Linking(distance=tuple(learned["pointer_distance"])),
            calibration=Calibration.of(settings.get("calibration", {})),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """Drafts of one text with the scores of their units: what the last steps and the calibration start from."""

    marks: Marks
    units: list[Unit]
    scores: list[Scores]
    drafts: list[Draft]
    sure: dict[tuple[object, ...], float] = field(default_factory=dict)  # scores worked out before


class Tagger:
    """Finds attributions and names in English text. Stateless between documents; safe to call again and again."""

    def __init__(self, manifest: Manifest) -> None:
        self.origin = manifest.origin
        self.decoding = Decoding.of(manifest.settings)
        self.thresholds = self.decoding.calibration.thresholds(OperatingPoint.DEFAULT)
        self.encoder = Encoder(manifest)
        self._name_steps = hard_transitions(ENTITY_LABELS)

    def at(self, point: OperatingPoint) -> Tagger:
        """The same tagger at another operating point, which its origin names."""
        other = copy(self)
        other.thresholds = self.decoding.calibration.thresholds(point)
        if point is not OperatingPoint.DEFAULT:
            other.origin = f"{self.origin} {point.value}"
        return other

    def annotate(self, document: Document, regions: Sequence[Region]) -> Annotation:
        """Attributions and mentions of the headline, subhead and body regions, in text order; of the whole text
        when there are no regions. What other regions put inside a sentence is read over."""
        (annotation,) = self.annotate_many([(document, regions)])
        return annotation

    def annotate_many(self, documents: Sequence[tuple[Document, Sequence[Region]]]) -> list[Annotation]:
        """What `annotate` gives for each document and its regions, faster: paragraphs of like length from all of
        them share the network's calls. Memory is bounded however many or long they are."""
        attributions: list[list[Attribution]] = [[] for _ in documents]
        mentions: list[dict[Span, Mention]] = [{} for _ in documents]
        for group in _groups(documents):
            readings = self.read_many([surface.text for _, surface in group])
            for (number, surface), reading in zip(group, readings, strict=True):
                document = documents[number][0]
                named = agree(document.text, self._names(document.id, surface, reading), within=surface.origins)
                found = self._attributions(document, surface, reading)
                others = source_mentions(document.text, found, named)
                mentions[number].update({mention.span: mention for mention in (*others, *named)})
                attributions[number] += found
        return [
            Annotation(
                document.id, tuple(found), tuple(sorted(named.values(), key=lambda m: (m.start, m.end)))
            )
            for (document, _), found, named in zip(documents, attributions, mentions, strict=True)
        ]  # fmt: skip

    def read(self, text: str) -> Reading:
        """Drafts of a text: outermost attributions, quotations joined over paragraphs, then the nested ones."""
        (reading,) = self.read_many([text])
        return reading

    def read_many(self, texts: Sequence[str]) -> list[Reading]:
        """What `read` gives for each text."""
        encoder = self.encoder
        found = [list(units(text, encoder.tokenizer, known=encoder.known)) for text in texts]
        readings: list[Reading] = []
        for text, here, (scores, parts) in zip(texts, found, self._tagged(found), strict=True):
            marks = Marks(text)
            readings.append(Reading(marks, here, scores, self._outermost(marks, here, scores, parts)))
        for reading, inner in zip(readings, self._nested(readings), strict=True):
            reading.drafts.extend(inner)
        return readings

    def _outermost(
        self, marks: Marks, found: Sequence[Unit], scores: Sequence[Scores], parts: dict[int, list[Stretch]]
    ) -> list[Draft]:
        text = marks.text
        drafts = assemble(text, found, parts, scores, linking=self.decoding.linking)
        drafts = with_subjects(text, join_paragraphs(marks, drafts, _orphans(parts)))
        drafts = without_stamps(text, with_fronted(text, drafts))
        drafts = signed(text, drafts)
        drafts += without_stamps(text, refusals(text, drafts))
        drafts = [without_tail(text, split_refusal(text, draft)) for draft in drafts]
        drafts = [draft for draft in drafts if draft.content]
        drafts += nominal(text, drafts)
        return drafts

    def spans(self, text: str) -> list[Stretch]:
        """Source, cue and content before they are assembled, each span for its own probability of being exactly right:
        what span benchmarks measure. (Attributions start from the best sequence: their parts fit each other better.)"""
        found = list(units(text, self.encoder.tokenizer, known=self.encoder.known))
        roles = [scores.roles for scores in self.encoder.scores(found)]
        transitions = self.decoding.steps, self.decoding.start, self.decoding.stop
        labels = likely_labels(roles, *transitions, thresholds=SPAN_THRESHOLDS)
        shares = marginals(roles, *transitions)
        return [s for n, unit in enumerate(found) for s in stretches(n, unit, labels[n], shares[n])]

    def _tagged(self, groups: Sequence[Sequence[Unit]]) -> list[tuple[list[Scores], dict[int, list[Stretch]]]]:
        """Scores and stretches of each group's units; stretches by the unit's number in its group."""
        found = [unit for group in groups for unit in group]
        scores = self.encoder.scores(found)
        transitions = self.decoding.steps, self.decoding.start, self.decoding.stop
        labels = best_labels([s.roles for s in scores], *transitions)
        marked = [n for n, chosen in enumerate(labels) if chosen.any()]
        shares = dict(zip(marked, marginals([scores[n].roles for n in marked], *transitions), strict=True))
        answer: list[tuple[list[Scores], dict[int, list[Stretch]]]] = []
        begin = 0
        for group in groups:
            parts = {
                n: stretches(n, unit, labels[begin + n], shares[begin + n]) if begin + n in shares else []
                for n, unit in enumerate(group)
            }
            answer.append((scores[begin : begin + len(group)], parts))
            begin += len(group)
        return answer

    def _nested(self, readings: Sequence[Reading]) -> list[list[Draft]]:
        """Inner voices of the drafts of each reading: of their contents, and of the contents found in those."""
        found: list[list[Draft]] = [[] for _ in readings]
        last = [[self._reported(reading, draft) for draft in reading.drafts] for reading in readings]
        for _ in range(READINGS):
            inner = self._inner([(reading.marks, drafts) for reading, drafts in zip(readings, last, strict=True)])
            last = [
                [d for d in drafts if self._score(reading, d) >= self.thresholds.nested]
                for reading, drafts in zip(readings, inner, strict=True)
            ]
            for reading, sure, more in zip(readings, found, last, strict=True):
                sure += [d for d in more if self._likely_inner(reading, d)]
        kept: list[list[Draft]] = []
        for reading, sure in zip(readings, found, strict=True):
            marks, outer = reading.marks, reading.drafts
            sure += backing(marks.text, outer, sure)
            sure += hearsay(marks.text, outer, sure)
            kept.append(nested_under(marks, sure, outer, score=partial(self._score, reading)))
        return kept

    def _likely_inner(self, reading: Reading, draft: Draft) -> bool:
        marks = reading.marks
        return keep_inner(marks, draft) and self._score(reading, draft) >= floor(marks, draft, self.thresholds.nested)

    def _reported(self, reading: Reading, draft: Draft) -> Draft:
        """The draft; without its content when it will not be reported, for then nothing inside it will be."""
        least = self.thresholds.by_kind.get(kind_of_draft(reading.marks.text, draft), 0.0)
        return draft if self._score(reading, draft) >= least else replace(draft, content=())

    def _inner(self, drafted: Sequence[tuple[Marks, Sequence[Draft]]]) -> list[list[Draft]]:
        """Drafts found in the contents of each text's drafts, each clause read by itself."""
        encoder = self.encoder
        clauses_of: list[list[tuple[int, Unit]]] = [
            [
                (number, unit)
                for number, start, end in clauses(marks.text, drafts)
                for unit in paragraph_units(marks.text, encoder.tokenizer, start, end, known=encoder.known)
            ]
            for marks, drafts in drafted
        ]
        tagged = self._tagged([[unit for _, unit in here] for here in clauses_of])
        answer: list[list[Draft]] = []
        for (marks, _), here, (scores, parts) in zip(drafted, clauses_of, tagged, strict=True):
            found: list[Draft] = []
            for n, (owner, unit) in enumerate(here):
                if parts[n]:
                    inner = assemble(marks.text, [unit], {0: parts[n]}, [scores[n]], linking=self.decoding.linking)
                    inner = with_subjects(marks.text, inner, unit.words[0][0])
                    inner = with_objects(marks.text, inner, unit.words[-1][1])
                    found += [replace(draft, outer=owner) for draft in inner]
            answer.append(found)
        return answer

    def _score(self, reading: Reading, draft: Draft) -> float:
        key = draft.cue, draft.source, draft.content, draft.shared, draft.outer is None
        known = reading.sure.get(key)
        if known is None:
            quoted = any(reading.marks.inside(s.start, s.end) for s in draft.content)
            known = self.decoding.calibration.score(features(reading.marks.text, draft, quoted=quoted))
            reading.sure[key] = known
        return known

    def _names(self, document_id: str, surface: Surface, reading: Reading) -> list[Mention]:
        labels = best_allowed([s.names for s in reading.scores], *self._name_steps)
        found: list[Mention] = []
        for unit, chosen, scores in zip(reading.units, labels, reading.scores, strict=True):
            if chosen.any():
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
        kind = kind_of_draft(text, draft)
        parent = kept.get(draft.outer) if draft.outer is not None else None
        if draft.outer is not None and self.decoding.calibration.inner:
            # What fixed wording tells ("the backing of the union") is sure by that.
            by_wording = draft.cue[0].unit < 0
            score = worth(text, draft, self.decoding.calibration.inner)
            least = 0.0 if by_wording else self.thresholds.inner
        else:
            score, least = self._score(reading, draft), self.thresholds.by_kind.get(kind, 0.0)
        if score < least or (draft.outer is not None and parent is None):
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


def _groups(documents: Sequence[tuple[Document, Sequence[Region]]]) -> Iterator[list[tuple[int, Surface]]]:
    """(number of the document, surface) of all documents, in groups of about LONGEST_PART code points at most."""
    group: list[tuple[int, Surface]] = []
    for number, (document, regions) in enumerate(documents):
        for surface in read_surface(document, regions).parts():
            if group and sum(len(other.text) for _, other in group) + len(surface.text) > LONGEST_PART:
                yield group
                group = []
            group.append((number, surface))
    if group:
        yield group


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


def load_tagger(operating_point: OperatingPoint | str = OperatingPoint.DEFAULT) -> Tagger:
    """The tagger of the weights in the package at an operating point; loaded once a process. Raises `ModelError` for
    damaged weights, `InputError` for an unknown point."""
    try:
        point = OperatingPoint(operating_point)
    except ValueError as error:
        allowed = ", ".join(each.value for each in OperatingPoint)
        raise InputError(f"operating point {operating_point!r} is unknown; choose one of {allowed}") from error
    return _load_tagger(point)


@cache
def _load_tagger(point: OperatingPoint) -> Tagger:
    if point is not OperatingPoint.DEFAULT:
        return _load_tagger(OperatingPoint.DEFAULT).at(point)
    return Tagger(open_manifest(NAME, folder=FOLDER))
