"""From a proposal that stands in the text to an attribution with its evidence: spans of the document itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...record import Attribution, AttributionKind, AttributionType, Document, Span
from ...text import lines, stable_id
from ..kinds import kind_of
from ..surface import Surface
from ..verbatim import Marks, verbatim
from .answer import Proposal
from .grounding import NOT_THERE, Grounded, Ungrounded, ground
from .lookup import SPACING, Lookup
from .passages import Passage

# No probability: nobody has measured how often this model is right. Too low to pass unattended, and in the order of
# what was found to the letter and what was not.
VERIFIED_SCORE, REPAIRED_SCORE = 0.5, 0.4


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a document as it reads, ready for words to be looked up in it."""

    document: Document
    surface: Surface
    lookup: Lookup
    marks: Marks

    @classmethod
    def of(cls, document: Document, surface: Surface) -> Page:
        return cls(document, surface, Lookup(surface.text), Marks(surface.text))

    def attribution(self, proposal: Proposal, passage: Passage, *, origin: str) -> Attribution | Ungrounded:
        """The attribution that a proposal about this passage comes to, with `origin` and how it was verified; or why
        there is none."""
        grounded = ground(proposal, self.lookup, passage)
        if isinstance(grounded, Ungrounded):
            return grounded
        grounded = replace(grounded, content=self._by_paragraph(grounded.content))
        grounded = replace(grounded, content=self._with_marks(grounded))
        repairs = {*grounded.repairs, *(SPACING for span in _spans(grounded) if not self._stands(span))}
        source, cue, content = map(self._in_document, (grounded.source, grounded.cue, grounded.content))
        if not cue or not content:
            return NOT_THERE
        type_, quote = verbatim(self.marks, [(span.start, span.end) for span in grounded.content])
        status = f"repaired: {', '.join(sorted(repairs))}" if repairs else "verified"
        return Attribution(
            id=stable_id("att", self.document.id, *(f"{span.start}:{span.end}" for span in (*cue, *content))),
            document_id=self.document.id,
            type=type_ if quote else AttributionType.INDIRECT,
            kind=proposal.kind or self._kind(grounded),
            source=source,
            cue=cue,
            content=content,
            quote=self._in_document([Span(start, end) for start, end in quote]),
            origin=f"{origin} {status}",
            score=REPAIRED_SCORE if repairs else VERIFIED_SCORE,
        )

    def _kind(self, grounded: Grounded) -> AttributionKind:
        cue, content, source = map(self._words, (grounded.cue, grounded.content, grounded.source))
        return kind_of(cue, content[:60], source[:60])

    def _by_paragraph(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The spans cut at line breaks: a quotation that goes on is a piece a paragraph."""
        return tuple(
            Span(span.start + line.start, span.start + line.end)
            for span in spans
            for line in lines(span.of(self.surface.text))
        )

    def _with_marks(self, grounded: Grounded) -> tuple[Span, ...]:
        """The content with the quotation marks around it, where a piece is just what they enclose."""
        found = []
        for span in grounded.content:
            whole = span
            for quotation in self.marks.inside(span.start, span.end):
                around = Span(quotation.opening, quotation.closing)
                taken = any(around.overlaps(other) for other in _spans(grounded) if other != span)
                if quotation.closed and (quotation.start, quotation.end) == (span.start, span.end) and not taken:
                    whole = around
            found.append(whole)
        return tuple(found)

    def _stands(self, span: Span) -> bool:
        """Whether the document has the very signs of the surface there, and not a line break for a blank, say."""
        parts = self.surface.spans(span.start, span.end)
        return "".join(part.of(self.document.text) for part in parts) == span.of(self.surface.text)

    def _in_document(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(sorted(part for span in spans for part in self.surface.spans(span.start, span.end)))

    def _words(self, spans: Sequence[Span]) -> str:
        return " ".join(span.of(self.surface.text) for span in spans)


def is_double(made: Attribution, others: Iterable[Attribution]) -> bool:
    """Whether the same cue was already given a content that shares words with this one."""
    return any(
        made.cue == other.cue and any(a.overlaps(b) for a in made.content for b in other.content) for other in others
    )


def with_parents(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Each attribution with the smallest other one whose content holds all of it as its parent."""
    found = []
    for each in attributions:
        outer = [other for other in attributions if other is not each and _encloses(other, each)]
        parent = min(outer, key=lambda other: (sum(map(len, other.content)), other.id), default=None)
        found.append(replace(each, parent=parent.id if parent else None))
    return found


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    return all(any(piece.contains(part) for piece in outer.content) for part in _spans(inner))


def _spans(parts: Grounded | Attribution) -> tuple[Span, ...]:
    return (*parts.source, *parts.cue, *parts.content)
