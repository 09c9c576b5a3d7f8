"""The doors for others: Protocols found by entry points. Our own readers, taggers and coders use the same doors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from .errors import InputError, OnRecordError
from .record import Annotated, Annotation, Attribution, Codebook, Document, Region, Span, Suggestion

EXTRACTORS = "onrecord.extractors"
LOADERS = "onrecord.loaders"
CODERS = "onrecord.coders"


@dataclass(frozen=True, slots=True)
class Article:
    """What a loader hands over: a text, and what the file says about it under the names that tables use (`title`,
    `outlet`, `byline`, `url`, `language`, `published`), as in a row of a CSV file."""

    text: str
    fields: Mapping[str, object] = field(default_factory=dict)


@runtime_checkable
class Loader(Protocol):
    """Reads one more file format. Its entry point is named for the suffix, without the dot (`epub`).

    Own formats and files inside zips are never given to it. Raises `UnreadableFile`, with what is wrong, for a file it
    cannot read; any other exception, a hang or a crash fails that one file as well.
    """

    def load(self, path: Path) -> Sequence[Article]: ...


@runtime_checkable
class Extractor(Protocol):
    """Finds attributions and mentions in one document; spans count code points of `document.text`.

    `origin` says who finds them and in which version (`tagger-en 1`). `annotate` is given the regions that cleaning
    marked, none for a text without; the same document gives the same annotation. An exception it raises fails that one
    document, with the exception's words as the reason. `onrecord.testing.check_extractor` tries all of this.
    """

    @property
    def origin(self) -> str: ...

    def annotate(self, document: Document, regions: Sequence[Region]) -> Annotation: ...


@runtime_checkable
class Coder(Protocol):
    """Suggests concepts and stances for the attributions of a collection."""

    origin: str

    def suggest(self, articles: Sequence[Annotated], codebook: Codebook) -> Sequence[Suggestion]: ...


_PROTOCOLS: Mapping[str, type] = {EXTRACTORS: Extractor, LOADERS: Loader, CODERS: Coder}


def load_plugin(group: str, name: str) -> Any:
    """What the entry point `name` of `group` gives when called. Raises `InputError` naming those installed, or saying
    what keeps this one from working."""
    point = _find(group, name)
    plugin = _working(point, lambda: _factory(point)())
    if not isinstance(plugin, _PROTOCOLS[group]):
        lacking = [member for member in _members(_PROTOCOLS[group]) if not hasattr(plugin, member)]
        raise InputError(f"{_words(point)} gives no {_kind(group)}: it lacks {', '.join(lacking)}")
    return plugin


def plugin_version(group: str, name: str) -> str:
    """What the results of a plugin hang on besides its name: the version of the package it comes in and, where its
    entry point has a `version` to call, what that gives (a model's name, say). Loads no weights."""
    point = _find(group, name)
    own = getattr(_factory(point), "version", None)
    parts = [point.dist.version if point.dist else "", str(_working(point, own)) if callable(own) else ""]
    return " ".join(filter(None, parts))


def installed_plugins(group: str) -> dict[str, str]:
    """Name -> version of its package, of every plugin of a group. Imports none of them."""
    found = sorted(entry_points(group=group), key=lambda point: (point.name, point.value))
    return {point.name: point.dist.version if point.dist else "" for point in found}


def _find(group: str, name: str) -> EntryPoint:
    installed = entry_points(group=group)
    found = [point for point in installed if point.name == name]
    if not found:
        names = ", ".join(sorted({point.name for point in installed})) or "none"
        raise InputError(f"no {_kind(group)} is called {name!r}; installed: {names}")
    if len({point.value for point in found}) > 1:
        packages = ", ".join(sorted(point.dist.name for point in found if point.dist))
        raise InputError(f"{len(found)} packages bring the {_kind(group)} {name!r} ({packages}); uninstall one")
    return found[0]


def _factory(point: EntryPoint) -> Callable[[], Any]:
    factory: Callable[[], Any] = _working(point, point.load)
    return factory


def _working(point: EntryPoint, call: Callable[[], Any]) -> Any:
    try:
        return call()
    except OnRecordError:
        raise
    except Exception as error:  # a stranger's code; the message says whose
        raise InputError(f"{_words(point)} cannot be loaded ({type(error).__name__}: {error})") from error


def _words(point: EntryPoint) -> str:
    package = f" of {point.dist.name} {point.dist.version}" if point.dist else ""
    return f"{_kind(point.group)} {point.name!r}{package}"


def _kind(group: str) -> str:
    return group.removeprefix("onrecord.").removesuffix("s")


def _members(protocol: type) -> list[str]:
    named = {*getattr(protocol, "__annotations__", {}), *vars(protocol)}
    return sorted(name for name in named if not name.startswith("_"))


def annotation_faults(document: Document, annotation: Annotation) -> Iterator[str]:
    """What would break the record if this annotation were kept: each fault in one line, none for a sound one."""
    if annotation.document_id != document.id:
        yield f"the annotation is of {annotation.document_id!r}, not of {document.id!r}"
    attributions = {attribution.id: attribution for attribution in annotation.attributions}
    if len(attributions) < len(annotation.attributions):
        yield "two attributions have the same id"
    for each in annotation.attributions:
        yield from (f"attribution {each.id}: {fault}" for fault in _attribution_faults(document, each, attributions))
    for mention in annotation.mentions:
        if mention.document_id != document.id:
            yield f"a mention is of {mention.document_id!r}"
        if mention.start < 0 or not mention.start < mention.end <= len(document.text):
            yield f"mention [{mention.start}, {mention.end}) is empty or outside the text of {len(document.text)}"


def _attribution_faults(document: Document, each: Attribution, others: Mapping[str, Attribution]) -> Iterator[str]:
    if each.document_id != document.id:
        yield f"is of {each.document_id!r}"
    if not each.cue or not each.content:
        yield f"has no {'content' if each.cue else 'cue'}"
    for role in ("source", "cue", "content", "quote"):
        yield from (f"{role} {fault}" for fault in _span_faults(getattr(each, role), len(document.text)))
    if not 0.0 <= each.score <= 1.0:
        yield f"has the score {each.score}"
    if each.parent is not None and each.parent not in others:
        yield f"has the parent {each.parent}, which is not there"
    seen: set[str] = set()
    above: str | None = each.parent
    while above is not None and above in others and above not in seen:
        seen.add(above)
        above = others[above].parent
    if each.id in seen:
        yield "lies inside itself by its parents"


def _span_faults(spans: Iterable[Span], n_chars: int) -> Iterator[str]:
    found = list(spans)
    for span in found:
        if not span.start < span.end <= n_chars:
            yield f"[{span.start}, {span.end}) is empty or outside the text of {n_chars} characters"
    if any(before.end > after.start for before, after in pairwise(found)):
        yield "spans are out of order or overlap"
