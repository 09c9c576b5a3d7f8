"""Who said what: source, cue and content, each a tuple of spans; and the mentions that name actors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Span


class AttributionType(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class AttributionKind(StrEnum):
    SAID = "said"
    HELD = "held"  # believed, wanted, feared
    PLANNED = "planned"
    ASKED = "asked"
    NO_COMMENT = "no_comment"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source + cue + content in one document. `source` may be empty ("It is reported that ..."); `cue` never is.

    `quote` holds the verbatim parts of the content, without their quotation marks. `parent` is the id of the
    attribution whose content encloses this one. `score` is the probability, from 0 to 1, that a careful reader
    would mark it; `origin` says who found it (`tagger-en 1`).
    """

    id: str
    document_id: str
    type: AttributionType
    kind: AttributionKind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote: tuple[Span, ...] = ()
    parent: str | None = None
    origin: str = ""
    score: float = 1.0


class MentionType(StrEnum):
    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class EntityKind(StrEnum):
    """What a mention names, as the tagger sees it; resolution decides which actor it is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    NATIONALITY = "nationality"  # Israeli, Americans
    OTHER = "other"  # events, laws, works
    UNKNOWN = "unknown"  # nominals and pronouns


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a document that names someone or something: `[start, end)`, by name, description or pronoun."""

    document_id: str
    start: int
    end: int
    type: MentionType
    entity: EntityKind = EntityKind.UNKNOWN
    score: float = 1.0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that one pass of an extractor found in one document, in text order.

    `remarks` tell, a line each, what it had to leave out (words of a language model that are not in the text).
    """

    document_id: str
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()
    remarks: tuple[str, ...] = ()
