"""The doors for others: Protocols found by entry points. Our own readers, taggers and coders use the same doors."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from .errors import InputError
from .record import Annotated, Annotation, Codebook, Document, Region, Suggestion

EXTRACTORS = "onrecord.extractors"
LOADERS = "onrecord.loaders"
CODERS = "onrecord.coders"


@runtime_checkable
class Loader(Protocol):
    """Reads one more file format. Raises `UnreadableFile` for a file it cannot read."""

    suffixes: tuple[str, ...]

    def load(self, path: Path) -> Sequence[Document]: ...


@runtime_checkable
class Extractor(Protocol):
    """Finds attributions and mentions in one document; spans count code points of `document.text`."""

    origin: str

    def annotate(self, document: Document, regions: Sequence[Region]) -> Annotation: ...


@runtime_checkable
class Coder(Protocol):
    """Suggests concepts and stances for the attributions of a collection."""

    origin: str

    def suggest(self, articles: Sequence[Annotated], codebook: Codebook) -> Sequence[Suggestion]: ...


def load_plugin(group: str, name: str) -> Any:
    """What the entry point `name` of `group` gives when called. Raises `InputError` naming those installed."""
    found = {point.name: point for point in entry_points(group=group)}
    if name not in found:
        kind = group.removeprefix("onrecord.").removesuffix("s")
        raise InputError(f"no {kind} is called {name!r}; installed: {', '.join(sorted(found)) or 'none'}")
    return found[name].load()()
