from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import CodebookError
from onrecord.interchange import read_qdc, write_qdc
from onrecord.record import Codebook, Concept

from .invented import CONCEPTS


def test_a_codebook_is_read_as_it_was_written(tmp_path: Path) -> None:
    losses = write_qdc(Codebook(CONCEPTS), tmp_path / "c.qdc")
    assert read_qdc(tmp_path / "c.qdc", known=CONCEPTS).codebook == Codebook(CONCEPTS)
    assert losses == (
        "keywords, examples and counter-examples stand in the codes' descriptions, as lines",
        "kinds and the order of options are sets of codes; other tools show no ladder",
    )
    assert "&lt;fair&gt;" in (tmp_path / "c.qdc").read_text(encoding="utf-8")


def test_without_the_project_ids_are_made_from_names(tmp_path: Path) -> None:
    write_qdc(Codebook(CONCEPTS), tmp_path / "c.qdc")
    read = read_qdc(tmp_path / "c.qdc").codebook
    assert [concept.id for concept in read] == ["keep_the_quay_open", "sell_the_quay_the_crane", "toll", "it_is_fair"]
    assert [concept.parent for concept in read] == [None, None, None, "toll"]


@pytest.mark.parametrize("space", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", ""])
def test_other_tools_namespaces_headings_and_braces_are_taken(tmp_path: Path, space: str) -> None:
    guid = "{0b8ab2c0-1f5e-4a4e-9d7a-000000000001}"
    (tmp_path / "c.qdc").write_text(
        f'<?xml version="1.0" encoding="utf-8"?><CodeBook{f" xmlns={chr(34)}{space}{chr(34)}" if space else ""}><Codes>'
        f'<Code guid="{guid}" name="Places" isCodable="false"><Code guid="{guid.replace("1}", "2}")}" name="Quay" '
        'isCodable="true"><Description>Where ships lie.\nNot: the beach</Description></Code></Code></Codes></CodeBook>',
        encoding="utf-8",
    )
    heading, quay = read_qdc(tmp_path / "c.qdc").codebook.concepts
    assert (heading.id, heading.retired) == ("places", False)
    assert (quay.parent, quay.definition, quay.counterexamples) == ("places", "Where ships lie.", ("the beach",))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("plain words", "not well-formed XML"),
        ("<CodeBook/>", "no REFI-QDA codebook"),
        ('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', "holds no code with a name"),
    ],
)
def test_files_that_are_no_codebook_are_refused(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "c.qdc").write_text(content)
    with pytest.raises(CodebookError, match=words):
        read_qdc(tmp_path / "c.qdc")


def test_an_empty_codebook_cannot_be_written_and_a_missing_one_not_read(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="codebook is empty"):
        write_qdc(Codebook(), tmp_path / "c.qdc")
    with pytest.raises(CodebookError, match="cannot be read"):
        read_qdc(tmp_path / "none.qdc")


@given(st.lists(st.text(min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6, unique_by=str.casefold))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_label_and_definition_can_be_written_and_read(tmp_path: Path, labels: list[str]) -> None:
    concepts = tuple(Concept(f"c{n}", label, definition=label) for n, label in enumerate(labels))
    write_qdc(Codebook(concepts), tmp_path / "c.qdc")
    assert [concept.id for concept in read_qdc(tmp_path / "c.qdc", known=concepts).codebook] == [c.id for c in concepts]
