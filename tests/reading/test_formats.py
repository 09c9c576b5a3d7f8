"""Each format gives documents with their facts and layout, and a clear report when it cannot."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest
from benchmarks.hostile_inputs import pdf
from docx.document import Document as WordDocument

from onrecord.reading import FileSource, ReadingLimits, list_files, read_file
from onrecord.record import Basis, Document, FileReport, FileStatus, RegionKind
from onrecord.text import sha256, stable_id

BODY = (
    "The harbour board said on Monday that the bridge treaty between Upper Vale and Lower Vale would be put to a vote"
    " before the summer, after months of talks that both towns describe as difficult but friendly throughout."
)


def read(folder: Path, name: str, data: bytes, **limits: int) -> tuple[tuple[Document, ...], FileReport]:
    (folder / name).write_bytes(data)
    (source,), _ = list_files(folder / name)
    return read_file(source, limits=ReadingLimits(**limits))


def test_document_is_identified_by_its_text(tmp_path: Path) -> None:
    (first,), _ = read(tmp_path, "a.txt", BODY.encode())
    (second,), _ = read(tmp_path, "b.txt", BODY.encode())
    assert first.id == second.id == stable_id("doc", sha256(BODY))
    assert first.text_sha256 == sha256(BODY)
    assert (first.paths, second.paths) == (("a.txt",), ("b.txt",))


def test_table_gives_a_document_a_row(tmp_path: Path) -> None:
    table = (
        "Headline;Date;Outlet;Body;URL\r\n"
        f'Towns sign;2019-09-17;Vale Courier;"{BODY}\r\n\r\nShe said ""yes"".";https://courier.example/1\r\n'
        "Nothing;2019-09-18;Vale Courier;;\r\n"
        f"Vote put off;March 2020;Hill Post;{BODY} Again.;\r\n"
    )
    (first, second), report = read(tmp_path, "clips.csv", table.encode("utf-8-sig"))
    assert first.text == BODY + '\n\nShe said "yes".'
    assert (first.path, second.path) == ("clips.csv#row1", "clips.csv#row3")
    assert (first.title, first.outlet, first.url) == ("Towns sign", "Vale Courier", "https://courier.example/1")
    assert str(first.published.start) == "2019-09-17"
    assert first.published_basis is Basis.METADATA
    assert (str(second.published.start), str(second.published.end)) == ("2020-03-01", "2020-03-31")
    assert report.status is FileStatus.READ
    assert report.n_documents == 2
    assert "row 2 (no text)" in report.reason


def test_table_without_texts_names_what_was_found_and_what_is_wanted(tmp_path: Path) -> None:
    documents, report = read(tmp_path, "clips.csv", b"id,headline\n1,Towns sign\n")
    assert documents == ()
    assert report.status is FileStatus.FAILED
    assert "found: id, headline" in report.reason
    assert "text, body, content" in report.reason


def test_json_lines_of_wrong_types_are_counted_not_fatal(tmp_path: Path) -> None:
    rows = [
        json.dumps({"content": BODY, "title": "Towns sign", "date": "2019-09-17", "source": {"name": "Courier"}}),
        "[1, 2]", "null", "{broken", json.dumps({"content": 7}), json.dumps({"id": 1}), "",
        json.dumps({"text": "A lone \ud800 surrogate and a \x00 NUL."}),
    ]  # fmt: skip
    (first, last), report = read(tmp_path, "clips.jsonl", "\n".join(rows).encode())
    assert (first.text, first.title, first.outlet) == (BODY, "Towns sign", "Courier")
    assert last.text == "A lone \ufffd surrogate and a   NUL."
    assert last.path == "clips.jsonl#row8"
    assert "5 rows left out" in report.reason


def test_json_lines_without_any_text_fail_with_the_reason(tmp_path: Path) -> None:
    _, report = read(tmp_path, "clips.jsonl", b'{"id": 1}\n{"id": 2}\n')
    assert report.status is FileStatus.FAILED
    assert "found: id" in report.reason


def test_markdown_stays_as_it_is_and_front_matter_is_furniture(tmp_path: Path) -> None:
    text = f"---\ntitle: 'Towns sign'\ndate: 2019-09-17\nauthor: Ana Pell\n---\n\n# Towns **sign**\n\n{BODY}\n"
    (document,), _ = read(tmp_path, "a.md", text.encode())
    assert document.text == text
    assert (document.title, document.byline, str(document.published.start)) == ("Towns sign", "Ana Pell", "2019-09-17")
    assert [(region.kind, region.span.of(text)[:9]) for region in document.layout] == [
        (RegionKind.FURNITURE, "---\ntitle"),
        (RegionKind.HEADLINE, "Towns **s"),
    ]


def test_rich_text_gives_its_plain_text(tmp_path: Path) -> None:
    rtf = r"{\rtf1\ansi\ansicpg1252 {\b Towns sign the treaty}\par\par By Ana Pell\par " + BODY
    rtf += r" \'93Caf\'e9\'94 \u8364?3.\par}"
    (document,), _ = read(tmp_path, "a.rtf", rtf.encode())
    assert document.text.startswith("Towns sign the treaty\n\nBy Ana Pell\n")
    assert document.text.endswith("“Café” €3.")
    assert (document.title, document.byline) == ("Towns sign the treaty", "Ana Pell")


def word_bytes(word: WordDocument) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def test_word_file_gives_paragraphs_tables_and_the_title(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Towns sign the treaty", 0)
    word.add_paragraph("By Ana Pell")
    word.add_paragraph(BODY)
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Toll", "3.50"
    (document,), _ = read(tmp_path, "a.docx", word_bytes(word))
    assert document.text == f"Towns sign the treaty\nBy Ana Pell\n{BODY}\nToll\t3.50"
    assert (document.title, document.byline, document.language) == ("Towns sign the treaty", "Ana Pell", "en")
    assert [(region.kind, region.span.of(document.text)) for region in document.layout] == [
        (RegionKind.HEADLINE, "Towns sign the treaty")
    ]


def test_database_export_is_taken_apart_into_its_articles(tmp_path: Path) -> None:
    word = docx.Document()
    for number, (outlet, day) in enumerate(
        (("Vale Courier", "September 17, 2019 Tuesday"), ("Hill Post", "March 2, 2020"))
    ):
        for line in (
            f"Towns sign treaty {number}", outlet, day, "Copyright 2019 Example Press", "Section: NEWS; Pg. 4",
            "Length: 60 words", "Byline: By Ana Pell", "Body", "", BODY, f"Text number {number}.", "Classification",
            "Language: ENGLISH", "Load-Date: September 19, 2019", "End of Document",
        ):  # fmt: skip
            word.add_paragraph(line)
    (first, second), report = read(tmp_path, "export.docx", word_bytes(word))
    assert report.n_documents == 2
    assert (first.path, second.path) == ("export.docx#article1", "export.docx#article2")
    assert (first.title, first.outlet, first.byline) == ("Towns sign treaty 0", "Vale Courier", "Ana Pell")
    assert (str(first.published.start), str(second.published.start)) == ("2019-09-17", "2020-03-02")
    assert first.published_evidence is not None
    assert first.published_evidence.of(first.text) == "September 17, 2019"
    body = [region.span.of(second.text) for region in second.layout if region.kind is RegionKind.BODY]
    assert body == [f"{BODY}\nText number 1."] or body == [f"{BODY}\n\nText number 1."]


def test_pdf_lines_become_paragraphs_and_cut_words_are_joined(tmp_path: Path) -> None:
    lines = [
        "Towns sign the treaty", "",
        "The harbour board said on Monday that the bridge treaty bet-",
        "ween Upper Vale and Lower Vale would be put to a vote be-",
        "fore the summer. It was a well-", "known plan.", "",
        "“We are not there yet,” said Ana Pell, who leads the board now.",
    ]  # fmt: skip
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    data = pdf([f"BT /F1 12 Tf 72 700 Td {shown} ET".encode("cp1252")])
    (document,), _ = read(tmp_path, "a.pdf", data)
    assert document.text == (
        "Towns sign the treaty\n\nThe harbour board said on Monday that the bridge treaty between Upper Vale and Lower"
        " Vale would be put to a vote before the summer. It was a well-known plan.\n\n“We are not there yet,” said Ana"
        " Pell, who leads the board now."
    )
    assert document.title == "Towns sign the treaty"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("scan.pdf", pdf(["", ""]), "run OCR first"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj<<", "damaged PDF"),
        ("no.pdf", b"just some words", "not a PDF file"),
        ("no.docx", b"just some words", "not a Word file"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .docx"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        ("empty.txt", b"", "empty"),
        ("deep.jsonl", b'{"text":' + b"[" * 100_000, "nested"),
    ],
)
def test_what_cannot_be_read_fails_with_a_line_that_says_what_to_do(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    documents, report = read(tmp_path, name, data)
    assert documents == ()
    assert report.status is FileStatus.FAILED
    assert words in report.reason
    assert "\n" not in report.reason


def test_locked_pdf_says_so(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([BODY]))))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    _, report = read(tmp_path, "a.pdf", out.getvalue())
    assert "password" in report.reason


def test_files_are_read_as_what_they_are_not_as_what_they_are_called(tmp_path: Path) -> None:
    (document,), report = read(tmp_path, "a.txt", pdf([BODY[:80]]))
    assert document.text == BODY[:80].strip()
    assert "pdf in spite of its name" in report.reason


def test_blank_file_is_skipped(tmp_path: Path) -> None:
    documents, report = read(tmp_path, "a.txt", b" \n\n")
    assert (documents, report.status) == ((), FileStatus.SKIPPED)


def test_file_that_vanished_or_is_forbidden_is_reported(tmp_path: Path) -> None:
    from onrecord.reading import Format

    documents, report = read_file(FileSource(tmp_path / "gone.txt", "gone.txt", Format.TEXT))
    assert documents == ()
    assert "cannot be opened" in report.reason


def test_limits_are_told_with_their_numbers(tmp_path: Path) -> None:
    _, report = read(tmp_path, "a.txt", BODY.encode(), max_document_chars=100)
    assert "at most 100" in report.reason
    _, report = read(tmp_path, "b.txt", BODY.encode(), max_file_bytes=100)
    assert "split it" in report.reason
