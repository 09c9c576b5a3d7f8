"""What a worker does with one annotated document: two maps whose small results the gathers work on.

The first reads a document by itself. The second knows what the gathers have found of it meanwhile: its day and outlet,
who is who in it, and the concepts and outlets of the collection. A worker reads the documents from the project itself,
a batch at a time, and answers with packed bytes that are kept there (`store.summaries`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from .coding import ConceptFinder, read_phrases, read_stems, suggest_for
from .packing import pack, unpack
from .record import (
    Actor,
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    Codebook,
    DateRange,
    Document,
    Mention,
    Precision,
    Publication,
    Span,
    Suggestion,
)
from .resolution.actors import read_actors
from .resolution.actors.result import DocumentActors
from .resolution.dates import (
    DateMention,
    Question,
    answer_question,
    date_cited,
    date_saying,
    find_dates,
    read_publication,
    share_occasions,
)
from .resolution.dates.publication import NO_WORDS
from .resolution.derivation import Reference, read_report, refer
from .resolution.events import read_tellings
from .resolution.process import ConceptNames, read_requirements
from .resolution.sayings import tell
from .resolution.tensions import read_figures
from .store import Store, open_store

# Part of every summary's version: raise it when what maps answer is laid out otherwise.
LAYOUT = "3"

# Steps of the first map, of the gather of actors, and of the second map; each is a summary of its own. Those of the
# second are made anew by groups, each when what it was read with has changed.
FIRST = ("actors", "dates", "report", "sayings", "publication", "wordprint", "wording", "figures")
NAMED = "named"
SECOND: Mapping[str, tuple[str, ...]] = {
    "told": ("said", "tellings"),
    "references": ("references",),
    "codes": ("codes",),
    "demands": ("demands",),
}
WEIGHED = "weighed"  # beside the codes, no summary: the concepts whose words' weights they depend on, space between

Packed = dict[str, bytes]  # step -> bytes
Answer = list[tuple[str, Packed | str]]  # document id -> its summaries, or why there are none


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents of the project at a place, by id."""

    location: str
    ids: tuple[str, ...]

    def single(self) -> Iterator[Batch]:
        """A batch for each document."""
        return (Batch(self.location, (one,)) for one in self.ids)


@dataclass(frozen=True, slots=True)
class Known:
    """What the gathers found of one document: its publication, and the persons who are mentioned in it, by name; and
    the groups of steps that are to be done on it."""

    document_id: str
    publication: Publication
    persons: tuple[Actor, ...]
    groups: tuple[str, ...] = tuple(SECOND)


@dataclass(frozen=True, slots=True)
class KnownBatch:
    """Documents of which something is known, of the project at a place."""

    location: str
    known: tuple[Known, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.document_id for one in self.known)

    def single(self) -> Iterator[KnownBatch]:
        """A batch for each document."""
        return (KnownBatch(self.location, (one,)) for one in self.known)


@dataclass(frozen=True, slots=True)
class Context:
    """What the gathers found of the whole collection, as the second map needs it."""

    outlets: tuple[str, ...] = ()
    concepts: Codebook = field(default_factory=Codebook)
    frequencies: Mapping[str, float] = field(default_factory=dict)


# Start, end, type, kind, score, actor id: a mention as plain values, which are read back several times faster.
MentionRow = tuple[int, int, str, str, float, str]
RangeRow = tuple[int, int, str]


class Page(NamedTuple):
    """What one document says of actors, as plain values: attribution id, actor id, name, rule and fellow speakers of
    each speaker; attribution id and reporters; mentions, and those of states as mere lands."""

    document_id: str
    speakers: tuple[tuple[str, str | None, str, str, tuple[str, ...]], ...]
    via: tuple[tuple[str, tuple[str, ...]], ...]
    mentions: tuple[MentionRow, ...]
    located: tuple[MentionRow, ...]


def page_of(found: DocumentActors) -> Page:
    return Page(
        found.document_id,
        tuple((one, by.actor_id, by.actor_name, by.resolved_by, by.also) for one, by in found.speakers.items()),
        tuple(found.via.items()),
        tuple(_mention_row(*one) for one in found.mentions),
        tuple(_mention_row(*one) for one in found.located),
    )


def _mention_row(mention: Mention, actor_id: str) -> MentionRow:
    return mention.start, mention.end, mention.type.value, mention.entity.value, mention.score, actor_id


def range_row(found: DateRange) -> RangeRow:
    """Days as ordinals, 0 for one not known."""
    start, end = found.start.toordinal() if found.start else 0, found.end.toordinal() if found.end else 0
    return start, end, found.precision.value


def range_of(row: RangeRow) -> DateRange:
    start, end, precision = row
    days = [date.fromordinal(day) if day else None for day in (start, end)]
    return DateRange(days[0], days[1], Precision(precision))


@dataclass(frozen=True, slots=True)
class Codes:
    """The suggestions of one document and the attributions they are for, bare of their parts; and refusals to
    comment."""

    attributions: tuple[Attribution, ...]
    suggestions: tuple[Suggestion, ...]
    refusals: tuple[Attribution, ...]


def read_first(batch: Batch) -> Answer:
    """The first map over a batch."""
    articles = reached(batch.location).annotated(batch.ids)
    return [(article.document.id, _attempt(_first, article)) for article in articles]


def _first(article: Annotated) -> Packed:
    document = article.document
    dates = find_dates(document.text, anchor=document.published, regions=article.regions)
    publication = read_publication(article, dates)
    return {
        "dates": pack(dates),
        "actors": pack(read_actors(article)),
        "report": pack(read_report(article)),
        "sayings": pack(tell(article)),
        "publication": pack(replace(publication, words=NO_WORDS)),
        "wordprint": pack(publication.words),
        "wording": pack((read_phrases(article), tuple(sorted(read_stems(article))))),
        "figures": pack(read_figures(article)),
    }


def answer(task: tuple[str, tuple[Question, ...]]) -> list[Publication]:
    """Publications of undated documents from what dated ones say, for a place and questions.

    All that the questions need is read at once: of their documents text and regions, of those that share words with
    them the text, of all the dates that the first map found.
    """
    location, questions = task
    store = reached(location)
    own = {one.document.id: one for one in store.annotated(dict.fromkeys(one.document_id for one in questions))}
    sisters = dict.fromkeys(match.there.document_id for one in questions for match in one.shared)
    texts = {one.id: one for one in store.documents_by_id(sisters)}
    dates = dict(store.summaries("dates", {**dict.fromkeys(own), **sisters}))

    def article_of(document_id: str) -> Annotated:
        return own.get(document_id) or Annotated(texts[document_id], (), Annotation(document_id))

    @cache
    def mentions_of(document_id: str) -> tuple[DateMention, ...]:
        found: tuple[DateMention, ...] = unpack(dates[document_id])
        return found

    return [answer_question(question, article_of, mentions_of) for question in questions]


def read_second(batch: KnownBatch, *, context: Context) -> Answer:
    """The second map over a batch."""
    store = reached(batch.location)
    known = {one.document_id: one for one in batch.known}
    named = dict(store.summaries(NAMED, known))
    dates = dict(store.summaries("dates", known))
    finder, names = _finders(context)

    def second(article: Annotated) -> Packed:
        here = known[article.document.id]
        own = unpack(dates[here.document_id]) if here.publication.published == article.document.published else None
        return _second(article, here, Page(*unpack(named[here.document_id])), own, context.outlets, finder, names)

    return [(article.document.id, _attempt(second, article)) for article in store.annotated(known)]


def _second(
    article: Annotated,
    known: Known,
    named: Page,
    dates: tuple[DateMention, ...] | None,
    outlets: tuple[str, ...],
    finder: ConceptFinder,
    names: ConceptNames,
) -> Packed:
    dated = replace(article, document=as_published(article.document, known.publication))
    if dates is None and ("told" in known.groups or "references" in known.groups or "demands" in known.groups):
        dates = find_dates(article.document.text, anchor=dated.document.published, regions=article.regions)
    dates = dates or ()
    places = [(Span(start, end), actor_id) for start, end, *_, actor_id in named.mentions]
    found: Packed = {}
    if "told" in known.groups:
        persons = {actor.id: actor for actor in known.persons}
        said = said_in(dated, dates, named)
        tellings = read_tellings(dated, dates, places, published=known.publication.published, actors=persons)
        found["said"] = pack(tuple((one, *range_row(days)) for one, days in said.items()))
        found["tellings"] = pack(tellings)
    if "references" in known.groups:
        found["references"] = pack(_references(dated, dates, outlets, known.publication.outlet))
    if "codes" in known.groups:
        finder.weighed.clear()
        found["codes"] = pack(_codes(article, finder))
        found[WEIGHED] = " ".join(sorted(finder.weighed)).encode()
    if "demands" in known.groups:
        found["demands"] = pack(read_requirements(article, names, actors=places, dates=dates))
    return found


def _codes(article: Annotated, finder: ConceptFinder) -> Codes:
    attributions = article.annotation.attributions
    suggestions = suggest_for(article, finder)
    refusals = tuple(one for one in attributions if one.kind is AttributionKind.NO_COMMENT)
    coded = {suggestion.attribution_id for suggestion in suggestions}
    return Codes(tuple(bare(one) for one in attributions if one.id in coded), suggestions, refusals)


@dataclass(frozen=True, slots=True)
class References:
    """What one document says that it stands on, and the days that its passages give to what they cite."""

    found: tuple[Reference, ...]
    days: tuple[tuple[Span, DateRange], ...]


def _references(
    article: Annotated, dates: Sequence[DateMention], outlets: tuple[str, ...], outlet: str | None
) -> References:
    text = article.document.text
    found = refer(article, outlets, outlet)
    days = {span: date_cited(span, text, dates) for one in found for span in one.passages}
    return References(found, tuple((span, told) for span, told in days.items() if told.known))


def said_in(article: Annotated, dates: Sequence[DateMention], named: Page) -> dict[str, DateRange]:
    """Attribution id -> the days on which it was said, as one document tells it."""
    document = article.document
    said = {
        one.id: date_saying(one, document.text, dates, document.published) for one in article.annotation.attributions
    }
    speakers = {one: actor_id for one, actor_id, *_ in named.speakers if actor_id is not None}
    return share_occasions(article.annotation.attributions, document.text, said=said, speakers=speakers, mentions=dates)


def as_published(document: Document, found: Publication | None) -> Document:
    """The document with outlet and publication as inferred from text and sister articles."""
    if found is None:
        return document
    return replace(document, outlet=found.outlet, published=found.published, published_basis=found.basis)


def bare(attribution: Attribution) -> Attribution:
    """The attribution with one span, from its first word to its last, in place of all its parts."""
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    extent = (Span(min(span.start for span in spans), max(span.end for span in spans)),) if spans else ()
    return replace(attribution, source=(), cue=(), content=extent, quote=())


def _attempt(work: Callable[[Annotated], Packed], article: Annotated) -> Packed | str:
    """The summaries, or why there are none: one document must not cost its batch."""
    try:
        return work(article)
    except MemoryError:
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# Projects open in this process, by where they are reached.
_opened: dict[str, Store] = {}


def reached(location: str) -> Store:
    """The project, opened once a worker; it stays open until the worker ends."""
    if location not in _opened:
        _opened[location] = open_store(location)
    return _opened[location]


@contextmanager
def lent(store: Store) -> Iterator[None]:
    """Inside, maps that run in this very process read by this store: a second one would keep the project open."""
    _opened[store.reach] = store
    try:
        yield
    finally:
        del _opened[store.reach]


_finders_of: dict[int, tuple[Context, ConceptFinder, ConceptNames]] = {}


def _finders(context: Context) -> tuple[ConceptFinder, ConceptNames]:
    """What the context's concepts are found by, made once for a context."""
    kept = _finders_of.get(id(context))
    if kept is None or kept[0] is not context:
        _finders_of.clear()
        in_use = [concept for concept in context.concepts if not concept.retired]
        finder = ConceptFinder(in_use, dict(context.frequencies))
        kept = _finders_of[id(context)] = (context, finder, ConceptNames(context.concepts.concepts))
    return kept[1], kept[2]
