"""Sheets to actors: what only the whole collection can tell, near-linear in the number of articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from ...record import NO_CORRECTIONS, SPEAKS_FOR, Actor, Corrections, Mention, Publication, Span
from .affiliations import Wholes
from .book import Book
from .corrected import Correction, anchored_documents
from .known import NOTHING_KNOWN, Known
from .lexicon import read_lexicon
from .offices import OfficeTable
from .organizations import Organizations
from .persons import read_persons
from .reader import Reading, Registries, TitlesSeen
from .result import ActorResolution, Affiliation, DocumentActors, Speaker
from .sheet import Sheet
from .speakers import resolve_speakers
from .via import via_chains

NO_PUBLICATIONS: Mapping[str, Publication] = {}


def gather_actors(
    sheets: Collection[Sheet],
    *,
    publications: Mapping[str, Publication] = NO_PUBLICATIONS,
    known: Known = NOTHING_KNOWN,
    corrections: Corrections = NO_CORRECTIONS,
) -> ActorResolution:
    """One actor per person, organization, state or group over all sheets, and the speaker of every attribution; what
    coders corrected stands."""
    speakers: dict[str, Speaker] = {}
    via: dict[str, tuple[str, ...]] = {}
    mentions: dict[str, tuple[tuple[Span, str], ...]] = {}
    of_actor: dict[str, list[Mention]] = {}

    def collect(page: DocumentActors) -> None:
        speakers.update(page.speakers)
        via.update(page.via)
        mentions[page.document_id] = tuple((mention.span, actor_id) for mention, actor_id in page.mentions)
        for mention, actor_id in (*page.mentions, *page.located):
            of_actor.setdefault(actor_id, []).append(mention)

    gathered = stream_actors(sheets, collect, publications=publications, known=known, corrections=corrections)
    actors = [
        replace(
            actor, mentions=tuple(sorted(of_actor.get(actor.id, ()), key=lambda m: (m.document_id, m.start, m.end)))
        )
        for actor in gathered.actors
    ]
    return replace(gathered, actors=tuple(actors), speakers=speakers, via=via, mentions=mentions)


def stream_actors(
    sheets: Collection[Sheet],
    on_document: Callable[[DocumentActors], None],
    *,
    publications: Mapping[str, Publication] = NO_PUBLICATIONS,
    known: Known = NOTHING_KNOWN,
    corrections: Corrections = NO_CORRECTIONS,
) -> ActorResolution:
    """Gives `on_document` the speakers, reporters and mentions of each document in turn, and returns the actors, those
    with most mentions first, without their `mentions`, and whose body they are; nothing else of the resolution is kept.

    `sheets` is walked several times and may unpickle its sheets as it goes; no sheet is kept. `publications` gives the
    days and outlets inferred after the sheets were read.
    """
    # 1 what each name names, by vote over all documents; 2 persons and short names, over all documents
    lexicon = read_lexicon(sheets, known)
    book = Book()
    organizations, titles = Organizations(), TitlesSeen()
    walk = organizations.each(titles.each(_dated(sheets, publications), lexicon), lexicon)
    persons = read_persons(walk, lexicon, known)
    registries = Registries(lexicon, persons, organizations, OfficeTable(), book, known)
    # 3 who holds which office
    registries.enter_offices(titles)
    del titles, walk
    correction = _correction(sheets, registries, publications, corrections) if corrections else None
    # 4 names to actors in each document, sources to speakers, chains of reporters
    for sheet in _dated(sheets, publications):
        page = _listen(sheet, registries)
        if correction is not None:
            page = correction.apply(page)
        book.refer(speaker.actor_id for speaker in page.speakers.values())
        book.refer(actor_id for speaker in page.speakers.values() for actor_id in speaker.also)
        book.refer(actor_id for chain in page.via.values() for actor_id in chain)
        on_document(page)
    part_of, affiliations = book.parts(), Wholes(book, organizations).affiliations()
    actors = book.actors()
    if correction is not None:
        actors = correction.finish(actors)
    return ActorResolution(
        _with_wholes(actors, book, part_of, affiliations), part_of=part_of, affiliations=affiliations
    )


def _with_wholes(
    actors: tuple[Actor, ...], book: Book, part_of: Mapping[str, str], affiliations: Mapping[str, Affiliation]
) -> tuple[Actor, ...]:
    """The actors with the name of whom each speaks for now; an attribute that a coder wrote stands."""
    names = {actor.id: actor.name for actor in actors}

    def told(actor: Actor) -> Actor:
        tie = affiliations.get(actor.id)
        whole = part_of.get(actor.id) or (tie.whole if tie is not None and not tie.former else None)
        if whole is None or SPEAKS_FOR in actor.attributes:
            return actor
        name = names.get(whole) or book.drafts[whole].name
        return actor if name == actor.name else replace(actor, attributes={SPEAKS_FOR: name, **actor.attributes})

    return tuple(map(told, actors))


def _listen(sheet: Sheet, registries: Registries) -> DocumentActors:
    """Whom one document mentions, who speaks in it, and through whom."""
    reading = Reading(sheet, registries)
    reading.resolve_names()
    reading.enter_names()
    speakers = resolve_speakers(reading)
    chains = via_chains(reading, speakers)
    return DocumentActors(sheet.document_id, speakers, chains, *registries.book.turn_page())


def _correction(
    sheets: Collection[Sheet],
    registries: Registries,
    publications: Mapping[str, Publication],
    corrections: Corrections,
) -> Correction:
    """The corrections with their anchors found: the documents they point into are read once before all others."""
    wanted = anchored_documents(corrections)
    registries.book.muted = True
    pointed = [sheet for sheet in sheets if sheet.document_id in wanted] if wanted else []
    pages = {sheet.document_id: _listen(sheet, registries) for sheet in _dated(pointed, publications)}
    registries.book.muted = False
    return Correction(corrections, registries.book, pages)


def _dated(sheets: Collection[Sheet], publications: Mapping[str, Publication]) -> Iterator[Sheet]:
    """The sheets with outlet and day as inferred, where they are."""
    for sheet in sheets:
        found = publications.get(sheet.document_id)
        if found is not None:
            sheet = replace(sheet, outlet=found.outlet, published=found.published)
        yield sheet
