from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.interchange import CodedProject, OffsetUnit, read_qdpx, write_qdpx
from onrecord.interchange.offsets import from_unit, one_newline, to_unit
from onrecord.record import Span

from .invented import CONCEPTS, NOTE, QUAY, invented_project

PROJECT = "urn:QDA-XML:project:1.0"
G = "00000000-0000-4000-8000-00000000000"


def qdpx(path: Path, body: str, **members: bytes) -> Path:
    """A project of another tool: `body` between the codes and the end, members under Sources/."""
    xml = (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{PROJECT}" name="theirs" origin="OtherTool 9">'
        f'<Users><User guid="{G}1" name="Maja"/></Users><CodeBook><Codes>'
        f'<Code guid="{G}2" name="Keep the quay open" isCodable="true"/>'
        f'<Code guid="{G}3" name="New theme" isCodable="true" color="#FF0000"/></Codes></CodeBook>{body}</Project>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", xml)
        for name, content in members.items():
            archive.writestr(f"sources/{name}.txt", content)
    return path


def source(selections: str, name: str = "t") -> str:
    return (
        f'<Sources><TextSource guid="{G}4" name="Clip" plainTextPath="internal://{name}.txt">{selections}'
        "</TextSource></Sources>"
    )


def selection(start: int, end: int, code: int = 2, number: int = 5, name: str = "") -> str:
    return (
        f'<PlainTextSelection guid="{G}{number}" name="{name}" startPosition="{start}" endPosition="{end}">'
        f'<Coding guid="{G}9" creatingUser="{{{G}1}}" creationDateTime="2030-02-01T08:00:00Z">'
        f'<CodeRef targetGUID="{G}{code}"/></Coding></PlainTextSelection>'
    )


@pytest.mark.parametrize("unit", list(OffsetUnit))
def test_what_is_written_is_read_again(tmp_path: Path, unit: OffsetUnit) -> None:
    project = invented_project()
    losses = write_qdpx(project, tmp_path / "quay.qdpx", unit=unit)
    read = read_qdpx(tmp_path / "quay.qdpx", known=CONCEPTS, unit=unit)
    assert [(t.name, t.text, t.outlet, t.published, t.url) for t in read.texts] == [
        (t.name, t.text, t.outlet, t.published, t.url) for t in project.texts
    ]
    assert read.coders == ("ana", "ben")
    assert read.title == project.title
    names = {text.id: text.name for text in (*read.texts, *project.texts)}

    def told(coded: CodedProject | object) -> list[tuple[object, ...]]:
        return [
            (names[p.text_id], p.spans, p.coder, p.coded_at, p.concept_id, p.stance, p.actor, p.said, p.via)
            for p in coded.passages  # type: ignore[attr-defined]
        ]

    assert told(read) == told(project)
    assert read.passages[0].memo == "careful: a chief\ufffd speaks"
    assert [(c.id, c.kind, c.rank, c.parent) for c in read.concepts] == [
        ("open", "option", 1, None), ("sell", "option", 2, None), ("toll", "issue", None, None),
        ("fair", "argument", None, "toll"),
    ]  # fmt: skip
    assert read.concepts[0].keywords == ("quay", "pier")
    assert any("suggestions by machine" in line for line in losses)


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    write_qdpx(invented_project(), tmp_path / "a.qdpx")
    write_qdpx(invented_project(), tmp_path / "b.qdpx")
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_positions_count_code_points_and_the_file_is_laid_out_as_the_standard_says(tmp_path: Path) -> None:
    from lxml import etree

    write_qdpx(invented_project(), tmp_path / "quay.qdpx")
    with zipfile.ZipFile(tmp_path / "quay.qdpx") as archive:
        root = etree.fromstring(archive.read("project.qde"))
        assert len([name for name in archive.namelist() if name.startswith("Sources/")]) == 2
    # the order of elements that Project.xsd asks for
    assert [etree.QName(child).localname for child in root] == [
        "Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Sets",
    ]  # fmt: skip
    space = {"q": PROJECT}
    second = root.findall(".//q:PlainTextSelection", space)[1]
    start = QUAY.index("Anglers")
    assert (int(second.get("startPosition")), int(second.get("endPosition"))) == (start, len(QUAY) - 1)
    assert [etree.QName(child).localname for child in second] == ["Coding", "Coding"]
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))
    targets = {element.get("targetGUID") for element in root.iter() if element.get("targetGUID")}
    assert targets <= set(guids)


def test_statements_on_two_spans_are_two_selections_and_the_loss_is_told(tmp_path: Path) -> None:
    project = invented_project()
    split = replace(project.passages[0], spans=(Span(0, 8), Span(15, 19)))
    losses = write_qdpx(replace(project, passages=(split,)), tmp_path / "q.qdpx")
    assert losses[0] == "1 statements rest on several spans: each span is a selection of its own"
    assert [p.spans for p in read_qdpx(tmp_path / "q.qdpx").passages] == [(Span(0, 8),), (Span(15, 19),)]


def test_a_project_of_another_tool_keeps_its_coders_codes_and_places(tmp_path: Path) -> None:
    text = "\ufeff" + NOTE.replace("\n", "\r\n")
    at = NOTE.replace("\n", "\r\n").index("She blames")
    path = qdpx(tmp_path / "theirs.qdpx", source(selection(at, at + 3, 3)), t=text.encode())
    read = read_qdpx(path, known=CONCEPTS)
    (found,) = read.passages
    assert read.texts[0].text == NOTE
    assert found.spans[0].of(NOTE) == "She"
    assert (found.coder, found.concept_id, found.stance) == ("Maja", "new_theme", None)
    assert [concept.id for concept in read.concepts] == ["open", "new_theme"]
    assert "colors of 1 codes: concepts have none" in read.losses


def test_positions_outside_a_text_are_lost_and_told_never_moved(tmp_path: Path) -> None:
    path = qdpx(
        tmp_path / "x.qdpx",
        source(selection(0, 5) + selection(5, 5, number=6) + selection(3, 999, number=7)),
        t=b"short text",
    )
    read = read_qdpx(path)
    assert len(read.passages) == 1
    assert "1 selections of nothing" in read.losses
    assert "1 selections outside their text (Clip)" in read.losses


def test_utf_16_positions_are_suspected_and_read_when_asked(tmp_path: Path) -> None:
    start = QUAY.index("until spring") + 1  # one more in UTF-16
    path = qdpx(tmp_path / "x.qdpx", source(selection(start, start + 12, name="until spring")), t=QUAY.encode())
    suspected = read_qdpx(path)
    assert any("seem to count UTF-16 units" in line for line in suspected.losses)
    read = read_qdpx(path, unit=OffsetUnit.UTF_16)
    assert read.passages[0].spans[0].of(QUAY) == "until spring"


def test_other_media_links_and_pages_are_counted_among_the_losses(tmp_path: Path) -> None:
    body = (
        f'<Sources><PictureSource guid="{G}6"/><AudioSource guid="{G}7"/><PDFSource guid="{G}8" name="report.pdf">'
        f'<PDFSelection guid="{G}A"/><Representation guid="{G}B"><PlainTextContent>Tolls fall.</PlainTextContent>'
        f"{selection(0, 5)}</Representation></PDFSource>"
        f'<TextSource guid="{G}C" richTextPath="internal://r.docx">{selection(0, 4, number=1)}</TextSource></Sources>'
        f'<Links><Link guid="{G}D"/></Links><Sets><Set guid="{G}E" name="s"/></Sets>'
    )
    read = read_qdpx(qdpx(tmp_path / "x.qdpx", body))
    assert [(text.name, text.text) for text in read.texts] == [("report.pdf", "Tolls fall.")]
    assert len(read.passages) == 1
    told = " / ".join(read.losses)
    for words in (
        "1 pictures", "1 sound recordings", "1 selections drawn on PDF pages", "1 links between objects",
        "1 texts that are only in rich format", "1 selections of texts that could not be read", "1 sets",
    ):  # fmt: skip
        assert words in told


def test_a_file_that_is_no_project_is_refused_with_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "x.qdpx").write_bytes(b"no zip")
    with pytest.raises(InputError, match="is no zip archive"):
        read_qdpx(tmp_path / "x.qdpx")
    with zipfile.ZipFile(tmp_path / "empty.qdpx", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(InputError, match=r"holds 0 files \.qde at its top"):
        read_qdpx(tmp_path / "empty.qdpx")
    with zipfile.ZipFile(tmp_path / "other.qdpx", "w") as archive:
        archive.writestr("project.qde", "<Codebook/>")
    with pytest.raises(InputError, match="no REFI-QDA project but Codebook"):
        read_qdpx(tmp_path / "other.qdpx")


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(TEXT, st.data())
def test_offsets_go_to_utf_16_and_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    there = to_unit(text, OffsetUnit.UTF_16)(offset)
    assert there == len(text[:offset].encode("utf-16-le")) // 2
    assert from_unit(text, OffsetUnit.UTF_16)(there) == offset


@given(st.text(st.sampled_from("ab\r\n"), max_size=20), st.data())
def test_line_ends_become_one_sign_and_offsets_follow(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)).filter(lambda n: text[n - 1 : n + 1] != "\r\n"))
    plain, moved = one_newline(text)
    assert "\r" not in plain
    assert plain[: moved(offset)] == one_newline(text[:offset])[0]
    assert moved(len(text)) == len(plain)


def test_an_offset_in_the_middle_of_a_sign_is_refused() -> None:
    with pytest.raises(ValueError, match="middle of a sign"):
        from_unit("a\U0001f6a2b", OffsetUnit.UTF_16)(2)
