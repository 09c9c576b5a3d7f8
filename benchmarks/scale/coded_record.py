"""A project of any size as a gather would leave it, written without any model: documents, attributions, suggestions."""

from __future__ import annotations

import random
from datetime import date, timedelta

from onrecord.record import (
    Actor,
    ActorKind,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Basis,
    Concept,
    ConceptKind,
    DateRange,
    Document,
    EntityKind,
    FileReport,
    FileStatus,
    Mention,
    MentionType,
    Publication,
    Region,
    RegionKind,
    Saying,
    Span,
    Stance,
    Suggestion,
)
from onrecord.review import derive_statements
from onrecord.store import Store
from onrecord.text import sha256

PER_DOCUMENT = 16
_GIVEN = (
    "Anna Maria Laura Helen Clara Emma Julia Nora Alice Rosa Peter John Thomas Martin Paul David Robert James".split()
)
_FIRST = "Hal Mar Tor Bren Quil Sel Dor Kel Wen Ros Per Lan Gar Fen Ol Bor".split()
_LAST = "ford wick berg holt mere den by stad mond well ham croft".split()
_OUTLETS = tuple(
    f"{place} {kind}"
    for place in ("Kallvik", "Norrin", "Ferrow", "Orsa", "Tidewater")
    for kind in ("Post", "Courier", "Gazette", "Radio")
)
_STANCES = tuple(Stance)
_LABELS = (
    "pilot barrage", "full barrage", "feasibility study", "treaty on fish", "loan guarantee", "cheaper power",
    "herring", "harbour jobs", "sea level", "grid costs", "ferry line", "tidal tax",
)  # fmt: skip
_N_OPTIONS = 4


def _concept(n: int, label: str) -> Concept:
    kind, rank = (ConceptKind.OPTION, n) if n < _N_OPTIONS else (ConceptKind.ISSUE, None)
    return Concept(f"c{n}", label, f"Whether {label} comes about.", kind, None, rank)


CONCEPTS = tuple(_concept(n, label) for n, label in enumerate(_LABELS))


def write_record(store: Store, n_documents: int, *, seed: int = 7) -> None:
    """Fills an empty store with `n_documents` articles of sixteen attributions and suggestions each (some 10.4
    statements); one act of speech in five is reported by a second article."""
    chance = random.Random(seed)
    people = _people(chance, max(40, n_documents // 20))
    documents, attributions, sayings, suggestions, publications = [], [], {}, [], {}
    recent: list[tuple[str, int, str]] = []
    for number in range(n_documents):
        document, annotation, told = _article(chance, number, people, recent)
        documents.append((document, annotation))
        publications[document.id] = Publication(
            document.id, document.published, Basis.METADATA, (), "", document.outlet
        )
        for attribution, (cluster, person, concept) in zip(annotation.attributions, told, strict=True):
            attributions.append(attribution)
            said = document.published if chance.random() < 0.9 else DateRange()
            sayings[attribution.id] = Saying(attribution.id, f"act-{person}", people[person], (), said, cluster, "name")
            suggestions.append(
                Suggestion(
                    f"sug-{attribution.id}",
                    attribution.id,
                    concept,
                    chance.choice(_STANCES),
                    round(chance.uniform(0.3, 0.98), 3),
                    "coder-en 1",
                )
            )
    with store.transaction():
        for document, annotation in documents:
            store.save_reading(FileReport(document.path, FileStatus.READ, "", 1), document.text_sha256, [document])
            store.save_annotation(
                document.id, [Region(RegionKind.BODY, 0, len(document.text))], annotation, version="made 1"
            )
        actors = [Actor(f"act-{n}", name, ActorKind.PERSON) for n, name in enumerate(people)]
        store.replace_resolution(
            publications=publications,
            actors=actors,
            sayings=list(sayings.values()),
            events=(),
            derivations=(),
            tensions=(),
        )
        store.replace_coding(concepts=CONCEPTS, suggestions=suggestions)
        store.replace_statements(
            derive_statements(attributions, sayings=sayings, suggestions=suggestions, actors=actors)
        )
        store.mark_gathered("made")


def _people(chance: random.Random, count: int) -> list[str]:
    return [f"{chance.choice(_GIVEN)} {chance.choice(_FIRST)}{chance.choice(_LAST)}{n % 7 or ''}" for n in range(count)]


def _article(
    chance: random.Random, number: int, people: list[str], recent: list[tuple[str, int, str]]
) -> tuple[Document, Annotation, list[tuple[str, int, str]]]:
    parts, size = [], 0
    places: list[tuple[Span, Span, Span]] = []
    told: list[tuple[str, int, str]] = []
    for n in range(PER_DOCUMENT):
        if recent and chance.random() < 0.2:
            cluster, person, concept = chance.choice(recent)
        else:
            # A few people speak often, most seldom, as in any debate.
            person = min(len(people) - 1, int(chance.paretovariate(1.1)) - 1)
            concept = CONCEPTS[min(len(CONCEPTS) - 1, int(chance.expovariate(0.4)))].id
            cluster = f"clu-{number}-{n}"
        label = next(one.label for one in CONCEPTS if one.id == concept)
        name = people[person]
        does = chance.choice(("help", "harm", "not change", "divide"))
        content = f"that the {label} would {does} the towns along the estuary for years to come"
        sentence = (
            f"{name} said {content}. The council listened and the rain went on over the harbour, as it had for weeks.\n"
        )
        places.append(
            (
                Span(size, size + len(name)),
                Span(size + len(name) + 1, size + len(name) + 5),
                Span(size + len(name) + 6, size + len(name) + 6 + len(content)),
            )
        )
        told.append((cluster, person, concept))
        parts.append(sentence)
        size += len(sentence)
    recent.extend(told)
    del recent[:-400]
    text = "".join([*parts, f"Article {number}."])
    day = date(2031, 1, 1) + timedelta(days=number % 700)
    identifier = f"doc-{number:06}"
    document = Document(
        identifier, (f"clip-{number:06}.txt",), text, sha256(text), outlet=chance.choice(_OUTLETS),
        title=f"Debate on the estuary, day {number}", language="en", published=DateRange.day(day),
        published_basis=Basis.METADATA,
    )  # fmt: skip
    found = tuple(
        Attribution(
            f"att-{number}-{n}", identifier, AttributionType.INDIRECT, AttributionKind.SAID, (source,), (cue,),
            (content,), origin="tagger-en 2", score=0.9,
        )
        for n, (source, cue, content) in enumerate(places)
    )  # fmt: skip
    mentions = tuple(
        Mention(identifier, one[0].start, one[0].end, MentionType.NAME, EntityKind.PERSON) for one in places
    )
    return document, Annotation(identifier, found, mentions), told
