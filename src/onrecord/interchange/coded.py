"""What travels between tools: texts, concepts, and passages that coders coded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ..record import Concept, Span


@dataclass(frozen=True, slots=True)
class CodedText:
    """One article: its immutable text and what is known of it. `id` is the project's, or the other tool's on import."""

    id: str
    name: str
    text: str
    sha256: str = ""
    outlet: str | None = None
    published: str | None = None  # ISO 8601 day, or "from/to" when known as a range
    url: str | None = None


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """One coder's coding: these spans of that text, about a concept, with a stance, said by an actor.

    `coder` None: the other tool named nobody. `said` is an ISO day or "from/to". `memo` is a free note of the coder.
    """

    id: str
    text_id: str
    spans: tuple[Span, ...]
    coder: str | None
    coded_at: datetime | None = None
    concept_id: str | None = None
    stance: str | None = None
    actor: str | None = None
    said: str | None = None
    via: tuple[str, ...] = ()
    memo: str = ""


@dataclass(frozen=True, slots=True)
class CodedProject:
    title: str
    texts: tuple[CodedText, ...]
    concepts: tuple[Concept, ...]
    passages: tuple[CodedPassage, ...]
    made_at: datetime
    version: str = ""
    text_memos: tuple[tuple[str, str, str], ...] = field(default=())  # text id, coder, words
