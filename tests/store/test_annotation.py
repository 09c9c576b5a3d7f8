from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record import (
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Basis,
    DateRange,
    Document,
    EntityKind,
    Mention,
    MentionType,
    Region,
    RegionKind,
    Span,
)
from onrecord.store import Store
from onrecord.text import sha256, stable_id

from .invented import FERRY, GULL, Gathered, add, annotate, annotation_of, full_project, read_report


def test_step_is_pending_until_this_version_has_done_it(store: Store) -> None:
    gull, ferry = add(store, GULL, "b.txt"), add(store, FERRY, "a.txt")
    assert store.pending("annotate", "1") == [ferry.id, gull.id]
    annotate(store, ferry)
    assert store.pending("annotate", "1") == [gull.id]
    assert store.pending("annotate", "2") == [ferry.id, gull.id]
    assert store.pending("translate", "1") == [ferry.id, gull.id]


def test_only_annotated_documents_are_given_as_annotated(store: Store) -> None:
    gull, ferry = add(store, GULL, "b.txt"), add(store, FERRY, "a.txt")
    assert list(store.annotated()) == []
    annotate(store, gull)
    regions, annotation = annotation_of(gull)
    assert list(store.annotated()) == [Annotated(gull, tuple(regions), annotation)]
    assert list(store.annotated([ferry.id])) == []
    annotate(store, ferry)
    assert [each.document.id for each in store.annotated()] == [ferry.id, gull.id]
    assert [each.document.id for each in store.annotated([gull.id, "d-none", ferry.id])] == [gull.id, ferry.id]


def test_empty_annotation_is_done_and_a_failure_is_not_taken_for_empty(store: Store) -> None:
    gull, ferry = add(store, GULL, "b.txt"), add(store, FERRY, "a.txt")
    store.save_annotation(gull.id, [], Annotation(gull.id), version="1")
    store.save_failure(ferry.id, "took longer than 60 seconds", version="1")
    assert store.pending("annotate", "1") == [ferry.id]
    assert store.failures() == {ferry.id: "took longer than 60 seconds"}
    assert [each.document.id for each in store.annotated()] == [gull.id]
    annotate(store, ferry)
    assert store.failures() == {}


def test_new_annotation_takes_the_place_of_the_old_with_all_that_rested_on_it(store: Store) -> None:
    full_project(store)
    ferry = next(found for found in store.documents() if found.text == FERRY)
    store.save_annotation(ferry.id, [], Annotation(ferry.id), version="2")
    assert {saying.actor_name for saying in store.sayings()} == {"the ministry"}
    assert [suggestion.id for suggestion in store.suggestions()] == ["s-0"]
    assert [statement.id for statement in store.statements()] == ["n-0"]
    assert len(store.decisions()) == 1


def test_annotation_of_another_document_is_refused(store: Store) -> None:
    gull, ferry = add(store, GULL, "b.txt"), add(store, FERRY, "a.txt")
    with pytest.raises(ValueError, match="cannot be saved"):
        store.save_annotation(ferry.id, [], annotation_of(gull)[1], version="1")


def test_rows_that_do_not_fit_are_refused_as_a_whole(store: Store) -> None:
    ferry, gull = add(store, FERRY, "a.txt"), add(store, GULL, "b.txt")
    gathered = Gathered(ferry, gull)
    with pytest.raises(ValueError, match="do not fit"):  # sayings on attributions that were never saved
        gathered.save(store)
    assert store.actors() == []
    assert store.publications() == {}


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
NAMES = st.one_of(st.none(), TEXTS)
DAYS = st.one_of(st.none(), st.dates())
SCORES = st.floats(0, 1)


@st.composite
def spans(draw: st.DrawFn, size: int) -> Span:
    start = draw(st.integers(0, size))
    return Span(start, draw(st.integers(start, size)))


@st.composite
def annotated(draw: st.DrawFn) -> Annotated:
    text = draw(TEXTS)
    of = stable_id("d", text)
    some_spans = st.lists(spans(len(text)), max_size=4).map(tuple)
    days = sorted(day for day in (draw(DAYS), draw(DAYS)) if day)
    layout = [Region(draw(st.sampled_from(RegionKind)), *each) for each in draw(st.lists(pairs(len(text)), max_size=3))]
    document = Document(
        id=of,
        paths=tuple(sorted(draw(st.sets(TEXTS.map(lambda end: f"{of}/{end}"), min_size=1, max_size=3)))),
        text=text,
        text_sha256=sha256(text),
        outlet=draw(NAMES),
        title=draw(NAMES),
        byline=draw(NAMES),
        url=draw(NAMES),
        language=draw(NAMES),
        published=DateRange.between(days[0] if days else None, days[-1] if days else None),
        published_basis=draw(st.sampled_from(Basis)),
        published_evidence=draw(st.one_of(st.none(), spans(len(text)))),
        layout=tuple(layout),
    )
    attributions = [
        Attribution(
            id=stable_id("a", of, n),
            document_id=of,
            type=draw(st.sampled_from(AttributionType)),
            kind=draw(st.sampled_from(AttributionKind)),
            source=draw(some_spans),
            cue=draw(some_spans),
            content=draw(some_spans),
            quote=draw(some_spans),
            parent=draw(st.one_of(st.none(), st.just(stable_id("a", of, 0)))),
            origin=draw(TEXTS),
            score=draw(SCORES),
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    mentions = [
        Mention(of, *each, draw(st.sampled_from(MentionType)), draw(st.sampled_from(EntityKind)), draw(SCORES))
        for each in draw(st.lists(pairs(len(text)), max_size=3))
    ]
    regions = [
        Region(draw(st.sampled_from(RegionKind)), *each) for each in draw(st.lists(pairs(len(text)), max_size=3))
    ]
    return Annotated(document, tuple(regions), Annotation(of, tuple(attributions), tuple(mentions)))


def pairs(size: int) -> st.SearchStrategy[tuple[int, int]]:
    return spans(size).map(lambda span: (span.start, span.end))


@given(annotated())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_annotated_document_comes_back_the_same(store: Store, each: Annotated) -> None:
    store.save_reading(read_report(each.document.id), "f", [each.document])
    store.save_annotation(each.document.id, each.regions, each.annotation, version="1")
    assert list(store.annotated([each.document.id])) == [each]


def test_days_before_the_year_1000_keep_their_zeros(store: Store) -> None:
    add(store, FERRY, "a.txt", published=DateRange.day(date(33, 4, 3)), published_basis=Basis.TEXT)
    assert next(store.documents()).published.start == date(33, 4, 3)
