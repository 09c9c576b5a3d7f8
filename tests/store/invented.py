"""A small invented debate, whether the harbour of Port Lune gets a tidal barrier, as values of the record."""

from __future__ import annotations

from datetime import UTC, date, datetime

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
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Document,
    EntityKind,
    Event,
    EventKind,
    Figure,
    FileReport,
    FileStatus,
    Mention,
    MentionType,
    Passage,
    Precision,
    Publication,
    Region,
    RegionKind,
    Requirement,
    RequirementKind,
    Role,
    Saying,
    Span,
    Stance,
    Statement,
    StatementStatus,
    Suggestion,
    Tension,
    Verdict,
)
from onrecord.store import Store
from onrecord.text import sha256, stable_id

FERRY = "Barrier vote\nHarbour master Ilse Brandt said “the barrier must come” before winter."
GULL = "The ministry wants no barrier, according to the Lune Courier."


def document(text: str, *paths: str, **fields: object) -> Document:
    return Document(stable_id("d", text), paths or ("a.txt",), text, sha256(text), **fields)  # type: ignore[arg-type]


def read_report(path: str, n_documents: int = 1) -> FileReport:
    return FileReport(path, FileStatus.READ, "", n_documents)


def add(store: Store, text: str, path: str, **fields: object) -> Document:
    """Reads one invented file into the store."""
    found = document(text, path, **fields)
    store.save_reading(read_report(path), sha256(text), [found])
    return found


def annotation_of(document: Document) -> tuple[list[Region], Annotation]:
    """One attribution that ends with the text, and one mention."""
    size = len(document.text)
    attribution = Attribution(
        id=stable_id("a", document.id),
        document_id=document.id,
        type=AttributionType.MIXED,
        kind=AttributionKind.SAID,
        source=(Span(0, 3),),
        cue=(Span(3, 4),),
        content=(Span(4, 6), Span(7, size)),
        quote=(Span(5, 6),),
        origin="tagger-en 1",
        score=0.9,
    )
    inner = Attribution(
        id=stable_id("a", document.id, "inner"),
        document_id=document.id,
        type=AttributionType.INDIRECT,
        kind=AttributionKind.HELD,
        source=(),
        cue=(Span(7, 8),),
        content=(Span(8, size),),
        parent=attribution.id,
        score=0.25,
    )
    mention = Mention(document.id, 0, 3, MentionType.NAME, EntityKind.PERSON, 0.75)
    regions = [Region(RegionKind.HEADLINE, 0, 4), Region(RegionKind.BODY, 4, size)]
    return regions, Annotation(document.id, (inner, attribution), (mention,))


def annotate(store: Store, document: Document, version: str = "1") -> Annotation:
    regions, annotation = annotation_of(document)
    store.save_annotation(document.id, regions, annotation, version=version)
    return annotation


DECISION = Decision(
    id="k-1",
    subject="s-1",
    verdict=Verdict.EDIT,
    coder="maria",
    decided_at=datetime(2031, 5, 4, 9, 30, 1, 25, tzinfo=UTC),
    values={"stance": "support", "memo": "“must come”"},
)


class Gathered:
    """All that gathering could find in the two articles."""

    def __init__(self, ferry: Document, gull: Document) -> None:
        ferry_attribution, gull_attribution = (annotation_of(each)[1].attributions[1].id for each in (ferry, gull))
        here, there = Passage(ferry.id, 0, 7), Passage(gull.id, 4, 12)
        month = DateRange(date(2031, 5, 1), date(2031, 5, 31), Precision.MONTH)
        self.publications = {
            gull.id: Publication(gull.id, month, Basis.SISTER, (here,), "quoted by a dated article"),
            ferry.id: Publication(ferry.id, DateRange.day(date(2031, 5, 3)), Basis.TEXT),
        }
        role = Role("harbour master", "Port Lune", date(2029, 1, 1), None, here)
        self.actors = [
            Actor(
                "p-2",
                "Ilse Brandt",
                ActorKind.PERSON,
                ("the harbour master",),
                (role, Role("engineer")),
                (
                    Mention(ferry.id, 0, 3, MentionType.NAME, EntityKind.PERSON, 0.5),
                    Mention(gull.id, 4, 12, MentionType.NOMINAL),
                ),
                "resolver 1",
            ),
            Actor("p-1", "Lune Courier", ActorKind.ORGANIZATION),
        ]
        open_ended = DateRange(None, date(2031, 12, 1), Precision.RANGE)
        self.sayings = [
            Saying(gull_attribution, None, "the ministry", ("p-1",), DateRange(), "c-2", "description"),
            Saying(ferry_attribution, "p-2", "Ilse Brandt", (), open_ended, "c-1", "name", ("p-1",)),
        ]
        self.events = [
            Event("e-1", "the vote", month, EventKind.PLANNED, ("p-2",), (here, there), "before winter"),
        ]
        self.derivations = [
            Derivation(
                "r-1", gull.id, DerivationTarget.OUTLET, None, "Lune Courier", DerivationRelation.CITES, (there, here)
            )
        ]
        self.tensions = [Tension("t-1", here, there, "opposite wishes", 0.5)]
        self.requirements = [
            Requirement(
                "q-1", "full", RequirementKind.APPROVAL, False, "the consent of the port", ("p-2",), month,
                ferry_attribution, (here, there),
            ),
            Requirement("q-0", "barrier", RequirementKind.STEP, True, "a new survey", evidence=(there,)),
        ]  # fmt: skip
        self.figures = [
            Figure("f-1", "nearly 4 million crowns", 3.4e6, 4e6, "crown", "year", "It costs that.", (here, there)),
        ]
        self.concepts = [
            Concept("full", "Full barrier", "closes the harbour", ConceptKind.OPTION, "barrier", 2, ("gate",), ("x",)),
            Concept("barrier", "Barrier", origin="proposed"),
        ]
        self.suggestions = [
            Suggestion("s-1", ferry_attribution, "full", Stance.SUPPORT, 0.875, "coder-en 1"),
            Suggestion("s-0", gull_attribution, "barrier", Stance.OPPOSE, 0.5, "coder-en 1"),
        ]
        self.statements = [
            Statement(
                "n-0", gull_attribution, gull.id, None, "the ministry", None, "barrier", Stance.OPPOSE,
                DateRange(), ("p-1",), 1, StatementStatus.SUGGESTED, "coder-en 1",
            ),
            Statement(
                "n-1", ferry_attribution, ferry.id, "p-2", "Ilse Brandt", "Port Lune", "full", Stance.SUPPORT,
                open_ended, (), 2, StatementStatus.ACCEPTED, "coder:maria",
            ),
        ]  # fmt: skip

    def save(self, store: Store) -> None:
        store.replace_resolution(
            publications=self.publications,
            actors=self.actors,
            sayings=self.sayings,
            events=self.events,
            derivations=self.derivations,
            tensions=self.tensions,
            requirements=self.requirements,
            figures=self.figures,
        )
        store.replace_coding(concepts=self.concepts, suggestions=self.suggestions)
        store.replace_statements(self.statements)


def full_project(store: Store) -> Gathered:
    ferry = add(store, FERRY, "b/ferry.txt", outlet="Ferry Post", title="Barrier vote", language="en")
    gull = add(store, GULL, "a/gull.txt")
    annotate(store, ferry)
    annotate(store, gull)
    gathered = Gathered(ferry, gull)
    gathered.save(store)
    store.add_decisions([DECISION])
    return gathered
