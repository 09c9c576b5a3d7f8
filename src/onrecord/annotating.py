"""What a worker does with one document: cleaning, then attribution. Apart from the pipeline, so that a worker process
loads these two rooms and no other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import TypeAlias

from .cleaning import mark_regions
from .plugins import EXTRACTORS, Extractor, annotation_faults, load_plugin
from .record import Annotation, Document, Region

# A document, and the lines that its outlet prints in other articles too.
Task: TypeAlias = tuple[Document, frozenset[str]]
Annotated: TypeAlias = tuple[tuple[Region, ...], Annotation]


def annotate(task: Task, *, extractor: str) -> Annotated:
    """Regions and annotation of one document, given with the lines that its outlet prints in other articles too.

    ValueError for an annotation that would break the record (a span outside the text): the fault is the extractor's.
    """
    document, repeated = task
    regions = mark_regions(document, repeated=repeated)
    annotation = load_extractor(extractor).annotate(document, regions)
    _check(document, annotation, extractor)
    return regions, annotation


def annotate_together(tasks: Sequence[Task], *, extractor: str) -> list[Annotated]:
    """What `annotate` gives for each, faster where the extractor reads several documents in one call
    (`annotate_many`: a sixth less time for the shipped tagger). Whatever fails fails for all of them."""
    many = getattr(load_extractor(extractor), "annotate_many", None)
    if many is None or len(tasks) == 1:
        return [annotate(task, extractor=extractor) for task in tasks]
    marked = [(document, mark_regions(document, repeated=repeated)) for document, repeated in tasks]
    annotations: list[Annotation] = many(marked)
    for (document, _), annotation in zip(marked, annotations, strict=True):
        _check(document, annotation, extractor)
    return [(regions, annotation) for (_, regions), annotation in zip(marked, annotations, strict=True)]


def _check(document: Document, annotation: Annotation, extractor: str) -> None:
    if faults := list(islice(annotation_faults(document, annotation), 3)):
        raise ValueError(f"the extractor {extractor!r} gave what cannot be kept: {'; '.join(faults)}")


@cache
def load_extractor(name: str) -> Extractor:
    """The extractor of that name, loaded once a process. Raises `InputError` for an unknown one, `ModelError`."""
    return load_plugin(EXTRACTORS, name)  # type: ignore[no-any-return]
