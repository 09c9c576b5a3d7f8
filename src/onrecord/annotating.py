"""What a worker does with one document: cleaning, then attribution. Apart from the pipeline, so that a worker process
loads these two rooms and no other."""

from __future__ import annotations

from functools import cache

from .cleaning import mark_regions
from .plugins import EXTRACTORS, Extractor, load_plugin
from .record import Annotation, Document, Region


def annotate(document: Document, *, repeated: frozenset[str], extractor: str) -> tuple[tuple[Region, ...], Annotation]:
    """Regions and annotation of one document; `repeated` are lines that its outlet prints in other articles too."""
    regions = mark_regions(document, repeated=repeated)
    return regions, _loaded(extractor).annotate(document, regions)


@cache
def _loaded(extractor: str) -> Extractor:
    return load_plugin(EXTRACTORS, extractor)  # type: ignore[no-any-return]
