"""A document with all that the per-document stages found in it: what the gathering stages read."""

from __future__ import annotations

from dataclasses import dataclass

from .attribution import Annotation
from .document import Document, Region, RegionKind
from .span import Span


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document, its regions in text order (they tile the text but for white space), and its annotation."""

    document: Document
    regions: tuple[Region, ...]
    annotation: Annotation

    def kind_at(self, span: Span) -> RegionKind | None:
        """The kind of the region in which `span` starts; None outside all regions."""
        return next((region.kind for region in self.regions if region.start <= span.start < region.end), None)
