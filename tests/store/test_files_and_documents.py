from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import Basis, DateRange, FileReport, FileStatus, Region, RegionKind, Span
from onrecord.store import Store

from .invented import FERRY, GULL, add, annotate, document, full_project, read_report


def test_document_comes_back_as_it_was_read(store: Store) -> None:
    found = document(
        FERRY,
        "news/ferry.html",
        outlet="Ferry Post",
        title="Barrier vote",
        byline="Jo Ness",
        url="https://ferry.example/1",
        language="en",
        published=DateRange.between(date(2031, 5, 1), None),
        published_basis=Basis.TEXT,
        published_evidence=Span(0, 7),
        layout=(Region(RegionKind.HEADLINE, 0, 12),),
    )
    store.save_reading(read_report("news/ferry.html"), "f1", [found])
    assert list(store.documents()) == [found]
    assert store.document(found.id) == found
    assert store.n_documents == 1


def test_unknown_document_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        store.document("d-none")


def test_known_file_is_one_with_the_same_bytes_whatever_became_of_it(store: Store) -> None:
    failed = FileReport("scan.pdf", FileStatus.FAILED, "no text layer")
    store.save_reading(failed, "f1", [])
    assert store.known_file("scan.pdf", "f1")
    assert not store.known_file("scan.pdf", "f2")
    assert not store.known_file("other.pdf", "f1")
    assert store.files() == [failed]


def test_same_text_in_two_files_is_one_document_with_both_paths_in_order(store: Store) -> None:
    add(store, FERRY, "z.txt")
    add(store, FERRY, "a.html")
    assert [found.paths for found in store.documents()] == [("a.html", "z.txt")]


def test_metadata_of_one_text_hangs_on_its_paths_and_not_on_the_order_of_reading(store: Store) -> None:
    dated = {"published": DateRange.day(date(2031, 5, 3)), "published_basis": Basis.METADATA}
    for text, paths in ((FERRY, ("a.html", "b.txt", "c.html")), (GULL, ("c.html2", "b.txt2", "a.html2"))):
        for path in paths:
            fields = {"a": {"outlet": "A"}, "b": {}, "c": {"outlet": "C", "title": "T", **dated}}[path[0]]
            add(store, text, path, **fields)
    for found in store.documents():
        assert (found.outlet, found.title, found.published_basis) == ("A", "T", Basis.METADATA)
        assert found.published == DateRange.day(date(2031, 5, 3))


def test_documents_come_by_path_in_code_point_order_and_those_of_one_file_in_its_order(store: Store) -> None:
    add(store, "one", "ä.txt")
    add(store, "two", "Z.txt")
    add(store, "three", "a.txt")
    rows = [document(f"row {n}", "m.csv") for n in (2, 1, 0)]
    store.save_reading(read_report("m.csv", 3), "f", rows)
    assert [found.text for found in store.documents()] == ["two", "three", "row 2", "row 1", "row 0", "one"]


def test_more_documents_than_a_page_all_come_once(store: Store) -> None:
    rows = [document(f"row {n}", "m.csv") for n in range(257)]
    store.save_reading(read_report("m.csv", 257), "f", rows)
    assert [found.text for found in store.documents()] == [row.text for row in rows]


def test_saving_a_reading_twice_changes_nothing(store: Store) -> None:
    add(store, FERRY, "a.txt")
    before = (list(store.documents()), store.files(), store.input_digest())
    add(store, FERRY, "a.txt")
    assert (list(store.documents()), store.files(), store.input_digest()) == before


def test_changed_file_leaves_its_old_document_to_the_other_paths(store: Store) -> None:
    add(store, FERRY, "a.txt", outlet="A")
    add(store, FERRY, "b.txt", outlet="B")
    add(store, GULL, "a.txt")
    assert [(found.text, found.paths, found.outlet) for found in store.documents()] == [
        (GULL, ("a.txt",), None),
        (FERRY, ("b.txt",), "B"),
    ]


def test_document_without_files_is_absent_but_never_lost(store: Store) -> None:
    full_project(store)
    ferry = next(found for found in store.documents() if found.text == FERRY)
    assert store.forget_missing(["a/gull.txt"]) == ["b/ferry.txt"]
    assert [found.text for found in store.documents()] == [GULL]
    assert store.n_documents == 1
    assert [each.document.text for each in store.annotated()] == [GULL]
    assert store.pending("other step", "1") == [next(store.documents()).id]
    assert store.document(ferry.id) == ferry
    assert [each.document for each in store.annotated([ferry.id])] == [ferry]
    add(store, FERRY, "c.txt")
    assert [found.paths for found in store.documents()] == [("a/gull.txt",), ("c.txt",)]
    assert store.pending("annotate", "1") == [], "a text that comes back need not be annotated again"


def test_forgetting_nothing_changes_nothing(store: Store) -> None:
    full_project(store)
    before = store.input_digest()
    assert store.forget_missing(["a/gull.txt", "b/ferry.txt", "later.txt"]) == []
    assert store.input_digest() == before


def test_file_names_and_reasons_that_are_no_text_are_kept_readable(store: Store) -> None:
    path = b"caf\xe9\x01.txt".decode("utf-8", "surrogateescape")
    store.save_reading(FileReport(path, FileStatus.READ, "odd\0 name", 1), "f", [document(FERRY, path)])
    assert store.known_file(path, "f")
    assert store.files()[0].path == "caf\\udce9\x01.txt"
    assert store.files()[0].reason == "odd\\x00 name"
    assert next(store.documents()).path == "caf\\udce9\x01.txt"
    assert store.forget_missing([path]) == []


def test_two_texts_under_one_id_are_refused(store: Store) -> None:
    found = add(store, FERRY, "a.txt")
    other = document(GULL, "b.txt")
    forged = type(found)(found.id, ("b.txt",), other.text, other.text_sha256)
    with pytest.raises(ValueError, match="another text"):
        store.save_reading(read_report("b.txt"), "f", [forged])
    assert [report.path for report in store.files()] == ["a.txt"]


def test_stored_text_cannot_be_changed_by_anyone(store: Store) -> None:
    add(store, FERRY, "a.txt")
    with pytest.raises(ValueError, match="never changes"), store._writing() as connection:
        connection.exec_driver_sql("UPDATE documents SET text = 'other words'")


def test_digest_of_the_input_follows_files_metadata_and_annotation(store: Store) -> None:
    digests = [store.input_digest()]
    ferry = add(store, FERRY, "a.txt")
    digests.append(store.input_digest())
    add(store, FERRY, "a.txt", outlet="Ferry Post")
    digests.append(store.input_digest())
    annotate(store, ferry)
    digests.append(store.input_digest())
    annotate(store, ferry, "2")
    digests.append(store.input_digest())
    assert len(set(digests)) == 5
    store.mark_gathered(digests[-1])
    assert store.gathered_digest == store.input_digest()
