"""An invented debate, whether the island gets a toll bridge, stored as a gather would: without any model."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

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
    Decision,
    Document,
    EntityKind,
    FileReport,
    FileStatus,
    JsonValue,
    Mention,
    MentionType,
    Publication,
    Region,
    RegionKind,
    Role,
    Saying,
    Span,
    Stance,
    Statement,
    Suggestion,
    Verdict,
)
from onrecord.review import derive_statements
from onrecord.review.codebook import Recoding
from onrecord.store import Store
from onrecord.text import sha256, stable_id

PEOPLE = ("Mara Quill", "Jory Penn", "Tessa Orme")
CONCEPTS = (
    Concept("toll", "Toll bridge", kind=ConceptKind.OPTION, rank=1),
    Concept("ferry", "More ferries"),
    Concept("tunnel", "Tunnel", kind=ConceptKind.OPTION, rank=2),
)
NOON = datetime(2031, 9, 1, 12, tzinfo=UTC)
_ids = count(1)


def decision(
    subject: str, verdict: Verdict = Verdict.ACCEPT, *, coder: str = "maria", supersedes: str | None = None,
    id: str | None = None, **values: JsonValue,
) -> Decision:  # fmt: skip
    number = next(_ids)
    return Decision(id or f"k{number}", subject, verdict, coder, NOON + timedelta(seconds=number), values, supersedes)


def article(number: int, person: str) -> Document:
    text = f"{person} said the bridge would be a mistake. Nobody else spoke on day {number}."
    days = DateRange.day(date(2031, 5, 1) + timedelta(days=number % 28))
    return Document(
        stable_id("d", text), (f"clip-{number:05}.txt",), text, sha256(text), outlet="Gull", published=days,
        published_basis=Basis.TEXT,
    )  # fmt: skip


def attribution_in(document: Document, person: str) -> Attribution:
    size = len(person)
    return Attribution(
        stable_id("att", document.id), document.id, AttributionType.INDIRECT, AttributionKind.SAID,
        (Span(0, size),), (Span(size + 1, size + 5),), (Span(size + 6, size + 36),), origin="tagger-en 1", score=0.9,
    )  # fmt: skip


class Island:
    """`n` articles of one attribution each; every third act of speech is reported twice."""

    def __init__(self, store: Store, n: int = 9) -> None:
        self.store = store
        self.attributions: list[str] = []
        self.suggestions: list[str] = []
        self.documents: list[str] = []
        actors: dict[str, list[Mention]] = {person: [] for person in PEOPLE}
        sayings, suggestions, publications = [], [], {}
        with store.transaction():
            for number in range(n):
                act = number - (number % 3 == 2)
                person = PEOPLE[act % len(PEOPLE)]
                document = article(number, person)
                attribution = attribution_in(document, person)
                report = FileReport(document.path, FileStatus.READ, "", 1)
                store.save_reading(report, document.text_sha256, [document])
                mention = Mention(document.id, 0, len(person), MentionType.NAME, EntityKind.PERSON)
                region = Region(RegionKind.BODY, 0, len(document.text))
                found = Annotation(document.id, (attribution,), (mention,))
                store.save_annotation(document.id, [region], found, version="1")
                publications[document.id] = Publication(document.id, document.published, Basis.TEXT)
                actors[person].append(mention)
                sayings.append(
                    Saying(
                        attribution.id, actor_id(person), person, (), document.published, f"cluster-{act:05}", "name"
                    )
                )
                for place, concept in enumerate(CONCEPTS[: 1 + number % 2]):
                    score = 0.3 if (number + place) % 4 == 3 else 0.8
                    stance = (Stance.OPPOSE, Stance.SUPPORT)[number % 5 == 0]
                    made = Suggestion(
                        f"sug-{attribution.id}-{concept.id}", attribution.id, concept.id, stance, score, "coder-en 1"
                    )
                    suggestions.append(made)
                    self.suggestions.append(made.id)
                self.attributions.append(attribution.id)
                self.documents.append(document.id)
            store.replace_resolution(
                publications=publications,
                actors=[
                    Actor(actor_id(name), name, ActorKind.PERSON, roles=(Role("member", "council"),), mentions=tuple(m))
                    for name, m in actors.items()
                ],
                sayings=sayings, events=[], derivations=[], tensions=[],
            )  # fmt: skip
            store.replace_coding(concepts=CONCEPTS, suggestions=suggestions)
            store.replace_statements(derived(store))


def actor_id(person: str) -> str:
    return stable_id("act", person)


def derived(store: Store) -> tuple[Statement, ...]:
    """The statements as a gather over the whole collection derives them."""
    articles = list(store.annotated())
    return derive_statements(
        [attribution for article in articles for attribution in article.annotation.attributions],
        sayings={saying.attribution_id: saying for saying in store.sayings()},
        suggestions=store.suggestions(),
        decisions=store.decisions(),
        actors=store.actors(),
        derivations=store.derivations(),
        adjudicators=store.adjudicators(),
        recoding=Recoding.from_json(store.get_meta("recoding")),
    )
