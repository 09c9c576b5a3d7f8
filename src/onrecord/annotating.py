"""What a worker does with one document: cleaning, then attribution. Apart from the pipeline, so that a worker process
loads these two rooms and no other."""

from __future__ import annotations

from functools import cache
from itertools import islice

from .cleaning import mark_regions
from .plugins import EXTRACTORS, Extractor, annotation_faults, load_plugin
from .record import Annotation, Document, Region


def annotate(task: tuple[Document, frozenset[str]], *, extractor: str) -> tuple[tuple[Region, ...], Annotation]:
    """Regions and annotation of one document, given with the lines that its outlet prints in other articles too.

    ValueError for an annotation that would break the record (a span outside the text): the fault is the extractor's.
    """
    document, repeated = task
    regions = mark_regions(document, repeated=repeated)
    annotation = load_extractor(extractor).annotate(document, regions)
    if faults := list(islice(annotation_faults(document, annotation), 3)):
        raise ValueError(f"the extractor {extractor!r} gave what cannot be kept: {'; '.join(faults)}")
    return regions, annotation


@cache
def load_extractor(name: str) -> Extractor:
    """The extractor of that name, loaded once a process. Raises `InputError` for an unknown one, `ModelError`."""
    return load_plugin(EXTRACTORS, name)  # type: ignore[no-any-return]
