"""Words to actors: the main path of actor resolution."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from ...record import Annotated, Span
from .book import Book
from .lexicon import read_lexicon
from .offices import OfficeTable
from .organizations import read_organizations
from .persons import read_persons
from .reader import Reading, Registries
from .result import ActorResolution, Speaker
from .sheet import read_sheet
from .speakers import resolve_speakers
from .via import via_chains


def resolve_actors(articles: Sequence[Annotated]) -> ActorResolution:
    """One actor per person, organization, state or group over all articles, and the speaker of every attribution.

    The order of `articles` does not matter for who is whom. Ids depend on an actor's kind and canonical name, so that
    they stay the same when articles are added, unless an addition shows a name to be ambiguous.
    """
    # 1 each document once, from text to sheet
    sheets = sorted((read_sheet(article) for article in articles), key=lambda sheet: sheet.document_id)
    # 2 what each name names, by vote over all documents; 3 persons and short names over all documents
    lexicon = read_lexicon(sheets)
    book = Book()
    registries = Registries(
        lexicon, read_persons(sheets, lexicon), read_organizations(sheets, lexicon), OfficeTable(), book
    )
    # 4 names to actors in each document; their roles fill the office table
    documents = [sheet.document_id for sheet in sheets]
    readings = deque(Reading(sheet, registries) for sheet in sheets)
    del sheets
    for reading in readings:
        reading.resolve_names()
        reading.enter_offices()
    # 5 sources to speakers, with the whole office table at hand; 6 chains of reporters
    speakers: dict[str, Speaker] = {}
    via: dict[str, tuple[str, ...]] = {}
    while readings:
        reading = readings.popleft()  # lets its sheet go
        reading.enter_names()
        own = resolve_speakers(reading)
        speakers.update(own)
        via.update(via_chains(reading, own))
    # 7 bind the book
    named = {speaker.actor_id for speaker in speakers.values()} | {i for chain in via.values() for i in chain}
    actors = book.actors(named | {i for speaker in speakers.values() for i in speaker.also})
    mentions: dict[str, list[tuple[Span, str]]] = {document: [] for document in documents}
    for actor in actors:
        for mention in actor.mentions:
            mentions[mention.document_id].append((mention.span, actor.id))
    ordered = {document: tuple(sorted(found)) for document, found in mentions.items()}
    return ActorResolution(actors, speakers, via, ordered)
