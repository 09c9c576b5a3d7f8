"""onrecord as a component of a spaCy pipeline: `nlp.add_pipe("onrecord")` gives `doc._.attributions`, `doc._.mentions`
and two groups of `doc.spans`.

What was found is kept in `doc.user_data` in plain values, with the exact offsets in `doc.text`, so that documents
travel to other processes and to disk; spans of tokens are made from it when asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from .annotating import annotate, load_extractor
from .errors import InputError, MissingExtra
from .plugins import EXTRACTORS, plugin_version
from .record import Annotation, Document
from .text import sha256, stable_id

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, SpanGroup
except ImportError as error:
    raise MissingExtra("spaCy is not installed; install it with: pip install 'onrecord[spacy]'") from error

__all__ = ["AlignmentMode", "DocAttribution", "DocMention", "OnRecordComponent", "create_component"]

AlignmentMode = Literal["expand", "contract", "strict"]
Chars = tuple[tuple[int, int], ...]
KEY = "onrecord"  # in `doc.user_data`, and of the group of sources, cues and contents in `doc.spans`
MENTIONS = "onrecord-mentions"
_ROLES = ("source", "cue", "content", "quote")


@dataclass(frozen=True, slots=True)
class DocAttribution:
    """Who said what in a spaCy document. `source`, `cue`, `content` and `quote` are spans of tokens, `chars` the exact
    `[start, end)` of each of these roles in `doc.text`; the two differ only where a token does not end with the words.

    `kind` and `type` are as in the table of attributions (`said`, `held` ...; `direct`, `indirect`, `mixed`); `parent`
    is the attribution whose content holds this one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote: tuple[Span, ...]
    kind: str
    type: str
    score: float
    origin: str
    parent: DocAttribution | None
    chars: Mapping[str, Chars]


@dataclass(frozen=True, slots=True)
class DocMention:
    """A name, description or pronoun (`type`) and what it names (`entity`); `span` is None where no tokens align."""

    span: Span | None
    type: str
    entity: str
    score: float
    chars: tuple[int, int]


class OnRecordComponent:
    """Finds attributions in the text of a document. Holds settings alone, so that a pipeline can be pickled; the
    extractor is loaded with the first document, once a process."""

    def __init__(self, extractor: str, *, clean: bool, alignment_mode: AlignmentMode) -> None:
        self.extractor, self.clean, self.alignment_mode = extractor, clean, alignment_mode

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        digest = sha256(text)
        document = Document(stable_id("doc", digest), ("",), text, digest)
        if self.clean:
            _, annotation = annotate((document, frozenset()), extractor=self.extractor)
        else:
            annotation = load_extractor(self.extractor).annotate(document, ())
        doc.user_data[KEY] = {"alignment_mode": self.alignment_mode} | _plain(annotation)
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=list(_role_spans(doc)))
        found = [mention.span for mention in mentions_of(doc) if mention.span is not None]
        doc.spans[MENTIONS] = SpanGroup(doc, name=MENTIONS, spans=found)
        return doc


@Language.factory(
    "onrecord",
    assigns=["doc._.attributions", "doc._.mentions", "doc.spans", "doc.user_data"],
    default_config={"extractor": "tagger-en", "clean": False, "alignment_mode": "expand"},
)
def create_component(nlp: Language, name: str, extractor: str, clean: bool, alignment_mode: str) -> OnRecordComponent:
    """The component for `nlp.add_pipe("onrecord", config={...})`.

    `extractor` is the name of an installed one; `clean` first marks what the page around an article left in the text
    and reads over it; `alignment_mode` is spaCy's: what becomes of words that begin or end inside a token. Raises
    `InputError` for a name or mode that is not there.
    """
    if alignment_mode not in get_args(AlignmentMode):
        raise InputError(f"alignment_mode is {alignment_mode!r}; give one of {', '.join(get_args(AlignmentMode))}")
    plugin_version(EXTRACTORS, extractor)
    return OnRecordComponent(extractor, clean=clean, alignment_mode=alignment_mode)  # type: ignore[arg-type]


def attributions_of(doc: Doc) -> list[DocAttribution]:
    """The attributions of a document in text order; [] for one that no component has read."""
    kept = doc.user_data.get(KEY, {})
    rows = {row["id"]: row for row in kept.get("attributions", ())}
    made: dict[str, DocAttribution] = {}

    def make(identifier: str) -> DocAttribution:
        if identifier not in made:
            row = rows[identifier]
            chars: dict[str, Chars] = {role: tuple((start, end) for start, end in row[role]) for role in _ROLES}
            spans: dict[str, Any] = {
                role: _aligned(doc, chars[role], role.upper(), kept["alignment_mode"]) for role in _ROLES
            }
            parent = make(row["parent"]) if row["parent"] else None
            rest: dict[str, Any] = {name: row[name] for name in ("kind", "type", "score", "origin")}
            made[identifier] = DocAttribution(**rest, **spans, parent=parent, chars=chars)
        return made[identifier]

    return [make(identifier) for identifier in rows]


def mentions_of(doc: Doc) -> list[DocMention]:
    """The mentions of a document in text order; [] for one that no component has read."""
    kept = doc.user_data.get(KEY, {})
    found = []
    for row in kept.get("mentions", ()):
        chars = (row["start"], row["end"])
        spans = _aligned(doc, [chars], row["entity"].upper(), kept["alignment_mode"])
        found.append(DocMention(next(iter(spans), None), row["type"], row["entity"], row["score"], chars))
    return found


def _plain(annotation: Annotation) -> dict[str, list[dict[str, Any]]]:
    """The annotation in values that spaCy can write to disk."""
    attributions = [
        {role: [[span.start, span.end] for span in getattr(each, role)] for role in _ROLES}
        | {"id": each.id, "kind": each.kind.value, "type": each.type.value, "parent": each.parent}
        | {"score": each.score, "origin": each.origin}
        for each in annotation.attributions
    ]
    mentions = [
        {
            "start": each.start,
            "end": each.end,
            "type": each.type.value,
            "entity": each.entity.value,
            "score": each.score,
        }
        for each in annotation.mentions
    ]
    return {"attributions": attributions, "mentions": mentions}


def _role_spans(doc: Doc) -> Iterable[Span]:
    for attribution in attributions_of(doc):
        yield from (*attribution.source, *attribution.cue, *attribution.content)


def _aligned(doc: Doc, chars: Sequence[tuple[int, int]], label: str, mode: str) -> tuple[Span, ...]:
    """The tokens that stand on these characters; what no token aligns with is left out."""
    spans = (doc.char_span(start, end, label=label, alignment_mode=mode) for start, end in chars)
    return tuple(span for span in spans if span is not None and len(span))


def _extend(name: str, getter: Any) -> None:
    if Doc.has_extension(name) and getattr(Doc.get_extension(name)[2], "__module__", None) != __name__:
        raise InputError(
            f"another package has given spaCy documents an attribute {name!r}; remove that extension first"
        )
    Doc.set_extension(name, getter=getter, force=True)


_extend("attributions", attributions_of)
_extend("mentions", mentions_of)
